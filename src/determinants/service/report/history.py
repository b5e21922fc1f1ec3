"""How the scores of a site changed from day to day: as numbers in a table, and as small lines."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from determinants.service.report import phrases
from determinants.service.report.content import Day, Report, Site
from determinants.service.words import say

COLUMNS = 8  # days in the table; every score of every day stands below it
WIDTH, HEIGHT, EDGE = 120, 20, 3  # of a line, in units of its own


@dataclass(frozen=True)
class Line:
    """What became of an item, or of the total: a value for each day in words, and the last change.

    `path` draws the values of all days, and `last` is the point at which it ends.
    """

    label: str
    values: tuple[str, ...]
    change: str
    path: str
    last: tuple[float, float] | None


@dataclass(frozen=True)
class History:
    """The days that are shown, and how many earlier ones are not, with a line for each item and the total."""

    days: tuple[Day, ...]
    earlier: int
    lines: tuple[Line, ...]
    first: str
    before: str  # the day before the last
    told: str  # what there is to say of it


def history(report: Report, site: Site) -> History | None:
    """Give how a site's scores changed; nothing where it was scored on one day only."""
    days = [day for day in site.days if day.date and day.raters]
    if len(days) < 2:
        return None
    shown = days[-COLUMNS:]
    change = site.changes[-1]
    lines = []
    for place, item in enumerate(site.items):
        values = [day.items[place].mean for day in days]
        lines.append(
            _line(
                item.label, days, values, change.items[item.label], (min(report.anchors), max(report.anchors))
            )
        )
    totals = [day.total for day in days]
    whole = _line(say("report.total.word"), days, totals, change.total, (report.lowest, report.highest))
    open_ = [whole.values[place] or _between(day) for place, day in enumerate(shown)]
    lines.append(Line(whole.label, tuple(open_), whole.change, whole.path, whole.last))
    told = " ".join(phrases.reserved(change))
    return History(tuple(shown), len(days) - len(shown), tuple(lines), days[0].date, change.before, told)


def _between(day: Day) -> str:
    """Give between what the total of a day lies."""
    if not day.totals:
        return ""
    least, most = min(each.least for each in day.totals), max(each.most for each in day.totals)
    return f"{least}{phrases.TO}{most}"


def _line(
    label: str,
    days: Sequence[Day],
    values: Sequence[Decimal | None],
    change: Decimal | None,
    scale: tuple[int, int],
) -> Line:
    shown = tuple("" if value is None else str(value) for value in values[-COLUMNS:])
    points = list(_points(days, values, scale))
    return Line(
        label,
        shown,
        "" if change is None else phrases.signed(change),
        _path(points),
        next((point for point in reversed(points) if point), None),
    )


def _points(
    days: Sequence[Day], values: Sequence[Decimal | None], scale: tuple[int, int]
) -> Iterator[tuple[float, float] | None]:
    """Yield where each day's value stands: along by the calendar, up by the scale."""
    numbers = [datetime.date.fromisoformat(day.date).toordinal() for day in days]
    long, high = max(1, numbers[-1] - numbers[0]), max(1, scale[1] - scale[0])
    for number, value in zip(numbers, values, strict=True):
        if value is None:
            yield None
        else:
            along = EDGE + (WIDTH - 2 * EDGE) * (number - numbers[0]) / long
            up = EDGE + (HEIGHT - 2 * EDGE) * (scale[1] - float(value)) / high
            yield round(along, 1), round(up, 1)


def _path(points: Sequence[tuple[float, float] | None]) -> str:
    """Give the path through points; it is broken where one is missing.

    >>> _path([(1, 2), (3, 4), None, (5, 6)])
    'M1 2L3 4M5 6'
    """
    drawn, before = "", None
    for point in points:
        if point:
            drawn += f"{'L' if before else 'M'}{point[0]} {point[1]}"
        before = point
    return drawn
