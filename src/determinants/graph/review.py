"""A review: what it did, its influences and determinants, its counts, checks and alignments."""

from collections.abc import Iterator

from pyoxigraph import Literal, Quad

from determinants.graph import data_sets
from determinants.graph.evidence import code, doi_link
from determinants.graph.terms import Place, decimal, english, named, number, plain, qualified, term, truth
from determinants.ground.values import DIRECTION, DIRECTNESS
from determinants.ground.vocab import (
    BIBO,
    CITO,
    DCTERMS,
    DET,
    FABIO,
    LICENCE,
    PROV,
    QB,
    RDFS,
    SEMAPV,
    SKOS,
    SSSOM,
    XSD,
    thing,
)
from determinants.tables.derivation import Discrepancy
from determinants.tables.model import (
    Alignment,
    Checklist,
    Coding,
    Condition,
    Count,
    Criterion,
    Determinant,
    Inclusion,
    Influence,
    QualityBand,
    Reference,
    Review,
    Robustness,
    Source,
    StudySet,
)


def review(row: Review, at: Place) -> Iterator[Quad]:
    """Yield the review and its scheme."""
    it = thing(row.key)
    yield from at.write(
        it,
        (DET.Review, PROV.Entity, *([FABIO.SystematicReview] if row.kind == "systematic-review" else [])),
        {
            DCTERMS.title: plain(row.title),
            SKOS.prefLabel: english(row.label),
            BIBO.doi: plain(row.doi),
            RDFS.seeAlso: doi_link(row.doi),
            DET.reportedIn: thing("publication", row.publication),
            PROV.hadPrimarySource: thing("publication", row.publication),
            DET.reviewKind: plain(row.kind),
            DET.included: plain(row.named),
            DET.abbreviation: list(map(Literal, row.abbreviations)),
            DET.protocol: plain(row.protocol),
            DET.protocolRegistry: plain(row.protocol_registry),
            DET.protocolRegistered: Literal(row.protocol_registered, datatype=XSD.date)
            if row.protocol_registered
            else None,
            DET.locator: plain(row.locator),
        },
    )
    yield from at.write(
        at.thing("influences"),
        SKOS.ConceptScheme,
        {
            SKOS.prefLabel: english(f"Influences and determinants of {row.label}"),
            DCTERMS.title: english(f"Influences and determinants of {row.label}"),
            DCTERMS.license: LICENCE,
            DCTERMS.source: it,
        },
    )


def criterion(row: Criterion, at: Place) -> Iterator[Quad]:
    """Yield a criterion of eligibility."""
    yield from at.write(
        at.thing("criterion", row.slug),
        DET.EligibilityCriterion,
        {
            DET.review: thing(at.scope),
            DET.criterionRole: plain(row.role),
            DET.criterionAspect: plain(row.aspect),
            SKOS.prefLabel: english(row.label),
            DET.reason: english(row.reason),
            DET.locator: plain(row.locator),
        },
    )


def source(row: Source, at: Place) -> Iterator[Quad]:
    """Yield a kind of information source with its count."""
    yield from at.write(
        at.thing("source", row.slug),
        DET.InformationSource,
        {
            DET.review: thing(at.scope),
            DET.ordinal: number(row.ordinal),
            SKOS.prefLabel: english(row.label),
            DET.count: number(row.count),
            DET.unit: plain(row.counted),
            DET.wording: english(row.detail),
            DET.reason: english(row.reason),
            DET.basis: term("printed") if row.count is not None else None,
            DET.locator: plain(row.locator),
        },
    )


def quality_band(row: QualityBand, at: Place) -> Iterator[Quad]:
    """Yield a grade with the percentages that earn it."""
    yield from at.write(
        at.thing("quality-band", row.grade),
        DET.QualityBand,
        {
            DET.review: thing(at.scope),
            DET.quality: thing("quality", row.grade),
            DET.fromPercentage: decimal(row.from_percent),
            DET.toPercentage: decimal(row.to_percent),
            DET.belowPercentage: decimal(row.below_percent),
            DET.locator: plain(row.locator),
        },
    )


def checklist(row: Checklist, at: Place) -> Iterator[Quad]:
    """Yield an appraisal checklist."""
    yield from at.write(
        at.thing("checklist", row.slug),
        DET.Checklist,
        {
            DET.review: thing(at.scope),
            SKOS.prefLabel: english(row.label),
            DET.numberOfItems: number(row.items),
            DET.design: thing("design", row.design),
            DET.locator: plain(row.locator),
        },
    )


def study_set(row: StudySet, at: Place) -> Iterator[Quad]:
    """Yield a set of the included publications; its members are not named in what was read."""
    yield from at.write(
        at.thing("study-set", row.slug),
        DET.StudySet,
        {
            DET.review: thing(at.scope),
            SKOS.prefLabel: english(row.label),
            DET.size: number(row.size),
            DET.whole: truth(row.whole),
            DET.basis: term("printed"),
            DET.locator: plain(row.locator),
        },
    )


def inclusion(row: Inclusion, at: Place) -> Iterator[Quad]:
    """Yield that the review includes a publication, in which sets, and with which grade of its own."""
    yield from at.write(
        at.thing("inclusion", row.publication),
        (DET.Inclusion, PROV.Entity),
        {
            DET.review: thing(at.scope),
            DET.publication: thing("publication", row.publication),
            DET.studySet: [at.thing("study-set", slug) for slug in row.study_sets],
            DET.quality: named("quality", row.quality),
            DET.qualityPrinted: plain(row.quality_printed),
            DET.locator: plain(row.locator),
        },
    )


def coding(row: Coding, article: str, at: Place) -> Iterator[Quad]:
    """Yield what the review codes of a study, or says over its studies; `article` reports the review."""
    yield from at.write(
        at.thing("finding", row.slug),
        (DET.Finding, PROV.Entity),
        {
            DET.reportedBy: thing("publication", row.study or article),
            DET.statedIn: thing("publication", article),
            **code(
                influence=at.thing("influence", row.influence) if row.influence else None,
                construct=qualified(row.element) if row.element else None,
            ),
            DET.codeOf: thing(at.scope),
            DET.determinant: at.thing("determinant", row.determinant) if row.determinant else None,
            DET.direction: DIRECTION[row.direction].term,
            DET.directness: DIRECTNESS[row.directness].term,
            DET.wording: english(row.wording),
            DET.locator: plain(row.locator),
            DET.confidence: term(row.confidence),
            DET.outcome: named("outcome", row.outcome),
            PROV.wasAttributedTo: thing("agent", row.coder) if row.coder else thing(at.scope),
        },
    )


def influence(row: Influence, at: Place) -> Iterator[Quad]:
    """Yield an influence in its scheme."""
    scheme = at.thing("influences")
    yield from at.write(
        at.thing("influence", row.slug),
        (DET.Influence, SKOS.Concept),
        {
            SKOS.prefLabel: english(row.label),
            SKOS.altLabel: [literal for label in row.alternative_labels if (literal := english(label))],
            SKOS.definition: english(row.definition),
            SKOS.inScheme: scheme,
            SKOS.topConceptOf: scheme,
            DET.rank: number(row.rank),
            DET.review: thing(at.scope),
            DET.locator: plain(row.locator),
        },
    )
    yield Quad(scheme, SKOS.hasTopConcept, at.thing("influence", row.slug), at.graph)


def determinant(row: Determinant, at: Place) -> Iterator[Quad]:
    """Yield an atomic facilitator or barrier below its influence."""
    above = at.thing("influence", row.influence)
    kind = DET.Facilitator if row.direction == "facilitates" else DET.Barrier
    yield from at.write(
        at.thing("determinant", row.slug),
        (DET.Determinant, kind, SKOS.Concept),
        {
            SKOS.prefLabel: english(row.label),
            SKOS.inScheme: at.thing("influences"),
            SKOS.broader: above,
            DET.influence: above,
            DET.direction: term(row.direction),
            DET.review: thing(at.scope),
            DET.tableRow: number(row.row),
            DET.sentence: number(row.sentence),
            DET.part: number(row.part),
            DET.locator: plain(row.locator),
            PROV.hadPrimarySource: thing(at.scope),
        },
    )


def count(row: Count, derived: tuple[int, str] | None, whole: str, at: Place) -> Iterator[Quad]:
    """Yield a count of publications; `derived` has the number and its rule where none is printed.

    `whole` is the set of all that the review includes, where it has one: a set that is itself counted is
    counted out of that.
    """
    value, rule = (row.count, None) if derived is None else derived
    by = data_sets.counted_by(row)
    dimensions = {
        "influence": at.thing("influence", row.influence) if row.influence else None,
        "construct": qualified(row.element) if row.element else None,
        "country": named("country", row.country),
        "design": named("design", row.design),
        "quality": named("quality", row.quality),
        "modality": named("modality", row.modality),
    }
    among = row.study_set if by else whole
    yield from at.write(
        at.thing("count", row.slug),
        (DET.PublicationCount, QB.Observation),
        {
            QB.dataSet: at.thing("dataset", data_sets.of_count(row, whole).slug),
            DET.review: thing(at.scope),
            **{DET[name]: value for name, value in dimensions.items()},
            DET.countedSet: at.thing("study-set", row.study_set) if row.study_set and not by else None,
            DET.studySet: at.thing("study-set", among) if among else None,
            DET.printedTerm: plain(row.printed),
            DET.direction: DIRECTION[row.direction].term if row.direction else None,
            DET.directionPrinted: plain(row.direction_printed),
            DET.count: number(value),
            DET.total: number(row.total),
            DET.basis: term("printed" if derived is None else "derived"),
            DET.rule: english(rule),
            DET.locator: plain(row.count_locator or row.percentage_locator),
            DET.percentage: decimal(row.percentage),
            DET.percentageBasis: term("printed") if row.percentage is not None else None,
            DET.percentageLocator: plain(row.percentage_locator),
        },
    )


def reference(row: Reference, citing: str, at: Place) -> Iterator[Quad]:
    """Yield an entry of the reference list of the publication `citing`, as a citation."""
    citing_entity, cited_entity = thing("publication", citing), thing("publication", row.key)
    yield Quad(citing_entity, CITO.cites, cited_entity, at.graph)
    yield from at.write(
        at.thing("reference", str(row.ordinal)),
        CITO.Citation,
        {
            DET.ordinal: number(row.ordinal),
            CITO.hasCitingEntity: citing_entity,
            CITO.hasCitedEntity: cited_entity,
            DET.locator: plain(row.locator),
        },
    )


def condition(row: Condition, at: Place) -> Iterator[Quad]:
    """Yield a condition: a question (`facet`) and an answer to it."""
    yield from at.write(
        at.thing("condition", row.slug),
        DET.Condition,
        {
            SKOS.prefLabel: english(row.label),
            DET.review: thing(at.scope),
            DET.facet: plain(row.facet),
            DET.question: english(row.question),
            DET.answer: plain(row.answer),
            DET.basis: term(row.basis),
            DET.locator: plain(row.locator),
        },
    )


def alignment(row: Alignment, at: Place) -> Iterator[Quad]:
    """Yield the review's statement that an influence belongs to an element of a framework."""
    yield from at.write(
        at.thing("alignment", row.slug),
        (DET.Alignment, PROV.Entity),
        {
            DET.influence: at.thing("influence", row.influence) if row.influence else None,
            DET.determinant: at.thing("determinant", row.determinant) if row.determinant else None,
            DET.review: thing(at.scope),
            DET.alignsWith: qualified(row.element),
            DET.relation: SKOS[row.predicate],
            DET.condition: at.thing("condition", row.condition) if row.condition else None,
            DET.assertedBy: thing(at.scope),
            DET.locator: plain(row.locator),
            SSSOM.mapping_justification: SEMAPV.ManualMappingCuration,
        },
    )


def robustness(row: Robustness, at: Place) -> Iterator[Quad]:
    """Yield a sub-group result; each top influence is also a thing of its own, so as to keep the order."""
    it = at.thing("robustness", row.slug)
    yield from at.write(
        it,
        DET.RobustnessCheck,
        {
            DET.review: thing(at.scope),
            DET.studySet: at.thing("study-set", row.study_set),
            DET.topInfluence: [at.thing("influence", slug) for slug in row.top_influences],
            DET.droppedInfluence: [at.thing("influence", slug) for slug in row.dropped_influences],
            DET.orderChanged: truth(row.order_changed),
            DET.wording: english(row.statement),
            DET.locator: plain(row.locator),
        },
    )
    for position, slug in enumerate(row.top_influences, 1):
        ranked = at.thing("robustness", row.slug, str(position))
        yield Quad(it, DET.ranking, ranked, at.graph)
        yield from at.write(
            ranked,
            DET.RankedInfluence,
            {DET.position: number(position), DET.influence: at.thing("influence", slug)},
        )


def discrepancy(row: Discrepancy, at: Place) -> Iterator[Quad]:
    """Yield a printed value that its own data do not give, beside what they give."""
    yield from at.write(
        at.thing("discrepancy", row.slug),
        DET.Discrepancy,
        {
            DET.review: thing(at.scope),
            DET.about: at.thing(*row.about.split("/")),
            DET.printedValue: plain(row.printed),
            DET.derivedValue: plain(row.derived),
            DET.rule: english(row.rule),
            DET.locator: plain(row.locator),
            PROV.wasAttributedTo: thing("agent", "project"),
        },
    )
