"""The answer to `influences`: what a review counts for each, or which ones something leads to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from determinants.ask import captions, meaning
from determinants.ask.asking import Answer, Graph
from determinants.ask.factors import factor
from determinants.ask.meaning import Meant
from determinants.ask.records import CfirElements, InfluenceConstructs, InfluenceCounts, PublicationFindings


@dataclass(frozen=True, repr=False)  # shown as the rows that it is
class Influences(Answer):
    """Influences (`main`), and what leads to them; None where they are all that there are.

    `elsewhere` are the constructs of the same name in other frameworks, and `topics` says what each review is
    about.
    """

    about: Meant | None
    elsewhere: tuple[CfirElements, ...] = ()
    topics: Mapping[str, str] = field(default_factory=dict)


def influences(graph: Graph, thing: str | None = None, *, framework: str | None = None) -> Influences:
    """Give the influences of each review, in its order, with how many publications it counts for each.

    Where a review codes to a framework, its counts are of constructs. The rows are those of
    `influence-counts`. With a factor, they are those of the influence that it is of; with a construct, which
    may be named by its code, those of `influence-constructs`; with a study, of `publication-findings`.

    >>> import determinants
    >>> len(influences(determinants.open_graph().of("ibrahim2019")).main)
    14

    Raises:
        UnknownName: if nothing, or more than one thing, is called so.
    """
    about = None if thing is None else meaning.meant(graph, thing, framework)
    match about and about.kind:
        case meaning.ELEMENT if about:
            question, by = InfluenceConstructs.question, {"element": meaning.within(graph, about.term)}
        case meaning.STUDY if about:
            question, by = PublicationFindings.question, {"publication": [about.term]}
        case meaning.FACTOR if about:
            subject = factor(graph, about.term).subject
            question, by = InfluenceCounts.question, {"influence": [NamedNode(subject)]}
        case _:
            question, by = InfluenceCounts.question, {"influence": [about.term]} if about else {}
    return Influences(
        question,
        graph.ask(question, **by),
        about=about,
        elsewhere=meaning.elsewhere(graph, about),
        topics=captions.topics(graph.ask),
    )
