"""How the project is cited: CITATION.cff and .zenodo.json, from one source, `citation.toml`."""

import json
import tomllib
from collections.abc import Iterable, Iterator
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from determinants import __version__
from determinants.ask.records import PublicationRecords, records
from determinants.ground import files
from determinants.release.parts import Part, Source
from determinants.write.references import Work, work

SOURCE: dict[str, Any] = tomllib.loads(files.read_plain(Path(__file__).with_name("citation.toml")).decode())
TITLE: str = SOURCE["title"]
ABSTRACT: str = SOURCE["abstract"]
RELEASED: str = SOURCE["released"].isoformat()  # the day of this version
CFF = "https://citation-file-format.github.io/"
# What the Citation File Format calls kinds of publications, by what BibTeX calls them.
KINDS = {"article": "article", "book": "book", "techreport": "report", "phdthesis": "thesis"}


def parts(source: Source) -> Iterator[Part]:
    """Yield both files."""
    known = records(source.graph.ask, PublicationRecords)
    yield Part("CITATION.cff", "application/yaml", "how to cite this", partial(citation, known), form=CFF)
    yield Part(
        ".zenodo.json", "application/json", "what Zenodo takes over when this is deposited",
        partial(zenodo, known),
    )  # fmt: skip


def citation(publications: Iterable[PublicationRecords]) -> str:
    """Give CITATION.cff, with those of its references that are among some publications."""
    import yaml  # takes a while to import

    told = {
        "cff-version": "1.2.0",
        "message": SOURCE["message"],
        "type": "dataset",
        "title": TITLE,
        "abstract": ABSTRACT,
        "version": __version__,
        "date-released": SOURCE["released"],
        "license": SOURCE["licences"],
        "authors": [{"name": name} for name in SOURCE["creators"]],
        "keywords": SOURCE["keywords"],
    }
    if references := [_reference(known, authors) for known, authors, _ in _cited(publications)]:
        told["references"] = references
    head = "# Made from release/citation.toml by 'python -m determinants.release.documents'.\n"
    return head + yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=100)


def zenodo(publications: Iterable[PublicationRecords]) -> str:
    """Give .zenodo.json, which says the same to Zenodo."""
    told = {
        "title": TITLE,
        "description": f"<p>{escape(ABSTRACT, quote=False)}</p>",
        "upload_type": "dataset",
        "access_right": "open",
        "version": __version__,
        "publication_date": RELEASED,
        "language": "eng",
        "license": "cc-by-4.0",
        "creators": [{"name": name} for name in SOURCE["creators"]],
        "keywords": SOURCE["keywords"],
        "notes": SOURCE["message"],
        "related_identifiers": [
            {"identifier": known.doi, "scheme": "doi", "relation": relation, "resource_type": "publication"}
            for known, _, relation in _cited(publications)
            if known.doi
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _cited(publications: Iterable[PublicationRecords]) -> Iterator[tuple[Work, list[str], str]]:
    """Yield what is cited: what is known of it, its authors where they are given, how it is related."""
    known = {each.key: each for each in map(work, publications)}
    for reference in SOURCE["references"]:
        if found := known.get(reference["publication"]):
            yield found, reference.get("authors", []), reference["relation"]


def _reference(known: Work, authors: list[str]) -> dict[str, object]:
    start, _, end = known.pages.partition("-")
    told: dict[str, object] = {
        "type": KINDS.get(known.kind.bibtex, "generic"),
        "title": known.title,
        "authors": [_author(name) for name in authors] or _authors(known),
        "journal" if known.kind.bibtex == "article" else "publisher": known.venue,
        "year": int(known.year) if known.year else None,
        "volume": known.volume,
        "issue": known.issue,
        "start": start,
        "end": end,
        "doi": known.doi,
    }
    if told.get("publisher"):
        told["publisher"] = {"name": known.venue}
    return {field: value for field, value in told.items() if value}


def _author(name: str) -> dict[str, str]:
    family, comma, given = name.partition(", ")
    return {"family-names": family, "given-names": given} if comma else {"name": name}


def _authors(known: Work) -> list[dict[str, str]]:
    named = [
        {"family-names": name.family, "given-names": name.initials}
        if name.initials
        else {"name": name.family}
        for name in known.names
    ]
    return named if known.complete else [*named, {"name": "et al."}]
