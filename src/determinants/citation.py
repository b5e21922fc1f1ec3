"""A publication as one line of a reference list."""

from determinants.model import Publication


def citation(publication: Publication) -> str:
    """Give authors, year, title and venue, leaving out what is not known.

    >>> from determinants.model import Publication
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


def short(authors: tuple[str, ...] | list[str], year: str, key: str) -> str:
    """Give the short form for tables: the first author's family name and the year, or the key.

    >>> short(["Gillard SG", "Edwards C", "Owen K"], "2013", "gillard2013")
    'Gillard et al. 2013'
    """
    names = [author.rsplit(" ", 1)[0] if " " in author else author for author in authors]
    if not names or not year:
        return key
    if len(names) == 1:
        return f"{names[0]} {year}"
    if len(names) == 2 and names[1] != "et":
        return f"{names[0]} and {names[1]} {year}"
    return f"{names[0]} et al. {year}"


def _where(publication: Publication) -> str:
    where = publication.venue or ""
    if publication.volume:
        where += f" {publication.volume}"
    if publication.issue:
        where += f"({publication.issue})"
    if publication.pages:
        where += f":{publication.pages}" if publication.volume else f", {publication.pages}"
    return where
