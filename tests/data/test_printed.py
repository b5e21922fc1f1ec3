"""What the review prints, of what and where; and what is computed or read into it, which says so."""

from decimal import Decimal

import pytest

import determinants
from determinants import plots, studies
from determinants.ask import captions
from determinants.ask.asking import Graph
from determinants.ask.records import (
    CfirAlignmentsDerived,
    DomainPublications,
    FindingReads,
    InfluenceCounts,
    InfluenceVotes,
    ReviewFeatures,
    ReviewList,
    ReviewNumbers,
    ReviewOverlap,
    ThingStatements,
    records,
)
from determinants.ground.problems import UsageError
from determinants.ground.values import DERIVED, NOT_FOUND, PRINTED
from determinants.store.oxigraph import OxigraphEngine


@pytest.fixture(scope="module")
def graph(shipped: OxigraphEngine) -> Graph:
    return Graph(shipped)


@pytest.fixture(scope="module")
def ours(graph: Graph) -> Graph:
    return graph.of("ibrahim2019")


def test_the_means_of_groups_of_sites_are_found_as_printed(ours: Graph) -> None:
    found = {row.number_label: row for row in records(ours.ask, ReviewNumbers, number_kind="mean")}
    groups = {label: row.printed for label, row in found.items() if "item score" in label}
    assert sorted(groups.values()) == ["0.8", "1.3", "1.5", "1.8"]
    assert groups["mean item score of the sites with experience of peer support work"] == "1.8"
    assert {row.basis for row in found.values()} == {PRINTED.iri}
    assert all(row.locator for row in found.values())


def test_a_number_that_is_derived_is_not_among_the_printed(ours: Graph) -> None:
    printed = {(row.number, row.number_kind) for row in records(ours.ask, ReviewNumbers)}
    counts = [row for row in records(ours.ask, InfluenceCounts) if row.observation]
    for row in counts:
        assert ((row.observation, "count") in printed) == (row.basis == PRINTED.iri)
        assert ((row.observation, "percentage") in printed) == (row.percentage is not None)
    assert {row.basis for row in counts} == {PRINTED.iri, DERIVED.iri}


def test_printed_statistics_are_shown_by_name(graph: Graph) -> None:
    shown = determinants.show(graph, "mean-experienced")
    assert Decimal("1.8") in {row.value for row in shown.statements}


def test_a_printed_term_stays_as_printed_and_what_it_is_taken_for_is_derived(ours: Graph) -> None:
    rows = {row.observation.rsplit("/", 1)[-1]: row for row in records(ours.ask, ReviewFeatures)}
    assert (rows["design-case-control"].printed_term, rows["design-case-control"].value_label) == (
        "control studies",
        "Case-control study",
    )
    told = [row for row in rows.values() if row.basis == PRINTED.iri]
    assert len(told) == 21
    assert {row.value_basis for row in told} == {"derived"}
    assert all(row.printed_term for row in told)


@pytest.mark.parametrize("name", ["included-studies", "review-countries", "review-designs", "review-quality"])
def test_the_included_studies_are_found_under_names_that_one_guesses(name: str, ours: Graph) -> None:
    with pytest.warns(FutureWarning, match="review-features"):
        found = ours.ask(name)
    assert found.rows == ours.ask(ReviewFeatures.question).rows


def test_count_and_percentage_each_have_their_own_basis_and_place(ours: Graph) -> None:
    rows = {row.rank: row for row in records(ours.ask, InfluenceCounts)}
    culture, self_management = rows[1], rows[9]
    assert (culture.basis, culture.locator) == (PRINTED.iri, "Table 1, row 1")
    assert culture.percentage_locator == "Results, Stage 1, paragraph 1"
    assert (self_management.basis, self_management.percentage_basis) == (DERIVED.iri, PRINTED.iri)
    assert {row.direction_printed for rank, row in rows.items() if rank > 12} == {"unclear or conflicting"}


def test_what_a_review_codes_to_without_a_printed_count_is_listed(graph: Graph) -> None:
    listed = {row.influence for row in records(graph.of("cooper2024").ask, InfluenceCounts)}
    coded = {row.influence for row in records(graph.of("cooper2024").ask, FindingReads)}
    assert coded
    assert coded <= listed


def test_every_count_is_out_of_its_study_set(shipped: OxigraphEngine) -> None:
    counts = Graph(shipped).sparql(
        """PREFIX det: <https://w3id.org/determinants/ontology#>
        SELECT ?count ?total ?size { ?count a det:PublicationCount ; det:total ?total ; det:studySet ?set .
        ?set det:size ?size }"""
    )
    rows = list(counts.records())  # type: ignore[union-attr]
    assert len([row for row in rows if "/ibrahim2019/" in row["count"]]) == 37
    assert [row for row in rows if row["total"] != row["size"]] == []


def test_what_is_carried_over_to_2022_is_derived_by_this_project(graph: Graph) -> None:
    rows = records(graph.ask, CfirAlignmentsDerived)
    assert {row.asserted_by.rsplit("/", 1)[-1] for row in rows} == {"project"}
    assert {row.asserted_by_label for row in rows} == {
        "derived by the determinants project from Ibrahim et al. 2019"
    }
    assert {row.stated_by_label for row in rows} == {"Ibrahim et al. 2019"}


def test_numbers_of_how_a_review_was_done_have_their_units(graph: Graph) -> None:
    shown = records(graph.ask, ThingStatements, thing="ibrahim2019")
    units = {row.property_label: row.unit for row in shown if isinstance(row.value, int | Decimal)}
    assert units["publications included"] == "publications"
    assert units["screening sample"] == "percent"
    assert None not in units.values()


def test_no_source_is_compared_with_itself(graph: Graph) -> None:
    rows = records(graph.ask, ReviewOverlap)
    assert rows
    assert [row for row in rows if row.source == row.other] == []


def test_a_construct_that_a_review_codes_to_is_no_influence(graph: Graph) -> None:
    rows = [row for row in records(graph.ask, DomainPublications) if row.review.endswith("moss2023")]
    assert {row.influences for row in rows} == {0}
    assert sum(row.elements for row in rows) == 18


def test_what_was_looked_for_in_vain_is_no_finding(graph: Graph) -> None:
    codes = determinants.cfir(graph.of("moss2023")).codes
    vain = {
        row.influence
        for row in records(graph.of("moss2023").ask, InfluenceVotes)
        if row.direction == NOT_FOUND.iri
    }
    assert {code.code for code in codes if code.not_found} == vain
    assert {code.findings for code in codes if code.code in vain} == {0}


@pytest.mark.parametrize(
    ("thing", "only", "of"),
    [
        ("psw-training", {}, r" findings were read"),
        ("psw-training", {"directness": ["own"]}, r" findings on it were read"),
        ("training-non-existent", {}, r" findings on codes of Ibrahim et al. 2019 were read"),
        ("cfir2009/culture", {}, r" findings on codes of Moss et al. 2023 were read"),
    ],
)
def test_a_share_of_abstracts_says_of_which_findings_it_is(
    thing: str, only: dict[str, list[str]], of: str, graph: Graph
) -> None:
    assert of in str(studies(graph, thing, **only).coded)  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_plot_that_counts_findings_says_how_they_were_coded(ours: Graph) -> None:
    said = str(captions.coded(ours.ask))
    assert "language models" in said
    for kind in plots.PLOTS.values():
        made = kind.make(ours.ask)
        assert (said in made.caution) == kind.counts_findings, kind.name
        assert kind.counts_findings or "findings" not in made.rows.columns, kind.name


@pytest.mark.parametrize("kind", ["sites", "profile", "cfir"])
def test_a_plot_with_nothing_to_draw_is_refused(kind: str, graph: Graph) -> None:
    with pytest.raises(UsageError, match="nothing to draw"):
        plots.PLOTS[kind].make(graph.of("reeves2024").ask)


def test_what_a_review_includes_is_told_from_what_it_states(reviews: OxigraphEngine) -> None:
    """Where it prints no number of publications, that of its studies, or the size of the set of all."""
    without = [row for row in records(Graph(reviews).ask, ReviewList) if row.publications is None]
    wholes = {row["review"] for row in Graph(reviews).ask("review-sets").records() if row["whole"]}
    assert [row.review for row in without if row.review in wholes] == []
