"""The layout of GRADE-CERQual evidence profiles: what stands behind each influence, judgements left blank.

What is filled in is what people need who judge. The four components, the overall confidence and its
explanation are theirs, and no cell of these is ever filled in here.
"""

import html
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from pyoxigraph import Literal

from determinants.ask.evidence_profile import ContributingStudy, Profiled
from determinants.ground.words import many
from determinants.store.solutions import Rows
from determinants.write import row_formats
from determinants.write.formats import Format
from determinants.write.workbooks import Line, Page, written

Cells = tuple[str | None, ...]

JUDGED = ("methodological limitations", "coherence", "adequacy", "relevance")
YOURS = (*JUDGED, "GRADE-CERQual assessment of confidence", "explanation of the assessment")
PROFILE = (
    *("review", "no.", "summarised review finding", *YOURS, "contributing studies"),
    *("designs", "context", "quality", "directions", "what the review counts", "how coded"),
)
STUDIES = (
    *("review", "no.", "influence", "study", "design", "context", "quality", "directions"),
    *("what it reports, and where", "retraction", "reference"),
)
HOW = (
    "Each row is an influence of a review, or a construct that it codes to. Write the summarised review "
    "finding as a sentence of yours, and judge the four components, the confidence and why: these cells are "
    "blank, and no count gives them. Contributing studies report findings themselves, or are those from "
    "which a review that includes them codes some; they are not the review's own count, of which this graph "
    "may not know the studies. Quality is the grade that the review gave, or that the record of the study "
    "has. An empty cell means that it is not known."
)
TITLE = "Evidence profiles for GRADE-CERQual"


def _profile(one: Profiled, number: int) -> Cells:
    return (
        one.review_label,
        str(number),
        one.label,
        *(None for _ in YOURS),
        _listed([study.record.publication_label for study in one.studies]),
        _numbers(one.by("design")),
        _numbers(one.by("country")),
        _numbers(one.by("grade")),
        "; ".join([_numbers(one.directions), *_besides(one)]).strip("; "),
        _counted(one),
        one.coded,
    )


def _listed(names: Sequence[str]) -> str:
    return f"{many(len(names), 'study')}{': ' if names else ''}{'; '.join(names)}"


def _numbers(found: Mapping[str, int]) -> str:
    return "; ".join(f"{name} {number}" for name, number in found.items())


def _besides(one: Profiled) -> Iterator[str]:
    if one.looked_for:
        yield f"looked for and not found {one.looked_for}"
    if one.others:
        yield f"{many(one.others, 'other source')} that only reports of studies or remarks on them"


def _counted(one: Profiled) -> str:
    """Give what the review itself counts, and where; empty where it counts nothing."""
    count = one.counted
    if count is None or count.count is None:
        return ""
    total = f" of {count.total}" if count.total is not None else ""
    return f"{count.count}{total} publications ({count.locator or count.rule or count.percentage_locator})"


def _study(one: Profiled, number: int, study: ContributingStudy) -> Cells:
    record = study.record
    told = []
    for row in study.findings:
        source = "" if row.stated_in == row.publication else f"{row.stated_in_label}, "
        told.append(f"{row.direction_label}: {row.wording} ({source}{row.locator})")
    return (
        one.review_label,
        str(number),
        one.label,
        record.publication_label,
        record.design_label,
        study.context,
        study.graded,
        "; ".join(study.directions),
        "\n".join(told),
        record.retraction,
        record.citation + (f" doi:{record.doi}" if record.doi else ""),
    )


def _numbered(profiles: Sequence[Profiled]) -> Iterator[tuple[int, Profiled]]:
    """Yield each profile with its number within its review."""
    for _, group in groupby(profiles, key=lambda one: one.review):
        yield from enumerate(group, 1)


def as_csv(profiles: Sequence[Profiled]) -> str:
    """Give a row for each influence, in the columns of an evidence profile."""
    return _csv(PROFILE, [_profile(one, number) for number, one in _numbered(profiles)])


def as_studies(profiles: Sequence[Profiled]) -> str:
    """Give a row for each influence and study that contributes to it."""
    return _csv(STUDIES, [_study(one, no, each) for no, one in _numbered(profiles) for each in one.studies])


def _csv(columns: Sequence[str], rows: Sequence[Cells]) -> str:
    terms = tuple(tuple(Literal(cell) if cell else None for cell in row) for row in rows)
    return row_formats.as_csv(Rows(tuple(columns), terms))


def as_workbook(profiles: Sequence[Profiled]) -> bytes:
    """Give sheets: how to go on, the evidence profile with room for judgements, and the studies."""
    mine = frozenset(PROFILE.index(name) for name in YOURS)
    read_me = [
        Line((TITLE,), "title"),
        Line((HOW,), "note"),
        Line(("sheet", "what it is"), "header"),
        Line(("Evidence profile", "A row for each influence. The yellow cells are yours.")),
        Line(("Studies", "A row for each influence and study that contributes to it.")),
    ]
    rows = [Line(_profile(one, number)) for number, one in _numbered(profiles)]
    studies = [Line(_study(one, no, each)) for no, one in _numbered(profiles) for each in one.studies]
    pages = [
        Page("Read me", (24, 110), tuple(read_me)),
        Page(
            "Evidence profile", (20, 6, 34, *(24,) * len(YOURS), 50, 30, 30, 24, 30, 30, 40),
            (Line(PROFILE, "header"), *rows), header=0, named=3, fill_in=mine, filtered=True, wide=3,
        ),
        Page(
            "Studies", (20, 6, 28, 24, 22, 40, 14, 20, 70, 24, 60),
            (Line(STUDIES, "header"), *studies), header=0, named=4, filtered=True, wide=3,
        ),
    ]  # fmt: skip
    return written(TITLE, pages)


# What a document has of the columns, and in which order, so that a table fits a page on its side.
PASTED = ("no.", "summarised review finding", *YOURS, "contributing studies")
BELOW = ("study", "design", "context", "quality", "directions", "what it reports, and where", "reference")


def _parts(profiles: Sequence[Profiled]) -> Iterator[tuple[str, str, Sequence[str], list[Cells]]]:
    """Yield the tables of a document, each with its heading and what is said of it."""
    for _, group in groupby(profiles, key=lambda one: one.review):
        here = list(enumerate(group, 1))
        label = here[0][1].review_label
        rows = [_only(PROFILE, _profile(one, number), PASTED) for number, one in here]
        yield f"Evidence profile: {label}", "", PASTED, rows
        for number, one in here:
            cells = dict(zip(PROFILE, _profile(one, number), strict=True))
            told = [
                f"Counted by the review in {cells['what the review counts']}."
                if cells["what the review counts"]
                else "The review prints no count of it.",
                *(
                    f"{name.capitalize()}: {cells[name]}."
                    for name in ("designs", "context", "quality", "directions")
                    if cells[name]
                ),
                one.coded,
            ]
            studies = [_only(STUDIES, _study(one, number, each), BELOW) for each in one.studies]
            yield f"{label}, {number}. {one.label}", " ".join(told).strip(), BELOW, studies


def _only(columns: Sequence[str], cells: Cells, wanted: Sequence[str]) -> Cells:
    held = dict(zip(columns, cells, strict=True))
    gone = f" RETRACTED: {held['retraction']}" if held.get("retraction") else ""
    return tuple((held[name] or "") + gone if name == "reference" else held[name] for name in wanted)


def as_markdown(profiles: Sequence[Profiled]) -> str:
    """Give a document: a profile for each review, and below it the studies of each influence."""
    parts = [f"# {TITLE}", HOW]
    for heading, told, columns, rows in _parts(profiles):
        parts += [f"## {row_formats.in_markdown(heading)}", row_formats.in_markdown(told)]
        parts += [row_formats.markdown(columns, rows)] if rows else ["No study here contributes to it."]
    return "\n\n".join(part for part in parts if part) + "\n"


def as_html(profiles: Sequence[Profiled]) -> str:
    """Give the same as a page, whose tables can be pasted into a document."""
    body = [_tag("h1", TITLE), _tag("p", HOW)]
    for heading, told, columns, rows in _parts(profiles):
        body += [_tag("h2", heading), *([_tag("p", told)] if told else [])]
        body.append(_table(columns, rows) if rows else _tag("p", "No study here contributes to it."))
    return PAGE.format(title=TITLE, body="\n".join(body))


def _tag(name: str, text: str) -> str:
    return f"<{name}>{html.escape(text)}</{name}>"


def _table(columns: Sequence[str], rows: Sequence[Cells]) -> str:
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in columns)
    body = "\n".join(
        f"<tr>{''.join(_tag('td', cell or '').replace(chr(10), '<br>') for cell in row)}</tr>" for row in rows
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 0.9rem/1.4 Arial, Helvetica, sans-serif; margin: 1.5rem; }}
table {{ border-collapse: collapse; margin: 0 0 2rem; }}
th, td {{ border: 1px solid #999; padding: .3rem .5rem; text-align: left; vertical-align: top; }}
@page {{ size: landscape; }}
</style>
</head>
<body>
{body}
</body>
</html>
"""

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

CERQUAL_FORMATS: dict[str, Format[Sequence[Profiled]]] = {
    made.name: made
    for made in (
        Format("cerqual", ".csv", "text/csv", "GRADE-CERQual evidence profiles, judgements blank", as_csv),
        Format("cerqual-studies", ".csv", "text/csv", "the studies behind each influence", as_studies),
        Format("cerqual-workbook", ".xlsx", SHEET, "profiles and studies as sheets", as_workbook),
        Format("cerqual-document", ".md", "text/markdown", "profiles and studies to be read", as_markdown),
        Format("cerqual-page", ".html", "text/html", "the same, with tables to be pasted", as_html),
    )
}
