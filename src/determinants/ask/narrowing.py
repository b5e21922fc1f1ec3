"""What a user says about columns → a stored question narrowed to it. It happens here and nowhere else."""

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from determinants.ask import fitting, naming
from determinants.ask.questions import Question
from determinants.ask.records import Ask, CfirFactors, InfluenceEvidence, MeasureItems, records
from determinants.ground.problems import UnknownName, UsageError
from determinants.store.engine import Engine
from determinants.store.solutions import ComingRows, Rows

Said = str | NamedNode | Literal
Where = Mapping[str, Said | Sequence[Said] | None]


def answer(engine: Engine, question: Question, where: Where, review: NamedNode | None = None) -> Rows:
    """Give the answer to a question, narrowed to rows with one of the values in each column.

    A value is named as people do (`naming.value`), of a review first if one is given, or is a term; a column
    with no value narrows nothing.

    Raises:
        UnknownName: if there is no such column or value; near misses are suggested.
    """
    return fitting.answered(engine, question, _terms(engine, question, where, review))


def coming(engine: Engine, question: Question, where: Where, review: NamedNode | None = None) -> ComingRows:
    """Give the same answer with its rows as they come, each once.

    Raises:
        UnknownName: as `answer` does.
    """
    return fitting.coming(engine, question, _terms(engine, question, where, review))


def _terms(
    engine: Engine, question: Question, where: Where, review: NamedNode | None
) -> dict[str, list[NamedNode | Literal]]:
    """Give the terms that are meant by what a question is narrowed on."""
    by: dict[str, list[NamedNode | Literal]] = {}
    framework = _framework(engine, question, where)
    for column, values in where.items():
        listed = [values] if isinstance(values, str | NamedNode | Literal) else list(values or ())
        if listed:
            terms = (_term(engine, question, column, value, review, framework) for value in listed)
            by[column] = list(dict.fromkeys(terms))  # what is said twice is not found twice
    return by


def _framework(engine: Engine, question: Question, where: Where) -> NamedNode | None:
    """Give the framework that is asked for, so that what has a name in several is meant of it."""
    said = where.get("framework")
    if not isinstance(said, str) and isinstance(said, Sequence) and len(said) == 1:
        said = said[0]
    if isinstance(said, str) and "framework" in question.columns:
        return naming.named(engine, said, "framework")
    return said if isinstance(said, NamedNode) else None


def _term(
    engine: Engine,
    question: Question,
    column: str,
    said: Said,
    review: NamedNode | None,
    framework: NamedNode | None,
) -> NamedNode | Literal:
    if not isinstance(said, str):
        return said
    if column not in question.columns:
        raise UnknownName(f"narrowing column of {question.name}", column, tuple(question.columns))
    return naming.value(engine, question.columns[column], said, review, framework)


def one_review(
    ask: Ask, of: type[InfluenceEvidence] | type[MeasureItems] | type[CfirFactors] = InfluenceEvidence
) -> None:
    """Make sure that what is counted is of one review: numbers of several are never pooled.

    What belongs to none makes none.

    Raises:
        UsageError: if there are several, with what to say.
    """
    reviews = sorted({naming.slug(row.review) for row in records(ask, of) if row.review})
    if len(reviews) > 1:
        raise UsageError(
            f"say which review, with --review: there are {', '.join(reviews)}, and their numbers are never "
            "pooled."
        )


def pairs(given: Iterable[str]) -> dict[str, list[str]]:
    """Read `influence=psw-training` and the like.

    >>> pairs(["influence=culture", "influence=training", "direction=hinders"])
    {'influence': ['culture', 'training'], 'direction': ['hinders']}

    Raises:
        UsageError: if one is not COLUMN=VALUE.
    """
    found: dict[str, list[str]] = {}
    for said in given:
        column, equals, value = said.partition("=")
        if not equals:
            raise UsageError(f"'{said}' is not COLUMN=VALUE, as in influence=psw-training.")
        found.setdefault(column, []).append(value)
    return found
