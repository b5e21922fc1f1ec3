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
from determinants.ground.problems import DataError, UsageError
from determinants.store import building, cache, conformance
from determinants.tables import folders, reading
from determinants.tables.model import TABLES
from laws.test_broken_rows import assert_is_clear, place

COUNTS = "reviews/tiny2020/counts.csv"


def places(world: Path) -> list[str]:
    return [place(problem, world) for problem in building.problems([world])]


@pytest.mark.slow
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
        counts.write("good-qualitative,,,,qualitative,,,,good-quality,,,2,3,,,Results,\n")
        counts.write("good-cohort,,,,cohort,,,,good-quality,,,1,3,,,Results,\n")
    assert places(world) == []


# ---- Any change


def shuffle(path: Path, chance: random.Random) -> None:
    """Put the rows of a table into another order; what stands above them stays."""
    lines = path.read_text().splitlines(keepends=True)
    head = next(number for number, line in enumerate(lines, 1) if not line.startswith("#"))
    rows = lines[head:]
    chance.shuffle(rows)
    path.write_text("".join(lines[:head] + rows))


@pytest.mark.slow
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


# ---- One file of a folder


def test_of_a_file_only_its_own_problems_are_told(world: Path) -> None:
    criteria = world / "reviews/tiny2020/criteria.csv"
    criteria.write_text(criteria.read_text().replace("mutual aid,,Method", "mutual aid,,p1"))
    for table in TABLES:
        for path, _ in folders.tables(world, table):
            if path == criteria:
                with pytest.raises(DataError) as raised:
                    conformance.check(path, alone=True)
                assert [each.file for each in raised.value.problems] == [criteria.as_posix()]
            elif path.name in {"publications.csv", "findings.csv", "cfir2009.csv"}:
                checked = conformance.check(path, alone=True)
                assert (checked.file, checked.elsewhere) == (path, 1)


def test_a_file_that_is_no_table_is_refused(world: Path) -> None:
    (world / "more.csv").write_text("a,b\n")
    with pytest.raises(DataError, match="no table of this name"):
        conformance.check(world / "more.csv", alone=True)
    (world / "mine.xlsx").write_bytes(b"")
    with pytest.raises(UsageError, match="determinants score"):
        conformance.check(world / "mine.xlsx", alone=True)


# ---- What is not there


@pytest.mark.parametrize(
    ("table", "was", "said", "advice"),
    [
        ("publications.csv", "qualitative", "qualitativ", "Did you mean qualitative?"),
        ("publications.csv", "qualitative", "zzz", "Write one of "),
        ("publications.csv", "de;ug", "xx;ug", "Write the two letters of ISO 3166-1"),
    ],
)
def test_of_a_name_that_is_not_there_it_is_told_what_may_be_written(
    table: str, was: str, said: str, advice: str, world: Path
) -> None:
    text = (world / table).read_text()
    assert was in text
    (world / table).write_text(text.replace(was, said, 1))
    (problem,) = building.problems([world])
    assert problem.advice.startswith(advice)


# ---- What a whole data folder has for its reviews


@pytest.mark.parametrize("name", ["reviews/tiny2020", "reviews"])
def test_a_review_is_read_with_what_its_data_folder_shares(name: str, world: Path) -> None:
    found = {entry.table.name for entry in reading.read(world / name) if isinstance(entry, reading.Entry)}
    assert {"publications", "designs", "reviews"} <= found
    assert "findings" not in found
    before = cache.key([world / name], ONTOLOGY, __version__)
    for shared in ("publications.csv", "schemes/designs.csv"):
        (world / shared).write_text((world / shared).read_text() + "\n")
        after = cache.key([world / name], ONTOLOGY, __version__)
        assert after != before
        before = after
