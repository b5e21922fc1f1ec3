"""Answers to stored questions leave while their rows come: the bytes of the whole, and held by nobody."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from pyoxigraph import Literal, NamedNode

import determinants
from answers import QUESTIONS
from determinants import cli
from determinants.ask.asking import Graph
from determinants.cli.options import emit
from determinants.ground import files
from determinants.ground.problems import EndpointError, LimitReached
from determinants.ground.vocab import BASE
from determinants.store.limits import Limits
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Answering, ComingRows, Result, Row, Rows, Stream, as_solutions
from determinants.write.answers import left_out, written
from determinants.write.onward import FROM, from_rows
from determinants.write.row_by_row import LINE_BY_LINE, AsItComes
from determinants.write.telling import plain

NOTES: list[list[str]] = [[], ["Each was  coded twice."]]


@pytest.mark.slow
def test_every_question_leaves_as_it_does_whole(reviews: OxigraphEngine) -> None:
    graph = Graph(reviews)
    seen = {True: 0, False: 0}
    for name, asked in QUESTIONS.items():
        whole = graph.ask(name)
        assert same(whole, graph.rows(name)), name
        answers = [whole]
        for column in set(FROM) & set(asked.columns) & set(whole.columns):
            place = whole.columns.index(column)
            first = next((row[place] for row in whole.rows), None)
            answers.append(Rows(whole.columns, tuple(row for row in whole.rows if row[place] == first)))
        for rows in answers:
            for notes in NOTES:
                told = plain(rows, (), *notes, onward=from_rows(rows))
                seen[bool(told.onward)] += 1
                for how in LINE_BY_LINE:
                    passing = AsItComes(ComingRows(rows.columns, iter(rows.rows)), *notes)
                    came = b"".join(passing.written(how, files.aside))
                    assert came == cast("str", written(told, how)).encode(), (name, how)
                    assert passing.left_out(how) == left_out(told, how), (name, how)
    assert min(seen.values()) > 20  # rows about one thing, and about several


def same(whole: Rows, coming: ComingRows) -> bool:
    return whole.columns == coming.columns and whole.rows == tuple(coming.rows)


def rows_of(number: int, handed: list[int], about: str = "") -> ComingRows:
    """So many rows, of which each says when it is taken."""

    def made() -> Iterator[Row]:
        for at in range(number):
            handed.append(at)
            yield (NamedNode(BASE + (about or f"influence/i{at}")), Literal(at))

    return ComingRows(("influence", "number"), made())


@pytest.mark.parametrize("notes", NOTES, ids=["without notes", "with notes"])
@pytest.mark.parametrize("how", LINE_BY_LINE)
def test_a_line_leaves_before_the_rows_after_it_are_asked_for(how: str, notes: list[str]) -> None:
    handed: list[int] = []
    ahead = 1 if notes and how == "jsonl" else 0  # until two rows are about two things
    for place, line in enumerate(AsItComes(rows_of(1000, handed), *notes).written(how, files.aside)):
        assert line.endswith(b"\n")
        assert len(handed) <= place + 1 + ahead


def test_rows_that_wait_for_the_first_line_wait_in_a_file_that_nobody_sees() -> None:
    with files.aside() as waiting:
        lines = AsItComes(rows_of(40_000, [], "influence/one"), "A note.").written("jsonl", lambda: waiting)
        assert b'"next": ["determinants factors influence/one"' in next(lines)
        assert getattr(waiting, "_rolled", False)  # it was too much to be held
        assert os.fstat(waiting.fileno()).st_nlink == 0
        assert sum(1 for _ in lines) == 40_000


class Breaking:
    """An engine that gives some rows, and then reaches a limit or finds something wrong."""

    def __init__(self, error: Exception, rows: int) -> None:
        self.error, self.left = error, rows

    def query(self, text: str) -> Result:
        return Rows((), ())

    def stream(self, text: str) -> Answering:
        def made() -> Iterator[Row]:
            for at in range(self.left):
                yield (NamedNode(BASE + f"publication/p{at}"), Literal("x" * 100))
            raise self.error

        return Stream(as_solutions(("publication", "publication_label"), made()))


@pytest.mark.slow
@pytest.mark.parametrize("rows", [0, 5000])
@pytest.mark.parametrize("how", LINE_BY_LINE)
@pytest.mark.parametrize(
    ("error", "code"), [(Limits(1.0).late(), LimitReached), (EndpointError("x", "broke off."), EndpointError)]
)
def test_what_is_broken_off_leaves_no_file_and_the_old_one(
    how: str, rows: int, error: Exception, code: type[Exception], tmp_path: Path
) -> None:
    kept = tmp_path / "rows"
    for there in (None, "mine"):
        if there:
            kept.write_text(there)
        answer = AsItComes(Graph(Breaking(error, rows)).rows("publication-records"))
        with pytest.raises(code):
            emit(answer.written(how, files.aside), kept, force=True)
        assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == (
            [("rows", there)] if there else []
        )


@pytest.mark.parametrize("how", LINE_BY_LINE)
def test_ask_writes_what_had_come_and_ends_with_3(
    how: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = Graph(Breaking(Limits(1.0).late(), 5000))
    monkeypatch.setattr(determinants, "open_graph", lambda **_: broken)
    monkeypatch.setattr("sys.argv", ["determinants", "ask", "publication-records", "-f", how])
    assert cli.run() == 3
    said = capfd.readouterr()
    assert len(said.out) > 100_000
    assert "no whole answer within 1 s" in said.err
    assert len(said.err.splitlines()) == 1
