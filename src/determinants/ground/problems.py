"""Problems: what is wrong, where, and what to do. Errors: what stops a command.

The error tree, one root to catch:

    DeterminantsError
    ├── DataError       the data are wrong; carries every problem found (exit 1)
    ├── StaleCounts     counts taken in advance are of another state than the statements (exit 1)
    ├── EndpointError   an endpoint does not answer as it should (exit 1)
    ├── StoreError      a store on disk is damaged, holds a part only, or cannot be written (exit 1)
    ├── LimitReached    a query took more time, memory or room than it may (exit 3)
    └── UsageError      the call is wrong (exit 2)
        ├── UnknownName     no such influence, thing, query …; carries near misses
        └── QueryRefused    the query asks for what is never done here, or cannot be read
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from determinants.ground import called


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong with the data, with its address.

    `rule` names the rule that was broken, `column` is the column of a table or the path of a shape,
    `line` is 1 for the header of a table and 0 where a file has no lines. `unread` is the table, and its
    scope, of which rows could not be read for this problem: what seems to be missing there may be there.
    """

    file: str
    line: int
    column: str
    rule: str
    message: str
    advice: str
    unread: tuple[str, str] | None = field(default=None, compare=False, repr=False)

    @property
    def order(self) -> tuple[bool, bool, "Problem"]:
        """What to sort by: a cause before what may follow from it, then files and lines.

        What is wrong with a file as a whole stands first, then rows that could not be read.
        """
        whole = self.line == 0 or (self.unread is not None and self.line == 1)
        return not whole, self.unread is None, self

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return f"{place}: {self.message} {self.advice} [{self.rule}]"


def alike(problems: Iterable[Problem]) -> list[Problem]:
    """Give problems that differ only in their line as one, which says in which other lines it is."""
    found: dict[tuple[str, ...], list[Problem]] = {}
    for each in sorted(problems):
        found.setdefault((each.file, each.column, each.rule, each.message), []).append(each)
    return [
        first
        if not rest
        else replace(first, message=f"{first.message} (Also in {lines([each.line for each in rest])}.)")
        for first, *rest in found.values()
    ]


def lines(numbers: Sequence[int]) -> str:
    """Give lines in words, those that follow one another as one stretch.

    >>> lines([4]), lines([3, 4, 5, 9])
    ('line 4', 'lines 3 to 5, 9')
    """
    stretches: list[list[int]] = []
    for number in sorted(numbers):
        if stretches and number == stretches[-1][1] + 1:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    told = ", ".join(str(start) if start == end else f"{start} to {end}" for start, end in stretches)
    return f"line{'s' if len(numbers) > 1 else ''} {told}"


class DeterminantsError(Exception):
    """Anything that this package raises on purpose."""


class DataError(DeterminantsError):
    """The data are wrong; `problems` has all that were found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Collect the problems: causes first, then in the order of files and lines."""
        self.problems = tuple(sorted(problems, key=lambda each: each.order))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class StaleCounts(DeterminantsError):
    """Counts that were taken in advance are not those of the statements that stand beside them."""

    def __init__(self, cube: str) -> None:
        """Say which counts."""
        super().__init__(cube)

    def __str__(self) -> str:
        return (
            f"the counts in {self.args[0]} were not taken from the statements beside them: "
            f"load both again with '{called.command('load')}'."
        )


class EndpointError(DeterminantsError):
    """An endpoint cannot be reached, refuses, is too slow, or gives an answer that cannot be relied on."""

    def __init__(self, url: str, what: str) -> None:
        """Say what went wrong at which endpoint."""
        self.url, self.what = url, what
        super().__init__(url, what)

    def __str__(self) -> str:
        return f"{self.url}: {self.what}"


class StoreError(DeterminantsError):
    """A store on disk is damaged, holds a part only, or cannot be written."""

    def __init__(self, path: object, what: str) -> None:
        """Say what is wrong with which store."""
        self.path, self.what = str(path), what
        super().__init__(self.path, what)

    def __str__(self) -> str:
        return f"{self.path}: {self.what}"


class LimitReached(DeterminantsError):
    """A query took more time, memory or room than it may, and was stopped.

    `what` says so, and `advice` what whoever calls the program may do about it.
    """

    def __init__(self, what: str, advice: str = "") -> None:
        """Say what went too far, and what to do."""
        super().__init__(f"{what} {advice}".rstrip())
        self.what, self.advice = what, advice


class UsageError(DeterminantsError):
    """The call is wrong: an unknown name, an option that does not fit, a query that cannot be run."""


class UnknownName(UsageError):
    """There is no such thing; `near` has the names that come close."""

    def __init__(
        self, kind: str, name: str, near: Iterable[str] = (), *, ambiguous: bool = False, hint: str = ""
    ) -> None:
        """Say which kind of thing was asked for, by which name; a hint says what settles it."""
        self.kind, self.name, self.near, self.ambiguous = kind, name, tuple(near), ambiguous
        self.hint = hint
        super().__init__(kind, name, self.near)

    def __str__(self) -> str:
        more = f" {self.hint}" if self.hint else ""
        if self.ambiguous:
            return f"more than one {self.kind} is meant by '{self.name}': {', '.join(self.near)}.{more}"
        near = f" Did you mean {' or '.join(self.near)}?" if self.near else ""
        return f"no {self.kind} is called '{self.name}'.{near}{more}"


class QueryRefused(UsageError):
    """A query was not run: it cannot be read, or it asks for what is never done here."""
