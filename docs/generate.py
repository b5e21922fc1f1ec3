"""Write the documents that are made from the project itself, or check that they are up to date.

python docs/generate.py          writes them
python docs/generate.py --check  fails if one is not what it would write
"""

import sys
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from determinants.vocab import DET, OWL, PREFIXES, RDF, RDFS, SKOS, compact

ROOT = Path(__file__).parents[1]
SH = "http://www.w3.org/ns/shacl#"


def ontology() -> str:
    """Give the ontology as a picture of its classes and a list of its terms."""
    store = Store()
    store.load(path=ROOT / "ontology/determinants.ttl", format=RdfFormat.TURTLE)
    store.load(path=ROOT / "ontology/shapes.ttl", format=RdfFormat.TURTLE)
    version = _one(store, NamedNode("https://w3id.org/determinants/ontology"), OWL.versionInfo)
    parts = [
        "# The ontology",
        "",
        f"Version {version}. This page is made from `ontology/determinants.ttl` and `ontology/shapes.ttl` by "
        "`docs/generate.py`; change those and run it.",
        "",
        "An arrow says which class the values of a property belong to. Grey classes are published terms. "
        "Influences, determinants, elements of frameworks and values of schemes are also `skos:Concept`s.",
        "",
        *_picture(store),
    ]
    for title, kind in (
        ("Classes", OWL.Class),
        ("Named values", OWL.NamedIndividual),
        ("Properties whose value is a thing", OWL.ObjectProperty),
        ("Properties whose value is a text or number", OWL.DatatypeProperty),
    ):
        parts += ["", f"## {title}", "", "| term | label | meaning |", "|---|---|---|"]
        for term in _terms(store, kind):
            label, meaning = _one(store, term, RDFS.label), _one(store, term, SKOS.definition)
            parts.append(f"| `{compact(term.value)}` | {label} | {meaning} |")
    return "\n".join(parts) + "\n"


def _picture(store: Store) -> list[str]:
    """Draw the classes that shapes connect, as a Mermaid diagram."""
    names = {prefix: PREFIXES[prefix] for prefix in ("det", "rdf", "rdfs")}
    edges = store.query(
        """
        SELECT DISTINCT ?from ?label ?to WHERE {
          ?shape sh:targetClass ?from ; sh:property ?property .
          ?property sh:path ?path .
          { ?property sh:class ?to } UNION { ?property sh:or/rdf:rest*/rdf:first/sh:class ?to }
          ?path rdfs:label ?name .
          BIND(STR(?name) AS ?label)
          FILTER(?to != det:Review && STRSTARTS(STR(?to), STR(det:)))
        } ORDER BY ?from ?to ?label
        """,
        prefixes={**names, "sh": SH},
    )
    supers = store.query(
        "SELECT ?sub ?super WHERE { ?sub rdfs:subClassOf ?super } ORDER BY ?super ?sub",
        prefixes=names,
    )
    lines, labels = ["```mermaid", "flowchart LR"], {}
    for edge in edges:
        pair = (edge["from"].value, edge["to"].value)
        labels.setdefault(pair, []).append(edge["label"].value)
    for (start, end), label in labels.items():
        lines.append(f'    {_node(start)} -->|"{", ".join(label)}"| {_node(end)}')
    outside = set()
    for row in supers:
        if row["super"].value not in {SKOS.Concept.value}:
            lines.append(f"    {_node(row['sub'].value)} -.->|is a| {_node(row['super'].value)}")
            if not row["super"].value.startswith(DET.iri):
                outside.add(_node(row["super"].value).partition("[")[0])
    lines.append("    classDef published fill:#eee,stroke:#999")
    lines.append(f"    class {','.join(sorted(outside))} published")
    return [*lines, "```"]


def _node(iri: str) -> str:
    name = compact(iri)
    return f'{name.replace(":", "_")}["{name.removeprefix("det:")}"]'


def _terms(store: Store, kind: NamedNode) -> list[NamedNode]:
    found = {quad.subject for quad in store.quads_for_pattern(None, RDF.type, kind, None)}
    return sorted((term for term in found if term.value.startswith(DET.iri)), key=lambda term: term.value)


def _one(store: Store, subject: NamedNode, predicate: NamedNode) -> str:
    return next(store.quads_for_pattern(subject, predicate, None, None)).object.value


DOCUMENTS: dict[str, Callable[[], str]] = {"docs/ontology.md": ontology}


def main() -> int:
    """Write or check every document; give the exit code."""
    stale = []
    for name, write in DOCUMENTS.items():
        path, text = ROOT / name, write()
        if "--check" in sys.argv:
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{name} is not up to date: run 'python docs/generate.py'", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
