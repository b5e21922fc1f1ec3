"""Every engine gives the same rows, in the same order, with the same datatypes, to every stored question."""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store

from answers import QUESTIONS
from conftest import ONTOLOGY, OTHER, TINY
from determinants import __version__
from determinants.ask.questions import Question
from determinants.ground.problems import EndpointError, QueryRefused, StoreError, UsageError
from determinants.ground.vocab import BASE, thing
from determinants.release.ontology_page import FIRST
from determinants.store import filling
from determinants.store.engine import Engine, ask
from determinants.store.engines import BuiltIn, Here, Opening
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.rdflib_engine import RdflibEngine
from determinants.store.remembering import Remembering
from determinants.store.remote import EndpointEngine
from determinants.store.solutions import Rows, Triples, Verdict
from determinants.store.stoppable import StoppableEngine
from servers import Server, oxigraph, virtuoso

# A server that is told to hang up leaves its socket to the garbage collector, whenever that comes.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def quietly(graph: str, triples: int) -> None:
    """Say nothing of how far loading got."""


@pytest.fixture(scope="module")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory, shipped_quads: list[Quad]) -> Iterator[Server]:
    with oxigraph(tmp_path_factory.mktemp("oxigraph"), union=True) as server:
        filling.into_endpoint(server.graph_store, shipped_quads, quietly)
        yield server


@pytest.fixture(scope="module")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory, shipped_quads: list[Quad]) -> Iterator[Server]:
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as server, credentials():
        filling.into_endpoint(server.graph_store, shipped_quads, quietly)
        yield server


@contextmanager
def credentials() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DETERMINANTS_USER", "dba")
        patch.setenv("DETERMINANTS_PASSWORD", "dba")
        yield


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory: pytest.TempPathFactory, shipped_quads: list[Quad]) -> Engine:
    folder = tmp_path_factory.mktemp("store") / "determinants"
    filling.into_store(folder, shipped_quads, quietly)
    return OxigraphEngine.open(folder)


@pytest.fixture(scope="module")
def rdflib_released(shipped_quads: list[Quad]) -> Engine:
    return RdflibEngine.load(shipped_quads)


@pytest.fixture(scope="module")
def rdflib_tiny(tiny_quads: list[Quad]) -> Engine:
    return RdflibEngine.load(tiny_quads)


@pytest.fixture(scope="module")
def rdflib_reviews(reviews_quads: list[Quad]) -> Engine:
    return RdflibEngine.load(reviews_quads)


@pytest.fixture(scope="module")
def oxigraph_endpoint(oxigraph_server: Server) -> Engine:
    return EndpointEngine(oxigraph_server.query)


@pytest.fixture(scope="module")
def virtuoso_endpoint(virtuoso_server: Server) -> Engine:
    return EndpointEngine(virtuoso_server.query)


def forms(question: Question) -> Iterator[str]:
    """The SPARQL of a question as it stands, and narrowed on each column to its example."""
    yield question.text
    for name, column in question.columns.items():
        yield question.narrowed({name: [column.term(column.example)]})


OXIGRAPH = pytest.param("oxigraph_endpoint", marks=pytest.mark.server("oxigraph"))
VIRTUOSO = pytest.param("virtuoso_endpoint", marks=pytest.mark.server("virtuoso-t"))

every_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)


@pytest.fixture(scope="module")
def right(shipped: Engine) -> Callable[[str], Rows]:
    """What the engine in memory answers, which each other engine is held against."""
    return cache(lambda text: ask(shipped, text))


@pytest.mark.slow
@every_question
@pytest.mark.parametrize("engine", ["on_disk", OXIGRAPH])
def test_same_answer_narrowed_and_not(
    engine: str, question: Question, right: Callable[[str], Rows], request: pytest.FixtureRequest
) -> None:
    other: Engine = request.getfixturevalue(engine)
    for text in forms(question):
        assert ask(other, text) == right(text)


@pytest.fixture(scope="module", params=["where it can be stopped", "here", "as it was kept"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The reviews side by side, opened as `open_engine` opens them."""
    opening = Opening("oxigraph", BuiltIn((TINY, OTHER), ONTOLOGY, __version__))
    if request.param == "here":
        yield Here(opening, lambda: None)
    elif request.param == "as it was kept":
        yield Remembering(Here(opening, lambda: None), tmp_path_factory.mktemp("kept"), lambda: "key")
    else:
        stoppable = StoppableEngine(opening)
        yield stoppable
        stoppable.close()


class Fails:
    """An engine that finds out in the middle of an answer that something is wrong."""

    def query(self, text: str) -> Rows:
        held = Store().query(text)
        raise StoreError(Path("here"), f"is damaged after its {len(held.variables)} column")


def test_an_error_of_an_engine_here_holds_nothing_that_only_its_thread_may_drop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda wrong: said.append(str(wrong.exc_value)))
    with pytest.raises(StoreError, match="after its 1 column"):
        Here(lambda _: Fails(), lambda: None).query("SELECT ?a {}")
    gc.collect()
    assert said == []


@pytest.mark.slow
@every_question
def test_same_answer_where_it_is_opened(question: Question, opened: Engine, reviews: Engine) -> None:
    for text in forms(question):
        assert ask(opened, text) == ask(reviews, text)
        assert ask(opened, text) == ask(reviews, text), "nor when it is asked again"


@pytest.fixture(scope="module")
def named_graphs_only(
    tmp_path_factory: pytest.TempPathFactory, reviews_quads: list[Quad]
) -> Iterator[Engine]:
    """A server as it comes: its default graph is empty, so that each query has to name ours."""
    with oxigraph(tmp_path_factory.mktemp("named")) as server:
        filling.into_endpoint(server.graph_store, reviews_quads, quietly)
        yield EndpointEngine(server.query)


@pytest.mark.server("oxigraph")
@every_question
def test_same_answer_where_the_default_graph_is_empty(
    question: Question, named_graphs_only: Engine, reviews: Engine
) -> None:
    for text in forms(question):
        assert ask(named_graphs_only, text) == ask(reviews, text)


@pytest.fixture(scope="module")
def virtuoso_reviews(tmp_path_factory: pytest.TempPathFactory, reviews_quads: list[Quad]) -> Iterator[Engine]:
    """Virtuoso over the reviews side by side: over the released data, all forms take it half an hour."""
    with virtuoso(tmp_path_factory.mktemp("reviews")) as server, credentials():
        filling.into_endpoint(server.graph_store, reviews_quads, quietly)
        yield EndpointEngine(server.query)


@pytest.mark.server("virtuoso-t")
@every_question
def test_same_answer_of_virtuoso(question: Question, virtuoso_reviews: Engine, reviews: Engine) -> None:
    for text in forms(question):
        assert ask(virtuoso_reviews, text) == ask(reviews, text)


@pytest.mark.slow
@every_question
def test_same_answer_of_rdflib_over_the_released_data(
    question: Question, right: Callable[[str], Rows], rdflib_released: Engine
) -> None:
    assert ask(rdflib_released, question.text) == right(question.text)


@pytest.mark.slow
@every_question
def test_same_answer_of_rdflib_narrowed_over_the_tiny_world(
    question: Question, tiny: Engine, rdflib_tiny: Engine
) -> None:
    for name, column in question.columns.items():
        index = tiny_values(question, name, tiny)
        for value in index or [column.term(column.example)]:
            text = question.narrowed({name: [value]})
            assert ask(rdflib_tiny, text) == ask(tiny, text)


@pytest.mark.slow
@every_question
@pytest.mark.timeout(60)
def test_nothing_is_found_at_once_where_a_value_is_of_nothing(
    question: Question, rdflib_tiny: Engine
) -> None:
    """rdflib counts nothing as a row with a nought; names would then be those of all things together."""
    for name in question.columns:
        assert len(ask(rdflib_tiny, question.narrowed({name: [thing("nothing")]}))) == 0


@pytest.mark.slow
@every_question
def test_same_answer_of_rdflib_over_reviews_side_by_side(
    question: Question, reviews: Engine, rdflib_reviews: Engine
) -> None:
    kept = {"review": [question.columns["review"].term("tide2018")]} if "review" in question.columns else {}
    for text in (question.text, question.narrowed(kept)):
        assert ask(rdflib_reviews, text) == ask(reviews, text)


def tiny_values(question: Question, column: str, tiny: Engine) -> list:
    """Up to three values that a column has in the tiny world."""
    table = ask(tiny, question.text)
    if column not in table.columns:
        return []
    place = table.columns.index(column)
    return list(dict.fromkeys(row[place] for row in table.rows if row[place] is not None))[:3]


@pytest.mark.server("oxigraph")
def test_loading_twice_changes_nothing(oxigraph_server: Server, shipped_quads: list[Quad]) -> None:
    engine = EndpointEngine(oxigraph_server.query)
    before = ask(engine, QUESTIONS["graph-sizes"].text)
    said: list[str] = []
    filling.into_endpoint(oxigraph_server.graph_store, shipped_quads, lambda graph, _: said.append(graph))
    assert ask(engine, QUESTIONS["graph-sizes"].text) == before
    assert len(said) == len(before)


@pytest.mark.slow
def test_loading_a_store_twice_changes_nothing(tmp_path: Path, tiny_quads: list[Quad]) -> None:
    folder = tmp_path / "store"
    for _ in range(2):
        filling.into_store(folder, tiny_quads, quietly)
        assert set(OxigraphEngine.open(folder).quads()) == in_memory(tiny_quads)


@pytest.mark.slow
def test_loading_leaves_other_graphs_alone_and_replaces_ours(tmp_path: Path, tiny_quads: list[Quad]) -> None:
    folder = tmp_path / "store"
    filling.into_store(folder, tiny_quads, quietly)
    some = [quad for quad in tiny_quads if str(quad.graph_name).endswith("tiny2020>")][:3]
    filling.into_store(folder, some, quietly)
    others = [quad for quad in tiny_quads if quad.graph_name != some[0].graph_name]
    assert set(OxigraphEngine.open(folder).quads()) == in_memory([*others, *some])


def in_memory(quads: list[Quad]) -> set[Quad]:
    """The quads as the engine holds them: 2.0 and 2 are one number."""
    return set(OxigraphEngine.load(quads).quads())


def test_a_folder_that_is_no_store_is_left_alone(tmp_path: Path, tiny_quads: list[Quad]) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(UsageError, match="something else in it"):
        filling.into_store(tmp_path, tiny_quads, quietly)
    with pytest.raises(UsageError, match="not a store"):
        OxigraphEngine.open(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


@pytest.mark.server("virtuoso-t")
def test_virtuoso_refuses_to_be_filled_without_credentials(
    virtuoso_server: Server, tiny_quads: list[Quad], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DETERMINANTS_USER", raising=False)
    with pytest.raises(EndpointError, match="DETERMINANTS_PASSWORD"):
        filling.into_endpoint(virtuoso_server.graph_store, tiny_quads, quietly)


@pytest.mark.server("virtuoso-t")
def test_rows_that_virtuoso_leaves_out_are_asked_for_in_pages(
    tmp_path: Path, shipped_quads: list[Quad], right: Callable[[str], Rows]
) -> None:
    with virtuoso(tmp_path, rows=1000) as server, credentials():
        filling.into_endpoint(server.graph_store, shipped_quads, quietly)
        engine = EndpointEngine(server.query)
        text = QUESTIONS["thing-missing"].text
        assert len(right(text)) > 1000
        assert ask(engine, text) == right(text)
        assert ask(engine, QUESTIONS["cfir-crosswalk"].text) == right(QUESTIONS["cfir-crosswalk"].text)
        many = f"SELECT ?s ?p ?o {{ GRAPH <{BASE}graph/findings> {{ ?s ?p ?o }} }} ORDER BY ?s ?p"
        assert len(right(many)) > 10_000, "it sorts no more in one query"
        found = engine.query(many)
        assert isinstance(found, Rows)
        assert set(found.rows) == set(right(many).rows)
        assert len(found) == len(right(many))
        made = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
        with pytest.raises(EndpointError, match="may have left triples out"):
            engine.query(made)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["shipped", "on_disk", "rdflib_released", OXIGRAPH, VIRTUOSO])
def test_other_forms_of_query(engine: str, request: pytest.FixtureRequest) -> None:
    asked: Engine = request.getfixturevalue(engine)
    site = "<https://w3id.org/determinants/site/ulm>"
    assert asked.query(f"ASK {{ {site} ?property ?value }}") == Verdict(True)
    assert asked.query("ASK { <https://w3id.org/determinants/site/atlantis> ?property ?value }") == Verdict(
        False
    )
    made = asked.query(f"CONSTRUCT {{ {site} ?p ?o }} WHERE {{ {site} ?p ?o }}")
    assert isinstance(made, Triples)
    assert len(made.triples) == 8


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["on_disk", "rdflib_released", OXIGRAPH, VIRTUOSO])
def test_the_first_query_compares_years_everywhere(
    engine: str, shipped: Engine, request: pytest.FixtureRequest
) -> None:
    right = shipped.query(FIRST)
    assert isinstance(right, Rows)
    assert len(right) == 3
    assert request.getfixturevalue(engine).query(FIRST) == right


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["shipped", "on_disk", "rdflib_released", OXIGRAPH, VIRTUOSO])
@pytest.mark.parametrize(
    "query", ["SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }", "SELECT ?s {", "DROP ALL"]
)
def test_what_is_refused_is_refused_by_all(engine: str, query: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(QueryRefused):
        request.getfixturevalue(engine).query(query)


def test_a_table_is_told_from_another_by_every_term(shipped: Engine) -> None:
    """The comparison on which this module rests can fail."""
    table = ask(shipped, QUESTIONS["influence-counts"].text)
    assert table == Rows(table.columns, table.rows)
    assert table != Rows(table.columns, table.rows[1:])
    assert table != Rows(table.columns, (table.rows[1], table.rows[0], *table.rows[2:]))
