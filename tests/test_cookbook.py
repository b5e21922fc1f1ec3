"""The cookbook is true: every block of it is run, and every stored question is in it."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

import determinants
from answers import QUESTIONS
from determinants.answers import Table
from determinants.cli import program
from determinants.formats import as_markdown

pytestmark = pytest.mark.slow  # every call is a process, or looks at all that is released

DOCS = Path(__file__).parents[1] / "docs"
COOKBOOK = (DOCS / "cookbook.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", COOKBOOK, re.MULTILINE | re.DOTALL))


@pytest.fixture(scope="module")
def graph() -> determinants.Graph:
    return determinants.open_graph()


def block(recipe: str, language: str) -> str:
    return re.search(rf"```{language}\n(.*?)```", recipe, re.DOTALL)[1]


def test_every_stored_question_has_a_recipe_and_a_reason() -> None:
    assert list(RECIPES) == list(QUESTIONS)
    listed = re.findall(r"\| `([a-z-]+)` \|$", (DOCS / "questions.md").read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(QUESTIONS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_command_python_and_sparql_give_the_answer_that_is_shown(
    name: str, graph: determinants.Graph
) -> None:
    recipe = RECIPES[name]
    assert QUESTIONS[name].summary in recipe
    rows = eval(block(recipe, "python"), {"graph": graph})
    assert rows == graph.sparql(block(recipe, "sparql"))
    shown = Table(rows.columns, rows.rows[:5]).only(QUESTIONS[name].view)
    assert as_markdown(shown) in recipe if len(rows) else "Nothing, at present." in recipe
    called, *arguments = shlex.split(block(recipe, "sh"))
    assert called == "determinants"
    done = CliRunner().invoke(program(), [*arguments, "--format", "jsonl"])
    assert done.exit_code == 0, done.output
    assert len(done.stdout.splitlines()) == len(rows)


def test_the_preface_is_python_that_runs() -> None:
    names: dict[str, object] = {}
    exec(block(COOKBOOK.partition("\n## ")[0], "python"), names)
    assert isinstance(names["graph"], determinants.Graph)
