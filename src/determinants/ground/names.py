"""An author as tables have it, `Doe FW Jr`: family name, initials, and what tells a father from a son.

A name that ends in initials is a person's; any other is kept whole, since nothing tells an organisation from
a family name that stands alone.
"""

import re
from typing import NamedTuple

_ORGANISATION = re.compile(r"\b(?:of|for|and|the)\b|[&,]", re.IGNORECASE)
_SUFFIX = re.compile(r"Jr\.?|Sr\.?|II|III|IV|\d(?:st|nd|rd|th)", re.IGNORECASE)
MOST = 5  # so many initials a person may have


class Name(NamedTuple):
    """A family name, initials and a suffix; or a name that is kept whole."""

    family: str
    initials: str = ""
    suffix: str = ""


def author(text: str) -> Name:
    """Tell family name, initials and suffix apart, where a name ends in a few capitals.

    >>> author("van der Berg JPHM").initials, author("World Health Organization").initials
    ('J. P. H. M.', '')
    >>> [tuple(author(name)) for name in ("Doe FW Jr", "Poe ML III", "Li X-Y")]
    [('Doe', 'F. W.', 'Jr'), ('Poe', 'M. L.', 'III'), ('Li', 'X.-Y.', '')]
    """
    before, _, last = text.rpartition(" ")
    suffix = last if _SUFFIX.fullmatch(last) and _is_person(before) else ""
    told = before.rstrip(", ") if suffix else text
    if not _is_person(told):
        return Name(text)
    family, _, initials = told.rpartition(" ")
    spaced = re.sub(r"([^\W\d_])\.?", r"\1. ", initials).replace(" -", "-").strip()
    return Name(family.strip(" ,"), spaced, suffix)


def _is_person(text: str) -> bool:
    family, _, last = text.rstrip(", ").rpartition(" ")
    bare = last.replace(".", "").replace("-", "")
    initials = bare.isalpha() and bare.isupper() and len(bare) <= MOST
    return bool(family) and initials and not _ORGANISATION.search(family)
