"""The report as a workbook: the action plan, what users of the CFIR rate in, every score, every finding."""

from collections.abc import Iterator

from determinants.service import words
from determinants.service.report import planned
from determinants.service.report.backing import Evidence, Statement
from determinants.service.report.content import Day, Report, Site
from determinants.service.report.memo import matrix, memo
from determinants.service.words import say
from determinants.write.workbooks import Line, Page, written


def workbook(report: Report) -> bytes:
    """Give a report in the layouts that teams and users of the CFIR work with, their judgements blank."""
    pages = [
        _read_me(report),
        planned.sheet(report),
        *(matrix(report, edition) for edition in reversed(report.editions)),
        *(memo(report, number, site) for number, site in enumerate(report.sites, 1)),
        _scores(report),
        _evidence(report),
    ]
    return written(_title(report), pages)


def _title(report: Report) -> str:
    return say("report.book.title", topic=report.topic) if report.topic else say("report.book.title_bare")


def _read_me(report: Report) -> Page:
    lines = [
        Line((_title(report),), "title"),
        Line((say("report.book.written", version=report.version),), "note"),
        *([Line((say("report.annex.cite", citation=report.cited),), "note")] if report.cited else []),
        Line((say("report.book.sheet"), say("report.book.what")), "header"),
        *map(Line, _sheets(report)),
        Line((say("report.book.who"), ""), "header"),
        Line((say("report.book.review"), say("report.book.review_says", review=report.review_label))),
        Line((say("report.book.codebooks"), say("report.book.codebooks_say"))),
        Line((say("report.book.cfir"), report.cautions[4])),
        Line((say("report.book.raters"), say("report.book.raters_say"))),
        Line((say("report.book.team"), say("report.book.team_says"))),
        Line((say("report.book.nobody"), say("report.book.nobody_says"))),
        Line((say("report.book.mind"), ""), "header"),
        *(Line((str(number), caution)) for number, caution in enumerate(report.cautions, 1)),
    ]
    return Page(say("report.book.named.read_me"), (30, 110), tuple(lines))


def _sheets(report: Report) -> Iterator[tuple[str, str]]:
    yield say("report.plan.heading"), say("report.book.plan")
    yield (
        ", ".join(say("report.book.named.matrix", edition=edition) for edition in reversed(report.editions)),
        say("report.book.matrix.told"),
    )
    for number, site in enumerate(report.sites, 1):
        yield say("report.book.named.memo", number=number), say("report.book.memo.told", site=site.site)
    scale = {"least": min(report.anchors), "most": max(report.anchors)}
    yield say("report.book.named.scores"), say("report.book.scores_told", **scale)
    yield say("report.book.named.evidence"), say("report.book.evidence_told")


def _scores(report: Report) -> Page:
    lines = [line for site in report.sites for day in site.days for line in _own_scores(site, day)]
    lines += _published(report)
    columns = words.under("report.book.scores")
    columns["score"] = say("report.book.scores_column", least=min(report.anchors), most=max(report.anchors))
    header = Line(tuple(columns[name] for name in SCORES), "header")
    widths = (16, 26, 12, 8, 34, 16, 12, 8, 34, 46)
    return Page(say("report.book.named.scores"), widths, (header, *lines), header=0, filtered=True)


SCORES = ("whose", "site", "date", "ordinal", "item", "rater", "score", "low", "ticks", "notes")


def _own_scores(site: Site, day: Day) -> Iterator[Line]:
    """Yield every score of a day; what makes an item low, and how ticks compare, is told of the last day."""
    last = day == site.days[-1]
    for place, item in enumerate(site.items):
        for rater, score in (day.items[place].scores or {"": None}).items():
            noted = [
                note.text
                for note in site.notes
                if (note.item, note.rater, note.date) == (item.item, rater, day.date)
            ]
            compared = item.comparison if last else None
            yield Line(
                (
                    say("report.book.own"),
                    site.site,
                    day.date,
                    item.ordinal,
                    item.label,
                    (rater or say("report.book.no_name")) if day.raters else say("report.book.no_rater"),
                    say("report.not_answered") if score is None else score,
                    say("report.low.word") if last and item.low else "",
                    f"{compared.verdict}: {compared.why}" if compared else "",
                    "\n".join(noted),
                )
            )


def _published(report: Report) -> Iterator[Line]:
    items = {item.item: item for item in (report.sites[0].items if report.sites else ())}
    for site in report.published:
        for iri, score in site.scores.items():
            number, label = (items[iri].ordinal, items[iri].label) if iri in items else (None, iri)
            where = f"{site.country}, {site.income.lower()}"
            whose = say("report.standing.published_site")
            yield Line((whose, site.label, "", number, label, "", score, "", "", where))


def _evidence(report: Report) -> Page:
    known = {each.item for each in report.evidence}
    items = report.sites[0].items if report.sites else ()
    missing = [
        Line((item.label, "", *[""] * 8, say("report.construct.no_evidence")))
        for item in items
        if item.item not in known
    ]
    rows = [Line(row) for evidence in report.evidence for row in _behind(report, evidence)]
    rows += [
        Line((say("report.book.no_item"), factor.label, *_statement(report, statement)))
        for factor in report.others
        for statement in factor.statements
    ]
    widths = (24, 32, 12, 14, 12, 22, 10, 20, 18, 12, 48, 24, 20, 30, 30)
    header = Line(tuple(words.under("report.book.evidence")[name] for name in EVIDENCE), "header")
    return Page(
        say("report.book.named.evidence"), widths, (header, *rows, *missing), header=0, filtered=True, wide=2
    )


EVIDENCE = (
    *("item", "factor", "direction", "directness", "confidence", "study", "countries", "design", "setting"),
    *("quality", "wording", "locator", "stated_in", "link", "finding"),
)


def _behind(report: Report, evidence: Evidence) -> Iterator[tuple[str, ...]]:
    for factor in evidence.factors:
        for statement in factor.statements:
            yield (evidence.label, factor.label, *_statement(report, statement))
    for statement in evidence.unmatched:
        yield (evidence.label, say("report.book.no_factor"), *_statement(report, statement))


def _statement(report: Report, statement: Statement) -> tuple[str, ...]:
    study = report.study(statement.publication)
    return (
        statement.direction,
        statement.directness,
        statement.confidence,
        report.called(statement),
        study.countries if study else "",
        study.design if study else "",
        study.setting if study else "",
        (study.quality if study else "") or say("report.not_graded"),
        statement.wording,
        statement.locator,
        statement.stated_in,
        study.link if study else "",
        statement.finding,
    )
