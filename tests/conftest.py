"""The two worlds that tests ask about: the tiny one, of which every row is known, and the released one."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings
from pyoxigraph import Quad

from determinants import __version__, build
from determinants.engine.oxigraph import OxigraphEngine

TESTS = Path(__file__).parent
TINY = TESTS / "worlds/tiny"
DATA = TESTS.parent / "data"
ONTOLOGY = TESTS.parent / "ontology"

# The same examples each time, however slow the machine.
settings.register_profile("suite", derandomize=True, deadline=None)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def tiny_quads() -> list[Quad]:
    return list(build.quads([TINY], ONTOLOGY, __version__))


@pytest.fixture(scope="session")
def tiny(tiny_quads: list[Quad]) -> OxigraphEngine:
    return OxigraphEngine.load(tiny_quads)


@pytest.fixture(scope="session")
def shipped_quads() -> list[Quad]:
    return list(build.quads([DATA], ONTOLOGY, __version__))


@pytest.fixture(scope="session")
def shipped(shipped_quads: list[Quad]) -> OxigraphEngine:
    return OxigraphEngine.load(shipped_quads)


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A copy of the tiny world's folder that may be changed."""
    return Path(shutil.copytree(TINY, tmp_path / "world"))
