"""What a format is: one record, from which choices, help, documents and content types come."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
Written = str | bytes | Iterable[bytes]


@dataclass(frozen=True)
class Format(Generic[T]):
    """A format that something can be taken away in.

    `name` is what it is asked for by, `suffix` how its files end, `media_type` what it is called on the web;
    `what` says in a few words what it is for, and `write` makes it.
    """

    name: str
    suffix: str
    media_type: str
    what: str
    write: Callable[[T], Written]


def listed(formats: Mapping[str, Format[T]]) -> str:
    """Give the names of formats with what they are for, as a sentence.

    >>> listed({"csv": Format("csv", ".csv", "text/csv", "for spreadsheets", str)})
    'csv (for spreadsheets)'
    """
    return ", ".join(f"{each.name} ({each.what})" for each in formats.values())
