"""docs/testing.md says what was tried and which test holds it: each of them is there."""

import ast
import re
from functools import cache
from pathlib import Path

from conftest import TESTS

ROOT = TESTS.parent
PAGE = (ROOT / "docs/testing.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`([a-z_]+/test_\w+\.py)::(test_\w+)`")


@cache
def functions_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module([], [])
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def missing(page: str) -> set[str]:
    return {f"{file}::{name}" for file, name in NAMED.findall(page) if name not in functions_of(TESTS / file)}


def test_every_test_that_is_named_is_there() -> None:
    assert missing(PAGE) == set()
    assert len(NAMED.findall(PAGE)) > 100
    assert missing("`store/test_guard.py::test_of_nothing` `store/test_gard.py::test_x`") == {
        "store/test_guard.py::test_of_nothing",
        "store/test_gard.py::test_x",
    }


def test_every_family_is_held_by_a_test() -> None:
    rows = PAGE.split("## Input")[1].split("\n## ")[0].splitlines()
    families = [row for row in rows if row.startswith("| ")][1:]
    assert len(families) > 30
    assert [row for row in families if not NAMED.search(row.split(" | ")[-1])] == []


# What parses RDF or results, and what it is given.
READS = {
    "release.ontology_page": "our ontology",
    "store.building": "our ontology",
    "store.cache": "the graph that is kept, under its seal",
    "store.conformance": "our shapes",
    "store.remembering": "answers that are kept, under their seal",
    "store.replies": "answers of endpoints",
    "store.solutions": "rows of our own",
    "store.standing": "a graph of somebody's that is compared; without entities, and nothing is fetched",
    "store.stoppable": "answers of our workers",
}


def test_no_rdf_is_read_but_our_own_and_what_endpoints_answer() -> None:
    found = set()
    package = ROOT / "src/determinants"
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            name = getattr(called, "attr", getattr(called, "id", ""))
            of = ast.unparse(called.value) if isinstance(called, ast.Attribute) else ""
            loads = name in {"load", "bulk_load"} and of.endswith("store")
            if loads or name == "parse_query_results" or (name == "parse" and (not of or "Graph" in of)):
                found.add(".".join(path.relative_to(package).with_suffix("").parts))
    assert found == READS.keys(), "it parses: say what in READS, and see that it fetches nothing"
