"""Write the documents that are made from the project itself, or check that they are up to date.

python docs/generate.py          writes them
python docs/generate.py --check  fails if one is not what it would write
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

import determinants
from determinants.ask import questions as stored_questions
from determinants.ask.questions import Question
from determinants.ground.vocab import BASE, DET, OWL, PREFIXES, RDF, RDFS, SKOS, compact
from determinants.store.solutions import Rows
from determinants.write.row_formats import as_markdown

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
        "`docs/generate.py`; change those and run it. The ontology is in OWL 2 DL: the OWL API's profile "
        "checker finds no violation, in CI, where a second test proves that it would find one.",
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
PICTURES = {
    "Evidence": {"Finding", "Determinant", "Facilitator", "Barrier", "Publication"},
    "Mapping to frameworks": {"Alignment", "Framework", "Domain", "Subdomain", "Construct", "Subconstruct"},
    "Strategies": {"Endorsement", "Strategy", "StrategyCluster", "Addition"},
    "The measure": {"Site", "MeasureItem", "Rating", "Statistic", "ScaleAnchor"},
    "Counts and checks of a review": set(),
}


def _pictures(store: Store) -> list[str]:
    """Draw the classes that shapes connect, as Mermaid diagrams of a size to be read."""
    edges: dict[tuple[str, str], list[str]] = {}
    for row in store.query(
        """
        SELECT DISTINCT ?from ?label ?to WHERE {
          { ?shape sh:targetClass ?from ; sh:property ?property .
            ?property sh:path ?path .
            { ?property sh:class ?to } UNION { ?property sh:or/rdf:rest*/rdf:first/sh:class ?to }
            ?path rdfs:label ?name .
            BIND(STR(?name) AS ?label)
          } UNION { ?from rdfs:subClassOf ?to BIND("is a" AS ?label) }
          FILTER(?to != det:Review && STRSTARTS(STR(?to), STR(det:)))
        } ORDER BY ?from ?to ?label
        """,
        prefixes={**{prefix: PREFIXES[prefix] for prefix in ("det", "rdf", "rdfs")}, "sh": SH},
    ):
        start, end = (row[name].value.removeprefix(DET.iri) for name in ("from", "to"))
        edges.setdefault((start, end), []).append(row["label"].value)
    lines = []
    named = set().union(*PICTURES.values())
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
    return sorted((term for term in found if term.value.startswith(DET.iri)), key=lambda term: term.value)


def _above(store: Store, term: NamedNode) -> str:
    """Give the classes above a class, the class of a value, or the range of a property."""
    above = {
        compact(quad.object.value)
        for predicate in (RDFS.subClassOf, RDFS.range, RDF.type)
        for quad in store.quads_for_pattern(term, predicate, None, None)
        if not quad.object.value.startswith(OWL.iri)
    }
    return ", ".join(f"`{name}`" for name in sorted(above))


def _one(store: Store, subject: NamedNode, predicate: NamedNode) -> str:
    return next(store.quads_for_pattern(subject, predicate, None, None)).object.value


def readme() -> str:
    """Give the README with the real output of the command on its first screen."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    head, command, middle, shown, rest = re.fullmatch(
        r"(.*?\n\./run determinants )([^\n]+)(\n.*?```text\n)(.*?)(\n  …\n```.*)", text, re.DOTALL
    ).groups()
    program = Path(sys.executable).with_name("determinants")
    wide = {**os.environ, "COLUMNS": "100"}
    done = subprocess.run(
        [program, *command.split()], capture_output=True, text=True, check=True, cwd=ROOT, env=wide
    )
    lines = done.stdout.splitlines()[: len(shown.splitlines())]
    return head + command + middle + "\n".join(lines) + rest


# Who asks: the first tag of a question, and what stands over its part of the list.
WHO = {
    "researcher": "Researchers: what stands behind an influence?",
    "implementer": "Implementers: what can we change?",
    "cfir": "Explorers of the CFIR",
    "curator": "Curators",
    "everyone": "Everyone",
}


def questions() -> str:
    """Give the competency questions: who asks what, because of what, and the stored question for it."""
    stored = stored_questions.load(ROOT / "queries")
    parts = [
        "# Competency questions",
        "",
        "What people come to this graph to find out, and the stored question that answers it. They were "
        "collected before the queries were written, from what researchers, implementers and SPARQL users do "
        "with evidence maps, frameworks and knowledge graphs, and miss in them. This page is made from the "
        "heads of `queries/` by `docs/generate.py`. [The cookbook](cookbook.md) has each with its answer.",
    ]
    for who, title in WHO.items():
        parts += ["", f"## {title}", "", "| question | asked | stored as |", "|---|---|---|"]
        parts += [
            f"| {asked.summary} | {asked.head.because} | `{name}` |"
            for name, asked in stored.items()
            if asked.head.tags[0] == who
        ]
    return "\n".join(parts) + "\n"


def cookbook() -> str:
    """Give every stored question in words, as a command, in Python and in SPARQL, with its answer."""
    graph = determinants.open_graph()
    stored = graph.questions()
    parts = [
        "# Cookbook",
        "",
        "Every stored question: in words, as a command, in Python, in SPARQL, and its answer over the "
        "released data, narrowed to one example. [Competency questions](questions.md) says who asks them "
        "and why.",
        "",
        "This page is made from `queries/` by `docs/generate.py`, and a test runs every block of it. In "
        "Python, begin with:",
        "",
        "```python",
        "import determinants",
        "",
        "graph = determinants.open_graph()",
        "```",
    ]
    for name, asked in stored.items():
        parts += _recipe(graph, name, asked)
    return "\n".join(parts) + "\n"


SHOWN = 5


def _recipe(graph: determinants.Graph, name: str, asked: Question) -> list[str]:
    """Give one question with everything that asks it."""
    where = {column.name: column.example for column in list(asked.columns.values())[:1]}
    options = "".join(f" --where {shlex.quote(f'{column}={value}')}" for column, value in where.items())
    arguments = "".join(f", {column}={value!r}".replace("'", '"') for column, value in where.items())
    by = {column: [asked.columns[column].term(value)] for column, value in where.items()}
    query = "\n".join(line for line in asked.narrowed(by).splitlines() if not _is_head(line))
    table = graph.ask(name, **where)
    shown = Rows(table.columns, table.rows[:SHOWN]).only(asked.view)
    more = len(table) - SHOWN
    return [
        "",
        f"## {name}",
        "",
        f"**{asked.summary}** {asked.head.description}".strip(),
        "",
        "```sh",
        f"determinants ask {name}{options}",
        "```",
        "",
        "```python",
        f'graph.ask("{name}"{arguments})',
        "```",
        "",
        *(as_markdown(shown).splitlines() if len(table) else ["Nothing, at present."]),
        *(["", f"… and {more} more."] if more > 0 else []),
        "",
        "<details><summary>SPARQL</summary>",
        "",
        "```sparql",
        query.strip(),
        "```",
        "",
        "</details>",
    ]


def _is_head(line: str) -> bool:
    return line.startswith("#+") or line.strip().startswith("#? ")


def with_outputs(name: str) -> str:
    """Give a page with what its commands and programs print now, one after the other in one folder."""
    text = (ROOT / name).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        return re.sub(
            r"```(sh|python)\n(.*?)```\n(?:\n```text\n.*?```\n)?",
            lambda block: _with_output(block[1], block[2], Path(folder)),
            text,
            flags=re.DOTALL,
        )


def _with_output(language: str, source: str, folder: Path) -> str:
    """Give a block with what running it prints, in a folder where it may write."""
    if language == "python":
        command = [sys.executable, "-c", source]
    else:
        program, *arguments = shlex.split(source)
        command = [str(Path(sys.executable).with_name(program)), *arguments]
    wide = {**os.environ, "COLUMNS": "100"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder, env=wide)
    printed = f"\n```text\n{done.stdout}```\n" if done.stdout else ""
    return f"```{language}\n{source}```\n{printed}"


SSSOM_HEAD = """\
# curie_map:
#   base: https://w3id.org/determinants/
#   semapv: https://w3id.org/semapv/vocab/
#   skos: http://www.w3.org/2004/02/skos/core#
# mapping_set_id: https://w3id.org/determinants/beyond/alignments
# mapping_set_title: Factors of implementing peer support work and constructs of the CFIR
# mapping_set_description: Judgements of the determinants project, coded twice; no review states them.
# license: https://creativecommons.org/licenses/by/4.0/
"""


def sssom() -> str:
    """Give the alignments of factors with constructs as an SSSOM table."""
    rows = determinants.open_graph().ask("determinant-constructs").records()
    columns = ("subject_id", "subject_label", "predicate_id", "object_id", "object_label")
    lines = ["\t".join((*columns, "mapping_justification", "comment"))]
    for row in rows:
        cells = (
            "base:" + str(row["determinant"]).removeprefix(BASE),
            str(row["determinant_label"]),
            f"skos:{row['relation']}",
            "base:" + str(row["element"]).removeprefix(BASE),
            str(row["element_label"]),
            "semapv:ManualMappingCuration",
            f"{row['justification']} ({row['role']}, {row['confidence_label']}, {row['settled']})",
        )
        lines.append("\t".join(cells))
    return SSSOM_HEAD + "\n".join(lines) + "\n"


DOCUMENTS: dict[str, Callable[[], str]] = {
    "docs/determinants-cfir.sssom.tsv": sssom,
    "README.md": readme,
    "docs/cookbook.md": cookbook,
    "docs/network.md": partial(with_outputs, "docs/network.md"),
    "docs/ontology.md": ontology,
    "docs/plots.md": partial(with_outputs, "docs/plots.md"),
    "docs/questions.md": questions,
    "docs/service.md": partial(with_outputs, "docs/service.md"),
}


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
