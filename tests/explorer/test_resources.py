"""What the explorer's page is given is what the commands answer, and the page lets nothing else in."""

import base64
import gzip
import hashlib
import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from asgi import Client
from benchmarks import looking
from determinants.ask.asking import Graph
from determinants.cli import exploring
from determinants.explorer import building, mounted, paging, pictures, writing
from determinants.explorer.building import Parts
from determinants.explorer.resources import Resources, state_of
from determinants.ground.problems import UsageError
from determinants.ground.vocab import BASE
from determinants.plots import PLOTS, SIZES, Figure
from determinants.server.application import Application
from determinants.server.served import Served
from determinants.store.oxigraph import OxigraphEngine
from determinants.write.sparql_formats import as_json

SOURCES = Path(__file__).parents[2] / "src/explorer"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is built, but for the layouts, in signs that would end an element."""
    folder = tmp_path_factory.mktemp("built")
    for name in building.PARTS:
        (folder / name).write_text(f"/* {name} */ '</script><!--'")
    (folder / "layouts.json").write_bytes((SOURCES / "src/pages/layouts.json").read_bytes())
    (folder / building.MANIFEST).write_text("{}")
    return folder


@pytest.fixture(scope="module")
def resources(built: Path, tiny: OxigraphEngine) -> Resources:
    graph = Graph(tiny)
    return Resources(graph, Parts(built), state_of(graph), ["influences", "overlap"])


def read(resources: Resources, name: str) -> Any:
    return json.loads(resources.give(name) or b"")


def test_prepared_answers_are_those_of_the_questions(resources: Resources, tiny: OxigraphEngine) -> None:
    files = [name for name in resources.names() if name.startswith("answers/")]
    assert files[0] == "answers/home.json"
    assert len(files) > 3
    for file in files:
        for key, found in read(resources, file).items():
            name, _, narrowed = key.partition("&")
            where = dict([narrowed.split("=", 1)]) if narrowed else {}
            said = {column: value.strip("<>") for column, value in where.items()}
            assert found == json.loads(as_json(Graph(tiny).ask(name, **said)))


def test_every_panel_is_a_question_and_a_column_that_there_are(resources: Resources) -> None:
    for layout, panels in resources.layouts.items():
        if layout != "prepared":
            for name, *columns in panels:
                assert set(columns) <= set(resources.questions[name].columns), (layout, name)


def test_the_graph_is_whole_and_the_same_each_time(resources: Resources, tiny: OxigraphEngine) -> None:
    content = resources.give("graph.nq") or b""
    assert len(content.splitlines()) == len(list(tiny.quads()))
    assert resources.give("graph.nq") == content


def test_columns_are_called_as_in_a_terminal(resources: Resources) -> None:
    told = read(resources, "catalogue.json")["headings"]
    columns = {column for question in resources.questions.values() for column in question.head.columns}
    assert set(told) == columns
    assert (told["basis_label"], told["influence_label"]) == ("how known", "influence")


def test_what_can_be_found_has_its_names_and_kinds(resources: Resources, tiny: OxigraphEngine) -> None:
    told = read(resources, "names.json")
    rows = list(Graph(tiny).ask("thing-names").records())
    assert {(thing, label) for thing, labels, _ in told["things"] for label in labels} == {
        (str(row["thing"]).removeprefix("https://w3id.org/determinants/"), row["label"]) for row in rows
    }


@pytest.mark.slow
def test_pictures_are_those_that_the_command_draws_with_their_rows(
    resources: Resources, tiny: OxigraphEngine
) -> None:
    told = read(resources, "pictures.json")
    files = [each["file"] for each in told["pictures"]]
    assert told["drawn"]
    assert files == ["pictures/influences~tiny2020.json", "pictures/overlap~between.json"]
    assert files == [name for name in resources.names() if name.startswith("pictures/")]
    for path, places in told["shows"].items():  # and each thing knows those whose rows have it
        for place, file in enumerate(files):
            terms = [
                term for row in read(resources, file)["rows"]["results"]["bindings"] for term in row.values()
            ]
            shown = {term["value"].removeprefix(BASE) for term in terms if term["type"] == "uri"}
            assert (path in shown) is (place in places)
    assert "tiny2020/influence/culture" in told["shows"]
    found = read(resources, files[0])
    made = PLOTS["influences"].make(Graph(tiny).of("tiny2020").ask)
    assert read(resources, files[1])["command"] == "determinants plot overlap"
    assert found["command"] == "determinants plot influences --review tiny2020"
    (cited,) = re.findall(r"<metadata>(.*?)</metadata>", found["svg"])
    assert found["command"] in cited
    assert found["svg"] == Figure(made, SIZES["page"], html.unescape(cited)).svg
    assert found["rows"] == json.loads(as_json(made.rows))
    assert [found[word] for word in ("title", "subtitle", "caution", "alt")] == [
        made.title, made.subtitle, made.caution, made.alt,
    ]  # fmt: skip


def test_where_nothing_draws_there_are_no_pictures_and_other_addresses(
    resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = writing.assets(resources)
    for module in (pictures, writing):
        monkeypatch.setattr(module, "can_draw", lambda: False)
    assert read(resources, "pictures.json") == {"drawn": False, "pictures": [], "shows": {}}
    assert not [name for name in resources.names() if name.startswith("pictures/")]
    assert resources.give("pictures/influences~tiny2020.json") is None
    assert writing.assets(resources) != base


def test_another_program_has_other_addresses_so_that_none_is_served_old(
    resources: Resources, built: Path, tiny: OxigraphEngine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    known = {writing.assets(resources)}
    other = Resources(resources.graph, resources.parts, resources.state, ["influences"])
    known.add(writing.assets(other))
    writing.program.cache_clear()
    monkeypatch.setattr(writing, "__version__", "0.0.0")
    known.add(writing.assets(resources))
    for name in ("ask.py", "words.toml"):  # between versions, what makes an answer has changed
        (tmp_path / name).write_text("x = 1")
        monkeypatch.setattr(writing.shipped, "HERE", tmp_path)
        writing.program.cache_clear()
        known.add(writing.assets(resources))
    assert len(known) == 5
    assert all(len(each) == len("assets/") + 17 for each in known)
    monkeypatch.undo()
    writing.program.cache_clear()
    assert writing.assets(resources) in known


def test_there_is_nothing_by_another_name(resources: Resources) -> None:
    pictures = ("influences~no2020", "influences~between", "influences", "designs~tiny2020", "../x~tiny2020")
    others = ("answers/../x.json", "graph.nq.gz", "", "manifest.json", "../pyproject.toml")
    for name in (*others, *(f"pictures/{each}.json" for each in pictures)):
        assert resources.give(name) is None


@pytest.mark.slow
def test_one_file_has_everything_and_lets_in_only_its_own_script(resources: Resources) -> None:
    page = paging.of_one_file(resources).decode()
    held = dict(re.findall(r'<script type="text/plain" id="resource:([^"]+)">([^<]*)</script>', page))
    assert list(held) == list(resources.names())
    for name, content in held.items():
        assert gzip.decompress(base64.b64decode(content)) == resources.give(name)
    (policy,) = re.findall('Content-Security-Policy" content="([^"]+)"', page)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    sha = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{sha}' 'wasm-unsafe-eval'" in policy
    assert "connect-src 'none'" in policy
    assert "unsafe-inline" not in policy


@pytest.mark.slow
def test_a_folder_is_written_whole_and_loads_from_beside_itself(resources: Resources, tmp_path: Path) -> None:
    size = writing.folder(resources, tmp_path / "site")
    files = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert size == sum(path.stat().st_size for path in files)
    page = (tmp_path / "site/index.html").read_text()
    assert set(re.findall(r'(?:src|href)="([^"]+)"', page)) == {
        "data:,",
        f"{writing.assets(resources)}explorer.js",
        f"{writing.assets(resources)}explorer.css",
    }
    for name in resources.names():
        packed = (tmp_path / "site" / writing.assets(resources) / f"{name}.gz").read_bytes()
        assert gzip.decompress(packed) == resources.give(name)
    writing.folder(resources, tmp_path / "site")  # in the place of itself


def test_a_folder_with_something_else_is_left_alone(resources: Resources, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="something else in it"):
        writing.folder(resources, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.slow
def test_a_server_gives_what_the_folder_has(resources: Resources) -> None:
    page = mounted.found(resources, "")
    assert page is not None
    assert page.headers["Content-Security-Policy"] == paging.SERVER_POLICY
    base = writing.assets(resources)
    for name in resources.names():
        found = mounted.found(resources, f"{base}{name}.gz")
        assert found is not None
        assert gzip.decompress(found.body) == resources.give(name)
    for path in (f"{base}../x", f"{base}manifest.json", "assets/0/explorer.js", f"{base}explorer.jsx"):
        assert mounted.found(resources, path) is None


def test_the_server_has_it_beside_its_pages(
    resources: Resources, served: Served, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "parts", lambda on_build: Parts(built))
    client = Client(Application(served, more=exploring.ROUTES))
    page = client.get("/explore/", "text/html")
    assert (page.status, page.kind) == (200, "text/html")
    assert page.headers["content-security-policy"] == paging.SERVER_POLICY
    (script,) = re.findall(r'<script src="([^"]+)"', page.text)
    assert client.get(f"/explore/{script}").kind == "text/javascript"
    names = client.get(f"/explore/{script.removesuffix('explorer.js')}names.json.gz")
    assert gzip.decompress(names.content) == resources.give("names.json")
    assert client.get("/explore").headers["location"] == "/explore/"
    assert client.get("/explore/assets/0/explorer.js").status == 404
    assert '<a href="/explore/">' in client.get("/", "text/html").text


def test_every_page_is_looked_at_when_pictures_are_taken_of_it() -> None:
    named = [
        re.findall(r': Page = \{\s+name: "(\w*)"', each.read_text())
        for each in (SOURCES / "src/pages").glob("*.ts")
    ]
    pages = {name for names in named for name in names}
    assert len(pages) >= 11
    assert {re.split("[/?]", address)[0] for address in looking.VIEWS.values()} - {"nowhere"} == pages
    assert set(looking.VIEWS) > looking.SCORED


def test_another_state_of_sources_is_seen(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src/main.ts").write_text("1")
    one = building.state(tmp_path)
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules/x.js").write_text("x")
    assert building.state(tmp_path) == one
    (tmp_path / "src/main.ts").write_text("2")
    assert building.state(tmp_path) != one


def test_without_node_it_is_said_in_one_sentence_what_would_help(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "find_spec", lambda name: None)
    monkeypatch.setattr(building.shutil, "which", lambda name: None)
    with pytest.raises(UsageError, match=r"needs Node: pip install 'determinants\[explorer\]'"):
        building.build(SOURCES, tmp_path / "built")
    assert not (tmp_path / "built").exists()


def test_where_the_registry_is_out_of_reach_it_is_said_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho 'npm error network request failed' >&2\nexit 1\n")
    npm.chmod(0o755)
    monkeypatch.setattr(building, "_npm", lambda: [str(npm)])
    monkeypatch.setattr(building, "_is_of_the_lock", lambda modules, sources: False)
    with pytest.raises(
        UsageError, match=r"packages could not be fetched .*request failed.*Everything else works"
    ):
        building.build(SOURCES, tmp_path / "built")
    assert not (tmp_path / "built").exists()


def test_no_address_stands_in_the_lock_of_packages() -> None:
    lock = json.loads((SOURCES / "package-lock.json").read_text())
    for name, package in lock["packages"].items():
        assert "resolved" not in package
        assert not name or package["integrity"].startswith("sha512-")
