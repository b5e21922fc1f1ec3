"""What breaks a shape is told with the file and line of the row that it comes from."""

from pathlib import Path

import pytest

from conftest import ONTOLOGY, TINY
from determinants.ground import shipped
from determinants.ground.problems import DataError
from determinants.ground.vocab import BASE
from determinants.store import building, conformance


def test_a_thing_comes_from_the_row_that_says_what_it_is() -> None:
    things = {
        "finding/f2": ("findings/findings.csv", 3),
        "tiny2020": ("reviews/tiny2020/review.csv", 2),  # facts say something of it as well
        "tiny2020/count/training": ("reviews/tiny2020/counts.csv", 3),
        "publication/cedar": ("publications.csv", 5),
        "publication/nobody": None,
        "dataset": None,
    }
    found = building.origins([TINY], {BASE + name for name in things})
    places = {
        name: (Path(found[BASE + name].file).relative_to(TINY).as_posix(), found[BASE + name].line)
        if BASE + name in found
        else None
        for name in things
    }
    assert places == things


@pytest.mark.slow
def test_a_broken_shape_names_file_and_line(
    world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shapes that ask for more than rows do: here, a pattern for the identification of publications."""
    stricter = tmp_path / "ontology"
    stricter.mkdir()
    for path in ONTOLOGY.glob("*.ttl"):
        (stricter / path.name).write_text(path.read_text())
    with (stricter / "shapes.ttl").open("a") as shapes:
        shapes.write(
            "\nshape:Stricter a sh:NodeShape ; sh:targetClass det:Publication ;"
            " sh:property [ sh:path bibo:pmid ; sh:minCount 1 ;"
            ' sh:message "A publication has a PMID: add it." ] .\n'
        )
    where = {"ontology": stricter}
    monkeypatch.setattr(shipped, "folder", lambda name: where[name])
    with pytest.raises(DataError) as raised:
        conformance.check(world, alone=True)
    first = raised.value.problems[0]
    assert (first.file, first.line) == ((world / "publications.csv").as_posix(), 4)
    assert str(first).startswith(
        f"{first.file}:4:bibo:pmid: publication/birch2012: A publication has a PMID."
    )
