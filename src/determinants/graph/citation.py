"""A publication as one line of a reference list."""

import textwrap
from collections.abc import Sequence

from determinants.ground.names import author
from determinants.tables.model import Publication


def citation(publication: Publication) -> str:
    """Give authors, year, title and venue, leaving out what is not known.

    >>> from determinants.tables.model import Publication
    >>> citation(Publication(key="may2013", kind="journal-article", authors="May C", year=2013,
    ...     title="Towards a general theory of implementation", venue="Implementation Science",
    ...     volume="8", pages="18"))
    'May C (2013) Towards a general theory of implementation. Implementation Science 8:18.'
    """
    who = ", ".join(publication.authors) or "[authors not confirmed]"
    when = f"({publication.year})" if publication.year else f"[{NO_YEAR}]"
    end = "" if publication.title.endswith((".", "?", "!")) else "."
    where = f" {_where(publication)}." if publication.venue else ""
    return f"{who} {when} {publication.title}{end}{where}"


NO_YEAR = "year not confirmed"
LONGEST = 60  # so long a title may be that stands for authors


def label(publication: Publication) -> str:
    """Give what a publication is called in tables: authors and year, or else a short title, never its key.

    >>> from determinants.tables.model import Publication
    >>> def called(**known):
    ...     return label(Publication(key="doe1", kind="report", **({"title": "A: of it"} | known)))
    >>> called(authors="Gillard SG; Edwards C; Owen K", year=2013), called(authors="Doe FW Jr", year=1972)
    ('Gillard et al. 2013', 'Doe 1972')
    >>> called(authors="Deans C"), called(year=2008), called(title=f"Much {'longer' * 9} of a title")
    ('Deans, year not confirmed', 'A: of it (2008)', 'Much … (year not confirmed)')
    """
    when = str(publication.year) if publication.year else NO_YEAR
    if not publication.authors:
        return f"{_short(publication.title)} ({when})"
    return f"{_who(publication.authors)}{' ' if publication.year else ', '}{when}"


def _who(authors: Sequence[str]) -> str:
    """Give the family names of one or two authors, or of the first of several."""
    names = [author(name).family for name in authors]
    match names:
        case [one]:
            return one
        case [one, other] if other != "et al.":
            return f"{one} and {other}"
        case _:
            return f"{names[0]} et al."


def _short(title: str) -> str:
    """Give a title, or the part of it before a colon, or as many words of it as stand on half a line."""
    first = title.partition(": ")[0]
    if len(title) <= LONGEST or len(first) > LONGEST:
        return textwrap.shorten(title, LONGEST, placeholder=" …")
    return first


def _where(publication: Publication) -> str:
    where = publication.venue or ""
    if publication.volume:
        where += f" {publication.volume}"
    if publication.issue:
        where += f"({publication.issue})"
    if publication.pages:
        where += f":{publication.pages}" if publication.volume else f", {publication.pages}"
    return where
