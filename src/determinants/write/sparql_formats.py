"""Answers to free SPARQL in the standard formats, written by the engine's own library.

Rows and verdicts are SPARQL results; triples are Turtle. A new format is one function and its record in
`SPARQL_FORMATS`.
"""

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Store,
    serialize,
)

from determinants.ground.problems import UsageError
from determinants.ground.vocab import PREFIXES
from determinants.store.solutions import Result, Rows, Triples, Verdict
from determinants.write import row_formats
from determinants.write.formats import Format


def as_csv(answer: Result) -> bytes:
    """Give the standard's CSV: unlike that of `row_formats`, it is not made safe for spreadsheets."""
    return _serialised(answer, QueryResultsFormat.CSV)


def as_tsv(answer: Result) -> bytes:
    """Give the standard's TSV, in which a term is written as in Turtle."""
    return _serialised(answer, QueryResultsFormat.TSV)


def as_json(answer: Result) -> bytes:
    """Give the standard's JSON."""
    return _serialised(answer, QueryResultsFormat.JSON)


def as_xml(answer: Result) -> bytes:
    """Give the standard's XML."""
    return _serialised(answer, QueryResultsFormat.XML)


def as_text(answer: Result, width: int = 100) -> bytes:
    """Give a table for people, a yes or no, or Turtle."""
    if isinstance(answer, Rows):
        return row_formats.as_table(answer, width).encode()
    return _serialised(answer, QueryResultsFormat.CSV)


def _serialised(answer: Result, how: QueryResultsFormat) -> bytes:
    match answer:
        case Triples():
            return serialize(answer.triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
        case Verdict() if how in {QueryResultsFormat.CSV, QueryResultsFormat.TSV}:
            return b"yes\n" if answer.holds else b"no\n"
        case Verdict():
            return _verdict(answer).serialize(format=how) or b""
        case Rows():
            return answer.solutions().serialize(format=how) or b""


def _verdict(verdict: Verdict) -> QueryBoolean:
    said = Store().query(f"ASK {{ FILTER({str(verdict.holds).lower()}) }}")
    if not isinstance(said, QueryBoolean):
        raise UsageError("the answer is not a yes or no.")
    return said


SPARQL_FORMATS: dict[str, Format[Result]] = {
    made.name: made
    for made in (
        Format("table", ".txt", "text/plain", "for people", as_text),
        Format("csv", ".csv", "text/csv", "the standard's, values as text", as_csv),
        Format("tsv", ".tsv", "text/tab-separated-values", "the standard's, terms as in Turtle", as_tsv),
        Format("json", ".srj", "application/sparql-results+json", "the standard's", as_json),
        Format("xml", ".srx", "application/sparql-results+xml", "the standard's", as_xml),
    )
}
