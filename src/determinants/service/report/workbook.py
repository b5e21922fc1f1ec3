"""The blank form as a workbook, for those who fill it in in a spreadsheet program."""

from determinants.service import words
from determinants.service.measure.planning import FIELDS
from determinants.store.solutions import Rows
from determinants.write.workbooks import Choices, Line, Page, written

FORM_WIDTHS = {
    "question": 20,
    "asks": 44,
    "helps": 40,
    "hinders": 40,
    "answer": 26,
    "note": 28,
    "action": 30,
    "owner": 16,
    "by_when": 14,
    "measure": 30,
    "review_date": 14,
    "site": 14,
    "date": 12,
    "rater": 12,
}
LISTED = ("helps", "hinders")  # lists of which each thing has a line of its own
# A site may be called 007, and a day stays the day that was typed.
FORM_KINDS = {"site": "@", "rater": "@", "date": "yyyy-mm-dd"}


def form(blank: Rows) -> bytes:
    """Give a form as a workbook: the columns that are read back, with choices to click for every answer."""
    heads = words.under("form.head")
    columns = [column for column in blank.columns if column in FORM_WIDTHS]
    place = columns.index("answer")
    lines = [Line(tuple(heads[column] for column in columns), "header")]
    for record in blank.records():
        said = {column: "" if cell is None else str(cell) for column, cell in record.items()}
        options = tuple(said["choices"].split("\n"))
        said |= {column: _as_list(said[column]) for column in LISTED}
        said["answer"] = _option(said["answer"], options)
        beside = Choices(options, words.say("form.choose"), said["choices"], strict=True)
        offered = {place: beside} if said["choices"] else {}
        lines.append(Line(tuple(said[column] for column in columns), choices=offered))
    waiting = ("answer", "note", *FIELDS)
    page = Page(
        words.say("form.sheet"),
        tuple(FORM_WIDTHS[column] for column in columns),
        tuple(lines),
        header=0,
        fill_in=frozenset(columns.index(column) for column in waiting if column in columns),
        kinds={columns.index(column): kind for column, kind in FORM_KINDS.items()},
    )
    guide = tuple(Line((text,)) for text in words.lines("form.how"))
    return written(words.say("form.sheet"), [page, Page(words.say("form.guide"), (110,), guide)])


def _as_list(said: str) -> str:
    return "\n".join(f"\N{BULLET} {line}" for line in said.splitlines())


def _option(answer: str, options: tuple[str, ...]) -> str:
    """Give an answer as it is chosen: with its meaning.

    >>> _option("1", ("0: hardly", "1: wholly")), _option("yes", ("yes", "no")), _option("9", ("1: wholly",))
    ('1: wholly', 'yes', '9')
    """
    return next((option for option in options if option.partition(":")[0] == answer), answer)
