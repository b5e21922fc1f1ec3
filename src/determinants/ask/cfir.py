"""The answer to `cfir`: how influences map to the CFIR, on which condition, and what maps to nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from determinants.ask import captions, naming
from determinants.ask.asking import Answer, Graph
from determinants.ask.captions import Coded
from determinants.ask.records import (
    CfirAlignments,
    CfirAlignmentsDerived,
    CfirElements,
    CfirUnmappedDomains,
    DeterminantConstructs,
    InfluenceUnmapped,
    InfluenceVotes,
    read,
    records,
)
from determinants.ground.problems import UnknownName
from determinants.ground.values import NOT_FOUND
from determinants.ground.vocab import DET, thing
from determinants.store.solutions import Rows


@dataclass(frozen=True)
class Edition:
    """An edition of the CFIR: its framework, its name, and the class of rows that say what maps to it."""

    framework: str
    label: str
    alignments: type[CfirAlignments] | type[CfirAlignmentsDerived]


# The newer edition is reached through the crosswalk.
EDITIONS = {
    "2009": Edition("cfir2009", "CFIR 2009", CfirAlignments),
    "2022": Edition("cfir2022", "CFIR 2022", CfirAlignmentsDerived),
}


@dataclass(frozen=True)
class Coding:
    """A construct or domain that a review codes to as it stands, and how many findings it has there.

    `not_found` is in how many publications it was looked for and not found, which is no finding of it.
    """

    review: str
    review_label: str
    code: str
    code_label: str
    findings: int
    not_found: int


@dataclass(frozen=True, repr=False)  # shown as the rows that it is
class Cfir(Answer):
    """Alignments of influences with one edition (`main`), under the answers that were given.

    With an element come what it is, what stands below it, the single factors that codebooks place in it or
    just below it, and how those are `coded`; `only_domains` says, where nothing maps to it, whether all that
    is mapped is so to domains. `codes` are what reviews code to as they stand, with no influence between, and
    `read` is from how much that was coded. `nothing` and `gaps` are what maps to nothing, of influences and
    of domains.
    """

    edition: Edition
    given: Mapping[str, str]
    alignments: tuple[CfirAlignments | CfirAlignmentsDerived, ...]
    element: CfirElements | None
    below: tuple[CfirElements, ...]
    placed: tuple[DeterminantConstructs, ...]
    coded: Coded
    read: Coded
    only_domains: bool
    codes: tuple[Coding, ...]
    nothing: tuple[InfluenceUnmapped, ...]
    gaps: tuple[CfirUnmappedDomains, ...]

    @property
    def unmapped(self) -> Rows:
        """What maps to nothing, influences and domains, as one table."""
        named = [("influence", row.influence, row.influence_label) for row in self.nothing]
        named += [("domain", row.domain, row.domain_label) for row in self.gaps]
        rows = tuple((Literal(kind), NamedNode(iri), Literal(label)) for kind, iri, label in named)
        return Rows(("kind", "unmapped", "unmapped_label"), rows)


def cfir(
    graph: Graph,
    element: str | None = None,
    *,
    edition: str = "2009",
    given: Sequence[str] = (),
    review: str | None = None,
) -> Cfir:
    """Give how influences map to an edition of the CFIR, or to one domain or construct of it.

    `given` settles conditions, as in `training=internal`: alignments that an answer rules out are left out.

    >>> import determinants
    >>> answer = cfir(determinants.open_graph(), "inner-setting", given=["training=internal"])
    >>> answer.element.element_label, answer.given
    ('Inner Setting', {'training': 'internal'})

    Raises:
        UnknownName: if there is no such edition, element, condition or answer.
        UsageError: if a condition is given two answers, or none.
    """
    if edition not in EDITIONS:
        raise UnknownName("edition", edition, EDITIONS)
    chosen = EDITIONS[edition]
    framework = thing(chosen.framework)
    answered = naming.conditions(graph.engine, given, graph.review)
    target = naming.element(graph.engine, element, chosen.framework) if element is not None else None
    question = chosen.alignments.question
    main = _given(graph.ask(question, framework=framework, element=target), answered)
    below = records(graph.ask, CfirElements, broader=target) if target else []
    within = [target, *(NamedNode(row.element) for row in below)] if target else []
    placed = records(graph.ask, DeterminantConstructs, element=within) if within else []
    codes = _codes(graph, framework, within)
    return Cfir(
        question,
        main,
        edition=chosen,
        given=answered,
        alignments=tuple(read(main, chosen.alignments)),
        element=records(graph.ask, CfirElements, element=target)[0] if target else None,
        below=tuple(below),
        placed=tuple(placed),
        coded=captions.placed_how(graph.ask, placed),
        read=captions.coded(graph.ask, influence=[NamedNode(row.code) for row in codes])
        if codes
        else Coded((), ()),
        only_domains=target is not None and not len(main) and _only_domains(graph, chosen),
        codes=codes,
        nothing=tuple(records(graph.ask, InfluenceUnmapped)),
        gaps=tuple(records(graph.ask, CfirUnmappedDomains, framework=framework)),
    )


def _codes(graph: Graph, framework: NamedNode, within: Sequence[NamedNode]) -> tuple[Coding, ...]:
    """Give what reviews code to in a framework, or in some of its elements, with how many findings."""
    inside = {element.value for element in within}
    found: Counter[tuple[str, str, str, str]] = Counter()
    vain: Counter[tuple[str, str, str, str]] = Counter()
    for row in records(graph.ask, InfluenceVotes):
        if row.influence.startswith(f"{framework.value}/") and (not inside or row.influence in inside):
            number = vain if row.direction == NOT_FOUND.iri else found
            number[row.review, row.review_label, row.influence, row.influence_label] += row.findings
    return tuple(Coding(*said, found[said], vain[said]) for said in sorted({*found, *vain}))


def _only_domains(graph: Graph, edition: Edition) -> bool:
    """Give whether something is mapped in an edition, and nothing to what is below its domains."""
    framework = thing(edition.framework)
    mapped = {row.element for row in records(graph.ask, edition.alignments, framework=framework)}
    kinds = {
        row.kind for row in records(graph.ask, CfirElements, framework=framework) if row.element in mapped
    }
    return kinds == {DET.Domain.value}


def _given(rows: Rows, answers: Mapping[str, str]) -> Rows:
    """Leave out the branches that the answers rule out."""
    kept = [
        row
        for row, record in zip(rows.rows, read(rows, CfirAlignments), strict=True)
        if record.facet is None or answers.get(record.facet, record.answer) == record.answer
    ]
    return Rows(rows.columns, tuple(kept))
