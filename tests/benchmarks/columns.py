"""The same facts in columns: what DuckDB answers in SQL, as the practical limit of counting.

It reads the tables that the graph is built from, and answers with the rows that the stored questions give,
less their labels.
"""

import csv
from pathlib import Path
from typing import Any

from determinants.tables.derivation import Bodies

BASE = "https://w3id.org/determinants/"

# `report` has a row for each finding and publication that reports it; `located` one for each country.
LOAD = """
CREATE TABLE finding AS SELECT * FROM read_csv({findings}, all_varchar = true, union_by_name = true);
CREATE TABLE publication AS SELECT * FROM read_csv({publications}, all_varchar = true, union_by_name = true);
CREATE TABLE report AS
    SELECT id AS finding, trim(unnest(string_split(reported_by, ';'))) AS publication, influence, direction,
           directness, determinant, coder, confidence
    FROM finding;
CREATE TABLE located AS
    SELECT key AS publication, trim(unnest(string_split(countries, ';'))) AS country FROM publication;
CREATE TABLE influence AS SELECT 'ibrahim2019:' || slug AS influence, rank
    FROM read_csv('{data}/reviews/ibrahim2019/influences.csv', all_varchar = true);
CREATE TABLE factor AS SELECT 'ibrahim2019:' || slug AS determinant, 'ibrahim2019:' || influence AS influence,
    direction FROM read_csv('{data}/reviews/ibrahim2019/determinants.csv', all_varchar = true);
CREATE TABLE aligned AS SELECT DISTINCT 'ibrahim2019:' || influence AS influence, element AS domain
    FROM read_csv('{data}/reviews/ibrahim2019/alignments.csv', all_varchar = true);
"""

VOTES_BY = """
SELECT r.influence, r.direction, {of} AS {by}, count(DISTINCT r.publication)
FROM report r JOIN {table} ON {join}
WHERE r.directness = 'own' AND r.influence IS NOT NULL AND {of} IS NOT NULL
GROUP BY ALL
"""
ATTRIBUTE = {"table": "publication p", "join": "p.key = r.publication"}

# Each question with its SQL, and what its columns hold.
QUESTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "influence-votes": (
        "SELECT influence, direction, directness, count(DISTINCT r.publication), count(DISTINCT finding), "
        "count(DISTINCT coalesce(b.body, r.publication)) FROM report r "
        "LEFT JOIN body b ON b.publication = r.publication WHERE influence IS NOT NULL GROUP BY ALL",
        ("influence", "term", "directness", "", "", ""),
    ),
    "influence-votes-by-country": (
        VOTES_BY.format(
            of="l.country", by="country", table="located l", join="l.publication = r.publication"
        ),
        ("influence", "term", "country", ""),
    ),
    **{
        f"influence-votes-by-{name}": (
            VOTES_BY.format(of=f"p.{name}", by=name, **ATTRIBUTE),
            ("influence", "term", name, ""),
        )
        for name in ("design", "quality", "modality")
    },
    "influence-evidence": (
        "SELECT 'ibrahim2019', rank, i.influence, "
        + ", ".join(
            f"count(DISTINCT r.publication) FILTER (direction = '{direction}')"
            for direction in ("facilitates", "hinders", "mixed", "unclear")
        )
        + ", count(DISTINCT r.publication), count(DISTINCT coalesce(b.body, r.publication)) "
        "FROM influence i LEFT JOIN report r ON r.influence = i.influence AND r.directness = 'own' "
        "LEFT JOIN body b ON b.publication = r.publication GROUP BY rank, i.influence",
        ("review", "", "influence", "", "", "", "", "", ""),
    ),
    "influence-pairs": (
        "WITH own AS (SELECT DISTINCT influence, publication FROM report "
        "WHERE directness = 'own' AND influence IS NOT NULL) "
        "SELECT a.influence, b.influence, count(*) FROM own a JOIN own b "
        "ON a.publication = b.publication AND a.influence < b.influence GROUP BY ALL",
        ("influence", "influence", ""),
    ),
    "domain-publications": (
        "SELECT 'cfir2009', domain, count(DISTINCT a.influence), count(DISTINCT publication) "
        "FROM aligned a LEFT JOIN report r ON r.influence = a.influence AND r.directness = 'own' "
        "GROUP BY domain",
        ("review", "element", "", ""),
    ),
    "finding-coders": (
        "SELECT coder, confidence, directness, count(DISTINCT finding) FROM report GROUP BY ALL",
        ("agent", "term", "directness", ""),
    ),
    "determinant-unsupported": (
        "SELECT influence, direction, determinant FROM factor f "
        "WHERE NOT EXISTS (SELECT 1 FROM finding g WHERE g.determinant = f.determinant)",
        ("influence", "term", "determinant"),
    ),
}
DIRECTNESS = {"own": "ownFinding", "secondary": "secondaryReport", "background": "backgroundStatement"}


def iri(kind: str, value: Any) -> str:
    """Give a value as the graph has it."""
    match kind:
        case "":
            return str(value)
        case "influence" | "determinant":
            scope, slug = value.split(":")
            return f"{BASE}{scope}/{kind}/{slug}"
        case "element":
            return BASE + str(value).replace(":", "/")
        case "review":
            return BASE + str(value)
        case "term":
            return f"{BASE}ontology#{value}"
        case "directness":
            return f"{BASE}ontology#{DIRECTNESS[value]}"
        case _:
            return f"{BASE}{kind}/{value}"


class Columns:
    """DuckDB over the tables of some data folders."""

    def __init__(self, *folders: Path) -> None:
        """Read the tables into columns."""
        import duckdb

        def files(pattern: str) -> str:
            return str([str(path) for folder in folders for path in sorted(folder.glob(pattern))])

        self._database = duckdb.connect()
        self._database.execute(
            LOAD.format(
                findings=files("findings/*.csv"), publications=files("publications.csv"), data=folders[0]
            )
        )
        self._database.execute("CREATE TABLE body (publication VARCHAR, body VARCHAR)")
        bodies = Bodies()
        for folder in folders:
            for path in folder.glob("independence.csv"):
                with path.open(encoding="utf-8", newline="") as stream:
                    for row in csv.DictReader(stream):
                        bodies.join(row["publication"], row["other"])
        if members := list(bodies.members()):
            self._database.executemany("INSERT INTO body VALUES (?, ?)", members)

    def ask(self, question: str) -> list[tuple[str, ...]]:
        """Give the rows of a question."""
        sql, kinds = QUESTIONS[question]
        rows = self._database.execute(sql).fetchall()
        return [tuple(iri(kind, value) for kind, value in zip(kinds, row, strict=True)) for row in rows]
