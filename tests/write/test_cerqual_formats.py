"""GRADE-CERQual evidence profiles of the tiny world: what is filled in is so, and no judgement is."""

import csv
import io
import re
from html.parser import HTMLParser

import openpyxl
import pytest
from pyoxigraph import Quad

from determinants.ask.asking import Graph
from determinants.ask.evidence_profile import Profiled, evidence_profile
from determinants.store.oxigraph import OxigraphEngine
from determinants.write.cerqual_formats import CERQUAL_FORMATS, JUDGED, PASTED, PROFILE, YOURS

NOTICE = "10.1000/cedar-retracted, 1 May 2021"


@pytest.fixture(scope="module")
def profiles(tiny: OxigraphEngine) -> tuple[Profiled, ...]:
    return evidence_profile(Graph(tiny).ask)


def table(profiles: tuple[Profiled, ...], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(str(CERQUAL_FORMATS[name].write(profiles)), newline="")))


def test_the_four_components_the_confidence_and_its_explanation_are_columns() -> None:
    assert JUDGED == ("methodological limitations", "coherence", "adequacy", "relevance")
    assert (*JUDGED, "GRADE-CERQual assessment of confidence", "explanation of the assessment") == YOURS
    assert list(PROFILE[:9]) == ["review", "no.", "summarised review finding", *YOURS]


def test_each_influence_has_its_studies_with_design_context_quality_and_count(
    profiles: tuple[Profiled, ...],
) -> None:
    culture, training = table(profiles, "cerqual")[:2]
    assert (culture["no."], culture["summarised review finding"]) == ("1", "Culture")
    assert culture["contributing studies"] == "2 studies: Ash and Elm 2010; Birch 2012"
    assert culture["designs"] == "Cohort study 1; Qualitative study 1"
    assert culture["context"] == "DE 2; UG 1"
    assert culture["directions"].startswith("facilitates 1; hinders 1; unclear 1")
    assert culture["what the review counts"] == "3 of 5 publications (Table 1, row 1)"
    assert training["contributing studies"] == "2 studies: Ash and Elm 2010; Birch 2012"
    assert training["how coded"].startswith("All 3 findings were read beyond the abstract.")


def test_who_only_reports_of_studies_contributes_none(profiles: tuple[Profiled, ...]) -> None:
    culture, training = profiles[:2]
    assert {study.record.publication_label for study in culture.studies} == {"Ash and Elm 2010", "Birch 2012"}
    assert culture.others == 2  # the review over its studies, and cedar on a study
    assert "Cedar" not in table(profiles, "cerqual")[1]["contributing studies"]
    assert NOTICE in training.coded  # but that one of the sources was retracted is said


def test_the_studies_stand_with_what_they_report_and_where(profiles: tuple[Profiled, ...]) -> None:
    rows = table(profiles, "cerqual-studies")
    assert [(row["influence"], row["study"]) for row in rows[:4]] == [
        ("Culture", "Ash and Elm 2010"),
        ("Culture", "Birch 2012"),
        ("Training", "Ash and Elm 2010"),
        ("Training", "Birch 2012"),
    ]
    first = rows[0]
    assert first["context"] == "DE; one ward; 9 peer support workers"
    assert (
        "facilitates: Where values were shared peer workers settled in. (Results, paragraph 1)"
        in (first["what it reports, and where"])
    )
    assert first["reference"].endswith("doi:10.1000/ash2010")


def test_the_grade_is_that_of_the_review_where_it_gave_one(
    profiles: tuple[Profiled, ...], tiny: OxigraphEngine
) -> None:
    printed = {
        row["publication_label"]: row["quality_printed"] or row["quality_label"]
        for row in Graph(tiny).ask("review-inclusions", review="tiny2020").records()
    }
    of_record = {
        row["publication_label"]: row["quality_label"]
        for row in Graph(tiny).ask("publication-records").records()
    }
    graded = {study.record.publication_label: study.graded for study in profiles[0].studies}
    assert printed["Ash and Elm 2010"] != of_record["Ash and Elm 2010"]
    assert graded["Ash and Elm 2010"] == printed["Ash and Elm 2010"]
    assert printed["Birch 2012"] is None
    assert graded["Birch 2012"] == of_record["Birch 2012"]


def test_no_judgement_is_ever_made(profiles: tuple[Profiled, ...], tiny_quads: list[Quad]) -> None:
    for row in table(profiles, "cerqual"):
        assert [row[name] for name in YOURS] == [""] * len(YOURS)
    book = openpyxl.load_workbook(io.BytesIO(CERQUAL_FORMATS["cerqual-workbook"].write(profiles)))  # type: ignore[arg-type]
    head, *lines = book["Evidence profile"].iter_rows(values_only=True)
    places = [head.index(name) for name in YOURS]
    assert len(lines) == len(profiles)
    assert [line[place] for line in lines for place in places] == [None] * (len(YOURS) * len(lines))
    document = str(CERQUAL_FORMATS["cerqual-document"].write(profiles))
    blank = " | " + " | ".join([""] * len(YOURS))
    rows = [line for line in document.splitlines() if re.match(r"\| \d+ \| ", line)]
    assert len(rows) == len(profiles)
    assert all(blank.strip() in line for line in rows)
    for made in CERQUAL_FORMATS.values():
        text = str(made.write(profiles)) if made.suffix != ".xlsx" else ""
        assert not re.search(
            r"(very low|moderate|high) confidence|no or very minor concerns", text, re.IGNORECASE
        )


class Cells(HTMLParser):
    """The cells of a page's tables, row by row."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip("\n")


def test_a_page_has_the_tables_of_the_document(profiles: tuple[Profiled, ...]) -> None:
    rows = Cells(str(CERQUAL_FORMATS["cerqual-page"].write(profiles))).rows
    profile = [row for row in rows if len(row) == len(PASTED)]
    assert profile[0] == list(PASTED)
    assert [row[1] for row in profile[1:]] == [one.label for one in profiles]
    assert all(row[2:8] == [""] * 6 for row in profile[1:])
    text = str(CERQUAL_FORMATS["cerqual-document"].write(profiles))
    assert all(study.record.citation in text for one in profiles for study in one.studies)


def test_reviews_stand_apart_and_are_numbered_each_by_itself(
    reviews: OxigraphEngine, tiny: OxigraphEngine
) -> None:
    alone = table(evidence_profile(Graph(tiny).ask), "cerqual")
    beside = table(evidence_profile(Graph(reviews).ask), "cerqual")
    assert len({row["review"] for row in beside}) > 1
    label = alone[0]["review"]
    assert [row for row in beside if row["review"] == label] == [
        row for row in alone if row["review"] == label
    ]


@pytest.mark.parametrize("name", CERQUAL_FORMATS)
def test_the_same_profiles_give_the_same_bytes(name: str, profiles: tuple[Profiled, ...]) -> None:
    assert CERQUAL_FORMATS[name].write(profiles) == CERQUAL_FORMATS[name].write(profiles)
