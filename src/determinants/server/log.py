"""The access log: a line for each request, of what anybody may see, without what steers a terminal."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from determinants.ground.words import legible

Write = Callable[[str], None]
LONGEST = 500  # signs of an address


def line(client: str, method: str, target: str, status: int, size: int, begun: float, more: str = "") -> str:
    """Give the line of a request, as the common log format has it, with how long it took.

    `begun` is when it came, as `time.monotonic` has it.
    """
    now = datetime.now(UTC).strftime("%d/%b/%Y:%H:%M:%S +0000")
    took = f"{1000 * (time.monotonic() - begun):.0f}ms"
    request = legible(f"{method} {target}", LONGEST).replace('"', "%22")
    return (
        f'{legible(client, 60)} - - [{now}] "{request} HTTP/1.1" {status} {size} {took}{more and " " + more}'
    )


def nowhere(said: str) -> None:
    """Write nothing."""
