"""One row of each stored question's answer, with its columns as attributes. Made from `queries/`.

`determinants.release.documents` writes this file; a test fails where it is not what the heads say.

>>> import determinants
>>> from determinants.ask.records import InfluenceCounts, records
>>> [first, *_] = records(determinants.open_graph().of("ibrahim2019").ask, InfluenceCounts)
>>> first.influence_label, first.count
('Organisational culture', 28)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import ClassVar, TypeVar

from determinants.store.solutions import Rows, Value

Ask = Callable[..., Rows]  # a stored question, narrowed, as `Graph.ask` answers it


class Record:
    """A row of an answer. What a column holds is said by its kind, in the head of the question."""

    question: ClassVar[str]

    def __init__(self, cells: Mapping[str, Value]) -> None:
        """Take the cells of a row."""
        self.__dict__.update(cells)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__.values()))

    def __repr__(self) -> str:
        cells = ", ".join(f"{column}={cell!r}" for column, cell in self.__dict__.items() if cell is not None)
        return f"{type(self).__name__}({cells})"


R = TypeVar("R", bound=Record)


def records(ask: Ask, kind: type[R], **where: object) -> list[R]:
    """Give the answer to the question of a class, narrowed, as objects of that class.

    Raises:
        UnknownName: if there is no such narrowing column or value; near misses are suggested.
    """
    return read(ask(kind.question, **where), kind)


def read(rows: Rows, kind: type[R]) -> list[R]:
    """Give rows that answer the question of a class as objects of that class."""
    return [kind(record) for record in rows.records()]


class CfirAlignments(Record):
    """Where in a framework does each influence belong, on which condition, and who says so?"""

    question = "cfir-alignments"
    review: str
    review_label: str
    framework: str
    framework_label: str
    rank: int | None
    influence: str
    influence_label: str
    element: str
    element_label: str
    condition: str | None
    condition_label: str | None
    facet: str | None
    answer: str | None
    asserted_by: str
    asserted_by_label: str
    locator: str
    alignment: str


class CfirAlignmentsDerived(Record):
    """Where would an influence belong in another edition of its framework?"""

    question = "cfir-alignments-derived"
    review: str
    review_label: str
    framework: str
    framework_label: str
    rank: int | None
    influence: str
    influence_label: str
    element: str
    element_label: str
    condition: str | None
    condition_label: str | None
    facet: str | None
    answer: str | None
    stated_element: str
    stated_element_label: str
    relation: str
    relation_label: str
    crosswalk_basis: str
    asserted_by: str
    asserted_by_label: str
    stated_by: str
    stated_by_label: str
    locator: str
    alignment: str
    mapping: str


class CfirAssertions(Record):
    """Who asserts how many alignments with which framework, and how many on a condition?"""

    question = "cfir-assertions"
    review: str | None
    review_label: str | None
    asserted_by: str
    asserted_by_label: str
    framework: str
    framework_label: str
    alignments: int
    conditional: int
    basis: str
    basis_label: str


class CfirConditions(Record):
    """On which questions do alignments depend, and which answers are there?"""

    question = "cfir-conditions"
    review: str
    review_label: str
    facet: str
    asks: str | None
    answer: str
    condition: str
    condition_label: str
    basis: str
    basis_label: str


class CfirCrosswalk(Record):
    """What became of each element of the older edition, and which of the newer are new?"""

    question = "cfir-crosswalk"
    set: str
    old: str
    old_label: str
    relation: str
    relation_label: str
    new: str
    new_label: str
    basis: str
    note: str | None
    source: str | None
    mapping: str


class CfirDisagreements(Record):
    """Where does a factor belong to another domain than those that its review states for the influence?"""

    question = "cfir-disagreements"
    review: str
    review_label: str
    framework: str
    influence: str
    influence_label: str
    determinant: str
    determinant_label: str
    element: str
    element_label: str
    domain: str
    domain_label: str
    alignment: str


class CfirDomainAlignments(Record):
    """In which domains of a framework is each influence, through which alignment, and on which condition?"""

    question = "cfir-domain-alignments"
    review: str
    review_label: str
    framework: str
    framework_label: str
    rank: int | None
    influence: str
    influence_label: str
    domain: str
    domain_label: str
    element: str
    element_label: str
    condition: str | None
    condition_label: str | None
    asserted_by: str
    asserted_by_label: str
    locator: str
    alignment: str


class CfirElements(Record):
    """Which elements does a framework have, and what do they mean?"""

    question = "cfir-elements"
    framework: str
    framework_label: str
    notation: str | None
    element: str
    element_label: str
    kind: str
    kind_label: str
    broader: str | None
    broader_label: str | None
    definition: str


class CfirFactors(Record):
    """Which single factors are placed in each element of a framework, by whom, and how many publications report each, which way?"""

    question = "cfir-factors"
    review: str | None
    review_label: str | None
    framework: str
    framework_label: str
    notation: str | None
    element: str
    element_label: str
    determinant: str
    determinant_label: str
    direction: str
    direction_label: str
    subject: str
    subject_label: str
    relation: str
    role: str | None
    confidence: str | None
    confidence_label: str | None
    condition: str | None
    condition_label: str | None
    facet: str | None
    answer: str | None
    asserted_by: str
    asserted_by_label: str
    locator: str | None
    justification: str | None
    note: str | None
    facilitates: int
    hinders: int
    mixed: int
    unclear: int
    basis: str
    basis_label: str
    alignment: str


class CfirFindings(Record):
    """Which publications report what is placed in an element of a framework, which way, and where is it stated?"""

    question = "cfir-findings"
    review: str | None
    review_label: str | None
    framework: str
    notation: str | None
    element: str
    element_label: str
    determinant: str | None
    determinant_label: str | None
    publication: str
    publication_label: str
    year: str | None
    direction: str
    direction_label: str
    directness: str
    directness_label: str
    wording: str
    locator: str
    stated_in: str
    stated_in_label: str
    citation: str
    doi: str | None
    doi_link: str | None
    confidence: str
    confidence_label: str
    countries: str | None
    design: str | None
    design_label: str | None
    quality: str | None
    modality: str | None
    outcome: str | None
    outcome_label: str | None
    finding: str


class CfirNewElements(Record):
    """Which elements of the newer edition have no forerunner in the older one?"""

    question = "cfir-new-elements"
    framework: str
    notation: str | None
    element: str
    element_label: str
    definition: str
    basis: str
    reason: str | None
    mapping: str


class CfirStatedFindings(Record):
    """Where do publications themselves place their findings in a framework?"""

    question = "cfir-stated-findings"
    review: str | None
    review_label: str | None
    framework: str
    framework_label: str
    element: str
    element_label: str
    publication: str
    publication_label: str
    direction: str
    wording: str
    locator: str
    finding: str


class CfirTree(Record):
    """What is the tree of a framework, from its domains to their smallest parts?"""

    question = "cfir-tree"
    framework: str
    domain: str
    domain_label: str
    subdomain_label: str | None
    construct: str
    construct_label: str
    subconstruct: str | None
    subconstruct_label: str | None


class CfirUnmappedConstructs(Record):
    """In which elements of a framework below its domains does whoever fills others place nothing?"""

    question = "cfir-unmapped-constructs"
    review: str | None
    review_label: str | None
    asserted_by: str
    asserted_by_label: str
    framework: str
    framework_label: str
    way: str
    notation: str | None
    element: str
    element_label: str
    broader: str
    broader_label: str


class CfirUnmappedDomains(Record):
    """To which domains of a framework does no influence map?"""

    question = "cfir-unmapped-domains"
    review: str
    review_label: str
    framework: str
    framework_label: str
    domain: str
    domain_label: str


class ClassCounts(Record):
    """How many things of each kind are there?"""

    question = "class-counts"
    kind: str
    kind_label: str
    things: int
    basis: str
    basis_label: str


class ClassProperties(Record):
    """Which properties do things of each kind have, and how often?"""

    question = "class-properties"
    kind: str
    kind_label: str
    property: str
    property_label: str | None
    statements: int
    things: int
    basis: str
    basis_label: str


class CodeRules(Record):
    """What is coded as what, and what is not?"""

    question = "code-rules"
    codebook: str
    code: str
    code_label: str
    include: str
    exclude: str | None
    coding: str


class CodingAgreement(Record):
    """How far do two independent codings agree?"""

    question = "coding-agreement"
    codebook: str
    coding: str
    agreement: str
    variable_label: str
    units: int
    agreed: int
    percentage: Decimal
    alpha: Decimal
    basis: str
    basis_label: str


class DeprecatedThings(Record):
    """Which things are no longer to be used, why, and what takes their place?"""

    question = "deprecated-things"
    thing: str
    replacement: str | None
    reason: str


class DeterminantActions(Record):
    """What can a service strengthen, and what should it do away with, for an influence?"""

    question = "determinant-actions"
    review: str
    review_label: str
    rank: int | None
    influence: str
    influence_label: str
    action: str
    determinant: str
    determinant_label: str
    publications: int
    locator: str
    basis: str
    basis_label: str


class DeterminantAlignments(Record):
    """Which facilitators and barriers does a review itself map to a framework, and where?"""

    question = "determinant-alignments"
    review: str
    review_label: str
    framework: str
    framework_label: str
    element: str
    element_label: str
    determinant: str
    determinant_label: str
    influence: str
    influence_label: str
    relation: str
    condition: str | None
    condition_label: str | None
    asserted_by: str
    asserted_by_label: str
    locator: str
    alignment: str


class DeterminantBeyond(Record):
    """Which facilitators and barriers do publications report beyond those that a review prints?"""

    question = "determinant-beyond"
    review: str | None
    review_label: str | None
    codebook: str
    subject: str
    subject_label: str
    direction: str
    direction_label: str
    determinant: str
    determinant_label: str
    definition: str
    publications: int
    basis: str
    basis_label: str


class DeterminantConstructs(Record):
    """To which elements of a framework does each facilitator and barrier belong, and what decided it?"""

    question = "determinant-constructs"
    review: str | None
    review_label: str | None
    framework: str
    element: str
    element_label: str
    role: str
    determinant: str
    determinant_label: str
    direction: str
    direction_label: str
    subject: str
    subject_label: str
    relation: str
    confidence: str
    confidence_label: str
    justification: str
    settled: str
    note: str | None
    asserted_by: str
    asserted_by_label: str
    codebook: str
    coding: str
    alignment: str


class DeterminantFindings(Record):
    """Which publications report a facilitator or barrier?"""

    question = "determinant-findings"
    review: str | None
    review_label: str | None
    subject: str
    subject_label: str
    influence: str | None
    influence_label: str | None
    determinant: str
    determinant_label: str
    publication: str
    publication_label: str
    direction: str
    direction_label: str
    directness: str
    directness_label: str
    confidence: str
    confidence_label: str
    wording: str
    locator: str
    stated_in: str
    stated_in_label: str
    year: str | None
    citation: str
    doi: str | None
    doi_link: str | None
    countries: str | None
    design: str | None
    design_label: str | None
    quality: str | None
    modality: str | None
    outcome: str | None
    outcome_label: str | None
    finding: str


class DeterminantUnsupported(Record):
    """Which facilitators and barriers does no named publication support here?"""

    question = "determinant-unsupported"
    review: str
    review_label: str
    influence: str
    influence_label: str
    direction: str
    direction_label: str
    determinant: str
    determinant_label: str


class DiscrepancyValues(Record):
    """Which printed values do not follow from the data printed beside them?"""

    question = "discrepancy-values"
    review: str
    review_label: str
    discrepancy: str
    about: str
    printed: str
    derived: str
    rule: str
    locator: str


class DomainPublications(Record):
    """How many named publications report on what each domain has?"""

    question = "domain-publications"
    review: str
    review_label: str
    framework: str
    domain: str
    domain_label: str
    influences: int
    elements: int
    publications: int
    basis: str
    basis_label: str


class EvidenceTotals(Record):
    """How many named publications and findings are there on influences, and of how many is no country, design or year known?"""

    question = "evidence-totals"
    review: str
    review_label: str
    directness: str
    directness_label: str
    publications: int
    findings: int
    without_year: int
    without_country: int
    without_design: int
    basis: str
    basis_label: str


class FindingCoders(Record):
    """Who coded how many findings, how surely and from what?"""

    question = "finding-coders"
    review: str | None
    review_label: str | None
    coder: str
    coder_label: str
    confidence: str
    confidence_label: str
    directness: str
    directness_label: str
    findings: int
    basis: str
    basis_label: str


class FindingReads(Record):
    """From how much of their sources were findings coded?"""

    question = "finding-reads"
    review: str
    review_label: str
    influence: str
    influence_label: str
    directness: str
    directness_label: str
    read: str
    brief: bool
    findings: int
    in_rounds: int
    basis: str
    basis_label: str


class GraphSizes(Record):
    """How many statements does each named graph hold?"""

    question = "graph-sizes"
    graph: str
    statements: int
    basis: str
    basis_label: str


class GraphStatements(Record):
    """What does the graph say, all of it?"""

    question = "graph-statements"
    subject: str
    property: str
    value: Value


class InfluenceApproaches(Record):
    """What does a review name for changing an influence, and whom does it cite for it?"""

    question = "influence-approaches"
    review: str
    review_label: str
    influence: str | None
    influence_label: str | None
    kind: str
    approach: str
    approach_label: str
    wording: str
    publication: str | None
    publication_label: str | None
    citation: str | None
    locator: str


class InfluenceConstructs(Record):
    """Which elements of frameworks does each influence lead to, as a whole and through its single factors?"""

    question = "influence-constructs"
    review: str
    review_label: str
    rank: int | None
    influence: str
    influence_label: str
    framework: str
    framework_label: str
    notation: str | None
    element: str
    element_label: str
    way: str
    condition: str | None
    condition_label: str | None
    factors: int
    basis: str
    basis_label: str
    asserted_by: str
    asserted_by_label: str


class InfluenceCountries(Record):
    """How many named publications report each influence, whichever way, in each country?"""

    question = "influence-countries"
    review: str
    review_label: str
    influence: str
    influence_label: str
    country: str | None
    country_label: str | None
    publications: int
    basis: str
    basis_label: str


class InfluenceCounts(Record):
    """How many publications does a review count for each influence?"""

    question = "influence-counts"
    review: str
    review_label: str
    rank: int | None
    influence: str
    influence_label: str
    count: int | None
    total: int | None
    basis: str | None
    basis_label: str | None
    locator: str | None
    percentage: Decimal | None
    percentage_basis: str | None
    percentage_basis_label: str | None
    percentage_locator: str | None
    direction: str | None
    direction_label: str | None
    direction_printed: str | None
    rule: str | None
    observation: str | None


class InfluenceDesigns(Record):
    """How many named publications report each influence, whichever way, in each design?"""

    question = "influence-designs"
    review: str
    review_label: str
    influence: str
    influence_label: str
    design: str | None
    design_label: str | None
    publications: int
    basis: str
    basis_label: str


class InfluenceDeterminants(Record):
    """Which facilitators and barriers make up each influence?"""

    question = "influence-determinants"
    review: str
    review_label: str
    rank: int | None
    influence: str
    influence_label: str
    direction: str
    direction_label: str
    determinant: str
    determinant_label: str
    locator: str


class InfluenceDomainFactors(Record):
    """How many facilitators and barriers of each influence are placed in each domain of a framework?"""

    question = "influence-domain-factors"
    review: str
    review_label: str
    framework: str
    framework_label: str
    rank: int | None
    influence: str
    influence_label: str
    notation: str | None
    domain: str
    domain_label: str
    facilitators: int
    barriers: int
    basis: str
    basis_label: str


class InfluenceDomains(Record):
    """Which domains of a framework does each influence belong to?"""

    question = "influence-domains"
    review: str
    review_label: str
    framework: str
    framework_label: str
    domain: str
    domain_label: str
    influence: str
    influence_label: str


class InfluenceEvidence(Record):
    """How many named publications speak for, against, both ways or in no sure direction about each influence?"""

    question = "influence-evidence"
    review: str
    review_label: str
    rank: int | None
    influence: str
    influence_label: str
    facilitates: int
    hinders: int
    mixed: int
    unclear: int
    publications: int
    bodies: int
    basis: str
    basis_label: str


class InfluenceEvidenceByScope(Record):
    """How many named publications of a scope, such as primary studies, speak for or against each influence?"""

    question = "influence-evidence-by-scope"
    review: str
    review_label: str
    rank: int | None
    influence: str
    influence_label: str
    scope: str
    scope_label: str
    facilitates: int
    hinders: int
    mixed: int
    unclear: int
    publications: int
    bodies: int
    basis: str
    basis_label: str


class InfluenceFindings(Record):
    """Which publications report an influence, which way, and where is it stated?"""

    question = "influence-findings"
    review: str
    review_label: str
    influence: str
    influence_label: str
    publication: str
    publication_label: str
    year: str | None
    direction: str
    direction_label: str
    directness: str
    directness_label: str
    wording: str
    locator: str
    stated_in: str
    stated_in_label: str
    citation: str
    doi: str | None
    doi_link: str | None
    confidence: str
    confidence_label: str
    countries: str | None
    design: str | None
    design_label: str | None
    quality: str | None
    modality: str | None
    determinant: str | None
    determinant_label: str | None
    outcome: str | None
    outcome_label: str | None
    retraction: str | None
    finding: str


class InfluencePairs(Record):
    """Which influences are reported together by the same publications?"""

    question = "influence-pairs"
    review: str
    review_label: str
    influence: str
    influence_label: str
    other: str
    other_label: str
    publications: int
    basis: str
    basis_label: str


class InfluenceUnmapped(Record):
    """Which influences does nobody map to a framework?"""

    question = "influence-unmapped"
    review: str
    review_label: str
    rank: int | None
    influence: str
    influence_label: str


class InfluenceVotes(Record):
    """How many named publications report each influence, which way and how directly?"""

    question = "influence-votes"
    review: str
    review_label: str
    influence: str
    influence_label: str
    direction: str
    direction_label: str
    directness: str
    directness_label: str
    publications: int
    findings: int
    bodies: int
    basis: str
    basis_label: str


class InfluenceVotesByCountry(Record):
    """How many named publications report each influence, which way, by country?"""

    question = "influence-votes-by-country"
    review: str
    review_label: str
    influence: str
    influence_label: str
    direction: str
    direction_label: str
    country: str
    country_label: str
    publications: int
    basis: str
    basis_label: str


class InfluenceVotesByDesign(Record):
    """How many named publications report each influence, which way, by design?"""

    question = "influence-votes-by-design"
    review: str
    review_label: str
    influence: str
    influence_label: str
    direction: str
    direction_label: str
    design: str
    design_label: str
    publications: int
    basis: str
    basis_label: str


class InfluenceVotesByModality(Record):
    """How many named publications report each influence, which way, by modality?"""

    question = "influence-votes-by-modality"
    review: str
    review_label: str
    influence: str
    influence_label: str
    direction: str
    direction_label: str
    modality: str
    modality_label: str
    publications: int
    basis: str
    basis_label: str


class InfluenceVotesByQuality(Record):
    """How many named publications report each influence, which way, by quality?"""

    question = "influence-votes-by-quality"
    review: str
    review_label: str
    influence: str
    influence_label: str
    direction: str
    direction_label: str
    quality: str
    quality_label: str
    publications: int
    basis: str
    basis_label: str


class ItemEvidence(Record):
    """From an item of the measure: what helps, what hinders, and which studies say so?"""

    question = "item-evidence"
    review: str
    review_label: str
    ordinal: int
    item: str
    influence: str
    influence_label: str
    direction: str
    direction_label: str
    publication: str
    publication_label: str
    wording: str
    locator: str
    finding: str


class ItemSpread(Record):
    """How far do the sites differ on each item?"""

    question = "item-spread"
    review: str
    review_label: str
    ordinal: int
    item: str
    influence: str
    influence_label: str
    lowest: int
    highest: int
    sum: int
    ratings: int
    mean: Decimal
    basis: str
    basis_label: str


class MeasureAnchors(Record):
    """What does each score of a measure mean?"""

    question = "measure-anchors"
    review: str
    review_label: str
    score: int
    meaning: str
    low: bool
    locator: str
    anchor: str


class MeasureItems(Record):
    """Which items does a measure have, in which order?"""

    question = "measure-items"
    review: str
    review_label: str
    ordinal: int
    item: str
    influence: str
    influence_label: str
    definition: str
    asks: str
    abbreviation: str
    locator: str


class MeasureStatements(Record):
    """What does a review say of its measure, and on which printed numbers does it rest it?"""

    question = "measure-statements"
    review: str
    review_label: str
    aspect: str
    aspect_label: str
    ordinal: int | None
    value: str
    unit: str | None
    wording: str
    locator: str
    fact: str
    statistic: str | None
    statistic_wording: str | None
    item_label: str | None
    statistic_value: Decimal | None
    statistic_locator: str | None


class PublicationDependences(Record):
    """Which publications rest on one another?"""

    question = "publication-dependences"
    publication: str
    publication_label: str
    other: str
    other_label: str
    kind: str
    basis: str
    why: str
    body: str
    dependence: str


class PublicationDependents(Record):
    """What rests on one publication, and would have to be looked at again if it were retracted?"""

    question = "publication-dependents"
    publication: str
    publication_label: str
    how: str
    thing: str
    thing_label: str | None


class PublicationFindings(Record):
    """What does one publication report, and what does it state of others?"""

    question = "publication-findings"
    review: str | None
    review_label: str | None
    publication: str
    publication_label: str
    stated_in: str
    stated_in_label: str
    subject: str
    subject_label: str
    direction: str
    direction_label: str
    directness: str
    directness_label: str
    wording: str
    locator: str
    retraction: str | None
    finding: str


class PublicationRecords(Record):
    """What is known of each publication?"""

    question = "publication-records"
    publication: str
    publication_label: str
    kind: str
    authors: str | None
    year: str | None
    title: str
    venue: str | None
    volume: str | None
    issue: str | None
    pages: str | None
    doi: str | None
    pmid: str | None
    countries: str | None
    design_label: str | None
    quality_label: str | None
    setting: str | None
    population: str | None
    citation: str
    caution: str | None
    retraction: str | None


class PublicationRetractions(Record):
    """Which findings are of publications that were retracted, and where was that announced?"""

    question = "publication-retractions"
    review: str
    review_label: str
    influence: str
    influence_label: str
    directness: str
    directness_label: str
    publication: str
    publication_label: str
    retraction: str
    findings: int
    basis: str
    basis_label: str


class PublicationScopes(Record):
    """Which publications are primary studies, or within any other scope, in part, or not?"""

    question = "publication-scopes"
    publication: str
    publication_label: str
    scope: str
    scope_label: str
    value: str
    admits_unstated: bool | None
    basis: str
    basis_label: str


class ReviewAppraisal(Record):
    """With which checklists did a review appraise publications, and what earns a grade?"""

    question = "review-appraisal"
    review: str
    review_label: str
    part: str
    thing: str
    label: str
    items: int | None
    design_label: str | None
    from_percentage: Decimal | None
    below_percentage: Decimal | None
    locator: str


class ReviewEligibility(Record):
    """Which publications could the review include, and where did it look for them?"""

    question = "review-eligibility"
    review: str
    review_label: str
    role: str
    item: str
    label: str
    count: int | None
    reason: str | None
    locator: str


class ReviewFeatures(Record):
    """How many publications does a review include by country, by design, by quality and by modality?"""

    question = "review-features"
    review: str
    review_label: str
    feature: str
    printed_term: str | None
    value: str
    value_label: str
    value_basis: str | None
    count: int
    total: int | None
    study_set_label: str | None
    basis: str
    basis_label: str
    locator: str | None
    observation: str


class ReviewInclusions(Record):
    """Which publications does a review include, and which quality does it find them to have?"""

    question = "review-inclusions"
    review: str
    review_label: str
    publication: str
    publication_label: str
    year: str | None
    quality: str | None
    quality_label: str | None
    quality_printed: str | None
    locator: str


class ReviewLimitations(Record):
    """What does a review name as its own limitations and strengths?"""

    question = "review-limitations"
    review: str
    review_label: str
    aspect: str
    aspect_label: str
    ordinal: int | None
    value: str
    wording: str
    publication: str | None
    publication_label: str | None
    locator: str
    fact: str


class ReviewList(Record):
    """Which reviews are encoded here, of which kind, and which of their publications can be named?"""

    question = "review-list"
    review: str
    review_label: str
    kind: str
    title: str
    publication: str
    publications: int | None
    publications_basis: str | None
    publications_basis_label: str | None
    included: str
    named: int
    named_basis: str
    named_basis_label: str


class ReviewMethods(Record):
    """How was the review done, and where does it say so?"""

    question = "review-methods"
    review: str
    review_label: str
    aspect: str
    aspect_label: str
    ordinal: int | None
    value: str
    unit: str | None
    wording: str
    locator: str
    fact: str


class ReviewNumbers(Record):
    """What does a review print, of what, and where?"""

    question = "review-numbers"
    review: str
    review_label: str
    number_kind: str
    number: str
    number_label: str
    printed: str
    unit: str | None
    total: int | None
    basis: str
    basis_label: str
    locator: str


class ReviewOverlap(Record):
    """Which sources include, cite, or state findings of the same publications, and how many?"""

    question = "review-overlap"
    source: str
    source_label: str
    other: str
    other_label: str
    publications: int
    included: int
    draws: int
    basis: str
    basis_label: str


class ReviewRobustness(Record):
    """Do the influences of a review hold in parts of its publications?"""

    question = "review-robustness"
    review: str
    review_label: str
    study_set: str
    study_set_label: str
    size: int
    effect: str | None
    position: int | None
    influence: str | None
    influence_label: str | None
    wording: str
    locator: str
    check: str


class ReviewSets(Record):
    """In which sets does a review analyse its publications, how large are they, and who is in them?"""

    question = "review-sets"
    review: str
    review_label: str
    study_set: str
    study_set_label: str
    size: int
    whole: bool
    publication: str | None
    publication_label: str | None
    locator: str
    basis: str
    basis_label: str


class ReviewSources(Record):
    """In which kinds of sources did the review search, and in how many of each?"""

    question = "review-sources"
    review: str
    review_label: str
    ordinal: int
    source: str
    source_label: str
    count: int | None
    unit: str | None
    detail: str | None
    reason: str | None
    locator: str
    basis: str | None
    basis_label: str | None


class ReviewStatements(Record):
    """What does a review say of its influences, beside their factors and counts?"""

    question = "review-statements"
    review: str
    review_label: str
    kind: str
    statement: str
    statement_label: str
    wording: str
    influence: str | None
    influence_label: str | None
    part: str | None
    part_label: str | None
    publication: str | None
    publication_label: str | None
    locator: str


class ReviewUnnamed(Record):
    """What does a review count whose publications this graph cannot name?"""

    question = "review-unnamed"
    review: str
    review_label: str
    feature: str
    printed_term: str | None
    value: str
    value_label: str
    value_basis: str | None
    count: int
    total: int | None
    basis: str
    basis_label: str
    locator: str | None
    observation: str


class SearchLists(Record):
    """Which lists of studies were gone through, and is what they name in this graph?"""

    question = "search-lists"
    listing: str
    listed_in: str
    listed_by: str | None
    listed_by_label: str | None
    listed_as: str
    entries: int | None
    publication: str | None
    publication_label: str | None
    left_out_because: str | None
    locator: str


class SearchResults(Record):
    """Which searches for studies were made, and what did they find?"""

    question = "search-results"
    search: str
    day: str
    index: str
    search_text: str
    verbatim: bool
    influence: str | None
    influence_label: str | None
    results: int | None
    found: int
    found_basis: str
    found_basis_label: str


class SiteLowItems(Record):
    """Where did sites score low, and how much is there to work with?"""

    question = "site-low-items"
    review: str
    review_label: str
    site: str
    site_label: str
    ordinal: int
    item: str
    influence: str
    influence_label: str
    score: int
    score_basis: str
    score_basis_label: str
    facilitators: int
    barriers: int
    publications: int
    basis: str
    basis_label: str


class SiteMeansByExperience(Record):
    """Do sites with experience of what is implemented score higher?"""

    question = "site-means-by-experience"
    review: str
    review_label: str
    experience: bool
    experience_label: str
    sites: int
    sum: int
    ratings: int
    mean: Decimal
    basis: str
    basis_label: str


class SiteMeansByIncome(Record):
    """Do sites in richer settings score higher?"""

    question = "site-means-by-income"
    review: str
    review_label: str
    income: str
    income_label: str
    sites: int
    sum: int
    ratings: int
    mean: Decimal
    basis: str
    basis_label: str


class SitePrintedTotals(Record):
    """Which total of its scores does the review print for each site?"""

    question = "site-printed-totals"
    review: str
    review_label: str
    site: str
    site_label: str
    total: Decimal
    locator: str
    statistic: str
    basis: str
    basis_label: str


class SiteRatings(Record):
    """How did each site score on each item?"""

    question = "site-ratings"
    review: str
    review_label: str
    site: str
    site_label: str
    country_label: str
    income_label: str
    experience: bool
    ordinal: int
    item: str
    influence: str
    influence_label: str
    score: int
    meaning: str
    locator: str
    basis: str
    basis_label: str


class SiteTotals(Record):
    """How did each site score altogether, with which experience and income?"""

    question = "site-totals"
    review: str
    review_label: str
    site: str
    site_label: str
    experience: bool
    income: str
    income_label: str
    total: int
    ratings: int
    mean: Decimal
    basis: str
    basis_label: str


class StrategyEndorsements(Record):
    """Which strategies did experts endorse for a barrier, how many of them, and who says so?"""

    question = "strategy-endorsements"
    barrier: str
    barrier_label: str
    strategy: str
    strategy_label: str
    cluster: str
    cluster_label: str
    percentage: Decimal | None
    count: int | None
    total: int | None
    level: str | None
    source: str
    source_label: str
    stated_in: str
    stated_in_label: str
    locator: str
    level_stated_in: str | None
    level_stated_in_label: str | None
    level_locator: str | None
    note: str | None
    endorsement: str


class StrategyList(Record):
    """Which strategies of implementation are there, in which clusters?"""

    question = "strategy-list"
    framework: str
    framework_label: str
    cluster: str
    cluster_label: str
    number: str | None
    strategy: str
    strategy_label: str
    definition: str
    note: str | None
    constructs_read: int
    constructs: int
    basis: str
    basis_label: str


class StrategyReading(Record):
    """For which barriers was it read which strategies experts endorsed, and how much of the source is that?"""

    question = "strategy-reading"
    framework: str
    framework_label: str
    barrier: str
    barrier_label: str
    strategies_read: int
    strategies_read_basis: str
    strategies_read_basis_label: str
    at_a_level_read: int
    at_a_level_read_basis: str
    at_a_level_read_basis_label: str
    level_1: int | None
    level_2: int | None
    stated_in: str | None
    stated_in_label: str | None
    locator: str | None
    note: str | None


class ThingMentions(Record):
    """What in the graph refers to one thing?"""

    question = "thing-mentions"
    thing: str
    property: str
    property_label: str | None
    subject: str
    subject_label: str | None


class ThingMissing(Record):
    """What is not known, of every kind of thing?"""

    question = "thing-missing"
    kind: str
    kind_label: str
    thing: str
    thing_label: str | None
    missing: str
    reason: str


class ThingNames(Record):
    """What is everything called, and what kind of thing is it?"""

    question = "thing-names"
    kind: str
    kind_label: str
    thing: str
    label: str


class ThingStatements(Record):
    """What does the graph say about one thing, and in which of its named graphs?"""

    question = "thing-statements"
    thing: str
    property: str
    property_label: str | None
    value: Value
    value_label: str | None
    unit: str | None
    graph: str


class TopicFindings(Record):
    """What do publications report beyond the influences of reviews?"""

    question = "topic-findings"
    topic: str
    topic_label: str
    publication: str
    publication_label: str
    direction: str
    direction_label: str
    directness: str
    wording: str
    locator: str
    stated_in: str
    finding: str


class YearVotes(Record):
    """How many named publications of each year report on an influence, which way?"""

    question = "year-votes"
    review: str
    review_label: str
    year: str | None
    direction: str
    direction_label: str
    publications: int
    findings: int
    basis: str
    basis_label: str
