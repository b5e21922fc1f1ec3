"""How long the stored questions take, on which engine, at which size; and whether the answers are the same.

    ./run python -m pip install duckdb
    ./run python tests/benchmarks/measure.py                      # small: a minute
    ./run python tests/benchmarks/measure.py --large              # to 10 million triples: under half an hour
    ./run python tests/benchmarks/measure.py --endpoint URL       # an endpoint that holds the literature

Every engine runs in a process of its own, so that its memory can be told, and is killed where a question
takes longer than the limit. All figures of a table are from one run on one machine: only their ratios
mean something elsewhere. An engine whose answer differs from the others fails the run.
"""

import argparse
import hashlib
import json
import math
import multiprocessing
import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.metadata import version
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests")]

from benchmarks import columns, literature  # noqa: E402
from determinants.ask import questions  # noqa: E402
from determinants.store import building  # noqa: E402
from determinants.store.engine import Engine, ask  # noqa: E402
from determinants.store.solutions import Rows, value  # noqa: E402
from determinants.write import graph_formats  # noqa: E402

DATA, ONTOLOGY = ROOT / "data", ROOT / "ontology"
STORED = questions.load(ROOT / "queries")
DEFINING = questions.load(ROOT / "tests/defining")
LIMIT = 60.0  # seconds for one question
REPEATS, ENOUGH = 5, 10.0  # how often one is asked, unless that takes longer than this

SMALL = (30_000,)
LARGE = (30_000, 1_000_000, 10_000_000)
UP_TO = {"rdflib": 100_000, "oxigraph server": 1_000_000, "virtuoso": 1_000_000}  # beyond it takes too long

# Narrowed on two and three dimensions at once, which no cube has.
# It is no stored question: narrowing one leaves rows out, and never changes a count.
AMONG = questions.Question("among", (ROOT / "tests/benchmarks/among.rq").read_text(encoding="utf-8"))
NARROWED = {
    "two dimensions": {"country": "country/us", "design": "design/qualitative"},
    "three dimensions": {"country": "country/us", "design": "design/qualitative", "quality": "quality/good"},
}
LOOKED_UP = {
    "influence-findings": {"publication": "publication/synthetic7"},
    "publication-records": {"publication": "publication/synthetic7"},
    "publication-findings": {"publication": "publication/synthetic7"},
    "thing-statements": {"thing": "finding/s7-0"},
}


def narrowed(question: questions.Question, by: dict[str, str]) -> str:
    """Give a question narrowed to values that are paths below our base."""
    return question.narrowed({column: [question.columns[column].term(said)] for column, said in by.items()})


def asked() -> dict[str, dict[str, str]]:
    """Give what is asked, by group and name."""
    return {
        "counted in advance": {name: STORED[name].text for name in DEFINING},
        "put to the statements": {f"{name} ": question.text for name, question in DEFINING.items()},
        "narrowed on several dimensions": {name: narrowed(AMONG, by) for name, by in NARROWED.items()},
        "looked up": {name: narrowed(STORED[name], by) for name, by in LOOKED_UP.items()},
    }


def digest(rows: list[tuple[str, ...]]) -> str:
    """Give what tells one answer from another, whatever the order of its rows."""
    return hashlib.sha256(json.dumps(sorted(rows)).encode()).hexdigest()[:16]


def plain(table: Rows) -> list[tuple[str, ...]]:
    """Give rows without labels, as columns have them."""
    places = [place for place, name in enumerate(table.columns) if not name.endswith("_label")]
    return [tuple(str(value(row[place])) for place in places) for row in table.rows]


# ---- Engines: each opens what was built, and answers.

Ask = Callable[[str, str], list[tuple[str, ...]]]


def _asks(engine: Engine) -> Ask:
    return lambda _, text: plain(ask(engine, text))


def memory(world: "World") -> Ask:
    """pyoxigraph, in memory."""
    from pyoxigraph import RdfFormat, Store

    from determinants.store.oxigraph import OxigraphEngine

    store = Store()
    store.bulk_load(path=world.graph, format=RdfFormat.N_QUADS)
    return _asks(OxigraphEngine(store))


def disk(world: "World") -> Ask:
    """pyoxigraph, over a store on disk."""
    from determinants.store.oxigraph import OxigraphEngine

    return _asks(OxigraphEngine.open(world.store))


def rdflib(world: "World") -> Ask:
    """rdflib."""
    from pyoxigraph import RdfFormat, parse

    from determinants.store.rdflib_engine import RdflibEngine

    return _asks(RdflibEngine.load(parse(path=world.graph, format=RdfFormat.N_QUADS)))


def duckdb(world: "World") -> Ask:
    """DuckDB over the same facts in columns."""
    tables = columns.Columns(DATA, world.folder)

    def answer(name: str, _: str) -> list[tuple[str, ...]]:
        if name.strip() not in columns.QUESTIONS:
            raise NotImplementedError
        return tables.ask(name.strip())

    return answer


def endpoint(world: "World") -> Ask:
    """A SPARQL endpoint."""
    from determinants.store.limits import Limits
    from determinants.store.remote import EndpointEngine

    return _asks(EndpointEngine(world.endpoint, Limits(seconds=LIMIT)))


ENGINES: dict[str, Callable[["World"], Ask]] = {
    "memory": memory,
    "disk": disk,
    "rdflib": rdflib,
    "duckdb": duckdb,
    "endpoint": endpoint,
    "oxigraph server": endpoint,
    "virtuoso": endpoint,
}


@dataclass
class World:
    """A literature of some size: its tables, its graph as a file, its store, perhaps its endpoint."""

    triples: int
    folder: Path
    endpoint: str = ""
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def graph(self) -> Path:
        """The graph as N-Quads."""
        return self.folder / "graph.nq"

    @property
    def store(self) -> Path:
        """The graph as a store on disk."""
        return self.folder / "store"


@dataclass
class Measured:
    """What one engine came to."""

    opened: float = math.nan
    peak: float = math.nan
    seconds: dict[str, float] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


def work(engine: str, world: World, texts: dict[str, str], say: Connection) -> None:
    """Open an engine and ask it everything, in a process of its own."""
    began = time.perf_counter()
    answer = ENGINES[engine](world)
    say.send(("opened", "", time.perf_counter() - began))
    for name, text in texts.items():
        taken: list[float] = []
        try:
            while len(taken) < REPEATS and sum(taken) < ENOUGH:
                began = time.perf_counter()
                rows = answer(name, text)
                taken.append(time.perf_counter() - began)
            say.send(("asked", name, (median(taken), digest(rows))))
        except NotImplementedError:
            say.send(("none", name, ""))
        except Exception as error:
            say.send(("failed", name, f"{type(error).__name__}: {error}"[:200]))
    say.send(("peak", "", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def measured(engine: str, world: World, texts: dict[str, str]) -> Measured:
    """Measure one engine; a question that takes too long is given up, and the engine opened again."""
    found = Measured()
    waiting = dict(texts)
    while waiting:
        hear, say = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("spawn").Process(
            target=work, args=(engine, world, waiting, say)
        )
        process.start()
        say.close()
        try:
            while hear.poll(LIMIT if not math.isnan(found.opened) else 30 * LIMIT):
                what, name, told = hear.recv()
                waiting.pop(name, None)
                if what == "opened":
                    found.opened = told
                elif what == "asked":
                    found.seconds[name], found.answers[name] = told
                elif what == "failed":
                    found.failed[name] = told
                elif what == "peak":
                    found.peak = told
            late = next(iter(waiting))
            found.failed[late] = f"more than {LIMIT:g} s"
            del waiting[late]
        except EOFError:
            if math.isnan(found.peak) and waiting:
                late = next(iter(waiting))
                found.failed[late] = "the engine died"
                del waiting[late]
        process.kill()
        process.join()
    return found


# ---- Making a world, with what it takes


def taken(work: Callable[[], object]) -> tuple[float, float]:
    """Give seconds and peak memory in MB of something that is done in a process of its own."""
    began = time.perf_counter()
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    _, status, used = os.wait4(child, 0)
    if status:
        raise RuntimeError("it failed")
    return time.perf_counter() - began, used.ru_maxrss / 1024


def made(triples: int, seed: int, folder: Path) -> World:
    """Write the tables of a literature, build its graph, and fill a store with it."""
    from pyoxigraph import RdfFormat, parse, serialize

    from determinants.store import filling

    world = World(triples, folder)
    literature.write(folder, triples, seed)

    def built() -> object:
        with world.graph.open("wb") as out:
            out.writelines(graph_formats.as_nquads(building.quads([DATA, folder], ONTOLOGY, "0")))
        return out

    def copied() -> object:
        quads = parse(path=world.graph, format=RdfFormat.N_QUADS)
        return serialize(quads, output=folder / "copy.nq", format=RdfFormat.N_QUADS)

    def filled() -> object:
        quads = parse(path=world.graph, format=RdfFormat.N_QUADS)
        return filling.into_store(world.store, quads, lambda *_: None)

    def counted() -> object:
        from determinants.graph import cubes
        from determinants.tables import reading

        seen = cubes.Columns()
        rows = (row for row in reading.read(DATA, folder) if isinstance(row, reading.Entry))
        for _ in seen.watch(rows):
            pass
        began = time.perf_counter()
        observations = sum(1 for _ in cubes.observations(seen, ""))
        (folder / "cubes.json").write_text(json.dumps([time.perf_counter() - began, observations]))
        return seen

    for what, work in {
        "tables to N-Quads, checked and sorted": built,
        "the same N-Quads, parsed and serialised by pyoxigraph alone": copied,
        "N-Quads to a store on disk": filled,
    }.items():
        seconds, peak = taken(work)
        world.notes[what] = f"{seconds:.1f} s, {peak:.0f} MB"
    (folder / "copy.nq").unlink()
    taken(counted)
    seconds, observations = json.loads((folder / "cubes.json").read_text())
    world.notes["cubes"] = f"{observations:,} triples, counted and written in {seconds:.2f} s"
    with world.graph.open("rb") as lines:
        world.notes["quads"] = f"{sum(1 for _ in lines):,}"
    return world


def serve(stack: ExitStack, name: str, world: World) -> World:
    """Start a server and load the world into it."""
    from pyoxigraph import RdfFormat, parse

    import servers
    from determinants.store import filling

    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    starts = {"oxigraph server": servers.oxigraph, "virtuoso": servers.virtuoso}
    server = stack.enter_context(starts[name](folder))
    os.environ |= {"DETERMINANTS_USER": "dba", "DETERMINANTS_PASSWORD": "dba"}  # of a new Virtuoso
    began = time.perf_counter()
    quads = parse(path=world.graph, format=RdfFormat.N_QUADS)
    filling.into_endpoint(server.graph_store, quads, lambda *_: None)
    world.notes[f"loading into {name}"] = f"{time.perf_counter() - began:.1f} s"
    return World(world.triples, world.folder, server.query)


# ---- The table


def report(worlds: dict[int, tuple[World, dict[str, Measured]]]) -> Iterator[str]:
    """Yield the page on what was measured."""
    yield f"Python {platform.python_version()}, " + ", ".join(
        f"{name} {version(name)}" for name in ("pyoxigraph", "rdflib", "duckdb", "numpy")
    )
    yield f"on {os.cpu_count()} cores of {_processor()}, {time.strftime('%Y-%m-%d')}."
    for triples, (world, engines) in worlds.items():
        yield from ("", f"## {triples:,} triples", "", "| | |", "|---|---|")
        yield from (f"| {what} | {note} |" for what, note in world.notes.items())
        for group, texts in asked().items():
            shown = [name for name in engines if any(key in engines[name].seconds for key in texts)]
            yield from ("", f"### {group.capitalize()}, in milliseconds", "")
            yield f"| question | {' | '.join(shown)} |"
            yield "|---|" + "--:|" * len(shown)
            for key in texts:
                yield f"| {key.strip()} | {' | '.join(_cell(engines[name], key) for name in shown)} |"
            yield f"| **geometric mean, {shown[0]} = 1** | {' | '.join(_means(engines, shown, texts))} |"
        yield from ("", "| engine | to open, s | peak memory, MB |", "|---|--:|--:|")
        for name, found in engines.items():
            yield f"| {name} | {found.opened:.2f} | {found.peak:.0f} |"


def _cell(found: Measured, key: str) -> str:
    if key in found.seconds:
        return f"{found.seconds[key] * 1000:.1f}"
    return found.failed.get(key, "")


def _means(engines: dict[str, Measured], shown: list[str], texts: dict[str, str]) -> Iterator[str]:
    for name in shown:
        both = [
            math.log(engines[name].seconds[key] / engines[shown[0]].seconds[key])
            for key in texts
            if key in engines[name].seconds and key in engines[shown[0]].seconds
        ]
        yield f"{math.exp(sum(both) / len(both)):.2g}" if both else ""


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.machine()


def wrong(engines: dict[str, Measured]) -> Iterator[str]:
    """Yield every question that engines answer differently, and every one that fails for no lack of time."""
    for texts in asked().values():
        for key in texts:
            given = {name: found.answers[key] for name, found in engines.items() if key in found.answers}
            if len(set(given.values())) > 1:
                yield f"{key.strip()}: {given}"
    for name in DEFINING:
        answers = {
            found.answers[key]
            for found in engines.values()
            for key in (name, f"{name} ")
            if key in found.answers
        }
        if len(answers) > 1:
            yield f"{name}: counted in advance and put to the statements differ"
    for name, found in engines.items():
        yield from (f"{name}: {key}: {told}" for key, told in found.failed.items() if "more than" not in told)


def main() -> int:
    """Measure, write the page, and fail where answers differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--large", action="store_true", help="to 10 million triples")
    parser.add_argument("--triples", type=int, nargs="+", help="these sizes instead")
    parser.add_argument(
        "--engine", nargs="+", choices=ENGINES, default=["duckdb", "memory", "disk", "rdflib"]
    )
    parser.add_argument(
        "--endpoint", help="ask this endpoint too, which holds the literature of the one size"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help="the page to write, such as docs/benchmarks.md")
    given = parser.parse_args()
    worlds: dict[int, tuple[World, dict[str, Measured]]] = {}
    errors: list[str] = []
    texts = {name: text for group in asked().values() for name, text in group.items()}
    for triples in given.triples or (LARGE if given.large else SMALL):
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            world = made(triples, given.seed, folder)
            engines: dict[str, Measured] = {}
            for name in [*given.engine, *(["endpoint"] if given.endpoint else [])]:
                if triples > UP_TO.get(name, triples):
                    continue
                with ExitStack() as server:
                    there: Any = world
                    if name in {"oxigraph server", "virtuoso"}:
                        there = serve(server, name, world)
                    elif name == "endpoint":
                        there = World(triples, folder, given.endpoint)
                    engines[name] = measured(name, there, texts)
                print(f"{triples:,} triples, {name}: done", file=sys.stderr)
            errors += [f"{triples:,} triples: {line}" for line in wrong(engines)]
            worlds[triples] = (world, engines)
    page = "\n".join(report(worlds)) + "\n"
    print(page)
    if given.write:
        text = given.write.read_text(encoding="utf-8")
        given.write.write_text(text.partition("<!-- measured -->")[0] + "<!-- measured -->\n\n" + page)
    print("\n".join(errors), file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
