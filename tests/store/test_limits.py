"""A query can be stopped: by a limit, by whoever asks, and by the end of whoever asks."""

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryResultsFormat, Store, parse_query_results

from conftest import ONTOLOGY, TINY
from determinants import __version__
from determinants.ground.problems import LimitReached, QueryRefused
from determinants.ground.vocab import XSD
from determinants.store.engine import Engine
from determinants.store.engines import BuiltIn, Opening
from determinants.store.limits import MIB, Limits
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.process import WorkerProcess
from determinants.store.solutions import Rows, Stream, Triples, Verdict
from determinants.store.stoppable import StoppableEngine

pytestmark = pytest.mark.slow

THREE = "SELECT ?s { ?s ?p ?o } LIMIT 3"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ROWS_WITHOUT_END = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
# Rows, each some time after the last: of those that come at once, hardly any is waited for.
SLOW_ROWS = (
    "SELECT * { ?a ?b ?c . ?d ?e ?f { SELECT * { ?g ?h ?i } LIMIT 100 } "
    "FILTER(RAND() < IF(?a = ?d || ?d = ?g, 0.0001, 0.0002)) }"
)


def doubled(times: int) -> str:
    """A query that makes a text of ten letters ten times as long, so many times."""
    names = [f"?v{number}" for number in range(times + 1)]
    grown = " ".join(
        f"BIND(CONCAT({', '.join([before] * 10)}) AS {after})" for before, after in pairwise(names)
    )
    return f'SELECT (STRLEN({names[-1]}) AS ?n) {{ BIND("aaaaaaaaaa" AS ?v0) {grown} }}'


BOMB = doubled(10)


@dataclass(frozen=True)
class Tiny:
    """Opens the tiny world in a worker; can be pickled, as openers must be."""

    engine: str = "oxigraph"

    def __call__(self, on_build: Callable[[], None]) -> Engine:
        return Opening(self.engine, BuiltIn((TINY,), ONTOLOGY, __version__))(on_build)


@pytest.fixture(params=["a copy of this process", "a new Python"])
def starting(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of starting a worker, whatever threads the runner of tests has."""
    threads = 1 if request.param == "a copy of this process" else 2
    monkeypatch.setattr(threading, "active_count", lambda: threads)


@pytest.fixture
def stoppable(starting: None) -> Iterator[Callable[[Limits], StoppableEngine]]:
    made: list[StoppableEngine] = []

    def make(limits: Limits, opener: Callable[[Callable[[], None]], Engine] = Tiny()) -> StoppableEngine:
        made.append(StoppableEngine(opener, limits))
        return made[-1]

    yield make
    for one in made:
        one.close()


Make = Callable[..., StoppableEngine]


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_it_answers_as_the_engine_does(stoppable: Make, engine: str, tiny: OxigraphEngine) -> None:
    asked = stoppable(Limits(), Tiny(engine))
    every = "SELECT ?s ?p ?o { ?s ?p ?o FILTER(!ISBLANK(?s) && !ISBLANK(?o)) }"
    rows, right = asked.query(every), tiny.query(every)
    assert isinstance(rows, Rows)
    assert isinstance(right, Rows)
    assert (rows.columns, set(rows.rows)) == (right.columns, set(right.rows))
    assert asked.query("ASK { ?s ?p ?o }") == Verdict(True)
    built = asked.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s a ?o ; ?p ?o }")
    again = tiny.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s a ?o ; ?p ?o }")
    assert isinstance(built, Triples)
    assert isinstance(again, Triples)
    assert set(built.triples) == set(again.triples)
    with pytest.raises(QueryRefused, match="is no variable"):
        asked.query("SELECT nothing")
    with pytest.raises(QueryRefused, match="SERVICE"):
        asked.query("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    assert len(asked._idle) == 1, "one process answered all of them"


@pytest.mark.parametrize("query", [ENDLESS, SLOW_ROWS], ids=["no row", "rows now and then"])
def test_time_is_limited_and_the_next_query_does_not_notice(stoppable: Make, query: str) -> None:
    asked = stoppable(Limits(seconds=0.5, held=None))
    with pytest.raises(LimitReached, match=r"no whole answer within 0\.5 s"):
        asked.query(query)
    assert asked._idle == []
    roomy = stoppable(Limits())
    assert len(roomy.query(THREE)) == 3


def test_memory_is_limited_and_the_next_query_does_not_notice(stoppable: Make) -> None:
    asked = stoppable(Limits(seconds=None, memory=200 * MIB))
    with pytest.raises(LimitReached, match="more than 200 MiB"):
        asked.query(BOMB)
    assert len(asked.query(THREE)) == 3


def test_what_is_held_is_limited_and_what_is_handed_on_is_not(stoppable: Make) -> None:
    asked = stoppable(Limits(held=MIB))
    long = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"
    with pytest.raises(LimitReached, match="longer than 1 MiB"):
        asked.query(long)
    rows = asked.stream(long)
    assert isinstance(rows, Stream)
    assert sum(1 for _ in rows) == 20000
    assert len(asked._idle) == 1


def alive() -> list[WorkerProcess]:
    return [each for each in gc.get_objects() if isinstance(each, WorkerProcess) and each.alive]


def test_an_answer_left_half_read_ends_its_process(stoppable: Make) -> None:
    before = alive()  # what other tests keep
    asked = stoppable(Limits())
    rows = asked.stream(ROWS_WITHOUT_END)
    assert isinstance(rows, Stream)
    next(iter(rows))
    assert asked._idle == []
    (worker,) = [each for each in alive() if each not in before]
    del rows
    assert not worker.alive
    assert len(asked.query(THREE)) == 3


def test_several_are_asked_at_once(stoppable: Make) -> None:
    asked = stoppable(Limits())
    long = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"
    one, other = asked.stream(long), asked.stream(long)
    assert isinstance(one, Stream)
    assert isinstance(other, Stream)
    assert list(zip(one, other, strict=True))
    assert len(asked._idle) == 2


def test_what_opening_finds_wrong_is_raised(stoppable: Make, tmp_path: Path) -> None:
    from determinants.ground.problems import DataError

    (tmp_path / "publications.csv").write_text("key,titel\n")
    wrong = Opening("oxigraph", BuiltIn((tmp_path,), ONTOLOGY, __version__))
    with pytest.raises(DataError, match="titel"):
        stoppable(Limits(), wrong).query(THREE)


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
TERMS = st.one_of(
    st.builds(Literal, ANY_TEXT),
    st.builds(lambda text: Literal(text, language="en-GB"), ANY_TEXT),
    st.builds(lambda text: Literal(text, datatype=NamedNode("http://e/type")), st.text("ab\t\n\r\\\"'")),
    st.builds(lambda number: Literal(str(number), datatype=XSD.integer), st.integers(-(10**12), 10**12)),
    st.builds(lambda number: Literal(f"{number}", datatype=XSD.decimal), st.decimals(-9, 9, places=2)),
    st.sampled_from([BlankNode("b"), NamedNode("http://e/é"), Literal("NaN", datatype=XSD.double)]),
)


@given(TERMS)
def test_no_term_is_changed_on_the_way(term: Literal | NamedNode | BlankNode) -> None:
    """What stands on the pipe between a worker and whoever asks is what the engine itself would give."""
    store = Store()
    store.add(Quad(NamedNode("http://e/s"), NamedNode("http://e/p"), term))
    engine = OxigraphEngine(store)
    query = "SELECT ?o ?unbound { ?s ?p ?o }"
    straight = engine.query(query)
    assert isinstance(straight, Rows)
    sent = engine.stream(query)
    assert isinstance(sent, Stream)
    on_the_pipe = sent.solutions.serialize(format=QueryResultsFormat.TSV)
    come = parse_query_results(input=on_the_pipe, format=QueryResultsFormat.TSV)
    assert [tuple(row) for row in come] == list(straight.rows)


PROGRAM = """
import determinants, sys
from determinants.store.limits import Limits
graph = determinants.open_graph()
print("asked", flush=True)
graph.sparql(sys.argv[1])
"""


def asking(query: str, home: Path) -> subprocess.Popen[bytes]:
    """A program that has asked a query without end, in a process group of its own."""
    started = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, query],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "XDG_CACHE_HOME": str(home)},
    )
    assert started.stdout
    assert started.stdout.readline() == b"asked\n"
    return started


def group(of: int) -> list[int]:
    """The processes of a session that still run."""
    alive = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == of and fields[0] != "Z":
            alive.append(int(folder.name))
    return alive


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_when_whoever_asks_ends_nobody_goes_on(how: signal.Signals, tmp_path: Path) -> None:
    started = asking(ENDLESS, tmp_path)
    until = time.monotonic() + 60
    while len(group(started.pid)) < 2 and time.monotonic() < until:
        time.sleep(0.05)  # its worker is started
    assert len(group(started.pid)) == 2
    os.kill(started.pid, how)
    started.communicate(timeout=60)
    assert started.returncode == -how
    while group(started.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert group(started.pid) == []
