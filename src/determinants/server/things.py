"""A page for every thing of ours: what the graph says of it, and what refers to it, in HTML and in RDF."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Triple

from determinants.ask.citing import of_graph
from determinants.ask.records import ThingMentions, read
from determinants.ground.vocab import BASE, RDFS
from determinants.server import citing
from determinants.server.calls import Call, Reply
from determinants.server.markup import Markup, joined, link, page, table, tag
from determinants.server.refusing import Refused
from determinants.server.sending import tag as state_tag
from determinants.server.served import Served
from determinants.store.solutions import Rows, Term, Triples, value
from determinants.write.formats import in_parts
from determinants.write.sparql_formats import TRIPLE_FORMATS

HTML = "text/html"
SUFFIXES = {".html": "html"} | {each.suffix: name for name, each in TRIPLE_FORMATS.items()}
OFFERED = {each.media_type: name for name, each in TRIPLE_FORMATS.items()} | {HTML: "html"}
SHOWN = 300  # things that refer to one, by name; the RDF has all
ONTOLOGY = "ontology"


def thing(served: Served, call: Call) -> Reply:
    """Give the page of a thing, by its address, in the form that is accepted or that its suffix asks for.

    Raises:
        Refused: if there is no such thing, or no such form.

    """
    path, suffix, said = _found(served, call)
    iri = BASE + path
    name, media_type = call.chosen(OFFERED, suffix=suffix)
    referring = served.graph.ask("thing-mentions", thing=NamedNode(iri))
    links = {of: f"{call.root}/{path}{ending}" for of, ending in _endings()}
    headers = {
        "Link": ", ".join(
            [citing.link(call), f'<{iri}>; rel="canonical"']
            + [f'<{where}>; rel="alternate"; type="{of}"' for of, where in links.items() if of != media_type]
        ),
        "Content-Location": links[media_type],
    }
    if name == "html":
        made = of_graph(
            served.graph,
            f"What the graph says of {_name(said) or path}.",
            command=citing.typed("show", {"thing": [path]}, ["thing"]),
        )
        body = _html(served, path, said, referring, call.root, links, citing.line(made, call))
    else:
        more = _terms(served) if path == ONTOLOGY else ()
        triples = Triples(tuple(dict.fromkeys([*_triples(said, referring), *more])))
        body = b"".join(in_parts(TRIPLE_FORMATS[name].write(triples)))
    state = served.dated if name == "html" else served.state  # a page says when it was looked at
    return Reply(body, media_type, headers=headers, tag=state_tag(state, path, name, call.root), keep=True)


def _found(served: Served, call: Call) -> tuple[str, str | None, Rows]:
    """Give the path of a thing, the form that its suffix asks for, and what is said of it."""
    whole = call.path.strip("/")
    ways: list[tuple[str, str | None]] = [(whole, None)]
    ways += [(whole.removesuffix(end), name) for end, name in SUFFIXES.items() if whole.endswith(end)]
    for path, suffix in ways:
        try:
            node = NamedNode(BASE + path)
        except ValueError:
            continue
        said = served.graph.ask("thing-statements", thing=node)
        if said.rows:
            return path, suffix, said
    raise Refused(404, f"there is nothing at /{whole[:200]}: what there is, is listed at /.")


def _endings() -> Iterator[tuple[str, str]]:
    yield HTML, ".html"
    for each in TRIPLE_FORMATS.values():
        yield each.media_type, each.suffix


def _triples(said: Rows, referring: Rows) -> Iterator[Triple]:
    """Yield what is said of a thing and what refers to it, each with the labels of what it names."""
    yield from _labelled(said, "thing", "value", other="value")
    yield from _labelled(referring, "subject", "thing", other="subject")


def _labelled(rows: Rows, subject: str, of: str, other: str) -> Iterator[Triple]:
    for triple, row in zip(rows.triples(subject, "property", of), rows.rows, strict=True):
        yield triple
        here = dict(zip(rows.columns, row, strict=True))
        yield from _label(here["property"], here["property_label"])
        yield from _label(here[other], here[f"{other}_label"])


def _label(of: Term | None, label: Term | None) -> Iterator[Triple]:
    if isinstance(of, NamedNode) and isinstance(label, Literal):
        yield Triple(of, RDFS.label, label)


def _terms(served: Served) -> Iterable[Triple]:
    """Give the whole ontology: its terms have no other address."""
    found = served.graph.engine.query(
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{BASE}graph/{ONTOLOGY}> {{ ?s ?p ?o }} }}"
    )
    return found.triples if isinstance(found, Triples) else ()


def _html(
    served: Served, path: str, said: Rows, referring: Rows, root: str, links: dict[str, str], cited: Markup
) -> bytes:
    title = _name(said) or path
    parts = [tag("p", tag("code", BASE + path), class_="quiet"), _statements(said, root)]
    if path == ONTOLOGY:
        parts.append(_listed(served))
    parts += _mentions(referring, root)
    forms = [tag("a", each.name, href=links[each.media_type]) for each in TRIPLE_FORMATS.values()]
    parts += [tag("p", "The same as ", *_between(forms), "."), cited]
    return page(title, *parts, root=root, links={of: at for of, at in links.items() if of != HTML})


def _name(said: Rows) -> str:
    """Give what a thing is called."""
    for record in said.records():
        if str(record["property"]).endswith(("#prefLabel", "#label")):
            return str(record["value"]).strip()
    return ""


def _statements(said: Rows, root: str) -> Markup:
    rows = []
    records = [dict(record) for record in said.records()]
    for (iri, label), group in groupby(records, key=lambda row: (row["property"], row["property_label"])):
        values: dict[Markup, None] = {}
        graphs: dict[Markup, None] = {}
        for row in group:
            values[tag("div", _value(row, root))] = None
            graphs[link(str(row["graph"]), str(row["graph"]).rpartition("/")[2], root)] = None
        known = link(str(iri), str(label or iri), root)
        rows.append([known, joined(*values), joined(*_between(list(graphs)))])
    return table(["what", "is said of it", "in the named graph"], rows)


def _value(row: Mapping[str, object], root: str) -> Markup:
    unit = f" {row['unit']}" if row["unit"] else ""
    text = str(row["value"])
    if "://" in text and " " not in text:
        return joined(link(text, str(row["value_label"] or text), root), unit)
    return joined(text, unit)


def _mentions(referring: Rows, root: str) -> list[Markup]:
    mentions = list(read(referring, ThingMentions))
    parts: list[Markup] = []
    left = SHOWN
    for iri, group in groupby(mentions, key=lambda row: row.property):
        rows = list(group)
        shown = rows[: max(0, left)]
        left -= len(shown)
        label = rows[0].property_label or iri
        parts.append(tag("h2", f"{label}, the other way round: {len(rows)}"))
        parts.append(
            tag("ul", *(tag("li", link(r.subject, r.subject_label or r.subject, root)) for r in shown))
        )
        if len(shown) < len(rows):
            parts.append(tag("p", f"{len(rows) - len(shown)} more are not shown here; the RDF has them all."))
    return parts


def _listed(served: Served) -> Markup:
    """Give the terms of the ontology, each where its address points to."""
    said: dict[str, dict[str, str]] = {}
    for triple in _terms(served):
        iri, of = str(getattr(triple.subject, "value", "")), triple.predicate.value.rpartition("#")[2]
        if iri.startswith(f"{BASE}{ONTOLOGY}#") and isinstance(triple.object, Literal):
            said.setdefault(iri, {})[of] = str(value(triple.object))
    rows = [
        [
            tag("span", iri.rpartition("#")[2], id=iri.rpartition("#")[2]),
            joined(known.get("label", "")),
            joined(known.get("comment") or known.get("definition", "")),
        ]
        for iri, known in sorted(said.items())
    ]
    return joined(tag("h2", "Its terms"), table(["term", "is called", "means"], rows))


def _between(parts: list[Markup]) -> list[str]:
    return [each for place, part in enumerate(parts) for each in ((", ", part) if place else (part,))]
