"""Forms saved as OpenDocument (.ods) are read as what they show: as the same form in any other kind."""

from pathlib import Path

import pytest

from determinants.ground.problems import Problem
from determinants.tables import sheets
from determinants.tables.lines import Entry
from opendocuments import FOOT, HEAD, number, packed, row, sheet, text

HEADER = row(*map(text, ("Question", "answer", "note", "site", "date", "rater")))
DAY = "<table:table-cell office:value-type='date' office:date-value='2026-01-31T00:00:00'/>"
REMARK = "<office:annotation><dc:creator>Lee</dc:creator><text:p>a remark</text:p></office:annotation>"
REMARKED = f"<table:table-cell>{REMARK}</table:table-cell>"
COVERED = "<table:covered-table-cell/>"
EMPTY = "<table:table-cell table:number-columns-repeated='16384'/>"
FILLED = sheet(
    "Kim",
    row(text("Our form"), EMPTY),
    row(EMPTY),
    HEADER,
    row(
        text("psw-training"),
        number("2"),
        text("two<text:s text:c='2'/>words"),
        text("Elm &amp; Oak", "table:number-rows-spanned='2'"),
        DAY,
        text("Kim"),
    ),
    row(
        text("culture"),
        number("1.0"),
        f"<table:table-cell>{REMARK}</table:table-cell>",
        COVERED,
        DAY,
        text("Kim"),
    ),
    row(text("training"), text("internal: <text:span>outside</text:span>"), EMPTY),
)


def read(tmp_path: Path, content: bytes) -> tuple[list[Entry | Problem], list[str]]:
    path = tmp_path / "form.ods"
    path.write_bytes(content)
    aside: list[str] = []
    return list(sheets.read(path, aside.append)), aside


def test_what_is_shown_is_read_wherever_the_header_stands(tmp_path: Path) -> None:
    other = sheet("Other", row(text("nothing"), text("of it")))
    found, aside = read(tmp_path, packed(HEAD + FILLED + other + FOOT))
    told = []
    for entry in found:
        assert isinstance(entry, Entry)
        cells = entry.row.model_dump()
        names = ("question", "answer", "note", "site", "date", "rater")
        told.append((entry.line, *(str(cells[name] or "") for name in names)))
    assert told == [
        (4, "psw-training", "2", "two  words", "Elm & Oak", "2026-01-31", "Kim"),
        (5, "culture", "1", "", "Elm & Oak", "2026-01-31", "Kim"),
        (6, "training", "internal: outside", "", "", "", ""),
    ]
    assert [name.rpartition("[")[2] for name in aside] == ["Other]"]


WRONG = {
    "no archive": b"PK\x03\x04 nothing",
    "no content": b"",
    "not XML": packed("<a>"),
    "entities": packed('<!DOCTYPE a [<!ENTITY b "c">]>' + HEAD + FILLED + FOOT),
    "too many rows": packed(
        HEAD + sheet("S", HEADER, "<table:table-row table:number-rows-repeated='900000'>" + text("a")
        + "</table:table-row>") + FOOT
    ),
}  # fmt: skip


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG)
def test_what_is_none_is_one_problem(content: bytes, tmp_path: Path) -> None:
    (problem,), _ = read(tmp_path, content)
    assert isinstance(problem, Problem)
    assert problem.rule == "not-a-form"
