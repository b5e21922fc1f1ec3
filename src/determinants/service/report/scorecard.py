"""What is told of scores: as rows, and as they stand on a terminal."""

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal

from determinants.ask import captions
from determinants.ground import called
from determinants.ground.vocab import XSD
from determinants.ground.words import many
from determinants.service.report.content import Change, ItemResult, Report, Site
from determinants.store.solutions import Rows, Term, Value
from determinants.write.telling import Block, Hanging, Note, Told

TO = "\N{EN DASH}"


def heading(report: Report) -> str:
    """Give what a report is about: implementing what its review is about, where the review says so."""
    return f"Implementing {report.topic}" if report.topic else "Implementation"


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
                f"Next: '{called.command('report')}' with the same answers writes what stands behind the low "
                f"items; '{called.command('form --checklist')}' lists what can be ticked."
            ),
        ]
    return Told(
        rows(report),
        tuple(blocks),
        facts={"measure_of": report.review_label},
        tables={
            "anchors": [{"score": score, "means": meaning} for score, meaning in report.anchors.items()],
            "sites": [
                {"site": site.site, "date": site.date or None, "raters": raters(site)}
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
                    "why": _counts(item),
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
        yield {"site": other.label, "influence": None, "influence_label": "Total", "score": other.total}


def _site(report: Report, site: Site) -> Iterator[Block]:
    yield Note(" · ".join(part for part in (site.site, site.date, raters(site)) if part))
    yield Note(
        f"The measure of {report.review_label}: {many(len(site.items), 'item')} from {min(report.anchors)} "
        f"to {max(report.anchors)}{_middle(report)}, and a total from {report.lowest} to {report.highest}."
    )
    yield from (Hanging(f"  {number}  ", meaning) for number, meaning in report.anchors.items())
    yield from ("", Note(total(report, site)))
    if site.agreement:
        yield Note(site.agreement)
    yield from ("", _profile(report, site))
    for change in site.changes:
        yield from ("", Note(changed(change)))
    if told := comparisons(site):
        yield from ("", *map(Note, told))
    yield from ("", *_begin(report, site), "")
    yield from map(Note, filter(None, (experience(report), report.cautions[0], report.cautions[2])))


def _middle(report: Report) -> str:
    found = captions.midpoint(report.stated)
    return f" ({found} in the middle)" if found else ""


def raters(site: Site) -> str:
    """Give how many raters there were, and their names if they have any."""
    named = [rater for rater in site.raters if rater]
    count = f"{len(site.raters)} rater" + ("" if len(site.raters) == 1 else "s")
    return f"{count} ({', '.join(named)})" if named else count


def total(report: Report, site: Site) -> str:
    """Give a site's total as sentences, or why there is none and between what it lies."""
    whole = [each for each in site.totals if each.least == each.most]
    said = []
    if site.total is not None:
        names = [each.rater for each in whole if each.rater]
        of = f", the mean of {len(whole)} raters" if len(whole) > 1 else ""
        alone = f", by {names[0]} alone" if len(whole) == 1 and names and len(site.totals) > 1 else ""
        said.append(f"Total {site.total} of {report.highest}{of}{alone}.")
    for each in site.totals:
        if each not in whole:
            missing = len(site.items) - each.answered
            who = f" by {each.rater}" if each.rater else ""
            said.append(
                f"No total{who}: {missing} of {len(site.items)} items {'is' if missing == 1 else 'are'} "
                f"not answered. It lies between {each.least} and {each.most} of {report.highest}."
            )
    if not site.totals:
        said.append("No item was scored.")
    return " ".join(said)


def partly(site: Site) -> str:
    """Give by how many of the raters a total is, where it is not by all."""
    whole = sum(each.least == each.most for each in site.totals)
    return "" if whole == len(site.totals) else f" (by {whole} of {len(site.totals)} raters)"


def bounds(site: Site) -> tuple[int, int] | None:
    """Give between what a total lies that is not known, over all raters; nothing where it is known."""
    if site.total is not None or not site.totals:
        return None
    return min(each.least for each in site.totals), max(each.most for each in site.totals)


def changed(change: Change) -> str:
    """Give what changed between two days as a sentence."""
    moved = [f"{label} {signed(by)}" for label, by in change.items.items() if by]
    unknown = sum(by is None for by in change.items.values())
    whole = "" if change.total is None else f" Total {signed(change.total)}."
    same = "" if change.same_raters else " Not the same raters, or not named: a change may be theirs."
    left = f" On {unknown} of the items there is nothing to compare." if unknown else ""
    return (
        f"From {change.before} to {change.after}: {', '.join(moved) or 'no item changed'}.{whole}{left}{same}"
    )


def signed(number: object) -> str:
    """Give a number with its sign.

    >>> signed(2), signed(-1), signed(0)
    ('+2', '-1', '±0')
    """
    text = str(number)
    return text if text.startswith("-") else f"+{text}" if number else "±0"


def score(item: ItemResult) -> str:
    """Give an item's score, with the range where raters differ."""
    given = [each for each in item.scores.values() if each is not None]
    if not given:
        return "not answered"
    apart = f" ({min(given)}{TO}{max(given)})" if min(given) < max(given) else ""
    return f"{item.mean}{apart}"


def _profile(report: Report, site: Site) -> Rows:
    columns = ["#", "item", "score", "low", *(other.label for other in report.published)]
    lines = [
        (
            str(item.ordinal),
            item.label,
            score(item),
            "low" if item.low else "",
            *(str(item.published.get(other.label, "")) for other in report.published),
        )
        for item in site.items
    ]
    lines.append(
        (
            "",
            "Total",
            "" if site.total is None else str(site.total),
            "",
            *(str(other.total) for other in report.published),
        )
    )
    return Rows(tuple(columns), tuple(tuple(map(Literal, line)) for line in lines))


def _begin(report: Report, site: Site) -> Iterator[Block]:
    if not site.low:
        yield Note("No item is low.")
    else:
        yield Note(f"Where to begin ({seen(report, site)})")
        for item in site.low:
            yield Hanging(f"  {item.ordinal}  ", f"{item.label}: {_counts(item)}.")
    if site.missing:
        names = ", ".join(item.label for item in site.missing)
        yield Note(f"Not answered, so nothing is known of them: {names}.")


def experience(report: Report) -> str:
    """Give which published sites had experience of what is implemented when scored, as a sentence."""
    had, had_not = (
        [site.label for site in report.published if site.experience is known] for known in (True, False)
    )
    if not (had and had_not):
        return ""
    return (
        f"With experience of {report.topic or 'implementing it'}: {joined(had)}. Without: {joined(had_not)}."
    )


def joined(names: Sequence[str]) -> str:
    """Give names as an enumeration.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def comparisons(site: Site) -> list[str]:
    """Give how ticks and scores compare, as sentences; none where nothing is ticked."""
    found = [(item.label, item.comparison) for item in site.items if item.comparison]
    against = [f"{label} ({each.why})" for label, each in found if each.verdict == "do not agree"]
    alike = [label for label, each in found if each.verdict == "agree"]
    open_ = [
        f"{label} ({each.unknown} factors open)" if each.unknown else f"{label} ({each.why})"
        for label, each in found
        if each.verdict == "cannot be compared"
    ]
    said = (
        ("Ticks and scores do not agree on ", against),
        ("Ticks and scores agree on ", alike),
        ("Too little is ticked, or raters differ too much, to compare ticks and scores on ", open_),
    )
    return [f"{start}{'; '.join(names)}." for start, names in said if names]


def seen(report: Report, site: Site) -> str:
    """Give what makes an item low, for one rater or for several, by the scores that its review marks so."""
    scores = " or ".join(map(str, report.low))
    return f"at least half of the raters give {scores}" if len(site.raters) > 1 else f"scored {scores}"


def _counts(item: ItemResult) -> str:
    ticked = [each for each in (*item.barriers, *item.facilitators) if each.tick != "not ticked"]
    if not ticked:
        return (
            f"{many(len(item.barriers), 'barrier')} and "
            f"{many(len(item.facilitators), 'facilitator')} are known; none is ticked"
        )
    stand, lack = (sum(each.at_issue for each in listed) for listed in (item.barriers, item.facilitators))
    return (
        f"{stand} of {len(item.barriers)} barriers {'stands' if stand == 1 else 'stand'} here, and {lack} of "
        f"{len(item.facilitators)} facilitators {'is' if lack == 1 else 'are'} missing"
    )
