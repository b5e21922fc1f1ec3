"""The two worlds that tests ask about, the tiny one, of which every row is known, and the released one;
and which tests are run: those whose parts are here, and with `-m "not slow"` those that take no time.
"""

import gc
import shutil
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from pyoxigraph import Quad

from determinants import __version__
from determinants.store import building
from determinants.store.oxigraph import OxigraphEngine
from parts import HOW_TO_GET, missing, needed
from programs import Program, plain_environment

if TYPE_CHECKING:
    from asgi import Client
    from determinants.release.parts import Source
    from determinants.server.served import Served

TESTS = Path(__file__).parent
TINY = TESTS / "worlds/tiny"
OTHER = TESTS / "worlds/other"  # stands beside TINY
DATA = TESTS.parent / "data"
ONTOLOGY = TESTS.parent / "ontology"

# Whoever runs tests in the background has these ignored, and so would have every program that a test starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)

# The same examples each time, however slow the machine.
settings.register_profile("suite", derandomize=True, deadline=None)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def tiny_quads() -> list[Quad]:
    return list(building.quads([TINY], ONTOLOGY, __version__))


@pytest.fixture(scope="session")
def tiny(tiny_quads: list[Quad]) -> OxigraphEngine:
    return OxigraphEngine.load(tiny_quads)


@pytest.fixture(scope="session")
def reviews_quads() -> list[Quad]:
    """The tiny world with the other beside it: three reviews that differ in everything."""
    return list(building.quads([TINY, OTHER], ONTOLOGY, __version__))


@pytest.fixture(scope="session")
def reviews(reviews_quads: list[Quad]) -> OxigraphEngine:
    return OxigraphEngine.load(reviews_quads)


@pytest.fixture(scope="session")
def source(reviews_quads: list[Quad], reviews: OxigraphEngine) -> "Source":
    """What a release of them is made from."""
    from determinants.ask.asking import Graph
    from determinants.release.parts import Source

    return Source(tuple(reviews_quads), Graph(reviews))


@pytest.fixture(scope="session")
def made(source: "Source", tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a release of them, which nobody writes to."""
    from determinants.release import releasing

    folder = tmp_path_factory.mktemp("released") / "release"
    list(releasing.release(source, folder))
    return folder


@pytest.fixture(scope="session")
def shipped_quads() -> list[Quad]:
    return list(building.quads([DATA], ONTOLOGY, __version__))


@pytest.fixture(scope="session")
def shipped(shipped_quads: list[Quad]) -> OxigraphEngine:
    return OxigraphEngine.load(shipped_quads)


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program, when it has built its graph."""
    ready = Program(plain_environment(tmp_path_factory.mktemp("home")))
    first = ready("influences")
    assert (first.code, first.err) == (0, "Building the graph, this once…\n")
    return ready


@pytest.fixture(scope="session")
def served(tiny: OxigraphEngine) -> "Iterator[Served]":
    """A server over the tiny world, in this process."""
    import asgi

    opened = asgi.served_by(tiny)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def client(served: "Served") -> "Client":
    """Who asks it."""
    import asgi
    from determinants.server.application import Application

    return asgi.Client(Application(served))


@pytest.fixture(scope="session")
def released(shipped: OxigraphEngine) -> "Iterator[Client]":
    """Who asks a server over the data that are released."""
    import asgi
    from determinants.server.application import Application

    opened = asgi.served_by(shipped)
    yield asgi.Client(Application(opened))
    opened.close()


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A copy of the tiny world's folder that may be changed."""
    return Path(shutil.copytree(TINY, tmp_path / "world"))


# ---- Which tests are run

LEFT_OUT = pytest.StashKey[Counter[str]]()

# Whoever asks for one of these starts a process for each call.
STARTS_PROCESSES = {"program"}


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[object]:
    """What stands when the tests begin stays: garbage is looked for in what comes after it."""
    gc.disable()
    collected = yield
    gc.collect()
    gc.freeze()
    gc.enable()
    return collected


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out: Counter[str] = Counter()
    kept, gone = [], []
    for item in items:
        if STARTS_PROCESSES & set(getattr(item, "fixturenames", ())) or any(needed(item)):
            item.add_marker(pytest.mark.slow)
        lacking = missing(item)
        left_out.update(lacking)
        (gone if lacking else kept).append(item)
    items[:] = kept
    if gone:
        config.hook.pytest_deselected(items=gone)
    config.stash[LEFT_OUT] = left_out


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):  # in a worker of xdist, which tells whoever started it
        session.config.workeroutput["left_out"] = dict(session.config.stash.get(LEFT_OUT, Counter()))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash[LEFT_OUT] = Counter(getattr(node, "workeroutput", {}).get("left_out", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for part, number in sorted(config.stash.get(LEFT_OUT, Counter()).items()):
        terminalreporter.write_line(
            f"{number} tests not run: {part} is not here ({HOW_TO_GET[part]})", yellow=True
        )
