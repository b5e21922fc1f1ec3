"""A table as text, whatever program wrote it: how its bytes are read, and what stands between its columns.

Everything that reads a table goes through here, so that a program that saves one kind of table in a
way that is read may save any.
"""

import codecs
import csv
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

UTF8 = "utf-8-sig"
MAX_CELL = 200_000  # characters, quoted or not
SEPARATORS = ",;\t"  # spreadsheet programs choose by the language that they are set to

# A first line with which some programs say what stands between the columns.
_SAID = re.compile(rf"\"?sep=([{SEPARATORS}])\"?[;,\t]*\s*")

csv.field_size_limit(MAX_CELL)


def encoding(start: bytes) -> str:
    """Give how a text is encoded that starts so: UTF-16 where its mark says so, else UTF-8.

    >>> encoding(b"slug,label"), encoding(codecs.BOM_UTF16_LE)
    ('utf-8-sig', 'utf16')
    """
    return "utf16" if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else UTF8


def separator(header: str) -> str:
    r"""Give what stands between the columns of a header.

    >>> separator("slug;label"), separator("slug\tlabel"), separator("slug")
    (';', '\t', ',')
    """
    return max(SEPARATORS, key=header.count)


def reader(lines: Iterator[str], header: str | None = None) -> tuple[Any, int]:
    """Give what reads the cells of lines, and how many lines it passed over.

    `header` is the line that says what stands between the columns, where that is not the first.
    """
    first = next(lines, "")
    if said := _SAID.fullmatch(first):
        return csv.reader(lines, delimiter=said[1], strict=True), 1
    empty = []
    while first and not first.strip():
        empty.append(first)
        first = next(lines, "")
    between = separator(first if header is None else header)
    return csv.reader(chain(empty, [first], lines), delimiter=between, strict=True), 0
