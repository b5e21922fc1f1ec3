"""What is wrong with the data: rows that do not fit together, and a graph that breaks its shapes.

What a single row can get wrong is found where it is read (`tables`). Here is what shows only when
rows meet: names that lead nowhere, names used twice, numbers that cannot all be true.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, NamedTuple, get_args

from determinants.ground.problems import Problem
from determinants.tables import model
from determinants.tables.derivation import derived_count
from determinants.tables.findings import Findings
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

# Tables whose rows are held against each other when all are read. All are small.
TOGETHER = {
    *(
        "reviews",
        "facts",
        "statements",
        "references",
        "study-sets",
        "inclusions",
        "influences",
        "determinants",
        "counts",
        "codings",
        "sites",
    ),
    *("items", "anchors", "ratings"),
}

PLACE = {table.name: place for place, table in enumerate(model.TABLES)}
MANY = 2_000

SCOPED = {table.name for table in model.TABLES if table.scoped}


def check_rows(found: Iterable[Entry | Problem]) -> Iterator[Problem]:
    """Yield every problem: those found in reading, and those between rows.

    Rows come table by table, in the order of `TABLES`. What is remembered of a row is where its name
    stands; whole rows only of small tables, and of those that refer to what is still to come.
    """
    names: dict[Key, dict[str, Address]] = defaultdict(dict)
    unique: dict[tuple[str, ...], dict[str, tuple[Address, str]]] = defaultdict(dict)
    kept: dict[Key, list[Entry]] = defaultdict(list)
    articles: dict[str, tuple[Address, str, str | None]] = {}
    findings = Findings()
    pending: list[Entry] = []
    unread: set[Key] = set()
    for entry in found:
        if isinstance(entry, Problem):
            yield entry
            if entry.unread:
                unread.add(entry.unread)
            continue
        address = Address(entry.file, entry.line)
        repeated = list(_repeated(entry, address, names[_key(entry)], unique))
        yield from repeated
        if entry.table.name in TOGETHER and not any(one.rule == "repeated-name" for one in repeated):
            kept[_key(entry)].append(entry)
        yield from findings.check(entry)
        if isinstance(entry.row, model.Publication):
            articles.setdefault(entry.row.key, (address, entry.row.title, entry.row.doi))
        if _looks_ahead(type(entry.row), entry.table.name):
            pending.append(entry)
        else:
            yield from _dangling(entry, names, unread)
    for entry in pending:
        yield from _dangling(entry, names, unread)
    yield from _between(kept, articles, unread)


@cache
def _looks_ahead(row: type[Row], table: str) -> bool:
    """Whether rows may refer to rows that are read after them."""
    return any(PLACE[ref.table] >= PLACE[table] for ref in references(row).values())


def _key(entry: Entry) -> Key:
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


def _repeated(
    entry: Entry,
    address: Address,
    names: dict[str, Address],
    unique: dict[tuple[str, ...], dict[str, tuple[Address, str]]],
) -> Iterator[Problem]:
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
        other, name = unique[(*_key(entry), *fields)].setdefault(shown, (address, row.name))
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


def _dangling(entry: Entry, names: Names, unread: Collection[Key]) -> Iterator[Problem]:
    for column, ref in references(type(entry.row)).items():
        value = getattr(entry.row, column)
        for name in value if isinstance(value, tuple) else (value,):
            if name is None or name == NOTHING:
                continue
            scope, slug = name.split(":") if ref.qualified else (entry.scope, name)
            key = (ref.table, scope if ref.table in SCOPED else "")
            known = names.get(key, {})
            if slug not in known and key not in unread:
                near = get_close_matches(slug, _alike(slug, known), n=1)
                prefix = f"{scope}:" if ref.qualified else ""
                hint = (
                    f"Did you mean {prefix}{near[0]}?" if near else f"Add it to {ref.table}, or correct it."
                )
                yield entry.problem(column, "unknown-name", f"'{name}' is not one of the {ref.table}.", hint)


def _alike(slug: str, known: Collection[str]) -> Collection[str]:
    """Leave out of many names those that begin otherwise: comparing all of them takes seconds."""
    return known if len(known) < MANY else [name for name in known if name[:4] == slug[:4]][:MANY]


@dataclass(frozen=True)
class _Scope:
    """The rows of one review, by table."""

    kept: Mapping[Key, list[Entry]]
    unread: Collection[Key]
    key: str

    def complete(self, *tables: str) -> bool:
        """Whether every row of these tables could be read, so that what is not there is missing."""
        return not any((table, scope) in self.unread for table in tables for scope in (self.key, ""))

    def entries(self, table: str) -> list[Entry]:
        scope = self.key if table in SCOPED else ""
        return [entry for entry in self.kept.get((table, scope), ()) if entry.scope == self.key]


Articles = Mapping[str, tuple[Address, str, str | None]]


def _between(
    kept: Mapping[Key, list[Entry]], articles: Articles, unread: Collection[Key]
) -> Iterator[Problem]:
    for scope in sorted({scope for table, scope in kept if table == "reviews"}):
        rows = _Scope(kept, unread, scope)
        yield from _title_and_doi(rows, articles)
        if rows.complete("influences"):
            yield from _ranks(rows)
        yield from _counts(rows)
        if rows.complete("inclusions"):
            yield from _codings(rows)
        if rows.complete("ratings", "items"):
            yield from _ratings(rows)
        if rows.complete("references"):
            yield from _citations(rows)


def _title_and_doi(rows: _Scope, articles: Articles) -> Iterator[Problem]:
    for entry in rows.entries("reviews"):
        review = entry.row
        assert isinstance(review, model.Review)
        if review.key != rows.key:
            yield entry.problem(
                "key",
                "wrong-folder",
                f"the review '{review.key}' stands in '{rows.key}'.",
                "Rename one of the two.",
            )
        if review.publication not in articles:
            continue
        address, title, doi = articles[review.publication]
        if not review.doi:
            yield entry.problem(
                "doi",
                "empty-cell",
                f"neither the review has a DOI, nor has '{review.publication}' in {address.file}.",
                "Fill it in, bare and in lower case, in one of the two.",
            )
        for column, given, known in (("title", review.title, title), ("doi", review.doi, doi)):
            if given and given != known:
                yield entry.problem(
                    column,
                    "unlike-publication",
                    f"the {column} differs from that of '{review.publication}' in {address.file}.",
                    "Make the two the same.",
                )


def _ranks(rows: _Scope) -> Iterator[Problem]:
    entries = rows.entries("influences")
    for entry in entries:
        assert isinstance(entry.row, model.Influence)
        if entry.row.rank is not None and entry.row.rank > len(entries):
            yield entry.problem(
                "rank",
                "rank-gap",
                f"rank {entry.row.rank} of {len(entries)} influences leaves a gap.",
                "Number the influences from 1 in the order in which they are printed.",
            )


def _counts(rows: _Scope) -> Iterator[Problem]:
    sizes = {
        entry.row.slug: entry.row.size
        for entry in rows.entries("study-sets")
        if isinstance(entry.row, model.StudySet)
    }
    for entry in rows.entries("counts"):
        count = entry.row
        assert isinstance(count, model.Count)
        known = count.complement_of is None or count.complement_of in sizes
        if count.count is None and known and derived_count(count, sizes) is None:
            yield entry.problem(
                "percentage",
                "count-not-derivable",
                f"no single whole number of {count.total} rounds to {count.percentage} per cent.",
                "Give the printed count, or correct percentage or total.",
            )


def _codings(rows: _Scope) -> Iterator[Problem]:
    """Yield codings of studies that the review does not include."""
    included = {entry.row.name for entry in rows.entries("inclusions")}
    for entry in rows.entries("codings"):
        assert isinstance(entry.row, model.Coding)
        if entry.row.study is not None and entry.row.study not in included:
            yield entry.problem(
                "study",
                "not-included",
                f"'{entry.row.study}' is not among the publications that the review includes.",
                "Add it to included.csv, or correct the study.",
            )


def _citations(rows: _Scope) -> Iterator[Problem]:
    """Yield what the review is said to cite though its list of references, where there is one, lacks it."""
    listed = {entry.row.key for entry in rows.entries("references") if isinstance(entry.row, model.Reference)}
    for entry in (*rows.entries("facts"), *rows.entries("statements")):
        assert isinstance(entry.row, model.Fact | model.Statement)
        for key in entry.row.cites if listed else ():
            if key not in listed:
                yield entry.problem(
                    "cites",
                    "cited-not-listed",
                    f"'{key}' is not in the list of references of this review.",
                    "Add it to references.csv, or correct it.",
                )


def _ratings(rows: _Scope) -> Iterator[Problem]:
    rated = {entry.row.name for entry in rows.entries("ratings")}
    for entry in rows.entries("sites"):
        for item in rows.entries("items"):
            if f"{entry.row.name}/{item.row.name}" not in rated:
                yield entry.problem(
                    "slug",
                    "rating-missing",
                    f"the site '{entry.row.name}' has no rating for '{item.row.name}'.",
                    "Add the rating, or remove the site.",
                )
    scale = {entry.row.name for entry in rows.entries("anchors")}
    for entry in rows.entries("ratings"):
        assert isinstance(entry.row, model.Rating)
        if scale and rows.complete("anchors") and str(entry.row.score) not in scale:
            yield entry.problem(
                "score",
                "not-on-the-scale",
                f"{entry.row.score} is not on the scale of this measure.",
                f"Write one of {', '.join(sorted(scale))}, or add the score to anchors.csv.",
            )
