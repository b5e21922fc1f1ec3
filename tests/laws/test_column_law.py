"""The column law: whatever a cell says, the graph says.

Each filled cell of the tiny world is changed to something else that it might say, by a rule for what kind
of cell it is, and the graph is made again from the rows. It must differ; and where a cell holds a text, a
number or the name of another row, that very text, number or row must stand in what differs. So a column
that is read, checked and documented, but never written, is found. A column that no row of the tiny world
fills is an error: give it a row there.

The counts that the build adds are left out, or they would hide that a row itself no longer says something.
"""

import typing
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any, Literal

import pytest
from pydantic import TypeAdapter
from pyoxigraph import NamedNode, Quad

from conftest import TINY
from determinants.graph import dispatch
from determinants.tables import reading
from determinants.tables.checking import links
from determinants.tables.model import TABLES, MappingSet, Row, Scoping
from determinants.tables.reading import Entry

Column = tuple[str, str]  # the kind of a row, and one of its fields

NEVER_WRITTEN: dict[Column, str] = {
    ("Decision", "unit"): "what each coder decided stays in the tables; the graph says how far they agree",
    ("Decision", "coder"): "as unit",
    ("Decision", "variable"): "as unit",
    ("Decision", "code"): "as unit",
    ("Mapping", "subject_label"): "a repetition that SSSOM asks for; the element itself has the label",
    ("Mapping", "object_label"): "as subject_label",
    ("Mapping", "mapping_justification"): "it can say one thing only, which every mapping says",
    ("MappingSet", "mapping_set_id"): "a name for other programs; here the set is named by its file",
}
ONLY_WHAT_FOLLOWS: dict[Column, str] = {
    ("Count", "complement_of"): "the graph says the number and the rule that follow from it",
}

ENTRIES = [found for found in reading.read(TINY) if isinstance(found, Entry)]
KINDS = sorted({f"{entry.table.name} {type(entry.row).__name__}" for entry in ENTRIES})


# ---- What a cell may say instead


def kind_of(row: type[Row], column: str) -> Any:
    """What a filled cell of a column may hold."""
    field = row.model_fields[column]
    filled = [part for part in typing.get_args(field.annotation) if part is not type(None)]
    kind = filled[0] if type(None) in typing.get_args(field.annotation) else field.annotation
    return typing.Annotated[kind, *field.metadata] if field.metadata else kind


def choices(kind: Any) -> list[Any]:
    """The values between which a cell chooses."""
    if typing.get_origin(kind) is Literal:
        return list(typing.get_args(kind))
    return [choice for part in typing.get_args(kind) if typing.get_origin(part) for choice in choices(part)]


def names(entry: Entry, column: str) -> list[str]:
    """The names of other rows that a cell may hold."""
    ref = links.references(type(entry.row)).get(column)
    return [
        f"{other.scope}:{other.row.name}" if ref.qualified else other.row.name
        for other in ENTRIES
        if ref is not None
        and other.table.name == ref.table
        and (ref.qualified or not other.table.scoped or other.scope == entry.scope)
        and not (isinstance(entry.row, Scoping) and getattr(other.row, "parts", ()))  # it follows from them
    ]


def others(entry: Entry, column: str) -> Iterator[Any]:
    """Yield what else a cell might say, the likeliest first."""
    value: Any = getattr(entry.row, column)
    chosen = names(entry, column) or choices(kind_of(type(entry.row), column))
    match value:
        case tuple():
            yield from ((*value, other) for other in chosen or [f"{value[0]} changed"] if other not in value)
            yield value[1:]
        case _ if chosen:
            yield from chosen
        case bool():
            yield not value
        case int() | Decimal():
            yield from (value + 1, value - 1)
        case str():
            yield from ("influence/tiny2020:training", "finding/f2", "https://example.org/2") * ("/" in value)
            yield from (f"{value} changed", f"{value}-changed")
            yield from (f"{value[:-1]}{last}" for last in "0123456789XYZ")


def changes(entry: Entry, column: str) -> Iterator[Any]:
    """Yield what a cell may be changed to; first what goes together with the other cells of its row."""
    value = getattr(entry.row, column)
    may = [other for other in others(entry, column) if other != value and allowed(entry, column, other)]
    yield from sorted(may, key=lambda other: not fits(entry, column, other))


def allowed(entry: Entry, column: str, value: Any) -> bool:
    try:
        return bool(TypeAdapter(kind_of(type(entry.row), column)).validate_python(value) == value)
    except ValueError:
        return False


def fits(entry: Entry, column: str, value: Any) -> bool:
    try:
        type(entry.row).model_validate(entry.row.model_dump() | {column: value})
    except ValueError:
        return False
    return True


def rows_of(kind: str) -> list[Entry]:
    return [entry for entry in ENTRIES if f"{entry.table.name} {type(entry.row).__name__}" == kind]


def filled(entry: Entry) -> Iterator[str]:
    """The cells that say something; a no that could not be a yes in its row says nothing."""
    return (
        column
        for column, value in entry.row
        if value not in (None, ()) and (value is not False or fits(entry, column, True))
    )


# ---- What becomes of it


def graph_of(entries: Iterable[Entry]) -> set[Quad]:
    return set(dispatch.statements(entries))


def beside(entry: Entry) -> list[Entry]:
    """The rows of a review, framework or codebook, which say nothing else when the others are not there."""
    return [other for other in ENTRIES if other.scope == entry.scope]


@cache
def of_scope(scope: str) -> Set[Quad]:
    return graph_of(other for other in ENTRIES if other.scope == scope)


def unchanged(entry: Entry) -> Set[Quad]:
    return of_scope(entry.scope)


def test_the_rows_of_each_scope_say_together_what_all_rows_say() -> None:
    scopes = {entry.scope for entry in ENTRIES}
    assert set().union(*map(of_scope, scopes)) == graph_of(ENTRIES)


def changed(entry: Entry, column: str, value: Any) -> set[Quad]:
    """The graph of the world in which a cell says something else, and so does whatever names the row."""
    new = entry.row.model_copy(update={column: value})
    if new.name == entry.row.name:
        return graph_of(replace(entry, row=new) if other is entry else other for other in beside(entry))
    return graph_of(
        replace(other, row=new if other is entry else renamed(other, entry, new.name))
        for other in beside(entry)
    )


def renamed(row_of: Entry, entry: Entry, name: str) -> Row:
    row, old = row_of.row, entry.row.name
    update = {}
    for column, ref in links.references(type(row)).items():
        if ref.table == entry.table.name and old != name and (ref.qualified or row_of.scope == entry.scope):
            before, after = (f"{entry.scope}:{it}" if ref.qualified else it for it in (old, name))
            value = getattr(row, column)
            if isinstance(value, tuple):
                update[column] = tuple(after if part == before else part for part in value)
            elif value == before:
                update[column] = after
    return row.model_copy(update=update) if update else row


def says(after: Set[Quad], before: Set[Quad], value: Any) -> bool:
    """Whether a text, a number or the name of a row is said by itself of what is no longer the same."""
    *_, last = value if isinstance(value, tuple) else (value,)
    text = f"{last:f}" if isinstance(last, Decimal) else str(last)
    ending = "/" + text.rpartition(":")[2].rpartition("/")[2]
    touched = {quad.subject for quad in after ^ before}
    return any(
        term.value == text or (isinstance(term, NamedNode) and term.value.endswith(ending))
        for quad in after
        if quad.subject in touched
        for term in (quad.subject, quad.object)
    )


def is_said_by_itself(entry: Entry, column: str, value: Any) -> bool:
    """Whether a value can be looked for: a choice has words of its own, and what is gone cannot be found."""
    before = getattr(entry.row, column)
    return not (
        isinstance(value, bool)
        or choices(kind_of(type(entry.row), column))
        or (isinstance(value, tuple) and len(value) < len(before))
        or (type(entry.row).__name__, column) in ONLY_WHAT_FOLLOWS
    )


def wrong_with(entry: Entry, column: str) -> str | None:
    """What is wrong with how the graph says what a cell says."""
    value = next(changes(entry, column), None)
    if value is None:
        return f"no rule changes {getattr(entry.row, column)!r}"
    after = changed(entry, column, value)
    if after == unchanged(entry):
        return f"the graph is the same with {value!r}: write the column in graph/, or say here why not"
    if is_said_by_itself(entry, column, value) and not says(after, unchanged(entry), value):
        return f"the graph differs with {value!r}, but does not say it: write the column in graph/"
    return None


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_a_cell_says_the_graph_says(kind: str) -> None:
    silent = [
        f"{entry.table.path}, line {entry.line}, {column}: {what}"
        for entry in rows_of(kind)
        for column in filled(entry)
        if (type(entry.row).__name__, column) not in NEVER_WRITTEN
        if (what := wrong_with(entry, column))
    ]
    assert not silent, "\n".join(silent)


@pytest.mark.parametrize(
    "kind", [*(table.row for table in TABLES), MappingSet], ids=lambda kind: kind.__name__
)
def test_every_column_is_filled_by_some_row_of_the_tiny_world(kind: type[Row]) -> None:
    there = {column for entry in ENTRIES if type(entry.row) is kind for column in filled(entry)}
    assert not kind.model_fields.keys() - there, f"no row of tests/worlds/tiny fills these of {kind.__name__}"


def test_what_is_excused_is_a_column_and_does_make_no_difference() -> None:
    for name, column in NEVER_WRITTEN:
        there = [entry for entry in ENTRIES if type(entry.row).__name__ == name]
        assert there
        assert all(
            changed(entry, column, value) == unchanged(entry)
            for entry in there
            if getattr(entry.row, column) is not None
            for value in list(changes(entry, column))[:1]
        ), f"{name}.{column} is written now: take it off the list"
