"""Names: used twice, or of what is not there."""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, NamedTuple, get_args

from determinants.ground import called
from determinants.ground.problems import Problem
from determinants.tables import model
from determinants.tables.lines import Entry
from determinants.tables.model import Row
from determinants.tables.model.fields import Ref
from determinants.tables.model.frameworks import NOTHING

Key = tuple[str, str]  # table and scope


class Address(NamedTuple):
    """Where a row stands, without the row: a large folder has a great many."""

    file: str
    line: int


Names = Mapping[Key, Mapping[str, Address]]

PLACE = {table.name: place for place, table in enumerate(model.TABLES)}
FEW, MANY = 25, 2_000  # names that are all listed, and that are too many to compare each

SCOPED = {table.name for table in model.TABLES if table.scoped}


def key_of(entry: Entry) -> Key:
    """Give the table, and the scope, in which the name of a row is the only one."""
    if isinstance(entry.row, model.MappingSet):
        return ("mapping-sets", "")
    return entry.table.key(entry.scope)


# Fields other than the identity that no two rows of a table may share.
UNIQUE: dict[type[Row], tuple[tuple[str, ...], ...]] = {
    model.Publication: (("doi",), ("pmid",)),
    model.Determinant: (("row", "direction", "sentence", "part"),),
    model.Item: (("ordinal",),),
    model.Source: (("ordinal",),),
    model.Condition: (("facet", "answer"),),
    model.Alignment: (("element", "influence", "determinant", "condition"),),
}


def repeated(
    entry: Entry,
    address: Address,
    names: dict[str, Address],
    unique: dict[tuple[str, ...], dict[str, tuple[Address, str]]],
) -> Iterator[Problem]:
    """Yield a problem for a name, or a value that only one row may have, that stands already."""
    row = entry.row
    first = names.setdefault(row.name, address)
    if first is not address:
        yield entry.problem(
            row.identity[0],
            "repeated-name",
            f"'{row.name}' stands already in {first.file}, line {first.line}.",
            "Remove one of the two, or give this one a name of its own.",
        )
        return
    for fields in UNIQUE.get(type(row), ()):
        values = [getattr(row, field) for field in fields]
        if values[0] is None:  # what is not told apart by its place may stand anywhere
            continue
        shown = " ".join(map(str, values))
        other, name = unique[(*key_of(entry), *fields)].setdefault(shown, (address, row.name))
        if other is not address:
            yield entry.problem(
                fields[0],
                "repeated-value",
                f"{' '.join(fields)} {shown} is already that of '{name}' in {other.file}, line {other.line}.",
                "Is it the same thing twice? Correct one of the two.",
            )


@cache
def references(row: type[Row]) -> Mapping[str, Ref]:
    """Give the fields of a row that name other rows, with what they refer to."""
    return {
        name: ref
        for name, field in row.model_fields.items()
        if (ref := _ref(field.annotation, tuple(field.metadata))) is not None
    }


def _ref(annotation: Any, metadata: tuple[Any, ...] = ()) -> Ref | None:
    for mark in (*metadata, *getattr(annotation, "__metadata__", ())):
        if isinstance(mark, Ref):
            return mark
    return next((ref for part in get_args(annotation) if (ref := _ref(part)) is not None), None)


@cache
def looks_ahead(row: type[Row], table: str) -> bool:
    """Whether rows may refer to rows that are read after them."""
    return any(PLACE[ref.table] >= PLACE[table] for ref in references(row).values())


def dangling(entry: Entry, names: Names, unread: Collection[Key]) -> Iterator[Problem]:
    """Yield a problem for each name of what is not there; what could not be read may be there."""
    for column, ref in references(type(entry.row)).items():
        value = getattr(entry.row, column)
        for name in value if isinstance(value, tuple) else (value,):
            if name is None or name == NOTHING:
                continue
            scope, slug = name.split(":") if ref.qualified else (entry.scope, name)
            key = (ref.table, scope if ref.table in SCOPED else "")
            known = names.get(key, {})
            if slug not in known and key not in unread:
                prefix = f"{scope}:" if ref.qualified else ""
                hint = _hint(slug, prefix, ref.table, known)
                yield entry.problem(column, "unknown-name", f"'{name}' is not one of the {ref.table}.", hint)


def _hint(slug: str, prefix: str, table: str, known: Collection[str]) -> str:
    """Give what was perhaps meant, or what may be written: all of it, where that is few."""
    if near := get_close_matches(slug, _alike(slug, known), n=1):
        return f"Did you mean {prefix}{near[0]}?"
    if table == "countries" and known:
        return "Write the two letters of ISO 3166-1, such as gb, or add it to countries."
    if 0 < len(known) <= FEW:
        return f"Write one of {', '.join(f'{prefix}{name}' for name in sorted(known))}, or add it to {table}."
    listed = f" See {called.command('ask cfir-elements')}." if table == "elements" else ""
    return f"Add it to {table}, or correct it.{listed}"


def _alike(slug: str, known: Collection[str]) -> Collection[str]:
    """Leave out of many names those that begin otherwise: comparing all of them takes seconds."""
    return known if len(known) < MANY else [name for name in known if name[:4] == slug[:4]][:MANY]
