"""How far a query may go, and what is said when it went too far.

Only queries are limited: building, checking and loading take what they need.
"""

from dataclasses import dataclass

from determinants.ground.problems import LimitReached

MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What one query may take; None where it may take anything.

    `seconds` is the time that somebody waits for the engine, `memory` the bytes that it may take above what
    the open graph takes, and `held` the bytes of an answer that is held whole, as for a table. Rows that
    are handed on as they come are not held.
    """

    seconds: float | None = 60.0
    memory: int | None = 2048 * MIB
    held: int | None = 256 * MIB

    def late(self) -> LimitReached:
        """Give what is said where time is up."""
        return LimitReached(
            f"stopped: no whole answer within {self.seconds:g} s.",
            "Narrow the query, or give it more time with --timeout SECONDS.",
        )

    def full(self) -> LimitReached:
        """Give what is said where memory is used up."""
        allowed = f"more than {self.memory // MIB:,} MiB" if self.memory else "more memory than there is"
        return LimitReached(
            f"stopped: the query takes {allowed}.", "Narrow it, or give it more with --memory MIB."
        )

    def too_long(self) -> LimitReached:
        """Give what is said where an answer is too long to be held whole."""
        return LimitReached(
            f"stopped: the answer is longer than {(self.held or 0) // MIB:,} MiB, too long to be held whole.",
            "Narrow the query, or take its rows as they come with -f csv, tsv, json or xml.",
        )


DEFAULT_LIMITS = Limits()
