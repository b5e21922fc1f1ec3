"""An answer in any format that it can be taken away in: whole, or its main table, or its publications.

`table`, `json`, `jsonl` and `markdown` carry all of it. The others carry the main table, or the publications
in it, and `left_out` says what they do not.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from determinants.ask.asking import Graph
from determinants.ask.publications import publications
from determinants.ground.headings import heading
from determinants.ground.problems import UnknownName, UsageError
from determinants.ground.words import many
from determinants.store.solutions import Rows
from determinants.write import row_formats
from determinants.write.formats import Written
from determinants.write.references import REFERENCE_FORMATS
from determinants.write.row_formats import ROW_FORMATS
from determinants.write.telling import Fact, Table, Told

TABLE = "table"
LINE_OF = "table"  # in jsonl, the table that a line is of; no question has a column of that name
ANSWER_FORMATS = (*ROW_FORMATS, *REFERENCE_FORMATS)
MAIN = "rows"  # what the main table is called, beside others


def written(told: Told, how: str, graph: Graph | None = None, width: int = 100) -> Written:
    """Give an answer in a format: all of it, or in formats that are one table, its main rows.

    With the graph that gave it, also the publications that the rows are about, for reference managers.

    Raises:
        UnknownName: if there is no such format.
        UsageError: if the format is for publications, and the rows are not about any.
    """
    if how not in ANSWER_FORMATS:
        raise UnknownName("format", how, ANSWER_FORMATS)
    if how in REFERENCE_FORMATS:
        if graph is None or not _of_publications(told.rows):
            raise UsageError(f"these rows are not publications: use {', '.join(ROW_FORMATS)}.")
        return REFERENCE_FORMATS[how].write(publications(graph, told.rows))
    if how == TABLE:
        return told.text(width)
    if how in WHOLE and not told.alone:
        return WHOLE[how](told)
    return ROW_FORMATS[how].write(told.rows)


def left_out(told: Told, how: str, rows: int | None = None) -> str:
    """Say what of an answer a format leaves out; nothing where it carries all of it.

    `rows` is how many the main table has, where they have come and gone.
    """
    if how == TABLE or how in WHOLE:
        return ""
    what = [many(len(told.notes), "note")] if told.notes else []
    if not told.alone:
        what += [_words(name) for name, fact in told.known.items() if _known(fact)]
    what += [f"{_words(name)} ({many(len(table), 'row')})" for name, table in told.tables.items() if table]
    main = f"the main table ({many(len(told.rows) if rows is None else rows, 'row')})"
    if how in REFERENCE_FORMATS:
        what.insert(0, f"what {main} says of them")
        main = "the publications"
    return f"{how} carries {main} and no more; json also has {', '.join(what)}." if what else ""


def _words(name: str) -> str:
    return name.replace("_", " ")


def _known(fact: Fact) -> bool:
    """Whether there is something to tell: 0 is."""
    return fact is not None and fact not in ("", [], (), {})


def _of_publications(rows: Rows) -> bool:
    return "publication" in rows.columns


def _as_json(told: Told) -> str:
    """Give one object: notes, numbers and tables by name, the main table last."""
    return json.dumps(_whole(told), ensure_ascii=False, indent=2) + "\n"


def _as_jsonl(told: Told) -> str:
    """Give a line for each row, which names its table; the first has notes and numbers."""
    return "".join(map(row_formats.json_line, _parts(told)))


def head(told: Told) -> Mapping[str, object]:
    """Give what the first line of an answer in jsonl says: its notes and numbers."""
    return {LINE_OF: "answer", "notes": list(told.notes), **_facts(told)}


def _parts(told: Told) -> Iterator[Mapping[str, object]]:
    yield head(told)
    for name, table in _tables(told).items():
        for row in table:
            yield {LINE_OF: name, **row}


def _as_markdown(told: Told) -> str:
    """Give notes as paragraphs, numbers as a list, and each table under its heading."""
    parts = [row_formats.in_markdown(note) for note in told.notes]
    facts = [f"- {heading(name)}: {_inline(fact)}" for name, fact in told.known.items() if _known(fact)]
    parts += ["\n".join(facts)] if facts else []
    for name, table in ((name, table) for name, table in told.tables.items() if table):
        parts += [f"## {heading(name)}", _table(table)]
    parts += [f"## {MAIN}", row_formats.as_markdown(told.rows).rstrip("\n")]
    return "\n\n".join(parts) + "\n"


def _table(table: Table) -> str:
    columns = tuple(dict.fromkeys(column for row in table for column in row))
    return row_formats.markdown(columns, ([row.get(column) for column in columns] for row in table))


def _inline(fact: Fact) -> str:
    if isinstance(fact, Mapping):
        return "; ".join(f"{name}: {_inline(value)}" for name, value in fact.items())
    if isinstance(fact, Sequence) and not isinstance(fact, str):
        return "; ".join(map(_inline, fact))
    return row_formats.in_markdown(row_formats.shown(fact))


def _whole(told: Told) -> dict[str, object]:
    return {"notes": list(told.notes), **_facts(told), **_tables(told)}


def _facts(told: Told) -> dict[str, object]:
    return {name: _fact(fact) for name, fact in told.known.items()}


def _fact(fact: Fact) -> object:
    if isinstance(fact, Mapping):
        return row_formats.jsonable(fact)
    if isinstance(fact, Sequence) and not isinstance(fact, str):
        return [row_formats.json_value(each) for each in fact]
    return row_formats.json_value(fact)


def _tables(told: Told) -> dict[str, list[dict[str, object]]]:
    tables: Mapping[str, Table] = {**told.tables, MAIN: list(told.rows.records())}
    return {name: [dict(row_formats.jsonable(row)) for row in table] for name, table in tables.items()}


# The formats that carry all of an answer, beside what is printed on a terminal.
WHOLE: dict[str, Callable[[Told], str]] = {
    "json": _as_json,
    "jsonl": _as_jsonl,
    "markdown": _as_markdown,
}
