"""What is said where something cannot be had: a status, a reason that can be read, and never our insides."""

import re
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from determinants.ground import problems

LESS = "Ask for less at a time: narrow the query, or add LIMIT."
OPTION = re.compile(r"--([a-z_]+) (?=\w)")
Wrong = TypeVar("Wrong", bound=BaseException)
AGAIN = 5  # seconds after which whoever finds all workers busy may ask again


class Left(Exception):
    """Whoever asked has gone, or takes nothing any more."""


@dataclass
class Refused(Exception):
    """Why a request is not answered, with the status of HTTP that says so."""

    status: int
    reason: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.reason


# Which status an error of ours is: the first that fits.
STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (problems.UnknownName, 404),
    (problems.UsageError, 400),
    (problems.LimitReached, 504),
    (problems.EndpointError, 502),
    (problems.DeterminantsError, 500),
)


def refused(error: Exception) -> Refused | None:
    """Give an error of ours as it is said to whoever asked; nothing, where it is a fault of this program.

    >>> refused(problems.QueryRefused("the query is empty.")).status
    400
    """
    if isinstance(error, Refused):
        return error
    status = next((status for kind, status in STATUSES if isinstance(error, kind)), None)
    if status is None:
        return None
    if isinstance(error, problems.StoreError):  # whose place on this machine is nobody's business
        return Refused(status, error.what)
    if isinstance(error, problems.LimitReached):  # which whoever asks cannot move
        return Refused(status, f"{error.what} {LESS}")
    if isinstance(error, problems.UnknownName):  # what is an option of a command is a parameter here
        return Refused(status, OPTION.sub(r"\1=", str(error)))
    return Refused(status, str(error))


def light(error: Wrong) -> Wrong:
    """Give an error that may leave the thread in which it came up, without what it holds of it.

    Rows of the engine's library end in the thread that began them, or complain. A fault of this program is
    told whoever runs the server, and nobody else.
    """
    if isinstance(error, Exception) and refused(error) is None:
        traceback.print_exception(error, file=sys.stderr)
    error.__traceback__ = error.__context__ = error.__cause__ = None
    return error


def busy() -> Refused:
    """Give what is said where all workers have something to do, and enough others wait for them."""
    return Refused(
        503,
        f"all workers are busy with other queries: ask again in {AGAIN} s.",
        {"Retry-After": str(AGAIN)},
    )


def read_only(allowed: str = "GET, HEAD, POST") -> Refused:
    """Give what is said to whoever wants to change something."""
    return Refused(403, "nothing can be changed here: this server only reads.", {"Allow": allowed})
