"""The law of answers: what a command shows on a terminal, it carries out of the door.

Every command that answers is called in every format. What the table shows, `json`, `jsonl` and `markdown`
have whole: each of its sentences as a note, each other word and number in a row, a table or a number beside
them. The other formats have the main table or its publications, and say on standard error what they leave
out. What a command cannot do is refused. A format that is added is held to it by itself; of a command that
is added, a line is asked for.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from pyoxigraph import Literal, Quad
from typer.testing import CliRunner

import determinants
from answers import QUESTIONS
from conftest import TINY
from determinants import cli
from determinants.cli import options
from determinants.ground.headings import heading
from determinants.ground.problems import UsageError
from determinants.ground.vocab import BASE, compact
from determinants.store import filling
from determinants.store.solutions import Rows
from determinants.write.answers import ANSWER_FORMATS, LINE_OF, MAIN, TABLE, WHOLE, left_out, written
from determinants.write.graph_formats import as_nquads
from determinants.write.references import REFERENCE_FORMATS
from determinants.write.row_formats import ROW_FORMATS
from determinants.write.telling import Hanging, Note, Told

# How each command that answers is called, of the world that stands in a store.
CALLS: dict[str, list[list[str]]] = {
    "influences": [[], ["tiny2020/determinant/blame"], ["I.A", "--framework", "cfir2009"], ["birch2012"]],
    "factors": [
        [],
        ["training"],
        ["tiny2020/determinant/blame"],
        ["tiny2020/determinant/blame", "--direction", "facilitates"],
        ["I.A", "--framework", "cfir2009"],
        ["ash2010"],
    ],
    "studies": [
        ["training"],
        ["climate"],
        ["training", "--direction", "hinders"],
        ["shared-values"],
        ["inner-setting", "--framework", "cfir2009"],
        ["outer-setting", "--framework", "cfir2009"],
    ],
    "cfir": [
        [],
        ["inner-setting"],
        ["climate"],
        ["outer-setting"],
        ["--edition", "2022"],
        ["--unmapped"],
        ["inner-setting", "--unmapped"],
        ["training"],
        ["training", "--given", "training=internal"],
        ["tiny2020/determinant/blame"],
        ["birch2012"],
    ],
    "show": [["training"], ["tiny2020"], ["f1"]],
    "ask": [["influence-findings"], ["site-ratings"], ["coding-agreement"]],
    "queries": [[]],
    "audit": [["ibrahim2019"]],
    "diff": [[str(TINY), "STORED"]],
    "score": [["--review", "tiny2020", "--answer", "culture=1"]],
    "network": [["co-occurrence", "--review", "tiny2020"], ["properties"]],
}
# What has no graph of its own to ask.
ALONE = {"queries", "audit", "diff"}
# `sparql` and `export` answer in the standards' formats; see tests/write and tests/cli.
OTHERS = {"sparql", "cite"}

CASES = [
    pytest.param(name, call, id=" ".join([name, *call])) for name, calls in CALLS.items() for call in calls
]


def words(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?|[^\W\d_]+", text.lower())


# Words that join others on a terminal and say nothing by themselves.
JOINING = set(words("a an and as by from if in is it more of on or part shows that the to"))

# What stands for null and for a list of no rows.
EMPTY = set(words("not answered, nothing found, no count"))

# The commands for the next step stand below a table; a bare list of rows has no place for them.
ONWARD = re.compile(r"(?m)^(Next:|     ) determinants .*$")

# How much of itself a table cuts off, which nothing else does.
CUT = re.compile(r"(?m)^ *and \d+ more( \(--first \d+ shows all\))?$")


def commands() -> dict[str, Any]:
    found: dict[str, Any] = typer.main.get_command(cli.program()).commands  # type: ignore[attr-defined]
    return found


def test_every_command_with_a_format_is_held_to_the_law() -> None:
    answering = {
        name
        for name, command in commands().items()
        if any(
            parameter.name == "format" and parameter.opts[0].startswith("--") for parameter in command.params
        )
    }
    assert answering == {*CALLS, *OTHERS}


@pytest.fixture(scope="module")
def store(reviews_quads: list[Quad], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three reviews of the tests' worlds, in a store."""
    path = tmp_path_factory.mktemp("answers") / "store"
    filling.into_store(path, reviews_quads, lambda *_: None)
    path.with_name("graph.nq").write_bytes(b"".join(as_nquads(reviews_quads)))
    return path


@pytest.fixture(scope="module", autouse=True)
def two_graphs_are_compared_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(determinants, "diff", cache(determinants.diff), raising=False)
        yield


@pytest.fixture(autouse=True)
def no_lines_are_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "width", lambda: 100_000)


def said(store: Path, name: str, call: list[str], how: str) -> Any:
    """What a call comes to, which is made once."""
    return called(store, name, tuple(call), how)


def placed(call: Sequence[str], store: Path) -> list[str]:
    """A call with the file that has the graph of a store beside it, where it takes one."""
    return [str(store.with_name("graph.nq")) if each == "STORED" else each for each in call]


@cache
def called(store: Path, name: str, call: tuple[str, ...], how: str) -> Any:
    where = [] if name in ALONE else ["--store", str(store)]
    return CliRunner().invoke(cli.program(name), [name, *placed(call, store), *where, "--format", how])


# ---- What is shown, and what is carried


def forms(value: Any) -> Iterator[str]:
    """How people may see a value: things by path, truth as yes or no, 53.0 as 53, columns by their heads."""
    match value:
        case None:
            return
        case bool():
            yield "yes" if value else "no"
        case int() | float():
            yield from (str(value), f"{value:g}", f"{value:.3f}")
        case str():
            yield from (value, compact(value), value.removeprefix(BASE))
        case Mapping():
            for name, held in value.items():
                yield from (name, heading(name))
                yield from forms(held)
        case Iterable():
            for held in value:
                yield from forms(held)


def lacking(table: str, carried: Any) -> set[str]:
    """What a table and its notes do not share, and its other words that stand nowhere in what is carried."""
    notes = carried["notes"] if isinstance(carried, dict) else []
    others = {name: part for name, part in carried.items() if name != "notes"} if notes else carried
    unseen = {note for note in notes if note not in table}
    for note in sorted(notes, key=len, reverse=True):
        table = table.replace(note, " ")
    table = CUT.sub(" ", table if notes or isinstance(carried, dict) else ONWARD.sub(" ", table))
    known = {word for form in forms(others) for word in words(form)}
    known |= EMPTY
    known |= {word.removesuffix("s") for word in known}
    return unseen | (set(words(table)) - known - JOINING)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "call"), CASES)
def test_json_carries_what_the_table_shows(name: str, call: list[str], store: Path) -> None:
    table, carried = (said(store, name, call, how) for how in (TABLE, "json"))
    assert (table.exit_code, carried.exit_code, carried.stderr) == (0, 0, "")
    assert lacking(table.stdout, json.loads(carried.stdout)) == set()


@pytest.mark.slow
@pytest.mark.parametrize(("name", "call"), CASES)
def test_a_line_for_each_row_carries_what_json_does(name: str, call: list[str], store: Path) -> None:
    whole, lines = (said(store, name, call, how).stdout for how in ("json", "jsonl"))
    expected, found = json.loads(whole), list(map(json.loads, lines.splitlines()))
    if isinstance(expected, dict):
        first = {LINE_OF: "answer", **{key: part for key, part in expected.items() if not rows_of(part)}}
        tables = [{LINE_OF: key, **row} for key, part in expected.items() if rows_of(part) for row in part]
        empty = [key for key in first if key not in found[0] and first[key] == []]
        assert {key: part for key, part in first.items() if key not in empty} == found[0]
        assert tables == found[1:]
    else:
        assert expected == found


def rows_of(part: Any) -> bool:
    return isinstance(part, list) and bool(part) and isinstance(part[0], dict)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "call"), CASES)
def test_a_document_carries_what_json_does(name: str, call: list[str], store: Path) -> None:
    carried = json.loads(said(store, name, call, "json").stdout)
    document = said(store, name, call, "markdown")
    assert document.stderr == ""
    text = re.sub(r"\\(.)", r"\1", document.stdout)
    notes = carried.pop("notes") if isinstance(carried, dict) else []
    assert [note for note in notes if " ".join(note.split()) not in text] == []
    shown = set(words(text))
    values = carried.values() if isinstance(carried, dict) else [carried]
    missing = [
        form for part in values for form in leaves(part) if not any(set(words(one)) <= shown for one in form)
    ]
    assert missing == []


def leaves(value: Any) -> Iterator[list[str]]:
    """Every single value, each as people may see it."""
    if isinstance(value, Mapping | list):
        for held in value.values() if isinstance(value, Mapping) else value:
            yield from leaves(held)
    elif shapes := list(forms(value)):
        yield shapes


@pytest.mark.slow
@pytest.mark.parametrize("how", [how for how in ROW_FORMATS if how not in {TABLE, *WHOLE}])
@pytest.mark.parametrize(("name", "call"), CASES)
def test_a_table_by_itself_is_the_main_one_and_says_what_is_left_out(
    name: str, call: list[str], how: str, store: Path
) -> None:
    carried = json.loads(said(store, name, call, "json").stdout)
    done = said(store, name, call, how)
    assert done.exit_code == 0
    (delimiter,) = {"csv": ",", "tsv": "\t"}[how]
    read = list(csv.DictReader(io.StringIO(done.stdout, newline=""), delimiter=delimiter))
    if isinstance(carried, list):
        assert (len(read), done.stderr) == (len(carried), "")
        return
    assert len(read) == len(carried[MAIN])
    if carried[MAIN]:
        assert list(read[0]) == list(carried[MAIN][0])
    assert f"the main table ({len(read)} row" in done.stderr
    assert [
        key for key, part in carried.items() if part and key != MAIN and spoken(key) not in done.stderr
    ] == []


def spoken(key: str) -> str:
    return "note" if key == "notes" else key.replace("_", " ")


@pytest.mark.slow
@pytest.mark.parametrize("how", REFERENCE_FORMATS)
@pytest.mark.parametrize(("name", "call"), CASES)
def test_references_are_of_publications_or_refused(name: str, call: list[str], how: str, store: Path) -> None:
    carried = json.loads(said(store, name, call, "json").stdout)
    rows = carried if isinstance(carried, list) else carried[MAIN]
    done = said(store, name, call, how)
    if rows and "publication" in rows[0]:
        keys = {row["publication"].rpartition("/")[2] for row in rows if row["publication"]}
        assert done.exit_code == 0
        assert [key for key in keys if key not in done.stdout] == []
        assert f"{how} carries the publications and no more" in done.stderr
    else:
        assert (done.exit_code, done.stdout) != (0, "")
        assert done.exit_code == 2 or done.exception is not None


ACROSS = [name for name, question in QUESTIONS.items() if "review" not in question.markers]


@pytest.mark.slow
@pytest.mark.parametrize("name", ACROSS)
def test_what_cannot_be_kept_to_one_review_is_refused_with_one(name: str, store: Path) -> None:
    call = ["ask", name, "--review", "tiny2020", "--store", str(store)]
    done = CliRunner().invoke(cli.program("ask"), call)
    assert (done.exit_code, done.stdout) == (1, "")
    assert isinstance(done.exception, UsageError)
    assert f"'{name}' cannot be kept to one review" in str(done.exception)


# ---- The law itself


ANSWER = Told(
    Rows(("influence_label", "count"), ((Literal("Culture"), Literal(28)),)),
    ("Culture (of its review)", Note("It is in 28 of 53 publications."), "", Hanging("  53  ", "in all")),
    facts={"total": 53, "review": "its review"},
    tables={"sums": [{"of": "in all", "number": 53}]},
)


def carried(told: Told) -> Any:
    return json.loads(str(written(told, "json")))


def test_the_law_holds_of_what_is_whole() -> None:
    assert lacking(ANSWER.text(100), carried(ANSWER)) == set()


@pytest.mark.parametrize(
    ("lost", "found"),
    [
        ({"facts": {}, "tables": {}}, {"53", "all", "its", "review"}),
        ({"rows": Rows(("count",), ())}, {"culture"}),
        ({"blocks": (*ANSWER.blocks, "a number: 7")}, {"number", "7"} - {"number"}),
        ({"blocks": (*ANSWER.blocks[:1], str(ANSWER.blocks[1]))}, {"publications"}),
    ],
    ids=["numbers and tables", "rows", "a number in a line", "a sentence that is no note"],
)
def test_the_law_finds_what_is_lost(lost: Mapping[str, Any], found: set[str]) -> None:
    poorer = replace(ANSWER, **lost)
    shown = poorer if "blocks" in lost else ANSWER
    assert found <= lacking(shown.text(100), carried(poorer))


@pytest.mark.parametrize("how", ANSWER_FORMATS)
def test_every_format_carries_all_or_says_what_it_does_not(how: str) -> None:
    told = left_out(ANSWER, how)
    assert (told == "") == (how == TABLE or how in WHOLE)
    if told:
        assert all(name in told for name in ("1 note", "total", "review", "sums (1 row)"))


def test_no_column_takes_the_place_of_the_table_that_a_line_is_of() -> None:
    assert [name for name, asked in QUESTIONS.items() if LINE_OF in asked.head.columns] == []
