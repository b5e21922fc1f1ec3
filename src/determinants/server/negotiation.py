"""In which form something is sent: what is offered, held against what is accepted, with its q-values."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

MOST = 100  # ranges that are read of one header
_RANGE = re.compile(r"\s*([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)\s*((?:;[^,]*)?)")
_Q = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)


class Range(NamedTuple):
    """What is accepted: a type, or all types of a kind, or all; and how gladly, from 0 to 1."""

    kind: str
    of: str
    q: float

    def matches(self, media_type: str) -> bool:
        """Whether a type is in it."""
        kind, _, of = media_type.partition("/")
        return self.kind in {"*", kind} and self.of in {"*", of}

    @property
    def exact(self) -> int:
        """How exactly it says what is accepted: the more exact of two ranges counts."""
        return (self.kind != "*") + (self.of != "*")


def ranges(header: str) -> list[Range]:
    """Read an Accept header; what cannot be read in it is passed over.

    >>> ranges("text/turtle, text/*;q=0.5")
    [Range(kind='text', of='turtle', q=1.0), Range(kind='text', of='*', q=0.5)]
    """
    found = []
    for said in header.split(",")[:MOST]:
        if match := _RANGE.fullmatch(said):
            kind, of, more = match.groups()
            if ";" not in more:
                found.append(Range(kind.lower(), of.lower(), 1.0))
            elif q := _quality(more):
                found.append(Range(kind.lower(), of.lower(), float(q)))
    return found


def _quality(more: str) -> str:
    """Give the q-value among parameters; nothing, where it cannot be read."""
    if found := _Q.search(more):
        return found[1]
    return "" if re.search(r";\s*q\s*=", more, re.IGNORECASE) else "1"


def best(header: str | None, offered: Sequence[str]) -> str | None:
    """Give what is accepted most gladly of what is offered, the first of equals; nothing, where nothing is.

    >>> best("text/html;q=0.5, application/xml;q=0.9, */*;q=0.1", ["text/csv", "text/html"])
    'text/html'
    >>> best("text/csv;q=0, */*", ["text/csv", "text/html"]), best("image/png", ["text/csv"])
    ('text/html', None)
    """
    if header is None or not header.strip():
        return offered[0]
    accepted = ranges(header)
    scores = [_score(accepted, media_type) for media_type in offered]
    top = max(scores)
    return offered[scores.index(top)] if top > 0 else None


def _score(accepted: Iterable[Range], media_type: str) -> float:
    fitting = [each for each in accepted if each.matches(media_type)]
    return max(fitting, key=lambda each: each.exact).q if fitting else 0.0


def takes_gzip(header: str) -> bool:
    """Whether a content may be sent packed with gzip.

    >>> takes_gzip("br, gzip;q=0.5"), takes_gzip("gzip;q=0, *"), takes_gzip("")
    (True, False, False)
    """
    known = {}
    for said in header.lower().split(",")[:MOST]:
        name, _, more = said.partition(";")
        known[name.strip()] = float(_quality(f";{more}") or 0) if more else 1.0
    return known.get("gzip", known.get("x-gzip", known.get("*", 0.0))) > 0
