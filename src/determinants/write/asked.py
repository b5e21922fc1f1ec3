"""What is told of the answer to a stored question, and which questions there are, whichever way one asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pyoxigraph import Literal

from determinants.ask import captions
from determinants.ask.asking import Graph
from determinants.ask.narrowing import Said
from determinants.ask.questions import Question
from determinants.ground.problems import UnknownName, UsageError
from determinants.store.solutions import Rows
from determinants.write.onward import from_rows
from determinants.write.telling import Told, plain

CODED_BY = {"review", "influence", "directness"}  # of all columns, how findings were coded is known by these


def answered(
    graph: Graph, asked: Question, where: Mapping[str, Sequence[Said]], *, viewed: bool = False
) -> Told:
    """Give the answer to a question, narrowed, with how findings were coded where it has numbers of them.

    Where it is `viewed`, the table has the columns that matter most.

    Raises:
        UnknownName: if there is no such column or value; near misses are suggested.
        UsageError: if the graph is kept to one review, and the question cannot be.

    """
    said = notes(graph, asked, where)
    rows = graph.ask(asked.name, **where)
    return plain(rows, asked.view if viewed else (), *said, onward=from_rows(rows))


def notes(graph: Graph, asked: Question, where: Mapping[str, Sequence[Said]]) -> list[str]:
    """Give what is said beside the rows of a question: how findings were coded, where it counts some.

    These are the findings that are asked about, as far as the question is narrowed on their code and
    directness; else all of each review, which is then named.

    Raises:
        UsageError: if the graph is kept to one review, and the question cannot be.

    """
    if graph.review is not None and "review" not in asked.markers:
        raise UsageError(f"'{asked.name}' cannot be kept to one review with --review: {asked.head.across}.")
    if not asked.counts_findings:
        return []
    only = where if where and where.keys() <= CODED_BY else {}
    coded = str(replace(captions.coded(graph.ask, **only), named=not only))
    return [coded] if coded else []


def tagged(questions: Iterable[Question], tag: str | None) -> list[Question]:
    """Give the questions that have a tag, or all.

    Raises:
        UnknownName: if none has it.

    """
    stored = list(questions)
    chosen = [asked for asked in stored if tag is None or tag in asked.head.tags]
    if not chosen:
        raise UnknownName("tag", tag or "", sorted({name for asked in stored for name in asked.head.tags}))
    return chosen


def listed(questions: Iterable[Question]) -> Rows:
    """Give questions as rows: what each asks, and what it may be narrowed on."""
    rows = (
        (asked.name, asked.summary, ", ".join(asked.columns), ", ".join(asked.head.tags))
        for asked in questions
    )
    return Rows(("query", "question", "narrow_on", "tags"), tuple(tuple(map(Literal, row)) for row in rows))
