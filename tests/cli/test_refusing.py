"""A command that cannot be kept to one review refuses `--review`, and says what to do instead."""

import re
import shlex
from typing import Any

import pytest
import typer
from pyoxigraph import Quad
from typer.testing import CliRunner

from determinants import cli
from determinants.ask.asking import Graph
from determinants.cli.refusing import OF_GRAPHS
from determinants.ground.problems import UsageError
from determinants.ground.vocab import BASE
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Triples

ALL: Any = typer.main.get_command(cli.program())
# What each command is called with, where it needs something.
NEEDED = {"export": ["nquads"], "sparql": ["ASK {}"], "show": ["gillard2013"]}
WITHOUT = [
    name
    for name, command in ALL.commands.items()
    if not hasattr(command, "commands") and not any("--review" in each.opts for each in command.params)
]


def refusal(name: str, *review: str) -> str:
    done = CliRunner().invoke(cli.program(name), [name, *NEEDED.get(name, []), *review])
    assert (done.exit_code, done.stdout) == (1, "")
    assert isinstance(done.exception, UsageError)
    return str(done.exception)


@pytest.mark.parametrize("name", WITHOUT)
@pytest.mark.parametrize("review", [("--review", "cooper2024"), ("--review=cooper2024",)], ids=" ".join)
def test_it_is_refused_with_a_command_that_can(name: str, review: tuple[str, ...]) -> None:
    said = refusal(name, *review)
    assert f"'{name}' cannot be kept to one review" in said
    (command,) = re.findall(r"'determinants (.+)'$", said)
    words = shlex.split(command)
    assert words[0] in ALL.commands
    assert "cooper2024" in command
    if name in OF_GRAPHS:
        assert words[0] == "sparql"


def test_those_that_write_graphs_are_among_them() -> None:
    assert set(WITHOUT) >= OF_GRAPHS


def test_the_query_that_is_named_gives_all_that_the_review_says(
    shipped: OxigraphEngine, shipped_quads: list[Quad]
) -> None:
    words = shlex.split(refusal("export", "--review", "cooper2024").partition("'determinants ")[2][:-1])
    assert words[2:] == ["--format", "ntriples"]
    answer = Graph(shipped).sparql(words[1])
    assert isinstance(answer, Triples)
    here = [quad for quad in shipped_quads if quad.graph_name.value == f"{BASE}graph/cooper2024"]
    assert len(here) > 500
    assert {str(triple) for triple in answer.triples} == {str(quad.triple) for quad in here}
