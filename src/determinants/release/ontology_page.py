"""The ontology as a page: a picture of its classes and a list of its terms."""

from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from determinants.ask.asking import Graph
from determinants.ground import called
from determinants.ground.vocab import BASE, DET, OWL, PREFIXES, RDF, RDFS, SKOS, compact
from determinants.store.engine import ask
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Rows, value
from determinants.write.loading import SWITCHES
from determinants.write.row_formats import as_markdown

SH = "http://www.w3.org/ns/shacl#"


FIRST = """SELECT ?label ?year (COUNT(?finding) AS ?findings)
WHERE {
  ?finding a det:Finding ;
    det:directness det:ownFinding ;
    det:reportedBy ?study ;
    det:influence <https://w3id.org/determinants/ibrahim2019/influence/psw-training> .
  ?study skos:prefLabel ?label ;
    dcterms:issued ?issued .
  BIND(xsd:integer(STR(?issued)) AS ?year)
  FILTER(?year >= 2020)
}
GROUP BY ?label ?year
ORDER BY DESC(?findings) ?label
LIMIT 3
"""


def beginning(graph: Graph) -> list[str]:
    """Give what somebody who writes SPARQL needs first: namespace, prefixes, a query, years, loading."""
    answer = graph.sparql(FIRST)
    assert isinstance(answer, Rows)
    declared = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("dcterms", "det", "skos", "xsd"))
    return [
        f"Terms of the ontology are in `{DET.iri}`, things of the graph below `{BASE}`, such as "
        f"`{BASE}ibrahim2019/influence/psw-training`. The addresses do not open yet.",
        "",
        "| prefix | namespace |",
        "|---|---|",
        *(f"| `{name}:` | `{namespace}` |" for name, namespace in PREFIXES.items()),
        "",
        f"`{called.NAME} sparql` knows these prefixes; elsewhere, declare the ones that a query uses.",
        "",
        "## A first query",
        "",
        "Which studies since 2020 report most about the training of peer workers?",
        "",
        f"```sparql\n{declared}{FIRST}```",
        "",
        as_markdown(answer).strip(),
        "",
        "Years are `xsd:gYear`, and engines compare those each in its own way: some as numbers, some as "
        "texts, some not at all. `xsd:integer(STR(?issued))` compares everywhere, as in the query above.",
        "",
        "## Loading it elsewhere",
        "",
        f"`{called.NAME} export nquads` (or `trig`, `jsonld`) keeps the named graphs, one for each source. "
        "To ask all of them together, switch on in:",
        "",
        *(f"- {name}: {said}" for name, said in SWITCHES.items()),
        "",
        "`turtle`, `ntriples` and `rdfxml` have the statements of all graphs together, for any engine as it "
        "is. Only the stored questions that ask which graph says what find nothing there; they say so.",
        "",
    ]


def ontology(root: Path, graph: Graph) -> str:
    """Give the ontology: how to begin, a picture of its classes and a list of its terms."""
    store = Store()
    store.load(path=root / "ontology/determinants.ttl", format=RdfFormat.TURTLE)
    store.load(path=root / "ontology/shapes.ttl", format=RdfFormat.TURTLE)
    version = _one(store, NamedNode("https://w3id.org/determinants/ontology"), OWL.versionInfo)
    parts = [
        "# The ontology",
        "",
        *beginning(graph),
        "## About this page",
        "",
        f"Version {version}. This page is made from `ontology/determinants.ttl` and `ontology/shapes.ttl` by "
        "`determinants.release.documents`; change those and run it. The ontology is in OWL 2 DL: the OWL "
        "API's profile checker finds no violation, in CI, where a second test proves that it would find one.",
        "",
        "An arrow says which class the values of a property belong to. What belongs to a review is tied to "
        "it by `det:review`, which is not drawn.",
        *_pictures(store),
    ]
    for title, kind in (
        ("Classes", OWL.Class),
        ("Named values", OWL.NamedIndividual),
        ("Properties whose value is a thing", OWL.ObjectProperty),
        ("Properties whose value is a text or number", OWL.DatatypeProperty),
    ):
        parts += ["", f"## {title}", "", "| term | label | is a, has range | meaning |", "|---|---|---|---|"]
        for term in _terms(store, kind):
            label, meaning = _one(store, term, RDFS.label), _one(store, term, SKOS.definition)
            parts.append(f"| `{compact(term.value)}` | {label} | {_above(store, term)} | {meaning} |")
    return "\n".join(parts) + "\n"


# Which classes are drawn together; what is not named here is drawn last.
PICTURES: dict[str, set[str]] = {
    "Evidence": {"Finding", "Determinant", "Facilitator", "Barrier", "Publication"},
    "Mapping to frameworks": {"Alignment", "Framework", "Domain", "Subdomain", "Construct", "Subconstruct"},
    "Strategies": {"Endorsement", "Strategy", "StrategyCluster", "Addition"},
    "The measure": {"Site", "MeasureItem", "Rating", "Statistic", "ScaleAnchor"},
    "Counts and checks of a review": set(),
}


CONNECTED = f"""
PREFIX det: <{DET.iri}>
PREFIX rdf: <{RDF.iri}>
PREFIX rdfs: <{RDFS.iri}>
PREFIX sh: <{SH}>
SELECT DISTINCT ?start ?label ?end WHERE {{
  {{ ?shape sh:targetClass ?start ; sh:property ?property .
    ?property sh:path ?path .
    {{ ?property sh:class ?end }} UNION {{ ?property sh:or/rdf:rest*/rdf:first/sh:class ?end }}
    ?path rdfs:label ?name .
    BIND(STR(?name) AS ?label)
  }} UNION {{ ?start rdfs:subClassOf ?end BIND("is a" AS ?label) }}
  FILTER(?end != det:Review && STRSTARTS(STR(?end), STR(det:)))
}} ORDER BY ?start ?end ?label
"""


def _pictures(store: Store) -> list[str]:
    """Draw the classes that shapes connect, as Mermaid diagrams of a size to be read."""
    edges: dict[tuple[str, str], list[str]] = {}
    for terms in ask(OxigraphEngine(store), CONNECTED).rows:
        first, label, second = (str(value(term)).removeprefix(DET.iri) for term in terms)
        edges.setdefault((first, second), []).append(label)
    lines = []
    named = {name for names in PICTURES.values() for name in names}
    for title, classes in PICTURES.items():
        lines += ["", f"## {title}", "", "```mermaid", "flowchart LR"]
        for (start, end), labels in edges.items():
            if start in classes or (not classes and start not in named):
                arrow = "-.->" if labels == ["is a"] else "-->"
                lines.append(f'    {start} {arrow}|"{", ".join(labels)}"| {end}')
        lines.append("```")
    return lines


def _terms(store: Store, kind: NamedNode) -> list[NamedNode]:
    found = {quad.subject for quad in store.quads_for_pattern(None, RDF.type, kind, None)}
    ours = [term for term in found if isinstance(term, NamedNode) and term.value.startswith(DET.iri)]
    return sorted(ours, key=lambda term: term.value)


def _above(store: Store, term: NamedNode) -> str:
    """Give the classes above a class, the class of a value, or the range of a property."""
    above = {
        compact(name)
        for predicate in (RDFS.subClassOf, RDFS.range, RDF.type)
        for name in _values(store, term, predicate)
        if not name.startswith(OWL.iri)
    }
    return ", ".join(f"`{name}`" for name in sorted(above))


def _one(store: Store, subject: NamedNode, predicate: NamedNode) -> str:
    return _values(store, subject, predicate)[0]


def _values(store: Store, subject: NamedNode, predicate: NamedNode) -> list[str]:
    told = (quad.object for quad in store.quads_for_pattern(subject, predicate, None, None))
    return [term.value for term in told if isinstance(term, NamedNode | Literal)]
