"""What an engine answers: a table, a yes or no, or triples; and its terms as Python values."""

import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import IO, TYPE_CHECKING, cast

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    Triple,
    parse_query_results,
)

from determinants.ground.problems import UsageError
from determinants.ground.vocab import XSD

if TYPE_CHECKING:
    import pyarrow
    from typing_extensions import Buffer

Term = NamedNode | BlankNode | Literal | Triple
Row = tuple[Term | None, ...]
Value = str | int | float | Decimal | bool | None


@dataclass(frozen=True)
class Rows:
    """Rows of terms under named columns; None where a column is not bound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def records(self) -> Iterator[dict[str, Value]]:
        """Yield each row as column → Python value."""
        return _records(self.columns, self.rows)

    def labelled(self) -> "Rows":
        """Give the same rows without the columns of IRIs for which a label stands."""
        from determinants.store import notebooks

        return self.only(notebooks.labelled(self.columns)[0])

    def triples(self, subject: str, predicate: str, value: str) -> Iterator[Triple]:
        """Yield the triple that three columns of each row are.

        Raises:
            ValueError: if a row has no triple there, such as a text for a predicate.

        """
        places = [self.columns.index(column) for column in (subject, predicate, value)]
        for row in self.rows:
            match [row[place] for place in places]:
                case [NamedNode() | BlankNode() as said_of, NamedNode() as how, what] if what is not None:
                    yield Triple(said_of, how, what)
                case cells:
                    raise ValueError(f"no triple: {cells}")

    def __repr__(self) -> str:
        from determinants.store import notebooks

        first = Rows(self.columns, self.rows[: notebooks.TEXT_ROWS])
        return notebooks.as_text(self.columns, list(first.records()), len(self))

    def _repr_html_(self) -> str:
        """Give the rows as a notebook shows them."""
        from determinants.store import notebooks

        first = Rows(self.columns, self.rows[: notebooks.HTML_ROWS])
        return notebooks.as_html(self.columns, list(first.records()), len(self))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Give the rows to any library that reads Arrow, such as polars, pandas or DuckDB."""
        return self.arrow().__arrow_c_stream__(requested_schema)

    def __dataframe__(self, nan_as_null: bool = False, allow_copy: bool = True) -> object:
        """Give the rows to any library that reads the data frame interchange protocol."""
        return self.arrow().__dataframe__(nan_as_null, allow_copy)

    def arrow(self) -> "pyarrow.Table":
        """Give the rows as an Arrow table: a column of numbers or truth values as such, all else as text.

        What people read comes first, and last the IRIs for which a label stands; `labelled` leaves them out.

        Raises:
            UsageError: if pyarrow is not installed; it comes with the extra `frames`.

        """
        try:
            import pyarrow
        except ImportError:
            raise UsageError("data frames need pyarrow: pip install 'determinants[frames]'.") from None
        from determinants.store import notebooks

        first, last = notebooks.labelled(self.columns)
        records = list(self.records())
        columns = {column: [record[column] for record in records] for column in (*first, *last)}
        alike = {name: len(set(map(type, cells)) - {type(None)}) == 1 for name, cells in columns.items()}
        return pyarrow.table(
            {
                name: pyarrow.array(cells)
                if alike[name]
                else pyarrow.array([None if cell is None else str(cell) for cell in cells], pyarrow.string())
                for name, cells in columns.items()
            }
        )

    def solutions(self) -> QuerySolutions:
        """Give the rows as solutions of the library, which knows how to write them.

        Raises:
            UsageError: if a cell is a quoted triple, which the way there, SPARQL JSON, has no place for.

        """
        return as_solutions(self.columns, self.rows)

    def only(self, columns: Sequence[str]) -> "Rows":
        """Give the same rows with some of the columns, in the order asked for."""
        places = [self.columns.index(column) for column in columns]
        return Rows(tuple(columns), tuple(tuple(row[place] for place in places) for row in self.rows))


@dataclass(frozen=True)
class ComingRows:
    """Rows of terms under named columns that come one after another, each once, and are held by nobody."""

    columns: tuple[str, ...]
    rows: Iterator[Row]

    def records(self) -> Iterator[dict[str, Value]]:
        """Yield each row that is still to come as column → Python value."""
        return _records(self.columns, self.rows)


def _records(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[dict[str, Value]]:
    for row in rows:
        yield {column: value(term) for column, term in zip(columns, row, strict=True)}


@dataclass(frozen=True)
class Verdict:
    """The answer to an ASK query."""

    holds: bool

    def whole(self) -> "Verdict":
        """Give itself: a yes or no comes whole."""
        return self


@dataclass(frozen=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE query."""

    triples: tuple[Triple, ...]


Result = Rows | Verdict | Triples


@dataclass(frozen=True)
class Stream:
    """Rows that come one after another, each once, as the engine's library gives them."""

    solutions: QuerySolutions

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(variable.value for variable in self.solutions.variables)

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        return map(tuple, self.solutions)

    def whole(self) -> Rows:
        """Give all rows, when they have come."""
        return Rows(self.columns, tuple(self))


@dataclass(frozen=True)
class TripleStream:
    """Triples that come one after another, each once."""

    triples: Iterable[Triple]

    def __iter__(self) -> Iterator[Triple]:
        return iter(self.triples)

    def whole(self) -> Triples:
        """Give all triples, when they have come."""
        return Triples(tuple(self.triples))


Answering = Stream | TripleStream | Verdict


def as_solutions(columns: Sequence[str], rows: Iterable[Row]) -> QuerySolutions:
    """Give rows as solutions of the library, which takes them one after another.

    Raises:
        UsageError: if a cell is a quoted triple, which the way there, SPARQL JSON, has no place for.

    """
    given = parse_query_results(cast("IO[bytes]", _Told(columns, rows)), QueryResultsFormat.JSON)
    if not isinstance(given, QuerySolutions):
        raise UsageError("the answer is not made of rows.")
    return given


class _Told(io.RawIOBase):
    """Rows told in SPARQL JSON, as they come."""

    def __init__(self, columns: Sequence[str], rows: Iterable[Row]) -> None:
        super().__init__()
        self._pieces = self._said(columns, rows)
        self._rest = memoryview(b"")

    def _said(self, columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
        yield f'{{"head": {{"vars": {json.dumps(list(columns))}}}, "results": {{"bindings": ['.encode()
        between = ""
        for row in rows:
            cells = {
                column: _json(term) for column, term in zip(columns, row, strict=True) if term is not None
            }
            yield (between + json.dumps(cells)).encode()
            between = ","
        yield b"]}}"

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "Buffer") -> int:
        self._rest = self._rest or memoryview(next(self._pieces, b""))
        room = memoryview(buffer)
        given = min(len(room), len(self._rest))
        room[:given] = self._rest[:given]
        self._rest = self._rest[given:]
        return given


def _json(term: NamedNode | BlankNode | Literal | Triple) -> dict[str, str]:
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Literal(language=str(language)):
            return {"type": "literal", "value": term.value, "xml:lang": language}
        case Literal():
            return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
        case _:
            raise UsageError("the answer has a quoted triple, which cannot be handed on in this form.")


def canonical(term: Term | None) -> Term | None:
    """Give a number in its one canonical form, whichever engine wrote it: 1.50 is 1.5.

    >>> canonical(Literal("1.50", datatype=XSD.decimal)).value
    '1.5'
    """
    if not isinstance(term, Literal):
        return term
    if term.datatype == XSD.decimal and isinstance(number := value(term), Decimal):
        shown = f"{number:f}"
        shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
        return Literal(shown, datatype=XSD.decimal)
    if term.datatype == XSD.boolean and isinstance(truth := value(term), bool):
        return Literal("true" if truth else "false", datatype=XSD.boolean)
    return term


def _decimal(text: str) -> Value:
    number = Decimal(text)
    return number if number.is_finite() else text


# What reads the text of a literal, by the IRI of its datatype; any other is shown as it is written.
_READ: dict[str, Callable[[str], Value]] = {
    XSD.boolean.value: lambda text: {"true": True, "1": True, "false": False, "0": False}.get(text, text),
    XSD.decimal.value: _decimal,
    XSD.double.value: float,
    XSD.float.value: float,
    **{
        XSD[name].value: int
        for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")
    },
}


def value(term: Term | None) -> Value:
    """Give a term as a Python value: numbers and truth values as such, all else as text.

    >>> value(Literal("53", datatype=XSD.integer))
    53
    """
    if not isinstance(term, Literal):
        return None if term is None else term.value if isinstance(term, NamedNode) else str(term)
    read = _READ.get(term.datatype.value)
    if read is None:
        return term.value
    try:
        return read(term.value)
    except (ValueError, InvalidOperation):
        return term.value  # not what its datatype says: shown as it is written
