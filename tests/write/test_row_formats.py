"""Tables as text: each format can be read back, and none says more or less than the table."""

import csv
import io
import json
import re
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode
from wcwidth import wcswidth

from conftest import ONTOLOGY
from determinants.ask import questions
from determinants.ground.headings import heading
from determinants.ground.spelling import seen
from determinants.ground.vocab import XSD
from determinants.store.engine import ask
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Rows, value
from determinants.write.row_formats import (
    ROW_FORMATS,
    as_csv,
    as_json,
    as_jsonl,
    as_markdown,
    as_table,
    as_tsv,
)

QUESTIONS = questions.load(ONTOLOGY.parent / "queries")

Lines = list[list[Any]]
Cell = Literal | NamedNode | BlankNode | None


def text(words: str) -> Literal:
    return Literal(words)


def number(digits: str, kind: str = "integer") -> Literal:
    return Literal(digits, datatype=XSD[kind])


def part(digits: str) -> Literal:
    return number(digits, "decimal")


def truth(said: bool) -> Literal:
    return Literal(str(said).lower(), datatype=XSD.boolean)


def table(*rows: tuple[Cell, ...], columns: tuple[str, ...] = ()) -> Rows:
    return Rows(columns or tuple(f"column_{place}" for place in range(len(rows[0]))), rows)


# One row of every kind of value: a name from afar, a formula, what ends a cell or a row, and nothing.
WORLD = table(
    (NamedNode("https://example.org/a"), text("Mueller-Stierlin"), number("28"), part("52.8"), truth(True)),
    (NamedNode("https://example.org/b"), text("באר שבע"), number("-3"), part("-0.50"), truth(False)),
    (NamedNode("https://example.org/c"), text("=1+1"), number("0"), None, None),
    (NamedNode("https://example.org/d"), text('one, "two"; three | four'), None, part("100.0"), truth(True)),
    (NamedNode("https://example.org/e"), None, number("7"), part("7"), None),
    columns=("thing", "name", "count", "percentage", "agreed"),
)


# Readers: another program's view of each format, as a list of rows with the header first.


def shown(cell: Any) -> str:
    """A value as people read it."""
    if cell is None:
        return ""
    return {True: "yes", False: "no"}[cell] if isinstance(cell, bool) else str(cell)


def without_apostrophe(cell: str) -> str:
    return cell[1:] if re.match(r"'[=+\-@\t\r]", cell) else cell


def from_delimited(written: str, delimiter: str) -> Lines:
    rows = csv.reader(io.StringIO(written, newline=""), delimiter=delimiter, strict=True)
    return [[without_apostrophe(cell) for cell in row] for row in rows]


def strict(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def from_records(records: list[dict[str, Any]]) -> Rows:
    return [list(records[0]), *(list(record.values()) for record in records)]


def from_json(written: str) -> Lines:
    return from_records(json.loads(written, parse_constant=strict))


def from_jsonl(written: str) -> Lines:
    return from_records([json.loads(line, parse_constant=strict) for line in written.split("\n")[:-1]])


def from_markdown(written: str) -> Lines:
    lines = [re.findall(r"((?:\\.|[^\\|])*)\|", line)[1:] for line in written.split("\n")[:-1]]
    rows = [[re.sub(r"\\(.)", r"\1", cell).strip() for cell in cells] for cells in lines]
    assert set(rows[1]) == {"---"}
    return [rows[0], *rows[2:]]


def from_table(written: str) -> Lines:
    lines = written.split("\n")[:-1]
    starts = [found.start() for found in re.finditer(r"\S+(?: \S+)*", lines[0])]
    return [[line[start:end].strip() for start, end in pairwise([*starts, None])] for line in lines]


def plainly(rows: Rows) -> Lines:
    return [
        list(map(heading, rows.columns)),
        *(list(map(shown, record.values())) for record in rows.records()),
    ]


def for_programs(rows: Rows) -> Lines:
    return [list(rows.columns), *(list(map(shown, record.values())) for record in rows.records())]


def for_json(rows: Rows) -> Lines:
    return [
        list(rows.columns),
        *(
            [float(cell) if isinstance(cell, Decimal) else cell for cell in record.values()]
            for record in rows.records()
        ),
    ]


READERS: dict[str, tuple[Callable[[str], Lines], Callable[[Rows], Lines]]] = {
    "table": (from_table, plainly),
    "csv": (lambda written: from_delimited(written, ","), for_programs),
    "tsv": (lambda written: from_delimited(written, "\t"), for_programs),
    "json": (from_json, for_json),
    "jsonl": (from_jsonl, for_json),
    "markdown": (from_markdown, plainly),
}


def test_every_format_has_a_reader_here_and_an_option_on_the_command_line() -> None:
    assert ROW_FORMATS.keys() == READERS.keys()


@pytest.mark.parametrize("how", ROW_FORMATS)
def test_a_format_can_be_read_back(how: str) -> None:
    read, expected = READERS[how]
    assert read(ROW_FORMATS[how].write(WORLD)) == expected(WORLD)


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
cells = st.one_of(
    st.none(),
    words.map(text),
    st.integers().map(lambda whole: number(str(whole))),
    st.decimals(allow_nan=False, allow_infinity=False, places=2).map(
        lambda part: number(str(part), "decimal")
    ),
    st.booleans().map(truth),
)
tables = st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=4).map(lambda rows: table(*rows))


@pytest.mark.slow
@pytest.mark.parametrize("how", ["csv", "tsv", "json", "jsonl"])
@given(rows=tables)
@example(rows=table((text("a\nb"), text("a\r\nb"), text("a\rb"))))
@example(rows=table((text("'"), text('"'), text("\t"))))
@example(rows=table((text("\u2028"), text("\x85"), text("\x0b"))))
def test_any_text_survives_formats_for_programs(how: str, rows: Rows) -> None:
    read, expected = READERS[how]
    assert read(ROW_FORMATS[how].write(rows)) == expected(rows)


@given(rows=tables)
@example(rows=table((text("a\nb"), text("a\r\nb"), text("a | b"))))
@example(rows=table((text("\\"), text("\\|"), text("|"))))
def test_any_text_keeps_its_place_in_markdown(rows: Rows) -> None:
    """A row is a line, whatever its cells hold: what would end the line is written as a space or <br>."""

    def spaced(read: Lines) -> Lines:
        return [[" ".join(cell.replace("<br>", " ").split()) for cell in row] for row in read]

    visible = [[seen(cell) for cell in row] for row in plainly(rows)]
    assert spaced(from_markdown(as_markdown(rows))) == spaced(visible)


# Spreadsheets.


@pytest.mark.parametrize(
    "said", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x/")']
)
@pytest.mark.parametrize(("write", "delimiter"), [(as_csv, ","), (as_tsv, "\t")], ids=["csv", "tsv"])
def test_a_text_that_would_run_as_a_formula_gets_an_apostrophe(
    write: Callable[[Rows], str], delimiter: str, said: str
) -> None:
    written = write(table((text(said), text("next"))))
    assert list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter))[1] == [f"'{said}", "next"]


@pytest.mark.parametrize("said", ["1+1", "a=b", "a@b", "'quoted'", " =1", "10.1186/s12888", "–1", ""])
def test_any_other_text_stays_as_it_is(said: str) -> None:
    assert list(csv.reader(io.StringIO(as_csv(table((text(said),))), newline="")))[1] == [said]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (number("-5"), "-5"),
        (number("+5"), "5"),
        (part("-0.5"), "-0.5"),
        (part("1.50"), "1.50"),
        (part("0.0000001"), "0.0000001"),
        (number("100000000000000000000"), "100000000000000000000"),
        (number("-1.5", "double"), "-1.5"),
    ],
)
def test_numbers_are_written_as_numbers(cell: Literal, written: str) -> None:
    assert as_csv(table((cell, text("x")))).splitlines()[1] == f"{written},x"
    assert as_table(table((cell, text("x")))).splitlines()[1].split()[0] == written


@pytest.mark.parametrize("said", ["NaN", "INF", "-INF"])
@pytest.mark.parametrize("how", ["json", "jsonl"])
def test_json_stays_json_with_numbers_that_it_does_not_know(how: str, said: str) -> None:
    READERS[how][0](ROW_FORMATS[how].write(table((number(said, "double"),))))


# Literals that are not what their datatype says, as a query can make them.


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("three", "integer"),
        ("", "integer"),
        ("1" * 5_000, "integer"),
        ("half", "decimal"),
        ("NaN", "decimal"),
        ("much", "double"),
        ("perhaps", "boolean"),
    ],
)
def test_a_value_that_is_not_of_its_kind_is_shown_as_it_is_written(said: str, kind: str) -> None:
    assert value(number(said, kind)) == said


# Tables that are not the usual.


@pytest.mark.parametrize("how", ROW_FORMATS)
def test_no_rows(how: str) -> None:
    empty = {
        "table": "nothing found\n",
        "csv": "thing,name\n",
        "tsv": "thing\tname\n",
        "json": "[]\n",
        "jsonl": "",
        "markdown": "| thing | name |\n| --- | --- |\n",
    }
    assert ROW_FORMATS[how].write(Rows(("thing", "name"), ())) == empty[how]


@pytest.mark.parametrize("how", ROW_FORMATS)
def test_no_columns(how: str) -> None:
    """The answer to SELECT * { }: there is one row, and nothing in it."""
    assert isinstance(ROW_FORMATS[how].write(Rows((), ((),))), str)


@pytest.mark.parametrize("how", ROW_FORMATS)
def test_a_thing_beside_its_label(how: str) -> None:
    """Both columns are there, whatever stands over them."""
    rows = table(
        (NamedNode("https://example.org/a"), text("Culture")), columns=("influence", "influence_label")
    )
    written = ROW_FORMATS[how].write(rows)
    assert "https://example.org/a" in written
    assert "Culture" in written


def test_rows_in_json_carry_iri_and_label() -> None:
    rows = table(
        (NamedNode("https://example.org/a"), text("Culture")), columns=("influence", "influence_label")
    )
    record = {"influence": "https://example.org/a", "influence_label": "Culture"}
    assert json.loads(as_json(rows)) == [record]
    assert json.loads(as_jsonl(rows)) == record


def test_json_shows_letters_of_all_scripts_as_they_are() -> None:
    assert "באר שבע" in as_json(WORLD)
    assert "Mueller-Stierlin" in as_jsonl(WORLD)


# Tables for people.

WIDTHS = [40, 60, 80, 100, 140]


def widest(written: str) -> int:
    return max(map(wcswidth, written.splitlines()))


@pytest.fixture(scope="module")
def answers(shipped: OxigraphEngine) -> dict[str, Rows]:
    """What stored questions show, or the hundred rows of it that need most room."""

    def need(row: tuple[Any, ...]) -> int:
        return max((len(str(cell)) for cell in row), default=0)

    found = {name: ask(shipped, asked.text).only(asked.view) for name, asked in QUESTIONS.items()}
    return {
        name: Rows(rows.columns, tuple(sorted(rows.rows, key=need)[-100:])) for name, rows in found.items()
    }


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_fits_the_terminal(name: str, width: int, answers: dict[str, Rows]) -> None:
    assert widest(as_table(answers[name], width)) <= width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "said",
    [
        "word " * 60,
        "x" * 300,
        "https://example.org/" + "a-b/" * 60,
        "באר שבע " * 40,
        "組織文化" * 40,
        "e\u0301" * 200,
    ],
    ids=["words", "one word", "IRI", "Hebrew", "wide letters", "combined letters"],
)
def test_a_long_text_is_wrapped_and_none_of_it_is_lost(said: str, width: int) -> None:
    written = as_table(table((number("1"), text(said), text("short"), text(said))), width)
    assert widest(written) <= width
    letters = re.sub(r"\s", "", said)
    for letter in set(letters):
        assert written.count(letter) >= 2 * letters.count(letter)


def test_a_table_is_no_wider_than_it_needs_to_be() -> None:
    assert as_table(table((number("1"), text("a b"))), 140).splitlines()[-1] == "1         a b"


SITES = Rows(
    ("#", "item", "score", "Dar es Salaam", "Beer Sheva", "\u6771\u4eac"),
    tuple(
        tuple(map(Literal, ("1", item, "3", "1", "2", "0")))
        for item in ("Organisational culture", "\u6771\u4eac\u306e\u75c5\u9662 willingness")
    ),
)


@pytest.mark.parametrize("width", [30, 40, 60, 80])
def test_no_word_of_a_head_or_an_item_is_broken(width: int) -> None:
    """Where there is no room for heads beside each other, each row is a block of lines."""
    written = as_table(SITES, width)
    assert widest(written) <= width
    for word in (
        "Salaam",
        "Sheva",
        "score",
        "Organisational",
        "willingness",
        "\u6771\u4eac\u306e\u75c5\u9662",
    ):
        assert word in written
    assert (written.count("Salaam") == 1) == (width >= 60), "a block of lines has each head again"


@pytest.mark.parametrize(
    ("column", "words_"),
    [
        ("influence_label", "influence"),
        ("doi_link", "DOI"),
        ("rank", "rank"),
        ("score_basis_label", "score (how known)"),
    ],
)
def test_headings_are_words(column: str, words_: str) -> None:
    assert heading(column) == words_
