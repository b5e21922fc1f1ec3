"""A command can be stopped, and what it wrote until then is never taken for whole."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from programs import Program

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LONG = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f }"
# Rows, each some time after the last: of those that come at once, hardly any is waited for.
SLOW = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f FILTER(RAND() < IF(?a = ?d, 0.001, 0.002)) }"
STANDARD = ["csv", "tsv", "json", "xml"]


def test_a_limit_of_time_ends_a_query_with_3(program: Program) -> None:
    done = program("sparql", ENDLESS, "--timeout", "0.5")
    assert (done.code, done.out) == (3, "")
    assert "no whole answer within 0.5 s" in done.err
    assert "--timeout" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_limit_of_memory_ends_a_query_with_3(program: Program) -> None:
    grown = "BIND(CONCAT(?v{0}, ?v{0}, ?v{0}, ?v{0}, ?v{0}, ?v{0}, ?v{0}, ?v{0}) AS ?v{1})"
    bomb = " ".join(grown.format(number, number + 1) for number in range(9))
    query = f'SELECT (STRLEN(?v9) AS ?n) {{ BIND("aaaaaaaaaa" AS ?v0) {bomb} }}'
    done = program("sparql", query, "--memory", "200")
    assert (done.code, done.out) == (3, "")
    assert "more than 200 MiB" in done.err
    assert "--memory" in done.err


@pytest.mark.parametrize("how", STANDARD)
def test_what_is_broken_off_ends_with_3_and_leaves_no_file(
    how: str, program: Program, tmp_path: Path
) -> None:
    kept = tmp_path / "rows"
    done = program("sparql", SLOW, "-f", how, "-o", str(kept), "--timeout", "0.5")
    assert done.code == 3
    assert list(tmp_path.iterdir()) == []
    kept.write_text("mine")
    done = program("sparql", SLOW, "-f", how, "-o", str(kept), "--force", "--timeout", "0.5")
    assert done.code == 3
    assert kept.read_text() == "mine"


@pytest.mark.parametrize("how", STANDARD)
def test_rows_that_are_written_as_they_come_are_those_of_the_whole_answer(how: str, program: Program) -> None:
    from determinants import open_graph
    from determinants.write.sparql_formats import SPARQL_FORMATS

    query = "SELECT ?s ?label { ?s skos:prefLabel ?label } ORDER BY ?s ?label"
    assert program.answer("sparql", query, "-f", how).out.encode() == SPARQL_FORMATS[how].write(
        open_graph().sparql(query)
    )


@pytest.mark.parametrize("query", [ENDLESS, LONG])
def test_ctrl_c_ends_a_query_at_once_with_130(query: str, program: Program) -> None:
    started = subprocess.Popen(
        [sys.executable, "-m", "determinants", "sparql", query, "-f", "csv"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env=program.environment,
    )
    time.sleep(2)
    os.killpg(started.pid, signal.SIGINT)
    _, said = started.communicate(timeout=30)
    assert started.returncode == 130
    assert said.decode().splitlines()[-1] == "stopped"
