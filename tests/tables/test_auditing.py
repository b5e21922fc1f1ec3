"""Printed numbers against recomputed ones: silent where all is well, and every rule catches a slip."""

import csv
import dataclasses
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import DATA, ONTOLOGY, OTHER, TESTS, TINY
from determinants.ground.vocab import DET, RDF, thing
from determinants.store import building, conformance
from determinants.tables import reading
from determinants.tables.auditing import RULES, audited, discrepancies
from determinants.tables.auditing.counts import CUT
from determinants.tables.auditing.rule import AGREES, CANNOT, DIFFERS, RESULTS, Audited, Numbers
from determinants.tables.model import (
    Anchor,
    Coding,
    Count,
    Fact,
    Inclusion,
    Influence,
    Item,
    Rating,
    Review,
    Robustness,
    Row,
    Statistic,
    StudySet,
)

REVIEW = "reviews/tiny2020"
OTHERS = sorted(path.name for path in (OTHER / "reviews").iterdir())
KNOWN = {"percentage-culture-good-quality", "statistic-mean-training"}  # of the tiny world


def audit(folder: Path, review: str) -> list[Audited]:
    numbers = Numbers()
    for found in reading.read(folder):
        assert isinstance(found, reading.Entry), found
        if found.scope == review:
            numbers.add(found.row)
    return list(audited(numbers))


def of(*rows: Row) -> Numbers:
    numbers = Numbers()
    for row in rows:
        numbers.add(row)
    return numbers


# What each audit says, to the letter. `python tests/tables/test_auditing.py` writes it for you to read.
AUDITS = TESTS / "worlds/audits.tsv"
FIELDS = [field.name for field in dataclasses.fields(Audited)]


def told(found: Iterable[Audited]) -> list[list[str]]:
    return [[str(getattr(item, name) or "") for name in FIELDS] for item in found]


def stored(case: str) -> list[list[str]]:
    with AUDITS.open(encoding="utf-8", newline="") as stream:
        return [row[1:] for row in csv.reader(stream, delimiter="\t") if row[0] == case]


def differing(found: list[Audited]) -> set[str]:
    return {item.slug for item in found if item.result == DIFFERS}


# ---- A world in which every rule has something to recompute


INCLUDED = """\
publication,study_sets,quality,locator
ash2010,modality-stated;good-quality,good,"Table 3, row 1"
birch2012,modality-stated;good-quality,good,"Table 3, row 2"
cedar,good-quality,good,"Table 3, row 3"
dogwood2015,modality-stated,poor,"Table 3, row 4"
frame2022,modality-stated,poor,"Table 3, row 5"
"""
CODINGS = """\
slug,study,influence,direction,wording,locator,coder
c1,ash2010,culture,facilitates,Culture helps.,"Table 4, row 1",first-coding
c2,birch2012,culture,facilitates,Culture helps.,"Table 4, row 2",first-coding
c3,cedar,culture,hinders,Culture hinders.,"Table 4, row 3",first-coding
c4,dogwood2015,culture,not-found,Nothing on culture.,"Table 4, row 4",first-coding
c5,frame2022,culture,not-found,Nothing on culture.,"Table 4, row 5",first-coding
t1,ash2010,training,mixed,Training helps and hinders.,"Table 4, row 1",first-coding
t2,birch2012,training,facilitates,Training helps.,"Table 4, row 2",first-coding
t3,birch2012,training,facilitates,Paid training helps.,"Table 4, row 2",first-coding
"""
BOXES = {
    "recordsFromDatabases": 80,
    "recordsFromRegisters": 15,
    "recordsFromOthers": 5,
    "duplicatesRemoved": 10,
    "recordsRemoved": 5,
    "recordsScreened": 80,
    "recordsExcluded": 60,
    "reportsSought": 20,
    "reportsNotRetrieved": 2,
    "reportsAssessed": 18,
    "reportsExcluded": 14,
    "othersSought": 5,
    "othersNotRetrieved": 1,
    "othersAssessed": 4,
    "othersExcluded": 3,
    "studiesIncluded": 4,
}


class Cell(NamedTuple):
    """A cell of the review's tables, and what is written into it."""

    table: str
    row: str
    column: str
    value: str


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), restval="")
        writer.writeheader()
        writer.writerows(rows)


def plant(world: Path, cell: Cell) -> None:
    path = world / REVIEW / f"{cell.table}.csv"
    rows = lines(path)
    (row,) = [row for row in rows if next(iter(row.values())) == cell.row]
    assert row[cell.column] != cell.value
    row[cell.column] = cell.value
    write(path, rows)


def fact(name: str, value: object) -> dict[str, str]:
    slug = re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", name)
    return {"slug": slug, "property": name, "value": str(value), "statement": name, "locator": "Figure 1"}


@pytest.fixture
def full(world: Path) -> Path:
    return fuller(world)


def fuller(world: Path) -> Path:
    """The tiny world, in which the review also names and codes its studies and draws its flow."""
    folder = world / REVIEW
    (folder / "included.csv").write_text(INCLUDED, encoding="utf-8")
    (folder / "codings.csv").write_text(CODINGS, encoding="utf-8")
    facts = [row for row in lines(folder / "facts.csv") if row["property"] not in BOXES]
    write(folder / "facts.csv", [*facts, *(fact(name, value) for name, value in BOXES.items())])
    plant(world, Cell("review", "tiny2020", "named", "all"))
    plant(world, Cell("counts", "training", "direction", ""))
    plant(world, Cell("counts", "training", "direction_printed", ""))
    counts = [row for row in lines(folder / "counts.csv") if not row.get("element")]
    for influence in ("culture", "training"):
        added = {"slug": f"{influence}-stated", "influence": influence, "study_set": "modality-stated"}
        counts.append({**added, "count": "2", "total": "4", "count_locator": "Results"})
    write(folder / "counts.csv", counts)
    return world


def test_a_clean_copy_differs_only_where_the_tiny_world_says_so() -> None:
    found = audit(TINY, "tiny2020")
    assert differing(found) == KNOWN
    assert told(found) == stored("tiny2020")


@pytest.mark.parametrize("review", OTHERS)
def test_the_audit_of_another_review_is_as_stored(review: str) -> None:
    assert told(audit(OTHER, review)) == stored(review) != []


def test_the_fuller_world_differs_nowhere_else_and_nearly_all_can_be_recomputed(full: Path) -> None:
    found = audit(full, "tiny2020")
    assert differing(found) == KNOWN
    assert told(found) == stored("full")
    assert {item.slug for item in found if item.result == CANNOT} == {"percentage-training"}
    assert {item.check for item in found if item.result == AGREES} == RULES.keys() - {"both-ways"}


PLANTED = {
    "percentage": (Cell("counts", "culture", "percentage", "61"), {"percentage-culture"}),
    "total": (Cell("counts", "country-de", "total", "6"), {"total-country-de"}),
    "size": (
        Cell("counts", "modality-stated", "count", "3"),
        {"size-modality-stated", "percentage-modality-stated"},
    ),
    "whole": (
        Cell("facts", "publications-included", "value", "6"),
        {"whole-all", "flow-publications-included"},
    ),
    "composition": (Cell("counts", "design-cohort", "count", "2"), {"composition-all-design"}),
    "part": (
        Cell("study-sets", "good-quality", "size", "6"),
        {"part-study-set-good-quality", "total-culture-good-quality", "members-good-quality"},
    ),
    "members": (Cell("included", "dogwood2015", "study_sets", ""), {"members-modality-stated"}),
    "graded": (
        Cell("included", "ash2010", "quality", "poor"),
        {"graded-quality-good", "graded-quality-poor"},
    ),
    "coded": (Cell("codings", "c4", "direction", "hinders"), {"coded-culture", "coded-culture-stated"}),
    "both-ways": (Cell("codings", "t3", "direction", "hinders"), {"both-ways-t2"}),
    "flow": (Cell("facts", "records-excluded", "value", "59"), {"flow-reports-sought"}),
    "rank": (Cell("counts", "training", "percentage", "80"), {"rank-culture", "rank-training"}),
    "order": (Cell("robustness", "modality-stated", "order_changed", "no"), {"order-modality-stated"}),
    "largest": (
        Cell("counts", "culture-stated", "count", "3"),
        {"largest-modality-stated", "coded-culture-stated"},
    ),
    "threshold": (Cell("facts", "theme-threshold", "value", "50"), {"threshold-theme-threshold"}),
    "ends": (Cell("facts", "highest", "value", "8"), {"end-highest"}),
    "sum": (Cell("statistics", "total-north", "value", "6"), {"statistic-total-north"}),
    "mean": (Cell("statistics", "mean-culture", "value", "2.1"), {"statistic-mean-culture"}),
    "extreme": (Cell("statistics", "lowest-item-mean", "value", "1.6"), {"statistic-lowest-item-mean"}),
    "range": (Cell("statistics", "range-culture", "value", "3"), {"statistic-range-culture"}),
}


def test_every_rule_has_a_planted_error() -> None:
    assert PLANTED.keys() == RULES.keys()


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES)
def test_a_planted_error_is_caught(rule: str, full: Path) -> None:
    cell, expected = PLANTED[rule]
    plant(full, cell)
    found = audit(full, "tiny2020")
    assert differing(found) - KNOWN == expected
    assert told(item for item in found if item.slug in expected) == stored(f"planted {rule}")
    assert rule in {item.check for item in found if item.slug in expected}
    for item in found:
        assert item.result in RESULTS
        assert bool(item.missing) == (item.result == CANNOT)
        assert (item.derived is None) == (item.result == CANNOT)
        assert item.locator


def drawn(**other: int) -> set[str]:
    """Hold the whole flow, with other numbers in some boxes, and give where it differs."""
    return differing(list(RULES["flow"].find(of(*boxes(**{**BOXES, "publicationsIncluded": 5, **other})))))


@pytest.mark.parametrize("box", [*BOXES, "publicationsIncluded"])
def test_a_slip_in_any_box_of_the_flow_is_caught(box: str) -> None:
    assert drawn() == set()
    assert drawn(**{box: {**BOXES, "publicationsIncluded": 5}[box] + 2})


def test_more_studies_than_publications_are_caught(full: Path) -> None:
    plant(full, Cell("facts", "studies-included", "value", "6"))
    assert differing(audit(full, "tiny2020")) - KNOWN == {"flow-studies-included"}


# ---- The graph


@pytest.mark.slow
def test_what_differs_is_a_discrepancy_in_the_graph_and_nothing_else_is(full: Path) -> None:
    plant(full, Cell("facts", "records-excluded", "value", "59"))
    quads = list(building.quads([full], ONTOLOGY, "0"))
    found = {quad.subject for quad in quads if quad.predicate == RDF.type and quad.object == DET.Discrepancy}
    wanted = {*KNOWN, "flow-reports-sought"}
    assert found == {thing("tiny2020", "discrepancy", slug) for slug in wanted}
    assert not list(conformance.check_graph(quads, ONTOLOGY))


def test_every_kind_of_difference_is_about_something_of_the_graph(full: Path) -> None:
    for cell, _ in PLANTED.values():
        plant(full, cell)
    quads = list(building.statements([full], ONTOLOGY, "0"))
    there = {quad.subject for quad in quads}
    about = {quad.object for quad in quads if quad.predicate == DET.about}
    assert len(about) > 15
    assert about <= there


def test_the_first_review_has_its_four() -> None:
    found = {item.slug: item for item in audit(DATA, "ibrahim2019") if item.result == DIFFERS}
    assert {slug: (item.printed, item.derived) for slug, item in found.items()} == {
        "percentage-modality-individual": ("30.9", "31.0"),
        "statistic-mean-of-totals": ("15", "11.5"),
        "statistic-range-financial-arrangements": ("less than 2", "2"),
        "statistic-range-psw-wellbeing-support": ("at least 2", "1"),
    }
    assert {slug for slug, item in found.items() if item.note} == {"percentage-modality-individual"}


# ---- Rounding and cutting off


@pytest.mark.parametrize(
    ("percentage", "result", "told"),
    [("66.7", AGREES, False), ("66.6", DIFFERS, True), ("67.0", DIFFERS, False)],
)
def test_a_percentage_that_was_cut_off_is_said_to_be(percentage: str, result: str, told: bool) -> None:
    row = Count(
        slug="c",
        influence="i",
        count=2,
        total=3,
        percentage=percentage,
        count_locator="Table 1",
        percentage_locator="Table 1",
    )
    (found,) = RULES["percentage"].find(of(row))
    assert (found.result, found.note) == (result, CUT if told else "")
    assert [each.slug for each in discrepancies(of(row))] == ["percentage-c"] * (result == DIFFERS)


@pytest.mark.parametrize(
    ("value", "result", "told"), [("1.7", AGREES, False), ("1.6", DIFFERS, True), ("1.5", DIFFERS, False)]
)
def test_a_mean_that_was_cut_off_is_said_to_be(value: str, result: str, told: bool) -> None:
    row = Statistic(
        slug="m", statistic="mean", of="score", sites="a;b;c", value=value, statement="mean", locator="Text"
    )
    scores = [Rating(site=site, item="i", score=score, locator="Table 2") for site, score in RATED.items()]
    (found,) = RULES["mean"].find(of(row, *scores))
    assert (found.result, found.note) == (result, CUT if told else "")
    (alone,) = RULES["mean"].find(of(row))
    assert (alone.result, alone.missing) == (CANNOT, "the ratings")


RATED = {"a": 1, "b": 2, "c": 2}


# ---- What cannot be recomputed, and what is missing


FLOW_OF_OTHERS = ("othersSought", "othersNotRetrieved", "othersAssessed", "othersExcluded")


def boxes(**values: int) -> list[Fact]:
    return [Fact(**fact(name, value)) for name, value in values.items()]


@pytest.mark.parametrize(
    ("values", "result", "missing"),
    [
        (
            {"recordsScreened": 0},
            CANNOT,
            "records from databases; records from registers",
        ),  # nothing is not 0
        # nothing before it is printed
        ({"recordsScreened": 80}, CANNOT, "records from databases; records from registers"),
        # registers may have given the rest, and nothing else
        (
            {"recordsFromDatabases": 70, "recordsScreened": 80},
            CANNOT,
            "records from registers",
        ),
        # what is too many may have been removed
        ({"recordsFromDatabases": 90, "recordsScreened": 80}, CANNOT, "duplicates removed; records removed"),
        # boxes that are not printed would not explain it
        (
            {"recordsFromDatabases": 90, "recordsFromRegisters": 0, "recordsScreened": 91},
            DIFFERS,
            "",
        ),
        # what is not printed counts as none, if that fits
        ({"recordsFromDatabases": 90, "duplicatesRemoved": 10, "recordsScreened": 80}, AGREES, ""),
        # by one way of drawing it registers may have given the rest, by the other too much is left
        (
            {
                "recordsFromDatabases": 90,
                "recordsFromOthers": 5,
                "duplicatesRemoved": 10,
                "recordsRemoved": 0,
                "recordsScreened": 83,
            },
            CANNOT,
            "records from registers",
        ),
        # other sources screened with the rest, as in the template of 2009
        (
            {
                "recordsFromDatabases": 90,
                "recordsFromRegisters": 0,
                "recordsFromOthers": 5,
                "duplicatesRemoved": 10,
                "recordsRemoved": 0,
                "recordsScreened": 85,
            },
            AGREES,
            "",
        ),
    ],
)
def test_a_box_is_missing_only_where_it_could_explain_what_is_left(
    values: dict[str, int], result: str, missing: str
) -> None:
    (found,) = [
        item for item in RULES["flow"].find(of(*boxes(**values))) if item.slug == "flow-records-screened"
    ]
    assert (found.result, found.missing) == (result, missing)


def test_a_box_that_is_not_printed_is_passed_over_to_the_one_before() -> None:
    printed = boxes(recordsScreened=80, recordsExcluded=60, reportsNotRetrieved=2, reportsAssessed=19)
    found = {item.slug: item for item in RULES["flow"].find(of(*printed))}
    item = found["flow-reports-assessed"]
    assert (item.result, item.derived) == (DIFFERS, "18")
    assert item.rule == "records screened - records excluded - reports not retrieved"


@pytest.mark.parametrize("box", FLOW_OF_OTHERS)
def test_where_other_sources_are_drawn_by_themselves_they_are_not_screened_with_the_rest(box: str) -> None:
    screened = boxes(
        recordsFromDatabases=90, recordsFromRegisters=0, recordsFromOthers=5, duplicatesRemoved=10,
        recordsRemoved=0, recordsScreened=85, **{box: 1},
    )  # fmt: skip
    found = {item.slug: item for item in RULES["flow"].find(of(*screened))}
    assert (found["flow-records-screened"].result, found["flow-records-screened"].derived) == (DIFFERS, "80")


def test_in_one_stream_all_that_is_included_was_assessed_together() -> None:
    printed = boxes(recordsFromOthers=5, reportsAssessed=18, reportsExcluded=14, publicationsIncluded=4)
    found = {item.slug: item for item in RULES["flow"].find(of(*printed))}
    assert found["flow-publications-included"].result == AGREES
    assert found["flow-publications-included"].rule == "reports assessed - reports excluded"


def test_a_size_is_of_a_whole_study_set() -> None:
    rows = [
        Count(
            slug="w",
            study_set="all",
            direction="hinders",
            direction_printed="h",
            count=2,
            count_locator="Table",
        ),
        Count(slug="p", study_set="all", percentage="50", total=4, percentage_locator="Table"),
    ]
    assert list(RULES["size"].find(of(WHOLE, *rows))) == []


def test_studies_are_held_against_the_publications_that_are_printed() -> None:
    (found,) = RULES["flow"].find(of(*boxes(studiesIncluded=4)))
    assert (found.result, found.missing) == (CANNOT, "publications included")


def test_a_box_that_is_printed_twice_is_said_to_be() -> None:
    printed = [
        *boxes(recordsFromDatabases=90, recordsScreened=80),
        Fact(**{**fact("recordsFromDatabases", 10), "slug": "more"}),
    ]
    found = {item.slug: item for item in RULES["flow"].find(of(*printed))}
    assert "printed as 90, 10" in found["flow-records-screened"].missing


WHOLE = StudySet(slug="all", label="all", size=5, whole=True, locator="Results")


def by_design(**counts: int) -> list[Count]:
    return [
        Count(slug=design, design=design, study_set="all", count=count, total=5, count_locator="Results")
        for design, count in counts.items()
    ]


@pytest.mark.parametrize(
    ("counts", "result", "said"),
    [
        ({"cohort": 5}, AGREES, ""),
        ({"cohort": 2}, CANNOT, "the other counts by design"),
        ({"cohort": 2, "qualitative": 3}, AGREES, ""),
        ({"cohort": 2, "qualitative": 2}, DIFFERS, "1 under none of them"),
        ({"cohort": 3, "qualitative": 4}, DIFFERS, "2 too many: some may stand under more than one"),
    ],
)
def test_a_composition_says_what_is_left_over(counts: dict[str, int], result: str, said: str) -> None:
    (found,) = RULES["composition"].find(of(WHOLE, *by_design(**counts)))
    assert (found.result, found.note or found.missing) == (result, said)


def test_publications_that_are_not_named_are_missing_and_not_a_difference(full: Path) -> None:
    plant(full, Cell("review", "tiny2020", "named", "some"))
    path = full / REVIEW / "included.csv"
    path.write_text("".join(INCLUDED.splitlines(keepends=True)[:4]), encoding="utf-8")
    found = {item.slug: item for item in audit(full, "tiny2020")}
    assert differing(list(found.values())) == KNOWN
    assert found["members-all"].missing == "which the other 2 publications are"
    assert found["graded-quality-poor"].missing == "which publications these are"


def test_codings_that_are_not_of_all_studies_are_missing_and_not_a_difference(full: Path) -> None:
    path = full / REVIEW / "codings.csv"
    path.write_text(
        CODINGS.replace("c3,", "x3,").replace(",cedar,culture", ",cedar,training"), encoding="utf-8"
    )
    found = {item.slug: item for item in audit(full, "tiny2020")}
    assert found["coded-culture"].missing == "what is coded of 1 other studies"


def test_a_level_rank_with_another_count_differs(full: Path) -> None:
    plant(full, Cell("influences", "culture", "rank", "2"))
    assert differing(audit(full, "tiny2020")) - KNOWN == {"rank-culture", "rank-training"}


def test_a_study_coded_both_ways_is_no_difference_where_nothing_is_coded_mixed(full: Path) -> None:
    plant(full, Cell("codings", "t3", "direction", "hinders"))
    plant(full, Cell("codings", "t1", "direction", "unclear"))
    found = {item.slug: item for item in audit(full, "tiny2020")}
    assert found["both-ways-t2"].missing == "a code for mixed in this review"


def test_nothing_is_found_where_nothing_is_printed() -> None:
    assert list(audited(Numbers())) == []
    assert list(discrepancies(Numbers())) == []


# ---- Documents


# ---- Publications that are named: what is all there is compared, what may be lacking is missing


def review(named: str) -> Row:
    return Review(key="r", publication="p", label="r", named=named, locator="Text")  # type: ignore[arg-type]


def included(*grades: str | None) -> list[Row]:
    return [
        Inclusion(publication=f"p{number}", quality=grade, locator="Table 1")
        for number, grade in enumerate(grades)
    ]


@pytest.mark.parametrize(
    ("named", "grades", "result", "missing"),
    [
        ("some", ["good"], CANNOT, "which publications these are"),  # one more may be among the others
        ("some", ["good", "good"], AGREES, ""),
        ("some", ["good", "good", "good"], DIFFERS, ""),
        ("all", ["good", "poor"], DIFFERS, ""),
        ("all", ["poor", "poor"], CANNOT, "which publications these are"),  # none is known to have it
        ("all", ["good", None, "poor"], CANNOT, "the grades of 1 of its publications"),
        ("all", ["good", "good", None], CANNOT, "the grades of 1 of its publications"),
        ("all", ["good", "good", "good", None], DIFFERS, ""),  # whatever the fourth has
    ],
)
def test_grades_are_counted_where_it_is_known_whose_they_are(
    named: str, grades: list[str | None], result: str, missing: str
) -> None:
    two = Count(slug="good", quality="good", count=2, count_locator="Results")
    (found,) = RULES["graded"].find(of(review(named), two, *included(*grades)))
    assert (found.result, found.missing) == (result, missing)


@pytest.mark.parametrize(
    ("named", "many", "result", "missing"),
    [
        ("all", 5, AGREES, ""),
        ("all", 4, DIFFERS, ""),
        ("some", 5, AGREES, ""),
        ("some", 4, CANNOT, "which the other 1 publications are"),
        ("some", 6, DIFFERS, ""),
    ],
)
def test_members_are_counted_where_all_are_named(named: str, many: int, result: str, missing: str) -> None:
    (found,) = RULES["members"].find(of(review(named), WHOLE, *included(*[None] * many)))
    assert (found.result, found.missing) == (result, missing)


def test_none_is_no_number_where_nothing_is_coded() -> None:
    none = Count(slug="c", influence="i", count=0, count_locator="Results")
    (found,) = RULES["coded"].find(of(review("all"), none, *included(None)))
    assert (found.result, found.missing) == (CANNOT, "which publications these are")


@pytest.mark.parametrize(
    ("end", "value", "result"),
    [
        ("measureLowest", "2", AGREES),
        ("measureLowest", "1", DIFFERS),
        ("measureHighest", "6", AGREES),
        ("measureHighest", "3", DIFFERS),
        ("measureMidpoint", "2", AGREES),
        ("measureMidpoint", "4", DIFFERS),
    ],
)
def test_the_ends_of_a_measure_follow_from_its_items_and_scores(end: str, value: str, result: str) -> None:
    printed = Fact(slug="e", property=end, value=value, statement="s", locator="Text")
    scores = [Anchor(score=score, label=str(score), locator="Box") for score in (1, 2, 3)]
    (found,) = RULES["ends"].find(of(printed, A, B, *scores))
    assert found.result == result
    for part in ([A, B], scores):
        (found,) = RULES["ends"].find(of(printed, *part))
        assert (found.result, found.missing) == (CANNOT, "the items of the measure and what its scores mean")


def coded(*directions: str, element: bool = False) -> list[Row]:
    code = {"element": "f/e"} if element else {"influence": "i"}
    return [
        Coding(slug=f"c{number}", study=f"p{number}", direction=how, wording="w", locator="Table", **code)  # type: ignore[arg-type]
        for number, how in enumerate(directions)
    ]


@pytest.mark.parametrize(
    ("direction", "directions", "derived", "note"),
    [
        (None, ["facilitates", "hinders", "mixed", "unclear", "not-found"], "4", ""),
        (
            "facilitates",
            ["facilitates", "hinders", "mixed", "mixed", "not-found"],
            "1",
            "3 with those coded as mixed",
        ),
        ("facilitates", ["facilitates", "facilitates", "hinders", "unclear", "not-found"], "2", ""),
    ],
)
def test_studies_are_counted_by_their_direction_and_mixed_ones_are_told_beside(
    direction: str | None, directions: list[str], derived: str, note: str
) -> None:
    count = Count(slug="c", influence="i", direction=direction, count=5, count_locator="Results")  # type: ignore[arg-type]
    (found,) = RULES["coded"].find(of(review("all"), count, *included(*[None] * 5), *coded(*directions)))
    assert (found.derived, found.note) == (derived, note)
    assert found.rule.endswith(f"codes to it as {direction}" if direction else "codes to it")


def test_of_one_factor_a_study_may_say_both() -> None:
    """And a finding over all studies is none of a study's."""
    said = {"influence": "i", "wording": "w", "locator": "Table"}
    factors = [
        Coding(slug=how, study="p", determinant="d", direction=how, **said)  # type: ignore[arg-type]
        for how in ("facilitates", "hinders")
    ]
    over_all = [
        Coding(slug=f"all-{how}", directness="synthesis", direction=how, **said)  # type: ignore[arg-type]
        for how in ("facilitates", "hinders")
    ]
    assert list(RULES["both-ways"].find(of(*factors, *over_all))) == []
    both = [Coding(slug=f"p-{how}", study="p", direction=how, **said) for how in ("facilitates", "hinders")]  # type: ignore[arg-type]
    (found,) = RULES["both-ways"].find(of(*both))
    assert found.result == CANNOT


# ---- What is said of influences


def influences(**ranks: int | None) -> list[Row]:
    return [
        Influence(slug=slug, rank=rank, label=slug, definition="d", locator="Table 1")
        for slug, rank in ranks.items()
    ]


def of_ten(**counts: int) -> list[Row]:
    return [
        Count(slug=slug, influence=slug, count=count, total=10, count_locator="Table 1")
        for slug, count in counts.items()
    ]


def share(slug: str, percentage: int) -> Count:
    return Count(
        slug=slug,
        influence=slug,
        count=2,
        percentage=str(percentage),
        count_locator="Table 1",
        percentage_locator="Table 1",
    )


A, B = (Item(slug=slug, ordinal=place, influence=slug, locator="Box") for place, slug in enumerate("ab", 1))


@pytest.mark.parametrize(
    ("unit", "rows", "result", "said"),
    [
        ("percent", [A, *of_ten(a=2, b=1)], AGREES, "items have 20.0 or more, others up to 10.0"),
        ("percent", [A, *of_ten(a=2)], AGREES, "items have 20.0 or more"),
        ("percent", [A, B, *of_ten(a=2, b=1)], DIFFERS, "b, an item, has 10.0"),
        ("percent", [A, *of_ten(a=2, b=2)], DIFFERS, "b, no item, has 20.0"),
        ("percent", [A, *of_ten(a=2, b=2), *influences(c=1)], DIFFERS, "b, no item, has 20.0"),
        (
            "percent",
            [A, share("a", 50), share("b", 19), *of_ten(c=1)],  # of how many is not printed
            AGREES,
            "items have 50.0 or more, others up to 19.0",
        ),
        ("percent", of_ten(a=2), CANNOT, "the items of the measure"),
        ("percent", [A], CANNOT, "counts of its influences"),
        ("percent", [A, *of_ten(a=2), *influences(a=1, c=2)], CANNOT, "the share of c"),
        ("publications", [A, *of_ten(a=2, b=1)], CANNOT, "its unit as percent"),
        (None, [A, *of_ten(a=2, b=1)], CANNOT, "its unit as percent"),
    ],
)
def test_a_share_from_which_influences_are_asked_about(
    unit: str | None, rows: list[Row], result: str, said: str
) -> None:
    least = Fact(
        slug="t", property="measureThreshold", value="20", unit=unit, statement="from 20 on", locator="Text"
    )
    (found,) = RULES["threshold"].find(of(least, *rows))
    assert (found.result, found.derived or found.missing) == (result, said)
    assert found.printed == (f"at least 20 {unit}" if unit else "at least 20")


@pytest.mark.parametrize(
    ("top", "changed", "result", "said"),
    [
        (("b", "a"), False, AGREES, "the order stays"),  # b is first, whatever order rows stand in
        (("a", "b"), True, AGREES, "the order changes"),
        (("a", "b"), False, DIFFERS, "the order changes"),
        (("b", "a"), True, CANNOT, "the order of those that are not named as strongest"),
        (("b", "d"), False, CANNOT, "the rank of d"),
        ((), False, CANNOT, "which influences are strongest there"),
    ],
)
def test_the_order_of_influences(top: tuple[str, ...], changed: bool, result: str, said: str) -> None:
    robust = Robustness(
        slug="r", study_set="s", top_influences=top, order_changed=changed, statement="s", locator="Text"
    )
    (found,) = RULES["order"].find(of(robust, *influences(a=2, b=1, c=3)))
    assert (found.result, found.derived or found.missing) == (result, said)


def test_the_order_is_of_those_that_stay() -> None:
    robust = Robustness(
        slug="r", study_set="s", dropped_influences="b", top_influences="a;c", order_changed=False,
        statement="s", locator="Text",
    )  # fmt: skip
    (found,) = RULES["order"].find(of(robust, *influences(a=2, b=1, c=3)))
    assert found.result == AGREES


@pytest.mark.parametrize(
    ("top", "counts", "more", "result", "said"),
    [
        ("a", {"a": 3, "b": 3, "c": 1}, [], AGREES, "a (3); b (3); c (1)"),
        ("a", {"a": 3, "b": 4, "c": 1}, [], DIFFERS, "b (4); a (3); c (1)"),
        ("a;b", {"a": 3, "b": 4, "c": 1}, [], DIFFERS, "b (4); a (3); c (1)"),  # not in this order
        ("a;b", {"a": 4, "b": 3, "c": 1}, [*"gfed"], CANNOT, "the counts of d, e, f, g in this study set"),
        ("a;d", {"a": 4, "b": 3}, ["d"], CANNOT, "one count of each influence in this study set"),
    ],
)
def test_the_strongest_is_not_below_any_other(
    top: str, counts: dict[str, int], more: list[str], result: str, said: str
) -> None:
    untold = Robustness(slug="u", study_set="all", order_changed=False, statement="s", locator="Text")
    robust = Robustness(
        slug="r", study_set="all", top_influences=top, order_changed=False, statement="s", locator="Text"
    )
    rows = of(WHOLE, untold, robust, *of_ten(**counts), *influences(**dict.fromkeys(more, 1)))
    (found,) = RULES["largest"].find(rows)
    assert (found.result, found.derived or found.missing) == (result, said)


def test_influences_that_are_counted_in_different_ways_are_not_held_against_each_other() -> None:
    robust = [
        Robustness(
            slug=slug,
            study_set="all",
            top_influences=slug,
            order_changed=False,
            statement="s",
            locator="Text",
        )
        for slug in "ab"
    ]
    helps, hinders = (
        Count(slug=slug, influence=slug, count=3, direction=way, direction_printed=way, count_locator="Table")  # type: ignore[arg-type]
        for slug, way in (("a", "facilitates"), ("b", "hinders"))
    )
    found = list(RULES["largest"].find(of(WHOLE, *robust, helps, hinders)))
    assert [each.missing for each in found] == ["counts of the influences that are all of one direction"] * 2


ONE = "one count of it over all that is included"
ANOTHER = "another influence that is counted the same way"


@pytest.mark.parametrize(
    ("counts", "ranks", "said"),
    [
        ({"a": 3, "b": 2}, {"a": 1, "b": 2}, {"a": (AGREES, "1"), "b": (AGREES, "2")}),
        ({"a": 3, "b": 2}, {"a": 2, "b": 1}, {"a": (DIFFERS, "1"), "b": (DIFFERS, "2")}),
        ({"a": 2, "b": 2, "c": 2}, {"a": 1, "b": 2, "c": 3}, dict.fromkeys("abc", (AGREES, "1 to 3"))),
        (
            {"a": 3, "b": 2, "c": 2},
            {"a": 1, "b": 1, "c": 2},
            {
                "a": (DIFFERS, "1, not level with b"),
                "b": (DIFFERS, "1 to 2, not level with a"),
                "c": (AGREES, "1 to 2"),
            },
        ),
        ({"a": 3, "b": 2}, {"z": None, "a": 1}, {"a": (CANNOT, ANOTHER)}),
        ({"b": 2}, {"a": 1, "b": 2}, {"a": (CANNOT, ONE), "b": (CANNOT, ANOTHER)}),
    ],
)
def test_a_rank_is_the_place_by_the_count(
    counts: dict[str, int], ranks: dict[str, int | None], said: dict[str, tuple[str, str]]
) -> None:
    found = RULES["rank"].find(of(*influences(**ranks), *of_ten(**counts)))
    assert {
        item.about.removeprefix("influence/"): (item.result, item.derived or item.missing) for item in found
    } == said


@pytest.mark.parametrize(("size", "result"), [(5, AGREES), (6, DIFFERS)])
def test_a_part_may_be_as_large_as_the_whole(size: int, result: str) -> None:
    part = StudySet(slug="part", label="part", size=size, locator="Results")
    (found,) = RULES["part"].find(of(WHOLE, part))
    assert found.result == result
    assert list(RULES["part"].find(of(part))) == [], "of nothing that is known"
    (alone,) = RULES["members"].find(of(part, *included(None)))
    assert (alone.slug, alone.missing) == ("members-part", "which publications these are")


@pytest.mark.parametrize(
    ("count", "missing"),
    [
        (
            Count(slug="c", influence="i", study_set="gone", count=2, total=3, count_locator="Table"),
            "size of its study set",
        ),
        (Count(slug="c", count=2, total=3, count_locator="Table"), "what the total is of"),
    ],
    ids=["of an influence", "of nothing else"],
)
def test_a_total_is_of_something(count: Count, missing: str) -> None:
    (found,) = RULES["total"].find(of(count, *boxes(publicationsIncluded=5)))
    assert (found.result, found.missing) == (CANNOT, missing)


def test_only_counts_by_quality_are_held_against_grades() -> None:
    rows = [
        Count(slug="i", influence="i", count=2, count_locator="Table"),
        Count(slug="q", quality="good", percentage="50", total=4, percentage_locator="Table"),
    ]
    assert list(RULES["graded"].find(of(review("all"), *rows, *included("good", "good")))) == []


def test_a_percentage_needs_a_total() -> None:
    row = Count(
        slug="c", influence="i", count=2, percentage="66", count_locator="Table", percentage_locator="Table"
    )
    (found,) = RULES["percentage"].find(of(row))
    assert (found.result, found.missing) == (CANNOT, "its total")


def test_the_rules_are_in_the_document() -> None:
    page = (TINY.parents[2] / "docs/audit.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", page, re.M)
    assert told == [(rule.name, rule.words) for rule in RULES.values()]


def accept() -> None:
    """Write what each world's audit says."""
    cases = {"tiny2020": audit(TINY, "tiny2020"), **{review: audit(OTHER, review) for review in OTHERS}}
    for rule in ("", *PLANTED):
        with tempfile.TemporaryDirectory() as folder:
            world = fuller(Path(shutil.copytree(TINY, Path(folder) / "world")))
            if rule:
                cell, expected = PLANTED[rule]
                plant(world, cell)
                cases[f"planted {rule}"] = [
                    item for item in audit(world, "tiny2020") if item.slug in expected
                ]
            else:
                cases["full"] = audit(world, "tiny2020")
    with AUDITS.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
        writer.writerow(["case", *FIELDS])
        writer.writerows([case, *row] for case, found in cases.items() for row in told(found))


if __name__ == "__main__":  # python tests/tables/test_auditing.py
    accept()
