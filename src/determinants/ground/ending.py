"""Being ended from outside: by another program (SIGTERM), or because the terminal went away (SIGHUP)."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


class _Ended(SystemExit):
    """Goes up through whatever is being done, so that each puts away what it has begun."""


@contextmanager
def tidily() -> Iterator[None]:
    """Let a signal that ends the process do so when what stands within has put away what it began.

    Without it, the process ends at once, and what is half done stays where it is. Whoever handles these
    signals, or ignores them as `nohup` does, is left alone.
    """
    caught: list[int] = []

    def end(number: int, _: FrameType | None) -> None:
        caught.append(number)
        if len(caught) == 1:  # a second one does not break off the putting away
            raise _Ended

    ours = []
    try:
        for number in SIGNALS:
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, end)
                ours.append(number)
    except ValueError:  # only the main thread of a program is told of signals
        pass
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)
        if caught:
            os.kill(os.getpid(), caught[0])
