"""The matrix of constructs by study as a table and as a workbook: counts filled in, judgements left blank."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pyoxigraph import Literal

from determinants.ask.construct_matrix import WAYS, ConstructMatrix, Entry
from determinants.ask.records import CfirElements
from determinants.ground.vocab import DET
from determinants.store.solutions import Rows
from determinants.write import row_formats
from determinants.write.formats import Format
from determinants.write.workbooks import Choices, Line, Page, written

RATINGS = ("-2", "-1", "0", "1", "2", "M", "X")
COLUMNS = (
    "edition", "code", "construct", "review", "study", "year",
    *(way.slug for way in WAYS),
    "findings", "factors", "rating", "rationale", "rater",
)  # fmt: skip
YOURS = frozenset({"rating", "rationale", "rater"})
NO_REVIEW = "no review"  # of a factor that belongs to none
LETTERS = ("F", "H", "X", "U", "N")  # one for each of WAYS
KEY = ", ".join(f"{letter}: {way.label}" for letter, way in zip(LETTERS, WAYS, strict=True))
HOW = (
    "A number is how many findings of a study stand in a construct, a direction each: its own, or coded by "
    "a review from it. Ratings are blank: valence and strength (-2 to 2, X where it is mixed, M where data "
    "are missing) are a judgement of who reads the study, and no count gives one. An empty cell does not say "
    "that the study looked for it. Reviews stand apart; a study that two of them have stands in both."
)
CHOOSE = Choices(
    RATINGS,
    "Your rating",
    "Which way the construct works in this study, and how strongly. X: mixed, M: missing.",
)


def as_csv(matrix: ConstructMatrix) -> str:
    """Give a row for each construct, review and study that has something there, with room for a rating."""
    return _table(COLUMNS, [_row(entry) for entry in matrix.entries])


def _table(columns: Sequence[str], rows: Sequence[Sequence[str | int | None]]) -> str:
    return row_formats.as_csv(Rows(tuple(columns), tuple(tuple(map(_term, row)) for row in rows)))


def _term(cell: str | int | None) -> Literal | None:
    return None if cell is None else Literal(cell)


def _row(entry: Entry) -> tuple[str | int | None, ...]:
    element = entry.element
    return (
        element.framework_label, element.notation, element.element_label,
        entry.review_label or NO_REVIEW, entry.study_label, entry.year,
        *(entry.number(way.slug) for way in WAYS),
        " ".join(entry.findings), "; ".join(entry.factors), None, None, None,
    )  # fmt: skip


def as_workbook(matrix: ConstructMatrix) -> bytes:
    """Give sheets: constructs by study for each edition and review, what to rate, findings, the codebook."""
    editions = list(dict.fromkeys(row.framework_label for row in matrix.elements))
    title = f"Constructs by study: {', '.join(editions)}"
    wide = [page for edition in editions for page in _by_study(matrix, edition)]
    pages = [
        _read_me(title, matrix, [page.name for page in wide]),
        *wide, _to_rate(matrix), _findings(matrix), _codebook(matrix),
    ]  # fmt: skip
    return written(title, pages)


def _read_me(title: str, matrix: ConstructMatrix, names: list[str]) -> Page:
    lines = [
        Line((title,), "title"),
        Line(("sheet", "what it is"), "header"),
        Line((", ".join(names), f"Constructs by study. {KEY}.")),
        Line(("To rate", "The same, a row for each construct and study, with cells for your rating.")),
        Line(("Findings", "Every finding that is counted, with its place in the source.")),
        Line(("Codebook", "What belongs in each construct, and what of its forerunner stands elsewhere.")),
        Line(("to bear in mind", ""), "header"),
        Line(("Counts", HOW)),
        Line(("Coding", matrix.coded)),
    ]  # fmt: skip
    return Page("Read me", (34, 110), tuple(lines))


def _by_study(matrix: ConstructMatrix, edition: str) -> Iterator[Page]:
    """Yield a sheet for each review: constructs in rows, also those without anything, studies in columns."""
    by_review = defaultdict[str, list[Entry]](list)
    for entry in matrix.entries:
        if entry.element.framework_label == edition:
            by_review[entry.review_label or NO_REVIEW].append(entry)
    elements = [row for row in matrix.elements if row.framework_label == edition]
    for review, entries in sorted(by_review.items(), key=lambda held: (held[0] == NO_REVIEW, held[0])):
        studies = sorted({(entry.study_label, entry.study) for entry in entries})
        told = {(entry.element.element, entry.study): entry for entry in entries}
        lines = [Line(("code", "construct", "studies", *(label for label, _ in studies)), "header")]
        for row in elements:
            here = [told.get((row.element, study)) for _, study in studies]
            cells = (row.notation, row.element_label, sum(map(bool, here)), *map(_cell, here))
            lines.append(Line(cells, "domain" if row.kind == DET.Domain.value else "row"))
        yield Page(
            _sheet(f"{edition} {review}"), (9, 34, 9, *(11,) * len(studies)), tuple(lines),
            header=0, named=2, wide=max(1, len(studies) // 15), filtered=True,
        )  # fmt: skip


def _cell(entry: Entry | None) -> str | None:
    if entry is None:
        return None
    counted = [(letter, entry.number(way.slug)) for letter, way in zip(LETTERS, WAYS, strict=True)]
    return " ".join(f"{letter}{number}" for letter, number in counted if number)


def _sheet(name: str) -> str:
    """Give a name that Excel allows."""
    return "".join(" " if sign in "[]:*?/\\'" else sign for sign in name)[:31]


def _to_rate(matrix: ConstructMatrix) -> Page:
    lines = [Line(COLUMNS, "header")]
    place = COLUMNS.index("rating")
    lines += [Line(_row(entry), choices={place: CHOOSE}) for entry in matrix.entries]
    widths = (11, 9, 30, 20, 24, 7, *(8,) * len(WAYS), 20, 40, 8, 40, 12)
    mine = frozenset(COLUMNS.index(name) for name in YOURS)
    return Page("To rate", widths, tuple(lines), header=0, named=3, fill_in=mine, filtered=True, wide=2)


def _findings(matrix: ConstructMatrix) -> Page:
    head = (
        "edition", "construct", "factor", "review", "study", "direction", "directness", "finding", "wording",
        "locator", "stated in", "confidence", "link",
    )  # fmt: skip
    label = {row.element: row.framework_label for row in matrix.elements}
    rows = [
        Line((
            label[row.element], row.element_label, row.determinant_label, row.review_label or NO_REVIEW,
            row.publication_label, row.direction_label, row.directness_label, row.finding.rsplit("/", 1)[-1],
            row.wording, row.locator, row.stated_in_label, row.confidence_label, row.doi_link,
        ))
        for row in matrix.findings
    ]  # fmt: skip
    widths = (11, 28, 30, 20, 22, 12, 16, 10, 56, 30, 20, 12, 30)
    return Page("Findings", widths, (Line(head, "header"), *rows), header=0, filtered=True, wide=2)


def codebook(matrix: ConstructMatrix) -> list[tuple[str | None, ...]]:
    """Give what belongs in each construct, in our words, and what a source says stands elsewhere.

    What stands elsewhere is from the crosswalk between editions, only where a source states or implies it,
    with the place. Where none does, the cell is empty: nothing is said of what a construct leaves out.
    """
    return [
        (*_named(row), row.definition, *_elsewhere(matrix, row), _counterparts(matrix, row))
        for row in matrix.elements
    ]


def _named(row: CfirElements) -> tuple[str | None, ...]:
    return row.framework_label, row.notation, row.element_label, row.kind_label, row.broader_label


def _elsewhere(matrix: ConstructMatrix, row: CfirElements) -> tuple[str, str]:
    """Give what of the forerunners of a construct stands in others now, and where that is said."""
    sourced = [pair for pair in matrix.crosswalk if pair.source and pair.basis in SOURCED]
    old = {pair.old for pair in sourced if pair.new == row.element}
    said = [pair for pair in sourced if pair.old in old and pair.new != row.element]
    told = [
        f"{pair.old_label} (older edition) also went to {pair.new_label}: {pair.note or pair.basis}"
        for pair in said
    ]
    return "\n".join(told), "\n".join(dict.fromkeys(pair.source or "" for pair in said))


def _counterparts(matrix: ConstructMatrix, row: CfirElements) -> str:
    told = []
    for pair in matrix.crosswalk:
        if row.element == pair.old:
            told.append(f"{pair.relation_label}: {pair.new_label} ({pair.basis})")
        elif row.element == pair.new:
            told.append(f"{pair.relation_label}, from {pair.old_label} ({pair.basis})")
    return "\n".join(told)


SOURCED = ("stated", "implied")  # by a source, and no judgement of ours
BOOK = (
    "edition", "code", "construct", "level", "part of", "what belongs there (our words)",
    "what stands elsewhere (where a source says so)", "where that is said", "in the other edition",
)  # fmt: skip


def _codebook(matrix: ConstructMatrix) -> Page:
    lines = [Line(BOOK, "header"), *(Line(cells) for cells in codebook(matrix))]
    return Page(
        "Codebook",
        (11, 9, 30, 13, 24, 50, 50, 40, 50),
        tuple(lines),
        header=0,
        named=3,
        filtered=True,
        wide=2,
    )


def as_codebook(matrix: ConstructMatrix) -> str:
    """Give the codebook as a table."""
    return _table(BOOK, codebook(matrix))


SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

MATRIX_FORMATS: dict[str, Format[ConstructMatrix]] = {
    made.name: made
    for made in (
        Format(
            "cfir-matrix", ".csv", "text/csv", "constructs by study, counts with room for ratings", as_csv
        ),
        Format("cfir-codebook", ".csv", "text/csv", "what belongs in each construct", as_codebook),
        Format("cfir-workbook", ".xlsx", SHEET, "the matrix, findings and codebook as sheets", as_workbook),
    )
}
