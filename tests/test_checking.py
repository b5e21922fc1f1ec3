"""Whatever is wrong with the rows is found: all of it, each once, with its place and what to do.

A folder of `broken/rows` is the tiny world with one mistake. It holds only the files that differ,
`remove.txt` with those that are gone, and `expected.txt` with the place where the one problem must be
found. It is named for the rule; what is special about the case follows two hyphens.
"""

import ast
import csv
import random
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from conftest import BROKEN, DATA, ONTOLOGY, TINY
from determinants import __version__
from determinants.ground.problems import DataError, Problem
from determinants.store import building
from determinants.tables import checking, reading
from determinants.tables.model import TABLES

CASES = sorted((BROKEN / "rows").iterdir())
COUNTS = "reviews/tiny2020/counts.csv"


def rule_of(case: Path) -> str:
    return case.name.partition("--")[0]


def lay(case: Path, world: Path) -> None:
    """Lay the files of a case over a world."""
    notes = shutil.ignore_patterns("expected.txt", "remove.txt")
    shutil.copytree(case, world, ignore=notes, dirs_exist_ok=True)
    gone = case / "remove.txt"
    for name in gone.read_text().split() if gone.exists() else ():
        (world / name).unlink()


def place(problem: Problem, world: Path) -> str:
    return f"{Path(problem.file).relative_to(world).as_posix()}:{problem.line}:{problem.column}"


def places(world: Path) -> list[str]:
    return [place(problem, world) for problem in building.problems([world])]


def assert_is_clear(problem: Problem) -> None:
    """A curator reads: file, line, column, what is wrong, what to do; on one line that can be read."""
    assert re.fullmatch(r"[^A-Z\n][^\n]*[^.\n]\.", problem.message), "no sentence after an address"
    assert problem.message.split()[0] not in {"is", "has"}, "no subject"
    assert re.fullmatch(r"[A-Z][^\n]*[^.\n][.?]", problem.advice)
    assert len(problem.message) <= 200
    assert str(problem).endswith(f": {problem.message} {problem.advice} [{problem.rule}]")


def test_nothing_is_wrong_with_the_worlds() -> None:
    assert building.problems([TINY]) == []
    assert building.problems([DATA]) == []


# ---- One mistake


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_one_mistake_is_one_problem(case: Path, world: Path) -> None:
    lay(case, world)
    problems = building.problems([world])
    assert [(place(problem, world), problem.rule) for problem in problems] == [
        ((case / "expected.txt").read_text().strip(), rule_of(case))
    ]
    assert_is_clear(problems[0])


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("bad-form--address", "https://"),
        ("bad-form--day", "YYYY-MM-DD"),
        ("bad-form--digits", "digits only"),
        ("bad-form--list-of-slugs", "lower-case letters and digits"),
        ("bad-form--object", "scheme:name"),
        ("bad-form--qualified-name", "scheme:name"),
        ("bad-form--record", "crosswalk:"),
        ("bad-form--slug", "lower-case letters and digits"),
        ("bad-form--three-letters", "three capital letters"),
        ("bad-form--two-letters", "two capital letters"),
        ("not-a-choice", "'facilitates', 'hinders', 'mixed' or 'unclear'"),
        ("not-a-choice--yes-or-no", "'yes' or 'no'"),
        ("out-of-range--too-high", "at most 3"),
        ("out-of-range--too-low", "at least 1"),
        ("unknown-name", "Did you mean rural-setting?"),
        ("unknown-name--in-a-list", "Add it to countries"),
        ("unknown-name--without-its-table", "Add it to topics"),
    ],
)
def test_the_advice_fits_the_cell(case: str, said: str, world: Path) -> None:
    lay(BROKEN / "rows" / case, world)
    (advice,) = {problem.advice for problem in building.problems([world])}
    assert said in advice


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
        counts.write("good-qualitative,,,qualitative,,,good-quality,,2,3,,,Results,\n")
        counts.write("good-cohort,,,cohort,,,good-quality,,1,3,,,Results,\n")
    assert places(world) == []


# ---- All rules


def strings(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def rules_in_the_source() -> set[str]:
    """The names of rules that stand in the code: the fourth part of a `Problem`, the second of
    `Entry.problem`, and whatever else is named like a rule and is no table."""
    trees = [ast.parse(Path(str(module.__file__)).read_text()) for module in (reading, checking)]
    found = {text for tree in trees for text in strings(tree) if re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", text)}
    for call in (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)):
        match call:
            case ast.Call(func=ast.Name(id="Problem"), args=[_, _, _, ast.Constant(value=str(rule)), *_]):
                found.add(rule)
            case ast.Call(func=ast.Attribute(attr="problem"), args=[_, ast.Constant(value=str(rule)), *_]):
                found.add(rule)
    return found - {table.name for table in TABLES} - {"mapping-sets", "utf-8-sig"}


def test_every_rule_has_a_case() -> None:
    made_above = {"empty-folder", "unreadable"}
    assert {rule_of(case) for case in CASES} | made_above == rules_in_the_source()


def test_every_consistency_of_a_row_has_a_case() -> None:
    checks = {
        name.strip("_").replace("_", "-")
        for table in TABLES
        for name, decorator in table.row.__pydantic_decorators__.model_validators.items()
        if decorator.info.mode == "after"
    }
    cases = {case.name.split("--")[1] for case in CASES if rule_of(case) == "inconsistent-row"}
    assert cases == checks


# ---- All problems


def test_all_problems_are_reported_at_once(world: Path) -> None:
    cases = [BROKEN / "rows" / name for name in ("empty-cell", "not-a-choice", "sum-of-counts")]
    for case in cases:
        lay(case, world)
    expected = sorted((case / "expected.txt").read_text().strip() for case in cases)
    assert places(world) == expected
    with pytest.raises(DataError) as raised:
        list(building.quads([world], ONTOLOGY, __version__))
    assert [place(problem, world) for problem in raised.value.problems] == expected
    assert len(str(raised.value).splitlines()) == 3


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
