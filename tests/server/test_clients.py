"""Clients that others made, and every stored question, against the server as it runs."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store, parse_query_results
from rdflib import Graph
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    XML,
    SPARQLWrapper,
)

from answers import QUESTIONS, THINGS
from determinants.store.solutions import Rows
from determinants.write.formats import in_parts
from determinants.write.row_formats import ROW_FORMATS
from parts import need
from programs import Program
from serving import serving

pytestmark = [
    pytest.mark.slow,  # each asks a process, with its workers
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # of SPARQLWrapper and rdflib
]

THING = "ibrahim2019/influence/psw-training"
SITES = "SELECT ?site WHERE { ?site a <https://w3id.org/determinants/ontology#Site> } ORDER BY ?site"
KINDS = "CONSTRUCT { ?site a ?kind } WHERE { ?site a <https://w3id.org/determinants/ontology#Site>, ?kind }"


@pytest.fixture(scope="module")
def url(program: Program) -> Iterator[str]:
    """Where the released data are served, with time enough for a busy machine."""
    with serving(program, "--quiet", "--timeout", "60") as (at, _):
        yield at


@pytest.fixture(scope="module")
def dump(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """What the program writes as a dump, read by a store that knows nothing of it."""
    file = tmp_path_factory.mktemp("dump") / "graph.nq"
    assert program("build", "-o", file).code == 0
    store = Store()
    store.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
    return store


def rows_of(solutions: Any) -> Rows:
    assert isinstance(solutions, QuerySolutions)
    columns = tuple(variable.value for variable in solutions.variables)
    return Rows(columns, tuple(tuple(row[column] for column in columns) for row in solutions))


def test_the_dump_the_endpoint_and_the_http_api_answer_every_question_alike(url: str, dump: Store) -> None:
    asked = {name: {"thing": THING} if name in THINGS else {} for name in QUESTIONS}
    rows = 0
    with httpx.Client(base_url=url, timeout=120) as client:
        for name, where in asked.items():
            by = {"thing": [f"<https://w3id.org/determinants/{THING}>"]} if where else {}
            text = QUESTIONS[name].narrowed(by)  # type: ignore[arg-type]
            known = rows_of(dump.query(text, use_default_graph_as_union=True))
            raw = client.post(
                "/sparql", data={"query": text}, headers={"Accept": "application/sparql-results+json"}
            )
            assert raw.status_code == 200, (name, raw.text)
            assert rows_of(parse_query_results(raw.content, format=QueryResultsFormat.JSON)) == known, name
            table = client.get(f"/questions/{name}.csv", params=where)
            assert table.content == b"".join(in_parts(ROW_FORMATS["csv"].write(known))), name
            rows += len(known)
    assert rows > 50_000


# What is asked for by each way of asking, and what SPARQLWrapper makes of it.
TABLES = {JSON: dict, XML: object, None: object, CSV: bytes, TSV: bytes}
GRAPHS = {XML: Graph, None: Graph, RDFXML: Graph, JSONLD: Graph, TURTLE: bytes, N3: bytes}


@pytest.mark.parametrize("how", [(GET, None), (POST, None), (POST, POSTDIRECTLY)], ids=str)
def test_sparqlwrapper_has_every_format_that_it_knows(url: str, how: tuple[str, str | None]) -> None:
    method, direct = how

    def asked(query: str, form: str | None) -> Any:
        wrapper = SPARQLWrapper(f"{url}/sparql")
        wrapper.setMethod(method)
        if direct:
            wrapper.setRequestMethod(direct)
        if form is not None:
            wrapper.setReturnFormat(form)
        wrapper.setQuery(query)
        return wrapper.queryAndConvert()

    sites = [row["site"]["value"] for row in asked(SITES, JSON)["results"]["bindings"]]
    assert len(sites) == 6
    for form, kind in TABLES.items():
        found = asked(SITES, form)
        assert isinstance(found, kind), form
        text = found.toxml() if form in {XML, None} else found.decode() if kind is bytes else str(found)
        assert [text.count(site) for site in sites] == [1] * 6, form
    for form, kind in GRAPHS.items():
        found = asked(KINDS, form)
        assert isinstance(found, kind), form
        graph = found if kind is Graph else Graph().parse(data=found, format="turtle")
        assert {str(site) for site in graph.subjects()} == set(sites), form


@pytest.mark.server("curl")
def test_curl_asks_as_the_documentation_does(url: str) -> None:
    asked = [need("curl"), "-s", f"{url}/sparql", "-H", "Accept: text/csv", "--data-urlencode"]
    done = subprocess.run([*asked, f"query={SITES}"], capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[0] == "site"
    assert len(done.stdout.splitlines()) == 7


@pytest.mark.browser
def test_a_browser_shows_a_page_as_it_is_meant(url: str, tmp_path: Path) -> None:
    bare = ["--no-sandbox"] if os.geteuid() == 0 else []
    own = ["--headless", "--disable-gpu", f"--user-data-dir={tmp_path}", "--virtual-time-budget=5000"]
    for path, shown in {
        "/": ('href="/questions"', "Ibrahim et al. 2019"),
        "/site/ulm": ("<h1>Ulm</h1>", "https://w3id.org/determinants/site/ulm"),
        "/questions/influence-counts?influence=psw-training": ("<td>22</td>", "PSW training"),
        "/.well-known/void": ("<h1>", "https://w3id.org/determinants/dataset"),
    }.items():
        done = subprocess.run(
            [need("browser"), *bare, *own, "--dump-dom", url + path],
            capture_output=True,
            check=True,
            timeout=120,
        )
        assert [part for part in shown if part not in done.stdout.decode()] == [], path
