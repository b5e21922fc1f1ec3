"""The interview: whatever was typed can be taken back, and each answer is kept as soon as it is given."""

import json
import stat
from itertools import pairwise
from pathlib import Path

import pytest
import typer

from determinants.ask.asking import Graph
from determinants.cli import interview, keeping
from determinants.ground.problems import UsageError
from determinants.service import drafts, measure, requests
from determinants.service.measure import Answered, Instrument
from determinants.service.measure.answering import Who
from determinants.store.oxigraph import OxigraphEngine

NOBODY = Who("", "2026-01-31", "")
WHO = Who("Elm", "2026-01-31", "Kim")
# Names, a low item with ticks, one that nobody can say, and the rest; then the conditions.
TYPED = ["Elm", "Kim", "1", "yes", "yes", "no", "", "enough", "", *["2"] * 6, "internal", "o", ""]


@pytest.fixture(scope="module")
def asked(shipped: OxigraphEngine) -> Instrument:
    return measure.instrument(Graph(shipped).ask)


def sat(
    asked: Instrument,
    typed: list[str],
    monkeypatch: pytest.MonkeyPatch,
    replies: list[Answered] | None = None,
    who: Who = NOBODY,
) -> list[Answered]:
    """What an interview comes to in which this is typed, and after that nothing more can be."""
    lines = iter(typed)

    def line() -> str:
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", line)
    found = [] if replies is None else replies
    try:
        interview.interview(asked, who, found)
    except typer.Abort:
        found.append(Answered("(broken off)", ""))
    assert not list(lines), "more was typed than was asked"
    return found


def test_everything_typed_can_be_taken_back(asked: Instrument, monkeypatch: pytest.MonkeyPatch) -> None:
    straight = sat(asked, TYPED, monkeypatch)
    assert [reply.answer for reply in straight][:3] == ["1", "yes", "no"]
    assert {(reply.site, reply.rater) for reply in straight} == {("Elm", "Kim")}
    for place in range(1, len(TYPED)):
        again = [*TYPED[:place], "back", *TYPED[place - 1 :]]
        assert sat(asked, again, monkeypatch) == straight, f"after {TYPED[:place]}"
    half = [*TYPED[:8], *["back"] * 8, *TYPED]
    assert sat(asked, half, monkeypatch) == straight


def test_before_the_first_question_there_is_none(
    asked: Instrument, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sat(asked, ["back", *TYPED], monkeypatch) == sat(asked, TYPED, monkeypatch)
    assert "This is the first question." in capsys.readouterr().err


def test_a_wrong_key_is_asked_again(asked: Instrument, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = ["\x1b[A", "9", "\x00", "maybe", "-1", "é", "1" * 5000]
    everywhere = [part for typed in TYPED[2:] for part in (*wrong, typed)]
    assert sat(asked, [*TYPED[:2], *everywhere], monkeypatch) == sat(asked, TYPED, monkeypatch)


def test_a_name_that_no_form_can_hold_is_asked_again(
    asked: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = ["\x1b[31mElm", TYPED[0], "K" * 5000, *TYPED[1:]]
    assert sat(asked, wrong, monkeypatch) == sat(asked, TYPED, monkeypatch)


# Where it was broken off, and what is typed then; what nobody could say is asked once more.
ON = {
    "after a low score": (3, TYPED[3:]),
    "as ticking begins": (4, ["yes", *TYPED[4:]]),
    "after a tick": (5, ["yes", *TYPED[5:]]),
    "after two": (6, ["yes", *TYPED[6:]]),
    "after enough": (8, ["no", *TYPED[8:]]),
    "at the next item": (9, ["no", "", *TYPED[9:]]),
    "further on": (11, ["", *TYPED[11:]]),
    "amid conditions": (16, ["", *TYPED[16:]]),
}


@pytest.mark.parametrize(("place", "typed"), ON.values(), ids=ON)
def test_who_goes_on_comes_to_the_same(
    place: int, typed: list[str], asked: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = [reply for reply in sat(asked, TYPED[:place], monkeypatch) if reply.answer]
    assert sat(asked, typed, monkeypatch, begun, WHO) == sat(asked, TYPED, monkeypatch)


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(drafts, "folder", lambda: tmp_path / "interviews")
    return tmp_path / "interviews"


def told(asked: Instrument, replies: list[Answered]) -> requests.Read:
    return requests.Read(asked, WHO, {}, replies, ())


def test_each_answer_is_in_the_draft_before_the_next_is_asked(
    asked: Instrument, state: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """For nobody else to read, and named before anything is asked."""
    kept = keeping.Keeping(None, (), force=False)
    kept.begin()
    read = told(asked, [Answered("psw-training", "2", site="Elm")])
    typed, seen = iter(TYPED[2:]), list[list[str]]()

    def line() -> str:
        seen.append([row["answer"] for path in state.glob("*") for row in json.loads(path.read_text())])
        return next(typed)

    monkeypatch.setattr("builtins.input", line)
    interview.interview(asked, WHO, read.replies, keep=lambda: kept.each(read))
    (draft,) = state.iterdir()
    assert str(draft) in capsys.readouterr().err.splitlines()[0]
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert seen[:4] == [[], ["2", "1"], ["2", "1"], ["2", "1", "yes"]]
    assert max(len(later) - len(earlier) for earlier, later in pairwise(seen[1:])) == 1


def test_the_draft_is_gone_when_the_form_is_written_and_not_before(
    asked: Instrument, state: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read = told(asked, [Answered("psw-training", "2", site="Elm")])
    first = keeping.Keeping(None, (), force=False)
    first.begin()
    first.each(read)
    first.all(read, asked=True, finished=False)
    (draft,) = state.iterdir()
    assert f"score --interactive {draft}" in capsys.readouterr().err
    on = keeping.Keeping(tmp_path / "form.csv", [draft], force=False)
    on.begin()
    read.replies.append(Answered("psw-role-definition", "3", site="Elm"))
    on.each(read)
    assert [row["answer"] for row in json.loads(draft.read_text())] == ["2", "3"]
    on.all(read, asked=True, finished=True)
    assert not list(state.iterdir())
    assert "role-definition" in (tmp_path / "form.csv").read_text()


def test_a_form_that_cannot_be_written_leaves_the_draft(
    asked: Instrument, state: Path, tmp_path: Path
) -> None:
    read = told(asked, [Answered("psw-training", "2", site="Elm")])
    kept = keeping.Keeping(tmp_path / "form.csv", (), force=False)
    kept.begin()
    kept.each(read)
    (tmp_path / "form.csv").mkdir()
    with pytest.raises(UsageError):
        kept.all(read, asked=True, finished=True)
    assert len(list(state.iterdir())) == 1


def test_where_no_draft_can_be_kept_that_is_said_once_and_the_interview_goes_on(
    asked: Instrument, state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state.write_text("not a folder")
    kept = keeping.Keeping(None, (), force=False)
    kept.begin()
    read = told(asked, [Answered("psw-training", "2", site="Elm")])
    for _ in range(3):
        kept.each(read)
    kept.all(read, asked=True, finished=True)
    assert capsys.readouterr().err.count("cannot be kept") == 1
