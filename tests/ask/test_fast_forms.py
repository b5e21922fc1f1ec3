"""Forms of queries that are fast on a small graph and take minutes on a large one are not used here.

docs/scale.md says what each form costs and what to write instead.
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDFS, SKOS
from rdflib.paths import MulPath
from rdflib.paths import Path as PropertyPath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Variable

from determinants.ask import questions

NAMES = {SKOS.prefLabel, RDFS.label}
QUESTIONS = questions.load(Path(__file__).parents[2] / "queries")


def parts(node: Any) -> Iterator[CompValue]:
    """Every part of a query's algebra."""
    if isinstance(node, CompValue):
        yield node
        for value in node.values():
            yield from parts(value)
    elif isinstance(node, list | tuple | set):
        for value in node:
            yield from parts(value)


def triples(node: Any) -> list[Any]:
    return [triple for part in parts(node) if part.name == "BGP" for triple in part.triples]


def exists_with_a_join(algebra: CompValue) -> Iterator[str]:
    """FILTER (NOT) EXISTS over more than one triple pattern is evaluated anew for every row."""
    for part in parts(algebra):
        if part.name in {"Builtin_EXISTS", "Builtin_NOTEXISTS"}:
            inside = triples(part.graph)
            if len(inside) > 1:
                yield f"EXISTS over {len(inside)} patterns: use MINUS with a sub-select"
            if any(isinstance(predicate, PropertyPath) for _, predicate, _ in inside):
                yield "EXISTS over a property path: use MINUS with a sub-select"


def scopes(node: Any) -> Iterator[list[set[Variable]]]:
    """For a query and each sub-select: the variables of each pattern, or of what a sub-select gives."""
    here: list[set[Variable]] = []
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list | tuple | set):
            waiting += part
        elif isinstance(part, CompValue) and part.name == "BGP":
            here += [{term for term in triple if isinstance(term, Variable)} for triple in part.triples]
        elif isinstance(part, CompValue) and part.name == "Graph" and isinstance(part.term, Variable):
            # What stands in one graph shares it.
            here += [
                {term for term in triple if isinstance(term, Variable)} | {part.term}
                for triple in triples(part)
            ]
        elif isinstance(part, CompValue) and part.name == "ToMultiSet":
            inside = part.p if isinstance(part.p, CompValue) else CompValue("none")
            selected = inside.p if inside.name == "Distinct" else inside
            here.append(set(selected.PV or selected.var or ()))
            yield from scopes([value for value in inside.values() if inside.name != "values"])
        elif isinstance(part, CompValue) and part.name != "Builtin_NOTEXISTS":
            waiting += part.values()
    yield here


def loose_parts(algebra: CompValue) -> Iterator[str]:
    """Patterns of one group that share no variable are joined each with each."""
    for patterns in scopes(algebra):
        groups: list[set[Variable]] = []
        for here in filter(None, patterns):
            joined = [group for group in groups if group & here]
            groups = [group for group in groups if not group & here] + [here.union(*joined)]
        # What has one variable of its own, such as the state of the rows, has one answer.
        if len([group for group in groups if len(group) > 1]) > 1:
            yield f"{len(groups)} groups of patterns that share nothing: begin with the rarer in a sub-select"


def endless_paths(algebra: CompValue) -> Iterator[str]:
    """A path of any length between two variables that nothing else binds is walked from everywhere."""
    every = triples(algebra)
    for triple in every:
        subject, predicate, value = triple
        if isinstance(predicate, MulPath) and isinstance(subject, Variable) and isinstance(value, Variable):
            others = {term for other in every if other is not triple for term in other}
            if not {subject, value} & others:
                yield f"{predicate} between two variables: bind one of them first"


def names_beside_a_table(algebra: CompValue) -> Iterator[str]:
    """rdflib computes what stands beside a sub-select by itself, and then joins each row with each.

    Of names alone that is every name in the graph, and of two names every pair of them.
    """
    for part in parts(algebra):
        if part.name == "Join" and not part.lazy:
            for side in (part.p1, part.p2):
                for group in connected(side.triples if side.name == "BGP" else []):
                    if all(names(triple) for triple in group):
                        yield f"{len(group)} names beside a sub-select: take each in an OPTIONAL"


def connected(patterns: list[Any]) -> list[list[Any]]:
    """Patterns that share a variable, directly or through others, together."""
    groups: list[list[Any]] = []
    for pattern in patterns:
        here = {term for term in pattern if isinstance(term, Variable)}
        sharing = [group for group in groups if here & {term for triple in group for term in triple}]
        groups = [group for group in groups if group not in sharing] + [[*chain(*sharing), pattern]]
    return groups


def names(triple: tuple[Any, Any, Any]) -> bool:
    subject, predicate, value = triple
    return predicate in NAMES and isinstance(subject, Variable) and isinstance(value, Variable)


def names_before_patterns(algebra: CompValue) -> Iterator[str]:
    """What stands after an OPTIONAL is joined with all before it, also where it says which few."""
    for part in parts(algebra):
        if part.name == "Join" and part.p1.name == "LeftJoin" and part.p2.name in {"BGP", "ToMultiSet"}:
            optional = part.p1.p2
            if optional.name == "BGP" and all(names(triple) for triple in optional.triples):
                yield "a name in an OPTIONAL stands before a pattern: names come last"


LINTS = (exists_with_a_join, loose_parts, endless_paths, names_beside_a_table, names_before_patterns)
BAD = {
    "NOT EXISTS with a join": "SELECT ?a { ?a a <x:A> FILTER NOT EXISTS { ?b <x:p> ?a . ?b <x:q> ?c } }",
    "EXISTS with a path": "SELECT ?a { ?a a <x:A> FILTER EXISTS { ?a <x:p>+ <x:b> } }",
    "patterns that share nothing": "SELECT ?a { ?a <x:p> ?b . ?c <x:q> ?d }",
    "names beside a sub-select": (
        f"SELECT ?a ?b {{ {{ SELECT DISTINCT ?a {{ ?a <x:p> ?x }} }} ?a <{SKOS.prefLabel}> ?b }}"
    ),
    "a name before a pattern": (
        f"SELECT ?a ?b {{ ?a <x:p> ?x OPTIONAL {{ ?a <{SKOS.prefLabel}> ?b }} ?x <x:q> <x:y> }}"
    ),
    "a path from everywhere": "SELECT ?a { ?a <x:p>* ?b }",
}


def faults(text: str) -> list[str]:
    algebra = prepareQuery(text).algebra
    return [fault for lint in LINTS for fault in lint(algebra)]


@pytest.mark.slow
@pytest.mark.parametrize("name", QUESTIONS)
def test_no_question_has_a_form_that_does_not_scale(name: str) -> None:
    question = QUESTIONS[name]
    assert faults(question.text) == []
    for column, narrowed in question.columns.items():
        text = question.narrowed({column: [narrowed.term(narrowed.example)]})
        algebra = prepareQuery(text).algebra
        assert [*names_beside_a_table(algebra), *names_before_patterns(algebra)] == [], column


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_the_forms_are_found(text: str) -> None:
    assert len(faults(text)) == 1


def test_the_document_teaches_each_form() -> None:
    scale = (Path(__file__).parents[2] / "docs/scale.md").read_text(encoding="utf-8")
    for words in (
        "NOT EXISTS",
        "OPTIONAL",
        "share no variable",
        "of any length",
        "names beside a sub-select",
    ):
        assert words in scale
