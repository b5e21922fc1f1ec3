"""What is sought in texts is found on every Python that is claimed.

Before Python 3.11.5, as Debian 12 has it, a group that is repeated without giving back matches too little
where it has a choice in it, without a word: the guard let calls pass there. A class of signs is right.
"""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import determinants

ROOT = Path(determinants.__file__).parent
MODULES = sorted(
    ".".join(("determinants", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
    for path in ROOT.rglob("*.py")
    if "import re\n" in path.read_text(encoding="utf-8")
)
ONE = {kinds.LITERAL, kinds.NOT_LITERAL, kinds.ANY, kinds.IN}


def keeping(parsed: Any) -> Iterator[str]:
    """Yield each part of a pattern that gives nothing back and is more than one sign."""
    for kind, of in parsed:
        if kind == kinds.ATOMIC_GROUP:
            yield "(?>…)"
        if kind == kinds.POSSESSIVE_REPEAT and [each for each, _ in of[2]] not in [[one] for one in ONE]:
            yield "(…)*+"
        for part in of if isinstance(of, tuple) else [of]:
            for each in part if isinstance(part, list) else [part]:
                if isinstance(each, parser.SubPattern):
                    yield from keeping(each)


def patterns(module: Any) -> Iterator[tuple[str, int]]:
    """Yield the patterns of a module: those that it holds, and those that are written out."""
    yield from ((each.pattern, each.flags) for each in vars(module).values() if isinstance(each, re.Pattern))
    for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name("re")), args=[ast.Constant(value=str(written)), *_]
            ):
                yield written, 0


@pytest.mark.parametrize("name", MODULES)
def test_no_group_is_repeated_without_giving_back(name: str) -> None:
    for pattern, flags in patterns(importlib.import_module(name)):
        if isinstance(pattern, str):
            assert not [*keeping(parser.parse(pattern, flags & ~re.DEBUG))], pattern


@pytest.mark.parametrize(
    ("pattern", "kept"),
    [
        (r"a*+", []),
        (r"[^'\\]++", []),
        (r"(?:ab|c)*", []),
        (r"(?:ab|c)*+", ["(…)*+"]),
        (r"(x(?:(?:ab|b)?+|c))", ["(…)*+"]),
        (r"y(?>a|b)", ["(?>…)"]),
        (r"(?=(?:ab)++)", ["(…)*+"]),
    ],
)
def test_such_groups_are_seen(pattern: str, kept: list[str]) -> None:
    assert [*keeping(parser.parse(pattern))] == kept
