"""Starting: a command imports what it uses and no more, and does its work in a process that ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from conftest import TINY
from determinants import cli
from programs import Program

# The libraries that take time to import, of which a command should have a reason to need any.
HEAVY = {
    "determinants.store.building",
    "determinants.tables.model",
    "altair",
    "httpx",
    "jinja2",
    "networkx",
    "openpyxl",
    "pyarrow",
    "pyoxigraph",
    "pyshacl",
    "rdflib",
    "vl_convert",
    "xlsxwriter",
    "yaml",
}

# Every command, called as it is used most, and what of these it needs when its graph is cached.
NEEDS: dict[tuple[str, ...], set[str]] = {
    ("influences",): {"pyoxigraph"},
    ("factors", "psw-training"): {"pyoxigraph", "yaml"},
    ("studies", "organisational-culture"): {"pyoxigraph"},
    ("cfir",): {"pyoxigraph"},
    ("show", "f0276"): {"pyoxigraph"},
    ("ask", "influence-counts"): {"pyoxigraph", "yaml"},
    ("queries",): {"pyoxigraph", "yaml"},
    ("review", "new", "new2020"): {"determinants.tables.model"},
    ("sparql", "ASK { ?s ?p ?o }"): {"pyoxigraph"},
    ("network", "co-occurrence", "--review", "ibrahim2019"): {"pyoxigraph", "networkx"},
    ("serve", "--help"): {"pyoxigraph"},  # as the server itself has no end
    ("mcp", "--help"): {"pyoxigraph"},
    ("build", "--output", "graph.nq"): {
        "pyoxigraph",
        "determinants.store.building",
        "determinants.tables.model",
        "yaml",
    },
    ("form", "--output", "form.csv"): {"pyoxigraph", "determinants.tables.model", "yaml"},
    ("score", "--answer", "psw-training=1"): {
        "pyoxigraph",
        "determinants.tables.model",
        "yaml",
    },
    ("report", "--answer", "psw-training=1"): {
        "pyoxigraph",
        "determinants.tables.model",
        "jinja2",
        "yaml",
    },
    ("plot", "influences", "--review", "ibrahim2019"): {
        "altair",
        "jinja2",
        "pyoxigraph",
        "vl_convert",
        "yaml",
    },
    ("check", str(TINY), "--alone"): {
        *(
            "determinants.store.building",
            "determinants.tables.model",
            "pyoxigraph",
            "pyshacl",
            "rdflib",
            "yaml",
        ),
    },
    ("audit", "ibrahim2019"): {
        "pyoxigraph",
        "determinants.store.building",
        "determinants.tables.model",
        "yaml",
    },
    ("diff", str(TINY), str(TINY)): {
        "pyoxigraph",
        "determinants.store.building",
        "determinants.tables.model",
        "yaml",
    },
    ("cite",): {"pyoxigraph"},
    ("site", "--help"): {"determinants.tables.model", "pyoxigraph", "yaml"},  # as it needs more than Python
    ("release", "--help"): {"pyoxigraph"},  # as it takes its time
    ("export", "nquads"): {
        "pyoxigraph",
        "determinants.store.building",
        "determinants.tables.model",
        "yaml",
    },
    ("load", "--store", "store"): {
        "pyoxigraph",
        "determinants.store.building",
        "determinants.tables.model",
        "yaml",
    },
    ("cache",): {"pyoxigraph"},
    ("completion", "bash"): {"pyoxigraph"},
    ("--help",): set(),
    ("--version",): {"determinants.tables.model", "yaml"},
}

PROBE = """
import json, sys
heavy, sys.argv = set(json.loads(sys.argv[1])), ["determinants", *sys.argv[2:]]
from determinants.cli import run
code = run()
sys.stdout.flush()
print(json.dumps([code, sorted(heavy & sys.modules.keys())]), file=sys.stderr)
"""


def test_every_command_says_here_what_it_needs() -> None:
    assert {call[0] for call in NEEDS if not call[0].startswith("-")} == {
        name for names in cli.COMMANDS.values() for name in names
    }


@pytest.mark.parametrize("call", NEEDS, ids=lambda call: call[0])
def test_nothing_is_imported_that_a_command_does_not_use(
    call: tuple[str, ...], program: Program, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(sorted(HEAVY)), *call],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env=program.environment,
        timeout=100,
    )
    code, imported = json.loads(done.stderr.splitlines()[-1])
    assert (code, set(imported)) == (0, NEEDS[call])


LEAN = {
    "questions": ("studies", "organisational-culture"),
    "rows": ("influences", "--format", "json"),
    "help": ("--help",),
}


@pytest.mark.parametrize("call", LEAN.values(), ids=LEAN)
def test_what_only_asks_needs_no_machinery_for_its_options(call: tuple[str, ...], program: Program) -> None:
    """Nor the engine's guard, where the answer is kept."""
    program.answer(*call)
    heavy = ["pydantic", "yaml", "httpx", "rdflib", "determinants.store.guard", "platformdirs", "hashlib"]
    done = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(heavy), *call],
        capture_output=True,
        check=True,
        env=program.environment,
        timeout=100,
    )
    assert json.loads(done.stderr.splitlines()[-1]) == [0, []]


@pytest.mark.parametrize("module", cli.COMMANDS)
def test_a_module_has_the_commands_that_are_said_to_be_there(module: str) -> None:
    called = next(iter(cli.COMMANDS[module]))
    have = typer.main.get_command(cli.program(called))
    assert tuple(have.commands) == tuple(cli.COMMANDS[module])  # type: ignore[attr-defined]


def test_what_is_no_command_is_answered_with_all_of_them() -> None:
    every = typer.main.get_command(cli.program("studdies")).commands  # type: ignore[attr-defined]
    assert tuple(every) == tuple(name for names in cli.COMMANDS.values() for name in names)
