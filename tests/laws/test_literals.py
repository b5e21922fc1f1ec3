"""The law of literals: no text in the graph holds a name that means something in the tables only.

What names a thing links to it; `influence/tiny2020:culture` and `tiny2020:culture` are for tables.
"""

import re
from collections.abc import Iterable

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from determinants.ground.vocab import BASE, DET, thing

NAME = re.compile(r"(?<![\w/.-])([a-z][a-z0-9-]*/)?([a-z][a-z0-9-]*:)?([a-z0-9][\w-]*)")


def private(quads: Iterable[Quad]) -> list[str]:
    """The names in texts that are those of a thing: by kind and slug, by scheme and slug, or by both."""
    listed = list(quads)
    paths = {
        term.value.removeprefix(BASE)
        for quad in listed
        for term in (quad.subject, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(BASE) and "#" not in term.value
    }
    schemes = {path.split("/")[0] for path in paths if "/" in path}
    found = []
    for quad in listed:
        if isinstance(quad.object, Literal) and "://" not in quad.object.value:
            for kind, scheme, slug in NAME.findall(quad.object.value):
                if (scheme[:-1] in schemes) if scheme else (kind and kind + slug in paths):
                    found.append(kind + scheme + slug)
    return found


@pytest.mark.parametrize("world", ["tiny_quads", "reviews_quads", "shipped_quads"])
def test_no_text_holds_a_name_of_the_tables(world: str, request: pytest.FixtureRequest) -> None:
    assert private(request.getfixturevalue(world)) == []


@pytest.mark.parametrize("name", ["influence/tiny2020:culture", "tiny2020:culture", "topic/rural-setting"])
def test_the_law_finds_one(name: str, tiny_quads: list[Quad]) -> None:
    planted = Quad(thing("x"), DET.exclude, Literal(f"It is not: {name}."), thing("graph", "x"))
    assert private([*tiny_quads, planted]) == [name]


def test_what_a_rule_names_is_linked(tiny_quads: list[Quad]) -> None:
    rule = thing("own", "rule", "influence--tiny2020--culture")
    told = {quad.predicate: quad.object.value for quad in tiny_quads if quad.subject == rule}  # type: ignore[union-attr]
    assert told[DET.exclude] == "What they are taught: “training”. Where they are: “rural setting”."
    linked = {quad.object for quad in tiny_quads if (quad.subject, quad.predicate) == (rule, DET.instead)}
    assert linked == {thing("tiny2020", "influence", "training"), thing("topic", "rural-setting")}
