"""What tests would not notice: small changes of the code, and which of them no test finds.

    python tests/benchmarks/mutating.py guard narrowing scoring audit [--share 0.2] [--seed 14]

Each change is tried on a copy of this process in which the tests are collected already and what they share is
made, so that it costs only the tests that reach the function changed, the fastest first, until one fails.
What nothing finds is printed, to be read: either a test is missing, or the change makes no difference. What
people read, that is texts with a space in them, is not changed.
"""

import argparse
import ast
import copy
import dataclasses
import gc
import importlib
import os
import random
import resource
import select
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).parents[2]
SECONDS = 20.0  # beside what its tests take unchanged; what takes longer has no end, and would be noticed
MOST_SECONDS = 120.0
MEMORY = 4 << 30  # bytes; a change may gather without end

# What is changed, and the tests that are about it.
PARTS: dict[str, tuple[str, list[str]]] = {
    "guard": (
        "store.guard store.grammar",
        ["tests/store/test_guard.py", "tests/store/test_slips.py", "tests/store/test_wholeness.py"],
    ),
    "narrowing": ("ask.narrowing", ["tests/ask/test_narrowing.py", "tests/ask/test_asking.py"]),
    "scoring": (
        "service.measure.scoring",
        ["tests/service/test_measure.py", "tests/service/test_scored.py"],
    ),
    "audit": (
        "tables.auditing tables.auditing.claims tables.auditing.counts tables.auditing.flow "
        "tables.auditing.members tables.auditing.ratings tables.auditing.rule",
        ["tests/tables/test_auditing.py"],
    ),
}

# ---- Changes

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list", "sum": "len"}


def changes(node: ast.AST) -> Iterator[ast.AST]:  # noqa: C901, PLR0912 - a list, case by case
    """Yield what may stand in the place of a node."""
    match node:
        case ast.Compare(ops=[one]) if type(one) in COMPARED:
            yield replaced(node, ops=[COMPARED[type(one)]()])
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in COUNTED:
            yield replaced(node, op=COUNTED[type(op)]())
        case ast.BoolOp(op=op, values=values):
            yield replaced(node, op=ast.Or() if isinstance(op, ast.And) else ast.And())
            yield from values
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield operand
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str(value)) if " " not in value:
            yield ast.Constant(f"{value}X")
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            yield replaced(node, test=ast.UnaryOp(ast.Not(), test))
        case ast.comprehension(ifs=ifs) if ifs:
            yield replaced(node, ifs=[])
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield ast.Pass()
        case ast.Call(func=ast.Name(id=name)) if name in CALLED:
            yield replaced(node, func=ast.Name(CALLED[name], ast.Load()))
        case ast.Assign(value=value) if not _is_none(value):
            yield replaced(node, value=ast.Constant(None))


def replaced(node: Any, **fields: Any) -> Any:
    """Give a copy of a node with other fields."""
    other = copy.copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


@dataclass(frozen=True)
class Change:
    """One change of a module: in which function it is, where, and what became of what."""

    module: ModuleType
    function: str  # its qualified name; empty where it is in none
    line: int
    was: str
    now: str
    code: CodeType = dataclasses.field(compare=False, repr=False)

    def made(self) -> None:
        """Make it in this process: whoever holds a function of the module has the changed one."""
        space: dict[str, Any] = {"__name__": self.module.__name__, "__package__": self.module.__package__}
        exec(self.code, space)
        changed = functions(space, self.module.__name__)
        for name, function in functions(vars(self.module), self.module.__name__).items():
            function.__code__ = changed[name].__code__
            function.__defaults__ = changed[name].__defaults__
            function.__kwdefaults__ = changed[name].__kwdefaults__
        for name, value in space.items():
            if not name.startswith("__") and not isinstance(value, type | FunctionType | ModuleType):
                setattr(self.module, name, value)


def functions(space: dict[str, Any], module: str) -> dict[str, FunctionType]:
    """Give the functions and methods that a module defines, by their qualified names."""
    found: dict[str, FunctionType] = {}
    for value in [*space.values()]:
        inside = vars(value).values() if isinstance(value, type) else [value]
        for each in inside:
            function = each.fget if isinstance(each, property) else getattr(each, "__func__", each)
            function = getattr(function, "__wrapped__", function)
            if isinstance(function, FunctionType) and function.__module__ == module:
                found[function.__qualname__] = function
    return found


def all_changes(module: ModuleType) -> Iterator[Change]:
    """Yield every change of a module, in the order of its text."""
    text = Path(str(module.__file__)).read_text(encoding="utf-8")
    tree = ast.parse(text)
    passed = {id(node) for part in ast.walk(tree) for node in _not_run(part)}
    spans = [
        (node.lineno, node.end_lineno or 0, name)
        for name, node in _defined(tree, "")
        if isinstance(node, ast.FunctionDef)
    ]
    for parent in ast.walk(tree):
        if id(parent) in passed:
            continue
        for field, value in ast.iter_fields(parent):
            listed = isinstance(value, list)
            for place, node in enumerate(value if listed else [value]):
                if not isinstance(node, ast.AST) or id(node) in passed:
                    continue
                line = getattr(node, "lineno", getattr(getattr(node, "target", parent), "lineno", 0))
                inside = [name for first, last, name in spans if first <= line <= last]
                for other in changes(node):
                    was = ast.unparse(node)
                    if listed:
                        value[place] = other
                    else:
                        setattr(parent, field, other)
                    yield Change(
                        module,
                        inside[0] if inside else "",
                        line,
                        was,
                        ast.unparse(ast.fix_missing_locations(other)),
                        compile(ast.fix_missing_locations(tree), str(module.__file__), "exec"),
                    )
                    if listed:
                        value[place] = node
                    else:
                        setattr(parent, field, node)


def _not_run(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what says nothing of what is done: docstrings, annotations, and what is only for types."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module) and ast.get_docstring(node) is not None:
        yield node.body[0]
        yield node.body[0].value  # type: ignore[attr-defined]
    for name in ("annotation", "returns", "decorator_list"):
        value = getattr(node, name, None)
        for each in value if isinstance(value, list) else [value]:
            yield from ast.walk(each) if each else ()
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield node
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        yield from ast.walk(node)


def _defined(node: ast.AST, within: str) -> Iterator[tuple[str, ast.AST]]:
    for each in ast.iter_child_nodes(node):
        if isinstance(each, ast.FunctionDef | ast.ClassDef):
            yield f"{within}{each.name}", each
            if isinstance(each, ast.ClassDef):
                yield from _defined(each, f"{within}{each.name}.")


# ---- Tests


def run_alone(item: pytest.Item, session: pytest.Session) -> list[pytest.TestReport]:
    """Run a test; what it shares with the others is kept for them."""
    other = next(each for each in session.items if each is not item)
    session._setupstate.teardown_exact(item)
    return runtestprotocol(item, log=False, nextitem=other)


class Mutating:
    """Collects tests, runs them unchanged, and then those that reach a change on a copy of this process."""

    def __init__(self, part: str, share: float, seed: int) -> None:
        """Try the changes of a part, or a share of them."""
        self.modules = [importlib.import_module(f"determinants.{name}") for name in PARTS[part][0].split()]
        self.part, self.share, self.seed = part, share, seed
        self.reached: dict[str, list[tuple[float, pytest.Item]]] = {}
        self.all: list[tuple[float, pytest.Item]] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run everything once, and then the changes."""
        files = {str(module.__file__): module.__name__ for module in self.modules}
        for item in session.items:
            called: set[str] = set()

            def seen(frame: Any, event: str, _: object, called: set[str] = called) -> None:
                code: CodeType = frame.f_code
                if event == "call" and code.co_filename in files:
                    called.add(f"{files[code.co_filename]}:{code.co_qualname.split('.<locals>')[0]}")

            begun = time.perf_counter()
            sys.setprofile(seen)
            try:
                reports = run_alone(item, session)
            finally:
                sys.setprofile(None)
            if any(report.failed for report in reports):
                sys.stdout.write(f"{item.nodeid} fails unchanged: it is left out.\n")
                continue
            took = (time.perf_counter() - begun, item)
            self.all.append(took)
            for name in called:
                self.reached.setdefault(name, []).append(took)
        self._try(session)
        return True

    def _try(self, session: pytest.Session) -> None:
        listed = [change for module in self.modules for change in all_changes(module)]
        chosen = random.Random(self.seed).sample(listed, round(self.share * len(listed)))
        told: Counter[str] = Counter()
        gc.freeze()  # what copies share stays shared
        for place, change in enumerate(chosen):
            if place and place % 50 == 0:
                sys.stdout.write(f"{self.part}: of {len(listed)} changes {place} were tried: {dict(told)}\n")
            name = f"{change.module.__name__}:{change.function}"
            tests = self.reached.get(name, []) if change.function else self.all
            came = (
                self._tried(change, sorted(tests, key=lambda each: each[0]), session)
                if tests
                else "unreached"
            )
            told[came] += 1
            if came in {"survived", "unreached"}:
                where = f"{change.module.__name__.removeprefix('determinants.')}:{change.line}"
                sys.stdout.write(f"{came} {where} {change.function}: {_short(change)}\n")
                sys.stdout.flush()
        sys.stdout.write(f"{self.part}: of {len(listed)} changes {len(chosen)} were tried: {dict(told)}\n")

    def _tried(
        self, change: Change, tests: Sequence[tuple[float, pytest.Item]], session: pytest.Session
    ) -> str:
        limit = min(MOST_SECONDS, SECONDS + 10 * sum(took for took, _ in tests))
        read, write = os.pipe()
        if not (number := os.fork()):
            _try_here(change, [item for _, item in tests], session, write)
        os.close(write)
        if not select.select([read], [], [], limit)[0]:
            os.kill(number, signal.SIGKILL)
        said = os.read(read, 1)
        os.close(read)
        os.waitpid(number, 0)
        return {b"s": "survived", b"k": "killed"}.get(said, "killed by its time or end")


def _try_here(change: Change, tests: Sequence[pytest.Item], session: pytest.Session, write: int) -> None:
    """Try a change in this copy, which says what came of it and ends."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    said = b"k"
    gc.disable()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        change.made()
        for item in tests:
            if any(each.failed for each in run_alone(item, session)):
                break
        else:
            said = b"s"
    finally:
        os.write(write, said)
        os._exit(0)


def _short(change: Change) -> str:
    def line(text: str) -> str:
        return " ".join(text.split())[:90]

    return f"{line(change.was)}  →  {line(change.now)}"


def main(run: Callable[..., Any] = pytest.main) -> None:
    """Try the parts that are named."""
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="+", choices=PARTS)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=14)
    given = parser.parse_args()
    os.chdir(ROOT)
    for part in given.parts:
        options = ["-q", "-s", "--tb=native", "--assert=plain", "-n", "0", "-m", "not slow"]
        options += ["-p", "no:cacheprovider", "-o", "timeout=0"]
        run([*options, *PARTS[part][1]], plugins=[Mutating(part, given.share, given.seed)])


if __name__ == "__main__":
    main()
