"""The tiny world with one mistake: an edit of one row, most often of one cell, for each case.

A case is named for the rule that finds it; `about` tells apart those of one rule. It says in which column the
problem must be found, if not in the first that was edited, and words that the advice must have.
"""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROW = ""  # found in a row as a whole, and in no column

CODINGS = "reviews/tiny2020/codings.csv"
CRITERIA = "reviews/tiny2020/criteria.csv"
CROSSWALK = "frameworks/cfir2009-cfir2022.sssom.tsv"
COUNTS = "reviews/tiny2020/counts.csv"
ENDORSEMENTS = "endorsements/eric.csv"
FINDINGS = "findings/findings.csv"
REVIEW = "reviews/tiny2020/review.csv"
FACTS = "reviews/tiny2020/facts.csv"
STATEMENTS = "reviews/tiny2020/statements.csv"
STATISTICS = "reviews/tiny2020/statistics.csv"
COUNTRIES = "schemes/countries.csv"
SCOPES = "schemes/scopes.csv"


@dataclass(frozen=True)
class Case:
    """One row says something else. `row` is its first cell, with so many more as tell it from others."""

    rule: str
    about: str
    file: str
    row: str
    cells: Mapping[str, str]
    found: str | None = None
    found_row: str | None = None
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.rule}--{self.about}" if self.about else self.rule

    def lay(self, world: Path) -> None:
        """Make the mistake in a copy of the tiny world."""
        edit(world / self.file, self.row, self.cells)

    def place(self, tiny: Path) -> str:
        """Where the problem must be found."""
        line = line_of(tiny / self.file, self.found_row or self.row)
        return f"{self.file}:{line}:{next(iter(self.cells)) if self.found is None else self.found}"


@dataclass(frozen=True)
class Damage:
    """What is no edit of a cell: a file that is no table, a header, metadata, a row that is gone."""

    rule: str
    about: str
    where: str
    lay: Callable[[Path], None] = field(repr=False)
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.rule}--{self.about}" if self.about else self.rule

    def place(self, _: Path) -> str:
        """Where the problem must be found."""
        return self.where


def _cells(line: str, path: Path) -> list[str]:
    (cells,) = csv.reader([line], delimiter="\t" if path.suffix == ".tsv" else ",")
    return cells


def _lines(path: Path) -> tuple[list[str], int]:
    """The lines of a table, and which of them is the header."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return lines, next(number for number, line in enumerate(lines) if not line.startswith("#"))


def line_of(path: Path, row: str) -> int:
    """The line on which a row stands."""
    lines, header = _lines(path)
    start = row.split(" ")
    (found,) = (
        number
        for number, line in enumerate(lines[header + 1 :], header + 2)
        if _cells(line, path)[: len(start)] == start
    )
    return found


def edit(path: Path, row: str, cells: Mapping[str, str]) -> None:
    """Let some cells of a row say something else; all other lines stay as they are."""
    lines, header = _lines(path)
    columns, number = _cells(lines[header], path), line_of(path, row) - 1
    said = dict(zip(columns, _cells(lines[number], path), strict=True))
    assert not cells.keys() - said.keys()
    written = io.StringIO()
    csv.writer(written, delimiter="\t" if path.suffix == ".tsv" else ",", lineterminator="\n").writerow(
        (said | dict(cells)).values()
    )
    lines[number] = written.getvalue().removesuffix("\n")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def replaced(file: str, old: str, new: str) -> Callable[[Path], None]:
    """Make what puts one text in the place of another in a file."""

    def lay(world: Path) -> None:
        text = (world / file).read_text(encoding="utf-8")
        assert text.count(old) == 1
        # Only what is not UTF-8 itself differs when it is written so.
        (world / file).write_bytes(text.replace(old, new).encode("utf-8", "surrogateescape"))

    return lay


def _own_of_a_review(world: Path) -> None:
    """A review whose publication has no design, and that is said to have found something itself."""
    edit(world / "publications.csv", "tiny2020", {"design": ""})
    edit(world / FINDINGS, "f3", {"directness": "own", "reported_by": "tiny2020", "locator": "Results"})


def _own_opinion(world: Path) -> None:
    with (world / "schemes/designs.csv").open("a", encoding="utf-8") as designs:
        designs.write("commentary,Commentary,Opinion without data\n")
    edit(world / "publications.csv", "cedar", {"design": "commentary"})
    edit(world / FINDINGS, "f5", {"directness": "own"})


def _beyond_an_abstract(world: Path) -> None:
    edit(world / "publications.csv", "dogwood2015", {"read": "abstract"})
    edit(world / FINDINGS, "f5", {"stated_in": "dogwood2015", "reported_by": "dogwood2015"})


def _without_topics(world: Path) -> None:
    (world / "schemes/topics.csv").unlink()
    edit(world / "codebooks/own/factors.csv", "open-door", {"topic": "", "influence": "tiny2020:culture"})


def _given(*defaults: str) -> Callable[[Path], None]:
    """Make what puts defaults at the top of a folder."""

    def lay(world: Path) -> None:
        (world / "defaults.csv").write_text("\n".join(("table,column,value", *defaults, "")))

    return lay


def _without_doi(world: Path) -> None:
    edit(world / REVIEW, "tiny2020", {"doi": ""})
    edit(world / "publications.csv", "tiny2020", {"doi": ""})


def _misnamed(world: Path) -> None:
    (world / "reviews/tiny2020/influence.csv").write_text(
        "slug,rank,label,alternative_labels,definition,locator\n"
    )


CASES: tuple[Case | Damage, ...] = (
    # What a cell cannot hold.
    Case("bad-cell", "", STATISTICS, "mean-culture", {"value": "NaN"}),
    Case("empty-cell", "", CRITERIA, "mutual-aid", {"label": ""}),
    Case(
        "empty-cell",
        "in-a-row-that-others-name",
        "reviews/tiny2020/influences.csv",
        "training",
        {"definition": ""},
    ),
    Case("too-long", "", CRITERIA, "mutual-aid", {"label": "mutual aid" + " and more of it" * 70}),
    Case(
        "bad-text", "doi", "publications.csv", "dogwood2015", {"doi": "https://doi.org/10.1000/dogwood2015"}
    ),
    Case(
        "bad-text", "invisible", FINDINGS, "f6", {"wording": "Long\u202edistances kept people from meeting."}
    ),
    Case("bad-text", "line-break", FINDINGS, "f6", {"wording": "Long distances\nkept people from meeting."}),
    Case("not-a-number", "", "publications.csv", "dogwood2015", {"year": "about 2015"}),
    Case("not-a-number", "decimal-comma", STATISTICS, "mean-culture", {"value": "2,0"}),
    Case("not-a-number", "of-a-count", COUNTS, "country-ug", {"count": "one"}),
    Case("out-of-range", "of-a-rating", "reviews/tiny2020/ratings.csv", "south training", {"score": "4000"}),
    Case(
        "out-of-range",
        "too-high",
        "reviews/tiny2020/anchors.csv",
        "3",
        {"score": "4000"},
        advice="at most 1000",
    ),
    Case(
        "out-of-range",
        "too-low",
        "reviews/tiny2020/references.csv",
        "1",
        {"ordinal": "0"},
        advice="at least 1",
    ),
    Case(
        "not-a-choice",
        "",
        FINDINGS,
        "f6",
        {"direction": "hinder"},
        advice="'facilitates', 'hinders', 'mixed', 'unclear' or 'not-found'",
    ),
    Case(
        "not-a-choice",
        "yes-or-no",
        "reviews/tiny2020/robustness.csv",
        "good-quality",
        {"order_changed": "perhaps"},
        advice="'yes' or 'no'",
    ),
    # What has no form that it could have.
    Case(
        "bad-form",
        "address",
        CROSSWALK,
        "crosswalk:inner-setting--inner-setting",
        {"see_also": "example.org/crosswalk"},
        advice="https://",
    ),
    Case("bad-form", "day", REVIEW, "tiny2020", {"protocol_registered": "31.1.2019"}, advice="YYYY-MM-DD"),
    Case("bad-form", "digits", "publications.csv", "dogwood2015", {"pmid": "PMID 1"}, advice="digits only"),
    Case(
        "bad-form",
        "list-of-slugs",
        "publications.csv",
        "dogwood2015",
        {"countries": "ug;De"},
        advice="lower-case letters and digits",
    ),
    Case(
        "bad-form",
        "object",
        CROSSWALK,
        "crosswalk:tension--climate",
        {"object_id": "Climate"},
        advice="scheme:name",
    ),
    Case(
        "bad-form",
        "qualified-name",
        "reviews/tiny2020/alignments.csv",
        "culture-climate",
        {"element": "climate"},
        advice="scheme:name",
    ),
    Case(
        "bad-form",
        "record",
        CROSSWALK,
        "crosswalk:tension--climate",
        {"record_id": "tension--climate"},
        advice="crosswalk:",
    ),
    Case(
        "bad-form",
        "slug",
        "reviews/tiny2020/determinants.csv",
        "distant-training",
        {"slug": "Distant training"},
        advice="lower-case letters and digits",
    ),
    Case("bad-form", "two-letters", COUNTRIES, "ug", {"notation": "Ug"}, advice="two capital letters"),
    Case("bad-form", "three-letters", COUNTRIES, "ug", {"alpha3": "UG"}, advice="three capital letters"),
    # Cells of one row that contradict each other. What comes first in `about` is the check that finds it.
    Case("inconsistent-row", "is-in-or-out--neither", "listed.csv", "ash", {"publication": ""}, found=ROW),
    Case("inconsistent-row", "is-in-or-out--both", "listed.csv", "ash", {"reason": "not seen"}, found=ROW),
    Case(
        "inconsistent-row",
        "says-one-thing",
        "publication-scope.csv",
        "birch2012",
        {"no": "adults"},
        found=ROW,
    ),
    Case("inconsistent-row", "is-not-its-own-part--own", SCOPES, "both", {"parts": "both"}, found=ROW),
    Case(
        "inconsistent-row",
        "is-not-its-own-part--alone",
        SCOPES,
        "adults",
        {"admits_unstated": "yes"},
        found=ROW,
    ),
    Case("unknown-name", "part", SCOPES, "both", {"parts": "own-data;grown-ups"}),
    Case("unknown-name", "scope", "publication-scope.csv", "cedar", {"yes": "data-of-its-own"}),
    Case("inconsistent-row", "are-two", "independence.csv", "cedar birch2012", {"other": "cedar"}, found=ROW),
    Case(
        "inconsistent-row",
        "can-be-known",
        COUNTS,
        "training",
        {"percentage": "", "percentage_locator": ""},
        found=ROW,
    ),
    Case(
        "inconsistent-row",
        "count-has-its-total--alone",
        ENDORSEMENTS,
        "hold-meetings cfir2009:climate 60",
        {"total": ""},
        found=ROW,
    ),
    Case(
        "inconsistent-row",
        "count-has-its-total--too-many",
        ENDORSEMENTS,
        "hold-meetings cfir2009:climate 60",
        {"count": "6"},
        found=ROW,
    ),
    Case(
        "inconsistent-row",
        "is-about-something",
        CROSSWALK,
        "crosswalk:no-term-found--leaders",
        {"object_id": "sssom:NoTermFound", "object_label": ""},
        found=ROW,
    ),
    Case(
        "inconsistent-row",
        "level-has-its-place--no-locator",
        ENDORSEMENTS,
        "hold-meetings cfir2009:climate 60",
        {"level_locator": ""},
        found=ROW,
    ),
    Case(
        "inconsistent-row",
        "level-has-its-place--no-level",
        ENDORSEMENTS,
        "hold-meetings cfir2009:climate 60",
        {"level": ""},
        found=ROW,
    ),
    Case("inconsistent-row", "count-is-within-total", COUNTS, "culture", {"count": "6"}, found=ROW),
    Case(
        "inconsistent-row",
        "printed-terms-are-of-something",
        COUNTS,
        "training",
        {"direction": ""},
        found=ROW,
    ),
    Case(
        "inconsistent-row", "counts-one-thing", COUNTS, "culture-good-quality", {"quality": "good"}, found=ROW
    ),
    Case("inconsistent-row", "directness-fits--no-reporter", FINDINGS, "f6", {"reported_by": ";"}, found=ROW),
    Case("inconsistent-row", "directness-fits--own", FINDINGS, "f3", {"directness": "own"}, found=ROW),
    Case(
        "inconsistent-row",
        "directness-fits--secondary",
        FINDINGS,
        "f6",
        {"directness": "secondary"},
        found=ROW,
    ),
    Case(
        "inconsistent-row",
        "directness-fits--coding",
        FINDINGS,
        "f6",
        {"directness": "coding"},
        found=ROW,
    ),
    Case(
        "inconsistent-row",
        "has-one-code--both",
        FINDINGS,
        "f6",
        {"influence": "tiny2020:training"},
        found=ROW,
    ),
    Case("inconsistent-row", "has-one-code--neither", FINDINGS, "f6", {"topic": ""}, found=ROW),
    Case(
        "inconsistent-row",
        "has-one-code--of-a-coding",
        CODINGS,
        "c3",
        {"element": "cfir2009:climate"},
        found=ROW,
    ),
    Case(
        "inconsistent-row",
        "has-one-subject--both",
        "codebooks/own/factors.csv",
        "open-door",
        {"influence": "tiny2020:culture"},
        found=ROW,
    ),
    Case(
        "inconsistent-row",
        "maps-one-thing--both",
        "reviews/tiny2020/alignments.csv",
        "blame-readiness",
        {"influence": "culture"},
        found=ROW,
    ),
    Case(
        "inconsistent-row",
        "maps-one-thing--neither",
        "reviews/tiny2020/alignments.csv",
        "blame-readiness",
        {"determinant": ""},
        found=ROW,
    ),
    Case("inconsistent-row", "names-its-study--coding", CODINGS, "c2", {"study": ""}, found=ROW),
    Case("inconsistent-row", "names-its-study--synthesis", CODINGS, "c3", {"study": "ash2010"}, found=ROW),
    Case(
        "inconsistent-row",
        "names-a-code",
        "codebooks/own/rules.csv",
        "influence/tiny2020:culture",
        {"code": "culture"},
        found=ROW,
    ),
    Case(
        "inconsistent-row",
        "abbreviations-are-spelt-out",
        REVIEW,
        "tiny2020",
        {"abbreviations": "PS"},
        found=ROW,
    ),
    Case(
        "inconsistent-row",
        "printed-has-locator",
        "reviews/tiny2020/conditions.csv",
        "training-external",
        {"basis": "printed"},
        found=ROW,
    ),
    Case(
        "inconsistent-row",
        "printed-numbers-have-locators--count",
        COUNTS,
        "culture",
        {"count_locator": ""},
        found=ROW,
    ),
    Case(
        "inconsistent-row",
        "printed-numbers-have-locators--percentage",
        COUNTS,
        "culture",
        {"percentage_locator": ""},
        found=ROW,
    ),
    Case("inconsistent-row", "says-how-many", ENDORSEMENTS, "ask-families", {"percentage": ""}, found=ROW),
    Case(
        "inconsistent-row",
        "value-fits-property",
        FACTS,
        "searched-until",
        {"value": "June 2019"},
        found=ROW,
    ),
    Case(
        "inconsistent-row",
        "has-parts-where-it-is-about-parts",
        STATEMENTS,
        "culture-includes-training",
        {"parts": ""},
        found=ROW,
    ),
    # Names that lead nowhere, and names used twice.
    Case(
        "unknown-name", "", FINDINGS, "f6", {"topic": "rural-settings"}, advice="Did you mean rural-setting?"
    ),
    Case("unknown-name", "complement", COUNTS, "modality-not-stated", {"complement_of": "modality-known"}),
    Case(
        "unknown-name",
        "in-a-list",
        "publications.csv",
        "birch2012",
        {"countries": "de;gu"},
        advice="two letters of ISO 3166-1",
    ),
    Case(
        "unknown-name",
        "qualified",
        "reviews/tiny2020/alignments.csv",
        "culture-climate",
        {"element": "cfir2022:tension"},
    ),
    Damage("unknown-name", "without-its-table", f"{FINDINGS}:7:topic", _without_topics, "Add it to topics"),
    Case("repeated-name", "", CRITERIA, "any-design", {"slug": "adults"}),
    Case("repeated-value", "", "reviews/tiny2020/sources.csv", "citation-tracking", {"ordinal": "1"}),
    Case(
        "repeated-value",
        "several-columns",
        "reviews/tiny2020/determinants.csv",
        "paid-training",
        {"direction": "hinders"},
        found="row",
        found_row="distant-training",
    ),
    # Rows that cannot all be true.
    Case("count-not-derivable", "", COUNTS, "training", {"percentage": "41"}),
    Case(
        "count-not-derivable",
        "in-a-sum",
        COUNTS,
        "modality-group",
        {"percentage": "26", "count": "", "count_locator": ""},
    ),
    Case(
        "own-of-a-review",
        "",
        FINDINGS,
        "f3",
        {"directness": "own", "reported_by": "tiny2020", "locator": "Results"},
    ),
    Damage("own-of-a-review", "by-its-folder", f"{FINDINGS}:4:directness", _own_of_a_review),
    Damage("own-without-data", "", f"{FINDINGS}:6:directness", _own_opinion, "Write background"),
    Case("of-no-review", "coding", FINDINGS, "f9", {"directness": "coding"}),
    Case("of-no-review", "synthesis", FINDINGS, "f5", {"directness": "synthesis"}),
    Case(
        "found-before-the-findings",
        "",
        FINDINGS,
        "f1",
        {"locator": "Abstract, methods"},
        found="directness",
        advice="correct the locator",
    ),
    Case(
        "found-unread",
        "",
        FINDINGS,
        "f5",
        {"directness": "own", "stated_in": "dogwood2015", "reported_by": "dogwood2015"},
        advice="write secondary",
    ),
    Damage(
        "beyond-what-was-read",
        "",
        f"{FINDINGS}:6:locator",
        _beyond_an_abstract,
        "Begin the locator with Abstract",
    ),
    Case("cited-not-listed", "", STATEMENTS, "small-steps", {"cites": "cedar"}, advice="references.csv"),
    Case("cited-not-listed", "by-a-fact", FACTS, "wide-apart", {"cites": "cedar"}),
    Case("against-its-factor", "", FINDINGS, "f1", {"direction": "hinders"}),
    Case("against-its-factor", "in-a-review", CODINGS, "c1", {"direction": "facilitates"}),
    Case("factor-of-another", "", FINDINGS, "f1", {"determinant": "tiny2020:paid-training"}),
    Case("factor-of-another", "in-a-review", CODINGS, "c1", {"determinant": "blame"}),
    Case("not-included", "", CODINGS, "c1", {"study": "cedar"}, advice="included.csv"),
    Case(
        "not-on-the-scale",
        "",
        "reviews/tiny2020/ratings.csv",
        "south training",
        {"score": "4"},
        advice="Write one of 0, 1, 2, 3",
    ),
    Case("rank-gap", "", "reviews/tiny2020/influences.csv", "training", {"rank": "3"}),
    Damage(
        "rating-missing",
        "",
        "reviews/tiny2020/sites.csv:3:slug",
        replaced("reviews/tiny2020/ratings.csv", 'south,training,1,"Table 2, row 2, column South"\n', ""),
    ),
    Case("unlike-publication", "doi", REVIEW, "tiny2020", {"doi": "10.1000/tiny2021"}),
    Case(
        "unlike-publication",
        "title",
        REVIEW,
        "tiny2020",
        {"title": "What helps and hinders in a tiny world: systematic review"},
    ),
    Case("wrong-folder", "", REVIEW, "tiny2020", {"key": "tiny2021"}),
    Damage("empty-cell", "of-the-publication-too", f"{REVIEW}:2:doi", _without_doi),
    # What is left from a table to begin with, and what is given for a whole table.
    Case("example-left-in", "", CRITERIA, "mutual-aid", {"label": "EXAMPLE: mutual aid"}),
    Damage(
        "unknown-name",
        "table-of-a-default",
        "defaults.csv:2:table",
        _given("findings/mine.csv,coder,kim"),
        "Write its path",
    ),
    Damage("unknown-column", "of-a-default", "defaults.csv:2:column", _given(f"{FINDINGS},coded,kim")),
    Damage(
        "repeated-name",
        "of-a-default",
        "defaults.csv:3:column",
        _given(f"{FINDINGS},outcome,well-being", f"{FINDINGS},outcome,implementation"),
    ),
    Damage("bad-form", "by-default", "defaults.csv:2:value", _given(f"{FINDINGS},outcome,Well being")),
    Damage("unknown-name", "by-default", "defaults.csv:2:value", _given(f"{FINDINGS},outcome,happiness")),
    Damage(
        "bad-form",
        "path-of-a-default",
        "defaults.csv:2:table",
        _given("/findings,outcome,well-being"),
        "findings/mine.csv",
    ),
    # What is no table, or not the one that it should be.
    Damage("cell-count", "", f"{CRITERIA}:3:", replaced(CRITERIA, "mutual aid", "mutual, aid")),
    Damage("not-csv", "not-closed", f"{CRITERIA}:3:", replaced(CRITERIA, "mutual aid", '"mutual aid')),
    Damage("not-csv", "not-doubled", f"{CRITERIA}:3:", replaced(CRITERIA, "mutual aid", '"mutual" aid')),
    Damage("not-utf8", "", f"{CRITERIA}:0:", replaced(CRITERIA, "mutual aid", "mutual aid \udce0 deux")),
    Damage(
        "header-in-one-cell",
        "",
        f"{CRITERIA}:1:",
        replaced(
            CRITERIA, "slug,role,aspect,label,reason,locator", '"slug;role;aspect;label;reason;locator"'
        ),
    ),
    Damage("missing-column", "", f"{CRITERIA}:1:aspect", replaced(CRITERIA, "role,aspect", "role")),
    Damage(
        "repeated-column",
        "",
        f"{CRITERIA}:1:reason",
        replaced(CRITERIA, "reason,locator", "reason,reason,locator"),
    ),
    Damage(
        "unknown-column",
        "",
        f"{CRITERIA}:1:note",
        replaced(CRITERIA, "reason,locator", "reason,locator,note"),
    ),
    Damage(
        "unknown-column",
        "in-a-table-that-others-name",
        "reviews/tiny2020/items.csv:1:note",
        replaced("reviews/tiny2020/items.csv", "question,locator", "question,locator,note"),
    ),
    Damage("unknown-table", "", "reviews/tiny2020/influence.csv:0:", _misnamed),
    Damage(
        "bad-metadata",
        "incomplete",
        f"{CROSSWALK}:1:",
        replaced(CROSSWALK, "#license: https://creativecommons.org/licenses/by/4.0/\n", ""),
    ),
    Damage(
        "bad-metadata",
        "not-yaml",
        f"{CROSSWALK}:1:",
        replaced(CROSSWALK, "#mapping_set_title: CFIR", '#mapping_set_title: "CFIR'),
    ),
)
