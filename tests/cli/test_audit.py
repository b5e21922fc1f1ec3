"""The command `audit`: what it prints, in which formats, and with which exit codes."""

import csv
import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import determinants
from conftest import DATA
from determinants.cli import program
from determinants.ground.problems import DataError, UnknownName
from determinants.ground.vocab import BASE
from determinants.write.row_formats import ROW_FORMATS
from programs import rows_of


def audit(*arguments: str) -> Any:
    return CliRunner().invoke(program("audit"), ["audit", *arguments])


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A review of one's own, in which all is well."""
    tables = {
        "publications.csv": "key,kind,title,doi\nmine2026,journal-article,Mine,10.1000/mine\n",
        "reviews/mine2026/review.csv": (
            "key,publication,title,doi,label,locator\n"
            "mine2026,mine2026,Mine,10.1000/mine,Mine et al. 2026,Abstract\n"
        ),
        "reviews/mine2026/study-sets.csv": "slug,label,size,whole,locator\nall,all,8,yes,Abstract\n",
        "reviews/mine2026/counts.csv": (
            "slug,design,study_set,count,total,percentage,count_locator,percentage_locator\n"
            "cohorts,cohort,all,3,8,37.5,Table 1,Table 1\n"
            "interviews,qualitative,all,5,8,62.5,Table 1,Table 1\n"
        ),
    }
    for name, text in tables.items():
        path = tmp_path / "mine" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "mine"


def spoil(folder: Path) -> None:
    path = folder / "reviews/mine2026/counts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("37.5", "37.4"), encoding="utf-8")


@pytest.mark.slow
def test_all_that_is_built_in_is_audited_each_review_by_itself() -> None:
    done = audit()
    assert done.exit_code == 0
    keys = [path.parent.name for path in sorted(DATA.glob("reviews/*/review.csv"))]
    assert [key for key in keys if f"({key})" in done.stdout] == keys
    assert [review.key for review in determinants.audit().reviews] == keys


@pytest.mark.slow
@pytest.mark.parametrize("said", ["ibrahim2019", f"{BASE}ibrahim2019", "ibrahim et al. 2019"])
def test_one_review_is_named_by_key_iri_or_label(said: str) -> None:
    done = audit(said)
    assert "4 differ" in done.stdout
    for printed in ("30.9", "15", "less than 2", "at least 2"):
        assert f"printed {printed}, derived" in done.stdout
    assert "cutting decimals off" in " ".join(done.stdout.split())
    assert done.stdout.index("\nDiffers\n") < done.stdout.index("\nCannot be recomputed\n")


@pytest.mark.slow
def test_differences_are_exit_code_1_only_where_that_is_asked_for(mine: Path) -> None:
    assert audit("ibrahim2019").exit_code == 0
    assert audit("ibrahim2019", "--strict").exit_code == 1
    assert audit(str(mine), "--strict").exit_code == 0
    spoil(mine)
    assert audit(str(mine)).exit_code == 0
    assert audit(str(mine), "--strict", "--format", "json").exit_code == 1


@pytest.mark.slow
def test_of_a_folder_only_its_own_reviews_are_audited(mine: Path) -> None:
    (review,) = determinants.audit(mine).reviews
    assert (review.key, set(review.results)) == ("mine2026", {"agrees", "cannot be recomputed"})
    assert "Differs" not in audit(str(mine)).stdout
    spoil(mine)
    (row,) = [row for row in determinants.audit(mine).main.records() if row["result"] == "differs"]
    assert row == {
        "review": f"{BASE}mine2026",
        "review_label": "Mine et al. 2026",
        "about": f"{BASE}mine2026/count/cohorts",
        "check": "percentage",
        "result": "differs",
        "printed": "37.4",
        "derived": "37.5",
        "rule": "count as a percentage of the total, rounded half up to the decimals printed",
        "note": None,
        "missing": None,
        "locator": "Table 1",
    }


@pytest.mark.slow
def test_what_is_built_in_is_not_added_to_itself(tmp_path: Path) -> None:
    assert determinants.audit(DATA) == determinants.audit()
    copy = shutil.copytree(DATA / "reviews/ibrahim2019", tmp_path / "reviews/ibrahim2019")
    for folder in (tmp_path, copy, DATA / "reviews/ibrahim2019"):
        assert determinants.audit(folder) == determinants.audit("ibrahim2019")


@pytest.mark.slow
def test_wrong_data_are_not_audited(mine: Path) -> None:
    path = mine / "reviews/mine2026/counts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("cohorts,cohort", "cohorts,cohrot"), "utf-8")
    with pytest.raises(DataError):
        determinants.audit(mine)


@pytest.mark.slow
def test_what_is_neither_a_review_nor_a_folder_is_told_with_near_misses() -> None:
    with pytest.raises(UnknownName, match=r"no review or folder is called 'ibrahim219'.*ibrahim2019"):
        determinants.audit("ibrahim219")


@pytest.mark.slow
@pytest.mark.parametrize("name", ROW_FORMATS)
def test_every_format_of_rows_is_offered(name: str) -> None:
    done = audit("ibrahim2019", "--format", name)
    assert done.exit_code == 0
    assert "mean-of-totals" in done.stdout


@pytest.mark.slow
def test_rows_carry_every_number() -> None:
    items = determinants.audit("ibrahim2019").reviews[0].items
    as_csv = list(csv.DictReader(io.StringIO(audit("ibrahim2019", "--format", "csv").stdout)))
    as_json = rows_of(audit("ibrahim2019", "--format", "json").stdout)
    assert len(as_csv) == len(as_json) == len(items)
    assert [row["result"] for row in as_json] == [item.result for item in items]


def test_formats_for_publications_are_refused() -> None:
    assert audit("--format", "ris").exit_code == 2
