"""What is told of scores: as rows, and as they stand on a terminal."""

from collections.abc import Iterator

from pyoxigraph import Literal

from determinants.ask import captions
from determinants.ground import called
from determinants.ground.vocab import XSD
from determinants.service.report import phrases
from determinants.service.report.content import ItemResult, Report, Site
from determinants.service.words import say
from determinants.store.solutions import Rows, Term, Value
from determinants.write.telling import Block, Hanging, Note, Told

COLUMNS = (
    "site",
    "date",
    "ordinal",
    "influence",
    "influence_label",
    "score",
    "lowest",
    "highest",
    "raters",
    "low",
    "published_lowest",
    "published_highest",
    "published_higher",
    "ticks",
    "total",
    "total_least",
    "total_most",
)


def rows(report: Report) -> Rows:
    """Give one row for each site and item of its last day, for other programs."""
    return Rows(COLUMNS, tuple(_row(site, item) for site in report.sites for item in site.items))


def _row(site: Site, item: ItemResult) -> tuple[Term | None, ...]:
    given = [score for score in item.scores.values() if score is not None]
    published = item.published.values()
    cells = (
        site.site,
        site.date or None,
        item.ordinal,
        item.influence,
        item.label,
        item.mean,
        min(given, default=None),
        max(given, default=None),
        len(given),
        item.low,
        min(published, default=None),
        max(published, default=None),
        item.published_higher if given else None,
        f"{item.comparison.verdict}: {item.comparison.why}" if item.comparison else None,
        site.total,
        min((each.least for each in site.totals), default=None),
        max((each.most for each in site.totals), default=None),
    )
    return tuple(map(_term, cells))


def _term(cell: object) -> Term | None:
    match cell:
        case None:
            return None
        case bool():
            return Literal(cell)
        case int():
            return Literal(str(cell), datatype=XSD.integer)
        case str():
            return Literal(cell)
        case _:
            return Literal(str(cell), datatype=XSD.decimal)


def card(report: Report) -> Told:
    """Tell the scores of every site, beside the published sites."""
    blocks: list[Block] = []
    for site in report.sites:
        blocks += [*([""] if blocks else []), *_site(report, site)]
    if any(site.low for site in report.sites):
        blocks += [
            "",
            Note(
                say(
                    "report.next",
                    report=called.command("report"),
                    checklist=called.command("form --checklist"),
                )
            ),
        ]
    return Told(
        rows(report),
        tuple(blocks),
        facts={"measure_of": report.review_label},
        tables={
            "anchors": [{"score": score, "means": meaning} for score, meaning in report.anchors.items()],
            "sites": [
                {"site": site.site, "date": site.date or None, "raters": phrases.raters(site)}
                for site in report.sites
            ],
            "item_scores": [
                {
                    "site": site.site,
                    "rater": rater or None,
                    "influence": item.influence,
                    "influence_label": item.label,
                    "score": score,
                }
                for site in report.sites
                for item in site.items
                for rater, score in item.scores.items()
            ],
            "low": [
                {
                    "site": site.site,
                    "ordinal": item.ordinal,
                    "influence": item.influence,
                    "influence_label": item.label,
                    "why": phrases.counts(item),
                }
                for site in report.sites
                for item in site.low
            ],
            "published": [*_published(report)],
        },
    )


def _published(report: Report) -> Iterator[dict[str, Value]]:
    """Yield what the published sites scored on each item, and their totals."""
    for other in report.published:
        items = {item.influence: item for site in report.sites for item in site.items}
        for iri, item in items.items():
            score = item.published.get(other.label)
            yield {"site": other.label, "influence": iri, "influence_label": item.label, "score": score}
        yield {
            "site": other.label,
            "influence": None,
            "influence_label": say("report.total.word"),
            "score": other.total,
        }


def _site(report: Report, site: Site) -> Iterator[Block]:
    yield Note(" · ".join(part for part in (site.site, site.date, phrases.raters(site)) if part))
    scale = {"least": min(report.anchors), "most": max(report.anchors)}
    middle = captions.midpoint(report.stated)
    given = {"review": report.review_label, "count": len(site.items), **scale}
    said = say("report.measure_middle", middle=middle, **given) if middle else say("report.measure", **given)
    yield Note(f"{said} {say('report.totals', least=report.lowest, most=report.highest)}")
    yield from (Hanging(f"  {number}  ", meaning) for number, meaning in report.anchors.items())
    if told := phrases.spelt_out(report):
        yield Note(told)
    yield from ("", Note(phrases.total(report, site)))
    if site.agreement:
        yield Note(site.agreement)
    yield from ("", _profile(report, site))
    for change in site.changes:
        yield from ("", Note(phrases.changed(change)))
    if compared := phrases.comparisons(site):
        yield from ("", *map(Note, compared))
    yield from ("", *_begin(report, site), "")
    yield from map(Note, filter(None, (phrases.experience(report), report.cautions[0], report.cautions[2])))


def _profile(report: Report, site: Site) -> Rows:
    columns = [
        "#",
        say("report.standing.item"),
        say("report.standing.score"),
        say("report.low.word"),
        *(other.label for other in report.published),
    ]
    lines = [
        (
            str(item.ordinal),
            item.label,
            phrases.score(item),
            say("report.low.word") if item.low else "",
            *(str(item.published.get(other.label, "")) for other in report.published),
        )
        for item in site.items
    ]
    lines.append(
        (
            "",
            say("report.total.word"),
            "" if site.total is None else str(site.total),
            "",
            *(str(other.total) for other in report.published),
        )
    )
    return Rows(tuple(columns), tuple(tuple(map(Literal, line)) for line in lines))


def _begin(report: Report, site: Site) -> Iterator[Block]:
    if not site.low:
        yield Note(say("report.low.none"))
    else:
        yield Note(say("report.begin.card", why=phrases.made_low(report, site)))
        for item in site.low:
            yield Hanging(f"  {item.ordinal}  ", f"{item.label}: {phrases.counts(item)}.")
    if site.missing:
        names = ", ".join(item.label for item in site.missing)
        yield Note(say("report.unknown.items", items=names))
