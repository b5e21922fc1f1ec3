"""The explorer in a browser: from one file on a disk, and from files under a path of a plain web server.

Few sessions, each with a journey. Whatever is asked for is written down, so that nothing goes elsewhere.
"""

import functools
import http.server
import json
import os
import shlex
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, Quad

from determinants.ask.asking import Graph
from determinants.explorer import building, writing
from determinants.explorer.resources import Resources, state_of
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Rows
from determinants.write.sparql_formats import as_json
from parts import need
from programs import UNSHARE, needs_namespace

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.explorer]

ALONE = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--component-updater=url-source=data:,",  # what it asks for by itself is nobody's fault here
]
HOSTILE = '<img src=x onerror="document.title=1"></script><script>document.title=1</script>\u202e{{7*7}}'
RUN = """() => {
  const script = document.createElement("script");
  script.textContent = "document.title = 1";
  document.body.append(script);
}"""
FETCHED = "() => fetch('http://127.0.0.1:9/').then(() => 'fetched', () => 'refused')"
LEAST = 320  # pixels of the narrowest window in which nothing is wider than it


def resources(engine: OxigraphEngine) -> Resources:
    graph = Graph(engine)
    return Resources(graph, building.parts(), state_of(graph), ["influences", "co-occurrence"])


@pytest.fixture(scope="module")
def given(shipped: OxigraphEngine) -> Resources:
    return resources(shipped)


@pytest.fixture(scope="module")
def one_file(given: Resources, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("disk") / "explorer.html"
    writing.one_file(given, path)
    return path


@pytest.fixture(scope="module")
def served(given: Resources, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of static files below a path."""
    folder = tmp_path_factory.mktemp("web")
    writing.folder(given, folder / "below/here")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/below/here/"
    server.shutdown()
    server.server_close()


class Visit:
    """A window, and what was asked for and said in it."""

    def __init__(self, page: Any, start: str) -> None:
        self.page, self.start = page, start
        self.asked: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def go(self, address: str) -> None:
        """Open an address, and wait until everything on it is there."""
        self.page.goto(self.start + address)
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_selector("main[data-page] h1")
        self.page.wait_for_selector("[aria-busy]", state="detached", timeout=60_000)

    def barriers(self) -> list[str]:
        """What stands in the way of some readers, as axe finds it."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        return [
            f"{self.page.url}: {each['id']} ({node['html'][:100]})"
            for each in found
            for node in each["nodes"]
        ]

    def elsewhere(self) -> list[str]:
        """What was asked of others than where it came from."""
        origin = self.start.removesuffix("below/here/")
        return [url for url in self.asked if not url.startswith((origin, "blob:", "data:"))]


@contextmanager
def visit(start: str, width: int = 1280, scheme: str = "light") -> Iterator[Visit]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=need("browser"), args=ALONE)
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, accept_downloads=True
        )
        try:
            yield Visit(context.new_page(), start)
        finally:
            browser.close()


PAGES = (
    "#/",
    "#/thing/ibrahim2019/influence/psw-training",
    "#/thing/ibrahim2019",
    "#/thing/publication/gillard2013",
    "#/thing/cfir2009/inner-setting",
    "#/thing/cfir2022/culture",
    "#/thing/ibrahim2019/determinant/role-ambiguity",
    "#/thing/site/ulm",
    "#/ask/influence-pairs?influence=ibrahim2019/influence/psw-training",
    "#/questions",
    "#/cfir",
    "#/score",
    "#/compare?down=country",
    "#/pictures",
    "#/pictures/co-occurrence?review=ibrahim2019",
    "#/search?q=organistional",
    "#/data",
    "#/sparql?query=SELECT+%3Fsite+%7B+%3Fsite+a+det%3ASite+%7D",
    "#/kept",
    "#/nowhere",
)


def test_every_question_is_answered_in_the_page_as_on_the_command_line(
    one_file: Path, given: Resources
) -> None:
    asked = [
        (name, where)
        for name, question in given.questions.items()
        for where in ({}, *({column: each.example} for column, each in question.columns.items()))
    ]
    with visit(one_file.as_uri()) as window:
        window.go("#/questions")
        for name, where in asked:
            said = {column: [example] for column, example in where.items()}
            # As a text: the driver takes long over many small values.
            found = json.loads(
                window.page.evaluate(
                    "([name, where]) => explorer.ask(name, where).then(JSON.stringify)", [name, said]
                )
            )
            terms = {
                column: given.questions[name].columns[column].term(each) for column, each in where.items()
            }
            wanted = json.loads(as_json(given.graph.ask(name, **terms)))
            assert found["columns"] == wanted["head"]["vars"], (name, where)
            assert found["rows"] == wanted["results"]["bindings"], (name, where)
        assert window.elsewhere() == []
    assert len(asked) > 4 * len(given.questions) / 2


def test_nobody_is_kept_out_of_any_page_and_nothing_comes_from_elsewhere(served: str) -> None:
    barriers: list[str] = []
    for width, scheme in ((1280, "light"), (LEAST, "dark")):
        with visit(served, width, scheme) as window:
            for address in PAGES:
                window.go(address)
                window.page.evaluate(
                    "document.querySelectorAll('main details').forEach(it => it.open = true)"
                )
                window.page.wait_for_timeout(50)  # until what opened has begun to ask
                window.settle()
                if not address.endswith(("kept", "nowhere")):  # what one browser holds, and what is nowhere
                    assert window.page.locator("main .cite .copied").count() == 1, address
                barriers += window.barriers()
                wide = window.page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, address
            assert window.elsewhere() == []
            assert [said for said in window.said if "lenient" not in said] == []
    assert barriers == []


def link_query_and_command_give_what_is_shown(window: Visit, given: Resources, wanted: list[Any]) -> None:
    page = window.page
    studies = page.locator("[data-question=influence-findings]").first
    command = shlex.split(studies.locator(".command code").inner_text())
    where = dict(said.split("=") for said in command[4::2])
    assert command[:3] == ["determinants", "ask", "influence-findings"]
    assert set(where) == {"influence", "direction", "directness"}
    assert len(given.graph.ask("influence-findings", **where).rows) == len(wanted)
    page.get_by_label("Since the year").fill("2015")
    page.keyboard.press("Enter")
    window.settle()
    page.wait_for_selector(".left-out >> text=since 2015")
    recent = [row for row in wanted if (row["year"] or "") >= "2015"]
    assert 0 < len(recent) < len(wanted)
    studies.locator("details.tools > summary").click()
    assert f"That gives {len(wanted)} rows" in studies.inner_text()
    assert "narrowed by since 2015" in studies.inner_text()
    asked = given.graph.engine.query(studies.locator("pre code").inner_text())
    assert isinstance(asked, Rows)
    assert len(asked.rows) == len(recent)
    studies.get_by_role("link", name="permanent link").click()
    window.settle()
    page.wait_for_selector("h1 >> text=Which publications report")
    assert f"{len(recent)} rows" in page.inner_text(".panel .tools summary")
    page.get_by_role("link", name="Take it back").click()
    window.settle()
    assert f"{len(wanted)} rows" in page.inner_text(".panel .tools summary")


def test_somebody_finds_an_influence_filters_its_studies_and_takes_them_along(
    one_file: Path, given: Resources
) -> None:
    with visit(one_file.as_uri()) as window:
        page = window.page
        window.go("#/")
        page.fill("#finder", "organistional cultur")  # with two slips
        page.click(".finder-results a >> nth=0")
        window.settle()
        assert page.inner_text("h1") == "Organisational culture"
        assert "28 of its 53 publications" in page.inner_text("[data-question=influence-counts]")
        assert "who says so" in page.inner_text("[data-question=influence-constructs]").lower()
        studies = page.locator("[data-question=influence-findings]").first
        page.get_by_label("Direction").select_option("hinders")
        window.settle()
        wanted = [
            row
            for row in given.graph.ask(
                "influence-findings", influence="organisational-culture", direction="hinders"
            ).records()
            if row["directness_label"] == "own finding"
        ]
        page.get_by_label("Only what studies report themselves").check()
        window.settle()
        assert f"{len(wanted)} of " in studies.locator(".left-out").inner_text()
        assert "direction_label=hinders" in page.url
        page.reload()  # the address holds what is looked at
        window.settle()
        assert f"{len(wanted)} of " in studies.locator(".left-out").inner_text()
        studies.locator("details.tools > summary").click()
        with page.expect_download() as download:
            studies.get_by_role("button", name="csv").click()
        assert len(Path(download.value.path()).read_text().splitlines()) == 1 + len(wanted)
        with page.expect_download() as download:
            studies.get_by_role("button", name="ris").click()
        references = Path(download.value.path()).read_text()
        assert references.count("TY  - ") == len({row["publication"] for row in wanted})
        link_query_and_command_give_what_is_shown(window, given, wanted)
        for _ in range(3):  # the link, and the filter, and what was taken back
            page.go_back()
            window.settle()
        page.go_back()
        window.settle()
        assert "without=" not in page.url
        assert window.elsewhere() == []


def test_a_query_is_stopped_and_the_next_one_answered(one_file: Path) -> None:
    with visit(one_file.as_uri()) as window:
        page = window.page
        window.go("#/sparql")
        page.fill("#query", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
        page.get_by_role("button", name="Ask", exact=True).click()
        page.wait_for_timeout(500)
        page.get_by_role("button", name="Stop").click()
        page.wait_for_selector("text=Stopped.")
        page.fill("#query", "SELECT ?site { ?site a det:Site }")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector(".result table", timeout=60_000)
        assert page.locator(".result tbody tr").count() == 6
        # Names are completed by the keyboard alone, and for whoever cannot see the list.
        page.fill("#query", "SELECT ?x { ?x a ")
        page.keyboard.press("Control+End")
        page.keyboard.type("det:Influ")
        page.wait_for_selector("[role=option]")
        assert window.barriers() == []
        active = page.get_attribute("#query", "aria-activedescendant")
        assert page.inner_text(f"#{active}") == "det:Influence"
        page.keyboard.press("Escape")
        assert page.locator("[role=option]").count() == 0
        page.keyboard.press("Control+Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        assert page.input_value("#query") == "SELECT ?x { ?x a det:Influence"
        page.keyboard.press("Enter")  # nothing is suggested: this is a line of the text
        assert page.input_value("#query").endswith("det:Influence\n")
        page.fill("#query", "SELECT ?site {")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector(".result .wrong")
        assert "expected" in page.inner_text(".result .wrong")


def test_texts_of_the_data_are_texts(tiny_quads: list[Quad], tmp_path: Path) -> None:
    hostile = [
        Quad(quad.subject, quad.predicate, Literal(HOSTILE), quad.graph_name)
        if isinstance(quad.object, Literal) and quad.object.value == "Culture"
        else quad
        for quad in tiny_quads
    ]
    writing.one_file(resources(OxigraphEngine.load(hostile)), tmp_path / "explorer.html")
    with visit((tmp_path / "explorer.html").as_uri()) as window:
        for address in (
            "#/",
            "#/thing/tiny2020/influence/culture",
            "#/search?q=img",
            "#/ask/influence-counts",
        ):
            window.go(address)
            assert '<img src=x onerror="document.title=1">' in window.page.inner_text("main"), address
            assert "\u202e" not in window.page.inner_text("main")
            assert window.page.locator("img").count() == 0
        window.go("#/pictures/influences?review=tiny2020")
        image = window.page.locator("main img")
        assert image.evaluate("it => it.decode().then(() => it.naturalWidth)") > 100
        assert window.page.locator("main svg").count() == 0
        for kind, begins in (("svg", b"<svg"), ("png", b"\x89PNG\r\n"), ("csv", b"review,")):
            with window.page.expect_download() as download:
                window.page.get_by_role("button", name=kind, exact=True).click()
            assert download.value.suggested_filename == f"influences-tiny2020.{kind}"
            assert Path(download.value.path()).read_bytes().startswith(begins)
        assert [said for said in window.said if "lenient" not in said] == []
        assert window.elsewhere() == []
        # And were one ever taken for a script, the policy would not let it in, nor out.
        window.page.evaluate(RUN)
        assert window.page.title() != "1"
        assert window.page.evaluate(FETCHED) == "refused"


@needs_namespace
def test_it_works_where_there_is_no_network_and_sends_nothing(one_file: Path) -> None:
    script = Path(__file__).with_name("alone.py")
    done = subprocess.run(
        [*UNSHARE, sys.executable, script, one_file],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(script.parent), str(script.parents[1])])},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    *pages, planted = map(json.loads, done.stdout.splitlines())
    assert [each["page"] for each in pages] == list(PAGES)
    assert len({each["heading"] for each in pages}) == len(PAGES)
    assert [each for each in pages if each["wrong"] or each["sent"]] == []
    asked = [url for each in pages for url in each["asked"]]
    assert [url for url in asked if not url.startswith((one_file.as_uri(), "blob:", "data:"))] == []
    assert planted["sent"] > 0  # else nothing would be proved by what was not sent
