"""What a cell may hold: the field types that the rows are made of."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from determinants.ground import spelling


class Row(BaseModel):
    """One row of a table. An empty cell is an absent value; a column that the row does not know is wrong.

    `identity` names the fields that together tell a row from every other row of its table; `passed_over`
    the columns that a standard knows, and that are read and say nothing here.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    identity: ClassVar[tuple[str, ...]] = ("slug",)
    passed_over: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="before")
    @classmethod
    def _empty_is_absent(cls, cells: Any) -> Any:
        if isinstance(cells, dict):
            return {
                column: cell for column, cell in cells.items() if not isinstance(cell, str) or cell.strip()
            }
        return cells

    @property
    def name(self) -> str:
        """The value by which other rows refer to this one."""
        return "/".join(str(getattr(self, field)) for field in self.identity)


@dataclass(frozen=True)
class Ref:
    """Marks a field whose value names a row of another table.

    Without `qualified` the row stands in the same folder (or in a table that all share); with it
    the value says which: `ibrahim2019:organisational-culture`, `cfir2009:inner-setting`.
    """

    table: str
    qualified: bool = False


def _split(cell: Any) -> Any:
    """Read `a;b` as two values; what is not text is left to pydantic."""
    return tuple(part.strip() for part in cell.split(";") if part.strip()) if isinstance(cell, str) else cell


class Mistake(ValueError):
    """A cell is wrong, and it is known what to write instead."""

    def __init__(self, message: str, advice: str) -> None:
        """Say what is wrong, and what to write."""
        super().__init__(message)
        self.advice = advice


_BREAKS = re.compile("[\t\r\n]")


def _on_a_line(text: str) -> str:
    if _BREAKS.search(text):
        raise ValueError("the text has a control character (a tab or line break)")
    return _well_read(legible(text))


def _well_read(text: str) -> str:
    """Give a text with its letters whole, unless it was opened in another character set than its own."""
    if text.isascii():
        return text
    for wrong in ("cp1252", "mac_roman"):
        try:
            meant = text.encode(wrong).decode()
        except UnicodeError:
            continue
        raise Mistake(
            f"'{text[:60]}' was saved as UTF-8 and opened as something else",
            f"Write '{meant[:60]}', or open the file again as UTF-8.",
        )
    return spelling.plain(text)


def legible(text: str) -> str:
    """Give a text of which every sign can be seen, or is one that a language or an emoji needs."""
    if found := spelling.hidden(_BREAKS.sub(" ", text)):
        raise Mistake(f"the text has {found}", "Write it without signs that cannot be seen.")
    return text


def _on_one_line(text: str) -> str:
    return " ".join(_well_read(legible(spelling.plain(text))).split())


def _day(cell: Any) -> Any:
    """Read a day as people write it, if it can mean one day only: 31.1.2026 or 31/1/2026, not 3/1/2026."""
    if isinstance(cell, str) and (found := re.fullmatch(r"\s*(\d{1,2})([./])(\d{1,2})\2(\d{4})\s*", cell)):
        day, month, year = int(found[1]), int(found[3]), found[4]
        if found[2] == "/" and day <= 12 and month <= 12 and day != month:
            raise ValueError(f"'{cell.strip()}' may be two days")
        if found[2] == "/" and month > 12:
            day, month = month, day
        try:
            return date(int(year), month, day).isoformat()
        except ValueError:
            raise ValueError(f"'{cell.strip()}' is not a day") from None
    return cell


def _real_day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{text}' is not in the calendar") from None
    return text


def _yes(cell: Any) -> Any:
    return {"yes": True, "no": False}.get(cell, cell)


SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"

Slug = Annotated[str, StringConstraints(pattern=rf"^{SLUG}$", max_length=100)]
Qualified = Annotated[str, StringConstraints(pattern=rf"^{SLUG}:{SLUG}$", max_length=200)]
Path = Annotated[str, StringConstraints(pattern=rf"^{SLUG}(?:/{SLUG})+$", max_length=200)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=1000), AfterValidator(_on_a_line)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_on_one_line)]
Note = Annotated[str, StringConstraints(min_length=1, max_length=2000), AfterValidator(legible)]
Locator = Annotated[str, StringConstraints(min_length=3, max_length=200), AfterValidator(_on_a_line)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_split)]
YesNo = Annotated[bool, BeforeValidator(_yes)]
Whole = Annotated[int, Field(ge=0)]
Ordinal = Annotated[int, Field(ge=1)]
Percentage = Annotated[Decimal, Field(ge=0, le=100, decimal_places=6)]
Number = Annotated[Decimal, Field(ge=-1_000_000, le=1_000_000, decimal_places=6)]
Digits = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,12}$")]
Web = Annotated[
    str,
    StringConstraints(
        pattern=r'^https://[a-z0-9.-]+(?::[0-9]+)?(?:[/?#](?:[^\s<>"{}|\\^`%\[\]]|%[0-9A-Fa-f]{2})*)?$'
    ),
    AfterValidator(legible),
]
DAY = r"^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"
Day = Annotated[str, StringConstraints(pattern=DAY)]
RealDay = Annotated[Day, AfterValidator(_real_day), BeforeValidator(_day)]

Direction = Literal["facilitates", "hinders", "mixed", "unclear", "not-found"]
Confidence = Literal["high", "medium", "low"]
Basis = Literal["printed", "derived"]


def slugs(table: str) -> Any:
    """Give the type of a field that names several rows of `table`, as in `gb;us`."""
    return Annotated[tuple[Annotated[Slug, Ref(table)], ...], BeforeValidator(_split)]


def qualifieds(table: str) -> Any:
    """Give the type of a field that names several rows by qualified name, as in `cfir2009:culture;…`."""
    return Annotated[tuple[Annotated[Qualified, Ref(table, qualified=True)], ...], BeforeValidator(_split)]
