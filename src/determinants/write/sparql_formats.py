"""Answers to free SPARQL in the standard formats, written by the engine's own library.

Rows and verdicts are SPARQL results; triples are RDF. A new format is one function and its record in
`SPARQL_FORMATS` or `TRIPLE_FORMATS`.
"""

import codecs
import io
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Store,
    serialize,
)

from determinants.ground.problems import UsageError
from determinants.ground.spelling import seen
from determinants.ground.vocab import PREFIXES
from determinants.store.solutions import Answering, Result, Rows, Stream, Triples, TripleStream, Verdict
from determinants.write import row_formats
from determinants.write.formats import Format, as_xml, in_parts

if TYPE_CHECKING:
    from typing_extensions import Buffer


def as_csv(answer: Result) -> bytes:
    """Give the standard's CSV: unlike that of `row_formats`, it is not made safe for spreadsheets."""
    return _results(answer, QueryResultsFormat.CSV, "csv")


def as_tsv(answer: Result) -> bytes:
    """Give the standard's TSV, in which a term is written as in Turtle."""
    return _results(answer, QueryResultsFormat.TSV, "tsv")


def as_json(answer: Result) -> bytes:
    """Give the standard's JSON."""
    return _results(answer, QueryResultsFormat.JSON, "json")


def as_results_xml(answer: Result) -> bytes:
    """Give the standard's XML."""
    return as_xml(_results(answer, QueryResultsFormat.XML, "xml"))


def as_text(answer: Result, width: int = 100) -> bytes:
    """Give a table for people, a yes or no, or Turtle."""
    match answer:
        case Rows():
            return row_formats.as_table(answer, width).encode()
        case Verdict():
            return b"yes\n" if answer.holds else b"no\n"
        case Triples():
            return seen(as_turtle(answer).decode()).encode()  # such escapes are Turtle as well


def as_turtle(answer: Result) -> bytes:
    """Give triples as Turtle."""
    return _triples(answer, RdfFormat.TURTLE, "turtle")


def as_ntriples(answer: Result) -> bytes:
    """Give triples as N-Triples."""
    return _triples(answer, RdfFormat.N_TRIPLES, "ntriples")


def as_rdfxml(answer: Result) -> bytes:
    """Give triples as RDF/XML."""
    return as_xml(_triples(answer, RdfFormat.RDF_XML, "rdfxml"))


def as_jsonld(answer: Result) -> bytes:
    """Give triples as JSON-LD in its expanded form, for which no context needs to be fetched."""
    return _triples(answer, RdfFormat.JSON_LD, "jsonld")


def _results(answer: Result, how: QueryResultsFormat, name: str) -> bytes:
    match answer:
        case Triples():
            raise UsageError(
                f"{name} is for rows and for yes or no; CONSTRUCT and DESCRIBE give triples: use "
                f"{', '.join(TRIPLE_FORMATS)}."
            )
        case Verdict() if how in {QueryResultsFormat.CSV, QueryResultsFormat.TSV}:
            # The standard has no form for it; this is how engines write it, and what programs read.
            return b"true\n" if answer.holds else b"false\n"
        case Verdict():
            return _verdict(answer).serialize(format=how) or b""
        case Rows():
            return answer.solutions().serialize(format=how) or b""


def _triples(answer: Result, how: RdfFormat, name: str) -> bytes:
    if not isinstance(answer, Triples):
        raise UsageError(
            f"{name} is for the triples of CONSTRUCT and DESCRIBE; this answer is none: use "
            f"{', '.join(SPARQL_FORMATS)}."
        )
    return serialize(answer.triples, format=how, prefixes=_prefixes(how)) or b""


def _prefixes(how: RdfFormat) -> dict[str, str] | None:
    return PREFIXES if how == RdfFormat.TURTLE else None


def write_to(out: BinaryIO, answer: Answering, name: str) -> None:
    """Write an answer in a standard format, rows and triples as they come and never all of them at once.

    Raises:
        UsageError: if the format is not for such an answer.
        LimitReached: if the query took too much; what was written before is then a part.
    """
    if isinstance(answer, Stream) and name in STREAMED:
        with io.BufferedWriter(_Xml(out) if name == "xml" else _Through(out), AT_ONCE) as buffered:
            answer.solutions.serialize(buffered, STREAMED[name])
    elif isinstance(answer, TripleStream) and name in STREAMED_TRIPLES:
        how = STREAMED_TRIPLES[name]
        with io.BufferedWriter(_Xml(out) if name == "rdfxml" else _Through(out), AT_ONCE) as buffered:
            serialize(answer, buffered, how, prefixes=_prefixes(how))
    else:
        out.writelines(in_parts({**SPARQL_FORMATS, **TRIPLE_FORMATS}[name].write(answer.whole())))


class _Through(io.RawIOBase):
    """Hands on what is written to it, and stays open behind it."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__()
        self._out = out

    def writable(self) -> bool:
        return True

    def write(self, content: "Buffer") -> int:
        piece = bytes(content)
        self._out.write(self.made(piece))
        return len(piece)

    def made(self, piece: bytes) -> bytes:
        """Give what is handed on for a piece."""
        return piece


class _Xml(_Through):
    """Hands on XML that is read as it was meant."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__(out)
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def made(self, piece: bytes) -> bytes:
        return as_xml(self._decoder.decode(piece).encode())


def _verdict(verdict: Verdict) -> QueryBoolean:
    said = Store().query(f"ASK {{ FILTER({str(verdict.holds).lower()}) }}")
    if not isinstance(said, QueryBoolean):
        raise UsageError("the answer is not a yes or no.")
    return said


AT_ONCE = 1 << 16

# In these, rows are written as they come.
STREAMED = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}

STREAMED_TRIPLES = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}

SPARQL_FORMATS: dict[str, Format[Result]] = {
    made.name: made
    for made in (
        Format("table", ".txt", "text/plain", "for people", as_text),
        Format("csv", ".csv", "text/csv", "the standard's, values as text", as_csv),
        Format("tsv", ".tsv", "text/tab-separated-values", "the standard's, terms as in Turtle", as_tsv),
        Format("json", ".srj", "application/sparql-results+json", "the standard's", as_json),
        Format("xml", ".srx", "application/sparql-results+xml", "the standard's", as_results_xml),
    )
}

# What CONSTRUCT and DESCRIBE give.
TRIPLE_FORMATS: dict[str, Format[Result]] = {
    made.name: made
    for made in (
        Format("turtle", ".ttl", "text/turtle", "triples, to be read", as_turtle),
        Format("ntriples", ".nt", "application/n-triples", "triples, one a line", as_ntriples),
        Format("rdfxml", ".rdf", "application/rdf+xml", "triples, for older tools", as_rdfxml),
        Format("jsonld", ".jsonld", "application/ld+json", "triples, for programs", as_jsonld),
    )
}
