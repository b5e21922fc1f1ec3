"""The server as a process of its own: started, asked by clients that others made, overrun, and stopped."""

import signal
import socket
import subprocess
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from determinants.ground.problems import UsageError
from determinants.server import running
from programs import Program
from serving import serving

pytestmark = pytest.mark.slow  # each starts a process, and its workers

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SOON = "SELECT (1 AS ?n) {}"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(RAND() < IF(?a = ?d, 0.1, 0.2)) }"
CODES = {"SIGINT": 130, "SIGTERM": -15, "SIGHUP": -1, "SIGKILL": -9}


def children(of: int) -> list[int]:
    """The processes that a process has started."""
    listed = Path(f"/proc/{of}/task/{of}/children")
    return [int(pid) for pid in listed.read_text().split()] if listed.is_file() else []


def test_a_server_is_asked_overrun_and_stopped(program: Program) -> None:
    with serving(program, "--timeout", "5", "--quiet") as (url, process):
        assert httpx.get(f"{url}/health").json()["status"] == "ok"
        assert len(children(process.pid)) == 2

        # clients that others made
        graph = Graph(SPARQLStore(f"{url}/sparql"))
        (row,) = graph.query(
            "SELECT (COUNT(?x) AS ?n) { ?x a <https://w3id.org/determinants/ontology#Site> }"
        )
        assert int(row.n) == 6  # type: ignore[union-attr]
        read = Graph().parse(f"{url}/publication/gillard2013")
        assert len(read) > 10

        # the dump and the endpoint give the same rows
        asked = httpx.get(f"{url}/questions/review-list.csv").text
        assert asked == program.fine("ask", "review-list", "-f", "csv").out

        # more endless queries than there are workers: each gets its answer, in time, and others are answered
        with ThreadPoolExecutor(8) as pool:
            endless = [
                pool.submit(httpx.get, f"{url}/sparql", params={"query": ENDLESS}, timeout=60)
                for _ in range(6)
            ]
            time.sleep(0.5)
            good = [httpx.get(f"{url}/questions/influence-counts", timeout=60) for _ in range(20)]
            assert len(children(process.pid)) <= 2
            statuses = [each.result().status_code for each in endless]
        assert {each.status_code for each in good} == {200}
        assert set(statuses) <= {503, 504}
        assert 504 in statuses

        # the next query does not notice, and nobody is at work any more
        next_one = httpx.get(f"{url}/sparql", params={"query": SOON}, timeout=60)
        assert next_one.status_code == 200
        assert httpx.get(f"{url}/health").json()["workers"]["busy"] == 0
        assert len(children(process.pid)) <= 2

        # whoever hangs up ends the query
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(f"{url}/sparql", params={"query": ENDLESS}, timeout=0.5)
        waited = time.monotonic() + 20
        while httpx.get(f"{url}/health").json()["workers"]["busy"] and time.monotonic() < waited:
            time.sleep(0.05)
        assert httpx.get(f"{url}/health").json()["workers"]["busy"] == 0

        # what breaks off is seen to
        many = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
        try:
            got = httpx.get(
                f"{url}/sparql", params={"query": many}, headers={"Accept": "text/csv"}, timeout=60
            )
        except httpx.RemoteProtocolError as error:
            assert "incomplete chunked read" in str(error)
        else:  # a slow machine has no megabyte before its time is up
            assert got.status_code == 504

        workers = children(process.pid)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert not any(Path(f"/proc/{pid}").exists() for pid in workers)


def ended(processes: list[int]) -> bool:
    """Whether processes end within a moment."""
    until = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in processes) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(Path(f"/proc/{pid}").exists() for pid in processes)


@pytest.mark.parametrize("how", CODES)
def test_a_server_that_is_struck_breaks_its_answer_off_and_leaves_nothing(
    how: str, program: Program, tmp_path: Path
) -> None:
    struck = Program(program.environment | {"TMPDIR": str(tmp_path)})
    with serving(struck, "--quiet", "--timeout", "60") as (url, process):
        workers = children(process.pid)
        fields = {"query": LONG, "format": "csv"}
        with httpx.stream("GET", f"{url}/sparql", params=fields, timeout=100) as answer:
            assert answer.status_code == 200
            coming = answer.iter_raw()
            assert next(coming)
            process.send_signal(getattr(signal, how))
            with pytest.raises(httpx.RemoteProtocolError):
                deque(coming)
        assert process.wait(30) == CODES[how]
        assert process.stderr is not None
        assert process.stderr.read().decode() == ("stopped\n" if how == "SIGINT" else "")
        assert ended(workers)
    assert list(tmp_path.iterdir()) == []


def test_what_has_not_begun_when_the_server_is_stopped_is_refused(program: Program) -> None:
    with serving(program) as (url, process), ThreadPoolExecutor(1) as pool:
        asked = pool.submit(httpx.get, f"{url}/sparql", params={"query": ENDLESS}, timeout=60)
        until = time.monotonic() + 20
        while not httpx.get(f"{url}/health").json()["workers"]["busy"] and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert asked.result().status_code == 503
        assert process.stderr is not None
        *_, last, stopped = process.stderr.read().decode().splitlines()
    assert last.endswith("the server was stopped")
    assert stopped == "stopped"


def test_of_two_servers_at_once_in_one_place_the_second_is_refused(program: Program) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    both = [program.start("serve", "--port", port, stderr=subprocess.PIPE) for _ in range(2)]
    try:
        until = time.monotonic() + 60
        while all(each.poll() is None for each in both) and time.monotonic() < until:
            time.sleep(0.05)
        (refused,) = [each for each in both if each.poll() is not None]
        assert refused.returncode == 2
        assert refused.stderr is not None
        assert f"nobody can listen at 127.0.0.1:{port}" in refused.stderr.read().decode()
        assert httpx.get(f"http://127.0.0.1:{port}/health", timeout=60).status_code == 200
    finally:
        for each in both:
            each.kill()
            each.wait()
            assert each.stderr is not None
            each.stderr.close()


def test_a_browser_is_shown_the_explorer_where_that_is_asked_for(program: Program, tmp_path: Path) -> None:
    shown, browser = tmp_path / "shown", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {shown}\n')
    browser.chmod(0o755)
    there = replace(program, environment={**program.environment, "BROWSER": str(browser)})
    with serving(there, "--open") as (address, _):
        until = time.monotonic() + 60
        while not (shown.exists() and shown.read_text()) and time.monotonic() < until:
            time.sleep(0.05)
        assert shown.read_text() == f"{address}/explore/\n"


def test_one_server_stands_before_another(program: Program) -> None:
    with (
        serving(program, "--quiet") as (inner, _),
        serving(program, "--quiet", "--endpoint", f"{inner}/sparql") as (
            outer,
            _,
        ),
    ):
        for target in ("/questions/influence-counts", "/answers/studies?thing=psw-training", "/site/ulm.nt"):
            near, far = httpx.get(f"{inner}{target}", timeout=60), httpx.get(f"{outer}{target}", timeout=60)
            assert (near.status_code, far.status_code) == (200, 200)
            assert sorted(near.text.splitlines()) == sorted(far.text.splitlines())
        graph = "https://w3id.org/determinants/graph/cfir2009"
        count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        fields = {"query": count, "default-graph-uri": graph}
        near, far = (httpx.get(f"{url}/sparql", params=fields, timeout=60) for url in (inner, outer))
        assert near.json() == far.json()


def test_a_place_where_nobody_can_listen_is_said_to_be_one(program: Program) -> None:
    taken = running.listening(running.Place(port=0))
    taken.listen()
    port = taken.getsockname()[1]
    with pytest.raises(UsageError, match="nobody can listen at 127"):
        running.listening(running.Place(port=port))
    taken.close()
    done = program("serve", "--endpoint", "http://127.0.0.1:9/sparql", "--port", "0")
    assert (done.code, "Traceback" in done.err) == (1, False)
