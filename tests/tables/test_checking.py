"""The rows of a folder are checked as a whole, in whatever order they stand and whatever they say.

That each mistake is found is a law (`laws/test_broken_rows`).
"""

import csv
import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from conftest import DATA, ONTOLOGY, TINY
from determinants import __version__
from determinants.store import building
from laws.test_broken_rows import assert_is_clear, place

COUNTS = "reviews/tiny2020/counts.csv"


def places(world: Path) -> list[str]:
    return [place(problem, world) for problem in building.problems([world])]


def test_nothing_is_wrong_with_the_worlds() -> None:
    assert building.problems([TINY]) == []
    assert building.problems([DATA]) == []


# ---- Folders and files


def test_a_folder_without_tables_is_a_problem(tmp_path: Path) -> None:
    for folder, what in ((tmp_path, "none of our tables"), (tmp_path / "nowhere", "no such folder")):
        (problem,) = building.problems([folder])
        assert (problem.rule, problem.file, problem.line) == ("empty-folder", folder.as_posix(), 0)
        assert what in problem.message
        assert_is_clear(problem)


def test_a_table_that_cannot_be_opened_is_a_problem(world: Path) -> None:
    table = world / "reviews/tiny2020/anchors.csv"
    table.unlink()
    table.mkdir()
    (problem,) = building.problems([world])
    assert (problem.rule, problem.file, problem.line) == ("unreadable", table.as_posix(), 0)
    assert_is_clear(problem)


def test_two_rows_of_one_name_are_told_apart_by_their_files(world: Path) -> None:
    first, second = world / "findings/findings.csv", world / "findings/more.csv"
    second.write_text("".join(first.read_text().splitlines(keepends=True)[:3]))
    problems = building.problems([world])
    assert [(place(problem, world), problem.rule) for problem in problems] == [
        ("findings/more.csv:2:id", "repeated-name"),
        ("findings/more.csv:3:id", "repeated-name"),
    ]
    assert problems[0].message == f"'f1' stands already in {first.as_posix()}, line 2."


def test_a_feature_may_be_counted_in_a_part_of_the_publications_as_well(world: Path) -> None:
    with (world / COUNTS).open("a") as counts:
        counts.write("good-qualitative,,,,qualitative,,,good-quality,,2,3,,,Results,\n")
        counts.write("good-cohort,,,,cohort,,,good-quality,,1,3,,,Results,\n")
    assert places(world) == []


# ---- Any change


def shuffle(path: Path, chance: random.Random) -> None:
    """Put the rows of a table into another order; what stands above them stays."""
    lines = path.read_text().splitlines(keepends=True)
    head = next(number for number, line in enumerate(lines, 1) if not line.startswith("#"))
    rows = lines[head:]
    chance.shuffle(rows)
    path.write_text("".join(lines[:head] + rows))


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_does_not_matter(seed: int, world: Path, tiny_quads: list[Quad]) -> None:
    chance = random.Random(seed)
    for path in sorted(world.rglob("*.[ct]sv")):
        shuffle(path, chance)
    assert set(building.quads([world], ONTOLOGY, __version__)) == set(tiny_quads)


def cells_of(path: Path) -> tuple[list[str], list[list[str]]]:
    """The lines of metadata above a table, and its rows."""
    lines = path.read_text().splitlines(keepends=True)
    head = [line for line in lines if line.startswith("#")]
    return head, list(csv.reader(lines[len(head) :], delimiter=delimiter(path)))


def delimiter(path: Path) -> str:
    return "\t" if path.suffix == ".tsv" else ","


SHEETS = {path.relative_to(TINY).as_posix(): cells_of(path)[1] for path in sorted(TINY.rglob("*.[ct]sv"))}
CELLS = [
    (file, row, column)
    for file, rows in SHEETS.items()
    for row in range(1, len(rows))
    for column in range(len(rows[0]))
]
VALUES = st.one_of(
    # What stands elsewhere in the tiny world, so that it often fits.
    st.sampled_from(sorted({cell for rows in SHEETS.values() for row in rows for cell in row})),
    st.integers().map(str),
    st.decimals().map(str),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
)


@pytest.mark.slow
@settings(max_examples=60)
@given(st.sampled_from(CELLS), VALUES)
@example((COUNTS, 2, 10), "33.3333333333333333333333333333333")
@example(("reviews/tiny2020/statistics.csv", 1, 5), "0.0000000000000000000000000000001")
@example(("frameworks/cfir2009-cfir2022.sssom.tsv", 1, 8), "https://[")
@example(("frameworks/cfir2009-cfir2022.sssom.tsv", 1, 8), "https://%zz")
def test_whatever_a_cell_holds_there_is_a_problem_or_a_graph(cell: tuple[str, int, int], value: str) -> None:
    file, row, column = cell
    with tempfile.TemporaryDirectory() as folder:
        world = Path(shutil.copytree(TINY, Path(folder) / "world"))
        head, rows = cells_of(world / file)
        rows[row][column] = value
        with (world / file).open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(head)
            csv.writer(stream, delimiter=delimiter(world / file)).writerows(rows)
        if not building.problems([world]):
            assert list(building.quads([world], ONTOLOGY, __version__))
