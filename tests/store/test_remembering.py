"""Answers that are kept, and what is noticed of a change: never wrong for the sake of being fast."""

import os
import re
import time
from pathlib import Path

import platformdirs
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from conftest import ONTOLOGY
from determinants import __version__
from determinants.ask import questions
from determinants.ground import shipped
from determinants.ground.vocab import XSD
from determinants.store import cache, noticing
from determinants.store.engine import ask
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.remembering import Remembering
from determinants.store.solutions import Result, Rows

STORED = questions.load(shipped.folder("queries"))
INFLUENCES = "reviews/tiny2020/influences.csv"


class Asked(OxigraphEngine):
    """An engine that counts how often it is asked."""

    asked = 0

    def query(self, text: str) -> Result:
        self.asked += 1
        return super().query(text)


@pytest.fixture
def engine(tiny: OxigraphEngine) -> Asked:
    return Asked(tiny._store)


def remembering(engine: OxigraphEngine, kept: Path, key: str = "k") -> Remembering:
    return Remembering(engine, kept, lambda: key)


@pytest.mark.slow
@pytest.mark.parametrize("name", STORED)
def test_a_kept_answer_is_the_answer(name: str, engine: Asked, tiny: OxigraphEngine, tmp_path: Path) -> None:
    right = ask(tiny, STORED[name].text)
    assert ask(remembering(engine, tmp_path), STORED[name].text) == right
    before = engine.asked
    assert ask(remembering(engine, tmp_path), STORED[name].text) == right
    assert engine.asked == before, "it is read"


def test_no_stored_question_has_an_answer_that_changes_by_itself() -> None:
    for name, question in STORED.items():
        body = re.sub(r"#.*", "", question.text)
        assert not re.search(r"\b(now|rand|uuid|struuid|bnode)\s*\(", body, re.IGNORECASE), name


def test_terms_are_kept_as_they_are(tmp_path: Path, engine: Asked) -> None:
    row = (
        NamedNode("http://x/ü"),
        Literal("a\tb\n\r\"'\\ \u2028 ü"),
        Literal("x", language="en"),
        Literal("2.0", datatype=XSD.decimal),
        Literal(""),
        None,
    )
    answer = Rows(tuple("abcdef"), (row, row))
    for _ in range(2):
        assert remembering(engine, tmp_path).answered("q", lambda: answer) == answer
    assert remembering(engine, tmp_path).answered("q", lambda: Rows((), ())) == answer
    none = Rows(("a",), ())
    for _ in range(2):
        assert remembering(engine, tmp_path).answered("none", lambda: none) == none


def test_what_has_a_name_only_within_one_answer_is_not_kept(tmp_path: Path, engine: Asked) -> None:
    remembering(engine, tmp_path).answered("q", lambda: Rows(("a",), ((BlankNode("b"),),)))
    assert list(tmp_path.iterdir()) == []


def test_free_queries_are_always_asked(tmp_path: Path, engine: Asked) -> None:
    graph = remembering(engine, tmp_path)
    graph.query("ASK {}")
    graph.query("ASK {}")
    assert engine.asked == 2
    assert list(tmp_path.iterdir()) == []


def test_another_graph_has_other_answers(tmp_path: Path, engine: Asked) -> None:
    text = STORED["review-list"].text
    ask(remembering(engine, tmp_path), text)
    before = engine.asked
    ask(remembering(engine, tmp_path, "other"), text)
    assert engine.asked > before


def test_two_questions_that_share_the_name_of_a_file_do_not_share_an_answer(
    tmp_path: Path, engine: Asked
) -> None:
    one, other = Rows(("a",), ((Literal("1"),),)), Rows(("a",), ((Literal("2"),),))
    remembering(engine, tmp_path).answered("one", lambda: one)
    (file,) = tmp_path.glob("*/*")
    remembering(engine, tmp_path).answered("other", lambda: other)
    (second,) = set(tmp_path.glob("*/*")) - {file}
    second.write_bytes(file.read_bytes())
    assert remembering(engine, tmp_path).answered("other", lambda: other) == other


def test_what_the_tables_have_become_meanwhile_is_not_kept(tmp_path: Path, engine: Asked) -> None:
    keys = iter(["before", "after"])
    graph = Remembering(engine, tmp_path, lambda: next(keys))
    graph.answered("q", lambda: Rows(("a",), ()))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"\n", b"zeros\n" + bytes(90), bytes(range(256)) * 9], ids=len)
def test_a_damaged_answer_is_asked_again_and_mended(damage: bytes, tmp_path: Path, engine: Asked) -> None:
    right = Rows(("a",), ((Literal("1"),),))
    remembering(engine, tmp_path).answered("q", lambda: right)
    (file,) = tmp_path.glob("*/*")
    whole = file.read_bytes()
    for content in (damage, whole[:-3], whole.replace(b'"1"', b'"2"')):
        file.write_bytes(content)
        assert remembering(engine, tmp_path).answered("q", lambda: right) == right
        assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_the_answer_is_right(tmp_path: Path, engine: Asked) -> None:
    (tmp_path / "k.answers").write_text("in the way")
    right = Rows(("a",), ())
    for _ in range(2):
        assert remembering(engine, tmp_path).answered("q", lambda: right) == right


def test_clearing_removes_answers_too(tmp_path: Path, engine: Asked) -> None:
    ask(remembering(engine, tmp_path), STORED["review-list"].text)
    assert cache.clear(tmp_path) > 0
    assert list(tmp_path.iterdir()) == []


# Whether anything has changed.


def noticed(world: Path, kept: Path) -> str:
    return noticing.key([world], ONTOLOGY, __version__, kept)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is fresh, so that a test need not wait."""
    monkeypatch.setattr(noticing, "FRESH", -(10**12))


@pytest.mark.usefixtures("patient")
def test_what_has_not_changed_is_not_read(
    world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    made = noticed(world, kept)
    assert made == cache.key([world], ONTOLOGY, __version__)
    monkeypatch.setattr(cache, "key", lambda *_: pytest.fail("read again"))
    assert noticed(world, kept) == made


@pytest.mark.slow
@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("how", ["size", "same size", "same time", "more", "less", "around", "ontology"])
def test_every_change_is_noticed(how: str, world: Path, tmp_path: Path) -> None:
    kept, path = tmp_path / "kept", world / INFLUENCES
    before = noticed(world, kept)
    text, times = path.read_text(), path.stat()
    time.sleep(0.02)  # the clock of a file system is coarse: what is fresh is not trusted for that
    match how:
        case "size":
            path.write_text(text + "\n")
        case "same size":
            path.write_text(text.replace("Culture", "Customs"))
        case "same time":
            path.write_text(text.replace("Culture", "Customs"))
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        case "more":
            (world / "findings/more.csv").write_text("slug\n")
        case "less":
            (world / "reviews/tiny2020/anchors.csv").unlink()
        case "around":
            (world.parent / "defaults.csv").write_text("table,column,value\n")
        case "ontology":
            assert noticing.key([world], world, __version__, kept) != before
            return
    after = noticed(world, kept)
    assert after == cache.key([world], ONTOLOGY, __version__) != before


def test_what_changed_just_now_is_read_again(world: Path, tmp_path: Path) -> None:
    (world / INFLUENCES).touch()
    noticed(world, tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


@pytest.mark.usefixtures("patient")
def test_a_damaged_note_is_no_note(world: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    made = noticed(world, kept)
    (note,) = kept.iterdir()
    whole = note.read_bytes()
    for content in (b"", b"\xff\0x", whole[:-5], whole[:-32] + b"/" * 32):
        note.write_bytes(content)
        assert noticed(world, kept) == made


@pytest.mark.parametrize("value", [None, "", " ", "/x", "relative", "~/x"])
def test_the_cache_is_where_it_belongs(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if value is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", value)
    assert cache.folder() == platformdirs.user_cache_path("determinants")
