"""Tables of a release in three layouts: long, a row a statement; wide, studies by codes; condensed, counts.

Long and condensed tables are the answers to stored questions, by the name of the question. A wide table has
what a long one has, turned: an empty cell says that nothing is reported here, and not that somebody looked.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from determinants.ask.construct_matrix import construct_matrix
from determinants.ask.questions import Shown
from determinants.ask.records import InfluenceEvidence, InfluenceFindings, SiteRatings, records
from determinants.ground.values import COUNTS, DIRECTION
from determinants.ground.vocab import BASE, XSD
from determinants.release.parts import Source
from determinants.store.solutions import Rows, Term

LONG = (
    *("influence-findings", "determinant-findings", "topic-findings", "cfir-findings"),
    *(
        "publication-findings",
        "publication-records",
        "influence-counts",
        "influence-determinants",
        "cfir-elements",
    ),
    *("cfir-alignments", "determinant-constructs", "cfir-crosswalk", "site-ratings"),
    *("strategy-list", "strategy-endorsements", "review-list", "review-inclusions", "search-results"),
)
CONDENSED = (
    *("influence-evidence", "influence-votes", "influence-votes-by-country", "influence-votes-by-design"),
    *("influence-votes-by-modality", "influence-votes-by-quality", "influence-pairs", "year-votes"),
    *("domain-publications", "cfir-factors", "site-totals", "evidence-totals", "coding-agreement"),
)
TURNED = "what is reported, by direction; empty where nothing is reported here, which is not the same as none"
NO_REVIEW = "no-review"
Gives = str  # the Python type of the values of a column, by its name


@dataclass(frozen=True)
class Column:
    """A column of a table: its values, by what they are and by Python type, and whether it may be empty."""

    name: str
    what: str
    gives: Gives = "str"
    optional: bool = True
    kind: str = ""


@dataclass(frozen=True)
class Table:
    """A table: its layout, its name, what it is in a sentence, its columns and its rows."""

    layout: str
    name: str
    what: str
    columns: tuple[Column, ...]
    rows: Rows

    @property
    def path(self) -> str:
        """Where it stands in a release, without an ending."""
        return f"tables/{self.layout}/{self.name}"


def tables(source: Source) -> Iterator[Table]:
    """Yield all tables; one in which nothing would stand is left out."""
    for layout, names in (("long", LONG), ("condensed", CONDENSED)):
        for name in names:
            yield from _kept(_answer(source, layout, name))
    for made in (studies_by_influence, studies_by_construct, sites_by_influence):
        for table in made(source):
            yield from _kept(table)


def _kept(table: Table) -> Iterator[Table]:
    if table.rows.rows:
        yield table


def _answer(source: Source, layout: str, name: str) -> Table:
    """Give the answer to a stored question as a table."""
    head = source.graph.questions()[name].head
    columns = tuple(
        Column(
            shown.name,
            _what(shown),
            shown.kind.gives,
            shown.optional,
            shown.kind.name,
        )
        for shown in head.columns.values()
    )
    return Table(layout, name, head.summary, columns, source.graph.ask(name))


def _what(shown: Shown) -> str:
    """Give what a column of an answer holds."""
    thing = shown.name.removesuffix("_label")
    return shown.kind.holds if thing == shown.name else f"label of {thing}"


def studies_by_influence(source: Source) -> Iterator[Table]:
    """Yield, for each review, its influences by the studies whose own findings are coded to them."""
    counted = {value.iri for value in COUNTS}
    codes = defaultdict[str, dict[str, str]](dict)  # review → influence → label
    for row in records(source.graph.ask, InfluenceEvidence):
        codes[row.review][row.influence] = row.influence_label
    told = defaultdict[str, dict[tuple[str, str], dict[str, set[str]]]](dict)
    for found in records(source.graph.ask, InfluenceFindings):
        if found.directness in counted:
            codes[found.review].setdefault(found.influence, found.influence_label)
            study = (found.publication, found.publication_label)
            cells = told[found.review].setdefault(study, defaultdict(set))
            cells[found.influence].add(found.direction)
    for review, studies in sorted(told.items()):
        key = review.removeprefix(BASE)
        yield _turned(
            f"{key}-studies-by-influence",
            f"Studies whose own findings are coded to influences of {key}, and which way each has them.",
            ("study", "publication"),
            codes[review],
            {study: {code: _ways(ways) for code, ways in cells.items()} for study, cells in studies.items()},
            TURNED,
        )


def studies_by_construct(source: Source) -> Iterator[Table]:
    """Yield, for each edition of the framework and each review, its constructs by studies."""
    told = defaultdict[tuple[str, str], dict[tuple[str, str], dict[str, str | int]]](dict)
    codes = defaultdict[tuple[str, str], dict[str, str]](dict)
    for entry in construct_matrix(source.graph.ask).entries:
        review = (entry.review or "").removeprefix(BASE) or NO_REVIEW
        key = entry.element.framework.removeprefix(BASE), review
        codes[key][entry.element.element] = entry.element.element_label
        ways = "; ".join(value.slug for value in DIRECTION if entry.number(value.slug))
        told[key].setdefault((entry.study, entry.study_label), {})[entry.element.element] = ways
    for (framework, review), studies in sorted(told.items()):
        through = "without a review between" if review == NO_REVIEW else f"by the codes of {review}"
        yield _turned(
            f"{framework}-{review}-studies-by-construct",
            f"What studies report in each construct of {framework}, {through}.",
            ("study", "publication"), codes[framework, review], studies, TURNED,
        )  # fmt: skip


def sites_by_influence(source: Source) -> Iterator[Table]:
    """Yield, for each review with a measure, the scores of its sites by influence."""
    told = defaultdict[str, dict[tuple[str, str], dict[str, str | int]]](dict)
    codes = defaultdict[str, dict[str, str]](dict)
    for row in records(source.graph.ask, SiteRatings):
        codes[row.review][row.influence] = row.influence_label
        told[row.review].setdefault((row.site, row.site_label), {})[row.influence] = row.score
    for review, sites in sorted(told.items()):
        key = review.removeprefix(BASE)
        yield _turned(
            f"{key}-sites-by-influence", f"How each site of {key} scored on each item of its measure.",
            ("site", "site"), codes[review], sites, "score", "int",
        )  # fmt: skip


def _ways(directions: set[str]) -> str:
    return "; ".join(value.slug for value in DIRECTION if value.iri in directions)


def _turned(
    name: str,
    what: str,
    of: tuple[str, str],
    codes: dict[str, str],
    cells: Mapping[tuple[str, str], Mapping[str, str | int]],
    meaning: str,
    gives: Gives = "str",
) -> Table:
    """Give a table with a row for each study or site, and a column for each code, named by its slug."""
    first, kind = of
    ordered = sorted(codes)
    named = [(code, code.rpartition("/")[2]) for code in ordered]
    columns = (
        Column(first, "IRI", "str", False, kind),
        Column(f"{first}_label", f"label of {first}", "str", False, "text"),
        *(Column(slug, f"{codes[code]}: {meaning}", gives) for code, slug in named),
    )
    rows = tuple(
        (NamedNode(iri), Literal(label), *_cells([found.get(code) for code in ordered]))
        for (iri, label), found in sorted(cells.items())
    )
    return Table("wide", name, what, columns, Rows(tuple(column.name for column in columns), rows))


def _cells(values: Sequence[str | int | None]) -> Iterator[Term | None]:
    for value in values:
        if value is None or value == "":
            yield None
        else:
            yield Literal(str(value), datatype=XSD.integer if isinstance(value, int) else XSD.string)
