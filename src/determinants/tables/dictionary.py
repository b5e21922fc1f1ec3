"""The data dictionary (`data/README.md`): what each column holds, and which must be filled in every row.

The words are written by people; the mark of what is required comes from the model.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from determinants.tables.model import TABLES, MappingSet, Row
from determinants.tables.model.defaults import DEFAULTS

HEADER = "| column | required | what it holds |\n|---|---|---|"
_ROW = re.compile(r"^\| `(?P<column>\w+)` \|(?: (?P<mark>\w*) ?\|)? (?P<text>.+) \|$", re.MULTILINE)
_SECTION = re.compile(r"^### (?P<title>[^\n]+)\n(?P<body>.*?)(?=^#{2,3} |\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Section:
    """What the dictionary says of a table: its heading, which rows it has, and its columns in words."""

    title: str
    rows: tuple[type[Row], ...]
    columns: Mapping[str, str]


def sections(dictionary: str) -> list[Section]:
    """Give the sections of the dictionary that are about tables."""
    return [
        Section(
            found["title"], rows, {row["column"]: row["text"].strip() for row in _ROW.finditer(found["body"])}
        )
        for found in _SECTION.finditer(dictionary)
        if (rows := rows_of(found["title"]))
    ]


def rows_of(title: str) -> tuple[type[Row], ...]:
    """Give the rows of the tables that a heading names.

    >>> [row.__name__ for row in rows_of("reviews/<key>/facts.csv")]
    ['Fact']
    """
    found: list[type[Row]] = []
    folder = title.rpartition("/")[0]
    for named in title.split(", "):
        path = re.sub(
            r"<[^>]+>(-<[^>]+>)?", "*", named if "/" in named or not folder else f"{folder}/{named}"
        )
        found += [table.row for table in (*TABLES, DEFAULTS) if table.path == path]
    if any(".sssom.tsv" in table.path and table.row in found for table in TABLES):
        found.append(MappingSet)
    return tuple(dict.fromkeys(found))


def marked(dictionary: str) -> str:
    """Give the dictionary with the mark of what is required, as the model has it now."""

    def of_section(found: re.Match[str]) -> str:
        rows = rows_of(found["title"])
        if not rows:
            return found[0]
        required = {
            column for row in rows for column, field in row.model_fields.items() if field.is_required()
        }

        def of_column(row: re.Match[str]) -> str:
            mark = "yes " if row["column"] in required else ""
            return f"| `{row['column']}` | {mark}| {row['text'].strip()} |"

        body = re.sub(r"^\| column \|[^\n]*\n\|[-|]+\|$", HEADER, found["body"], flags=re.MULTILINE)
        return f"### {found['title']}\n{_ROW.sub(of_column, body)}"

    return _SECTION.sub(of_section, dictionary)
