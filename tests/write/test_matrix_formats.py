"""The matrix of constructs by study: counts are those of the findings, and judgements are left blank."""

import csv
import io
import re
import zipfile

import pytest

from determinants.ask.asking import Graph
from determinants.ask.construct_matrix import ConstructMatrix, construct_matrix
from determinants.store.oxigraph import OxigraphEngine
from determinants.write.matrix_formats import MATRIX_FORMATS, RATINGS


@pytest.fixture(scope="module")
def matrix(shipped: OxigraphEngine) -> ConstructMatrix:
    return construct_matrix(Graph(shipped).ask)


def table(matrix: ConstructMatrix, name: str) -> list[dict[str, str]]:
    told = MATRIX_FORMATS[name].write(matrix)
    assert isinstance(told, str)
    return list(csv.DictReader(io.StringIO(told.removeprefix("\ufeff"))))


@pytest.mark.slow
def test_numbers_are_those_of_the_findings_and_no_rating_is_given(
    matrix: ConstructMatrix, shipped: OxigraphEngine
) -> None:
    """Counted anew: a finding counts once in a construct, however often its factor is placed there."""
    found: dict[tuple[str, str, str, str], set[str]] = {}
    for row in Graph(shipped).ask("cfir-findings").records():
        if row["directness_label"] in {"own finding", "coded by a review"}:
            who = str(row["review_label"] or "no review")
            for edition in ("CFIR 2009", "CFIR 2022"):
                if edition.replace("CFIR ", "cfir") in str(row["framework"]):
                    key = (edition, str(row["element_label"]), who, str(row["publication_label"]))
                    found.setdefault(key, set()).add(str(row["finding"]).rsplit("/", 1)[-1])
    rows = table(matrix, "cfir-matrix")
    drawn: dict[tuple[str, str, str, str], set[str]] = {}
    for cell in rows:
        key = (cell["edition"], cell["construct"], cell["review"], cell["study"])
        drawn.setdefault(key, set()).update(cell["findings"].split())
        ways = ("facilitates", "hinders", "mixed", "unclear", "not-found")
        assert sum(int(cell[way]) for way in ways) == len(cell["findings"].split())
        assert (cell["rating"], cell["rationale"], cell["rater"]) == ("", "", "")
    assert drawn == found


@pytest.mark.slow
def test_no_review_has_the_numbers_of_another(matrix: ConstructMatrix, shipped: OxigraphEngine) -> None:
    alone = construct_matrix(Graph(shipped).of("ibrahim2019").ask)
    both = [entry for entry in matrix.entries if entry.review_label == "Ibrahim et al. 2019"]
    assert list(alone.entries) == both


def test_what_a_construct_leaves_out_has_the_place_where_it_is_said(matrix: ConstructMatrix) -> None:
    rows = table(matrix, "cfir-codebook")
    assert len(rows) == len(matrix.elements)
    what, where = "what stands elsewhere (where a source says so)", "where that is said"
    assert all(row["what belongs there (our words)"] for row in rows)
    assert all(bool(row[what]) == bool(row[where]) for row in rows)
    told = [row for row in rows if row[what]]
    assert 0 < len(told) < len(rows)  # where no source says it, nothing is
    assert all(link.startswith("https://") for row in told for link in row[where].split("\n"))


def test_a_workbook_offers_ratings_and_fills_none_in(matrix: ConstructMatrix) -> None:
    few = ConstructMatrix(matrix.elements, matrix.entries[:5], (), (), matrix.coded)
    told = MATRIX_FORMATS["cfir-workbook"].write(few)
    assert isinstance(told, bytes)
    with zipfile.ZipFile(io.BytesIO(told)) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name]
    offered = [re.findall(r"<formula1>(.*?)</formula1>", sheet) for sheet in sheets]
    assert [each for each in offered if each] == [['"' + ",".join(RATINGS) + '"'] * 5]
