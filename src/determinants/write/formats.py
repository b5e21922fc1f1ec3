"""What a format is: one record, from which choices, help, documents and content types come."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from determinants.ground.problems import UsageError

T = TypeVar("T")
Written = str | bytes | Iterable[bytes]


def in_parts(written: Written) -> Iterable[bytes]:
    """Give what a format wrote as parts that can be put into a file one after another."""
    if isinstance(written, str):
        return [written.encode()]
    return [written] if isinstance(written, bytes) else written


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


# What no document of XML 1.0 may have, escaped or not.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def as_xml(written: bytes) -> bytes:
    r"""Give XML that is read as it was meant: a reader takes a carriage return for a line feed.

    >>> as_xml(b"<a>one\r\ntwo</a>")
    b'<a>one&#13;\ntwo</a>'

    Raises:
        UsageError: if there is a sign that XML cannot hold.
    """
    if found := _NOT_XML.search(written.decode()):
        raise UsageError(f"XML cannot hold the sign U+{ord(found.group()):04X}, which the answer has.")
    return written.replace(b"\r", b"&#13;")
