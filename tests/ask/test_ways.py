"""From any of influence, factor, construct and study to the three others, in one command each: a matrix."""

from collections.abc import Callable
from typing import Any

import pytest

import determinants
from determinants.ask.asking import Graph
from determinants.ground.problems import UnknownName, UsageError
from determinants.ground.vocab import BASE
from determinants.store.oxigraph import OxigraphEngine
from determinants.write import cfir_prose, counts_prose, listings, prose
from determinants.write.onward import COMMANDS

Ask = Callable[..., Any]
DESIGN = "cfir2009/design-quality-and-packaging"
WAYS: dict[str, tuple[Ask, str]] = {
    "influences": (determinants.influences, "influence"),
    "factors": (determinants.factors, "determinant"),
    "cfir": (determinants.cfir, "element"),
    "studies": (determinants.studies, "publication"),
}
# What is started from, by kind, in each world; and one thing that each way leads to from there.
TINY = {
    "influence": ("tiny2020/influence/culture", {
        "factors": "tiny2020/determinant/shared-values", "cfir": "cfir2009/climate",
        "studies": "publication/ash2010"}),
    "factor": ("tiny2020/determinant/shared-values", {
        "influences": "tiny2020/influence/culture", "cfir": "cfir2009/climate",
        "studies": "publication/ash2010"}),
    "construct": ("cfir2009/climate", {
        "influences": "tiny2020/influence/culture", "factors": "tiny2020/determinant/shared-values",
        "studies": "publication/ash2010"}),
    "study": ("publication/ash2010", {
        "influences": "tiny2020/influence/culture", "factors": "tiny2020/determinant/shared-values",
        "cfir": "cfir2009/climate"}),
}  # fmt: skip
RELEASED = {
    "influence": ("psw-role-definition", {
        "factors": "ibrahim2019/determinant/role-ambiguity", "cfir": DESIGN,
        "studies": "publication/ambord2025"}),
    "factor": ("role-ambiguity", {
        "influences": "ibrahim2019/influence/psw-role-definition", "cfir": DESIGN,
        "studies": "publication/ambord2025"}),
    "construct": ("cfir2009:I.G", {
        "influences": "ibrahim2019/influence/psw-role-definition",
        "factors": "ibrahim2019/determinant/role-ambiguity", "studies": "publication/ambord2025"}),
    "study": ("ambord2025", {
        "influences": "ibrahim2019/influence/psw-role-definition",
        "factors": "ibrahim2019/determinant/role-ambiguity", "cfir": DESIGN}),
}  # fmt: skip
MATRIX = [
    pytest.param(world, start, command, goal, id=f"{world}: {kind} to {command}")
    for world, starts in (("tiny", TINY), ("shipped", RELEASED))
    for kind, (start, goals) in starts.items()
    for command, goal in goals.items()
]


def test_the_matrix_is_whole() -> None:
    assert len(MATRIX) == 2 * 4 * 3
    for starts in (TINY, RELEASED):
        for kind, (_, goals) in starts.items():
            assert {*goals} == {command for other, command in COMMANDS.items() if other != kind}


@pytest.mark.slow
@pytest.mark.parametrize(("world", "start", "command", "goal"), MATRIX)
def test_one_command_leads_there_and_names_the_next(
    world: str, start: str, command: str, goal: str, request: pytest.FixtureRequest
) -> None:
    engine: OxigraphEngine = request.getfixturevalue(world)
    asked, column = WAYS[command]
    answer = asked(Graph(engine), start)
    column = "subject" if column not in answer.main.columns else column
    assert BASE + goal in {row[column] for row in answer.main.records()}
    told = {"cfir": cfir_prose.cfir, "studies": prose.studies}.get(command)
    onward = (told(answer) if told else listings.listed(answer, command)).onward
    for step in onward:
        program, next_command, thing = step.split()
        assert (program, next_command != command) == ("determinants", True)
        WAYS[next_command][0](Graph(engine), thing)  # it can be asked as it stands
    assert len(onward) == 2


@pytest.mark.slow
def test_a_code_as_printed_is_the_construct_of_the_edition(shipped: OxigraphEngine) -> None:
    graph = Graph(shipped)
    for edition, slug in (("2009", "networks-and-communications"), ("2022", "relational-connections")):
        for said in ("III.B", "iii.b", slug, f"cfir{edition}:III.B", f"cfir{edition}/III.B"):
            found = determinants.cfir(graph, said, edition=edition).element
            assert found is not None
            assert found.element == f"{BASE}cfir{edition}/{slug}"
        for answer in (determinants.studies, determinants.factors, determinants.influences):
            assert answer(graph, "III.B", framework=f"cfir{edition}").about.path == f"cfir{edition}/{slug}"
        assert determinants.show(graph, "III.B", f"cfir{edition}").iri == f"{BASE}cfir{edition}/{slug}"
        (row,) = graph.ask("cfir-elements", framework=f"cfir{edition}", element="III.B").records()
        assert row["element"] == f"{BASE}cfir{edition}/{slug}"


def test_what_two_editions_have_says_what_settles_it(shipped: OxigraphEngine) -> None:
    for asked in (determinants.studies, determinants.factors, determinants.influences, determinants.show):
        with pytest.raises(UnknownName, match=r"cfir2009/networks-and-communications.*--framework cfir2009"):
            asked(Graph(shipped), "III.B")


def test_a_study_has_no_studies(shipped: OxigraphEngine) -> None:
    with pytest.raises(UsageError, match="is a study itself"):
        determinants.studies(Graph(shipped), "ambord2025")


@pytest.mark.slow
def test_constructs_that_hold_no_factor_are_told_by_whom(shipped: OxigraphEngine) -> None:
    graph = Graph(shipped)
    for edition, number, of, later in (("2009", 14, 39, 2), ("2022", 25, 69, 0)):
        (ours,) = (one for one in determinants.cfir(graph, edition=edition).empty if not one.codes)
        assert (ours.asserted_by_label, len(ours.own), ours.of) == ("the determinants project", number, of)
        assert (ours.later, len(ours.additions)) == (later, later)
        filled = {row["element"] for row in graph.ask("determinant-constructs").records()}
        assert not filled & {row.element for row in ours.constructs}
    assert "14 of 39, and 2 of 2 later additions" in cfir_prose.cfir(determinants.cfir(graph)).text(200)
    inside = determinants.cfir(graph, "inner-setting").empty
    assert {(one.asserted_by_label, len(one.constructs), one.of) for one in inside} == {
        ("the determinants project", 2, 14),
        ("Moss et al. 2023", 10, 14),
    }


@pytest.mark.slow
def test_a_construct_that_holds_something_of_one_review_is_no_gap(shipped: OxigraphEngine) -> None:
    graph = Graph(shipped)
    for said in ("leadership", "III.E.1", "planning", "V.D"):
        answer = determinants.cfir(graph, said)
        assert answer.placed
        assert [one for one in answer.empty if not one.codes] == [], said


def test_a_construct_that_a_review_counts_is_no_gap_of_it(shipped: OxigraphEngine) -> None:
    graph = Graph(shipped).of("moss2023")
    counted = {row["influence"] for row in graph.ask("influence-counts").records()}
    (coded,) = determinants.cfir(graph).empty
    assert BASE + "cfir2009/reflecting-and-evaluating" in counted
    assert not counted & {row.element for row in coded.constructs}


def test_a_whole_name_in_another_edition_goes_before_a_part_in_this_one(shipped: OxigraphEngine) -> None:
    for said, edition, told in (
        (
            "Innovation",
            "2009",
            "Innovation is a domain of CFIR 2022: determinants cfir innovation --edition 2022",
        ),
        ("capability", "2009", "determinants cfir capability --edition 2022"),
        ("Intervention Source", "2022", "determinants cfir intervention-source --edition 2009"),
    ):
        with pytest.raises(UnknownName) as caught:
            determinants.cfir(Graph(shipped), said, edition=edition)
        assert told in str(caught.value)
    found = determinants.cfir(Graph(shipped), "leadership").element
    assert found is not None
    assert found.element_label == "Leadership Engagement"


def test_an_influence_goes_before_what_another_edition_calls_the_same(tiny: OxigraphEngine) -> None:
    about = determinants.cfir(Graph(tiny), "culture", edition="2022").about
    assert about is not None
    assert about.path == "tiny2020/influence/culture"


def test_a_review_that_codes_to_another_edition_is_said_to(shipped: OxigraphEngine) -> None:
    graph = Graph(shipped)
    told = cfir_prose.cfir(determinants.cfir(graph.of("cooper2024"))).text(200)
    assert told.startswith("No influence is mapped here.\n")
    assert (
        "Cooper et al. 2024 codes to CFIR 2022: determinants cfir --review cooper2024 --edition 2022\n"
        in told
    )
    there = cfir_prose.cfir(determinants.cfir(graph.of("cooper2024"), edition="2022")).text(200)
    assert "codes to CFIR" not in there
    assert "codes to CFIR" not in cfir_prose.cfir(determinants.cfir(graph)).text(200)


def test_what_a_review_is_about_stands_after_its_name(shipped: OxigraphEngine) -> None:
    graph = Graph(shipped)
    about = "programmes that promote cancer screening in the rural United States"
    assert f"What Moss et al. 2023 (on: {about}) looks" in cfir_prose.cfir(determinants.cfir(graph)).text(200)
    leadership = cfir_prose.cfir(determinants.cfir(graph, "leadership")).text(200)
    assert f"no count of Moss et al. 2023 (on: {about}) here: 1 of 1\n" in leadership
    listed = counts_prose.influences(determinants.influences(graph)).text(200)
    assert f"\nMoss et al. 2023 (on: {about})\n" in listed
    studies = prose.studies(determinants.studies(graph, "cost", framework="cfir2009")).text(200)
    assert f"Cost (a construct that Moss et al. 2023 codes to, a review on {about})\n" in studies
    assert f"\nMoss et al. 2023 (on: {about})\n" in studies


def test_what_was_given_is_said_and_what_holds_has_no_if(tiny: OxigraphEngine) -> None:
    graph = Graph(tiny)
    asked = cfir_prose.cfir(determinants.cfir(graph)).text(100)
    told = cfir_prose.cfir(determinants.cfir(graph, given=["training=internal"])).text(100)
    assert "Training, if training is provided internally" in asked
    assert "Given that training is provided internally (training=internal)." in told
    assert "Training (" in told
    assert ", if " not in told


def test_what_a_review_itself_places_is_shown_as_its_own(tiny: OxigraphEngine) -> None:
    told = cfir_prose.cfir(determinants.cfir(Graph(tiny), "readiness")).text(100)
    assert "Single factors that Tiny et al. 2020 places." in told
    assert "mistakes are blamed on people" in told


def test_studies_of_a_construct_name_the_other_edition_that_has_it(shipped: OxigraphEngine) -> None:
    graph = Graph(shipped)
    for asked, label, other in (
        ("cfir2009", "CFIR 2022", "cfir2022/tension-for-change"),
        ("cfir2022", "CFIR 2009", "cfir2009/tension-for-change"),
    ):
        found = determinants.studies(graph, "Tension for Change", framework=asked)
        assert [row.framework_label for row in found.elsewhere] == [label]
        said = prose.studies(found).text(200)
        assert f"{label} has one of this name too: determinants studies {other}\n" in said
    only = determinants.studies(graph, "III.B", framework="cfir2009")
    assert not only.elsewhere
    assert "of this name too" not in prose.studies(only).text(200)
