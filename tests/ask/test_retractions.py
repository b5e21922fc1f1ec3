"""A publication that was retracted stays, with its findings, and every answer that has them says so.

In the tiny world it is `cedar`: a background statement on training, and the source of a secondary report.
"""

import json

import pytest

import determinants
from determinants.ask import captions
from determinants.ask.asking import Graph
from determinants.ask.records import (
    InfluenceFindings,
    PublicationDependents,
    PublicationRetractions,
    records,
)
from determinants.store.oxigraph import OxigraphEngine
from determinants.write import asked, counts_prose, prose
from determinants.write.answers import written
from determinants.write.references import REFERENCE_FORMATS

NOTICE = "10.1000/cedar-retracted, 1 May 2021"
SAID = (
    f"One of their sources was retracted, and is counted still: Cedar Trust, year not confirmed ({NOTICE})."
)


@pytest.fixture
def graph(tiny: OxigraphEngine) -> Graph:
    return Graph(tiny)


def test_its_findings_are_listed_by_code_whether_it_reports_or_states_them(graph: Graph) -> None:
    rows = records(graph.ask, PublicationRetractions)
    assert [(row.influence_label, row.directness_label, row.findings) for row in rows] == [
        ("Culture", "secondary report", 1),
        ("Training", "background statement", 1),
    ]
    assert {row.retraction for row in rows} == {NOTICE}


def test_wherever_findings_are_told_of_it_is_said(graph: Graph) -> None:
    for influence in ("culture", "training"):
        assert SAID in str(captions.coded(graph.ask, influence=influence))
    assert SAID in asked.answered(graph, graph.questions()["influence-votes"], {}).notes[0]
    counts = counts_prose.influences(determinants.influences(graph)).text(10_000)
    assert SAID in prose.studies(determinants.studies(graph, "training")).text(10_000)
    assert "of 5" in counts


def test_where_none_of_the_findings_is_of_it_nothing_is_said(graph: Graph) -> None:
    assert "retracted" not in str(captions.coded(graph.ask, influence="culture", directness="own"))
    assert "retracted" not in prose.studies(determinants.studies(graph, "blame")).text(10_000)


def test_in_the_list_of_studies_it_stands_with_its_name_as_reporter_and_as_source(graph: Graph) -> None:
    training, culture = (
        prose.studies(determinants.studies(graph, each)).text(10_000) for each in ("training", "culture")
    )
    assert "Cedar Trust, year not confirmed · retracted · " in training
    assert "(Cedar Trust, year not confirmed (retracted), Section 2, paragraph 2" in culture
    told = json.loads(str(written(prose.studies(determinants.studies(graph, "training")), "json")))
    assert told["retracted"] == [f"Cedar Trust, year not confirmed: {NOTICE}"]


def test_rows_of_findings_have_the_notice_of_study_or_source(graph: Graph) -> None:
    rows = records(graph.ask, InfluenceFindings)
    assert {row.finding.rpartition("/")[2] for row in rows if row.retraction} == {"f5", "f9"}


def test_it_is_still_counted(graph: Graph) -> None:
    assert any(row["publications"] for row in graph.ask("influence-votes", directness="background").records())


@pytest.mark.parametrize("how", REFERENCE_FORMATS)
def test_a_reference_list_says_it(how: str, graph: Graph) -> None:
    made = str(
        REFERENCE_FORMATS[how].write(determinants.publications(graph, graph.ask("publication-records")))
    )
    assert made.count(f"Retracted: {NOTICE}") == 1


def test_what_rests_on_it_is_listed_with_how(graph: Graph) -> None:
    rows = records(graph.ask, PublicationDependents, publication="cedar")
    assert [(row.how, row.thing.rpartition("/")[2]) for row in rows] == [
        ("finding of another that is stated in it", "f9"),
        ("finding that it reports", "f5"),
    ]
    included = records(graph.ask, PublicationDependents, publication="ash2010")
    assert "inclusion by a review, whose numbers it is part of" in {row.how for row in included}
