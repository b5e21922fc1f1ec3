"""A report in the layouts that users of the CFIR rate in: the matrix of constructs by site, the memo on one.

An inner setting is a site here. Cells for ratings and their rationale stay empty: they are a team's
judgement of valence and strength, and the scores of the measure, which say something else, never become one.
"""

from collections.abc import Iterator
from math import ceil

from determinants.ground.vocab import DET
from determinants.service.report import constructs, phrases
from determinants.service.report.backing import Edition
from determinants.service.report.constructs import PlacedElement
from determinants.service.report.content import Report, Site
from determinants.service.words import say
from determinants.write.matrix_formats import RATINGS
from determinants.write.workbooks import Choices, Line, Page

PAPER = 210  # about as many characters as are legible across a sheet of A4


def matrix(report: Report, edition: Edition) -> Page:
    """Give the matrix of one edition: a row for each construct, two columns for each site."""
    wide = 84 if len(report.sites) == 1 else 58
    widths = (9, 28, *(12, wide) * len(report.sites), 24)
    head = [
        Line((say("report.book.matrix.title", edition=edition),), "title"),
        Line((f"{_yours()} {report.cautions[1]}",), "note"),
    ]
    columns = [say("report.book.matrix.code"), say("report.book.matrix.construct")]
    for site in report.sites:
        columns.append(say("report.book.matrix.rating", site=site.site))
        columns.append(say("report.book.matrix.summary", site=site.site))
    columns.append(say("report.book.matrix.publications"))
    ratings = range(2, 2 + 2 * len(report.sites), 2)
    lines = [
        _line(
            placed,
            (
                *(cell for site in report.sites for cell in (None, constructs.summary(report, site, placed))),
                constructs.publications(report, placed),
            ),
            ratings,
        )
        for placed in constructs.placed_elements(report, edition)
    ]
    return Page(
        say("report.book.named.matrix", edition=edition),
        widths,
        (
            *head,
            Line(tuple(columns), "header"),
            *(lines or [Line(("", say("report.book.matrix.no_elements")))]),
        ),
        header=len(head),
        named=2,
        fill_in=frozenset(ratings),
        wide=ceil(sum(widths) / PAPER),
    )


def memo(report: Report, number: int, site: Site) -> Page:
    """Give the memo on one site: its data in the head, then every construct of the newest edition."""
    head = [
        Line((say("report.book.memo.title", site=site.site),), "title"),
        *(Line((said,), "note") for said in _head(report, site)),
    ]
    columns = (
        say("report.book.matrix.code"),
        say("report.book.matrix.construct"),
        say("report.book.memo.definition"),
        say("report.book.memo.summary"),
        say("report.book.memo.supporting", few=constructs.FEW),
        say("report.book.memo.rating"),
        say("report.book.memo.rationale"),
    )
    lines = [
        _line(
            placed,
            (
                placed.element.definition,
                constructs.summary(report, site, placed),
                constructs.supporting(report, site, placed),
                None,
                None,
            ),
            range(5, 6),
        )
        for placed in constructs.placed_elements(report, report.editions[-1])
    ]
    return Page(
        say("report.book.named.memo", number=number),
        (9, 24, 30, 48, 56, 8, 28),
        (
            *head,
            Line(columns, "header"),
            *(lines or [Line(("", say("report.book.matrix.no_elements")))]),
            *_notes(site),
        ),
        header=len(head),
        named=2,
        fill_in=frozenset({5, 6}),
    )


def _line(placed: PlacedElement, cells: tuple[str | int | None, ...], ratings: range) -> Line:
    element = placed.element
    named = (element.notation, element.label)
    if placed.section:
        return Line(
            (*named, *cells),
            "domain" if element.kind_iri == DET.Domain.value else "group",
            indent=placed.depth,
        )
    return Line((*named, *cells), choices=dict.fromkeys(ratings, rating()), indent=placed.depth)


def rating() -> Choices:
    """Give what may be chosen as a rating, which is the team's to give."""
    return Choices(RATINGS, say("report.book.matrix.choose"), say("report.book.matrix.choices"))


def _yours() -> str:
    marked = say("report.book.matrix.marked", mark=constructs.BEYOND)
    return f"{say('report.book.matrix.yours')} {marked}"


def _head(report: Report, site: Site) -> Iterator[str]:
    if site.date:
        yield say("report.book.memo.scored_on", date=site.date, raters=phrases.raters(site))
    else:
        yield say("report.book.memo.scored", raters=phrases.raters(site))
    scale = {"least": min(report.anchors), "most": max(report.anchors), "review": report.review_label}
    said = (phrases.total(report, site), site.agreement, say("report.book.memo.scale", **scale))
    yield " ".join(filter(None, said))
    told = [f"{facet}: {meaning}" for facet, meaning in site.conditions.items()]
    for facet in site.open_conditions:
        if facet in site.disputed:
            told.append(say("report.book.memo.disputed", facet=facet))
        else:
            told.append(say("report.book.memo.open", facet=facet))
    if told:
        yield say("report.book.memo.arranged", answers="; ".join(told))
    yield _yours()


def _notes(site: Site) -> Iterator[Line]:
    """Yield what the raters noted, below the table."""
    if site.notes:
        yield Line(("", say("report.book.memo.notes")), "domain")
    for note in site.notes:
        by = ", ".join(filter(None, (note.rater, note.date if len(site.days) > 1 else "")))
        if by:
            yield Line((say("report.book.memo.note_by", about=note.about, rater=by, text=note.text),), "note")
        else:
            yield Line((say("report.book.memo.note", about=note.about, text=note.text),), "note")
