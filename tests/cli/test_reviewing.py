"""A review to begin with: what is written, that nothing is overwritten, and that its examples hold."""

import csv
from itertools import product
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import DATA
from determinants import cli
from determinants.cli import reviewing
from determinants.ground.problems import UsageError
from determinants.store import building, conformance
from determinants.tables import examples, starting
from determinants.tables.examples import Plan
from determinants.tables.model import TABLES
from programs import Program

PLANS = [
    Plan("new2020", kind, framework, influences, counts, sites)
    for kind, framework, (influences, counts, sites) in product(
        ("systematic-review", "scoping-review"),
        (None, *examples.FRAMEWORKS),
        ((False, False, False), (True, True, True), (False, True, False)),
    )
]
BARE = {"publications.csv", "review.csv", "facts.csv", "included.csv", "codings.csv"}


def said_by(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def without_marks(folder: Path) -> None:
    """Do what the README says last: take away what shows that a row is an example."""
    for path in folder.rglob("*.csv"):
        path.write_text(path.read_text().replace("EXAMPLE: ", ""))


@pytest.mark.slow
@pytest.mark.parametrize(
    "plan", PLANS, ids=lambda plan: f"{plan.kind}-{plan.framework}-{plan.own}{plan.counts}"
)
def test_each_example_is_refused_as_it_is_and_is_in_order_without_its_mark(
    plan: Plan, tmp_path: Path
) -> None:
    folder = starting.start(plan, tmp_path, DATA)
    found = building.problems([DATA, folder])
    assert {problem.rule for problem in found} == {"example-left-in"}
    assert {problem.file for problem in found} == {path.as_posix() for path in folder.rglob("*.csv")}
    without_marks(folder)
    assert building.problems([DATA, folder]) == []


@pytest.mark.slow
def test_the_graph_of_the_examples_conforms_to_its_shapes(tmp_path: Path) -> None:
    folder = starting.start(Plan("new2020", "umbrella-review", "cfir2022", True, True, True), tmp_path, DATA)
    without_marks(folder)
    conformance.check(folder)


def test_only_the_tables_that_are_needed_are_there(tmp_path: Path) -> None:
    scoping = starting.start(Plan("a", "scoping-review", "cfir2009"), tmp_path, DATA)
    assert set(said_by(scoping)) == BARE | {"README.md"}
    own = starting.start(Plan("b", "scoping-review"), tmp_path, DATA)
    assert set(said_by(own)) == BARE | {"README.md", "influences.csv", "determinants.csv"}
    assert sorted(path.name for path in own.iterdir()) == ["README.md", "publications.csv", "reviews"]


def test_required_columns_are_marked(tmp_path: Path) -> None:
    folder = starting.start(PLANS[1], tmp_path, DATA)
    for table in TABLES:
        for path in folder.glob(table.path):
            with path.open(newline="") as stream:
                header, *rows = csv.reader(stream)
            marked = {column[:-1] for column in header if column.endswith("*")}
            assert marked == {name for name, field in table.row.model_fields.items() if field.is_required()}
            assert 1 <= len(rows) <= 2


def test_the_readme_tells_what_to_do_and_what_each_column_holds(tmp_path: Path) -> None:
    folder = starting.start(PLANS[1], tmp_path, DATA)
    text = (folder / "README.md").read_text()
    for command in ("check new2020", "audit new2020", "influences --data new2020"):
        assert f"\n    determinants {command}\n" in text
    assert "UTF-8" in text
    headings = [line.split()[-1] for line in text.splitlines() if line.startswith("### ")]
    assert sorted(headings) == sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.csv"))
    assert "| `study` | | the publication that is coded" in text
    assert "|  |" not in text, "a column without words"
    assert "below the table" not in text, "a list that is not there"
    assert "publicationsIdentified" in text
    coded = starting.start(Plan("coded2020", framework="cfir2009"), tmp_path, DATA)
    assert "determinants ask cfir-elements" in (coded / "README.md").read_text()
    assert "leadership" not in (coded / "reviews/coded2020/codings.csv").read_text()


@pytest.mark.slow
def test_a_publication_that_is_built_in_is_not_written_again(tmp_path: Path) -> None:
    folder = starting.start(Plan("pitt2013"), tmp_path, DATA)
    assert "\npitt2013," not in (folder / "publications.csv").read_text()
    assert "`pitt2013` is one of the publications that are built in" in (folder / "README.md").read_text()
    without_marks(folder)
    assert building.problems([DATA, folder]) == []


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        (Plan("Müller 2020"), "Try muller-2020."),
        (Plan("../up"), "Try up."),
        (Plan("…"), "Try smith2020."),
        (Plan("a" * 99), "cannot be the key"),
        (Plan("ibrahim2019"), "is built in: give yours another key."),
        (Plan("cfir2009"), "is a framework"),
        (Plan("new2020", kind="scoping"), "Did you mean"),
        (Plan("new2020", framework="eric"), "no framework"),
    ],
    ids=lambda value: value.key if isinstance(value, Plan) else "",
)
def test_what_will_not_do_is_refused_with_what_to_do(plan: Plan, told: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        starting.start(plan, tmp_path, DATA)
    assert told in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "new2020").mkdir()
    with pytest.raises(UsageError, match="already there"):
        starting.start(Plan("new2020"), tmp_path, DATA)
    assert said_by(tmp_path) == []


def test_the_options_are_those_of_the_templates() -> None:
    assert reviewing.KINDS == examples.KINDS
    assert set(reviewing.FRAMEWORKS) == set(examples.FRAMEWORKS)


def test_the_command_writes_into_the_folder_that_one_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli.program("review"), ["review", "new", "new2020", "--counts"])
    assert done.exit_code == 0, done.output
    assert done.output.startswith("new2020: codings.csv, counts.csv, ")
    assert done.output.endswith("then run 'determinants check new2020'.\n")
    assert (tmp_path / "new2020/reviews/new2020/counts.csv").is_file()


def test_an_author_goes_from_nothing_to_an_answer(program: Program, tmp_path: Path) -> None:
    assert program("review", "new", "new2020", cwd=tmp_path).code == 0
    refused = program("check", "new2020", cwd=tmp_path)
    assert (refused.code, refused.err.count("[example-left-in]")) == (1, 9)
    again = program("review", "new", "new2020", cwd=tmp_path)
    assert (again.code, "already there" in again.err) == (2, True)
    without_marks(tmp_path / "new2020")
    assert program("check", "new2020", cwd=tmp_path).code == 0
    listed = program("influences", "--data", "new2020", "--format", "csv", cwd=tmp_path)
    assert "new2020/influence/leadership" in listed.out
    one = program("influences", "--data", "new2020/reviews/new2020", cwd=tmp_path)
    assert one.code == 0, "its publications, which stand elsewhere, come along"
    added = program("queries", "curator", "--data", "new2020", "--format", "csv", cwd=tmp_path)
    assert added.out.splitlines()[0] == "query,question,narrow_on,tags,yours"
