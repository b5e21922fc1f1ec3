"""A report in the layouts that users of the CFIR rate in: the matrix of constructs by site, the memo on one.

An inner setting is a site here. Cells for ratings and their rationale stay empty: they are a team's
judgement of valence and strength, and the scores of the measure, which say something else, never become one.
"""

from collections.abc import Iterator
from math import ceil

from determinants.ground.vocab import DET
from determinants.service.report import constructs, scorecard
from determinants.service.report.constructs import PlacedElement
from determinants.service.report.content import Edition, Report, Site
from determinants.write.workbooks import Choices, Line, Page

RATINGS = ("-2", "-1", "0", "1", "2", "M", "X")
RATING = Choices(
    RATINGS,
    "Your team's rating",
    "From -2 to 2: which way the construct works here, and how strongly. X: mixed, M: missing data. "
    "Yours to fill in: nothing here suggests one, and a score of the measure is none.",
)
YOURS = (
    "The ratings are yours to fill in, from -2 to +2 for which way a construct works and how strongly, X "
    "where it is mixed and M where data are missing. Nothing is filled in for you: the scores of the "
    "measure, which stand in the summaries, are something else and cannot be turned into ratings."
)
MARKED = f"{constructs.BEYOND} marks a factor that the review does not print."
NO_ELEMENTS = (
    "The constructs of the CFIR are not in this report, because no evidence was asked for. Ask for the "
    "evidence on low items or on all."
)
PAPER = 210  # about as many characters as are legible across a sheet of A4


def matrix(report: Report, edition: Edition) -> Page:
    """Give the matrix of one edition: a row for each construct, two columns for each site."""
    wide = 84 if len(report.sites) == 1 else 58
    widths = (9, 28, *(12, wide) * len(report.sites), 24)
    head = [
        Line((f"CFIR construct by inner setting matrix: {edition}",), "title"),
        Line((f"{YOURS} {MARKED} {report.cautions[1]}",), "note"),
    ]
    columns = [
        "code",
        "construct",
        *(f"{site.site}: {what}" for site in report.sites for what in ("rating", "summary")),
        "named publications with own findings on the factors placed here",
    ]
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
        f"Matrix {edition}",
        widths,
        (*head, Line(tuple(columns), "header"), *(lines or [Line(("", NO_ELEMENTS))])),
        header=len(head),
        named=2,
        fill_in=frozenset(ratings),
        wide=ceil(sum(widths) / PAPER),
    )


def memo(report: Report, number: int, site: Site) -> Page:
    """Give the memo on one site: its data in the head, then every construct of the newest edition."""
    head = [
        Line((f"Inner setting memo: {site.site}",), "title"),
        *(Line((said,), "note") for said in _head(report, site)),
    ]
    columns = (
        "code",
        "construct",
        "definition",
        "summary of this site's data",
        f"supporting evidence: up to {constructs.FEW} own findings, first on what stands or is missing here",
        "rating",
        "rationale",
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
        f"Memo {number}",
        (9, 24, 30, 48, 56, 8, 28),
        (*head, Line(columns, "header"), *(lines or [Line(("", NO_ELEMENTS))]), *_notes(site)),
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
    return Line((*named, *cells), choices=dict.fromkeys(ratings, RATING), indent=placed.depth)


def _head(report: Report, site: Site) -> Iterator[str]:
    day = f"on {site.date}" if site.date else "on a day that is not given"
    yield f"Scored {day} by {scorecard.raters(site)}."
    least, most = min(report.anchors), max(report.anchors)
    agreed = f" {site.agreement}" if site.agreement else ""
    yield (
        f"{scorecard.total(report, site)}{agreed} Items are scored from {least} to {most} on the measure of "
        f"{report.review_label}."
    )
    told = [f"{facet}: {meaning}" for facet, meaning in site.conditions.items()]
    told += [f"{facet}: not answered, or not alike" for facet in site.open_conditions]
    if told:
        yield f"How things are arranged here. {'; '.join(told)}."
    yield f"{YOURS} {MARKED}"


def _notes(site: Site) -> Iterator[Line]:
    """Yield what the raters noted, below the table."""
    if site.notes:
        yield Line(("", "Notes of the raters"), "domain")
    for note in site.notes:
        by = f" ({note.rater})" if note.rater else ""
        yield Line((f"{note.about}{by}: {note.text}",), "note")
