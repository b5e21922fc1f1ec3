"""What the code says of itself: everything public is explained, and every example in it is so."""

import doctest
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import determinants

pytestmark = pytest.mark.slow  # every call is a process, or looks at all that is released

NAMES = [
    "determinants",
    *(found.name for found in pkgutil.walk_packages(determinants.__path__, "determinants.")),
]

each_module = pytest.mark.parametrize("name", NAMES)


def own(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """The public functions and classes that a module defines, and the public methods of its classes."""
    for name, member in vars(module).items():
        if name.startswith("_") or getattr(member, "__module__", None) != module.__name__:
            continue
        if inspect.isfunction(member):
            yield name, member
        elif inspect.isclass(member):
            yield name, member
            for method, function in vars(member).items():
                if inspect.isfunction(function) and not method.startswith("_"):
                    yield f"{name}.{method}", function


def first_line(said: str) -> str:
    return said.strip().partition("\n")[0]


def test_modules_are_found() -> None:
    assert {"determinants.store.guard", "determinants.cli", "determinants.store.oxigraph"} <= set(NAMES)


@each_module
def test_a_module_says_what_it_is_for(name: str) -> None:
    said = importlib.import_module(name).__doc__
    assert said
    assert first_line(said).endswith((".", ":", "…"))


@each_module
def test_everything_public_is_explained(name: str) -> None:
    for member, thing in own(importlib.import_module(name)):
        said = vars(thing).get("__doc__") if inspect.isclass(thing) else thing.__doc__
        assert said, f"{member} has no docstring"
        assert first_line(said)[0].isupper() or not first_line(said)[0].isalpha(), member
        assert first_line(said).endswith((".", ":", "?")), f"the first line of {member} is no sentence"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the graph that examples open is kept, so that only the first builds it."""
    return tmp_path_factory.mktemp("home")


@each_module
def test_examples_are_so(name: str, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS, report=True)
    assert result.failed == 0


def test_there_are_examples() -> None:
    """Where a function is hard to imagine, it shows one."""
    finder = doctest.DocTestFinder()
    tested = {
        name for name in NAMES if any(test.examples for test in finder.find(importlib.import_module(name)))
    }
    assert {
        "determinants.ask.naming",
        "determinants.ask.kinds",
        "determinants.ground.vocab",
        "determinants.graph.citation",
    } <= tested
