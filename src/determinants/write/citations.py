"""A citation in words and for reference managers. A new format is one function and its record.

What the graph does not say of itself is left out. No address on the web is given: none is known to lead
there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from determinants.ask.citing import Citation
from determinants.write.formats import Format
from determinants.write.references import latex
from determinants.write.telling import Hanging, Told

WORKS = "Cite with it the reviews and studies that the answers rest on."


def sentence(made: Citation) -> str:
    """Give a citation as one paragraph.

    >>> import datetime
    >>> data = ("On peers", "the project", "0.2.0", "2026-11-29", "1f", "determinants 0.3.0")
    >>> asked = ("determinants ask q", "How many?", "q", ("review: Ash",))
    >>> sentence(Citation(*data, datetime.date(2026, 12, 1), *asked))
    'The project. On peers. Version 0.2.0 of 2026-11-29, state 1f (determinants 0.3.0). Data set. How many? \
(question q; review: Ash). Made on 2026-12-01 with: determinants ask q'
    """
    return " ".join([*_data(made), *_asked(made), f"Made on {made.accessed} with: {made.command}"])


def told(answer: Told, made: Citation) -> Told:
    """Give an answer with its citation below it, which is a member of it in what carries all of an answer."""
    cited = sentence(made)
    blocks = (*answer.blocks, "", Hanging("Cite as: ", cited))
    return replace(answer, blocks=blocks, facts={**answer.facts, "citation": cited})


def undated(made: Citation) -> str:
    """Give a citation without the day on which it was made, for what has the same bytes each time."""
    return " ".join([*_data(made), *_asked(made), f"Made with: {made.command}"])


def of_data(made: Citation) -> str:
    """Give the part of a citation that says which data, in which version and state."""
    return " ".join(_data(made))


def _data(made: Citation) -> Iterator[str]:
    if made.creator:
        yield f"{made.creator[:1].upper()}{made.creator[1:]}."
    yield f"{made.title}."
    known = []
    if made.version:
        known.append(f"Version {made.version} {f'of {made.issued}' if made.issued else '(not released)'}")
    if made.state:
        known.append(f"{'state' if known else 'State'} {made.state}")
    if known:
        yield f"{', '.join(known)}{f' ({made.program})' if made.program else ''}."
    yield "Data set."


def _asked(made: Citation) -> Iterator[str]:
    if made.asked:
        more = [*([f"question {made.name}"] if made.name else []), *made.narrowed]
        end = "" if made.asked.endswith((".", "?", "!")) else "."
        yield f"{made.asked}{end}" if not more else f"{made.asked} ({'; '.join(more)})."


def as_text(citations: Sequence[Citation]) -> str:
    """Give each citation as a paragraph, and what else is to be cited."""
    return "\n\n".join([*map(sentence, citations), WORKS]) + "\n"


def as_ris(citations: Sequence[Citation]) -> str:
    """Give RIS, each a data set."""
    return "\n".join(
        "".join(f"{tag}  - {_line(value)}\n" for tag, value in _ris(made) if value or tag == "ER")
        for made in citations
    )


def _ris(made: Citation) -> list[tuple[str, str]]:
    return [
        ("TY", "DATA"),
        ("ID", made.key),
        ("AU", made.creator),
        ("PY", made.year),
        ("DA", made.issued.replace("-", "/")),
        ("TI", made.title),
        ("ET", made.version),
        *(("N1", note) for note in _notes(made)),
        ("Y2", f"{made.accessed:%Y/%m/%d}"),
        ("ER", ""),
    ]


def _notes(made: Citation) -> list[str]:
    """Give what no field is for: state, question and narrowing, and how it is made again."""
    state = f"State of the data: {made.state}." if made.state else ""
    program = f"Made by {made.program}." if made.program else ""
    return [note for note in (state, program, *_asked(made), f"Made with: {made.command}") if note]


def as_bibtex(citations: Sequence[Citation]) -> str:
    """Give BibTeX, each as `misc`, which every style has."""
    return "\n".join(map(_bibtex, citations))


def _bibtex(made: Citation) -> str:
    fields = {
        "author": f"{{{latex(made.creator)}}}" if made.creator else "",
        "title": f"{{{latex(made.title)}}}",
        "year": made.year,
        "version": latex(made.version),
        "howpublished": "Data set",
        "note": latex(
            _line(" ".join([*([f"Version {made.version}."] if made.version else []), *_notes(made)]))
        ),
        "urldate": str(made.accessed),
    }
    body = "".join(f"  {field} = {{{value}}},\n" for field, value in fields.items() if value)
    return f"@misc{{{made.key},\n{body}}}\n"


def _line(text: str) -> str:
    """Put a text on one line, so that none of it begins a field or ends a record."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).strip()


CITATION_FORMATS: dict[str, Format[Sequence[Citation]]] = {
    made.name: made
    for made in (
        Format("text", ".txt", "text/plain", "a paragraph each", as_text),
        Format("ris", ".ris", "application/x-research-info-systems", "for reference managers", as_ris),
        Format("bibtex", ".bib", "application/x-bibtex", "for LaTeX", as_bibtex),
    )
}
