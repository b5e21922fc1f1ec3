"""Stored questions as documents: who asks what, and each with everything that asks it and its answer."""

import shlex
from collections.abc import Mapping

from determinants.ask.asking import Graph
from determinants.ask.questions import Question
from determinants.store.solutions import Rows
from determinants.write.row_formats import as_markdown

# Who asks: the first tag of a question, and what stands over its part of the list.
WHO = {
    "researcher": "Researchers: what stands behind an influence?",
    "implementer": "Implementers: what can we change?",
    "cfir": "Explorers of the CFIR",
    "curator": "Curators",
    "everyone": "Everyone",
}


def questions(stored: Mapping[str, Question]) -> str:
    """Give the competency questions: who asks what, because of what, and the stored question for it."""
    parts = [
        "# Competency questions",
        "",
        "What people come to this graph to find out, and the stored question that answers it. They were "
        "collected before the queries were written, from what researchers, implementers and SPARQL users do "
        "with evidence maps, frameworks and knowledge graphs, and miss in them. This page is made from the "
        "heads of `queries/` by `determinants.release.documents`. The cookbooks have each with its answer.",
    ]
    for who, title in WHO.items():
        parts += ["", f"## {title}", "", "| question | asked | stored as |", "|---|---|---|"]
        parts += [
            f"| {asked.summary} | {asked.head.because} | `{name}` |"
            for name, asked in stored.items()
            if asked.head.tags[0] == who
        ]
    return "\n".join(parts) + "\n"


def cookbook(graph: Graph, who: str) -> str:
    """Give the stored questions of some askers in words, as a command, in Python and SPARQL, with answers."""
    stored = {name: asked for name, asked in graph.questions().items() if asked.head.tags[0] == who}
    parts = [
        f"# Cookbook. {WHO[who]}",
        "",
        "The stored questions of theirs: in words, as a command, in Python, in SPARQL, and the answer over "
        "the released data, narrowed to one example. [Competency questions](../questions.md) says who asks "
        "them and why.",
        "",
        "This page is made from `queries/` by `determinants.release.documents`, and a test runs every "
        "block of it. In Python, begin with:",
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


def _recipe(graph: Graph, name: str, asked: Question) -> list[str]:
    """Give one question with everything that asks it."""
    where = {column.name: column.example for column in list(asked.columns.values())[:1]}
    options = "".join(f" --where {shlex.quote(f'{column}={value}')}" for column, value in where.items())
    arguments = "".join(f", {column}={value!r}".replace("'", '"') for column, value in where.items())
    by = {column: [asked.columns[column].term(value)] for column, value in where.items()}
    query = "\n".join(line for line in asked.narrowed(by).splitlines() if not _is_head(line))
    table = graph.ask(name, **dict(where))
    shown = Rows(table.columns, table.rows[:SHOWN]).only(asked.view)
    more = len(table) - SHOWN
    return [
        "",
        f"## {name}",
        "",
        f"**{asked.summary}** {asked.head.description}".strip(),
        *([f"*Needs the named graphs as such: {asked.head.graphs}.*", ""] if asked.head.graphs else []),
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
