"""Crosswalks in SSSOM: as our program writes them, as a spreadsheet saves them, as others fill them."""

import shutil
from pathlib import Path

import pytest

from conftest import DATA, TINY
from determinants.ground.problems import Problem
from determinants.tables import mapping_sets, opening
from determinants.tables.lines import Entry
from determinants.tables.model import TABLES

CROSSWALK = "frameworks/cfir2009-cfir2022.sssom.tsv"
TABLE = next(table for table in TABLES if table.name == "crosswalks")


@pytest.fixture
def crosswalk(tmp_path: Path) -> Path:
    return Path(shutil.copy(TINY / CROSSWALK, tmp_path / "cfir2009-cfir2022.sssom.tsv"))


def read(path: Path) -> list[Entry | Problem]:
    return list(opening.rows(path, TABLE, "cfir2009-cfir2022"))


def rows(path: Path) -> list[object]:
    found = read(path)
    assert not [each for each in found if isinstance(each, Problem)]
    return [each.row for each in found if isinstance(each, Entry)]


def test_a_table_that_a_spreadsheet_saved_is_read_as_it_was(crosswalk: Path) -> None:
    before = rows(crosswalk)
    lines = crosswalk.read_text().replace("of some elements", 'of "some" elements').splitlines()
    quoted = ['"' + line.replace('"', '""') + '"' if '"' in line else line for line in lines]
    tabs = "\t" * lines[-1].count("\t")
    saved = [line + tabs if line.lstrip('"').startswith("#") else line for line in quoted]
    crosswalk.write_text("\r\n".join(saved) + "\r\n", newline="")
    head, *others = rows(crosswalk)
    assert others == before[1:]
    assert 'of "some" elements' in head.mapping_set_description  # type: ignore[attr-defined]


def test_slots_of_the_standard_are_passed_over_with_a_word(crosswalk: Path) -> None:
    before = rows(crosswalk)
    table = crosswalk.read_text().replace("#license", "#mapping_tool: by hand\n#license")
    lines = [
        line if line.startswith("#") else line + ("\treviewer_label" if number else "\tsomebody")
        for line in table.splitlines()
        for number in (line.startswith("record_id"),)
    ]
    crosswalk.write_text("\n".join(lines) + "\n")
    assert rows(crosswalk) == before
    assert list(mapping_sets.remarks(crosswalk)) == [
        "passed over, as nothing here uses it: mapping_tool, reviewer_label"
    ]


def test_a_column_that_no_standard_knows_is_wrong(crosswalk: Path) -> None:
    crosswalk.write_text(crosswalk.read_text().replace("\tcomment\n", "\tremark\n"))
    assert [each.rule for each in read(crosswalk) if isinstance(each, Problem)] == ["unknown-column"]


def test_our_own_tables_name_things_as_the_standard_asks(crosswalk: Path) -> None:
    assert not list(mapping_sets.remarks(DATA / CROSSWALK))
    crosswalk.write_text("#subject_source: https://example.org/old\n" + crosswalk.read_text())
    (remark,) = mapping_sets.remarks(crosswalk)
    assert remark.startswith("subject_source is no short name")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("#license: https", "#license: http", "is not an address"),
        ("What became of", "What became of" + "!" * 1000, "is too long: 10"),
        ("https://example.org/crosswalk", "example.org", "is not an address"),
        ("part of the wider construct now", "part " * 300, "is too long: 1"),
    ],
)
def test_too_long_and_no_address_are_said_as_such(crosswalk: Path, old: str, new: str, said: str) -> None:
    crosswalk.write_text(crosswalk.read_text().replace(old, new))
    (problem,) = [each for each in read(crosswalk) if isinstance(each, Problem)]
    assert said in problem.message
