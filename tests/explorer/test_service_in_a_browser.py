"""Somebody scores a service in the explorer, and somebody else looks around in the CFIR."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, Quad
from test_in_a_browser import HOSTILE, LEAST, Visit, given, one_file, resources, visit

from determinants.ask import constructs
from determinants.ask.records import CfirElements, CfirFindings, records
from determinants.explorer import writing
from determinants.explorer.resources import Resources
from determinants.ground.problems import DataError
from determinants.service import measure, requests
from determinants.service.report import FORM_FORMATS, content, pages, phrases, summary, unknown
from determinants.service.requests import Given
from determinants.store.oxigraph import OxigraphEngine

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.explorer]
__all__ = ["given", "one_file"]

KEPT = "localStorage.length"
OPEN = "document.querySelectorAll('main details').forEach(it => it.open = true)"
SITE = "Riverside & <b>Söhne</b>"
WRITTEN = "<img src=x onerror=document.title=1>"
SCORES = (0, 2, 1, 0, 1, 1, 2, 2), (1, 2, 1, 1, None, 0, 2, 3)


def plain(text: str) -> str:
    """A text as it reads, however it is laid out."""
    return re.sub(r"\s+", "", text)


def said(report: content.Report, site: content.Site) -> list[str]:
    """What two pages have to say of a site, in the order in which it stands there."""
    first = [*(f"{big}{small}" for big, small in summary.headline(report, site)), summary.lead(report, site)]
    first += [site.agreement, *map(phrases.score, site.items), phrases.spelt_out(report)]
    first += [*phrases.compared(site), *unknown.unknown(report, site)]
    second: list[str] = []
    for each in summary.start(report, site):
        second += [f"{each.item.ordinal}. {each.item.label}", pages.higher(each.item)]
        second += [backed.factor.label for backed in each.barriers.shown] + [each.barriers.rest]
        second += [backed.factor.label for backed in each.facilitators.shown] + [each.facilitators.rest]
        second += [each.strategies, ". ".join(each.domains)]
    second += [item.label for item in summary.later(site)]
    return [*first, *second, summary.mapped(report, site)]


def check_report(window: Visit, given: Resources, file: Path) -> None:
    """The page says in the same order what the program says of the same file."""
    report = requests.report(given.graph, Given([file]))
    shown = plain(window.page.inner_text(".report"))
    place = 0
    for text in said(report, report.sites[0]):
        place = shown.find(plain(text), place)
        assert place >= 0, text


def answer(window: Visit, scores: tuple[int | None, ...]) -> None:
    for item, score in enumerate(scores):
        label = "Nobody can say" if score is None else re.compile(rf"^{score} ")
        window.page.locator(f"#item-{item}").get_by_label(label).check()


def download(window: Visit, folder: Path) -> Path:
    with window.page.expect_download() as download:
        window.page.get_by_role("button", name="Download the answers").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def read(page: Any) -> str:
    return str(page.inner_text(".report"))


def test_a_manager_fills_in_the_form_and_has_the_report_of_the_program(
    one_file: Path, given: Resources, tmp_path: Path
) -> None:
    with visit(one_file.as_uri()) as window:
        page = window.page
        window.go("#/score")
        page.get_by_role("link", name="Start now").click()
        window.settle()
        # What is wrong is told together, and each leads to its field.
        page.get_by_label("What is your service called?").fill("River\u202eside")
        page.get_by_label("On which day?").fill("3/1/2026")
        page.keyboard.press("Enter")
        assert page.locator(".error-summary li").count() == 2
        assert page.evaluate("document.activeElement.className") == "error-summary"
        page.get_by_role("link", name=re.compile("may be two days")).click()
        assert page.evaluate("document.activeElement.id") == "date"
        assert window.barriers() == []
        page.keyboard.press("Control+A")
        page.keyboard.type("31.1.2026")
        page.get_by_label("What is your service called?").fill(SITE)
        page.get_by_label("Who answers?").fill("Kim")
        page.keyboard.press("Enter")
        window.settle()
        fill_in(window)
        assert page.evaluate(KEPT) == 0, "nothing is kept that nobody agreed to"
        check_report(window, given, download(window, tmp_path))
        add_a_rater(window)
        check_report(window, given, download(window, tmp_path))
        plan(window, given, tmp_path)
        assert window.barriers() == []
        assert window.elsewhere() == []


def plan(window: Visit, given: Resources, folder: Path) -> None:
    """What is agreed stands in the report and in the form, for the program too, and comes back with it."""
    page = window.page
    page.get_by_role("link", name="Agree on what to do").click()
    window.settle()
    assert window.barriers() == []
    first = page.locator(".planned").first
    first.get_by_label("Agreed action").fill(HOSTILE.replace("\u202e", ""))
    first.get_by_label("Owner").fill("Kim\u202e")
    page.keyboard.press("Tab")
    assert "Write it without signs that cannot be seen." in first.inner_text()
    first.get_by_label("Owner").fill("Kim")
    page.keyboard.press("Tab")
    page.get_by_role("link", name="Back to the scores").click()
    window.settle()
    assert "{{7*7}}" in page.inner_text(".plan")
    file = download(window, folder)
    report = requests.report(given.graph, Given([file]))
    (agreed,) = report.sites[0].plan
    assert (agreed.action, agreed.owner) == (HOSTILE.replace("\u202e", ""), "Kim")
    check_report(window, given, file)
    page.reload()
    window.go("#/score")
    page.set_input_files("#open", file)
    page.wait_for_selector(".plan")
    window.go("#/score/plan")
    assert page.locator(".planned").first.get_by_label("Owner").input_value() == "Kim"


def fill_in(window: Visit) -> None:
    """Answer an item by the keyboard alone, the others by a click, and some of the checklist."""
    page = window.page
    page.focus("#item-0-0")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert page.locator("#item-0-1").is_checked()
    answer(window, SCORES[0])
    page.locator("#condition-0 input").first.check()
    page.locator(".noted summary").first.click()
    page.fill("#item-0-note", "=mostly,\nso to say")
    assert page.inner_text(".progress") == "8 of 8 items answered"
    page.get_by_role("link", name="On to the checklist").click()
    window.settle()
    for group in page.locator(".group").all()[:3]:
        group.locator("> summary").click()
        for place, tick in enumerate(group.locator(".tick").all()):
            tick.get_by_label("Yes" if place % 3 else "No", exact=True).check()
    page.get_by_role("link", name="On to the scores").click()
    window.settle()


def add_a_rater(window: Visit) -> None:
    """Another rater, who leaves an item open."""
    page = window.page
    window.go("#/score/service")
    page.get_by_role("button", name="Add a rater or a day").click()
    page.get_by_label("Who answers?").fill("kim ")
    page.keyboard.press("Enter")
    assert "of this rater for this service and day already" in page.inner_text(".error-summary")
    page.get_by_label("Who answers?").fill("Lee")
    page.keyboard.press("Enter")
    window.settle()
    answer(window, SCORES[1])
    page.get_by_role("link", name="Straight to the scores").click()
    window.settle()


def form(given: Resources, path: Path, sites: Sequence[str]) -> Path:
    """What the program writes for two raters on two days."""
    asked = measure.instrument(given.graph.ask)
    replies = [
        measure.Answered(item.key, str(score), site=site, date=day, rater=rater)
        for site in sites
        for day in ("2025-09-01", "2026-01-31")
        for rater, scores in zip(("Kim", "Lee"), SCORES, strict=True)
        for item, score in zip(asked.items, scores, strict=True)
        if score is not None
    ]
    path.write_bytes(FORM_FORMATS[path.suffix].write(measure.filled(asked, replies)))
    return path


def test_a_form_of_the_program_is_opened_printed_kept_and_erased(
    one_file: Path, given: Resources, tmp_path: Path
) -> None:
    from pypdf import PdfReader

    with visit(one_file.as_uri()) as window:
        page = window.page
        page.on("dialog", lambda dialog: dialog.accept())
        # A file with mistakes is refused whole, as the program refuses it.
        window.go("#/score")
        wrong = tmp_path / "wrong.csv"
        wrong.write_text("question,answer,date\nculture,9,2026-02-30\nnonsense,1,\n", encoding="utf-8")
        page.set_input_files("#open", wrong)
        with pytest.raises(DataError) as caught:
            requests.report(given.graph, Given([wrong]))
        told = [str(each).replace(each.file, wrong.name) for each in caught.value.problems]
        assert [line.inner_text() for line in page.locator(".error-summary li").all()] == told
        file = form(given, tmp_path / "form.csv", [SITE])
        page.set_input_files("#open", file)
        page.wait_for_selector(".sheet")
        check_report(window, given, file)
        page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
        sheets = PdfReader(tmp_path / "report.pdf").pages
        assert len(sheets) == 2
        assert "page 2 of 2" in sheets[1].extract_text()
        assert [round(float(side)) for side in sheets[0].mediabox[2:]] == [595, 842]
        # Kept if that is agreed to, looked at, and erased.
        first = read(page)
        window.go("#/score")
        page.get_by_label("Keep my answers in this browser").check()
        page.reload()
        window.go("#/score/report")
        assert read(page) == first
        window.go("#/score")
        page.get_by_text("Look at what is kept").click()
        assert SITE in page.inner_text(".kept pre")
        assert page.get_by_role("button", name="Erase all my answers").is_enabled()
        page.click("footer a[href='#/kept']")  # and so on the page that shows all that the browser keeps
        window.settle()
        page.get_by_text("Look at it").click()
        assert SITE in page.inner_text("main pre")
        page.get_by_role("button", name="Erase everything").click()
        assert page.evaluate(KEPT) == 0
        assert "Nothing is kept now." in page.inner_text("main")
        window.go("#/score/report")
        assert page.locator(".sheet").count() == 0, "answers are gone from the page as well"
        window.go("#/score")
        # Two services stand side by side, and each has its pages.
        page.set_input_files("#open", form(given, tmp_path / "two.xlsx", [SITE, "Elm"]))
        page.wait_for_selector(".compared")
        assert page.locator(".compared tbody th bdi").all_inner_texts()[:2] == ["Elm", SITE]
        assert page.locator(".sheet").count() == 1 + 2 * 2
        assert window.elsewhere() == []


def test_somebody_looks_around_in_the_cfir(one_file: Path, given: Resources) -> None:
    review = "ibrahim2019"
    ask = given.graph.ask
    with visit(one_file.as_uri()) as window:
        page = window.page
        window.go(f"#/cfir?at=cfir2009&review={review}")
        elements = records(ask, CfirElements, framework="cfir2009")
        links = page.locator(".tree a.element")
        assert sorted(links.locator(".label").all_inner_texts()) == sorted(
            {e.element_label for e in elements}
        )
        # What is reported in a construct is what the program counts there; what is empty is there too.
        counted = {
            (each.element_label, each.direction_label): each.publications
            for each in constructs.reported(records(ask, CfirFindings, framework="cfir2009", review=review))
        }
        leaves = {e.element_label for e in elements} - {e.broader_label for e in elements}
        shown = {
            link.locator(".label").inner_text(): link.locator(".count > [aria-hidden]").all_inner_texts()
            for link in links.all()
        }
        empty = [label for label in leaves if shown[label] == ["·", "·"]]
        assert empty
        for label in leaves - {*empty}:
            wanted = [str(counted.get((label, way), 0)) for way in ("facilitates", "hinders")]
            assert shown[label] == wanted, label
        # A place keeps in the other edition, and what became of it is told, in whose judgement.
        page.locator(".tree a.element", has_text="Available Resources").click()
        window.settle()
        told = page.inner_text(".place")
        for row in ask("cfir-crosswalk", old="cfir2009/available-resources").records():
            assert str(row["new_label"]) in told
            assert str(row["note"] or "") in told
        page.get_by_role("link", name="CFIR 2022", exact=True).click()
        window.settle()
        assert page.inner_text(".tree [aria-current] .label") == "Available Resources"
        assert "at=cfir2022/available-resources" in page.url
        window.go("#/cfir?at=cfir2009/implementation-climate")
        page.locator(".switch a:not([aria-current])").click()
        window.settle()
        assert "Nothing here corresponds to Implementation Climate" in page.inner_text(".notice")
        page.go_back()
        window.settle()
        assert page.inner_text(".place h2").endswith("Implementation Climate")
        # Who says so.
        window.go(f"#/cfir?at=cfir2009/outer-setting&review={review}")
        told = page.inner_text(".place")
        for row in ask("cfir-alignments", element="cfir2009/outer-setting").records():
            assert str(row["influence_label"]) in told
            assert str(row["locator"]) in told
        page.get_by_role("link", name="Glossary", exact=True).click()
        window.settle()
        assert page.locator(".glossary").first.locator("dt").count() > 70
        page.get_by_label("Words with").fill("slack")
        assert window.elsewhere() == []


FORMS = (
    *("#/score/service", "#/score/measure", "#/score/checklist"),
    *("#/cfir?at=cfir2022/culture", "#/cfir?at=cfir2009/outer-setting&review=none", "#/cfir/words"),
)


def test_nobody_is_kept_out_of_the_form_or_the_framework(one_file: Path) -> None:
    barriers: list[str] = []
    for width, scheme in ((1280, "light"), (LEAST, "dark")):
        with visit(one_file.as_uri(), width, scheme) as window:
            for address in FORMS:
                window.go(address)
                window.page.evaluate(
                    "document.querySelectorAll('main details').forEach(it => it.open = true)"
                )
                window.settle()
                barriers += window.barriers()
                assert window.page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert barriers == []


def test_texts_of_a_measure_and_a_framework_are_texts(tiny_quads: list[Quad], tmp_path: Path) -> None:
    hostile = [
        Quad(quad.subject, quad.predicate, Literal(f"{quad.object.value} {HOSTILE}"), quad.graph_name)
        if isinstance(quad.object, Literal)
        and quad.object.value in {"Culture", "blame", "Inner Setting", "North", "Tiny et al. 2020"}
        else quad
        for quad in tiny_quads
    ]
    path = tmp_path / "explorer.html"
    writing.one_file(resources(OxigraphEngine.load(hostile)), path)
    with visit(path.as_uri()) as window:
        page = window.page
        for address in ("#/score", "#/score/measure", "#/score/checklist", "#/cfir", "#/cfir/words"):
            window.go(address)
            assert '<img src=x onerror="document.title=1">' in page.text_content("main"), address
            assert page.locator("img").count() == 0
        form = tmp_path / "form.csv"
        form.write_text(f"question,answer,note,site\nculture,0,{WRITTEN},{WRITTEN}\n", encoding="utf-8")
        window.go("#/score")
        page.set_input_files("#open", form)
        page.wait_for_selector(".sheet")
        assert page.text_content(".sheet .site") == WRITTEN
        assert page.locator("img").count() == 0
        assert "\u202e" not in page.text_content("main")
        assert [said for said in window.said if "lenient" not in said] == []
        assert window.elsewhere() == []
