"""The report on a service: what stands in it, in every format, and that nothing else can get in."""

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
import rispy
from pypdf import PdfReader

from determinants.ask.asking import Graph
from determinants.ground.problems import DeterminantsError, UsageError
from determinants.ground.values import DIRECTNESS
from determinants.ground.vocab import BASE
from determinants.service import measure, printing, requests
from determinants.service.measure import Instrument, Sheet
from determinants.service.measure.planning import PlannedAction
from determinants.service.report import (
    DOCUMENT_FORMATS,
    FORM_FORMATS,
    Report,
    annex,
    content,
    gathering,
    history,
    pages,
    phrases,
    planned,
    scorecard,
    summary,
    unknown,
)
from determinants.store.oxigraph import OxigraphEngine
from parts import need
from printers import opened

HOSTILE = [
    '<script>alert(1)</script><img src=x onerror="alert(2)">',
    '"><b onclick=x>',
    '=HYPERLINK("http://example.org","click")',
    "very long name " * 13,
    "Ärzte & Söhne | *bold* [link](javascript:x) `code`",
    "בית החולים",
]

Make = Callable[..., Report]


def asking(engine: OxigraphEngine) -> tuple[Graph, Instrument]:
    graph = Graph(engine)
    return graph, measure.instrument(graph.ask)


@pytest.fixture(scope="module")
def make(shipped: OxigraphEngine) -> Make:
    graph, asked = asking(shipped)

    def report(*sheets: Sheet, behind: gathering.Behind = "low") -> Report:
        return gathering.gather(graph.ask, asked, measure.services(asked, sheets), behind)

    return report


@pytest.fixture(scope="module")
def released(shipped: OxigraphEngine) -> Instrument:
    return asking(shipped)[1]


def scoring(asked: Instrument, scores: Sequence[int | None], site: str = "Here", **more: object) -> Sheet:
    """One rater's sheet with these scores, in the order of the items."""
    given = zip(asked.items, scores, strict=True)
    told = {item.iri: score for item, score in given if score is not None}
    return replace(Sheet(site, "2026-01-31", "Kim", told), **more)  # type: ignore[arg-type]


ULM = (0, 0, 0, 0, 0, 2, 1, 0)


@pytest.fixture(scope="module")
def ulm(make: Make, released: Instrument) -> Report:
    """A service that scores as Ulm did: seven of eight items are low."""
    return make(scoring(released, ULM))


# What is in it.


@pytest.mark.slow
def test_low_items_come_lowest_first_and_all_have_their_evidence(ulm: Report) -> None:
    (site,) = ulm.sites
    assert [(item.ordinal, item.mean) for item in site.low] == [
        *((place, 0) for place in (1, 2, 3, 4, 5, 8)),
        (7, 1),
    ]
    assert {each.item for each in ulm.evidence} == {item.item for item in site.low}


@pytest.mark.slow
def test_evidence_on_every_item_if_asked_for_and_on_none(make: Make, released: Instrument) -> None:
    every = make(scoring(released, [3] * 8), behind="all")
    assert [each.ordinal for each in every.evidence] == list(range(1, 9))
    assert make(scoring(released, [3] * 8)).evidence == ()
    assert make(scoring(released, ULM), behind="none").evidence == ()


def test_the_published_sites_stand_beside_with_their_printed_totals(ulm: Report) -> None:
    assert [(site.label, site.total) for site in ulm.published] == [
        ("Ulm", 3),
        ("Pune", 7),
        ("Dar es Salaam", 10),
        ("Hamburg", 15),
        ("Kampala", 15),
        ("Beer Sheva", 19),
    ]


def test_own_findings_come_first_and_each_has_its_place(ulm: Report) -> None:
    order = [each.label for each in DIRECTNESS]
    for evidence in ulm.evidence:
        for listed in (
            evidence.unmatched,
            *(factor.statements for factor in (*evidence.barriers, *evidence.facilitators)),
        ):
            places = [order.index(each.directness) for each in listed]
            assert places == sorted(places)
            assert all(each.locator and each.wording for each in listed)


@pytest.mark.slow
def test_every_finding_on_an_item_is_in_it_once(ulm: Report, shipped: OxigraphEngine) -> None:
    for evidence in ulm.evidence:
        factors = (*evidence.barriers, *evidence.facilitators)
        shown = [each.finding for factor in factors for each in factor.statements]
        shown += [each.finding for each in evidence.unmatched]
        rows = list(Graph(shipped).ask("influence-findings", influence=evidence.influence).records())
        assert sorted(shown) == sorted(str(row["finding"]) for row in rows)


def test_every_study_that_is_named_is_described(ulm: Report) -> None:
    named = {
        each.publication
        for evidence in ulm.evidence
        for listed in (
            evidence.unmatched,
            *(factor.statements for factor in (*evidence.barriers, *evidence.facilitators)),
        )
        for each in listed
    }
    assert {study.publication for study in ulm.studies} == named


def test_what_the_review_names_for_changing_an_influence_has_its_references(ulm: Report) -> None:
    named = {each.label: each.approaches for each in ulm.evidence if each.approaches}
    assert list(named) == ["Organisational culture"]
    approaches = {each.label: each.references for each in named["Organisational culture"]}
    assert {label: len(cited) for label, cited in approaches.items()} == {
        "more emphasis on supporting strengths": 3,
        "more emphasis on self-management": 1,
        "more emphasis on hope": 2,
        "more emphasis on well-being": 3,
        "positive psychology": 2,
        "recovery colleges": 3,
        "a greater focus on human rights": 1,
    }
    shown = pages.markdown(ulm)
    for cited in (each for listed in approaches.values() for each in listed):
        assert pages.plain(cited.citation) in shown
    assert not {each.publication for listed in approaches.values() for each in listed} & {
        study.publication for study in ulm.studies
    }, "what is cited for an approach has found nothing here"


@pytest.mark.slow
@pytest.mark.parametrize(
    "said",
    [
        "midpoint of its scale: 1.5 (middle of the scale of an item; Results, Stage 3, paragraph 3)",
        "rater of its measure: the site lead of each site scored it",
        "highest total of its measure: 24",
        "mean item score of the sites with experience of peer support work: 1.8 (Results, Stage 3, ",
        "mean item score of the high-income sites: 1.5 (Results, Stage 3, paragraph 3)",
        "use of its measure: by clinical services",
        "use of its measure: in research",
        "trial of its measure: no marked floor or ceiling effects were found",
    ],
)
def test_what_is_said_of_the_measure_is_what_the_graph_states(ulm: Report, said: str) -> None:
    assert pages.plain(said) in pages.markdown(ulm)
    about, _, told = said.partition(": ")
    html = re.sub(r"<[^>]+>", "", pages.html(ulm))
    assert f"{about}: {told}" in html


def test_nothing_is_ordered_by_a_count(ulm: Report, released: Instrument) -> None:
    """Factors stand as on the checklist, whatever how many publications report them."""
    for evidence in ulm.evidence:
        for listed, direction in ((evidence.barriers, "hinders"), (evidence.facilitators, "facilitates")):
            assert [each.determinant for each in listed] == [
                factor.iri for factor in released.factors_on(evidence.influence, direction)
            ]


def test_what_is_ticked_as_being_in_the_way_comes_first(make: Make, released: Instrument) -> None:
    item = released.items[0]
    barriers = released.factors_on(item.influence, "hinders")
    ticks = {barriers[0].iri: False, barriers[4].iri: True}
    (site,) = make(scoring(released, ULM, ticks=ticks), behind="none").sites
    shown = site.items[0].barriers
    assert (shown[0].determinant, shown[0].tick) == (barriers[4].iri, "yes")
    assert (shown[-1].determinant, shown[-1].tick) == (barriers[0].iri, "no")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"training": "internal"}, {("Process", True), ("Inner Setting", True)}),
        ({"training": "external"}, {("Process", True)}),
        ({}, {("Process", True), ("Inner Setting", False)}),
    ],
)
def test_answers_to_conditions_choose_the_domains(
    make: Make, released: Instrument, answers: dict[str, str], expected: set[tuple[str, bool]]
) -> None:
    """Discussion, paragraph 3: training belongs to the inner setting if it is provided internally."""
    (site,) = make(scoring(released, ULM, conditions=answers), behind="none").sites
    (training,) = (item for item in site.items if item.item.endswith("psw-training"))
    assert {
        (each.label, each.settled) for each in training.domains if each.edition == "CFIR 2009"
    } == expected


def test_raters_who_answer_a_condition_differently_leave_it_open(make: Make, released: Instrument) -> None:
    one = scoring(released, ULM, conditions={"training": "internal"})
    other = scoring(released, ULM, rater="Lee", conditions={"training": "external"})
    (site,) = make(one, other, behind="none").sites
    assert "training" in site.open_conditions
    assert site.conditions == {}


def test_strategies_stand_only_where_shares_were_read_and_the_rest_is_counted(
    ulm: Report, shipped: OxigraphEngine
) -> None:
    """What some project chose of a table is no advice, and a share below a fifth is none either."""
    rows = Graph(shipped).ask("strategy-endorsements").records()
    printed = {(str(row["barrier"]), str(row["strategy"])): row["percentage"] for row in rows}
    covered = {barrier for (barrier, _), share in printed.items() if share is not None}
    for evidence in ulm.evidence:
        constructs = {
            place.element: place.label for place in evidence.constructs if place.edition == "CFIR 2009"
        }
        shown = {
            (share.barrier, each.strategy): share.percentage
            for each in evidence.strategies
            for share in each.shares
        }
        assert shown == {
            pair: share
            for pair, share in printed.items()
            if pair[0] in constructs and share is not None and Decimal(str(share)) >= 20
        }
        assert len({each.strategy for each in evidence.strategies}) == len(evidence.strategies)
        assert set(evidence.unread) == {label for iri, label in constructs.items() if iri not in covered}
        assert (evidence.read, evidence.asked) == (len(covered & constructs.keys()), len(constructs))


def test_that_there_is_no_strategy_is_said_plainly(make: Make, released: Instrument) -> None:
    """Of pay nothing was read: no strategy of another table may stand there."""
    report = make(scoring(released, [3, 3, 3, 3, 3, 0, 3, 3]))
    (begin,) = summary.start(report, report.sites[0])
    assert begin.strategies == "None: what experts endorsed was read for none of its 3 constructs."
    assert begin.strategies in " ".join(pages.html(report).split())


def test_a_missing_answer_gives_bounds_and_no_total(make: Make, released: Instrument) -> None:
    report = make(scoring(released, [2] * 7 + [None]), behind="none")
    assert report.sites[0].total is None
    said = scorecard.card(report).text(100)
    assert "No total by Kim: 1 of 8 items is not answered. It lies between 14 and 17 of 24." in said
    assert "Nobody has scored PSW access to a peer network." in " ".join(said.split())
    assert "<strong>14 to 17</strong> <bdi>of 24, as 1 item is not answered</bdi>" in pages.html(report)


def test_what_changed_and_that_the_raters_did(make: Make, released: Instrument) -> None:
    before = scoring(released, ULM, date="2026-01-01")
    (site,) = make(before, scoring(released, [2] * 8), behind="none").sites
    (change,) = site.changes
    assert (change.total, change.same_raters) == (13, True)
    said = phrases.changed(change)
    assert "Organisational culture +2" in said
    assert "Financial arrangements" not in said, "it did not change"
    assert "raters" not in said


@pytest.mark.parametrize("rater", ["Lee", ""])
def test_other_raters_or_nameless_ones_have_no_change_of_total(
    make: Make, released: Instrument, rater: str
) -> None:
    """Who is not known to be the same may be another."""
    before = scoring(released, ULM, date="2026-01-01", rater=rater)
    after = scoring(released, [2] * 8, rater=rater and "Kim")
    (site,) = make(before, after, behind="none").sites
    (change,) = site.changes
    assert (change.total, change.same_raters) == (None, False)
    assert "Not the same raters, or not named" in phrases.changed(change)


def test_a_total_that_one_of_several_gave_is_said_to_be_so(make: Make, released: Instrument) -> None:
    report = make(scoring(released, [2] * 7 + [None]), scoring(released, [1] * 8, rater="Lee"), behind="none")
    assert "Total 8 of 24, by Lee alone." in phrases.total(report, report.sites[0])


def test_each_factor_has_the_number_of_studies_behind_it(make: Make, released: Instrument) -> None:
    """Of a list of barriers, each has its own number, counted again from the statements."""
    report = make(scoring(released, [1, 1, 1, *[3] * 5]))
    for begin in summary.start(report, report.sites[0]):
        evidence = report.evidence_on(begin.item.item)
        assert evidence is not None
        for some, listed in (
            (begin.barriers, evidence.barriers),
            (begin.facilitators, evidence.facilitators),
        ):
            counted = {
                factor.determinant: len(
                    {each.publication for each in factor.statements if each.directness == "own finding"}
                )
                for factor in listed
            }
            assert some.shown
            assert all(each.publications == counted[each.factor.determinant] for each in some.shown)


def test_what_is_not_shown_of_what_stands_is_counted(make: Make, released: Instrument) -> None:
    """Of many ticks the summary shows the first, and says how many more stand and how many nobody ticked."""
    item = released.items[0]
    ticks = {factor.iri: True for factor in released.factors_on(item.influence, "hinders")[:7]}
    report = make(scoring(released, ULM, ticks=ticks))
    starts = summary.start(report, report.sites[0])
    assert [each.item for each in starts] == list(report.sites[0].low[:3])
    assert summary.later(report.sites[0]) == report.sites[0].low[3:]
    begin = starts[0]
    barriers = released.factors_on(item.influence, "hinders")
    assert [each.factor.tick for each in begin.barriers.shown] == ["yes"] * len(begin.barriers.shown)
    left = 7 - len(begin.barriers.shown)
    assert (
        begin.barriers.rest
        == f"And {left} more that stand here and {len(barriers) - 7} more that are not ticked."
    )


def test_all_that_is_ticked_is_shown_where_there_is_room(make: Make, released: Instrument) -> None:
    item = released.items[0]
    ticks = {factor.iri: True for factor in released.factors_on(item.influence, "hinders")[:6]}
    report = make(scoring(released, [1] + [3] * 7, ticks=ticks))
    (begin,) = summary.start(report, report.sites[0])
    assert sum(each.factor.at_issue for each in begin.barriers.shown) == 6


def test_strategies_are_for_what_is_at_issue_and_somebody_endorsed_them(
    make: Make, released: Instrument
) -> None:
    item = next(item for item in released.items if item.key == "psw-training")
    report = make(scoring(released, [3, 0, *[3] * 6]))
    evidence = report.evidence_on(item.iri)
    assert evidence is not None
    place = next(
        place
        for place in evidence.constructs
        if any(share.barrier == place.element for each in evidence.strategies for share in each.shares)
    )
    factor = released.factor_of[place.factors[0]]
    ticked = scoring(released, [3, 0, *[3] * 6], ticks={factor.iri: factor.direction == "hinders"})
    (begin,) = summary.start(make(ticked), make(ticked).sites[0])
    allowed = {each.element for each in evidence.constructs if factor.iri in each.factors}
    found = summary.fitting(begin.item, evidence)
    assert found
    assert {share.barrier for each in found for share in each.shares} <= allowed


def test_conditions_given_in_the_call_settle_them_for_every_site(
    shipped: OxigraphEngine, released: Instrument
) -> None:
    sheets = [scoring(released, ULM, site=site, conditions={"training": "external"}) for site in ("A", "B")]
    report = gathering.gather(
        Graph(shipped).ask, released, measure.services(released, sheets), "none", {"training": "internal"}
    )
    assert [site.conditions["training"] for site in report.sites] == ["training is provided internally"] * 2


def test_a_plan_is_to_be_filled_in_for_each_low_item_and_shown_where_it_is(
    make: Make, released: Instrument
) -> None:
    """Low items first; another item of which something is agreed stands there as well."""
    culture, high = released.items[0], released.items[2]
    agreed = (
        PlannedAction(
            culture.iri, "Name a lead | today", "Kim", "2026-03-31", "a post is filled", "2026-06-01"
        ),
        PlannedAction(high.iri, "Keep it up"),
    )
    report = make(scoring(released, [1, 0, *[3] * 6], plans=agreed), behind="none")
    (site,) = report.sites
    assert [(item.item, len(lines)) for item, lines in planned.plan(site)] == [
        (released.items[1].iri, 1),
        (culture.iri, 1),
        (high.iri, 1),
    ]
    html, text = pages.html(report), pages.markdown(report)
    for said in ("Name a lead | today", "Kim", "2026-03-31", "a post is filled", "2026-06-01", "Keep it up"):
        assert re.search(rf"<td [^>]*>{re.escape(said)}</td>", html)
        assert pages.plain(said) in text
    told = json.loads(DOCUMENT_FORMATS[".json"].write(report))["sites"][0]["plan"]
    assert [line["action"] for line in told] == ["Name a lead | today", "Keep it up"]


def test_change_over_time_is_a_table_with_lines_and_every_score_is_kept(
    make: Make, released: Instrument
) -> None:
    """Of three days, one with an item open: what each gave, by whom, what changed, and a line that breaks."""
    days = [([0] * 8, "2026-01-01"), ([1] * 7 + [None], "2026-01-11"), ([2] * 8, "2026-01-31")]
    sheets = [
        scoring(released, scores, date=day, rater="Kim", notes={released.items[0].iri: f"of {day}"})
        for scores, day in days
    ]
    report = make(*sheets, behind="none")
    (site,) = report.sites
    told = history.history(report, site)
    assert told is not None
    assert [day.date for day in told.days] == [day for _, day in days]
    assert told.lines[0].values == ("0", "1", "2")
    assert told.lines[0].path == "M3.0 17.0L41.0 12.3L117.0 7.7"  # along by the calendar, up by the scale
    assert told.lines[7].values == ("0", "", "2")
    assert told.lines[7].path == "M3.0 17.0M117.0 7.7"
    assert [told.lines[-1].values, told.lines[-1].change] == [("0", "7–10", "16"), ""]
    assert [(row.date, row.rater, row.total) for row in annex.every_day(site.days)] == [
        ("2026-01-01", "Kim", "0"),
        ("2026-01-11", "Kim", "7–10"),
        ("2026-01-31", "Kim", "16"),
    ]
    assert [note.text for note in site.notes] == [f"of {day}" for _, day in days]
    html = pages.html(report)
    assert all(f"of {day}" in html for _, day in days)
    assert html.count("<path") == 2 * 9


def test_the_headline_gives_both_raters_and_the_line_their_range(make: Make, released: Instrument) -> None:
    report = make(scoring(released, [2] * 8), scoring(released, [*[1] * 7, None], rater="Lee"), behind="none")
    (site,) = report.sites
    assert summary.headline(report, site) == [
        ("16", "of 24, by Kim"),
        ("7 to 10", "of 24, by Lee, who left 1 item open"),
    ]
    assert phrases.bounds(site) == (7, 16)
    assert f"Lee left {released.items[-1].label} open." in unknown.unknown(report, site)


def test_what_nobody_answered_is_told_from_what_raters_differ_on(make: Make, released: Instrument) -> None:
    one = scoring(released, ULM, conditions={"training": "internal"})
    other = scoring(released, ULM, rater="Lee", conditions={"training": "external"})
    report = make(one, other, behind="none")
    for told in (report, replace(report, questions={})):  # also where no table words the question
        said = unknown.unknown(told, told.sites[0])
        assert sum("Raters do not agree" in each for each in said) == 1
        assert sum("Nobody has answered" in each for each in said) == len(released.conditions) - 1


def test_an_abbreviation_in_the_names_of_items_is_spelt_out(make: Make, released: Instrument) -> None:
    report = make(scoring(released, [2] * 8), behind="none")
    assert released.abbreviations
    for short, long in released.abbreviations.items():
        for told in (pages.html(report), pages.markdown(report), scorecard.card(report).text(500)):
            assert told.count(f"{short}: {long}.") == 1
    assert not phrases.spelt_out(replace(report, abbreviations={"XYZ": "none of them"}))


def test_studies_are_told_apart_by_names_that_are_no_keys(ulm: Report) -> None:
    names = [study.label for study in ulm.studies]
    assert len(names) == len(set(names))
    keys = {study.publication.rpartition("/")[2] for study in ulm.studies}
    assert not keys & set(names)
    assert {"Byrne et al. 2017a", "Byrne et al. 2017b"} <= set(names)


# Every format, in both worlds.


@pytest.fixture(scope="module", params=["tiny", "released"])
def report(request: pytest.FixtureRequest, tiny: OxigraphEngine, shipped: OxigraphEngine) -> Report:
    graph, asked = asking(tiny if request.param == "tiny" else shipped)
    scores = (1, 0) if request.param == "tiny" else (1, 0, 2, 3, None, 1, 2, 2)
    sheets = [scoring(asked, scores, site=site, notes={asked.items[0].iri: site}) for site in HOSTILE]
    return gathering.gather(graph.ask, asked, measure.services(asked, sheets))


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(DOCUMENT_FORMATS.keys() - {".pdf"}))
def test_every_format_is_written_and_is_the_same_twice(kind: str, report: Report) -> None:
    written = DOCUMENT_FORMATS[kind].write(report)
    assert len(written) > 100
    assert DOCUMENT_FORMATS[kind].write(report) == written


@pytest.mark.slow
def test_json_has_everything(report: Report) -> None:
    told = json.loads(DOCUMENT_FORMATS[".json"].write(report))
    assert [site["site"] for site in told["sites"]] == [site.site for site in report.sites]
    assert len(told["evidence"]) == len(report.evidence)
    assert told.keys() == vars(report).keys()


def test_ris_has_every_study(report: Report) -> None:
    records = rispy.loads(DOCUMENT_FORMATS[".ris"].write(report).decode())
    assert len(records) == len(report.studies)


class Page(HTMLParser):
    """What a browser would see: tags in balance, attributes, and the text."""

    VOID = frozenset({"meta", "br", "col"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.count: Counter[str] = Counter()
        self.heads: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)
        assert self.open == [], "every tag is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.count[tag] += 1
        self.heads += [tag] if re.fullmatch("h[1-6]", tag) else []
        self.attributes += [(name, said or "") for name, said in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def page(report: Report) -> Page:
    return Page(pages.html(report))


@pytest.mark.slow
def test_no_name_or_note_becomes_markup(page: Page) -> None:
    assert page.tags.isdisjoint({"script", "img", "iframe", "link", "object", "form"})
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    for name in HOSTILE:
        assert " ".join(name.split()) in " ".join(page.text.split())


def test_the_page_needs_nothing_from_elsewhere(page: Page, report: Report) -> None:
    every = {said for name, said in page.attributes if name in {"href", "src"}}
    ids = [said for name, said in page.attributes if name == "id"]
    within = {said for said in every if said.startswith("#")}
    assert len(ids) == len(set(ids))
    assert within <= {f"#{each}" for each in ids}, "every link leads somewhere"
    links = every - within
    cited = {
        cited.link
        for evidence in report.evidence
        for approach in evidence.approaches
        for cited in approach.references
    }
    assert links <= {study.link for study in report.studies} | cited
    assert all(link.startswith("https://") for link in links)
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes
    assert "@import" not in page.text
    assert "url(" not in page.text


def test_the_page_has_one_title_contents_and_a_main_part(page: Page) -> None:
    assert [page.count[tag] for tag in ("h1", "nav", "main")] == [1, 1, 1]
    levels = [int(tag[1]) for tag in page.heads]
    assert all(after - before <= 1 for before, after in pairwise(levels)), "no level is passed over"


def test_names_in_any_script_stand_by_themselves(report: Report) -> None:
    assert f"<bdi>{HOSTILE[-1]}</bdi>" in pages.html(report)


def test_the_caveats_are_on_the_page(page: Page, report: Report) -> None:
    text = " ".join(page.text.split())
    assert all(caution in text for caution in report.cautions)
    assert "a comparison, not a norm" in text


def test_sites_are_compared_side_by_side(page: Page, report: Report) -> None:
    assert f"{len(report.sites)} sites" in page.text
    assert "published" in page.text


@pytest.fixture(scope="module")
def text(report: Report) -> str:
    return pages.markdown(report)


def test_markdown_shows_names_as_they_are(text: str) -> None:
    assert "<script" not in text
    assert not re.search(r"(?<!\\)\]\(javascript", text)
    assert r"\*bold\*" in text
    assert all(line.endswith("|") for line in text.splitlines() if line.startswith("|"))


def test_tables_of_markdown_have_as_many_cells_in_every_row(text: str) -> None:
    width = 0
    for line in text.splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        assert not width or not cells or cells == width
        width = cells


def test_scores_are_rows_for_other_programs(report: Report) -> None:
    rows = list(scorecard.rows(report).records())
    assert len(rows) == sum(len(site.items) for site in report.sites)
    assert {row["site"] for row in rows} == {site.site for site in report.sites}


@pytest.mark.parametrize("width", [40, 60, 80])
def test_the_card_fits_its_width_and_no_word_of_a_head_is_lost(report: Report, width: int) -> None:
    card = scorecard.card(report).text(width)
    assert max(map(len, card.splitlines())) <= width
    words = set(re.split(r"[\s-]+", card))
    labels = [
        each.label for each in (*report.published, *(item for site in report.sites for item in site.items))
    ]
    assert {word for label in labels for word in re.split(r"[\s-]+", label)} <= words


def test_every_form_format_is_written(released: Instrument) -> None:
    blank = measure.form(released, checklist=True)
    assert all(kind.write(blank) for kind in FORM_FORMATS.values() if kind.suffix != ".pdf")


# On paper.


def printed(report: Report) -> PdfReader:
    need("browser")
    return PdfReader(BytesIO(DOCUMENT_FORMATS[".pdf"].write(report)))


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_runs_over_the_edge_of_a_screen(width: int, report: Report, tmp_path: Path) -> None:
    """A page that is wider than its window would be scrolled sideways, and shrunk in print."""
    page = tmp_path / "report.html"
    probe = (
        "<script>document.title = document.documentElement.scrollWidth + ' in ' + window.innerWidth</script>"
    )
    html = pages.html(report).replace("default-src 'none';", "script-src 'unsafe-inline';")
    page.write_text(html.replace("</body>", f"{probe}</body>"))
    shown = opened(page, tmp_path, f"--window-size={width},900", "--hide-scrollbars")
    wide, window = map(int, re.search(r"<title>(\d+) in (\d+)</title>", shown).groups())  # type: ignore[union-attr]
    assert wide <= window


@pytest.mark.browser
def test_the_summary_of_the_worst_case_keeps_to_its_pages(make: Make, released: Instrument) -> None:
    """Every item is low, every factor ticked, no condition answered, and the name is as long as can be."""
    ticks = {factor.iri: factor.direction == "hinders" for factor in released.factors}
    worst = scoring(released, [0, 1] * 4, site="Wide name " * 20, rater="R" * 40, ticks=ticks)
    pdf = printed(light(make(worst)))
    texts = [" ".join(page.extract_text().split()) for page in pdf.pages]
    assert "Where the service stands" in texts[0]
    assert "Where to begin" in texts[1]
    assert "Action plan" in texts[2]
    assert "PSW access to a peer network" in texts[2], "each low item can be planned for"
    assert [number for number, text in enumerate(texts) if " Annex " in text[:80]][:1] == [3]
    assert all(f"page {number} of {len(texts)}" in text for number, text in enumerate(texts, 1))
    assert all(text.startswith("Implementing peer support work") for text in texts)
    ((first, *_),) = (each for each in pdf.outline if isinstance(each, list))
    assert first["/Title"] == "Where the service stands"  # type: ignore[index]
    assert any("/Dest" in link.get_object() for link in pdf.pages[0]["/Annots"]), "contents lead somewhere"


def light(report: Report) -> Report:
    """The report with an annex of few words: what is tested stands before it, and printing takes a tenth."""
    bare = [
        replace(
            each,
            barriers=tuple(replace(factor, statements=()) for factor in each.barriers),
            facilitators=tuple(replace(factor, statements=()) for factor in each.facilitators),
            unmatched=(),
            strategies=each.strategies[:4],
        )
        for each in report.evidence
    ]
    return replace(report, evidence=tuple(bare), others=(), studies=())


@pytest.mark.browser
def test_each_site_has_three_pages_however_much_is_low_or_ticked(make: Make, released: Instrument) -> None:
    """The longest texts first: two thirds of the checklist are ticked, two raters, two days."""
    ticks = {
        factor.iri: factor.direction == "hinders"
        for number, factor in enumerate(released.factors)
        if number % 3
    }
    order = sorted(released.items, key=lambda item: len(released.factors_on(item.influence)), reverse=True)
    sheets = [
        scoring(
            released,
            [1 if item in order[:low] else 2 for item in released.items],
            site=f"A service with a long name, {low} low",
            rater=rater,
            date=date,
            ticks=ticks,
        )
        for low in (0, 1, 2, 3, 8)
        for rater in ("Kim", "Lee")
        for date in ("2026-01-01", "2026-02-01")
    ]
    texts = [page.extract_text() for page in printed(light(make(*sheets))).pages]
    assert "Implementing peer support work: 5 sites" in texts[0]
    heads = [" ".join(text.split("\n")[2:4]) for text in texts[1:16]]
    for place, low in enumerate((0, 1, 2, 3, 8)):
        name = f"A service with a long name, {low} low"
        assert [name in head for head in heads[3 * place : 3 * place + 3]] == [True] * 3, heads
        assert "Where to begin" in heads[3 * place + 1]
        assert "Action plan" in heads[3 * place + 2]
    assert "Annex" in texts[16][:80]


@pytest.mark.slow
def test_a_library_prints_where_there_is_no_browser(
    tiny: OxigraphEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "CI" not in os.environ:
        pytest.importorskip("weasyprint", reason="WeasyPrint is not installed", exc_type=ImportError)
    monkeypatch.setattr(printing, "BROWSERS", ())
    graph, asked = asking(tiny)
    report = gathering.gather(graph.ask, asked, measure.services(asked, [scoring(asked, (1, 2))]))
    texts = [page.extract_text() for page in PdfReader(BytesIO(DOCUMENT_FORMATS[".pdf"].write(report))).pages]
    assert "Here" in texts[0]
    assert "Where to begin" in texts[1]
    assert "Action plan" in texts[2]
    assert "Annex" in texts[3]


@pytest.mark.parametrize("suffix", [".html", ".md", ".json"])
def test_a_report_says_how_the_data_behind_it_are_cited_and_not_what_was_given(
    suffix: str, tiny: OxigraphEngine
) -> None:
    given = requests.Given(answers=["training=1"], site="Ward Nine", rater="Lee")
    report = requests.report(Graph(tiny), given)
    assert report.cited.endswith("Made with: determinants report")
    assert not {"Ward Nine", "Lee", "psw-training"} & set(
        re.findall(r"Ward Nine|Lee|psw-training", report.cited)
    )
    assert report.cited in DOCUMENT_FORMATS[suffix].write(report).decode()


def test_a_browser_that_fails_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub = tmp_path / "browser"
    stub.write_text(
        '#!/bin/sh\nfor part; do case $part in --print-to-pdf=*) echo junk > "${part#*=}";; esac; done\n'
    )
    stub.chmod(0o755)
    monkeypatch.setattr(printing, "BROWSERS", (str(stub),))
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(DeterminantsError, match="did not print the page"):
        printing.pdf(b"<p>")


def test_without_browser_and_library_one_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "BROWSERS", ())
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(UsageError, match=r"write \.html and print it"):
        printing.pdf(b"<p>")


def test_the_content_names_things_by_iri(ulm: Report) -> None:
    assert all(each.item.startswith(BASE) for each in ulm.evidence)
    assert isinstance(ulm, content.Report)
