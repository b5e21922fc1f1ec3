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
from determinants import cli, network, plots, store
from determinants.ask.asking import Graph
from determinants.ask.citing import cite
from determinants.ask.construct_matrix import construct_matrix
from determinants.ask.evidence_profile import evidence_profile
from determinants.ask.kinds import KINDS
from determinants.ask.records import DeterminantConstructs, PublicationRecords, records
from determinants.ground import problems
from determinants.ground.values import DIRECTION, DIRECTNESS
from determinants.plots import Figure
from determinants.service import measure, report
from determinants.service.report import gathering
from determinants.store import engine
from determinants.store.engine import ask
from determinants.store.engines import ENGINES
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Rows, Triples
from determinants.tables.model import TABLES
from determinants.write.cerqual_formats import CERQUAL_FORMATS
from determinants.write.citations import CITATION_FORMATS
from determinants.write.graph_formats import GRAPH_FORMATS
from determinants.write.matrix_formats import MATRIX_FORMATS
from determinants.write.references import REFERENCE_FORMATS
from determinants.write.row_formats import ROW_FORMATS
from determinants.write.sparql_formats import SPARQL_FORMATS, TRIPLE_FORMATS
from determinants.write.sssom import MAPPING_FORMATS, aligned

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
    def ask(self) -> Callable[..., Rows]:
        return Graph(self.engine).ask

    @property
    def rows(self) -> Rows:
        return self.ask("site-ratings")

    @property
    def form(self) -> Rows:
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


CHOICES = ("docs/choices.md",)

REGISTRIES: dict[str, Registry] = {
    "row format": Registry(
        "write.row_formats.ROW_FORMATS",
        ROW_FORMATS,
        (*CHOICES, "README.md"),
        "influences --format ?",
        lambda world, name: ROW_FORMATS[name].write(world.rows),
        more=frozenset(REFERENCE_FORMATS),
    ),
    "reference format": Registry(
        "write.references.REFERENCE_FORMATS",
        REFERENCE_FORMATS,
        (*CHOICES, "README.md"),
        "influences --format ?",
        lambda world, name: REFERENCE_FORMATS[name].write(records(world.ask, PublicationRecords)),
        more=frozenset(ROW_FORMATS),
    ),
    "graph format": Registry(
        "write.graph_formats.GRAPH_FORMATS",
        GRAPH_FORMATS,
        (*CHOICES, "README.md"),
        "export ?",
        lambda world, name: b"".join(GRAPH_FORMATS[name].write(world.quads)),  # type: ignore[arg-type]
        more=frozenset({*MAPPING_FORMATS, *MATRIX_FORMATS, *CERQUAL_FORMATS}),
    ),
    "mapping format": Registry(
        "write.sssom.MAPPING_FORMATS",
        MAPPING_FORMATS,
        (*CHOICES, "README.md"),
        "export ?",
        lambda world, name: MAPPING_FORMATS[name].write(aligned(records(world.ask, DeterminantConstructs))),
        more=frozenset({*GRAPH_FORMATS, *MATRIX_FORMATS, *CERQUAL_FORMATS}),
    ),
    "matrix format": Registry(
        "write.matrix_formats.MATRIX_FORMATS",
        MATRIX_FORMATS,
        (*CHOICES, "docs/cfir.md"),
        "export ?",
        lambda world, name: MATRIX_FORMATS[name].write(construct_matrix(world.ask)),
        more=frozenset({*GRAPH_FORMATS, *MAPPING_FORMATS, *CERQUAL_FORMATS}),
    ),
    "CERQual format": Registry(
        "write.cerqual_formats.CERQUAL_FORMATS",
        CERQUAL_FORMATS,
        (*CHOICES, "docs/cerqual.md"),
        "export ?",
        lambda world, name: CERQUAL_FORMATS[name].write(evidence_profile(world.ask)),
        more=frozenset({*GRAPH_FORMATS, *MAPPING_FORMATS, *MATRIX_FORMATS}),
    ),
    "citation format": Registry(
        "write.citations.CITATION_FORMATS",
        CITATION_FORMATS,
        ("docs/versions.md",),
        "cite --format ?",
        lambda world, name: CITATION_FORMATS[name].write([cite(Graph(world.engine))]),
    ),
    "results format": Registry(
        "write.sparql_formats.SPARQL_FORMATS",
        SPARQL_FORMATS,
        CHOICES,
        "sparql ASK{} --format ?",
        lambda world, name: SPARQL_FORMATS[name].write(world.rows),
        more=frozenset(TRIPLE_FORMATS),
    ),
    "triples format": Registry(
        "write.sparql_formats.TRIPLE_FORMATS",
        TRIPLE_FORMATS,
        CHOICES,
        "sparql ASK{} --format ?",
        lambda world, name: TRIPLE_FORMATS[name].write(Triples(tuple(quad.triple for quad in world.quads))),
        more=frozenset(SPARQL_FORMATS),
    ),
    "network": Registry(
        "network.NETWORKS",
        network.NETWORKS,
        (*CHOICES, "docs/network.md"),
        "network ?",
        lambda world, name: network.NETWORKS[name].make(world.ask).nodes,
        written=code,
    ),
    "network format": Registry(
        "network.NETWORK_FORMATS",
        network.NETWORK_FORMATS,
        (*CHOICES, "docs/network.md"),
        "network properties --format ?",
        lambda world, name: network.NETWORK_FORMATS[name].write(
            network.NETWORKS["co-occurrence"].make(world.ask)
        ),
        more=frozenset(ROW_FORMATS),
    ),
    "plot": Registry(
        "plots.PLOTS",
        plots.PLOTS,
        (*CHOICES, "docs/plots.md"),
        "plot ?",
        lambda world, name: plots.PLOTS[name].make(world.ask).rows.columns,
        written=lambda name: rf"\n\| {code(name)} \|",
    ),
    "figure format": Registry(
        "plots.FIGURE_FORMATS",
        plots.FIGURE_FORMATS,
        ("docs/plots.md",),
        tried=lambda world, name: plots.FIGURE_FORMATS[name].write(
            Figure(plots.PLOTS["influences"].make(world.ask), plots.SIZES["page"])
        ),
        written=lambda name: code(f".{name}"),
    ),
    "size of a plot": Registry(
        "plots.SIZES", plots.SIZES, ("docs/plots.md",), "plot influences --size ?", written=code
    ),
    "document": Registry(
        "service.report.DOCUMENT_FORMATS",
        report.DOCUMENT_FORMATS,
        (*CHOICES, "docs/service.md"),
        tried=lambda world, name: name == ".pdf" or report.DOCUMENT_FORMATS[name].write(world.report),
    ),
    "form": Registry(
        "service.report.FORM_FORMATS",
        report.FORM_FORMATS,
        (*CHOICES, "docs/service.md"),
        tried=lambda world, name: name == ".pdf" or report.FORM_FORMATS[name].write(world.form),
    ),
    "engine": Registry(
        "store.engines.ENGINES", ENGINES, (*CHOICES, "docs/scale.md"), "influences --engine ?"
    ),
    "kind of column": Registry("ask.kinds.KINDS", KINDS, CHOICES, written=code),
    "direction": Registry(
        "ground.values.DIRECTION", DIRECTION.slugs, ("data/README.md",), "studies culture --direction ?"
    ),
    "directness": Registry(
        "ground.values.DIRECTNESS", DIRECTNESS.slugs, ("data/README.md",), "studies culture --directness ?"
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


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind",
    REGISTRIES,
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
    offered = set(re.findall(r"[\w-]+", said_to(*call).partition("There are ")[2]))
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


def test_every_engine_class_is_compared() -> None:
    engines = [one for one in classes_of(store) if "query" in vars(one) and one is not engine.Engine]
    compared = (ROOT / "tests/store/test_engines.py").read_text(encoding="utf-8")
    for one in engines:
        if one.__name__ not in compared:
            forget(f"the engine {one.__name__} is not compared in tests/store/test_engines.py: add it there")


# Errors that are always caught where they are raised.
KEPT_INSIDE = {"Broken", "Left", "Mistake", "NotAWorkbook", "NotAnAnswer", "Refused"}


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


@pytest.mark.parametrize(
    ("package", "gives", "registered"),
    [
        (plots, "Plot", {kind.of_graph for kind in plots.PLOTS.values()}),
        (network, "nx.Graph", {kind.of_graph for kind in network.NETWORKS.values()}),
    ],
    ids=["plots", "networks"],
)
def test_whatever_makes_one_of_a_graph_is_registered(package: Any, gives: str, registered: set[Any]) -> None:
    for name in (one.name for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")):
        for _, made in inspect.getmembers(importlib.import_module(name), inspect.isfunction):
            asks = [parameter for parameter in inspect.signature(made).parameters if parameter == "ask"]
            told = str(made.__annotations__.get("return", "")).rpartition(".")[2].strip("'>")
            public = made.__module__ == name and not made.__name__.startswith("_")
            if public and asks and told == gives.rpartition(".")[2] and made not in registered:
                forget(f"{name}.{made.__name__} is not in the registry of {package.__name__}: add its record")
