"""Messages call the program as the user typed it, and lists of commands can be read."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from conftest import DATA
from determinants import __version__, cli
from determinants.ground import called
from determinants.tables import reading
from programs import PROGRAM, Program

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/determinants"
ALL: Any = typer.main.get_command(cli.program())


def groups(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every group of commands, with the words that call it."""
    yield path, group
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from groups(command, (*path, name))


@pytest.mark.parametrize("path", [path for path, _ in groups(ALL)], ids=" ".join)
def test_a_list_of_commands_has_whole_sentences_that_fit_80_columns(path: tuple[str, ...]) -> None:
    group = dict(groups(ALL))[path]
    listed = CliRunner().invoke(cli.program(), [*path, "--help"], env={"COLUMNS": "80"}).output
    lines = listed.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in lines] == list(group.commands), "a line for each"
    for line in lines:
        assert len(line) <= 80
        assert line.endswith("."), line
        assert "..." not in line, line


def test_the_list_is_the_same_whether_commands_are_read_or_not() -> None:
    unread = CliRunner().invoke(cli.program(""), ["--help"]).output
    assert unread == CliRunner().invoke(cli.program(), ["--help"]).output


# Files that are handed on call the program by its name: whoever reads them may start it in another way.
HANDED_ON = {
    "tables/starting.py",
    "service/report/workbook.py",
    "release/cookbooks.py",
    "ground/called.py",
    "release/crate.py",
}
COMMAND = re.compile(rf"\bdeterminants ({'|'.join(ALL.commands)})\b")


def sentences(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module that are no docstring, with their lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix()
)
def test_no_message_says_how_the_program_is_called_before_it_knows(path: Path) -> None:
    if path.relative_to(PACKAGE).as_posix() in HANDED_ON:
        return
    said = [(line, text) for line, text in sentences(path) if COMMAND.search(text)]
    assert not said, "use ground.called.command"


@pytest.mark.parametrize("path", sorted((PACKAGE / "cli").glob("*.py")), ids=lambda path: path.stem)
def test_help_names_commands_between_quotation_marks(path: Path) -> None:
    """So that they can be shown as they are typed."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            told = ast.get_docstring(node) or ""
            assert len(COMMAND.findall(told)) == len(re.findall(f"'{COMMAND.pattern[2:]}", told)), node.name


@pytest.fixture
def started() -> Iterator[None]:
    """The program, to be called otherwise, and then as it was."""
    yield
    called.start(called.NAME, {})


@pytest.mark.usefixtures("started")
def test_help_names_the_program_as_it_was_typed() -> None:
    called.start("x", {called.VARIABLE: "./run determinants"})
    for path in ([], ["form"], ["review", "new"]):
        said = " ".join(CliRunner().invoke(cli.program(), [*path, "--help"]).output.split())
        assert "'./run determinants " in said
        assert "'determinants " not in said


def test_a_library_calls_the_program_by_its_name() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from determinants.ground import called; print(called.command('load'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "determinants load\n"


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ./run in it, which has set itself up."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("run", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "locks", folder / "locks")
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/determinants").symlink_to(PROGRAM)
    declared = [folder / "pyproject.toml", *sorted((folder / "locks").glob("*.txt"))]
    project = b"".join(path.read_bytes() for path in declared)
    sum_of = subprocess.run(["cksum"], input=project, capture_output=True, check=True)
    (folder / ".venv/has-program").write_bytes(sum_of.stdout)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (["determinants"], "determinants"),
        ([str(PROGRAM)], "determinants"),
        ([sys.executable, "-m", "determinants"], "python -m determinants"),
        ([".venv/bin/determinants"], ".venv/bin/determinants"),
        (["./run", "determinants"], "./run determinants"),
        (["sh", "run", "determinants"], "run determinants"),
    ],
    ids=["on the path", "in full", "as a module", "beside here", "./run", "run"],
)
def test_an_error_calls_the_program_as_it_was_typed(
    typed: list[str], name: str, program: Program, clone: Path
) -> None:
    for arguments, told in (
        (["influences", "--store", "absent"], f"fill one with '{name} load --store absent'."),
        (["studies"], "Missing argument"),
        (["studis"], "studies"),
    ):
        done = subprocess.run(
            [*typed, *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=clone,
            env=program.environment,
        )
        assert done.returncode == 2
        assert done.stderr.startswith(f"{name}: ")
        assert told in done.stderr


@pytest.mark.slow
def test_the_version_says_which_state_the_data_are_in(program: Program) -> None:
    said = program.answer("--version").out
    assert f"determinants {__version__} " in said
    assert f"state {reading.state(DATA)}\n" in said
