r"""Publications for reference managers. A new format is one function and its record in `REFERENCE_FORMATS`.

What is not known is left out, and nothing is guessed. What is a person's name `ground.names` tells; any other
is kept whole. "et al." is no author: BibTeX has `and others` for it, the other formats get a note. What a
curator warns of goes into a note as well, but not where it would be printed under the reference (so BibTeX's
`annote`).

No library writes these formats. What is hard in them is to keep a title from becoming markup, and that
the libraries leave to their callers: rispy 0.10 lets a line break end a record, pybtex 0.26 lets `\input`
and `$` through and fails on a lone brace, and bibtexparser 2.1 writes text as it is. Tests read with them.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from determinants.ask.records import PublicationRecords
from determinants.ground.names import Name, author
from determinants.ground.vocab import BASE
from determinants.write.formats import Format


class Kind(NamedTuple):
    """What each format calls a kind of publication, and where each has its venue."""

    ris: str
    bibtex: str
    csl: str
    ris_venue: str
    bibtex_venue: str
    csl_venue: str
    bibtex_says: str = ""  # where the type of BibTeX does not say what it is, or says too much


# BibTeX has no web page, and two sorts of thesis. Which sort one is, is not known: its own `type` is printed
# in place of "PhD thesis".
KINDS = {
    "JournalArticle": Kind("JOUR", "article", "article-journal", "T2", "journal", "container-title"),
    "Book": Kind("BOOK", "book", "book", "PB", "publisher", "publisher"),
    "BookChapter": Kind("CHAP", "incollection", "chapter", "T2", "booktitle", "container-title"),
    "ReportDocument": Kind("RPRT", "techreport", "report", "PB", "institution", "publisher"),
    "Thesis": Kind("THES", "phdthesis", "thesis", "PB", "school", "publisher", "Thesis"),
    "WebPage": Kind("ELEC", "misc", "webpage", "T2", "howpublished", "container-title", "Web page"),
}
OTHER = Kind("GEN", "misc", "document", "T2", "howpublished", "container-title")
# What an entry is that lacks what BibTeX requires of its type: styles print it all the same, where some
# refuse the whole bibliography for one such entry. What it is stands in `type`.
LACKING = {
    "article": "Journal article",
    "book": "Book",
    "incollection": "Book chapter",
    "techreport": "Report",
    "phdthesis": "Thesis",
}

INCOMPLETE = "The author list is not complete."

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ET_AL = re.compile(r"(?:^|,?\s+)et\.? al\.?$", re.IGNORECASE)
_RANGE = re.compile(r"([a-z]*\d+[a-z]*)\s*[-\u2013]\s*([a-z]*\d+[a-z]*)", re.IGNORECASE)


@dataclass(frozen=True)
class Work:
    """What is known of a publication, as the formats need it; empty text where nothing is."""

    key: str
    kind: Kind
    title: str
    names: tuple[Name, ...]
    complete: bool
    year: str
    venue: str
    volume: str
    issue: str
    pages: str
    doi: str
    pmid: str
    caution: str
    retraction: str

    @property
    def notes(self) -> list[str]:
        """What whoever cites this should know."""
        notes = [] if self.complete else [INCOMPLETE]
        notes += [f"Retracted: {self.retraction}"] if self.retraction else []
        return [*notes, f"Caution: {self.caution}"] if self.caution else notes


def work(record: PublicationRecords) -> Work:
    """Give what is known of a publication."""

    def text(column: str) -> str:
        known = getattr(record, column)
        return "" if known is None else _CONTROLS.sub(" ", str(known)).strip()

    listed = [author.strip() for author in text("authors").split(";") if author.strip()]
    kept = [_ET_AL.sub("", author).strip() for author in listed]
    year = re.match(r"\d{4}", text("year"))
    as_it_is = ("title", "venue", "volume", "issue", "pages", "doi", "pmid", "caution", "retraction")
    return Work(
        key=text("publication").removeprefix(BASE + "publication/"),
        kind=KINDS.get(text("kind"), OTHER),
        names=tuple(author(name) for name in kept if name),
        complete=kept == listed,
        year=year.group() if year else "",
        **{column: text(column) for column in as_it_is},
    )


def as_ris(records: Sequence[PublicationRecords]) -> str:
    """Give RIS, which most reference managers read.

    No text has a line break left in it, so that none can start a tag or end a record. A single page may
    be the number of an article; either is the start page. A name without a comma is read as one piece.
    """
    return "\n".join("".join(f"{tag}  - {value}\n" for tag, value in _ris(work(one))) for one in records)


def _ris(known: Work) -> list[tuple[str, str]]:
    span = _RANGE.fullmatch(known.pages)
    first, last = span.groups() if span else (known.pages, "")
    fields = [
        ("ID", known.key),
        *(("AU", ", ".join(part for part in name if part)) for name in known.names),
        ("PY", known.year),
        ("TI", known.title),
        (known.kind.ris_venue, known.venue),
        ("VL", known.volume),
        ("IS", known.issue),
        ("SP", first),
        ("EP", last),
        ("DO", known.doi),
        ("DB", "PubMed" if known.pmid else ""),
        ("AN", known.pmid),
        *(("N1", note) for note in known.notes),
    ]
    return [("TY", known.kind.ris), *((tag, value) for tag, value in fields if value), ("ER", "")]


def as_bibtex(records: Sequence[PublicationRecords]) -> str:
    """Give BibTeX in UTF-8, which biblatex reads too; braces keep styles from lowering a title's capitals."""
    return "\n".join(_bibtex(work(one)) for one in records)


def _bibtex(known: Work) -> str:
    authors = [
        ", ".join(latex(part) for part in (name.family, name.suffix, name.initials) if part)
        if name.initials
        else f"{{{latex(name.family)}}}"
        for name in known.names
    ]
    authors += ["others"] if authors and not known.complete else []
    span = _RANGE.fullmatch(known.pages)
    kind, venue, says = known.kind.bibtex, known.kind.bibtex_venue, known.kind.bibtex_says
    if kind in LACKING and not (authors and known.venue and known.year):
        kind, venue, says = "misc", "howpublished", LACKING[kind]
    fields = {
        "author": " and ".join(authors),
        "title": f"{{{latex(known.title)}}}" if known.title else "",
        venue: latex(known.venue),
        "type": says,
        "year": known.year,
        "volume": latex(known.volume),
        "number": latex(known.issue),
        "pages": "--".join(span.groups()) if span else latex(known.pages),
        "doi": _verbatim(known.doi),
        "pmid": latex(known.pmid),
        # `and others` says it where there is someone to say it after.
        "annote": latex(" ".join(note for note in known.notes if note != INCOMPLETE or not authors)),
    }
    body = "".join(f"  {field} = {{{value}}},\n" for field, value in fields.items() if value)
    # A key of ours is a slug. One from elsewhere may be an IRI, with what ends a key in BibTeX.
    return f"@{kind}{{{re.sub(r'[^A-Za-z0-9:/._-]+', '-', known.key)},\n{body}}}\n"


# BibTeX counts every brace, one after a backslash too, so a brace may not stand for itself in any way.
_LATEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_"},
        "\\": r"{\textbackslash}",
        "{": r"{$\lbrace$}",
        "}": r"{$\rbrace$}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "<": "{$<$}",
        ">": "{$>$}",
        "|": "{$|$}",
        "\N{NO-BREAK SPACE}": "~",
    }
)
_LIGATURE = re.compile(r"([-`',])(?=\1)|[?!](?=`)")


def latex(text: str) -> str:
    r"""Give a text so that TeX prints it as it is.

    >>> latex(r"R&D \input{x}")
    'R\\&D {\\textbackslash}input{$\\lbrace$}x{$\\rbrace$}'
    """
    # Apart, two hyphens stay two hyphens; none of these signs is made by the translation.
    return _LIGATURE.sub(r"\g<0>{}", text.translate(_LATEX))


def _verbatim(doi: str) -> str:
    """Give a DOI, which is never typeset: what BibTeX cannot hold is written as in a web address."""
    return re.sub(r"[{}\\ ]", lambda found: f"%{ord(found.group()):02X}", doi)


def as_csl(records: Sequence[PublicationRecords]) -> str:
    """Give CSL-JSON, which Zotero, pandoc and every citation processor read.

    The format takes a few tags in titles, such as `<i>`, for markup and has no way to escape them.
    """
    return json.dumps([_csl(work(one)) for one in records], ensure_ascii=False, indent=2) + "\n"


def _csl(known: Work) -> dict[str, object]:
    fields: dict[str, object] = {
        "id": known.key,
        "type": known.kind.csl,
        "title": known.title,
        "author": [
            {
                "family": name.family,
                "given": name.initials,
                **({"suffix": name.suffix} if name.suffix else {}),
            }
            if name.initials
            else {"literal": name.family}
            for name in known.names
        ],
        "issued": {"date-parts": [[int(known.year)]]} if known.year else None,
        known.kind.csl_venue: known.venue,
        "volume": known.volume,
        "issue": known.issue,
        "page": known.pages,
        "DOI": known.doi,
        "PMID": known.pmid,
        "note": " ".join(known.notes),
    }
    return {field: value for field, value in fields.items() if value}


REFERENCE_FORMATS: dict[str, Format[Sequence[PublicationRecords]]] = {
    made.name: made
    for made in (
        Format("ris", ".ris", "application/x-research-info-systems", "for reference managers", as_ris),
        Format("bibtex", ".bib", "application/x-bibtex", "for LaTeX", as_bibtex),
        Format(
            "csl-json", ".json", "application/vnd.citationstyles.csl+json", "for Zotero and pandoc", as_csl
        ),
    )
}
