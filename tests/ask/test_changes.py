"""What `diff` tells of two states of the tiny world, each made by one change to its tables."""

import re
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from answers import QUESTIONS
from conftest import ONTOLOGY, TINY
from determinants.ask.answer_changes import compared
from determinants.ask.changes import Changes, diff
from determinants.ground.problems import DataError, UsageError
from determinants.ground.vocab import BASE
from determinants.store import building
from determinants.store.solutions import Rows
from determinants.write.changes_prose import answer, changelog, changes, sentence
from determinants.write.formats import in_parts
from determinants.write.graph_formats import GRAPH_FORMATS

FINDINGS = "findings/findings.csv"
TWO = "f10,birch2012,Results,birch2012,tiny2020:culture,,,,hinders,own,Nobody was told.,,high,kim,"

TURNED = 'The finding f2 was changed: direction from "hinders" to "mixed".'


def edited(world: Path, path: str, pattern: str, replacement: str) -> None:
    text = (world / path).read_text(encoding="utf-8")
    changed, number = re.subn(pattern, replacement, text, flags=re.MULTILINE)
    assert number == 1, f"{pattern} is {number} times in {path}"
    (world / path).write_text(changed, encoding="utf-8")


def told(world: Path, *edits: tuple[str, str, str], answers: bool = False) -> Changes:
    for path, pattern, replacement in edits:
        edited(world, path, pattern, replacement)
    return diff(TINY, world, answers=answers)


def sentences(found: Changes) -> list[str]:
    return [sentence(each) for each in found.things]


def test_the_same_tables_in_another_order_are_no_change(world: Path) -> None:
    path = world / FINDINGS
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    found = diff(TINY, world)
    assert not found.any
    assert "No thing and no answer differs." in changes(found).text(200)


def test_of_answers_that_were_not_compared_nothing_is_said(world: Path) -> None:
    found = told(world, ("CHANGELOG.md", r"^## 1\.2\.0 .*", "## 1.3.0 (2022-05-06)"))
    assert (found.any, found.alike) == (False, False)
    assert changes(found).text(1_000).endswith("No thing differs.\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edit", "about", "said"),
    [
        pytest.param(
            (FINDINGS, r"\Z", TWO + "\n"),
            ["Culture (Tiny et al. 2020)"],
            ["The finding f10 was added: Nobody was told (Birch 2012, hinders)."],
            id="added",
        ),
        pytest.param(
            (FINDINGS, r"^f6,.*\n", ""),
            ["Rural setting (Topics of findings beyond the influences of a review)"],
            ["The finding f6 was dropped: Long distances kept people from meeting (Birch 2012, hinders)."],
            id="dropped, and about a topic",
        ),
        pytest.param(
            (FINDINGS, r"hinders,own,Old habits", "mixed,own,Old habits"),
            ["Culture (Tiny et al. 2020)"],
            [TURNED],
            id="turned",
        ),
        pytest.param(
            (FINDINGS, r"^(f2,.*),tiny2020:culture,", r"\1,tiny2020:training,"),
            ["Culture (Tiny et al. 2020)", "Training (Tiny et al. 2020)"],
            [
                'The finding f2 was changed: code from "Culture" to "Training"; '
                'influence from "Culture" to "Training".'
            ],
            id="moved from one influence to another",
        ),
        pytest.param(
            ("reviews/tiny2020/ratings.csv", r"^(north,culture,\D*)3\b", r"\g<1>2"),
            ["Culture (Tiny et al. 2020)"],
            ['The rating tiny2020/rating/north/culture was changed: score from "3" to "2".'],
            id="of an influence at second hand",
        ),
        pytest.param(
            ("publications.csv", r"^(birch2012,[\w-]+,)[^,]*,", r"\1Another title,"),
            [],
            None,
            id="about no influence",
        ),
    ],
)
def test_each_change_is_told_with_what_it_is_about(
    world: Path, edit: tuple[str, str, str], about: list[str], said: list[str] | None
) -> None:
    found = told(world, edit)
    named = {label for each in found.things for _, label in each.about}
    assert sorted(named) == about
    if said is not None:
        assert [line for line in sentences(found) if "discrepancy" not in line] == said
    text = changes(found).text(10_000)
    assert all(line in text and line in changelog(found) for line in sentences(found))


def test_what_is_withdrawn_is_told_with_reason_and_replacement(world: Path) -> None:
    withdrawn = ("retired.csv", r"\Z", "finding/f6,finding/f2,It said the same.\n")
    found = told(world, (FINDINGS, r"^f6,.*\n", ""), withdrawn)
    assert sentences(found) == ["The finding f6 was withdrawn: It said the same. Instead: finding/f2."]
    assert found.unannounced == ()
    assert "retired.csv" not in changes(found).text(10_000)


@pytest.mark.slow
def test_what_is_dropped_without_a_word_is_told(world: Path) -> None:
    found = told(world, (FINDINGS, r"^f6,.*\n", ""))
    assert [each.thing for each in found.unannounced] == [BASE + "finding/f6"]
    assert "1 thing was dropped without a row in retired.csv" in changes(found).text(10_000)


@pytest.mark.slow
def test_the_answers_that_differ_are_told_and_no_others(world: Path) -> None:
    found = told(world, (FINDINGS, r"hinders,own,Old habits", "mixed,own,Old habits"), answers=True)
    differing = {each.question for each in found.answers}
    assert {"influence-findings", "influence-votes", "graph-statements"} <= differing
    assert not {"site-ratings", "cfir-tree", "influence-counts"} & differing
    assert found.asked == len(QUESTIONS)


def rows(*cells: tuple[str, int, int]) -> Rows:
    columns = ("influence", "influence_label", "count", "rank")
    return Rows(
        columns,
        tuple((NamedNode(BASE + name), Literal(name), Literal(c), Literal(r)) for name, c, r in cells),
    )


ABC = rows(("a", 9, 1), ("b", 8, 2), ("c", 7, 3))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (rows(("a", 9, 1), ("b", 8, 2), ("c", 6, 3)), "3 rows before, 3 now: 1 changed."),
        (rows(("a", 9, 1), ("c", 7, 3)), "3 rows before, 2 now: 1 dropped."),
        (
            rows(("a", 9, 1), ("c", 9, 2), ("b", 8, 3)),
            "3 rows before, 3 now: 2 changed. The order differs: 'c' now stands before 'b'.",
        ),
        (
            rows(("d", 10, 1), ("a", 9, 1), ("b", 8, 2), ("c", 7, 3)),
            "3 rows before, 4 now: 1 added.",  # one that is new moves nobody
        ),
        (
            rows(("b", 8, 2), ("a", 9, 1), ("c", 7, 3)),
            "3 rows before, 3 now: each is as it was. The order differs: 'b' now stands before 'a'.",
        ),
    ],
)
def test_an_answer_tells_its_rows_apart_by_things_and_its_order_by_what_both_have(
    now: Rows, expected: str
) -> None:
    change = compared(QUESTIONS["influence-counts"], ABC, now)
    assert change is not None
    assert answer(change) == expected


def test_rows_that_name_the_same_things_are_told_apart_by_all_that_they_say() -> None:
    twice = rows(("a", 9, 1), ("a", 8, 1))
    change = compared(QUESTIONS["influence-counts"], twice, rows(("a", 9, 1), ("a", 7, 1)))
    assert change is not None
    assert (change.added, change.dropped, change.changed) == (1, 1, 0)
    assert compared(QUESTIONS["influence-counts"], twice, twice) is None


# ---- Where a graph may stand


@pytest.fixture
def other(world: Path) -> list[Quad]:
    edited(world, FINDINGS, r"hinders,own,Old habits", "mixed,own,Old habits")
    return list(building.quads([world], ONTOLOGY, "9"))


@pytest.mark.slow
@pytest.mark.parametrize("how", GRAPH_FORMATS)
def test_a_graph_is_read_from_each_syntax_that_is_written(
    how: str, other: list[Quad], tmp_path: Path
) -> None:
    made = GRAPH_FORMATS[how]
    file = tmp_path / f"built{made.suffix}"
    file.write_bytes(b"".join(in_parts(made.write(other))))
    found = diff(TINY, file, answers=False)
    assert sentences(found) == [TURNED]
    assert found.new.named == ("named graphs" in made.what)


@pytest.mark.slow
def test_what_needs_the_named_graphs_is_not_asked_where_one_has_none(
    other: list[Quad], tmp_path: Path
) -> None:
    (tmp_path / "built.nt").write_bytes(b"".join(in_parts(GRAPH_FORMATS["ntriples"].write(other))))
    found = diff(TINY, tmp_path / "built.nt")
    assert "graph-sizes" in found.unasked
    assert found.asked == len(QUESTIONS) - len(found.unasked)
    assert "about named graphs could not be asked" in changes(found).text(10_000)


def test_of_a_release_the_file_that_has_the_whole_graph_is_found(other: list[Quad], tmp_path: Path) -> None:
    release = tmp_path / "release"
    (release / "graph").mkdir(parents=True)
    part = [quad for quad in other if str(quad.graph_name).endswith("findings>")]
    lines = GRAPH_FORMATS["nquads"].write
    (release / "a-part.nq").write_bytes(b"".join(in_parts(lines(part))))
    (release / "graph/whole.nq").write_bytes(b"".join(in_parts(lines(other))))
    shutil.copytree(TINY, release / "data")  # tables may stand there as well
    assert sentences(diff(TINY, release, answers=False)) == [TURNED]


@pytest.mark.slow
def test_what_is_no_graph_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is nothing at"):
        diff(TINY, tmp_path / "nowhere")
    with pytest.raises(DataError, match="has none of our tables"):
        diff(TINY, tmp_path)
    (tmp_path / "graph.xyz").write_text("")
    with pytest.raises(UsageError, match=r"a graph is read from \.nq, \.trig"):
        diff(TINY, tmp_path / "graph.xyz")
    (tmp_path / "graph.nq").write_text("<a> is no statement\n")
    with pytest.raises(DataError, match=r"graph\.nq:1: the file is no N-Quads"):
        diff(TINY, tmp_path / "graph.nq")


@pytest.mark.slow
def test_tables_that_are_wrong_are_told_with_every_problem(world: Path) -> None:
    edited(world, FINDINGS, r"hinders,own,Old habits", "sideways,own,Old habits")
    with pytest.raises(DataError, match="sideways"):
        diff(TINY, world)


@pytest.mark.slow
def test_a_changelog_is_a_section_with_the_version_and_the_same_each_time(world: Path) -> None:
    edited(world, "CHANGELOG.md", r"^## 1\.2\.0 .*", "## 1.3.0 (2022-05-06)")
    found = told(world, (FINDINGS, r"\Z", TWO + "\n"))
    section = changelog(found)
    assert section.startswith("## 1.3.0 (2022-05-06)\n\nFrom version 1.2.0 of 2021-03-04 (state ")
    assert "### Culture (Tiny et al. 2020)\n\n- The finding f10 was added" in section
    assert changelog(diff(TINY, world, answers=False)) == section
