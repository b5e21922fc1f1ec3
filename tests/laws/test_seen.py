r"""The law of what people see: nothing that data, stores, servers or callers say steers a terminal.

Every command is asked of a world in which each text carries signs that colour, erase, turn round, or hide.
What people read shows these as escapes; formats for programs carry them as they are.
"""

import io
import json
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
)
from pyoxigraph import serialize as serialized
from test_answers import ALONE, CASES, placed
from typer.testing import CliRunner

from conftest import TINY
from determinants import cli
from determinants.ask import naming
from determinants.ground import spelling
from determinants.plots import PLOTS
from determinants.store import filling
from determinants.store.solutions import Rows
from determinants.tables import reading
from determinants.tables.lines import Entry
from determinants.tables.model.fields import Name, Note, Row, Text
from determinants.write.answers import TABLE
from determinants.write.graph_formats import as_nquads
from endpoints import JSON, endpoint, send

SIGNS = "\x1b[31m\x07\x9b2J\u202e\U000e0041\r\ue000\u3164"
RAW = set(SIGNS) - set("[31m2J")
EXACT = "notation|identifier|#doi|#pmid|slug|key|locator"  # what is compared sign by sign


def hostile(quad: Quad) -> Quad:
    text = quad.object
    if not isinstance(text, Literal) or not text.language or re.search(EXACT, quad.predicate.value):
        return quad
    longer = Literal(f"{text.value}{SIGNS}", language=text.language)
    return Quad(quad.subject, quad.predicate, longer, quad.graph_name)


def steering(text: str) -> set[str]:
    """The signs of a text that nobody sees, beside ends of lines and what only makes room."""
    return {
        sign
        for sign in text
        if sign != "\n" and (sign in RAW or not (sign.isprintable() or unicodedata.category(sign) == "Zs"))
    }


@pytest.fixture(scope="module")
def quads(reviews_quads: list[Quad]) -> list[Quad]:
    return list(map(hostile, reviews_quads))


@pytest.fixture(scope="module")
def store(quads: list[Quad], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seen") / "store"
    filling.into_store(path, quads, lambda *_: None)
    path.with_name("graph.nq").write_bytes(b"".join(as_nquads(quads)))
    return path


@pytest.fixture(scope="module")
def server(quads: list[Quad]) -> Iterator[str]:
    """An endpoint that has the same world."""
    held = Store()
    held.bulk_extend(quads)

    def said(query: str) -> tuple[str | bytes, str]:
        found = held.query(query, use_default_graph_as_union=True)
        if isinstance(found, QueryTriples):
            return serialized(found, format=RdfFormat.N_TRIPLES) or b"", "application/n-triples"
        if isinstance(found, QueryBoolean):
            return json.dumps({"head": {}, "boolean": bool(found)}), JSON
        return found.serialize(format=QueryResultsFormat.JSON) or b"", JSON

    with endpoint(lambda to, query: send(to, 200, *said(query))) as url:
        yield url


def call(*words: str) -> tuple[str, str]:
    done = CliRunner().invoke(cli.program(words[0]), list(words))
    assert done.exit_code == 0, (done.stderr, done.exception)
    return done.stdout, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("how", [TABLE, "markdown"])
@pytest.mark.parametrize(("name", "words"), CASES)
def test_no_command_lets_a_text_steer(name: str, words: list[str], how: str, store: Path) -> None:
    where = [] if name in ALONE else ["--store", str(store)]
    out, aside = call(name, *placed(words, store), *where, "--format", how)
    assert (steering(out), steering(aside)) == (set(), set())


SPARQL = "?thing skos:prefLabel ?label FILTER(STRENDS(STR(?thing), 'influence/training'))"
SELECT = ["sparql", f"SELECT ?label {{ {SPARQL} }}"]
CONSTRUCT = ["sparql", f"CONSTRUCT {{ ?thing skos:prefLabel ?label }} WHERE {{ {SPARQL} }}"]
REPORT = ["report", "--review", "tiny2020", "--answer", "culture=1", "-o"]


@pytest.mark.slow
@pytest.mark.parametrize("words", [SELECT, CONSTRUCT, [*REPORT, "-"]], ids=lambda words: words[0])
def test_neither_does_what_has_no_table(words: list[str], store: Path) -> None:
    out, aside = call(*words, "--store", str(store))
    assert "\\u001B[31m" in out
    assert (steering(out), steering(aside)) == (set(), set())


@pytest.mark.slow
def test_neither_does_a_document(store: Path, tmp_path: Path) -> None:
    call(*REPORT, str(tmp_path / "report.md"), "--store", str(store))
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "u001B" in text
    assert steering(text) == set()


@pytest.mark.slow
@pytest.mark.parametrize("kind", PLOTS)
def test_neither_does_the_description_of_a_plot(kind: str, store: Path, tmp_path: Path) -> None:
    review = [] if PLOTS[kind].across else ["--review", "tiny2020"]
    out, aside = call("plot", kind, *review, "-o", str(tmp_path / "plot.json"), "--store", str(store))
    assert (steering(out), steering(aside)) == (set(), set())


def test_neither_does_an_interview(store: Path) -> None:
    words = ["score", "--interactive", "--review", "tiny2020", "--store", str(store)]
    done = CliRunner().invoke(cli.program("score"), words, input="\n" * 30)
    assert "\\u001B[31m" in done.stderr
    assert (steering(done.stdout), steering(done.stderr)) == (set(), set())


def test_triples_that_are_shown_can_be_read_back(store: Path) -> None:
    out, _ = call(*CONSTRUCT, "--store", str(store))
    read = Store()
    read.load(io.BytesIO(out.encode()), RdfFormat.TURTLE)
    (label,) = {quad.object.value for quad in read if isinstance(quad.object, Literal)}
    assert label.endswith(SIGNS)


def test_formats_for_programs_keep_every_sign(store: Path) -> None:
    out, _ = call("influences", "--store", str(store), "--format", "json")
    assert SIGNS in json.loads(out)["rows"][0]["influence_label"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["influences"],
        ["studies", "training"],
        ["cfir", "inner-setting"],
        ["show", "training"],
        SELECT,
    ],
    ids=" ".join,
)
def test_a_server_does_not_steer(words: list[str], server: str) -> None:
    out, aside = call(*words, "--endpoint", server)
    assert "\\u001B[31m" in out
    assert (steering(out), steering(aside)) == (set(), set())


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["influences", SIGNS],
        ["show", f"no such{SIGNS}"],
        ["ask", SIGNS],
        ["ask", "site-ratings", "--where", f"site={SIGNS}"],
        ["influences", "--format", SIGNS],
        ["influences", "--store", f"/no{SIGNS}"],
        ["influences", "--endpoint", f"http://{SIGNS}/"],
        ["sparql", f"SELECT {SIGNS}"],
        ["check", f"/no{SIGNS}\udcff"],
        [SIGNS],
    ],
    ids=lambda words: ascii(" ".join(words)),
)
def test_neither_does_what_is_said_of_a_wrong_call(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["determinants", *words])
    assert cli.run() in {1, 2}
    out, aside = capsys.readouterr()
    assert aside
    assert (steering(out), steering(aside)) == (set(), set())


def test_a_session_sees_rows_as_a_terminal_does() -> None:
    assert steering(repr(Rows((f"a{SIGNS}",), ((Literal(SIGNS),),)))) == set()


def test_the_law_finds_what_steers() -> None:
    assert steering(f"a{SIGNS}\n") == RAW


PRINTING = re.compile(r"(?<!>>> )(?<![\w.])print\(|typer\.(echo|secho|prompt)|sys\.(stdout|stderr)\.write")


def test_commands_speak_through_one_place() -> None:
    folder = Path(cli.__file__).parent
    found = {path.name for path in folder.glob("*.py") if PRINTING.search(path.read_text(encoding="utf-8"))}
    assert found == {"saying.py"}


# ---- What tables may say


NEEDED = {
    "Persian": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "Sinhala": "\u0dc1\u0dca\u200d\u0dbb\u0dd3",
    "a family": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "a heart": "\u2764\ufe0f",
    "a name with a variant": "\u845b\U000e0100",
    "Hebrew": "\u05d1\u05d0\u05e8 \u05e9\u05d1\u05e2",
}


HIDDEN = {
    "an escape": "\x1b",
    "a control of the second kind": "\x9b",
    "a separator": "\u2028",
    "what turns": "\u202e",
    "what isolates": "\u2067",
    "a tag": "\U000e0041",
    "a filler": "\u3164",
    "private use": "\ue000",
    "no character": "\ufdd0",
    "a selector after another": "\ufe0f\ufe0f",
}


@pytest.fixture(scope="module")
def cells() -> list[tuple[Row, str, str]]:
    """A row for each column of text in the tables of the tiny world, with what stands there."""
    found: dict[tuple[type[Row], str], tuple[Row, str, str]] = {}
    for entry in reading.read(TINY):
        assert isinstance(entry, Entry)
        for column, cell in entry.row.model_dump().items():
            if isinstance(cell, str):
                found.setdefault((type(entry.row), column), (entry.row, column, cell))
    assert len(found) > 100
    return list(found.values())


@pytest.mark.parametrize("sign", HIDDEN.values(), ids=HIDDEN)
def test_no_column_takes_a_sign_that_hides(sign: str, cells: list[tuple[Row, str, str]]) -> None:
    taken = []
    for row, column, cell in cells:
        said = {**row.model_dump(), column: f"{cell}{sign}{cell}"}
        with suppress(ValidationError):
            type(row).model_validate(said)
            taken.append((type(row).__name__, column))
    assert taken == []


def test_the_message_names_sign_and_place() -> None:
    said = r"U\+202E \(right-to-left override\), its sign 5, after 'Long'"
    with pytest.raises(ValidationError, match=said):
        TypeAdapter(Text).validate_python("Long\u202edistances")


@pytest.mark.parametrize("kind", [Text, Name, Note], ids=["a text", "a name", "a note"])
def test_no_text_is_made_of_what_is_not_seen(kind: object) -> None:
    with pytest.raises(ValidationError, match=r"no sign that can be seen|at least 1"):
        TypeAdapter(kind).validate_python("\u200d\u200c\u200b")


@pytest.mark.parametrize("kind", [Text, Name, Note], ids=["a text", "a name", "a note"])
@pytest.mark.parametrize("text", NEEDED.values(), ids=NEEDED)
def test_every_text_takes_what_languages_and_emoji_need(kind: object, text: str) -> None:
    assert TypeAdapter(kind).validate_python(text) == text


# ---- The rule itself


@given(st.text())
def test_what_is_seen_steers_nothing_and_keeps_the_rest(text: str) -> None:
    shown = spelling.seen(text)
    assert spelling.seen(shown) == shown
    kinds = {"Cc", "Co", "Cs", "Zl", "Zp"}
    assert {sign for sign in shown if unicodedata.category(sign) in kinds} <= {"\n", "\t"}
    if "\r\n" not in text:
        read = re.sub(
            r"\\u([0-9A-F]{4})|\\U([0-9A-F]{8})", lambda found: chr(int(found[1] or found[2], 16)), shown
        )
        assert "\\" in text or read == text


@pytest.mark.parametrize("text", NEEDED.values(), ids=NEEDED)
def test_what_languages_and_emoji_need_is_seen_as_it_is(text: str) -> None:
    assert spelling.hidden(text) == ""
    assert spelling.seen(text) == text


def accents(names: list[str]) -> st.SearchStrategy[str]:
    """Names of the world, each of whose letters may have a mark."""
    mark = st.sampled_from(["", "\u0301", "\u0308", "\u0323\u0302", "\u0327"])
    return st.sampled_from(names).flatmap(
        lambda name: st.lists(mark, min_size=len(name), max_size=len(name)).map(
            lambda marks: "".join(map(str.__add__, name, marks))
        )
    )


def test_a_name_is_found_however_its_letters_are_made(tiny_quads: list[Quad]) -> None:
    labels = [
        (quad.subject.value, quad.object.value)
        for quad in tiny_quads
        if isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
        and quad.predicate.value.endswith("prefLabel")
        and any(sign.isalpha() for sign in quad.object.value)
    ]
    assert len(labels) > 50

    @given(accents([label for _, label in labels]), *[st.sampled_from(["NFC", "NFD"])] * 2)
    def found(name: str, kept: str, said: str) -> None:
        known = {"http://x/it": {unicodedata.normalize(kept, name)}}
        assert naming.resolve(unicodedata.normalize(said, name), known, "thing", whole=True) == "http://x/it"

    found()
