"""Reading: every row with its address, whatever program wrote the table; a problem for whatever is no row."""

import csv
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Quad

from conftest import DATA, ONTOLOGY, TINY
from determinants import __version__
from determinants.ground.problems import Problem
from determinants.store import building
from determinants.tables.model import TABLES, Row, Table
from determinants.tables.reading import Entry, read

FILES = [
    (table, path)
    for folder in (TINY, DATA)
    for table in TABLES
    for path in sorted(folder.glob(table.path))
    if table.name != "elements" or path.name != "frameworks.csv"
]
TOPICS = "schemes/topics.csv"
CROSSWALK = "frameworks/cfir2009-cfir2022.sssom.tsv"
HEADER = "slug,label,definition\n"


def entries(*folders: Path) -> list[Entry]:
    return [found for found in read(*folders) if isinstance(found, Entry)]


def problems(*folders: Path) -> list[Problem]:
    return [found for found in read(*folders) if isinstance(found, Problem)]


@pytest.fixture
def topics(tmp_path: Path) -> Path:
    """The path of a table of codes, the simplest one, in a folder of its own."""
    path = tmp_path / TOPICS
    path.parent.mkdir()
    return path


# ---- The header is the model


@pytest.mark.parametrize(
    ("table", "path"), FILES, ids=lambda value: value.name if isinstance(value, Table) else value.parts[-3]
)
def test_the_header_is_the_model(table: Table, path: Path) -> None:
    header = next(line for line in path.read_text().splitlines() if not line.startswith("#"))
    assert header.split("\t" if path.suffix == ".tsv" else ",") == list(table.row.model_fields)


def test_the_tiny_world_has_every_table_and_fills_every_column() -> None:
    filled: dict[type[Row], set[str]] = defaultdict(set)
    for entry in entries(TINY):
        filled[type(entry.row)] |= entry.row.model_dump(exclude_defaults=True).keys()
    assert {entry.table for entry in entries(TINY)} == set(TABLES)
    assert filled == {row: row.model_fields.keys() for row in filled}


def test_what_the_readme_says_of_the_tiny_world_is_there() -> None:
    said = [line for line in (TINY / "README.md").read_text().splitlines() if line.startswith("|")]
    known = "".join(path.read_text() for path in TINY.rglob("*.[ct]sv"))
    assert [name for name in re.findall("`(.+?)`", "".join(said)) if name not in known] == []


# ---- Every row has an address


def test_a_row_knows_where_it_stands() -> None:
    found = {(entry.table.name, entry.row.name): entry for entry in entries(TINY)}
    training = found["influences", "training"]
    assert (Path(training.file), training.line) == (TINY / "reviews/tiny2020/influences.csv", 3)
    assert training.scope == "tiny2020"
    tension = found["crosswalks", "crosswalk:tension--climate"]
    assert (Path(tension.file), tension.line) == (TINY / CROSSWALK, 11), "the metadata above are lines too"
    assert tension.scope == "cfir2009-cfir2022"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,A,one\nB,B,two\n", [(3, "slug")]),
        ("\n\na,A,one\n\nB,B,two\n", [(6, "slug")]),
        ('a,A,"one\ntwo"\nB,B,three\n', [(2, "definition"), (4, "slug")]),
        ('a,A,"one\n\n\n"\nB,B,two\n', [(6, "slug")]),
        ('a,A,"one\r\ntwo"\r\nB,B,three\r\n', [(2, "definition"), (4, "slug")]),
        ('a,"A\nB\nC",one\nb,B\n', [(2, "label"), (5, "")]),
        ('a,"A\nB",one\nb,"B"B,two\n', [(2, "label"), (4, "")]),
        ('a,"A\nB",one\nb,B,"two\nthree\n', [(2, "label"), (4, "")]),
    ],
    ids=[
        "row by row",
        "after empty lines",
        "after a line break in a cell",
        "after line breaks that end a cell",
        "after a line break of Windows",
        "a row with too few cells",
        "a quotation mark that is not doubled",
        "a quotation mark that is not closed",
    ],
)
def test_a_problem_stands_at_the_line_where_its_row_begins(
    text: str, expected: list[tuple[int, str]], topics: Path
) -> None:
    topics.write_text(HEADER + text, newline="")
    assert [(problem.line, problem.column) for problem in problems(topics.parents[1])] == expected


@pytest.mark.parametrize("before", [0, 100, 50_000])
def test_a_byte_that_is_not_utf8_is_counted_from_the_start_of_the_file(before: int, topics: Path) -> None:
    rows = "".join(f"code-{number},Code,one of many\n" for number in range(before // 20))
    content = (HEADER + rows + "caf").encode()
    topics.write_bytes(content + "é,Café,a word\n".encode("latin-1"))
    (problem,) = problems(topics.parents[1])
    assert problem.rule == "not-utf8"
    assert f"byte {len(content)} " in problem.message


def test_what_is_too_short_is_not_called_empty(world: Path) -> None:
    path = world / "reviews/tiny2020/criteria.csv"
    path.write_text(path.read_text().replace("mutual aid,Method", "mutual aid,p1"))
    (problem,) = problems(world)
    assert (problem.line, problem.column) == (3, "locator")
    assert "empty" not in problem.message


# ---- Whatever program wrote the table


def quoted(text: str) -> str:
    """Put every cell into quotation marks."""
    stream = StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(csv.reader(StringIO(text)))
    return stream.getvalue()


@pytest.mark.parametrize(
    "written",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.removesuffix("\n"),
        lambda text: text + "\n\n",
        lambda text: text + ",,\n",
        lambda text: HEADER + text.removeprefix(HEADER).replace(",", " , "),
        quoted,
    ],
    ids=["BOM", "CRLF", "no end of line", "empty lines", "empty row", "spaces", "quotation marks"],
)
def test_it_is_the_same_row_however_it_is_written(written: Callable[[str], str], topics: Path) -> None:
    folder = topics.parents[1]
    topics.write_text(HEADER + "a,A,one\nb,B,two\n")
    plain = entries(folder)
    topics.write_text(written(topics.read_text()), newline="")
    assert problems(folder) == []
    assert entries(folder) == plain


SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
WORDS = st.text(
    st.characters(exclude_categories=["C", "Z"], include_characters=" ,;\"'#"), min_size=1, max_size=60
).filter(str.strip)


@pytest.mark.slow
@given(st.lists(st.tuples(SLUGS, WORDS, WORDS), unique_by=lambda row: row[0]))
def test_what_was_written_is_read(rows: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / TOPICS
        path.parent.mkdir()
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([HEADER.strip().split(","), *rows])
        found = entries(Path(folder))
    assert [tuple(entry.row.model_dump().values()) for entry in found] == [
        tuple(cell.strip() for cell in row) for row in rows
    ]


def test_several_folders_are_read_as_one(world: Path, tmp_path: Path, tiny_quads: list[Quad]) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.move(world / "findings", elsewhere)
    assert set(building.quads([world, elsewhere], ONTOLOGY, __version__)) == set(tiny_quads)


# ---- Whatever it is


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode(errors="replace")))
@example(b"")
@example(b"\n\n")
@example(b"\x00")
@example(b"slug,label,definition\n\x00,a,b\n")
@example(b'slug,label,definition\n"' + b"a" * 300_000)
@example("slug,label,definition\na,b,c\n".encode("utf-16"))
def test_no_table_stops_the_reading(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / TOPICS
        path.parent.mkdir()
        path.write_bytes(content)
        assert all(isinstance(found, Entry | Problem) for found in read(Path(folder)))


@pytest.mark.slow
@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=80))
@example("mapping_date: 2020-13-45")
@example("mapping_date: !!timestamp soon")
@example("mapping_set_version: " + "1" * 5000)
@example("[" * 5000)
@example("? [license]")
@example("license: [https://example.org/]")
def test_no_metadata_stop_the_reading(line: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / CROSSWALK
        path.parent.mkdir()
        header = "\t".join(next(table for table in TABLES if table.name == "crosswalks").row.model_fields)
        path.write_text(f"#{line}\n{header}\n", encoding="utf-8")
        assert {problem.rule for problem in problems(Path(folder))} <= {"bad-metadata"}
