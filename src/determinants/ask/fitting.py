"""Whether an answer is one to the stored question that was asked, where somebody else's server gave it."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Protocol, runtime_checkable

from pyoxigraph import Literal, NamedNode

from determinants.ask.questions import Narrowing, Question, Shown
from determinants.ground.words import legible
from determinants.store import engine as engines
from determinants.store.engine import Engine
from determinants.store.solutions import ComingRows, Row, Rows, Term, value


@runtime_checkable
class Held(Protocol):
    """An engine that is held to the questions, as somebody else's server answers there."""

    def refusal(self, what: str) -> Exception:
        """Give the error that says what it gave."""
        ...


TYPES: dict[str, set[type]] = {"str": {str}, "int": {int}, "Decimal": {Decimal, int}, "bool": {bool}}


def answered(engine: Engine, question: Question, by: Narrowing | None = None) -> Rows:
    """Give the answer to a stored question, narrowed to rows with one of the values in each column.

    Raises:
        UnknownName: if the question cannot be narrowed on a column.
        EndpointError: if an endpoint gave what the question does not have.

    """
    rows = engines.ask(engine, question.narrowed(by or {}))
    if isinstance(engine, Held):
        rows = Rows(rows.columns, tuple(_fitting(engine, question, rows)))
    return rows


def coming(engine: Engine, question: Question, by: Narrowing | None = None) -> ComingRows:
    """Give the rows of the answer to a stored question as they come; else as `answered`.

    Raises:
        UnknownName: if the question cannot be narrowed on a column.
        EndpointError: if an endpoint gave what the question does not have, now or while rows come.

    """
    rows = engines.coming(engine, question.narrowed(by or {}))
    return ComingRows(rows.columns, _fitting(engine, question, rows)) if isinstance(engine, Held) else rows


def _fitting(engine: Held, question: Question, rows: Rows | ComingRows) -> Iterator[Row]:
    """Yield rows as long as each is one of the question."""
    for row in rows.rows:
        if wrong := misfit(question, rows.columns, row):
            raise engine.refusal(f"{wrong} of the question {question.name}: are our data in it?")
        yield row


def misfit(question: Question, columns: Iterable[str], row: Row) -> str:
    """Give in words the first cell of a row that is not what the head of its question says; else nothing."""
    for name, term in zip(columns, row, strict=True):
        column = question.head.columns.get(name)
        if column is not None and not fits(term, column):
            came = "nothing" if term is None else f"'{legible(str(value(term)), 60)}'"
            return f"gave {came}, which is no {column.kind.name}, in the column {name}"
    return ""


def fits(term: Term | None, column: Shown) -> bool:
    """Whether a term may stand in a column of an answer."""
    if term is None:
        return column.optional
    if column.kind.name == "value":
        return True
    if column.kind.literal:
        return isinstance(term, Literal) and type(value(term)) in TYPES[column.kind.gives]
    return isinstance(term, NamedNode)
