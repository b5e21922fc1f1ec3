"""The answer to `factors`: single facilitators and barriers, of an influence, a construct or a study."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from determinants.ask import meaning, naming
from determinants.ask.asking import Answer, Graph
from determinants.ask.meaning import Meant
from determinants.ask.records import (
    CfirElements,
    CfirFactors,
    DeterminantBeyond,
    DeterminantFindings,
    InfluenceCounts,
    InfluenceDeterminants,
    ReviewStatements,
    records,
)


@dataclass(frozen=True)
class Factor:
    """What a single factor is: its words, which way it works, and the influence or topic that it is of."""

    term: str
    label: str
    direction_label: str
    subject: str
    subject_label: str
    review_label: str | None
    locator: str | None


@dataclass(frozen=True, repr=False)  # shown as the rows that it is
class Factors(Answer):
    """Single factors (`main`), and what they are of; None where they are all that reviews print.

    Where there are none, `counts` are what reviews count of it all the same, and `stated` are the reviews
    that say something else of it; `direction` is the one that they were narrowed to. `elsewhere` are the
    constructs of the same name in other frameworks; `review` is the one that was asked, if not all were.
    """

    about: Meant | None
    direction: str | None = None
    counts: tuple[InfluenceCounts, ...] = ()
    stated: tuple[str, ...] = ()
    elsewhere: tuple[CfirElements, ...] = ()
    review: str | None = None


def factors(
    graph: Graph, influence: str | None = None, direction: str | None = None, *, framework: str | None = None
) -> Factors:
    """Give single facilitators and barriers: of an influence, a construct or a study, or all printed ones.

    Of an influence, the rows are those of `influence-determinants`, each at its place in the review; of a
    construct, those of `cfir-factors`, with how many publications report each; of a study, those of
    `determinant-findings`. A construct may be named by its code; with a framework, one of its own is meant.

    >>> import determinants
    >>> len(factors(determinants.open_graph(), "psw-training", direction="hinders").main)
    9

    Raises:
        UnknownName: if nothing, or more than one thing, is called so, or there is no such direction.
    """
    about = None if influence is None else meaning.meant(graph, influence, framework)
    match about and about.kind:
        case meaning.ELEMENT if about:
            question, by = CfirFactors.question, {"element": meaning.within(graph, about.term)}
        case meaning.STUDY if about:
            question, by = DeterminantFindings.question, {"publication": [about.term]}
        case meaning.FACTOR if about and not records(
            graph.ask, InfluenceDeterminants, determinant=about.term
        ):
            question, by = DeterminantBeyond.question, {"determinant": [about.term]}
        case meaning.FACTOR if about:
            question, by = InfluenceDeterminants.question, {"determinant": [about.term]}
        case _:
            question, by = InfluenceDeterminants.question, {"influence": [about.term]} if about else {}
    main = graph.ask(question, direction=direction, **by)
    return Factors(
        question,
        main,
        about=about,
        direction=direction,
        counts=() if main.rows else _counts(graph, about),
        stated=() if main.rows or direction else _stated(graph, about),
        elsewhere=meaning.elsewhere(graph, about),
        review=graph.review and naming.path(graph.review.value),
    )


def _counts(graph: Graph, about: Meant | None) -> tuple[InfluenceCounts, ...]:
    """Give what reviews count of an influence, or of a construct that they code to."""
    if about is None or about.kind not in {meaning.INFLUENCE, meaning.ELEMENT}:
        return ()
    return tuple(records(graph.ask, InfluenceCounts, influence=about.term))


def _stated(graph: Graph, about: Meant | None) -> tuple[str, ...]:
    """Give the reviews that say something of an influence beside its factors and counts."""
    if about is None or about.kind != meaning.INFLUENCE:
        return ()
    rows = records(graph.ask, ReviewStatements, influence=about.term)
    return tuple(dict.fromkeys(row.review_label for row in rows))


def factor(graph: Graph, term: NamedNode) -> Factor:
    """Give what a factor is: one that a review prints, or one of a codebook's own."""
    for row in records(graph.ask, InfluenceDeterminants, determinant=term):
        return Factor(
            row.determinant,
            row.determinant_label,
            row.direction_label,
            row.influence,
            row.influence_label,
            row.review_label,
            row.locator,
        )
    (own,) = records(graph.ask, DeterminantBeyond, determinant=term)
    return Factor(
        own.determinant,
        own.determinant_label,
        own.direction_label,
        own.subject,
        own.subject_label,
        own.review_label,
        None,
    )
