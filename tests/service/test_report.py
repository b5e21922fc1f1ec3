"""The report on a service: what stands in it, in every format, and that nothing else can get in."""

import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
import rispy
from pypdf import PdfReader

from determinants.ask.asking import Graph
from determinants.ground.problems import DeterminantsError, UsageError
from determinants.ground.values import DIRECTNESS
from determinants.ground.vocab import BASE
from determinants.service import measure, printing
from determinants.service.measure import Instrument, Sheet
from determinants.service.report import (
    DOCUMENT_FORMATS,
    FORM_FORMATS,
    Report,
    content,
    gathering,
    pages,
    scorecard,
    summary,
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


def test_low_items_come_lowest_first_and_all_have_their_evidence(ulm: Report) -> None:
    (site,) = ulm.sites
    assert [(item.ordinal, item.mean) for item in site.low] == [
        *((place, 0) for place in (1, 2, 3, 4, 5, 8)),
        (7, 1),
    ]
    assert {each.item for each in ulm.evidence} == {item.item for item in site.low}


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


def test_strategies_have_their_source_and_gaps_are_named(ulm: Report) -> None:
    for evidence in ulm.evidence:
        constructs = {place.element for place in evidence.constructs if place.edition == "CFIR 2009"}
        assert {strategy.barrier for strategy in evidence.strategies} <= constructs
        assert all(strategy.source and strategy.locator for strategy in evidence.strategies)
        endorsed = {strategy.barrier_label for strategy in evidence.strategies}
        assert endorsed.isdisjoint(evidence.unread)
        labels = {place.label for place in evidence.constructs if place.edition == "CFIR 2009"}
        assert endorsed | set(evidence.unread) == labels
        assert evidence.read_for == f"read for {len(endorsed) or 'none'} of its {len(labels)} constructs"


def test_a_missing_answer_gives_bounds_and_no_total(make: Make, released: Instrument) -> None:
    report = make(scoring(released, [2] * 7 + [None]), behind="none")
    assert report.sites[0].total is None
    said = scorecard.card(report).text(100)
    assert "No total by Kim: 1 of 8 items is not answered. It lies between 14 and 17 of 24." in said
    assert "nothing is known of them: PSW access to a peer network" in " ".join(said.split())
    assert "<strong>14 to 17</strong> of 24, as not all is answered" in pages.html(report)


def test_what_changed_and_that_the_raters_did(make: Make, released: Instrument) -> None:
    before = scoring(released, ULM, date="2026-01-01")
    (site,) = make(before, scoring(released, [2] * 8), behind="none").sites
    (change,) = site.changes
    assert (change.total, change.same_raters) == (13, True)
    said = scorecard.changed(change)
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
    assert "Not the same raters, or not named" in scorecard.changed(change)


def test_a_total_that_one_of_several_gave_is_said_to_be_so(make: Make, released: Instrument) -> None:
    report = make(scoring(released, [2] * 7 + [None]), scoring(released, [1] * 8, rater="Lee"), behind="none")
    assert "Total 8 of 24, by Lee alone." in scorecard.total(report, report.sites[0])


def test_what_is_not_shown_of_what_stands_is_counted(make: Make, released: Instrument) -> None:
    """Of many ticks the summary shows the first, and says how many more stand and how many nobody ticked."""
    item = released.items[0]
    ticks = {factor.iri: True for factor in released.factors_on(item.influence, "hinders")[:6]}
    report = make(scoring(released, ULM, ticks=ticks))
    begin = next(each for each in summary.start(report, report.sites[0]) if each.item.item == item.iri)
    barriers = released.factors_on(item.influence, "hinders")
    assert [each.tick for each in begin.barriers.shown] == ["yes"] * len(begin.barriers.shown)
    left = 6 - len(begin.barriers.shown)
    assert begin.barriers.rest == f"and {left} more stand here and {len(barriers) - 6} not ticked"


def test_all_that_is_ticked_is_shown_where_there_is_room(make: Make, released: Instrument) -> None:
    item = released.items[0]
    ticks = {factor.iri: True for factor in released.factors_on(item.influence, "hinders")[:6]}
    report = make(scoring(released, [1] + [3] * 7, ticks=ticks))
    (begin,) = summary.start(report, report.sites[0])
    assert sum(each.at_issue for each in begin.barriers.shown) == 6


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
        if any(strategy.barrier == place.element and strategy.percentage for strategy in evidence.strategies)
    )
    factor = released.factor_of[place.factors[0]]
    ticked = scoring(released, [3, 0, *[3] * 6], ticks={factor.iri: factor.direction == "hinders"})
    (begin,) = summary.start(make(ticked), make(ticked).sites[0])
    allowed = {each.label for each in evidence.constructs if factor.iri in each.factors}
    assert begin.strategies
    assert all(any(f"({label})" in said for label in allowed) for said in begin.strategies)
    assert not any(", 0%" in said for said in begin.strategies)


def test_conditions_given_in_the_call_settle_them_for_every_site(
    shipped: OxigraphEngine, released: Instrument
) -> None:
    sheets = [scoring(released, ULM, site=site, conditions={"training": "external"}) for site in ("A", "B")]
    report = gathering.gather(
        Graph(shipped).ask, released, measure.services(released, sheets), "none", {"training": "internal"}
    )
    assert [site.conditions["training"] for site in report.sites] == ["training is provided internally"] * 2


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
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)
        assert self.open == [], "every tag is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
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


def test_no_name_or_note_becomes_markup(page: Page) -> None:
    assert page.tags.isdisjoint({"script", "img", "iframe", "link", "object", "form"})
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    for name in HOSTILE:
        assert " ".join(name.split()) in " ".join(page.text.split())


def test_the_page_needs_nothing_from_elsewhere(page: Page, report: Report) -> None:
    links = {said for name, said in page.attributes if name in {"href", "src"}}
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
    assert all(kind.write(blank) for kind in FORM_FORMATS.values())


# On paper.


def printed(report: Report) -> list[str]:
    need("browser")
    pages = PdfReader(BytesIO(DOCUMENT_FORMATS[".pdf"].write(report))).pages
    return [re.sub(rf"^\s*{number}\n", "", page.extract_text()) for number, page in enumerate(pages[:7], 1)]


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
def test_the_summary_of_the_worst_case_keeps_to_two_pages(make: Make, released: Instrument) -> None:
    """Every item is low, every factor ticked, no condition answered, and the name is as long as can be."""
    ticks = {factor.iri: factor.direction == "hinders" for factor in released.factors}
    worst = scoring(released, [0, 1] * 4, site="Wide name " * 20, rater="R" * 40, ticks=ticks)
    texts = printed(make(worst))
    assert "Where to begin" in texts[1]
    assert texts[2].startswith("Annex")
    assert "PSW access to a peer network" in " ".join(texts[1].split())


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
@pytest.mark.parametrize("low", [0, 3, 6, 8])
def test_the_summary_keeps_to_two_pages_however_much_is_low_or_ticked(
    make: Make, released: Instrument, low: int
) -> None:
    """The longest texts first: two thirds of the checklist are ticked, two raters, two days."""
    ticks = {
        factor.iri: factor.direction == "hinders"
        for number, factor in enumerate(released.factors)
        if number % 3
    }
    order = sorted(released.items, key=lambda item: len(released.factors_on(item.influence)), reverse=True)
    worst = {item.iri for item in order[:low]}
    scores = [1 if item.iri in worst else 2 for item in released.items]
    sheets = [
        scoring(
            released,
            scores,
            site="A service with a long name of its own",
            rater=rater,
            date=date,
            ticks=ticks,
        )
        for rater in ("Kim", "Lee")
        for date in ("2026-01-01", "2026-02-01")
    ]
    texts = printed(light(make(*sheets)))
    assert "Where to begin" in texts[1]
    assert texts[2].startswith("Annex"), texts[2][:200]


@pytest.mark.browser
def test_several_sites_have_two_pages_each_after_one_that_compares(make: Make, released: Instrument) -> None:
    one, other = scoring(released, ULM, site="One"), scoring(released, [2] * 8, site="Other")
    texts = printed(make(one, other))
    assert texts[0].startswith("Implementing peer support work: 2 sites")
    starts = [text.strip().split("\n")[0].strip() for text in texts[1:6]]
    assert starts == ["One", "Where to begin: One", "Other", "Where to begin: Other", "Annex"]


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
    assert "Annex" in texts[2]


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
