"""The law of registries: whatever can be chosen is documented, offered to whoever chooses, and works.

A registry is a list in the code to which one adds a function and a line. `REGISTRIES` says of each where its
names must stand for people to read, where the command line offers them, and how one of them is tried. What
was forgotten is said on one line, with the place where to add it.
"""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
import typer
from pyoxigraph import Quad
from typer.testing import CliRunner

import determinants
from answers import EXPECTED, QUESTIONS, worlds
from conftest import ONTOLOGY
from determinants import (
    bibliography,
    cli,
    engine,
    formats,
    measure,
    network,
    plots,
    problems,
    report,
    results,
    serialising,
)
from determinants.answers import Table
from determinants.engine import ask
from determinants.engine.endpoint import EndpointEngine
from determinants.engine.oxigraph import OxigraphEngine
from determinants.engine.rdf import RdflibEngine
from determinants.library import Graph
from determinants.model import TABLES
from determinants.plots import Figure
from determinants.plots.plot import SIZES
from determinants.report import gathering

ROOT = ONTOLOGY.parent


def heading(path: str) -> str:
    """How the data dictionary heads a table: what stands for a name is in angle brackets, or a star."""
    folder, _, file = path.rpartition("/")
    folders = "/".join("<[a-z]+>" if part == "*" else re.escape(part) for part in folder.split("/"))
    stem = re.escape(file).replace(r"\*", r"(\*|<[a-z]+>(-<[a-z]+>)?)")
    return rf"\n### {folders}{'/' if folder else ''}([^\n]*, )?{stem}"


def word(name: str) -> str:
    return rf"(?<![\w-]){re.escape(name)}(?![\w-])"


def code(name: str) -> str:
    return re.escape(f"`{name}`")


@dataclass(frozen=True)
class World:
    """The tiny world, and what is made of it to try things on."""

    quads: list[Quad]
    engine: OxigraphEngine

    @property
    def ask(self) -> Callable[[str], Table]:
        return Graph(self.engine).ask

    @property
    def rows(self) -> Table:
        return self.ask("site-ratings")

    @property
    def form(self) -> Table:
        return measure.form(measure.instrument(self.ask), checklist=True)

    @property
    def report(self) -> report.Report:
        asked = measure.instrument(self.ask)
        sheet = measure.Sheet("Here", "2026-01-31", "Kim", {item.iri: 1 for item in asked.items})
        return gathering.gather(self.ask, asked, measure.services(asked, [sheet]))


@dataclass(frozen=True)
class Registry:
    """What is registered: its names, the list to which they belong, and where they must stand again."""

    where: str
    names: Iterable[str]
    read: tuple[str, ...]  # documents of the project; all of them have all names
    offer: str = ""  # a call of a command that offers them, where "?" stands
    tried: Callable[[World, str], Any] | None = None
    written: Callable[[str], str] = word  # how a document writes a name: a pattern
    more: frozenset[str] = frozenset()  # what the command line offers beside


REGISTRIES: dict[str, Registry] = {
    "row format": Registry(
        "formats.FORMATS",
        formats.FORMATS,
        (),
        "influences --format ?",
        lambda world, name: formats.FORMATS[name](world.rows),
        more=frozenset(bibliography.BIBLIOGRAPHIES),
    ),
    "bibliography": Registry(
        "bibliography.BIBLIOGRAPHIES",
        bibliography.BIBLIOGRAPHIES,
        ("README.md",),
        "influences --format ?",
        lambda world, name: bibliography.BIBLIOGRAPHIES[name](
            list(world.ask("publication-records").records())
        ),
        more=frozenset(formats.FORMATS),
    ),
    "graph format": Registry(
        "serialising.SERIALISATIONS",
        serialising.SERIALISATIONS,
        ("README.md",),
        "export ?",
        lambda world, name: b"".join(serialising.SERIALISATIONS[name][1](world.quads)),
    ),
    "results format": Registry(
        "results.RESULTS",
        results.RESULTS,
        (),
        "sparql ASK{} --format ?",
        lambda world, name: results.serialised(world.rows, name),
        more=frozenset({"table"}),
    ),
    "network": Registry(
        "network.NETWORKS",
        network.NETWORKS,
        ("docs/network.md",),
        "network ?",
        lambda world, name: network.NETWORKS[name](world.ask).nodes,
        written=code,
    ),
    "network with measures": Registry("network.MEASURES", network.MEASURES, ("docs/network.md",)),
    "network format": Registry(
        "network.NETWORK_FORMATS",
        network.NETWORK_FORMATS,
        ("docs/network.md",),
        "network properties --format ?",
        lambda world, name: network.NETWORK_FORMATS[name](network.NETWORKS["co-occurrence"](world.ask)),
        more=frozenset({"table"}),
    ),
    "plot": Registry(
        "plots.PLOTS",
        plots.PLOTS,
        ("docs/plots.md",),
        "plot ?",
        lambda world, name: plots.PLOTS[name].make(world.ask, plots.NO_ANSWERS).rows.columns,
        written=lambda name: rf"\n\| {code(name)} \|",
    ),
    "drawing": Registry(
        "plots.DRAWINGS",
        plots.DRAWINGS,
        ("docs/plots.md",),
        tried=lambda world, name: plots.DRAWINGS[name](
            Figure(plots.PLOTS["influences"].make(world.ask, plots.NO_ANSWERS), SIZES["page"])
        ),
        written=lambda name: code(f".{name}"),
    ),
    "size of a plot": Registry(
        "plots.SIZES", SIZES, ("docs/plots.md",), "plot influences --size ?", written=code
    ),
    "document": Registry(
        "report.DOCUMENTS",
        report.DOCUMENTS,
        ("docs/service.md",),
        tried=lambda world, name: name == ".pdf" or report.DOCUMENTS[name](world.report),
    ),
    "form": Registry(
        "report.FORMS",
        report.FORMS,
        ("docs/service.md",),
        tried=lambda world, name: report.FORMS[name](world.form),
    ),
    "table": Registry(
        "model.TABLES",
        [table.path for table in TABLES],
        ("data/README.md",),
        written=heading,
    ),
    "question": Registry(
        "queries/",
        QUESTIONS,
        ("docs/questions.md",),
        tried=lambda world, name: ask(world.engine, worlds(QUESTIONS[name], "tiny")).columns,
    ),
    "expected answer": Registry(
        "queries/",
        QUESTIONS,
        (),
        tried=lambda _, name: (EXPECTED / f"{name}.tsv").is_file(),
    ),
    "command": Registry(
        "cli.COMMANDS", [name for names in cli.COMMANDS.values() for name in names], ("README.md",)
    ),
}


def forget(what: str) -> None:
    """Say on one line what was forgotten."""
    pytest.fail(what, pytrace=False)


@cache
def document(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


each_kind = pytest.mark.parametrize("kind", REGISTRIES)


@each_kind
def test_what_is_registered_is_documented(kind: str) -> None:
    registry = REGISTRIES[kind]
    forgotten = [
        f"the {kind} '{name}' of {registry.where} is not in {path}: write it there"
        for name in registry.names
        for path in registry.read
        if not re.search(registry.written(name), document(path))
    ]
    if forgotten:
        forget("\n".join(forgotten))


@pytest.fixture(scope="module")
def world(tiny_quads: list[Quad], tiny: OxigraphEngine) -> World:
    return World(tiny_quads, tiny)


@pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, marks=pytest.mark.slow) if kind == "drawing" else kind for kind in REGISTRIES],
)
def test_what_is_registered_works(kind: str, world: World) -> None:
    registry = REGISTRIES[kind]
    for name in registry.names if registry.tried else ():
        if not registry.tried(world, name):
            forget(f"the {kind} '{name}' of {registry.where} gives nothing for the tiny world")


@cache
def commands() -> dict[str, Any]:
    found: dict[str, Any] = typer.main.get_command(cli.program()).commands  # type: ignore[attr-defined]
    return found


def said_to(*arguments: str) -> str:
    """What the command line says to a call, on one line."""
    return " ".join(CliRunner().invoke(cli.program(), arguments).output.split())


@pytest.mark.parametrize("kind", [kind for kind, registry in REGISTRIES.items() if registry.offer])
def test_what_is_registered_is_offered_and_nothing_else(kind: str) -> None:
    registry = REGISTRIES[kind]
    call = registry.offer.split()
    offered = set(re.findall(r"'([^']*)'", said_to(*call).partition("is not one of")[2]))
    if odd := offered ^ {*registry.names, *registry.more}:
        forget(f"{registry.where} and '{registry.offer}' differ in {', '.join(sorted(odd))}: offer the same")
    told = said_to(call[0], "--help").replace("- ", "-")  # a line may end within a name
    if silent := [name for name in registry.names if not re.search(word(name), told)]:
        forget(
            f"'{call[0]} --help' does not name the {kind} {', '.join(silent)}: add it to the option's help"
        )


def test_every_command_and_option_has_help() -> None:
    for name, command in commands().items():
        if not command.help:
            forget(f"the command '{name}' has no help: give its function a docstring")
        for parameter in command.params:
            if not parameter.help:
                forget(f"the option '{parameter.name}' of '{name}' has no help: add it where it is declared")


# ---- Engines and errors are classes


def classes_of(package: Any) -> Iterable[type]:
    """The classes that the modules of a package define."""
    names = [
        package.__name__,
        *(one.name for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")),
    ]
    for name in names:
        for _, found in inspect.getmembers(importlib.import_module(name), inspect.isclass):
            if found.__module__ == name:
                yield found


ENGINES = {
    OxigraphEngine: "--store",
    EndpointEngine: "--endpoint",
    RdflibEngine: "rdflib",
}


def test_every_engine_is_known_and_documented() -> None:
    engines = [one for one in classes_of(engine) if "query" in vars(one) and one is not engine.Engine]
    compared = (ROOT / "tests/test_engines.py").read_text(encoding="utf-8")
    for one in engines:
        if one not in ENGINES:
            forget(f"the engine {one.__name__} is not in ENGINES of tests/laws/test_registries.py: add it")
        if not re.search(rf"{re.escape(ENGINES[one])}\b", document("README.md") + document("docs/scale.md")):
            forget(f"the engine {one.__name__} is in neither README.md nor docs/scale.md: write it there")
        if f"{one.__name__}" not in compared:
            forget(f"the engine {one.__name__} is not compared in tests/test_engines.py: add it there")


# Errors that are always caught where they are raised.
KEPT_INSIDE = {"NotAnAnswer"}


def test_every_error_has_our_root_and_is_exported() -> None:
    errors = [one for one in classes_of(determinants) if issubclass(one, Exception)]
    for one in errors:
        if one.__name__.startswith("_") or one.__name__ in KEPT_INSIDE:
            continue
        if not issubclass(one, problems.DeterminantsError):
            forget(f"the error {one.__name__} is no DeterminantsError: derive it from that")
        if one.__name__ not in determinants.__all__:
            forget(f"the error {one.__name__} is not in determinants.__all__: add it to __init__.py")


def test_what_is_public_is_there() -> None:
    for name in determinants.__all__:
        assert getattr(determinants, name).__name__ == name
