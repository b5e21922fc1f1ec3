"""The answer to `studies`: which publications support an influence, beside what its review counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from determinants.ask import naming
from determinants.ask.asking import Answer, Graph
from determinants.ask.captions import Coded, coded
from determinants.ask.records import InfluenceCounts, InfluenceFindings, ReviewList, read, records


@dataclass(frozen=True, repr=False)  # shown as the rows that it is
class Studies(Answer):
    """The publications that this graph can name on an influence, beside what its review counts.

    `counts` are the review's own; which publications those are, this graph may not know. `main` has the
    findings, a row for each and the publication that reports it. `narrowed` says in words to which findings.
    `named` are the reviews that name all publications that they include, so that their counts can be traced.
    `coded` is how the findings on the influence were coded, whichever `main` is narrowed to.
    """

    counts: tuple[InfluenceCounts, ...]
    named: frozenset[str]
    narrowed: tuple[str, ...]
    coded: Coded

    @cached_property
    def findings(self) -> list[InfluenceFindings]:
        """The findings, as objects."""
        return read(self.main, InfluenceFindings)


def studies(
    graph: Graph,
    influence: str,
    *,
    direction: Sequence[str] = (),
    directness: Sequence[str] = (),
    design: Sequence[str] = (),
    country: Sequence[str] = (),
    quality: Sequence[str] = (),
    modality: Sequence[str] = (),
    reviewed_in: str | None = None,
) -> Studies:
    """Give which publications support an influence or a construct, which way, and where that is stated.

    The other arguments narrow the findings: to those with one of the values given, for each that is given.
    What is not known of a publication never matches. `reviewed_in` keeps what one publication states. The
    review's own count is never narrowed.

    >>> import determinants
    >>> found = studies(determinants.open_graph(), "culture", direction=["hinders"])
    >>> found.counts[0].count, {finding.direction_label for finding in found.findings}
    (28, {'hinders'})

    Raises:
        UnknownName: if nothing, or more than one thing, is called so; near misses are suggested.
    """
    target = naming.code(graph.engine, influence, graph.review)
    where = {
        "direction": direction,
        "directness": directness,
        "design": design,
        "country": country,
        "quality": quality,
        "modality": modality,
    }
    question = InfluenceFindings.question
    main = graph.ask(question, influence=target, stated_in=reviewed_in, **where)
    said = [value for values in where.values() for value in values]
    return Studies(
        question,
        main,
        counts=tuple(records(graph.ask, InfluenceCounts, influence=target)),
        named=frozenset(row.review for row in records(graph.ask, ReviewList) if row.included == "all"),
        narrowed=(*said, *([f"in {reviewed_in}"] if reviewed_in else [])),
        coded=coded(graph.ask, influence=target),
    )
