"""A store is whole, or says that it is not."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from conftest import ONTOLOGY, TINY
from determinants import __version__
from determinants.ground import files
from determinants.ground.problems import EndpointError, StoreError, UsageError
from determinants.store import filling
from determinants.store.engines import BuiltIn, Opening
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.remote import EndpointEngine
from servers import oxigraph

pytestmark = pytest.mark.slow


def quietly(graph: str, triples: int) -> None:
    """Say nothing of how far loading got."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, tiny_quads: list[Quad]) -> Path:
    store = tmp_path_factory.mktemp("filled") / "store"
    filling.into_store(store, tiny_quads, quietly)
    return store


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    """A store that may be damaged."""
    return Path(shutil.copytree(filled, tmp_path / "store"))


def asked(store: Path) -> OxigraphEngine:
    """The engine as a command opens it."""
    opened = Opening("oxigraph", BuiltIn((TINY,), ONTOLOGY, __version__), store)(lambda: None)
    assert isinstance(opened, OxigraphEngine)
    return opened


def gone(path: Path) -> None:
    path.unlink()


def halved(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def garbled(path: Path) -> None:
    content = path.read_bytes()
    third = len(content) // 3
    path.write_bytes(content[:third] + bytes(255 - byte for byte in content[third:]))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


DAMAGES = [
    (pattern, damage)
    for pattern in ("CURRENT", "MANIFEST-*", "*.sst")
    for damage in (gone, halved, garbled, emptied)
    if (pattern, damage) != ("CURRENT", gone)  # then it is no store
]


@pytest.mark.parametrize(("pattern", "damage"), DAMAGES, ids=lambda each: getattr(each, "__name__", each))
def test_a_damaged_store_says_so_and_can_be_loaded_again(
    pattern: str, damage: Callable[[Path], None], store: Path, tiny_quads: list[Quad]
) -> None:
    for path in list(store.glob(pattern)):
        damage(path)
    with pytest.raises(StoreError, match=r"damaged.*load it again with 'determinants load --store"):
        len(set(asked(store).quads()))
    filling.into_store(store, tiny_quads, quietly)
    assert set(asked(store).quads()) == set(OxigraphEngine.load(tiny_quads).quads())


def test_what_happens_not_to_be_read_does_no_harm(store: Path) -> None:
    before = set(asked(store).quads())
    for pattern in ("OPTIONS-*", "IDENTITY", "LOG"):
        for path in store.glob(pattern):
            path.unlink()
    assert set(asked(store).quads()) == before


def test_whoever_asks_during_a_load_sees_what_was_there(store: Path, tiny_quads: list[Quad]) -> None:
    before = set(asked(store).quads())
    seen = []

    def look(graph: str, triples: int) -> None:
        seen.append(set(asked(store).quads()) == before)

    filling.into_store(store, tiny_quads, look)
    assert len(seen) > 3
    assert all(seen)


def test_graphs_of_others_are_taken_along(store: Path, tiny_quads: list[Quad]) -> None:
    thing = NamedNode("http://example.org/thing")
    theirs = Quad(thing, thing, thing, NamedNode("http://example.org/graph"))
    filling.into_store(store, [theirs], quietly)
    filling.into_store(store, tiny_quads, quietly)
    assert set(asked(store).quads()) == set(OxigraphEngine.load([*tiny_quads, theirs]).quads())


def test_two_do_not_fill_one_store(store: Path, tiny_quads: list[Quad]) -> None:
    before = set(asked(store).quads())
    with files.filled_beside(store) as other:
        other.mkdir()
        with pytest.raises(UsageError, match="being filled by somebody else"):
            filling.into_store(store, tiny_quads, quietly)
        assert set(asked(store).quads()) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from determinants.store import building, filling
told = 0
def kill(graph, triples):
    global told
    told += 1
    if told == int(sys.argv[2]):
        os.kill(os.getpid(), int(sys.argv[3]))
quads = building.quads([Path(sys.argv[4])], Path(sys.argv[5]), "0")
filling.into_store(Path(sys.argv[1]), quads, kill)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("after", [1, 4])
@pytest.mark.parametrize("there", [True, False])
def test_a_filling_that_is_killed_changes_nothing(
    how: signal.Signals, after: int, there: bool, store: Path, tiny_quads: list[Quad]
) -> None:
    before = set(asked(store).quads())
    if not there:
        shutil.rmtree(store)
    command = [sys.executable, "-c", KILLED, str(store), str(after), str(int(how)), str(TINY), str(ONTOLOGY)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=100)
    assert done.returncode in {-how, 130, 1} and done.returncode, done.stderr  # noqa: PT018
    if there:
        assert set(asked(store).quads()) == before
    else:
        with pytest.raises((StoreError, UsageError), match=r"in part: load it again|is not a store"):
            asked(store)
    filling.into_store(store, tiny_quads, quietly)
    assert set(asked(store).quads()) == before
    assert sorted(path.name for path in store.parent.iterdir()) == ["store"]


FULL = """
import resource, sys
from pathlib import Path
from determinants.ground.problems import StoreError
from determinants.store import building, filling
quads = list(building.quads([Path(sys.argv[2])], Path(sys.argv[3]), "0"))
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))  # no file may grow further, as on a full disk
try:
    filling.into_store(Path(sys.argv[1]), quads, lambda graph, triples: None)
except StoreError as error:
    sys.exit(str(error))
"""


def test_a_full_disk_changes_nothing(store: Path) -> None:
    before = set(asked(store).quads())
    command = [sys.executable, "-c", FULL, str(store), str(TINY), str(ONTOLOGY)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 1, done.stderr
    assert "cannot be written" in done.stderr
    assert set(asked(store).quads()) == before
    assert sorted(path.name for path in store.parent.iterdir()) == ["store"]


@pytest.mark.server("oxigraph")
def test_a_server_that_was_filled_in_part_says_so(tmp_path: Path, tiny_quads: list[Quad]) -> None:
    def stop(graph: str, triples: int) -> None:
        if graph.endswith("findings"):
            raise KeyboardInterrupt

    with oxigraph(tmp_path, union=True) as server:
        filling.into_endpoint(server.graph_store, tiny_quads, quietly)
        assert len(EndpointEngine(server.query).query("SELECT ?s { ?s ?p ?o }").rows) > 100
        with pytest.raises(KeyboardInterrupt):
            filling.into_endpoint(server.graph_store, tiny_quads, stop)
        with pytest.raises(EndpointError, match="a part of our data: load it again"):
            EndpointEngine(server.query)
        filling.into_endpoint(server.graph_store, tiny_quads, quietly)
        assert len(EndpointEngine(server.query).query("SELECT ?s { ?s ?p ?o }").rows) > 100
