"""The studies behind a report, each under a name of its own: authors and year, or a short title."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import quote

from determinants.ask.records import Ask, PublicationRecords, records
from determinants.service.report.backing import Study

PART = 250  # a query has a greatest length


def of(ask: Ask, publications: Iterable[str]) -> tuple[Study, ...]:
    """Give what is known of publications, in the order of their names, each under a name of its own."""
    found = sorted(map(_study, known(ask, publications)), key=lambda study: study.citation.casefold())
    apart = _told_apart([study.label for study in found])
    named = [replace(study, label=label) for study, label in zip(found, apart, strict=True)]
    return tuple(sorted(named, key=lambda study: (study.label.casefold(), study.publication)))


def _told_apart(labels: Sequence[str]) -> list[str]:
    """Give labels with a letter where several are the same.

    >>> _told_apart(["Doe 2020", "Poe 2020", "Doe 2020", "Roe, no year", "Roe, no year"])
    ['Doe 2020a', 'Poe 2020', 'Doe 2020b', 'Roe, no year (a)', 'Roe, no year (b)']
    """
    times, seen = Counter(labels), Counter[str]()
    apart = []
    for label in labels:
        letters = _letters(seen[label])
        seen[label] += 1
        mark = "" if times[label] == 1 else letters if label[-1:].isdigit() else f" ({letters})"
        apart.append(f"{label}{mark}")
    return apart


def _letters(place: int) -> str:
    """Give the letters of a place in an alphabet that never ends: a, b, … z, aa, ab.

    >>> _letters(0), _letters(25), _letters(26)
    ('a', 'z', 'aa')
    """
    more, letter = divmod(place, 26)
    return (_letters(more - 1) if more else "") + chr(ord("a") + letter)


def known(ask: Ask, publications: Iterable[str]) -> list[PublicationRecords]:
    """Give what is known of publications for a reference manager."""
    wanted = sorted(set(publications))
    found: list[PublicationRecords] = []
    for start in range(0, len(wanted), PART):
        found += records(ask, PublicationRecords, publication=wanted[start : start + PART])
    return found


def _study(row: PublicationRecords) -> Study:
    return Study(
        publication=row.publication,
        label=row.publication_label,
        citation=row.citation,
        countries=row.countries or "",
        design=row.design_label or "",
        setting=row.setting or "",
        quality=row.quality_label or "",
        link=link(row),
        record=row,
    )


def link(row: PublicationRecords) -> str:
    """Give where a publication is found; empty where neither a DOI nor a PMID is known."""
    if row.doi:
        return "https://doi.org/" + quote(row.doi, safe="/:;()._-+")
    return f"https://pubmed.ncbi.nlm.nih.gov/{row.pmid}/" if row.pmid else ""
