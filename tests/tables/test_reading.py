"""Reading: every row with its address, whatever program wrote the table; a problem for whatever is no row."""

import csv
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pyoxigraph import Quad

from conftest import DATA, ONTOLOGY, TINY
from determinants import __version__
from determinants.ground import spelling
from determinants.ground.problems import Problem
from determinants.ground.vocab import DET, thing
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
def test_the_header_has_columns_of_the_model_in_its_order(table: Table, path: Path) -> None:
    header = next(line for line in path.read_text().splitlines() if not line.startswith("#"))
    columns = header.split("\t" if path.suffix == ".tsv" else ",")
    fields = table.row.model_fields
    assert columns == [name for name in fields if name in columns]
    assert {name for name, field in fields.items() if field.is_required()} <= set(columns)


def test_the_tiny_world_has_every_table_and_fills_every_column() -> None:
    filled: dict[type[Row], set[str]] = defaultdict(set)
    for entry in entries(TINY):
        filled[type(entry.row)] |= {column for column, value in entry.row if value not in (None, (), "")}
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
    assert (Path(tension.file), tension.line) == (TINY / CROSSWALK, 12), "the metadata above are lines too"
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


def test_utf16_that_is_cut_off_is_told(topics: Path) -> None:
    topics.write_bytes((HEADER + "a,A,one\n").encode("utf-16")[:-1])
    (problem,) = problems(topics.parents[1])
    assert (problem.rule, problem.line) == ("not-utf8", 0)


def test_what_is_too_short_is_not_called_empty(world: Path) -> None:
    path = world / "reviews/tiny2020/criteria.csv"
    path.write_text(path.read_text().replace("mutual aid,,Method", "mutual aid,,p1"))
    (problem,) = problems(world)
    assert (problem.line, problem.column) == (3, "locator")
    assert "empty" not in problem.message


# ---- Whatever program wrote the table


def quoted(text: str) -> str:
    """Put every cell into quotation marks."""
    stream = StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(csv.reader(StringIO(text)))
    return stream.getvalue()


@pytest.mark.slow
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
        lambda text: text.replace(",", ";"),
        lambda text: text.replace(",", "\t"),
        lambda text: "sep=;\n" + text.replace(",", ";"),
        lambda text: "\n" + text,
    ],
    ids=[
        *("BOM", "CRLF", "no end of line", "empty lines", "empty row", "spaces", "quotation marks"),
        *("semicolons", "tabs", "the separator said", "an empty line above"),
    ],
)
def test_it_is_the_same_row_however_it_is_written(written: Callable[[str], str], topics: Path) -> None:
    folder = topics.parents[1]
    topics.write_text(HEADER + "a,A,one\nb,B,two\n")
    plain = entries(folder)
    for encoding in ("utf-8", "utf-16"):
        topics.write_text(written(HEADER + "a,A,one\nb,B,two\n"), newline="", encoding=encoding)
        assert problems(folder) == []
        assert [(entry.scope, entry.row) for entry in entries(folder)] == [
            (entry.scope, entry.row) for entry in plain
        ]


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
        # Signs that read like UTF-8 opened as something else are refused, and said to be that.
        assume(not any("was saved as UTF-8" in problem.message for problem in problems(Path(folder))))
        found = entries(Path(folder))
    assert [tuple(entry.row.model_dump().values()) for entry in found] == [
        tuple(spelling.plain(cell.strip()) for cell in row) for row in rows
    ]


def test_several_folders_are_read_as_one(world: Path, tmp_path: Path, tiny_quads: list[Quad]) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.move(world / "findings", elsewhere)
    assert told(building.quads([world, elsewhere], ONTOLOGY, __version__)) == told(tiny_quads)


# ---- Whatever it is


@pytest.mark.slow
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


# ---- What is given for a whole table


DEFAULTS = "table,column,value\n"


def test_an_empty_cell_or_a_missing_column_says_the_default(topics: Path) -> None:
    topics.write_text("slug,label\na,A\nb,\n")
    (topics.parents[1] / "defaults.csv").write_text(
        DEFAULTS + f"{TOPICS},definition,what it says\n{TOPICS},label,Nameless\n"
    )
    assert [
        (entry.row.name, entry.row.label, entry.row.definition) for entry in entries(topics.parents[1])
    ] == [
        ("a", "A", "what it says"),
        ("b", "Nameless", "what it says"),
    ]


def test_a_filled_cell_is_put_into_a_pattern(topics: Path) -> None:
    topics.write_text(HEADER + "a,A,7\nb,B,\n")
    (topics.parents[1] / "defaults.csv").write_text(DEFAULTS + f'{TOPICS},definition,"Table 2, row {{}}"\n')
    (entry,) = entries(topics.parents[1])
    assert entry.row.definition == "Table 2, row 7"
    (problem,) = problems(topics.parents[1])
    assert (problem.rule, problem.line, problem.column) == ("empty-cell", 3, "definition")


def test_a_pattern_is_no_reason_to_leave_a_required_column_out(topics: Path) -> None:
    topics.write_text("slug,label\na,A\n")
    (topics.parents[1] / "defaults.csv").write_text(DEFAULTS + f"{TOPICS},definition,row {{}}\n")
    assert [problem.rule for problem in problems(topics.parents[1])] == ["missing-column"]


def test_what_is_wrong_with_a_default_is_said_once_and_of_the_default(world: Path) -> None:
    (world / "defaults.csv").write_text(DEFAULTS + "findings/findings.csv,outcome,nowhere\n")
    (problem,) = building.problems([world])
    assert (problem.file, problem.line) == ((world / "defaults.csv").as_posix(), 2)
    assert "'nowhere' is not one of the outcomes" in problem.message


def test_defaults_make_the_same_graph_as_cells(world: Path, tiny_quads: list[Quad]) -> None:
    path = world / "reviews/tiny2020/included.csv"
    rows = list(csv.reader(path.read_text().splitlines()))
    place = rows[0].index("locator")
    for row in rows[1:]:
        row[place] = row[place].removeprefix("Table 3, row ")
    with path.open("w", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)
    (world / "defaults.csv").write_text(
        DEFAULTS + 'reviews/tiny2020/included.csv,locator,"Table 3, row {}"\n'
    )
    assert told(building.quads([world], ONTOLOGY, __version__)) == told(tiny_quads)


def told(quads: Iterable[Quad]) -> set[Quad]:
    """What the rows say, without what the data set says of itself, such as the digest of its tables."""
    return {
        quad
        for quad in quads
        if quad.predicate != DET.state and quad.graph_name != thing("graph", "metadata")
    }


# ---- A review, a folder of reviews, a whole data folder


def moved(world: Path, *parts: str) -> Path:
    """Take the review out of the world, to another place that it may be read from."""
    place = world.parent.joinpath(*parts)
    place.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.move(world / "reviews/tiny2020", place))


@pytest.mark.slow
@pytest.mark.parametrize("of", ["one review", "a folder of reviews"])
def test_a_folder_may_be_a_review_or_hold_some(of: str, world: Path, tiny_quads: list[Quad]) -> None:
    review = moved(world, "mine", "tiny2020")
    folder = review if of == "one review" else review.parent
    assert building.problems([world, folder]) == []
    assert told(building.quads([world, folder], ONTOLOGY, __version__)) == told(tiny_quads)


def test_what_reviews_share_may_stand_beside_the_tables_of_one(world: Path) -> None:
    review = moved(world, "tiny2020")
    shutil.move(world / "publications.csv", review / "publications.csv")
    assert building.problems([world, review]) == []


def test_the_folder_that_one_stands_in_is_a_review(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(moved(world, "tiny2020"))
    assert {entry.scope for entry in entries(Path()) if entry.table.name == "facts"} == {"tiny2020"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "table"),
    [
        ("world", "reviews/tiny2020/facts.csv"),
        ("world/reviews/tiny2020", "facts.csv"),
        ("world/reviews/tiny2020", "reviews/tiny2020/facts.csv"),
    ],
)
@pytest.mark.parametrize("folder", ["world", "world/reviews", "world/reviews/tiny2020"])
def test_defaults_hold_wherever_a_review_is_read_from(
    place: str, table: str, folder: str, world: Path, tmp_path: Path
) -> None:
    (tmp_path / place / "defaults.csv").write_text(f"{DEFAULTS}{table},unit,of one kind\n")
    found = [found for found in read(tmp_path / folder) if isinstance(found, Entry)]
    units = {entry.row.unit for entry in found if entry.table.name == "facts"}
    assert "of one kind" in units
    assert None not in units
    assert not [one for one in problems(tmp_path / folder) if "defaults" in one.file]


# ---- What is there already


@pytest.mark.slow
def test_what_is_there_already_is_not_added_again(world: Path, tiny_quads: list[Quad]) -> None:
    assert len(entries(TINY, TINY)) == len(entries(TINY)) == len(entries(TINY, world))
    assert building.problems([TINY, world]) == building.problems([TINY, TINY]) == []
    assert set(building.quads([TINY, world], ONTOLOGY, __version__)) == set(tiny_quads)


def test_another_row_of_the_same_name_is_a_problem(world: Path) -> None:
    table = world / "publications.csv"
    table.write_text(table.read_text().replace("A thesis that nobody names", "A thesis that somebody names"))
    (problem,) = building.problems([TINY, world])
    assert (problem.rule, Path(problem.file), problem.line) == ("repeated-name", table, 6)


def test_a_row_that_stands_twice_in_one_folder_is_a_problem(world: Path) -> None:
    table = world / "publications.csv"
    table.write_text(table.read_text() + table.read_text().splitlines()[-1] + "\n")
    assert [problem.rule for problem in building.problems([world])] == ["repeated-name"]


# ---- What others say need not be said again


def test_a_review_has_the_title_and_doi_of_its_publication(world: Path, tiny_quads: list[Quad]) -> None:
    path = world / "reviews/tiny2020/review.csv"
    header, row = csv.reader(path.read_text().splitlines())
    kept = [place for place, column in enumerate(header) if column not in {"title", "doi"}]
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows([line[place] for place in kept] for line in (header, row))
    assert told(building.quads([world], ONTOLOGY, __version__)) == told(tiny_quads)


def test_a_star_only_marks_a_required_column(topics: Path) -> None:
    topics.write_text("slug*,label *,definition\na,A,one\n")
    assert [entry.row.name for entry in entries(topics.parents[1])] == ["a"]
