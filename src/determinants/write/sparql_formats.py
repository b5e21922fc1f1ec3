"""Answers to free SPARQL in the standard formats, written by the engine's own library.

Rows and verdicts are SPARQL results; triples are Turtle. A new format is one function and its record in
`SPARQL_FORMATS`.
"""

import json

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse_query_results,
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
            return _rows(answer).serialize(format=how) or b""


def _verdict(verdict: Verdict) -> QueryBoolean:
    said = Store().query(f"ASK {{ FILTER({str(verdict.holds).lower()}) }}")
    if not isinstance(said, QueryBoolean):
        raise UsageError("the answer is not a yes or no.")
    return said


def _rows(table: Rows) -> QuerySolutions:
    """Turn a table into solutions of the library, which knows how to write them, by way of SPARQL JSON."""
    bindings = [
        {column: _json(term) for column, term in zip(table.columns, row, strict=True) if term is not None}
        for row in table.rows
    ]
    told = json.dumps({"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}})
    solutions = parse_query_results(told.encode(), QueryResultsFormat.JSON)
    if not isinstance(solutions, QuerySolutions):
        raise UsageError("the answer is not made of rows.")
    return solutions


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
            raise UsageError("the answer has a quoted triple, which cannot be printed in this format.")


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
