"""The answer to `cfir`: what leads to an edition of the CFIR, on which condition, and what does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pyoxigraph import Literal, NamedNode

from determinants.ask import captions, meaning, naming
from determinants.ask.asking import Answer, Graph
from determinants.ask.captions import Coded
from determinants.ask.constructs import Coding, Empty, Reported, codes, empty, reported
from determinants.ask.factors import Factor, factor
from determinants.ask.meaning import Meant
from determinants.ask.records import (
    CfirAlignments,
    CfirAlignmentsDerived,
    CfirConditions,
    CfirElements,
    CfirFactors,
    CfirFindings,
    CfirUnmappedDomains,
    DeterminantConstructs,
    InfluenceConstructs,
    InfluenceUnmapped,
    read,
    records,
)
from determinants.ground import called
from determinants.ground.problems import UnknownName
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


@dataclass(frozen=True, repr=False)  # shown as the rows that it is
class Cfir(Answer):
    """What leads to one edition, under the answers that were given; of one thing, or all (`about` is None).

    `alignments` are those of influences, and `placed` single factors in constructs, with how many
    publications report each; `reported` counts each publication once in a construct, for each review apart.
    Of a domain or construct come what it is (`element`), what stands `below` it, and `codes`: what reviews
    code to there as it stands, with no influence between; `only_domains` says, where nothing maps to it,
    whether all that is mapped is so to domains. Of a factor comes what it is (`factor`), of a study `found`:
    its findings, each where it leads. `main` has the rows of whichever of these comes first in the answer.
    `coded` is how factors were placed and findings coded, `read` from how much that was coded which `codes`
    counts. `nothing`, `gaps` and `empty` are what maps to
    nothing: influences, domains, and constructs. `elsewhere` is what is coded to other editions, where all
    is asked for and nothing leads to this one; `topics` says what each review is about.
    """

    edition: Edition
    given: Mapping[str, str]
    settled: tuple[CfirConditions, ...]
    about: Meant | None
    alignments: tuple[CfirAlignments | CfirAlignmentsDerived, ...]
    element: CfirElements | None
    below: tuple[CfirElements, ...]
    factor: Factor | None
    placed: tuple[CfirFactors, ...]
    found: tuple[CfirFindings, ...]
    reported: tuple[Reported, ...]
    coded: Coded
    read: Coded
    only_domains: bool
    codes: tuple[Coding, ...]
    nothing: tuple[InfluenceUnmapped, ...]
    gaps: tuple[CfirUnmappedDomains, ...]
    empty: tuple[Empty, ...]
    elsewhere: tuple[tuple[Edition, Coding], ...]
    topics: Mapping[str, str]

    @property
    def unmapped(self) -> Rows:
        """What maps to nothing, influences, domains and constructs, and by whom, as one table."""
        rows: list[tuple[Literal | NamedNode | None, ...]] = []
        for lone in self.nothing:
            rows.append(_unmapped("influence", lone.influence, lone.influence_label))
        for gap in self.gaps:
            rows.append(
                _unmapped("domain", gap.domain, gap.domain_label, None, None, gap.review, gap.review_label)
            )
        for one in self.empty:
            rows += (
                _unmapped(
                    "construct",
                    row.element,
                    row.element_label,
                    row.notation,
                    row.broader_label,
                    one.asserted_by,
                    one.asserted_by_label,
                )
                for row in one.constructs
            )
        columns = (
            "kind",
            "unmapped",
            "unmapped_label",
            "notation",
            "broader_label",
            "asserted_by",
            "asserted_by_label",
        )
        return Rows(columns, tuple(rows))


def _unmapped(
    kind: str,
    iri: str,
    label: str,
    notation: str | None = None,
    broader: str | None = None,
    by: str | None = None,
    by_label: str | None = None,
) -> tuple[Literal | NamedNode | None, ...]:
    return (
        Literal(kind),
        NamedNode(iri),
        Literal(label),
        None if notation is None else Literal(notation),
        None if broader is None else Literal(broader),
        None if by is None else NamedNode(by),
        None if by_label is None else Literal(by_label),
    )


def cfir(
    graph: Graph,
    element: str | None = None,
    *,
    edition: str = "2009",
    given: Sequence[str] = (),
    review: str | None = None,
) -> Cfir:
    """Give what leads to an edition of the CFIR: all, or what leads to one domain or construct of it.

    Instead of a domain or construct, which may be named by its code (`III.B`), an influence, a factor or a
    study may be named: then it is where that leads. `given` settles conditions, as in `training=internal`:
    what an answer rules out is left out.

    >>> import determinants
    >>> answer = cfir(determinants.open_graph(), "inner-setting", given=["training=internal"])
    >>> answer.element.element_label, answer.given
    ('Inner Setting', {'training': 'internal'})

    Raises:
        UnknownName: if there is no such edition, thing, condition or answer.
        UsageError: if a condition is given two answers, or none.
    """
    if edition not in EDITIONS:
        raise UnknownName("edition", edition, EDITIONS)
    chosen = EDITIONS[edition]
    answered = naming.conditions(graph.engine, given, graph.review)
    settled = tuple(
        row for row in records(graph.ask, CfirConditions) if answered.get(row.facet) == row.answer
    )
    about = None if element is None else _meant(graph, element, chosen)
    return _Asked(graph, chosen, answered).about(about, settled)


def _meant(graph: Graph, said: str, edition: Edition) -> Meant:
    """Give what is meant: of this edition first, but no part of a name before the whole of one in another."""
    if (whole := _whole(graph, said, edition)) is not None:
        return _of(graph, said, whole, edition)
    try:
        return meaning.meant(graph, said, edition.framework)
    except UnknownName as error:
        if error.ambiguous:
            raise
        return _of(graph, said, _other(graph, said, error), edition)


def _whole(graph: Graph, said: str, edition: Edition) -> Meant | None:
    """Give what has this very name: of this edition, else an influence, else of another edition."""

    def of(each: Edition) -> NamedNode:
        return naming.element(graph.engine, said, thing(each.framework), whole=True)

    ways = [
        partial(of, edition),
        partial(naming.named, graph.engine, said, "influence", graph.review, whole=True),
        *(partial(of, other) for other in EDITIONS.values() if other != edition),
    ]
    for place, way in enumerate(ways):
        try:
            found = way()
        except UnknownName as error:
            if error.ambiguous:
                break  # what several things are called settles nothing
            continue
        return None if place == 1 else Meant(meaning.ELEMENT, found)
    return None


def _of(graph: Graph, said: str, found: Meant, edition: Edition) -> Meant:
    """Give what was found, unless it is of another edition."""
    for name, other in EDITIONS.items():
        if (
            found.kind == meaning.ELEMENT
            and found.path.startswith(f"{other.framework}/")
            and other != edition
        ):
            (row,) = records(graph.ask, CfirElements, element=found.term)
            command = called.command(f"cfir {naming.slug(found.path)} --edition {name}")
            raise UnknownName(
                f"domain or construct of {edition.label}",
                said,
                hint=f"{row.element_label} is a {row.kind_label} of {other.label}: {command}",
            )
    return found


def _other(graph: Graph, said: str, missed: UnknownName) -> Meant:
    try:
        return meaning.meant(graph, said)
    except UnknownName as error:
        raise (error if error.ambiguous or error.near or not missed.near else missed) from None


@dataclass(frozen=True)
class _Asked:
    """One question about an edition, under the answers that were given."""

    graph: Graph
    edition: Edition
    answered: Mapping[str, str]

    @property
    def framework(self) -> NamedNode:
        return thing(self.edition.framework)

    def about(self, about: Meant | None, settled: tuple[CfirConditions, ...]) -> Cfir:
        ask, kind = self.graph.ask, about and about.kind
        within = meaning.within(self.graph, about.term) if about and kind == meaning.ELEMENT else []
        mapped, placed, found = self._rows(about, within)
        led: Rows | None = None
        match kind:
            case meaning.INFLUENCE if about:
                question = InfluenceConstructs.question
                led = ask(question, influence=about.term, framework=self.framework)
            case meaning.FACTOR:
                question, led = CfirFactors.question, placed
            case meaning.STUDY:
                question, led = CfirFindings.question, found
            case meaning.ELEMENT if len(placed) and not (len(mapped) and self._is_domain(within[0])):
                question, led = CfirFactors.question, placed
            case _:
                question, led = self.edition.alignments.question, mapped
        factors = tuple(read(placed, CfirFactors))
        alignments = tuple(read(mapped, self.edition.alignments))
        findings = tuple(read(found, CfirFindings))
        elements = records(ask, CfirElements, element=within) if within else []
        here = codes(ask, self.framework, within) if kind in {None, meaning.ELEMENT} else ()
        bare = about is None and not (alignments or here)
        return Cfir(
            question,
            led,
            edition=self.edition,
            given=self.answered,
            settled=settled,
            about=about,
            alignments=alignments,
            element=next((row for row in elements if row.element == within[0].value), None),
            below=tuple(row for row in elements if row.broader == within[0].value),
            factor=factor(self.graph, about.term) if about and kind == meaning.FACTOR else None,
            placed=factors,
            found=findings if kind == meaning.STUDY else (),
            reported=reported(findings) if kind == meaning.ELEMENT else (),
            coded=self._coded(factors, findings),
            only_domains=kind == meaning.ELEMENT and not len(mapped) and self._only_domains(),
            codes=here,
            read=captions.coded(ask, influence=[NamedNode(row.code) for row in here])
            if here
            else Coded((), ()),
            nothing=tuple(records(ask, InfluenceUnmapped)) if about is None else (),
            gaps=tuple(
                row
                for row in records(ask, CfirUnmappedDomains, framework=self.framework)
                if about is None or row.domain in {each.value for each in within}
            ),
            empty=empty(ask, self.framework, within, of_one=self.graph.review is not None)
            if kind in {None, meaning.ELEMENT}
            else (),
            elsewhere=tuple(
                (other, code)
                for other in EDITIONS.values()
                if bare and other != self.edition
                for code in codes(ask, thing(other.framework), [])
            ),
            topics=captions.topics(ask),
        )

    def _rows(self, about: Meant | None, within: Sequence[NamedNode]) -> tuple[Rows, Rows, Rows]:
        """Give alignments of influences, factors placed in constructs, and findings that lead there."""
        ask, framework = self.graph.ask, self.framework
        by: dict[str, Sequence[NamedNode]] | None
        placed: dict[str, Sequence[NamedNode]] | None
        match about and about.kind:
            case meaning.ELEMENT if about:
                by, placed = {"element": within}, {"element": within}
            case meaning.INFLUENCE if about:
                by, placed = {"influence": [about.term]}, {"influence": [about.term]}
            case meaning.FACTOR if about:
                by, placed = None, {"determinant": [about.term]}
            case meaning.STUDY if about:
                by, placed = None, None
            case _:
                by, placed = {}, None
        none: dict[str, Sequence[NamedNode]] = {"element": [DET.nothing]}  # leaves the columns
        mapped = ask(self.edition.alignments.question, framework=framework, **(none if by is None else by))
        factors = ask(CfirFactors.question, framework=framework, **(placed or none))
        told: dict[str, Sequence[NamedNode]]
        match about and about.kind:
            case meaning.ELEMENT:
                told = {"element": within}
            case meaning.STUDY if about:
                told = {"publication": [about.term]}
            case _:
                told = none
        found = ask(CfirFindings.question, framework=framework, **told)
        return self._given(mapped), self._given(factors), found

    def _coded(self, placed: Sequence[CfirFactors], found: Sequence[CfirFindings]) -> Coded:
        """Give how factors were placed, and from how much the findings were coded."""
        ask = self.graph.ask
        elements = sorted({row.element for row in placed})
        by = [NamedNode(each) for each in elements]
        rows = records(ask, DeterminantConstructs, element=by) if by else []
        belonging = [*(row.review for row in placed), *(row.review for row in found)]
        reviews = sorted({review for review in belonging if review})
        coded = (
            captions.coded(ask, review=[NamedNode(each) for each in reviews]) if reviews else Coded((), ())
        )
        return replace(coded, notes=captions.notes_of(rows))

    def _is_domain(self, element: NamedNode) -> bool:
        return any(
            row.kind == DET.Domain.value for row in records(self.graph.ask, CfirElements, element=element)
        )

    def _only_domains(self) -> bool:
        """Give whether something is mapped in the edition, and nothing to what is below its domains."""
        ask = self.graph.ask
        mapped = {row.element for row in records(ask, self.edition.alignments, framework=self.framework)}
        kinds = {
            row.kind for row in records(ask, CfirElements, framework=self.framework) if row.element in mapped
        }
        return kinds == {DET.Domain.value}

    def _given(self, rows: Rows) -> Rows:
        """Leave out the branches that the answers rule out."""
        facet, answer = rows.columns.index("facet"), rows.columns.index("answer")

        def holds(row: Sequence[object]) -> bool:
            asked, on = (getattr(row[place], "value", None) for place in (facet, answer))
            return asked is None or self.answered.get(asked, on) == on

        return Rows(rows.columns, tuple(row for row in rows.rows if holds(row)))
