"""The blank form and the report as workbooks, for those who fill in and rate in a spreadsheet program."""

from collections.abc import Iterator

from determinants.service import words
from determinants.service.measure.planning import FIELDS
from determinants.service.report import scorecard
from determinants.service.report.constructs import NOT_HERE, TO
from determinants.service.report.content import Evidence, Report, Statement
from determinants.service.report.memo import matrix, memo
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

SAYS = (
    ("The raters", "Scores, ticks, notes, and the answers on how things are arranged."),
    ("Your team", "Ratings and rationale. Their cells are empty, and no score is turned into a rating."),
    ("Nobody", "Where a finding belongs that matches no factor: it is in Evidence, in no construct."),
)

SCORES = (
    "whose",
    "site",
    "date",
    "item number",
    "item",
    "rater",
    "score",
    "low",
    "ticks and score",
    "the rater's notes on the item",
)
EVIDENCE = (
    "item",
    "factor",
    "direction",
    "directness",
    "confidence",
    "study",
    "countries",
    "design",
    "setting",
    "quality",
    "wording",
    "locator",
    "stated in",
    "link",
    "finding",
)


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


def workbook(report: Report) -> bytes:
    """Give a report in the layouts that users of the CFIR work with, filled but for their own judgements."""
    pages = [
        _read_me(report),
        *(matrix(report, edition) for edition in reversed(report.editions)),
        *(memo(report, number, site) for number, site in enumerate(report.sites, 1)),
        _scores(report),
        _evidence(report),
    ]
    return written(_title(report), pages)


def _title(report: Report) -> str:
    heading = scorecard.heading(report)
    return f"Report on {heading[0].lower()}{heading[1:]}"


def _read_me(report: Report) -> Page:
    lines = [
        Line((_title(report),), "title"),
        Line((f"Written by determinants {report.version}.",), "note"),
        Line(("sheet", "what it is"), "header"),
        *map(Line, _sheets(report)),
        Line(("who says what", ""), "header"),
        Line(("The review", f"{report.review_label}: the measure, and the factors that are not marked *.")),
        Line(("Codebooks", "Factors marked *, and how findings are coded.")),
        Line(("The CFIR", report.cautions[4])),
        *map(Line, SAYS),
        Line(("to bear in mind", ""), "header"),
        *(Line((str(number), caution)) for number, caution in enumerate(report.cautions, 1)),
    ]
    return Page("Read me", (30, 110), tuple(lines))


def _sheets(report: Report) -> Iterator[tuple[str, str]]:
    yield (
        ", ".join(f"Matrix {edition}" for edition in reversed(report.editions)),
        "After the CFIR Construct x Inner Setting Matrix of the CFIR User Guide: every construct of an "
        "edition, with a column for your rating and a summary of the data for each site.",
    )
    for number, site in enumerate(report.sites, 1):
        told = f"After the User Guide's Inner Setting Memo, construct by construct: {site.site}"
        yield f"Memo {number}", told
    scale = f"{min(report.anchors)}{TO}{max(report.anchors)}"
    yield "Scores", f"Every score on the {scale} measure, by site, item and rater; published sites below."
    yield "Evidence", "Every statement behind the items that evidence was gathered on, one in a row."


def _scores(report: Report) -> Page:
    lines = [*_own_scores(report), *_published(report)]
    columns = list(SCORES)
    columns[6] = f"score ({min(report.anchors)}{TO}{max(report.anchors)} measure)"
    header = Line(tuple(columns), "header")
    widths = (16, 26, 12, 8, 34, 16, 12, 8, 34, 46)
    return Page("Scores", widths, (header, *lines), header=0, filtered=True)


def _own_scores(report: Report) -> Iterator[Line]:
    for site in report.sites:
        for item in site.items:
            for rater, score in (item.scores or {"nobody": None}).items():
                yield Line(
                    (
                        "own",
                        site.site,
                        site.date,
                        item.ordinal,
                        item.label,
                        rater or "(no name)",
                        "not answered" if score is None else score,
                        "low" if item.low else "",
                        f"{item.comparison.verdict}: {item.comparison.why}" if item.comparison else "",
                        "\n".join(
                            note.text for note in site.notes if (note.item, note.rater) == (item.item, rater)
                        ),
                    )
                )


def _published(report: Report) -> Iterator[Line]:
    items = {item.item: item for item in (report.sites[0].items if report.sites else ())}
    for site in report.published:
        for iri, score in site.scores.items():
            number, label = (items[iri].ordinal, items[iri].label) if iri in items else (None, iri)
            where = f"{site.country}, {site.income.lower()}"
            yield Line(("published", site.label, "", number, label, "", score, "", "", where))


def _evidence(report: Report) -> Page:
    known = {each.item for each in report.evidence}
    items = report.sites[0].items if report.sites else ()
    missing = [
        Line((item.label, "", *[""] * 8, f"Evidence on this item is {NOT_HERE}."))
        for item in items
        if item.item not in known
    ]
    rows = [Line(row) for evidence in report.evidence for row in _behind(report, evidence)]
    rows += [
        Line(("(no item)", factor.label, *_statement(report, statement)))
        for factor in report.others
        for statement in factor.statements
    ]
    widths = (24, 32, 12, 14, 12, 22, 10, 20, 18, 12, 48, 24, 20, 30, 30)
    header = Line(EVIDENCE, "header")
    return Page("Evidence", widths, (header, *rows, *missing), header=0, filtered=True, wide=2)


def _behind(report: Report, evidence: Evidence) -> Iterator[tuple[str, ...]]:
    for factor in (*evidence.barriers, *evidence.facilitators):
        for statement in factor.statements:
            yield (evidence.label, factor.label, *_statement(report, statement))
    for statement in evidence.unmatched:
        yield (evidence.label, "(no factor)", *_statement(report, statement))


def _statement(report: Report, statement: Statement) -> tuple[str, ...]:
    study = report.study(statement.publication)
    return (
        statement.direction,
        statement.directness,
        statement.confidence,
        statement.publication_label,
        study.countries if study else "",
        study.design if study else "",
        study.setting if study else "",
        (study.quality if study else "") or "not graded",
        statement.wording,
        statement.locator,
        statement.stated_in,
        study.link if study else "",
        statement.finding,
    )
