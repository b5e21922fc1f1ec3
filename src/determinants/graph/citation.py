"""A publication as one line of a reference list."""

from collections.abc import Sequence

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
    when = f"({publication.year})" if publication.year else "[year not confirmed]"
    end = "" if publication.title.endswith((".", "?", "!")) else "."
    where = f" {_where(publication)}." if publication.venue else ""
    return f"{who} {when} {publication.title}{end}{where}"


def short(authors: Sequence[str], year: int | None, key: str) -> str:
    """Give the short form for tables: the first author's family name and the year, or else the key.

    >>> short(["Gillard SG", "Edwards C", "Owen K"], 2013, "gillard2013")
    'Gillard et al. 2013'
    >>> short([], None, "contextbefore")
    'contextbefore'
    """
    if not authors or year is None:
        return key
    names = [_family(author) for author in authors]
    match names:
        case [one]:
            return f"{one} {year}"
        case [one, other] if other != "et al.":
            return f"{one} and {other} {year}"
        case _:
            return f"{names[0]} et al. {year}"


def _family(author: str) -> str:
    """Drop the initials, where the last word is made of capitals: `Mueller-Stierlin AS`."""
    name, _, initials = author.rpartition(" ")
    return name if name and initials.isupper() and len(initials) <= 4 else author


def _where(publication: Publication) -> str:
    where = publication.venue or ""
    if publication.volume:
        where += f" {publication.volume}"
    if publication.issue:
        where += f"({publication.issue})"
    if publication.pages:
        where += f":{publication.pages}" if publication.volume else f", {publication.pages}"
    return where
