"""The report as pages: HTML and Markdown from the same content.

Templates say where things stand, `words` how it is said, and this module what stands there. Every text is
escaped for its format: what people write about their service can neither become markup nor be run.
"""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from determinants.ground.problems import UsageError
from determinants.ground.spelling import seen
from determinants.ground.values import FACILITATES, HIGH, HINDERS, OWN
from determinants.service import words
from determinants.service.measure.planning import FIELDS
from determinants.service.report import annex, history, phrases, planned, summary, unknown
from determinants.service.report.content import ItemResult, Report, Site
from determinants.service.words import say


def html(report: Report) -> str:
    """Give the report as one HTML page.

    Raises:
        UsageError: if Jinja is not installed; it comes with the extra `report`.
    """
    return _written("report.html", report, escaped=True)


def markdown(report: Report) -> str:
    """Give the report as Markdown."""
    text = _written("report.md", report, escaped=False)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _written(template: str, report: Report, *, escaped: bool) -> str:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError:
        raise UsageError("reports need Jinja: pip install 'determinants[report]'.") from None
    environment = Environment(
        loader=PackageLoader("determinants.service.report"),
        autoescape=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"md": plain, "css": css}
    said: tuple[Callable[..., object], ...] = (
        *(phrases.heading, phrases.total, phrases.partly, phrases.compared, phrases.bounds),
        *(
            phrases.raters,
            phrases.scored,
            phrases.spelt_out,
            phrases.score,
            phrases.changed,
            phrases.experience,
        ),
        *(summary.scale, summary.headline, summary.lead, summary.strip, summary.start, summary.later),
        *(summary.elsewhere, summary.few, summary.mapped, history.history, unknown.unknown),
        *(annex.ticks, annex.domains, annex.placed, annex.shares, annex.sources, annex.of_study),
        *(annex.cited, annex.every_day),
    )
    own = (say, title, place, planned.plan, higher, page_of, totals)
    text = environment.get_template(template).render(
        report=report,
        language=words.spoken(),
        short=short([site.label for site in report.published]),
        anchors={study.publication: f"study-{place}" for place, study in enumerate(report.studies, 1)},
        plan_columns=FIELDS,
        FACILITATES=FACILITATES,
        HIGH=HIGH,
        HINDERS=HINDERS,
        OWN=OWN,
        **{function.__name__: function for function in (*said, *own)},
    )
    return seen(text)


def plain(text: object) -> str:
    r"""Give a text that Markdown shows as it is, on one line.

    >>> plain("<b>a|b</b> *c*")
    '&lt;b&gt;a\\|b&lt;/b&gt; \\*c\\*'
    """
    line = " ".join(str(text).split())
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]|~#!])", r"\\\1", line)


def css(text: object) -> str:
    r"""Give a text as it may stand in quotation marks in a style sheet.

    >>> css('a"</style>')
    'a\\22 \\3c \\2f style\\3e '
    """
    line = re.sub(r"\s", " ", str(text))
    return "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in line)


def short(labels: Sequence[str]) -> dict[str, str]:
    """Give each label's shortest beginning that no other has.

    >>> short(["Ulm", "Hamburg", "Harare"])
    {'Ulm': 'U', 'Hamburg': 'Ham', 'Harare': 'Har'}
    """
    return {
        label: next(
            (
                label[:length]
                for length in range(1, len(label))
                if not any(other.startswith(label[:length]) for other in labels if other != label)
            ),
            label,
        )
        for label in labels
    }


def title(report: Report) -> str:
    """Give the title of the report: its only site, or what it is about and how many there are."""
    if len(report.sites) == 1:
        return report.sites[0].site
    return say("report.heading_sites", heading=phrases.heading(report), count=len(report.sites))


def place(report: Report, total: float | Decimal) -> float:
    """Give where a total stands between the lowest and the highest there can be, in hundredths."""
    return round(100 * (float(total) - report.lowest) / (report.highest - report.lowest), 1)


def totals(report: Report, site: Site) -> str:
    """Give the published totals and a site's own in words, for those who do not see the line."""
    others = [f"{phrases.joined(labels)} {total}" for total, labels in summary.strip(report)]
    own = f"{site.site} {', '.join(big or small for big, small in summary.headline(report, site))}"
    return say(
        "report.standing.strip", least=report.lowest, most=report.highest, totals="; ".join([*others, own])
    )


def higher(item: ItemResult) -> str:
    """Give an item's score, and how many published sites have a higher one, as sentences."""
    told = [say("report.begin.score", score=phrases.score(item))]
    if item.published and item.mean is not None:
        count, sites = item.published_higher, len(item.published)
        if count:
            told.append(say("report.begin.higher", count=count, sites=sites))
        else:
            told.append(say("report.begin.none_higher", sites=sites))
    return " ".join(told)


def page_of() -> tuple[str, str, str]:
    """Give what stands before, between and after the numbers of `page 1 of 3`."""
    before, _, rest = say("report.page", page="\0", pages="\1").partition("\0")
    between, _, after = rest.partition("\1")
    return before, between, after
