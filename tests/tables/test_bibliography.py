"""Cells on publications as people have them: right, or told with what to write."""

import csv

import pytest
from pydantic import TypeAdapter, ValidationError

from conftest import DATA
from determinants.tables.model import bibliography, evidence
from determinants.tables.model.fields import Mistake, Text


def advice(kind: object, said: str) -> str:
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(kind).validate_python(said)
    error = raised.value.errors()[0]["ctx"]["error"]
    assert isinstance(error, Mistake)
    return error.advice


OLD = "10.1175/1520-0477(1996)077<0935:wotwsm>2.0.co;2"


@pytest.mark.parametrize("doi", [OLD, "10.1139/b72-247", "10.1002/(sici)1<1::aid-x>3.0.co;2-#"])
def test_a_valid_doi_is_valid(doi: str) -> None:
    assert TypeAdapter(bibliography.Doi).validate_python(doi) == doi


@pytest.mark.parametrize(
    "doi",
    [
        "10.1139/B72-247",
        "https://doi.org/10.1139/b72-247",
        "http://dx.doi.org/10.1139/b72-247",
        "doi:10.1139/b72-247",
        "DOI: 10.1139/b72-247",
        "10.1139%2Fb72-247",
        "https://link.springer.com/article/10.1139/b72-247",
    ],
)
def test_of_another_doi_the_bare_one_is_given(doi: str) -> None:
    assert advice(bibliography.Doi, doi) == "Write 10.1139/b72-247."


def test_of_what_is_no_doi_none_is_given() -> None:
    assert "as in" in advice(bibliography.Doi, "see the journal")


@pytest.mark.parametrize(
    ("made", "meant"),
    [
        *(("20-Jan", "1-20"), ("Jan-45", "1-45"), ("12. Okt", "10-12"), ("Mrz 04", "3-4")),
        *(("2026-01-20", "1-20"), ("2026-01-20 00:00:00", "1-20"), ("20.1.2026", "1-20"), ("45311", "1-20")),
    ],
)
def test_a_day_that_a_spreadsheet_made_is_told_with_what_was_meant(made: str, meant: str) -> None:
    assert f"was it {meant}?" in advice(bibliography.Printed, made)


@pytest.mark.parametrize(
    "printed", ["1-20", "e45311", "article 45311", "May-Jun", "2020:1", "S3", "12.1", "193"]
)
def test_what_is_printed_stays(printed: str) -> None:
    assert TypeAdapter(bibliography.Printed).validate_python(printed) == printed


def test_a_whole_number_may_come_with_a_point() -> None:
    assert TypeAdapter(bibliography.Printed).validate_python("12.0") == "12"
    assert TypeAdapter(bibliography.Year).validate_python("2004.0") == 2004


@pytest.mark.parametrize("made", ["2004-01-01", "1.1.2004", "37987"])
def test_of_a_day_the_year_is_given(made: str) -> None:
    assert advice(bibliography.Year, made) == "Write 2004."


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Doe, John; Roe, Jane", "Doe J; Roe J"),
        ("John Doe; Jane R. Roe", "Doe J; Roe JR"),
        ("Doe J. and Roe J.", "Doe J; Roe J"),
        ("Doe J, Roe J, Poe E", "Doe J; Roe J; Poe E"),
        ("Doe J & Roe J", "Doe J; Roe J"),
        ("Poe ML, III", "Poe ML III"),
        ("J. R. Doe", "Doe JR"),
    ],
)
def test_a_list_of_authors_in_another_form_is_told_with_the_form_wanted(said: str, wanted: str) -> None:
    assert f"Write {wanted}, with ; between" in advice(bibliography.Authors, said)


@pytest.mark.parametrize(
    "said",
    [
        "Poe ML III; Poe AB Jr; Poe C 3rd; et al.",
        "Department of Health and Social Care; World Bank",
        "van Dijk; Abraham; Haakseth Ø; Müller-Lüdenscheidt K-H",
        "Centre for Health, Education and Training",
        "Te Hiringa Mahara - Mental Health and Wellbeing Commission",
    ],
)
def test_people_and_organisations_stay_as_they_are(said: str) -> None:
    assert TypeAdapter(bibliography.Authors).validate_python(said) == tuple(said.split("; "))


def test_the_rows_of_a_publication_go_through_all_of_it() -> None:
    """Planted in a row that is right, each mistake is told."""
    row = next(csv.DictReader((DATA / "publications.csv").read_text(encoding="utf-8").splitlines()))
    assert evidence.Publication.model_validate(row)
    for column, wrong in {
        **dict.fromkeys(("volume", "issue", "pages"), "20-Jan"),
        "doi": "doi:10.1/x",
        "authors": "Doe J, Roe J",
        "year": "37987",
    }.items():
        with pytest.raises(ValidationError, match=column):
            evidence.Publication.model_validate({**row, column: wrong})


def test_letters_are_whole_in_every_text() -> None:
    assert TypeAdapter(Text).validate_python("Ko\u0308ln") == "K\u00f6ln"
