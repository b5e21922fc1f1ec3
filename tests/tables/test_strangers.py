"""What stands in a data folder and is not read is named, and what follows from it is not said as well."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import TINY
from determinants.store import building, cache
from determinants.tables import folders, strangers
from laws.test_broken_rows import assert_is_clear, place


def told(world: Path) -> list[tuple[str, str]]:
    problems = building.problems([world])
    for problem in problems:
        assert_is_clear(problem)
    return [(place(problem, world), problem.advice) for problem in problems]


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("publications.tsv", "Is it part of publications.csv?"),
        ("reviews/tiny2020/anything.xlsx", "Rename it as in the data dictionary"),
        ("reviews/tiny2020/facts.ods", "Is it part of facts.csv?"),
        ("library.ris", "Write them into publications.csv"),
        ("findings/library.BIB", "Write them into publications.csv"),
        ("publications.csv.txt", "Is it part of publications.csv?"),
        ("reviews/tiny2020/publications.csv", "Is it part of publications.csv?"),
        ("facts.csv", "It is looked for as facts.csv"),
    ],
)
def test_a_file_that_nothing_reads_is_named(name: str, advice: str, world: Path) -> None:
    (world / name).write_text("whatever it says\n")
    ((where, what),) = told(world)
    assert where == f"{name}:0:"
    assert what.startswith(advice)


@pytest.mark.parametrize(
    "name", ["README.md", "article.pdf", ".hidden.csv", "~$facts.xlsx", "rows-check.tsv"]
)
def test_what_is_no_table_is_left_alone(name: str, world: Path) -> None:
    for folder in (world, world / "findings", world / "reviews/tiny2020"):
        (folder / name).write_text("notes")
    assert told(world) == []


def test_a_name_that_is_not_utf8_is_named_and_can_be_printed(world: Path) -> None:
    Path(os.fsdecode(os.fsencode(world) + b"/notes \xff.md")).write_text("")
    ((where, _),) = told(world)
    assert where == r"notes \xff.md:0:"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["more.csv", "publications.csv", "reviews/tiny2020/pipe"])
def test_a_pipe_is_named_and_not_waited_for(name: str, world: Path) -> None:
    (world / name).unlink(missing_ok=True)
    os.mkfifo(world / name)
    run = f"""
from pathlib import Path
from determinants.store import building, cache
cache.key([Path({str(world)!r})], Path({str(world)!r}), "")
print(*{{problem.file for problem in building.problems([Path({str(world)!r})])}})
"""
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, timeout=60, check=True, text=True)
    assert str(world / name) in done.stdout


def test_a_folder_that_cannot_be_looked_into_is_named(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed, scan = world / "reviews/tiny2020/more", os.scandir
    closed.mkdir()

    def scandir(path: str) -> Iterator[os.DirEntry[str]]:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(strangers.os, "scandir", scandir)
    ((where, _),) = told(world)
    assert where == "reviews/tiny2020/more:0:"


# ---- The cause, and not what follows from it


@pytest.mark.parametrize(
    ("table", "misnamed"),
    [
        ("publications.csv", "publicatons.csv"),
        ("publications.csv", "studies.csv"),
        ("publications.csv", "publications.tsv"),
        ("publications.csv", "publications.xlsx"),
        ("reviews/tiny2020/influences.csv", "reviews/tiny2020/themes.csv"),
        ("schemes/topics.csv", "schemes/topic.csv"),
    ],
)
def test_a_misnamed_table_is_the_only_problem(table: str, misnamed: str, world: Path) -> None:
    assert folders.named(world, table)
    (world / table).rename(world / misnamed)
    ((where, what),) = told(world)
    assert where == f"{misnamed}:0:"
    assert Path(table).name in what


def test_a_review_without_its_first_table_is_one_problem(world: Path, tmp_path: Path) -> None:
    review = (world / "reviews/tiny2020").rename(tmp_path / "mine")
    (review / "review.csv").rename(review / "reviews.csv")
    (problem,) = building.problems([review])
    assert (problem.rule, problem.file) == ("no-review", review.as_posix())
    assert problem.advice == "Is it reviews.csv? Rename it."


def test_a_cause_stands_before_what_may_follow_from_it(world: Path) -> None:
    table = world / "reviews/tiny2020/statistics.csv"
    table.write_text(table.read_text().replace("slug,", "slog,", 1))
    agents = world / "agents.csv"
    agents.write_text(agents.read_text() + agents.read_text().splitlines()[-1] + "\n")
    assert [problem.rule for problem in building.problems([world])] == [
        "unknown-column",
        "missing-column",
        "repeated-name",
    ]


# ---- Names in capitals or not


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("publications.csv", "publications.CSV"),
        ("findings/findings.csv", "findings/Findings.Csv"),
        ("reviews/tiny2020/facts.csv", "reviews/tiny2020/FACTS.CSV"),
        ("reviews/tiny2020/review.csv", "reviews/tiny2020/Review.CSV"),
        ("frameworks/cfir2009-cfir2022.sssom.tsv", "frameworks/cfir2009-cfir2022.SSSOM.TSV"),
    ],
)
def test_a_table_is_read_whatever_the_case_of_its_name(table: str, name: str, world: Path) -> None:
    before = cache.key([world], world, "")
    (world / table).rename(world / name)
    assert building.problems([world]) == []
    (world / name).write_text((world / name).read_text() + "\n")
    changed = cache.key([world], world, "")
    assert changed != before
    (world / name).write_text((world / name).read_text() + "broken\n")
    assert building.problems([world])
    assert cache.key([world], world, "") != changed


def test_of_the_released_and_the_tiny_world_every_table_is_known() -> None:
    assert list(strangers.strangers(TINY)) == []
