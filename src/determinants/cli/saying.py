"""What a command says beside its answer: on standard error, or, where it has none, on standard output.

Names of files, and what data, stores and servers sent, are among it, so nothing leaves but as it can be seen.
"""

import sys

from determinants.ground.spelling import seen


def aside(text: object, *, end: str = "\n") -> None:
    """Say something on standard error."""
    print(seen(str(text)), end=end, file=sys.stderr, flush=True)


def out(text: object) -> None:
    """Say something on standard output."""
    print(seen(str(text)))


def progress(text: str) -> None:
    """Say how far it is, in the place of what was said before."""
    print(f"\r{text}\x1b[K", end="", file=sys.stderr, flush=True)
