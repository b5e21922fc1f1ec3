"""The version of data: the first that their changelog names, and nothing else."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Quad

from conftest import DATA, ONTOLOGY, TINY
from determinants.ground.problems import UsageError
from determinants.ground.vocab import DCAT, DCTERMS, DET, thing
from determinants.store import building, cache
from determinants.tables.versions import Version, stated, version


@pytest.mark.parametrize(
    ("changelog", "expected"),
    [
        (
            "# Changes\n\n## 0.2.0 (2026-11-29)\n\n## 0.1.0 (2026-01-05)\n",
            Version("0.2.0", date(2026, 11, 29)),
        ),
        ("## 0.2.0 (unreleased)\n", Version("0.2.0")),
        ("## [1.0.0] - 2026-11-29\n", Version("1.0.0", date(2026, 11, 29))),  # as others write changelogs
        ("## 1.0.0-rc.1\n", Version("1.0.0-rc.1")),
        ("## 1.0.0 (2026-02-30)\n", Version("1.0.0")),  # there is no such day
        ("## What changes\n\ntext\n\n## 0.3.0 (unreleased)\n", Version("0.3.0")),
        ("Nothing was released yet.\n", None),
        ("## 12 findings more\n", None),
    ],
)
def test_the_first_heading_that_names_a_version_is_it(changelog: str, expected: Version | None) -> None:
    assert stated(changelog) == expected


def test_data_without_a_changelog_have_no_version(tmp_path: Path) -> None:
    assert version(tmp_path) is None
    assert version(TINY) == Version("1.2.0", date(2021, 3, 4))


def test_data_with_others_beside_them_are_not_of_their_version_alone(tmp_path: Path) -> None:
    (tmp_path / "agents.csv").write_text("slug,label,kind\nlee,Lee,person\n")
    assert building.of_data([TINY, tmp_path]) == Version("1.2.0+more")
    assert building.of_data([TINY, TINY / "reviews/tiny2020"]) == version(TINY)  # nothing more is there


def test_a_changelog_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").mkdir()
    with pytest.raises(UsageError, match=r"CHANGELOG\.md cannot be read: Is a directory"):
        version(tmp_path)


def test_the_graph_says_version_day_program_and_state_each_once(tiny_quads: list[Quad]) -> None:
    said = {
        quad.predicate: str(getattr(quad.object, "value", ""))
        for quad in tiny_quads
        if quad.subject == thing("dataset")
    }
    assert said[DCAT.version] == "1.2.0"
    assert said[DCTERMS.issued] == "2021-03-04"
    assert said[DET.program].startswith("determinants ")
    assert len(said[DET.state]) == 32
    assert said[DCTERMS.bibliographicCitation] == (
        "The determinants project. Determinants of implementation, review by review. "
        f"Version 1.2.0 (2021-03-04), state {said[DET.state]}. Data set. CC BY 4.0."
    )


def test_data_that_are_not_released_were_issued_on_no_day() -> None:
    quads = list(building.metadata("9.9.9", "state", Version("0.2.0")))
    assert [quad for quad in quads if quad.predicate == DCTERMS.issued] == []
    assert [
        quad for quad in building.metadata("9.9.9", "state", None) if quad.predicate == DCAT.version
    ] == []


def test_a_graph_that_is_kept_is_not_that_of_another_version(tmp_path: Path) -> None:
    world = Path(shutil.copytree(TINY, tmp_path / "world"))
    before = cache.key([world], ONTOLOGY, "1")
    (world / "CHANGELOG.md").write_text("## 2.0.0\n")
    assert cache.key([world], ONTOLOGY, "1") != before


def test_the_released_data_have_a_version() -> None:
    assert version(DATA) is not None
