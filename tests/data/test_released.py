"""What the released graph must say, asked of its N-Quads with an engine that did not write them."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad
from rdflib import Dataset

from conftest import DATA
from determinants.write.graph_formats import as_nquads

pytestmark = pytest.mark.slow  # another library reads all that is released

ROOT = Path(__file__).parents[2]
BASE = "https://w3id.org/determinants/"
REVIEW = "https://w3id.org/determinants/ibrahim2019"

PREFIXES = """
PREFIX bibo: <http://purl.org/ontology/bibo/>
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX det: <https://w3id.org/determinants/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX sssom: <https://w3id.org/sssom/>
PREFIX r: <https://w3id.org/determinants/ibrahim2019/>
PREFIX base: <https://w3id.org/determinants/>
"""


@pytest.fixture(scope="module")
def graph(shipped_quads: list[Quad]) -> Dataset:
    dataset = Dataset(default_union=True)
    dataset.parse(data=b"".join(as_nquads(shipped_quads)), format="nquads")
    return dataset


def rows(graph: Dataset, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query, as Python values; of an IRI, the last part."""
    return [
        tuple(
            None
            if term is None
            else term.toPython()
            if hasattr(term, "datatype")
            else term.rpartition("/")[2]
            for term in row
        )
        for row in graph.query(PREFIXES + query)
    ]


def one(graph: Dataset, query: str) -> Any:
    ((value,),) = rows(graph, query)
    return value


COUNTS = [
    ("organisational-culture", 28, 53, "printed"),
    ("psw-training", 22, 42, "printed"),
    ("psw-role-definition", 21, 40, "printed"),
    ("staff-willingness-and-ability", 18, 34, "printed"),
    ("resource-availability", 11, 21, "printed"),
    ("financial-arrangements", 8, 15, "printed"),
    ("psw-wellbeing-support", 7, 13, "printed"),
    ("peer-network-access", 7, 13, "printed"),
    ("psw-self-management", 5, 9, "derived"),
    ("psw-expectations", 3, 6, "derived"),
    ("organisational-processes", 3, 6, "derived"),
    ("research-design-needs", 1, 2, "derived"),
    ("psw-patient-match", 2, 4, "derived"),
    ("emotional-intensity", 1, 2, "derived"),
]


def test_fourteen_influences_in_the_printed_order_with_counts_and_percentages(graph: Dataset) -> None:
    found = rows(
        graph,
        """
        SELECT ?influence ?count ?percentage ?basis WHERE {
          ?influence a det:Influence ; det:rank ?rank .
          ?c a det:PublicationCount ; det:influence ?influence ; det:count ?count ; det:total 53 ;
             det:percentage ?percentage ; det:basis ?b .
          BIND(STRAFTER(STR(?b), "#") AS ?basis)
        } ORDER BY ?rank""",
    )
    assert [(name, count, int(percentage), basis) for name, count, percentage, basis in found] == COUNTS


def test_derived_counts_say_by_which_rule(graph: Dataset) -> None:
    assert not rows(
        graph, "SELECT ?c { ?c det:basis det:derived ; a det:PublicationCount MINUS { ?c det:rule ?r } }"
    )


def test_the_two_influences_whose_direction_is_unclear(graph: Dataset) -> None:
    found = rows(
        graph, "SELECT ?i { ?c det:influence ?i ; det:direction det:unclear ; a det:PublicationCount }"
    )
    assert {name for (name,) in found} == {"psw-patient-match", "emotional-intensity"}
    assert not rows(graph, "SELECT ?i { ?i a det:Influence ; det:direction ?d }")


def test_counts_of_the_study_set_each_sum_to_53(graph: Dataset) -> None:
    for feature in ("country", "design", "quality", "modality"):
        total = one(
            graph,
            f"""SELECT (SUM(?n) AS ?sum) {{
                ?c a det:PublicationCount ; det:review <{REVIEW}> ; det:{feature} ?x ; det:count ?n }}""",
        )
        assert total == 53, feature


@pytest.mark.parametrize(
    ("feature", "expected"),
    [
        (
            "country",
            {
                "us": 30,
                "gb": 7,
                "au": 5,
                "ca": 3,
                "ie": 2,
                "be": 1,
                "de": 1,
                "hk": 1,
                "jp": 1,
                "nl": 1,
                "il-us": 1,
            },
        ),
        ("design", {"qualitative": 38, "randomised-controlled-trial": 10, "cohort": 4, "case-control": 1}),
        ("quality", {"good": 47, "fair": 1, "poor": 5}),
        ("modality", {"individual": 13, "group": 6, "both": 23, "not-stated": 11}),
    ],
)
def test_the_study_set(graph: Dataset, feature: str, expected: dict[str, int]) -> None:
    found = rows(
        graph,
        f"""SELECT ?x ?n {{
            ?c a det:PublicationCount ; det:review <{REVIEW}> ; det:{feature} ?x ; det:count ?n }}""",
    )
    assert dict(found) == expected


def test_the_study_of_two_countries_is_one_study_in_both(graph: Dataset) -> None:
    assert set(
        rows(graph, "SELECT ?c { <https://w3id.org/determinants/country/il-us> det:memberCountry ?c }")
    ) == {
        ("il",),
        ("us",),
    }


# Table 2 of the article, sites across, items down.
SITES = ["ulm", "hamburg", "kampala", "dar-es-salaam", "beer-sheva", "pune"]
TABLE_2 = [
    [0, 1, 2, 1, 2, 1],
    [0, 3, 2, 1, 2, 1],
    [0, 2, 2, 2, 1, 1],
    [0, 1, 2, 2, 3, 0],
    [0, 2, 2, 1, 3, 0],
    [2, 1, 1, 1, 3, 2],
    [1, 2, 2, 2, 2, 1],
    [0, 3, 2, 0, 3, 1],
]


def test_48_ratings_as_in_table_2(graph: Dataset) -> None:
    found = rows(
        graph,
        """
        SELECT ?ordinal ?site ?score WHERE {
          ?rating a det:Rating ; det:site ?site ; det:item ?item ; det:score ?score .
          ?item det:ordinal ?ordinal .
        }""",
    )
    assert len(found) == 48
    assert {(ordinal, site): score for ordinal, site, score in found} == {
        (ordinal, site): score
        for ordinal, row in enumerate(TABLE_2, 1)
        for site, score in zip(SITES, row, strict=True)
    }


def test_sites_with_country_income_and_experience(graph: Dataset) -> None:
    found = rows(
        graph,
        "SELECT ?s ?c ?i ?e { ?s a det:Site ; det:country ?c ; det:incomeLevel ?i ; det:experience ?e }",
    )
    assert set(found) == {
        ("ulm", "de", "high", False),
        ("hamburg", "de", "high", True),
        ("kampala", "ug", "low", True),
        ("dar-es-salaam", "tz", "low", False),
        ("beer-sheva", "il", "high", True),
        ("pune", "in", "lower-middle", True),
    }


def test_statistics_as_printed(graph: Dataset) -> None:
    found = dict(rows(graph, "SELECT ?s ?v { ?s a det:Statistic ; det:value ?v }"))
    means = ["1.2", "1.5", "1.3", "1.3", "1.3", "1.7", "1.7", "1.5"]
    assert [found[f"mean-{name}"] for name, *_ in COUNTS[:8]] == list(map(Decimal, means))
    assert [found[f"total-{site}"] for site in SITES] == [3, 15, 15, 10, 19, 7]
    assert found["mean-of-totals"] == 15
    groups = [
        "mean-experienced",
        "mean-inexperienced",
        "mean-low-and-lower-middle-income",
        "mean-high-income",
    ]
    assert [str(found[name]) for name in groups] == ["1.8", "0.8", "1.3", "1.5"]


def test_discrepancies_are_those_four_that_recomputing_finds(graph: Dataset) -> None:
    found = rows(
        graph, "SELECT ?d ?p ?v { ?d a det:Discrepancy ; det:printedValue ?p ; det:derivedValue ?v }"
    )
    assert set(found) == {
        ("percentage-modality-individual", "30.9", "31.0"),
        ("statistic-mean-of-totals", "15", "11.5"),
        ("statistic-range-financial-arrangements", "less than 2", "2"),
        ("statistic-range-psw-wellbeing-support", "at least 2", "1"),
    }


ALIGNMENTS = {
    ("organisational-culture", "inner-setting", None),
    ("psw-training", "inner-setting", "training-internal"),
    ("psw-training", "process", None),
    ("psw-role-definition", "outer-setting", "role-external"),
    ("psw-role-definition", "process", "role-organisational"),
    ("staff-willingness-and-ability", "characteristics-of-individuals", None),
    ("resource-availability", "outer-setting", None),
    ("financial-arrangements", "outer-setting", None),
    ("psw-wellbeing-support", "inner-setting", None),
    ("peer-network-access", "inner-setting", "network-internal"),
    ("peer-network-access", "outer-setting", "network-external"),
}


def test_eleven_alignments_five_on_a_condition(graph: Dataset) -> None:
    found = rows(
        graph,
        f"""
        SELECT ?i ?e ?c WHERE {{
          ?a a det:Alignment ; det:influence ?i ; det:alignsWith ?e ; det:assertedBy <{REVIEW}> .
          ?e a det:Domain ; skos:inScheme base:cfir2009 .
          OPTIONAL {{ ?a det:condition ?c }}
        }}""",
    )
    assert len(found) == 11
    assert set(found) == ALIGNMENTS
    assert sum(condition is not None for *_, condition in found) == 5


def test_what_maps_to_nothing_can_be_found(graph: Dataset) -> None:
    influences = rows(
        graph,
        f"""SELECT ?i {{
            ?i a det:Influence ; det:review <{REVIEW}>
            MINUS {{ ?a a det:Alignment ; det:influence ?i }} }}""",
    )
    domains = rows(
        graph,
        "SELECT ?d { ?d a det:Domain ; skos:inScheme base:cfir2009 MINUS { ?a det:alignsWith ?d } }",
    )
    assert {name for (name,) in influences} == {name for name, *_ in COUNTS[8:]}
    assert domains == [("intervention-characteristics",)]


@pytest.mark.parametrize(
    ("framework", "kind", "expected"),
    [
        ("cfir2009", "Domain", 5),
        ("cfir2009", "Construct", 39),
        ("cfir2009", "Subconstruct", 13),
        ("cfir2022", "Domain", 5),
        ("cfir2022", "Subdomain", 2),
        ("cfir2022", "Construct", 67),
        ("cfir2022", "Subconstruct", 19),
        ("cfir2009", "Addition", 2),
        ("eric", "StrategyCluster", 9),
        ("eric", "Strategy", 73),
    ],
)
def test_elements_of_the_frameworks(graph: Dataset, framework: str, kind: str, expected: int) -> None:
    query = f"SELECT (COUNT(*) AS ?n) {{ ?e a det:{kind} ; skos:inScheme base:{framework} }}"
    assert one(graph, query) == expected


@pytest.mark.parametrize(
    ("edition", "side", "elements"), [("cfir2009", "Source", 46), ("cfir2022", "Target", 74)]
)
def test_every_element_of_both_editions_has_a_row_in_the_crosswalk(
    graph: Dataset, edition: str, side: str, elements: int
) -> None:
    inside = f"?e skos:inScheme base:{edition}"
    assert one(graph, f"SELECT (COUNT(*) AS ?n) {{ {inside} }}") == elements
    assert not rows(graph, f"SELECT ?e {{ {inside} MINUS {{ ?row owl:annotated{side} ?e }} }}")


def test_what_is_new_in_2022_has_no_forerunner_in_another_row_and_says_why(graph: Dataset) -> None:
    new = rows(
        graph,
        "SELECT ?e ?why { ?row owl:annotatedSource sssom:NoTermFound ; owl:annotatedTarget ?e "
        "OPTIONAL { ?row rdfs:comment ?why } }",
    )
    assert len(new) == 12
    assert all(why for _, why in new)
    assert not rows(
        graph,
        "SELECT ?e { ?row owl:annotatedSource sssom:NoTermFound ; owl:annotatedTarget ?e . "
        "?other owl:annotatedTarget ?e FILTER(?other != ?row) }",
    )


def test_what_became_of_money_and_room_and_of_the_later_additions(graph: Dataset) -> None:
    after = "SELECT ?new {{ ?row owl:annotatedSource <{}> ; owl:annotatedTarget ?new }}"
    resources = {new for (new,) in rows(graph, after.format(BASE + "cfir2009/available-resources"))}
    assert {"available-resources", "funding", "space", "opportunity"} <= resources
    for addition in ("key-stakeholders", "innovation-participants"):
        assert rows(graph, after.format(f"{BASE}cfir2009/{addition}"))


def test_nothing_is_marked_as_gone_that_another_row_carries_over(graph: Dataset) -> None:
    gone = rows(graph, "SELECT ?e { ?row owl:annotatedSource ?e ; owl:annotatedTarget sssom:NoTermFound }")
    assert set(gone) == {("implementation-climate",), ("readiness-for-implementation",)}
    assert not rows(
        graph,
        "SELECT ?e { ?e ?p sssom:NoTermFound FILTER(?p NOT IN (owl:annotatedTarget, owl:annotatedSource)) }",
    )


def test_strategies_have_the_numbers_from_1_to_73_and_clusters_their_sizes(graph: Dataset) -> None:
    numbers = rows(graph, "SELECT ?n { ?s a det:Strategy ; skos:notation ?n }")
    assert sorted(int(number) for (number,) in numbers) == list(range(1, 74))
    sizes = rows(
        graph, "SELECT ?c (COUNT(*) AS ?n) { ?s a det:Strategy ; skos:broader ?c } GROUP BY ?c ORDER BY ?c"
    )
    assert sizes == [
        ("adapt-and-tailor-to-context", 4),
        ("change-infrastructure", 8),
        ("develop-stakeholder-interrelationships", 17),
        ("engage-consumers", 5),
        ("provide-interactive-assistance", 4),
        ("support-clinicians", 5),
        ("train-and-educate-stakeholders", 11),
        ("use-evaluative-and-iterative-strategies", 10),
        ("utilize-financial-strategies", 9),
    ]
    for strategy, number, seen in (
        ("obtain-and-use-patients-consumers-and-family-feedback", "46", "Table 1 of Waltz et al. 2015"),
        ("develop-an-implementation-glossary", "25", "Table 2 of the article PMC10592449"),
        ("provide-ongoing-consultation", "55", "Table 4 of Perry et al. 2019"),
    ):
        ((note,),) = rows(
            graph,
            f"SELECT ?n {{ <{BASE}eric/{strategy}> skos:notation '{number}' ; skos:editorialNote ?n }}",
        )
        assert seen in note
    assert not rows(graph, "SELECT ?s { ?s skos:editorialNote ?n FILTER(CONTAINS(?n, 'o be checked')) }")


def test_endorsements_are_those_of_three_tables_and_no_mappings(graph: Dataset) -> None:
    found = rows(
        graph,
        "SELECT ?p (COUNT(*) AS ?n) (COUNT(?x) AS ?percentages) (COUNT(?l) AS ?levels) "
        "{ ?e a det:Endorsement ; det:statedIn ?p ; prov:hadPrimarySource ?waltz "
        "OPTIONAL { ?e det:percentage ?x } OPTIONAL { ?e det:endorsementLevel ?l } "
        "FILTER(STRENDS(STR(?waltz), '/publication/waltz2019')) } GROUP BY ?p",
    )
    assert set(found) == {("waltz2019", 39, 39, 10), ("allen2023", 110, 110, 14), ("pmc11446052", 42, 0, 42)}
    ties = "{ ?s ?p ?e } UNION { ?e ?p ?s }"
    assert not rows(graph, f"SELECT ?p {{ ?s a det:Strategy . ?e skos:inScheme base:cfir2009 . {ties} }}")


def test_a_pair_stands_once_with_every_place_that_prints_it(graph: Dataset) -> None:
    pairs = rows(graph, "SELECT ?s ?b { ?e a det:Endorsement ; det:strategy ?s ; det:endorsedFor ?b }")
    assert len(pairs) == 191
    assert len(set(pairs)) == len(pairs)
    both = rows(
        graph, "SELECT ?l ?p { ?e det:percentage ?p ; det:endorsementLevel ?l ; det:levelStatedIn ?q }"
    )
    assert len(both) == 14
    assert all(level == "1-or-2" and share >= 20 for level, share in both), "the two sources agree"


def test_no_more_is_read_for_a_barrier_than_its_source_prints(graph: Dataset) -> None:
    read = rows(
        graph,
        """SELECT ?b ?one ?two (COUNT(?e) AS ?n) {
           ?printed a det:LevelCount ; det:endorsedFor ?b ; det:level1 ?one ; det:level2 ?two
           OPTIONAL { ?e a det:Endorsement ; det:endorsedFor ?b OPTIONAL { ?e det:percentage ?p }
                      OPTIONAL { ?e det:endorsementLevel ?l } FILTER(BOUND(?l) || ?p >= 20) }
           } GROUP BY ?b ?one ?two""",
    )
    assert len(read) == 11
    assert all(found <= one + two for _, one, two, found in read)
    assert ("cosmopolitanism", 3, 7, 7) in read


def test_printed_percentages_of_endorsements_are_those_of_their_counts(graph: Dataset) -> None:
    found = rows(
        graph,
        "SELECT ?p ?n ?t { ?e a det:Endorsement ; det:percentage ?p ; det:count ?n ; det:total ?t }",
    )
    assert len(found) == 39
    assert all(round(100 * count / total) == percentage for percentage, count, total in found)


def test_no_finding_without_reporter_source_direction_and_locator(graph: Dataset) -> None:
    for needed in ("reportedBy", "statedIn", "direction", "locator", "directness", "confidence"):
        without = f"SELECT ?f {{ ?f a det:Finding FILTER NOT EXISTS {{ ?f det:{needed} ?x }} }}"
        assert not rows(graph, without), needed
    without = "SELECT ?f { ?f a det:Finding FILTER NOT EXISTS { ?f prov:wasAttributedTo ?x } }"
    assert not rows(graph, without)
    tables = [DATA / "findings/findings.csv", *sorted(DATA.glob("reviews/*/codings.csv"))]
    told = 0
    for table in tables:
        with table.open(encoding="utf-8", newline="") as stream:
            told += sum(1 for _ in csv.DictReader(stream))
    assert one(graph, "SELECT (COUNT(?f) AS ?n) { ?f a det:Finding }") == told


@pytest.mark.slow
def test_nothing_links_a_publication_to_the_53_that_the_review_counts(graph: Dataset) -> None:
    """Only its own article, its reference list and what it states or cites tie publications to it."""
    found = rows(
        graph,
        f"""
        SELECT DISTINCT ?p ?property WHERE {{
          ?p a det:Publication .
          {{ ?x ?property ?p }} UNION {{ ?p ?property ?x }}
          FILTER(STRSTARTS(STR(?x), "{REVIEW}"))
        }}""",
    )
    tied = {property_.rpartition("#")[2] for _, property_ in found}
    assert tied == {
        "reportedIn",
        "hadPrimarySource",
        "hasCitingEntity",
        "hasCitedEntity",
        "citesForInformation",  # a sentence of the article with its citation, which is no count
    }
    citing = "SELECT DISTINCT ?class { ?x a ?class ; cito:citesForInformation ?p }"
    classes = {name.rpartition("#")[2] for (name,) in rows(graph, citing)}
    assert classes == {"ReviewStatement", "ReviewFact", "Entity"}
    articles = {name for name, property_ in found if property_.endswith(("reportedIn", "hadPrimarySource"))}
    assert articles == {"ibrahim2019"}
    assert not rows(graph, "SELECT ?c { ?c a det:PublicationCount ; ?p ?x . ?x a det:Publication }")
    assert not rows(graph, "SELECT ?s { ?s a det:StudySet ; ?p ?x . ?x a det:Publication }")


def test_the_review_itself(graph: Dataset) -> None:
    found = dict(
        rows(graph, f"SELECT ?name ?v {{ <{REVIEW}> ?p ?v BIND(REPLACE(STR(?p), '.*[#/]', '') AS ?name) }}")
    )
    assert found["doi"] == "10.1007/s00127-019-01739-1"
    assert found["protocol"] == "CRD42018094838"
    assert (found["publicationsIdentified"], found["publicationsIncluded"]) == (5813, 53)
    assert (found["screeningSample"], found["screeningConcordance"], found["doubleExtracted"]) == (5, 93, 10)
    languages = {value for (value,) in rows(graph, f"SELECT ?l {{ <{REVIEW}> det:eligibleLanguage ?l }}")}
    assert languages == {"en", "fr", "de", "he", "lg", "es", "sw"}
    sources = rows(
        graph,
        f"""SELECT ?o ?n {{
              ?s a det:InformationSource ; det:review <{REVIEW}> ; det:ordinal ?o
              OPTIONAL {{ ?s det:count ?n }} }}
           ORDER BY ?o""",
    )
    assert sources == [(1, 11), (2, 2), (3, 18), (4, 2), (5, 38), (6, None)]


def test_the_rule_of_quality_grading(graph: Dataset) -> None:
    bands = rows(
        graph,
        """SELECT ?q ?from ?to ?below { ?b a det:QualityBand ; det:quality ?q
           OPTIONAL { ?b det:fromPercentage ?from } OPTIONAL { ?b det:toPercentage ?to }
           OPTIONAL { ?b det:belowPercentage ?below } }""",
    )
    assert set(bands) == {("good", 60, None, None), ("fair", 45, 59, None), ("poor", None, None, 45)}
    items = rows(graph, "SELECT ?c ?n { ?c a det:Checklist ; det:numberOfItems ?n }")
    assert dict(items) == {"casp-rct": 10, "casp-qualitative": 10, "casp-cohort": 12, "casp-case-control": 11}


def test_robustness_checks(graph: Dataset) -> None:
    ranking = rows(
        graph,
        """SELECT ?s ?i { ?r a det:RobustnessCheck ; det:studySet ?s ; det:ranking ?k .
           ?k det:position ?p ; det:influence ?i } ORDER BY ?s ?p""",
    )
    assert ranking == [
        ("group-only", "organisational-culture"),
        ("individual-only", "organisational-culture"),
        ("individual-only", "psw-role-definition"),
        ("individual-only", "resource-availability"),
    ]
    dropped = rows(
        graph, "SELECT ?s ?i { ?r a det:RobustnessCheck ; det:studySet ?s ; det:droppedInfluence ?i }"
    )
    assert set(dropped) == {("group-only", "psw-role-definition"), ("group-only", "psw-wellbeing-support")}
    assert one(graph, "SELECT (COUNT(*) AS ?n) { ?r a det:RobustnessCheck }") == 3


def test_65_references_each_a_publication(graph: Dataset) -> None:
    found = rows(
        graph,
        """SELECT ?n { ?c a cito:Citation ; det:ordinal ?n ; cito:hasCitedEntity ?p .
           ?p a det:Publication ; dcterms:title ?t } ORDER BY ?n""",
    )
    assert [number for (number,) in found] == list(range(1, 66))


def test_determinants_by_influence_and_side(graph: Dataset) -> None:
    found = rows(
        graph,
        """SELECT ?rank (SUM(?f) AS ?facilitators) (SUM(?b) AS ?barriers) WHERE {
             ?d a det:Determinant ; det:influence ?i ; skos:broader ?i ; det:direction ?x ;
               prov:hadPrimarySource base:ibrahim2019 .
             ?i det:rank ?rank
             BIND(IF(?x = det:facilitates, 1, 0) AS ?f) BIND(1 - ?f AS ?b)
           } GROUP BY ?rank ORDER BY ?rank""",
    )
    assert [(facilitators, barriers) for _, facilitators, barriers in found] == [
        (10, 12),
        (9, 9),
        (7, 4),
        (6, 15),
        (5, 4),
        (2, 5),
        (10, 2),
        (1, 2),
    ]
    kinds = rows(
        graph,
        "SELECT ?k (COUNT(*) AS ?n) { ?d a ?k ; prov:hadPrimarySource base:ibrahim2019 "
        "VALUES ?k { det:Facilitator det:Barrier } } GROUP BY ?k",
    )
    assert {kind.rpartition("#")[2]: number for kind, number in kinds} == {"Facilitator": 50, "Barrier": 53}


def test_the_check_of_factors_covers_them_and_every_disagreement_is_settled() -> None:
    folder = ROOT / "data/reviews/ibrahim2019"
    with (folder / "factor-check.tsv").open(newline="") as stream:
        verdicts = list(csv.DictReader(stream, delimiter="\t"))
    with (folder / "determinants.csv").open(newline="") as stream:
        factors = {row["slug"] for row in csv.DictReader(stream)}
    renamed = {
        row["settled"].rpartition("renamed to ")[2] if "renamed to" in row["settled"] else row["slug"]
        for row in verdicts
    }
    assert factors - renamed == {"internet-access"}  # the one that the check split off
    assert renamed <= factors
    assert all(row["settled"] for row in verdicts if row["verdict"] != "agree")


def places(graph: Dataset) -> Iterator[tuple[str, str, str]]:
    """The things that make statements about the review, and what locates them."""
    yield from rows(
        graph,
        """SELECT ?kind ?x ?locator WHERE {
             VALUES ?kind { det:Determinant det:PublicationCount det:Alignment det:Rating det:Statistic
               det:ReviewFact det:RobustnessCheck det:EligibilityCriterion det:InformationSource
               det:StudySet det:Site det:QualityBand det:Checklist det:ScaleAnchor det:MeasureItem
               det:Influence det:Finding }
             ?x a ?kind OPTIONAL { ?x det:locator ?locator } }""",
    )


def test_every_statement_has_a_locator(graph: Dataset) -> None:
    without = {thing for _, thing, locator in places(graph) if not locator}
    assert without == {"modality-not-stated"}  # derived as a remainder: no place in the article prints it


@pytest.mark.parametrize(
    ("factor", "place", "stands"),
    [
        ("ibrahim2019/determinant/independence-from-the-service", "structural-characteristics", True),
        ("ibrahim2019/determinant/independence-from-the-service", "design-quality-and-packaging", False),
        ("beyond/determinant/endings-are-hard", "other-personal-attributes", False),
        ("beyond/determinant/endings-are-hard", "design-quality-and-packaging", False),
    ],
)
def test_the_places_that_were_corrected(graph: Dataset, factor: str, place: str, stands: bool) -> None:
    found = rows(
        graph,
        f"SELECT ?a {{ ?a det:determinant <{BASE}{factor}> ; det:alignsWith <{BASE}cfir2009/{place}> }}",
    )
    assert bool(found) is stands


@pytest.mark.parametrize(
    ("factor", "place", "says"),
    [
        ("ibrahim2019/determinant/role-ambiguity", "cfir2022/innovation-design", "Work Infrastructure"),
        ("beyond/determinant/burnout-in-the-role", "cfir2022/need", "no construct fits"),
        ("beyond/determinant/empowered-peer-workers", "cfir2009/self-efficacy", "Implementation Climate"),
    ],
)
def test_what_can_be_argued_about_is_said_at_the_alignment_and_in_the_documents(
    graph: Dataset, factor: str, place: str, says: str
) -> None:
    note = one(
        graph,
        f"SELECT ?n {{ ?a det:determinant <{BASE}{factor}> ; det:alignsWith <{BASE}{place}> ; "
        "skos:editorialNote ?n }",
    )
    assert says in note
    page = " ".join((ROOT / "docs/placements.md").read_text(encoding="utf-8").split())
    assert says in page
    assert "docs/placements.md" in (ROOT / "README.md").read_text(encoding="utf-8")
