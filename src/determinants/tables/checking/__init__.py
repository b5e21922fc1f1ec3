"""What is wrong with the data: rows that do not fit together, and a graph that breaks its shapes.

What a single row can get wrong is found where it is read (`tables`). Here is what shows only when
rows meet: names that lead nowhere, names used twice, numbers that cannot all be true.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from determinants.ground.problems import Problem
from determinants.tables import model
from determinants.tables.checking.links import Address, Key, dangling, key_of, looks_ahead, repeated
from determinants.tables.checking.reviews import TOGETHER, between
from determinants.tables.findings import Findings
from determinants.tables.lines import Entry


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
        twice = list(repeated(entry, address, names[key_of(entry)], unique))
        yield from twice
        if entry.table.name in TOGETHER and not any(one.rule == "repeated-name" for one in twice):
            kept[key_of(entry)].append(entry)
        yield from findings.check(entry)
        if isinstance(entry.row, model.Publication):
            articles.setdefault(entry.row.key, (address, entry.row.title, entry.row.doi))
        if looks_ahead(type(entry.row), entry.table.name):
            pending.append(entry)
        else:
            yield from dangling(entry, names, unread)
    for entry in pending:
        yield from dangling(entry, names, unread)
    yield from between(kept, articles, unread)
