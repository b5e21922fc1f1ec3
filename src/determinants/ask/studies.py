"""The answer to `studies`: which publications support something, beside what reviews count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from pyoxigraph import NamedNode

from determinants.ask import captions, meaning, naming
from determinants.ask.asking import Answer, Graph
from determinants.ask.captions import Coded
from determinants.ask.factors import Factor, factor
from determinants.ask.kinds import KINDS
from determinants.ask.meaning import Meant
from determinants.ask.records import (
    CfirElements,
    CfirFactors,
    CfirFindings,
    DeterminantFindings,
    InfluenceCounts,
    InfluenceFindings,
    PublicationScopes,
    ReviewList,
    read,
    records,
)
from determinants.ground import called
from determinants.ground.problems import UsageError
from determinants.store.solutions import Rows

Found = InfluenceFindings | DeterminantFindings | CfirFindings

# What findings may be narrowed on that is known of publications, with the column that has it.
PUBLISHED = {"design": "design", "country": "countries", "quality": "quality", "modality": "modality"}


@dataclass(frozen=True, repr=False)  # shown as the rows that it is
class Studies(Answer):
    """The publications that this graph can name on something, beside what reviews count of it.

    `about` is what was asked for: an influence, a factor, or a construct, and then `factor` or `element` says
    what that is. `counts` are a review's own; which publications those are, this graph may not know. `main`
    has the findings, a row for each and the publication that reports it; of a construct, those on the factors
    that are placed in it or below it (`placed`), and those coded to it as it stands; `elsewhere` are the
    constructs of the same name in other editions. `narrowed` says in words
    to which findings. `named` are the reviews that name all publications that they include, so that their
    counts can be traced, and `topics` says what each review is about.
    `coded` is how the findings were coded, whichever `main` is narrowed to. `lacking` says in words what was
    asked of publications that none has that reports on it. `scopes` is what the publications are to scopes
    that ask for all of several others, by what their records say.
    """

    about: Meant
    counts: tuple[InfluenceCounts, ...]
    named: frozenset[str]
    narrowed: tuple[str, ...]
    coded: Coded
    factor: Factor | None = None
    element: CfirElements | None = None
    placed: tuple[CfirFactors, ...] = ()
    elsewhere: tuple[CfirElements, ...] = ()
    lacking: tuple[str, ...] = ()
    scopes: tuple[PublicationScopes, ...] = ()
    topics: Mapping[str, str] = field(default_factory=dict)

    @property
    def about_label(self) -> str:
        """What an influence is called that no review counts: by its findings, or by its address."""
        labels = [row.influence_label for row in self.findings if isinstance(row, InfluenceFindings)]
        return labels[0] if labels else naming.slug(self.about.term.value)

    @cached_property
    def findings(self) -> list[Found]:
        """The findings, as objects."""
        of = {each.question: each for each in (InfluenceFindings, DeterminantFindings, CfirFindings)}
        return list(read(self.main, of[self.question]))


def studies(
    graph: Graph,
    influence: str,
    *,
    framework: str | None = None,
    direction: Sequence[str] = (),
    directness: Sequence[str] = (),
    design: Sequence[str] = (),
    country: Sequence[str] = (),
    quality: Sequence[str] = (),
    modality: Sequence[str] = (),
    outcome: Sequence[str] = (),
    scope: Sequence[str] = (),
    reviewed_in: str | None = None,
) -> Studies:
    """Give which publications support an influence, a factor or a construct, which way, and where.

    A construct may be named by its code; with a framework, as in `cfir2009`, one of its own is meant. The
    other arguments narrow the findings: to those with one of the values given, for each that is given.
    What is not known of a publication never matches. `reviewed_in` keeps what one publication states. A
    review's own count is never narrowed.

    >>> import determinants
    >>> found = studies(determinants.open_graph(), "culture", direction=["hinders"])
    >>> found.counts[0].count, {finding.direction_label for finding in found.findings}
    (28, {'hinders'})

    Raises:
        UnknownName: if nothing, or more than one thing, is called so; near misses are suggested.
        UsageError: if it is a study itself.
    """
    about = meaning.meant(graph, influence, framework)
    where = {
        "direction": direction,
        "directness": directness,
        "design": design,
        "country": country,
        "quality": quality,
        "modality": modality,
        "outcome": outcome,
        "scope": scope,
    }
    said = [value for values in where.values() for value in values]

    def answer(of: type[Found], **asked: object) -> Rows:
        return graph.ask(of.question, stated_in=reviewed_in, **where, **asked)  # type: ignore[arg-type]

    def lacking(of: type[Found], main: Rows, **asked: NamedNode | list[NamedNode]) -> tuple[str, ...]:
        said = [column for column in PUBLISHED if where[column]]
        every = [] if len(main) or not said else list(read(graph.ask(of.question, **asked), of))
        return tuple(
            KINDS[column].holds
            for column in said
            if every and not any(getattr(row, PUBLISHED[column]) for row in every)
        )

    narrowed = (*said, *([f"in {reviewed_in}"] if reviewed_in else []))
    named = frozenset(row.review for row in records(graph.ask, ReviewList) if row.included == "all")
    match about.kind:
        case meaning.INFLUENCE:
            main = answer(InfluenceFindings, influence=about.term)
            return Studies(
                InfluenceFindings.question,
                main,
                about=about,
                scopes=_scopes(graph, main),
                counts=tuple(records(graph.ask, InfluenceCounts, influence=about.term)),
                named=named,
                narrowed=narrowed,
                coded=replace(
                    captions.coded(graph.ask, influence=about.term), where=" on it" if narrowed else ""
                ),
                lacking=lacking(InfluenceFindings, main, influence=about.term),
            )
        case meaning.FACTOR:
            main = answer(DeterminantFindings, determinant=about.term)
            return Studies(
                DeterminantFindings.question,
                main,
                about=about,
                scopes=_scopes(graph, main),
                counts=(),
                named=named,
                narrowed=narrowed,
                coded=_shares(graph, main),
                lacking=lacking(DeterminantFindings, main, determinant=about.term),
                factor=factor(graph, about.term),
            )
        case meaning.ELEMENT:
            inside = meaning.within(graph, about.term)
            main = answer(CfirFindings, element=inside)
            return Studies(
                CfirFindings.question,
                main,
                about=about,
                scopes=_scopes(graph, main),
                counts=tuple(records(graph.ask, InfluenceCounts, influence=about.term)),
                named=named,
                narrowed=narrowed,
                coded=_shares(graph, main),
                lacking=lacking(CfirFindings, main, element=inside),
                element=records(graph.ask, CfirElements, element=about.term)[0],
                placed=tuple(records(graph.ask, CfirFactors, element=inside)),
                elsewhere=meaning.elsewhere(graph, about),
                topics=captions.topics(graph.ask),
            )
        case _:
            told = called.command(f"show {naming.slug(about.path)}")
            raise UsageError(
                f"{about.path} is a study itself: '{told}' says what it reports, and influences, factors and "
                "cfir what that is on."
            )


def _scopes(graph: Graph, found: Rows) -> tuple[PublicationScopes, ...]:
    """Give what the publications found are to the scopes that ask for all of several others."""
    names = sorted({str(row["publication"]) for row in found.records()})
    if not names:
        return ()
    rows = records(graph.ask, PublicationScopes, publication=[NamedNode(each) for each in names])
    return tuple(row for row in rows if row.admits_unstated is False)


def _shares(graph: Graph, found: Rows) -> Coded:
    """Give from how much findings were coded in the reviews that these belong to, each of which is named."""
    reviews = sorted({str(row["review"]) for row in found.records() if row["review"]})
    if not reviews:
        return Coded((), ())
    found_coded = captions.coded(graph.ask, review=[NamedNode(each) for each in reviews])
    sources = {str(row["publication"]) for row in found.records()}
    of_these = tuple(row for row in found_coded.retracted if row.publication in sources)
    return replace(found_coded, notes=(), named=True, retracted=of_these)
