"""One review by itself: numbers that cannot all be true, and rows that its other tables want."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from determinants.ground.problems import Problem
from determinants.tables import model
from determinants.tables.checking.links import SCOPED, Address, Key
from determinants.tables.derivation import derived_count
from determinants.tables.lines import Entry, short

# Tables whose rows are held against each other when all are read. All are small.
TOGETHER = {
    *(
        "reviews",
        "facts",
        "statements",
        "references",
        "study-sets",
        "inclusions",
        "influences",
        "determinants",
        "counts",
        "codings",
        "sites",
    ),
    *("items", "anchors", "ratings"),
}


@dataclass(frozen=True)
class _Scope:
    """The rows of one review, by table."""

    kept: Mapping[Key, list[Entry]]
    unread: Collection[Key]
    key: str

    def complete(self, *tables: str) -> bool:
        """Whether every row of these tables could be read, so that what is not there is missing."""
        return not any((table, scope) in self.unread for table in tables for scope in (self.key, ""))

    def entries(self, table: str) -> list[Entry]:
        scope = self.key if table in SCOPED else ""
        return [entry for entry in self.kept.get((table, scope), ()) if entry.scope == self.key]


Articles = Mapping[str, tuple[Address, str, str | None]]


def between(
    kept: Mapping[Key, list[Entry]], articles: Articles, unread: Collection[Key]
) -> Iterator[Problem]:
    """Yield what does not fit together within a review, where all that it needs could be read."""
    for scope in sorted({scope for table, scope in kept if table == "reviews"}):
        rows = _Scope(kept, unread, scope)
        yield from _title_and_doi(rows, articles)
        if rows.complete("influences"):
            yield from _ranks(rows)
        yield from _counts(rows)
        if rows.complete("inclusions"):
            yield from _codings(rows)
        if rows.complete("ratings", "items"):
            yield from _ratings(rows)
        if rows.complete("references"):
            yield from _citations(rows)


def _title_and_doi(rows: _Scope, articles: Articles) -> Iterator[Problem]:
    for entry in rows.entries("reviews"):
        review = entry.row
        assert isinstance(review, model.Review)
        if review.key != rows.key:
            yield entry.problem(
                "key",
                "wrong-folder",
                f"the review '{review.key}' stands in '{short(rows.key)}'.",
                "Rename one of the two.",
            )
        if review.publication not in articles:
            continue
        address, title, doi = articles[review.publication]
        if not review.doi:
            yield entry.problem(
                "doi",
                "empty-cell",
                f"neither the review has a DOI, nor has '{review.publication}' in {address.file}.",
                "Fill it in, bare and in lower case, in one of the two.",
            )
        for column, given, known in (("title", review.title, title), ("doi", review.doi, doi)):
            if given and given != known:
                yield entry.problem(
                    column,
                    "unlike-publication",
                    f"the {column} differs from that of '{review.publication}' in {address.file}.",
                    "Make the two the same.",
                )


def _ranks(rows: _Scope) -> Iterator[Problem]:
    entries = rows.entries("influences")
    for entry in entries:
        assert isinstance(entry.row, model.Influence)
        if entry.row.rank is not None and entry.row.rank > len(entries):
            yield entry.problem(
                "rank",
                "rank-gap",
                f"rank {entry.row.rank} of {len(entries)} influences leaves a gap.",
                "Number the influences from 1 in the order in which they are printed.",
            )


def _counts(rows: _Scope) -> Iterator[Problem]:
    sizes = {
        entry.row.slug: entry.row.size
        for entry in rows.entries("study-sets")
        if isinstance(entry.row, model.StudySet)
    }
    for entry in rows.entries("counts"):
        count = entry.row
        assert isinstance(count, model.Count)
        known = count.complement_of is None or count.complement_of in sizes
        if count.count is None and known and derived_count(count, sizes) is None:
            yield entry.problem(
                "percentage",
                "count-not-derivable",
                f"no single whole number of {count.total} rounds to {count.percentage} per cent.",
                "Give the printed count, or correct percentage or total.",
            )


def _codings(rows: _Scope) -> Iterator[Problem]:
    """Yield codings of studies that the review does not include."""
    included = {entry.row.name for entry in rows.entries("inclusions")}
    for entry in rows.entries("codings"):
        assert isinstance(entry.row, model.Coding)
        if entry.row.study is not None and entry.row.study not in included:
            yield entry.problem(
                "study",
                "not-included",
                f"'{entry.row.study}' is not among the publications that the review includes.",
                "Add it to included.csv, or correct the study.",
            )


def _citations(rows: _Scope) -> Iterator[Problem]:
    """Yield what the review is said to cite though its list of references, where there is one, lacks it."""
    listed = {entry.row.key for entry in rows.entries("references") if isinstance(entry.row, model.Reference)}
    for entry in (*rows.entries("facts"), *rows.entries("statements")):
        assert isinstance(entry.row, model.Fact | model.Statement)
        for key in entry.row.cites if listed else ():
            if key not in listed:
                yield entry.problem(
                    "cites",
                    "cited-not-listed",
                    f"'{key}' is not in the list of references of this review.",
                    "Add it to references.csv, or correct it.",
                )


def _ratings(rows: _Scope) -> Iterator[Problem]:
    rated = {entry.row.name for entry in rows.entries("ratings")}
    for entry in rows.entries("sites"):
        for item in rows.entries("items"):
            if f"{entry.row.name}/{item.row.name}" not in rated:
                yield entry.problem(
                    "slug",
                    "rating-missing",
                    f"the site '{entry.row.name}' has no rating for '{item.row.name}'.",
                    "Add the rating, or remove the site.",
                )
    scale = {entry.row.name for entry in rows.entries("anchors")}
    for entry in rows.entries("ratings"):
        assert isinstance(entry.row, model.Rating)
        if scale and rows.complete("anchors") and str(entry.row.score) not in scale:
            yield entry.problem(
                "score",
                "not-on-the-scale",
                f"{entry.row.score} is not on the scale of this measure.",
                f"Write one of {', '.join(sorted(scale))}, or add the score to anchors.csv.",
            )
