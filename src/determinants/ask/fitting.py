"""Whether an answer is one to the stored question that was asked, where somebody else's server gave it."""

from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from determinants.ask.questions import Narrowing, Question, Shown
from determinants.ground.words import legible
from determinants.store.engine import Engine, ask
from determinants.store.solutions import Rows, Term, value

TYPES: dict[str, set[type]] = {"str": {str}, "int": {int}, "Decimal": {Decimal, int}, "bool": {bool}}


def answered(engine: Engine, question: Question, by: Narrowing | None = None) -> Rows:
    """Give the answer to a stored question, narrowed to rows with one of the values in each column.

    Raises:
        UnknownName: if the question cannot be narrowed on a column.
        EndpointError: if an endpoint gave what the question does not have.

    """
    rows = ask(engine, question.narrowed(by or {}))
    if (refusal := getattr(engine, "refusal", None)) and (wrong := misfit(question, rows)):
        raise refusal(f"{wrong} of the question {question.name}: are our data in it?")
    return rows


def misfit(question: Question, rows: Rows) -> str:
    """Give in words the first cell that is not what the head of a question says; nothing where all are."""
    for place, name in enumerate(rows.columns):
        column = question.head.columns.get(name)
        if column is None:
            continue
        for row in rows.rows:
            if not fits(row[place], column):
                came = "nothing" if row[place] is None else f"'{legible(str(value(row[place])), 60)}'"
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
