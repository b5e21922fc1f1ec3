"""Whatever is wrong with the rows is found: all of it, each once, with its place and what to do.

`worlds/broken.py` is the list of what can be wrong with the tiny world. Every rule in the source has a case.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ONTOLOGY, TINY
from determinants import __version__
from determinants.ground.problems import DataError, Problem
from determinants.store import building
from determinants.tables import (
    checking,
    defaults,
    findings,
    lines,
    mapping_sets,
    opening,
    reading,
    strangers,
)
from determinants.tables.checking import links, reviews
from determinants.tables.model import TABLES
from worlds.broken import CASES, Case, Damage

SOURCES = (lines, mapping_sets, opening, strangers, defaults, reading, checking, findings, links, reviews)
MADE_ELSEWHERE = {
    *("empty-folder", "no-review", "unreadable"),  # of folders, not of one table: test_checking
    *("and-so-on", "bad-name", "too-many-files", "too-wide"),  # of what is no table: test_hostile
}


def place(problem: Problem, world: Path) -> str:
    return f"{Path(problem.file).relative_to(world).as_posix()}:{problem.line}:{problem.column}"


def assert_is_clear(problem: Problem) -> None:
    """A curator reads: file, line, column, what is wrong, what to do; on one line that can be read."""
    assert re.fullmatch(r"[^A-Z\n][^\n]*[^.\n]\.", problem.message), "no sentence after an address"
    assert problem.message.split()[0] not in {"is", "has"}, "no subject"
    assert re.fullmatch(r"[A-Z][^\n]*[^.\n][.?]", problem.advice)
    assert len(re.sub(r"/\S+/", "", problem.message)) <= 160
    assert str(problem).endswith(f": {problem.message} {problem.advice} [{problem.rule}]")


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_one_problem(case: Case | Damage, world: Path) -> None:
    case.lay(world)
    problems = building.problems([world])
    assert [(place(problem, world), problem.rule) for problem in problems] == [(case.place(TINY), case.rule)]
    assert_is_clear(problems[0])
    assert case.advice in problems[0].advice


def test_all_problems_are_reported_at_once(world: Path) -> None:
    cases = [case for case in CASES if str(case) in {"empty-cell", "not-a-choice", "rank-gap"}]
    for case in cases:
        case.lay(world)
    expected = sorted(case.place(TINY) for case in cases)
    assert [place(problem, world) for problem in building.problems([world])] == expected
    with pytest.raises(DataError) as raised:
        list(building.quads([world], ONTOLOGY, __version__))
    assert [place(problem, world) for problem in raised.value.problems] == expected
    assert len(str(raised.value).splitlines()) == 3


# ---- All rules


def strings(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def rules_in_the_source() -> set[str]:
    """The names of rules that stand in the code: the fourth part of a `Problem`, the second of
    `Entry.problem`, and whatever else is named like a rule and is no table."""
    trees = [ast.parse(Path(str(module.__file__)).read_text()) for module in SOURCES]
    found = {text for tree in trees for text in strings(tree) if re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", text)}
    for call in (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)):
        match call:
            case ast.Call(func=ast.Name(id="Problem"), args=[_, _, _, ast.Constant(value=str(rule)), *_]):
                found.add(rule)
            case ast.Call(func=ast.Attribute(attr="problem"), args=[_, ast.Constant(value=str(rule)), *_]):
                found.add(rule)
    words = findings.REVIEWS | findings.OTHERS | {"mapping-sets", "utf-8-sig"}
    return found - {table.name for table in TABLES} - words


def test_every_rule_has_a_case() -> None:
    cases = {case.rule for case in CASES} | MADE_ELSEWHERE
    assert cases == rules_in_the_source(), "add a case to tests/worlds/broken.py for each rule"


def test_every_consistency_of_a_row_has_a_case() -> None:
    checks = {
        name.strip("_").replace("_", "-")
        for table in TABLES
        for name, decorator in table.row.__pydantic_decorators__.model_validators.items()
        if decorator.info.mode == "after"
    }
    cases = {case.about.split("--")[0] for case in CASES if case.rule == "inconsistent-row"}
    assert cases == checks, "add a case to tests/worlds/broken.py for each check"


def test_no_two_cases_have_one_name() -> None:
    assert len({str(case) for case in CASES}) == len(CASES)
