"""What is done in the process that answers: an engine is opened, and asked one query after another.

On the pipes an answer is frames: a kind, a length and some bytes. Rows are the standard's tab-separated
values, triples are N-Triples; both go out as they come.
"""

import faulthandler
import io
import os
import pickle
import queue
import signal
import struct
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import QueryResultsFormat, RdfFormat, serialize

from determinants.ground.problems import DeterminantsError
from determinants.store.engine import Engine
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Stream, Verdict

if TYPE_CHECKING:
    from typing_extensions import Buffer

BUILDING, READY, ROWS, VERDICT, TRIPLES, DATA, END, ERROR, FULL = (bytes([kind]) for kind in b"BRSVTD.EM")
FRAME = struct.Struct("<cI")
LENGTH = struct.Struct("<I")
AT_ONCE = 1 << 16

# How a worker opens its engine; it is given what to call before a graph is built.
Opener = Callable[[Callable[[], None]], Engine]


def serve(opener: Opener, memory: int | None, requests: BinaryIO, replies: BinaryIO) -> None:
    """Open the engine, then answer each query that comes, until no more can come."""
    faulthandler.disable()  # what an engine that broke has to say helps nobody who asks
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks is interrupted, and ends this process
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests, waiting), daemon=True).start()
    try:
        engine = opener(lambda: _send(replies, BUILDING))
    except (DeterminantsError, OSError) as error:
        _send(replies, ERROR, pickle.dumps(error))
        return
    except Exception as error:
        _send(replies, ERROR, pickle.dumps(RuntimeError(repr(error))))
        return
    _keep_within(memory)
    _send(replies, READY)
    while True:
        _answer(engine, waiting.get(), replies)


def _listen(requests: BinaryIO, waiting: "queue.SimpleQueue[str]") -> None:
    """Take queries in. Where nobody is left who asks, end, even in the middle of an answer."""
    while len(head := requests.read(LENGTH.size)) == LENGTH.size:
        waiting.put(requests.read(*LENGTH.unpack(head)).decode("utf-8", "surrogatepass"))
    os._exit(0)


def _answer(engine: Engine, text: str, replies: BinaryIO) -> None:
    try:
        answer = engine.stream(text)
        if isinstance(answer, Verdict):
            _send(replies, VERDICT, b"1" if answer.holds else b"")
        else:
            _send(replies, ROWS if isinstance(answer, Stream) else TRIPLES)
            with io.BufferedWriter(_Frames(replies), AT_ONCE) as out:
                if isinstance(answer, Stream):
                    answer.solutions.serialize(out, QueryResultsFormat.TSV)
                else:
                    serialize(answer, out, RdfFormat.N_TRIPLES)
        _send(replies, END)
    except MemoryError:
        _send(replies, FULL)
        os._exit(1)  # what is left of it is not to be relied on
    except DeterminantsError as error:
        _send(replies, ERROR, pickle.dumps(error))
    except Exception as error:
        from determinants.store import slips  # only needed where something is wrong

        damaged = engine.damaged if isinstance(engine, OxigraphEngine) else None
        broken = damaged if isinstance(error, OSError) and damaged else slips.refusal(text, error)
        _send(replies, ERROR, pickle.dumps(broken))


class _Frames(io.RawIOBase):
    """Sends each piece that is written to it as a frame."""

    def __init__(self, replies: BinaryIO) -> None:
        super().__init__()
        self._replies = replies

    def writable(self) -> bool:
        return True

    def write(self, content: "Buffer") -> int:
        piece = bytes(content)
        _send(self._replies, DATA, piece)
        return len(piece)


def _send(replies: BinaryIO, kind: bytes, content: bytes = b"") -> None:
    replies.write(FRAME.pack(kind, len(content)) + content)
    replies.flush()


def _keep_within(memory: int | None) -> None:
    """Let this process take so many bytes more than it has now, where the system can see to that."""
    if memory is None:
        return
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        return  # not on this system: SECURITY.md says so
    allowed = pages * resource.getpagesize() + memory
    resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Serve as a new Python: the opener comes first on standard input, answers go to standard output."""
    requests = sys.stdin.buffer
    opener, memory = pickle.loads(requests.read(*LENGTH.unpack(requests.read(LENGTH.size))))
    with os.fdopen(os.dup(1), "wb") as replies:
        os.dup2(2, 1)  # what a library prints is no answer
        serve(opener, memory, requests, replies)


if __name__ == "__main__":
    main()
