"""The action plan: who does what about an item until when, as a page has it, and as a sheet to meet over."""

from collections.abc import Iterator

from determinants.service.measure.planning import FIELDS, PlannedAction
from determinants.service.report import phrases
from determinants.service.report.content import ItemResult, Report, Site
from determinants.service.words import say, under
from determinants.write.workbooks import Line, Page

# The heads of these columns are those that forms are read by.
COLUMNS = {"question": 24, "item": 34, **dict.fromkeys(FIELDS, 26), "site": 18, "date": 12}
KINDS = {"site": "@", "date": "yyyy-mm-dd"}


def plan(site: Site) -> Iterator[tuple[ItemResult, list[PlannedAction]]]:
    """Yield the items to be planned for, lowest first, and others with something agreed, with the lines."""
    agreed: dict[str, list[PlannedAction]] = {}
    for line in site.plan:
        agreed.setdefault(line.item, []).append(line)
    others = [item for item in site.items if item.item in agreed and not item.low]
    for item in (*site.low, *others):
        yield item, agreed.get(item.item, [PlannedAction(item.item)])


def sheet(report: Report) -> Page:
    """Give the action plan of all sites as a sheet, which is read as a form is."""
    places = list(COLUMNS)
    lines = [
        Line(
            (
                item.key,
                say("report.plan.line", item=item.label, score=phrases.score(item)),
                *(getattr(line, field) for field in FIELDS),
                site.site,
                site.date,
            )
        )
        for site in report.sites
        for item, agreed in plan(site)
        for line in agreed
    ]
    heads = under("form.head")
    return Page(
        say("report.plan.heading"),
        tuple(COLUMNS.values()),
        (
            Line((say("report.plan.heading"),), "title"),
            Line((f"{say('report.plan.intro')} {say('report.plan.keep')}",), "note"),
            Line(tuple(heads[name] for name in places), "header"),
            *lines,
        ),
        header=2,
        named=2,
        fill_in=frozenset(places.index(field) for field in FIELDS),
        kinds={places.index(name): kind for name, kind in KINDS.items()},
    )
