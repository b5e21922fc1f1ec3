"""Pages for people in a release: the ontology, each framework, and what is where. They fetch nothing."""

from collections.abc import Iterator
from functools import partial
from html import escape

from pyoxigraph import NamedNode

from determinants import __version__
from determinants.ground.vocab import BASE, DCTERMS, DET, OWL, RDFS, SKOS, compact
from determinants.release.citation import ABSTRACT, TITLE
from determinants.release.frameworks import RIGHTS
from determinants.release.parts import Filed, Part, Source

STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}"
    ":root{color-scheme:light dark}"
    "h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}dt{font-weight:600;margin-top:.75rem}"
    "dd{margin-left:1.5rem}code{overflow-wrap:anywhere}table{border-collapse:collapse}"
    "td,th{text-align:left;vertical-align:top;padding:.2rem .75rem .2rem 0}"
)
KINDS = {
    "Classes": OWL.Class,
    "Properties whose value is a thing": OWL.ObjectProperty,
    "Properties whose value is a text or number": OWL.DatatypeProperty,
    "Named values": OWL.NamedIndividual,
}


def parts(source: Source) -> Iterator[Part]:
    """Yield a page of the ontology and one of each framework."""
    yield Part("html/ontology.html", "text/html", "the ontology, to be read", partial(ontology, source))
    for framework in source.of_kind(DET.Framework):
        key = framework.value.removeprefix(BASE)
        what = f"{source.text(framework, SKOS.prefLabel)}, to be read"
        yield Part(f"html/{key}.html", "text/html", what, partial(page_of, source, framework))


def index(_: Source, filed: list[Filed]) -> Iterator[Part]:
    """Yield the first page: what is where."""
    yield Part("index.html", "text/html", "what is where in this folder", partial(contents, filed))


def contents(filed: list[Filed]) -> str:
    """Give a page that leads to every file."""
    rows = "".join(
        f'<tr><td><a href="{escape(each.part.path)}">{escape(each.part.path)}</a></td>'
        f"<td>{escape(each.part.what)}</td><td>{each.size:,}</td></tr>\n"
        for each in filed
    )
    head = "<tr><th>file</th><th>what it is</th><th>bytes</th></tr>\n"
    return page(
        f"Determinants {__version__}",
        f"<p>{escape(TITLE)}.</p>\n<p>{escape(ABSTRACT)}</p>\n<table>\n{head}{rows}</table>\n",
    )


def ontology(source: Source) -> str:
    """Give a page with each term of the ontology, its label, what is above it, and its meaning."""
    body = []
    left = [term for term in source.things if term.value.startswith(DET.iri)]
    for title, kind in {**KINDS, "Cubes, their structures and what is in them": None}.items():
        of_kind = left if kind is None else source.of_kind(kind)
        terms = [term for term in of_kind if term in left]
        left = [term for term in left if term not in terms]
        entries = "".join(_entry(source, term) for term in terms)
        body.append(f"<h2>{title}</h2>\n<dl>\n{entries}</dl>\n")
    return page("The ontology", "".join(body))


def _entry(source: Source, term: NamedNode) -> str:
    name = term.value.removeprefix(DET.iri)
    above = [
        f"{word} <code>{escape(compact(value.value))}</code>"
        for word, of in {
            "is a": RDFS.subClassOf, "kind of": RDFS.subPropertyOf, "of": RDFS.domain, "leads to": RDFS.range
        }.items()
        for value in source.values(term, of)
        if isinstance(value, NamedNode)
    ]  # fmt: skip
    meaning = escape(source.text(term, SKOS.definition, RDFS.comment))
    more = f"<br>{'; '.join(above)}" if above else ""
    label = escape(source.text(term, SKOS.prefLabel, RDFS.label))
    return f'<dt id="{name}">{label} <code>det:{name}</code></dt>\n<dd>{meaning}{more}</dd>\n'


def page_of(source: Source, framework: NamedNode) -> str:
    """Give a page with the parts of a framework, those below others under them."""
    cited = [
        source.text(publication, DCTERMS.bibliographicCitation)
        for publication in source.values(framework, DCTERMS.source)
        if isinstance(publication, NamedNode)
    ]
    top = [
        thing
        for thing in source.of_kind(SKOS.Concept)
        if framework in source.values(thing, SKOS.topConceptOf)
    ]
    title = source.text(framework, DCTERMS.title, SKOS.prefLabel)
    about = "".join(f"<p>Source: {escape(text)}</p>\n" for text in cited)
    return page(title, f"{about}<p>{escape(RIGHTS)}</p>\n{_below(source, top)}")


def _below(source: Source, concepts: list[NamedNode]) -> str:
    if not concepts:
        return ""
    ordered = sorted(concepts, key=lambda one: (source.text(one, SKOS.notation), one.value))
    return f"<dl>\n{''.join(_part(source, one) for one in ordered)}</dl>\n"


def _part(source: Source, concept: NamedNode) -> str:
    name = concept.value.rpartition("/")[2]
    code = escape(source.text(concept, SKOS.notation))
    label, meaning = (escape(source.text(concept, of)) for of in (SKOS.prefLabel, SKOS.definition))
    below = [value for value in source.values(concept, SKOS.narrower) if isinstance(value, NamedNode)]
    return f'<dt id="{name}">{code} {label}</dt>\n<dd>{meaning}\n{_below(source, below)}</dd>\n'


def page(title: str, body: str) -> str:
    """Give a whole page."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} · determinants</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n{body}</main>\n</body>\n</html>\n"
    )
