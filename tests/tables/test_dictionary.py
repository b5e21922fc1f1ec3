"""The data dictionary says every column, and marks those that the model requires."""

import pytest

from conftest import DATA
from determinants.tables import dictionary
from determinants.tables.model import TABLES, MappingSet
from determinants.tables.model.defaults import Default

TEXT = (DATA / "README.md").read_text(encoding="utf-8")
SECTIONS = dictionary.sections(TEXT)


def test_every_table_has_its_section() -> None:
    there = [row for section in SECTIONS for row in section.rows]
    assert set(there) == {*(table.row for table in TABLES), MappingSet, Default}
    assert len(SECTIONS) == len({section.title for section in SECTIONS})


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.title)
def test_a_section_has_the_columns_of_its_table_in_their_order(section: dictionary.Section) -> None:
    rows = sorted(section.rows, key=lambda row: row is not MappingSet)  # its head stands first
    assert list(section.columns) == list(dict.fromkeys(field for row in rows for field in row.model_fields))
    assert all(len(words) > 2 for words in section.columns.values())


def test_what_is_marked_as_required_is_what_the_model_requires() -> None:
    assert dictionary.marked(TEXT) == TEXT, "run 'python -m determinants.release.documents'"
    for mark in ("| `label` | | short name |", "| `label` | no | short name |"):
        wrong = TEXT.replace("| `label` | yes | short name |", mark)
        assert wrong != TEXT
        assert dictionary.marked(wrong) == TEXT


def test_a_dictionary_without_marks_gets_them() -> None:
    text = "### agents.csv\n\nWho.\n\n| column | what it holds |\n|---|---|\n| `slug` | name |\n\n## Else\n"
    assert dictionary.marked(text) == text.replace("| column |", "| column | required |").replace(
        "|---|---|", "|---|---|---|"
    ).replace("| `slug` |", "| `slug` | yes |")
