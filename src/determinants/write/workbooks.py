"""Sheets as values → a workbook's bytes. Every text is written as a string, and the same always as the same.

What people write about their service can neither become a formula nor a link, whatever it begins with.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import accumulate
from math import ceil
from typing import Any, Literal

from determinants.ground.problems import UsageError
from determinants.tables.spreadsheets import LISTS

CellValue = str | int | Decimal | None
Style = Literal["title", "note", "header", "domain", "group", "row"]

LONGEST = 32_767  # of a cell in Excel, in units of UTF-16
CUT = " … (cut here: a cell holds no more)"
HIGHEST = 409  # points, of a row in Excel
TOO_HIGH = 220  # points, of a head that stays in sight
HINT = 255  # the longest list of choices, and the longest message beside a cell

# A file would otherwise say when it was made, and the same report would never be the same bytes.
MADE = datetime(2020, 1, 1)

_UNSOUND = re.compile("[\ud800-\udfff\ufffe\uffff]")  # XML has no such characters

BORDER = {"border": 1, "border_color": "#BFBFBF"}
STYLES: dict[Style, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "note": {},
    "header": {"bold": True, "bg_color": "#D9D9D9", "reading_order": 1, **BORDER},
    "domain": {"bold": True, "bg_color": "#EDEDED", "top": 2, "bottom": 1},
    "group": {"bold": True, "italic": True, **BORDER},
    "row": BORDER,
}
FILL_IN = {"bg_color": "#FFF9DB", "border": 1, "border_color": "#7F6000"}
FIRST_SHEET = 170  # characters
SPANNING = ("title", "note")  # their first cell goes over the whole width


Long = dict[tuple[str, ...], int]  # lists of choices that fit beside no cell, each with its column


@dataclass(frozen=True)
class Choices:
    """What may be chosen in a cell, what is said beside it, and whether anything else is refused."""

    options: tuple[str, ...]
    title: str
    message: str
    strict: bool = False


@dataclass(frozen=True)
class Line:
    """A row of a sheet. `choices` is by column; `indent` says how deep the name in the second column is."""

    cells: tuple[CellValue, ...]
    style: Style = "row"
    choices: Mapping[int, Choices] = field(default_factory=dict)
    indent: int = 0


@dataclass(frozen=True)
class Page:
    """A sheet. `header` is the place of its header, if it has one, which is printed again on every page."""

    name: str
    widths: tuple[int, ...]
    lines: tuple[Line, ...]
    header: int | None = None
    named: int = 0  # how many columns stay in sight and are printed again
    fill_in: frozenset[int] = frozenset()  # columns that wait for somebody
    kinds: Mapping[int, str] = field(default_factory=dict)  # Excel's number formats, by column
    wide: int = 1  # how many sheets of paper
    filtered: bool = False  # whether rows can be filtered


def written(title: str, pages: Iterable[Page]) -> bytes:
    """Give sheets as the bytes of a workbook.

    Raises:
        UsageError: if XlsxWriter is not installed; it comes with the extra `report`.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise UsageError("workbooks need XlsxWriter: pip install 'determinants[report]'.") from None
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.set_properties({"title": title, "created": MADE})
    formats: dict[str, Any] = {}

    def looks(page: Page, line: Line, column: int) -> Any:
        wanted = _look(page, line, column)
        name = repr(sorted(wanted.items()))
        if name not in formats:
            formats[name] = book.add_format(wanted)
        return formats[name]

    long: Long = {}
    for page in pages:
        sheet = book.add_worksheet(page.name)
        _arrange(sheet, page)
        for row, line in enumerate(page.lines):
            style = [looks(page, line, column) for column in range(len(page.widths))]
            _put(sheet, page, row, line, style, long)
    if long:
        _list(book.add_worksheet(LISTS), long)
    book.close()
    return _growing(held)


def _list(sheet: Any, long: Long) -> None:
    """Write the lists that fit beside no cell, one in each column of a sheet that is not shown."""
    for options, column in long.items():
        for row, option in enumerate(options):
            sheet.write_string(row, column, text(option))
    sheet.hide()


def text(cell: str) -> str:
    """Give a text as a cell can hold it; what is cut says so."""
    sound = _UNSOUND.sub("\N{REPLACEMENT CHARACTER}", cell)
    if sound.startswith("<r>") and sound.endswith("</r>"):
        sound += " "  # XlsxWriter takes exactly this for markup of its own
    units = sound.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return sound
    return units[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT


def height(line: Line, widths: Sequence[int]) -> int:
    """Give about how high a line is, in points: as high as its longest cell needs.

    >>> height(Line(("one line",)), [20]) < height(Line(("more than one line",)), [10])
    True
    """
    size = int(STYLES[line.style].get("font_size", 10))
    room = [sum(widths[: _spanned(widths)])] if line.style in SPANNING else list(widths)
    if len(room) > 1:
        room[1] -= 2 * line.indent
    rows = max(
        # A width counts digits of 11 points; most letters are narrower.
        sum(max(1, ceil(len(part) * size / (width * 12.5))) for part in str(cell).split("\n"))
        for cell, width in zip(line.cells, room, strict=False)
    )
    return min(HIGHEST, ceil(rows * size * 1.28) + 4)


def _spanned(widths: Sequence[int]) -> int:
    """Give over how many columns a title goes: those that stand on the first sheet of paper."""
    return max(1, sum(total <= FIRST_SHEET for total in accumulate(widths)))


def _growing(held: io.BytesIO) -> bytes:
    """Give a workbook whose rows begin as high as was set, but grow with what somebody writes into them."""
    grown = io.BytesIO()
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(grown, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename.startswith("xl/worksheets/sheet"):
                content = content.replace(b' customHeight="1"', b"")
            new.writestr(part, content)
    return grown.getvalue()


def _look(page: Page, line: Line, column: int) -> dict[str, Any]:
    look = {"valign": "top", "align": "left", "text_wrap": True, "font_size": 10, **STYLES[line.style]}
    if column > 1 and line.style in {"domain", "group"}:
        look |= {"bold": False, "italic": False}
    if line.style == "row":
        if column in page.fill_in:
            look |= FILL_IN
        if column in page.kinds:
            look["num_format"] = page.kinds[column]
    if column == 1 and line.indent:
        look["indent"] = line.indent
    return look


def _arrange(sheet: Any, page: Page) -> None:
    """Set what holds for a whole sheet: widths, what stays in sight, and how it is printed on A4."""
    for column, width in enumerate(page.widths):
        sheet.set_column(column, column, width)
    last = len(page.lines) - 1, len(page.widths) - 1
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&RPage &P of &N")
    sheet.fit_to_pages(page.wide, 0)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    if page.header is None:
        return
    head = page.lines[: page.header + 1]
    # A head that fills the window would leave nothing to scroll.
    stays = sum(height(line, page.widths) for line in head) <= TOO_HIGH
    sheet.freeze_panes(page.header + 1 if stays else 0, page.named)
    sheet.repeat_rows(page.header)
    if page.named and page.wide > 1:
        sheet.repeat_columns(0, page.named - 1)
    if page.filtered and last[0] > page.header:
        sheet.autofilter(page.header, 0, *last)


def _put(sheet: Any, page: Page, row: int, line: Line, looks: list[Any], long: Long) -> None:
    sheet.set_row(row, height(line, page.widths))
    if line.style in SPANNING:
        over = _spanned(page.widths)
        if over > 1:
            sheet.merge_range(row, 0, row, over - 1, "", looks[0])
        sheet.write_string(row, 0, text(str(line.cells[0])), looks[0])
        return
    for column, look in enumerate(looks):
        match line.cells[column] if column < len(line.cells) else None:
            case None | "":
                sheet.write_blank(row, column, None, look)
            case str() as said:
                sheet.write_string(row, column, text(said), look)
            case number:
                sheet.write_number(row, column, number, look)
    for column, choices in line.choices.items():
        _offer(sheet, row, column, choices, long)


def _offer(sheet: Any, row: int, column: int, choices: Choices, long: Long) -> None:
    source: list[str] | str = list(choices.options)
    if len(",".join(source)) > HINT or any("," in each for each in source):  # a cell holds no such list
        from xlsxwriter.utility import xl_col_to_name

        place = xl_col_to_name(long.setdefault(choices.options, len(long)), col_abs=True)
        source = f"='{LISTS}'!{place}$1:{place}${len(choices.options)}"
    sheet.data_validation(
        row,
        column,
        row,
        column,
        {
            "validate": "list",
            "source": source,
            "input_title": choices.title,
            "input_message": shortened(choices.message),
            "error_title": choices.title,
            "error_message": shortened(choices.message),
            "error_type": "stop" if choices.strict else "warning",
        },
    )


def shortened(message: str) -> str:
    """Give a message as long as it may stand beside a cell.

    >>> len(shortened("far too long " * 100))
    255
    """
    return message if len(message) <= HINT else message[: HINT - 1] + "…"
