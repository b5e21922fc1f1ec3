"""The cookbook is true: every block of it is run, and every stored question is in it."""

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

import determinants
from answers import QUESTIONS
from determinants.cli import program
from determinants.release.cookbooks import WHO
from determinants.store.solutions import Rows
from determinants.write.row_formats import as_markdown

pytestmark = pytest.mark.slow  # every call is a process, or looks at all that is released

DOCS = Path(__file__).parents[2] / "docs"
COOKBOOKS = {who: (DOCS / f"cookbook/{who}.md").read_text(encoding="utf-8") for who in WHO}
RECIPES = {
    name: recipe
    for cookbook in COOKBOOKS.values()
    for name, recipe in re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", cookbook, re.MULTILINE | re.DOTALL)
}


@pytest.fixture(scope="module")
def graph() -> determinants.Graph:
    return determinants.open_graph()


def block(recipe: str, language: str) -> str:
    return re.search(rf"```{language}\n(.*?)```", recipe, re.DOTALL)[1]


def test_every_stored_question_has_a_recipe_and_a_reason() -> None:
    assert sorted(RECIPES) == sorted(QUESTIONS)
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
    shown = Rows(rows.columns, rows.rows[:5]).only(QUESTIONS[name].view)
    assert as_markdown(shown) in recipe if len(rows) else "Nothing, at present." in recipe
    called, *arguments = shlex.split(block(recipe, "sh"))
    assert called == "determinants"
    done = CliRunner().invoke(program(), [*arguments, "--format", "jsonl"])
    assert done.exit_code == 0, done.output
    lines = list(map(json.loads, done.stdout.splitlines()))
    has_more = bool(lines) and lines[0].get("table") == "answer"  # beside its rows
    assert len([line for line in lines if not has_more or line["table"] == "rows"]) == len(rows)


@pytest.mark.parametrize("who", WHO)
def test_the_preface_is_python_that_runs(who: str) -> None:
    names: dict[str, object] = {}
    exec(block(COOKBOOKS[who].partition("\n## ")[0], "python"), names)
    assert isinstance(names["graph"], determinants.Graph)
