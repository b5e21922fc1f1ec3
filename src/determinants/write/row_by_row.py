"""The answer to a stored question as it comes: in formats with a line for each row, which nobody holds.

What is written is the same, byte for byte, as what `answers` writes of the whole.
"""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from determinants.store.solutions import ComingRows, Row, Rows
from determinants.write import answers
from determinants.write.onward import Shared
from determinants.write.row_formats import csv_lines, json_line, jsonable, tsv_lines
from determinants.write.telling import Told, plain

DELIMITED: dict[str, Callable[[ComingRows], Iterator[str]]] = {"csv": csv_lines, "tsv": tsv_lines}
LINE_BY_LINE = (*DELIMITED, "jsonl")  # the formats that have a line for each row


class AsItComes:
    """An answer that is written while its rows come, and what is known of it when they have come."""

    def __init__(self, rows: ComingRows, *notes: str) -> None:
        """Write these rows, which were not asked for yet, and with them perhaps notes."""
        self._columns, self._notes = rows.columns, notes
        self._shared = Shared(rows.columns)
        self._count = 0
        self._rows = ComingRows(rows.columns, self._seen(rows.rows))

    def _seen(self, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            self._count += 1
            self._shared.see(row)
            yield row

    def written(self, how: str, aside: Callable[[], BinaryIO]) -> Iterator[bytes]:
        """Yield the lines. Where the first depends on all rows, those that came wait in what `aside` gives.

        Raises:
            LimitReached: while rows come; what was given before is then a part.

        """
        if how in DELIMITED:
            yield from map(str.encode, DELIMITED[how](self._rows))
        elif self._notes:
            yield from self._after_head(aside)
        else:
            yield from (json_line(jsonable(record)).encode() for record in self._rows.records())

    def _after_head(self, aside: Callable[[], BinaryIO]) -> Iterator[bytes]:
        """Yield the head, which names the one thing that all rows are about, when that is known."""
        lines = (
            json_line({answers.LINE_OF: answers.MAIN, **jsonable(record)}).encode()
            for record in self._rows.records()
        )
        with aside() as waiting:
            while not self._shared.nothing and (line := next(lines, None)) is not None:
                waiting.write(line)
            yield json_line(answers.head(self._told())).encode()
            waiting.seek(0)
            yield from waiting
        yield from lines

    def left_out(self, how: str) -> str:
        """Say what a format left out of it, when all rows have come."""
        return answers.left_out(self._told(), how, self._count)

    def _told(self) -> Told:
        rows = Rows(self._columns, ())
        return plain(rows, (), *self._notes, onward=self._shared.commands())
