"""An answer that comes piece by piece: nothing that is wrong in it is a silent 200."""

import asyncio
import errno
import pickle
import re
import threading
import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from pyoxigraph import Literal

from asgi import Client, Got, served_by
from determinants.ground.problems import LimitReached, QueryRefused, UnknownName
from determinants.server import refusing
from determinants.server.application import Application
from determinants.server.held import HELD
from determinants.server.served import LIMITS, Served
from determinants.server.workers import WAITING, Worker, Workers
from determinants.store.limits import Limits
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Answering, Stream, as_solutions

ASKED = f"/sparql?query={quote('SELECT * { ?s ?p ?o }')}"
ROW = Literal("x" * 1_000)


class Failing(OxigraphEngine):
    """Gives so many rows of a thousand signs, and then fails, or goes on for ever; and may wait before."""

    def __init__(self, inner: OxigraphEngine, rows: int | None, error: Exception | None = None) -> None:
        super().__init__(inner._store)
        self.rows, self.error, self.begun, self.held = rows, error, threading.Event(), threading.Event()
        self.held.set()

    def stream(self, text: str) -> Answering:
        if "?s ?p ?o" not in text or "COUNT" in text:
            return super().stream(text)
        self.begun.set()
        self.held.wait(30)
        return Stream(as_solutions(("s",), self._rows()))

    def _rows(self) -> Iterator[tuple[Literal]]:
        given = 0
        while self.rows is None or given < self.rows:
            yield (ROW,)
            given += 1
        if self.error:
            raise self.error


def ask(engine: OxigraphEngine, limits: Limits = LIMITS, **headers: str) -> tuple[Got, list[str]]:
    lines: list[str] = []
    served = served_by(engine, limits)
    got = Client(Application(served, write=lines.append)).get(ASKED, "text/csv", **headers)
    served.close()
    return got, lines


def test_what_goes_wrong_in_the_first_megabyte_is_said(tiny: OxigraphEngine) -> None:
    late = Limits(seconds=3).late()
    got, _ = ask(Failing(tiny, 900, late))
    assert (got.status, got.text) == (504, f"{late.what} {refusing.LESS}\n")
    got, _ = ask(Failing(tiny, 900, QueryRefused("the query broke the engine.")))
    assert (got.status, got.whole) == (400, True)
    got, _ = ask(Failing(tiny, 900))
    assert (got.status, got.whole, len(got.body)) == (200, True, 3 + 900 * 1_002)
    assert got.headers["content-length"] == str(len(got.body))


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_what_goes_wrong_later_breaks_the_answer_off(tiny: OxigraphEngine, encoding: str) -> None:
    got, lines = ask(Failing(tiny, 3_000, LimitReached("too long")), accept_encoding=encoding)
    assert (got.status, got.whole) == (200, False)
    assert "content-length" not in got.headers
    assert "broken off after" in lines[-1]
    assert "too long" in lines[-1]
    got, _ = ask(Failing(tiny, 3_000), accept_encoding=encoding)
    assert (got.status, got.whole) == (200, True)
    assert len(got.body) == 3 + 3_000 * 1_002 > HELD


@pytest.mark.parametrize("limit", ["late", "full", "too_long"])
def test_a_limit_is_said_in_words_that_help_whoever_asks(limit: str) -> None:
    known = getattr(LIMITS, limit)()
    said = refusing.refused(pickle.loads(pickle.dumps(known)))
    assert said
    assert said.status == 504
    assert said.reason.startswith(known.what)
    assert " -" not in said.reason  # an option of the command, which only whoever runs the server can give
    assert known.advice in str(known)


def test_an_option_of_a_command_is_told_as_the_parameter_that_it_is() -> None:
    hint = "Name the edition, as in --framework cfir2009."
    said = refusing.refused(
        UnknownName("construct", "culture", ("cfir2009/culture",), ambiguous=True, hint=hint)
    )
    assert said
    assert (said.status, "as in framework=cfir2009." in said.reason, "--" in said.reason) == (
        404,
        True,
        False,
    )


@pytest.mark.slow
def test_what_never_ends_is_ended(tiny: OxigraphEngine) -> None:
    """An engine that gives something all the time is never waited for: all of its time is counted."""
    got, lines = ask(Failing(tiny, None), Limits(seconds=0.5))
    assert not got.whole
    assert "no whole answer within 0.5 s" in lines[-1]


def test_whoever_leaves_ends_the_query(tiny: OxigraphEngine) -> None:
    engine = Failing(tiny, None)
    served = served_by(engine, Limits(seconds=30), workers=1)
    lines: list[str] = []
    client = Client(Application(served, write=lines.append))
    begun = time.monotonic()
    client.wait(client.asking("GET", ASKED, leave_after=0.2, accept="text/csv"))
    assert time.monotonic() - begun < 10
    assert re.search(r" (499 0|200 \d+) \d+ms whoever asked has gone$", lines[-1])
    assert served.workers.busy == 0
    engine.rows = 1
    assert client.get(ASKED, "text/csv").status == 200
    served.close()


def test_a_log_without_room_stops_nobody(tiny: OxigraphEngine) -> None:
    def full(line: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    served = served_by(tiny)
    assert Client(Application(served, write=full)).get("/health").status == 200
    served.close()


def test_who_finds_all_busy_waits_and_is_then_sent_away(
    tiny: OxigraphEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("determinants.server.workers.PATIENCE", 0.2)
    engine = Failing(tiny, 1)
    engine.held.clear()
    served = served_by(engine, Limits(seconds=30), workers=1)
    client = Client(Application(served))

    async def many() -> list[Got]:
        first = asyncio.ensure_future(client.asking("GET", ASKED))
        while not engine.begun.is_set():
            await asyncio.sleep(0.01)
        rest = await asyncio.gather(*(client.asking("GET", ASKED) for _ in range(WAITING + 5)))
        stored = await client.asking("GET", "/questions/review-list")  # which no worker answers
        engine.held.set()
        return [*rest, stored, await first]

    *rest, stored, first = client.wait(many())
    assert {got.status for got in rest} == {503}
    assert {got.headers["retry-after"] for got in rest} == {"5"}
    assert (stored.status, first.status) == (200, 200)
    assert served.workers.waiting == 0
    assert client.get(ASKED).status == 200
    served.close()


class Killed(Worker):
    """A worker whose process was killed, and begins again when it may."""

    waits = True  # type: ignore[assignment]
    may = threading.Event()

    def ready(self) -> None:
        """Begin again."""
        assert self.may.wait(30)
        self.waits = True  # type: ignore[misc]


def test_nobody_is_given_a_worker_that_is_not_ready(
    tiny: OxigraphEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("determinants.server.workers.Worker", Killed)

    async def asked() -> None:
        workers = Workers([tiny, tiny])
        async with workers.one() as first:
            first.waits = False  # type: ignore[misc]
        for _ in range(2):  # the other one is there at once, again and again
            async with workers.one() as other:
                assert other is not first
                assert workers.busy == 1
        assert workers.busy == 0
        async with workers.one():
            Killed.may.set()
            async with workers.one() as again:
                assert again is first
                assert workers.busy == 2
        workers.close()

    asyncio.run(asked())


def test_a_table_for_people_is_held_whole_within_limits(tiny: OxigraphEngine) -> None:
    served = Served(tiny, Workers([tiny]), Limits(), "tests", far=False)
    got = Client(Application(served)).get(f"{ASKED}&format=table")
    assert (got.status, got.kind) == (200, "text/plain")
    served.close()
