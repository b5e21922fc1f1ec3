"""What stands in the place of a table or form, or is too large for one, is told at once and in a line."""

import csv
import json
import os
import time
import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

import pytest

from determinants.ground import files
from determinants.ground.problems import Problem
from determinants.tables import reading, sheets

pytestmark = pytest.mark.slow

SECONDS = 10.0  # each takes about one on a machine that is not busy; what they guard against took minutes
INFLUENCES = "reviews/tiny2020/influences.csv"


def told(world: Path) -> list[Problem]:
    begun = time.monotonic()
    found = [each for each in reading.read(world) if isinstance(each, Problem)]
    assert time.monotonic() - begun < SECONDS
    return found


def instead(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def put(world: Path) -> None:
        (world / INFLUENCES).unlink()
        make(world / INFLUENCES)

    return put


def more(text: str) -> Callable[[Path], None]:
    def add(world: Path) -> None:
        with (world / INFLUENCES).open("a") as table:
            table.write(text)

    return add


def named(pattern: str, name: bytes) -> Callable[[Path], None]:
    def move(world: Path) -> None:
        path = next(iter(sorted(world.glob(pattern))))
        path.rename(os.fsdecode(os.fsencode(path.parent) + b"/" + name))

    return move


CASES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a pipe": (instead(os.mkfifo), "unreadable"),
    "a device without end": (instead(lambda path: path.symlink_to("/dev/zero")), "unreadable"),
    "a terminal": (instead(lambda path: path.symlink_to("/dev/tty")), "unreadable"),
    "a folder": (instead(Path.mkdir), "unreadable"),
    "a link in a circle": (instead(lambda path: path.symlink_to(path.name)), "unreadable"),
    "a million columns": (
        instead(lambda path: path.write_text(",".join(map(str, range(10**6))) + "\n")),
        "too-wide",
    ),
    "one column a million times": (
        instead(lambda path: path.write_text("slug," * 10**6 + "\n")),
        "too-wide",
    ),
    "a quote that is not closed": (more('"' + "abc, def\n" * 10**6), "not-csv"),
    "a cell of ten million signs": (more("x" * 10**7 + "\n"), "not-csv"),
    "a name that is no address": (named("frameworks/cfir2009.csv", b'a b<c>"{}.csv'), "bad-name"),
    "findings whose name is not UTF-8": (named("findings/*.csv", b"f\xe9.csv"), "bad-name"),
    "metadata without end": (
        lambda world: [
            path.write_text("# a: b\n" * 10**5 + path.read_text()) for path in world.glob("**/*.sssom.tsv")
        ],
        "bad-metadata",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_no_table_is_told_in_a_line(case: str, world: Path) -> None:
    spoil, rule = CASES[case]
    spoil(world)
    problems = [each for each in told(world) if each.rule == rule]
    assert len(problems) == 1, problems
    assert len(str(problems[0])) < 600


def test_a_table_that_is_wrong_in_every_row_is_not_told_row_by_row(world: Path) -> None:
    more("x\n" * 10**6)(world)
    problems = told(world)
    assert len(problems) == 1001
    assert problems[-1].rule == "and-so-on"


def test_a_number_of_100_000_digits_is_no_line_of_as_many(world: Path) -> None:
    path = world / "publications.csv"
    with path.open(newline="") as table:
        header, first, *rest = csv.reader(table)
    first[header.index("year")] = first[header.index("pmid")] = "9" * 100_000
    with path.open("w", newline="") as table:
        csv.writer(table).writerows([header, first, *rest])
    problems = told(world)
    assert problems
    assert max(len(str(each)) for each in problems) < 600


def test_a_home_or_a_disk_is_no_data_folder(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not files.has_too_many(world)
    monkeypatch.setattr(files, "MANY", 20)
    assert [each.rule for each in told(world)] == ["too-many-files"]


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind the superuser")
def test_a_folder_that_cannot_be_looked_into_is_told(world: Path) -> None:
    closed = world / "reviews/tiny2020"
    closed.chmod(0)
    try:
        assert any(each.rule == "unreadable" and str(closed) in each.file for each in told(world))
    finally:
        closed.chmod(0o755)


# ---- Forms


def form(name: str, content: bytes, folder: Path) -> list[Problem]:
    path = folder / name
    path.write_bytes(content)
    begun = time.monotonic()
    found = [each for each in sheets.read(path) if isinstance(each, Problem)]
    assert time.monotonic() - begun < SECONDS
    return found


def workbook(rows: Iterable[bytes]) -> bytes:
    """A workbook whose only sheet has these rows."""
    import openpyxl

    held, made = BytesIO(), BytesIO()
    openpyxl.Workbook().save(held)
    with zipfile.ZipFile(held) as plain, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in plain.infolist():
            content = plain.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                start, _, _ = content.partition(b"<sheetData")
                content = start + b"<sheetData>" + b"".join(rows) + b"</sheetData></worksheet>"
            packed.writestr(part.filename, content)
    return made.getvalue()


FORMS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a million empty rows": (
        "form.xlsx",
        lambda: workbook(b'<row r="%d"/>' % row for row in range(1, 10**6)),
        "too large",
    ),
    "half a million rows": ("form.xlsx", lambda: workbook([b"<row/>"] * 500_000), "20,000 rows"),
    "a bomb": ("form.xlsx", lambda: workbook([b" " * 10**8]), "too large"),
    "many columns": (
        "form.csv",
        lambda: b"question,answer" + b",a" * 10**6 + b"\npsw-training,2\n",
        "1,000 columns",
    ),
    "many rows": ("form.csv", lambda: b"question,answer\n" + b"x,y\n" * 10**6, "20,000 rows"),
    "many objects": ("form.json", lambda: json.dumps([{"question": "x"}] * 30_000).encode(), "20,000 rows"),
    "a key twice": (
        "form.json",
        lambda: b'[{"question": "psw-training", "answer": 1, "answer": 3}]',
        "'answer' stands twice",
    ),
    "brackets": ("form.json", lambda: b"[" * 100_000, "not JSON"),
}


@pytest.mark.parametrize("case", FORMS)
def test_what_is_no_form_is_told_in_a_line(case: str, tmp_path: Path) -> None:
    name, content, said = FORMS[case]
    [problem] = form(name, content(), tmp_path)
    assert said in str(problem)


@pytest.mark.parametrize("digits", ["9" * 100_000, "1e" + "9" * 100_000, "0." + "9" * 100_000])
def test_numbers_of_100_000_digits_are_read_as_what_they_are(digits: str, tmp_path: Path) -> None:
    content = f'[{{"question": "psw-training", "answer": {digits}}}]'.encode()
    for problem in form("form.json", content, tmp_path):
        assert len(str(problem)) < 600
