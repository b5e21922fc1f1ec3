"""docs/assistants.md: twenty questions in words, asked by the client of the protocol's own library."""

import asyncio
import json
import re
from typing import Any

import pytest

import asgi
from conftest import ONTOLOGY
from determinants.store.oxigraph import OxigraphEngine

PAGE = (ONTOLOGY.parent / "docs/assistants.md").read_text(encoding="utf-8")
# What some row of the answer to a question has, as it is known without asking the server.
RIGHT: dict[int, dict[str, object]] = {
    1: {"influence_label": "Organisational culture", "count": 28, "total": 53, "locator": "Table 1, row 1"},
    3: {"publication_label": "Hoghe et al. 2025", "countries": "DE", "direction_label": "hinders"},
    4: {"determinant_label": "peer workers learn by shadowing", "direction_label": "facilitates"},
    6: {"printed": "15", "derived": "11.5", "locator": "Table 2, row Total, column Mean"},
    7: {"review_label": "Ibrahim et al. 2019", "publications": 53, "included": "none", "named": 0},
    9: {"source_label": "Cooper et al. 2024", "other_label": "Ibrahim et al. 2019", "included": 0},
    12: {"element_label": "Inner Setting", "condition_label": "training is provided internally"},
    14: {"site_label": "Ulm", "total": 3},
    15: {"influence_label": "Support for PSW well-being", "score": 1},
    16: {"score": 2, "meaning": "facilitators outnumber barriers"},
    19: {"income": "High income", "sites": 3},
    20: {"kind_label": "site", "things": 6},
}
QUESTION = re.compile(r"### (\d+)\. (.+?)\n\n```text\n(.*?)```\n\n(.*?)(?=\n###|\Z)", re.DOTALL)


def asked() -> list[tuple[str, list[tuple[str, dict[str, Any]]], list[str]]]:
    """Each question, its calls, and what its answer says in bold."""
    found = []
    for _, question, calls, answer in QUESTION.findall(PAGE):
        made = [line.split(" ", 1) for line in calls.splitlines()]
        bold = [" ".join(said.split()) for said in re.findall(r"\*\*(.+?)\*\*", answer, re.DOTALL)]
        found.append((question, [(tool, json.loads(given)) for tool, given in made], bold))
    return found


def test_there_are_twenty_and_each_has_an_answer() -> None:
    assert [int(number) for number in re.findall(r"### (\d+)\.", PAGE)] == list(range(1, 21))
    assert len(asked()) == 20
    assert all(calls and bold for _, calls, bold in asked())


def test_the_page_names_every_tool_resource_and_prompt() -> None:
    from determinants.server.assistants.prompts import PROMPTS
    from determinants.server.assistants.resources import RESOURCES
    from determinants.server.assistants.tools import TOOLS

    told = set(re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)))
    addresses = {each.whole.replace("{+", "{") for each in RESOURCES}
    assert (TOOLS.keys() | PROMPTS.keys() | addresses) - told == set()


@pytest.mark.slow
def test_twenty_questions_have_the_right_answers(shipped: OxigraphEngine) -> None:
    from mcp import Client

    from determinants.server.assistants.requests import server

    served = asgi.served_by(shipped)

    async def answers() -> list[str]:
        missing = []
        async with Client(server(served)) as client:
            for number, (question, calls, bold) in enumerate(asked(), 1):
                results = [await client.call_tool(tool, given) for tool, given in calls]
                for result in results:
                    assert not result.is_error, (question, result.content)
                    assert len(result.structured_content["rows"]) <= 25
                    assert len(result.model_dump_json(by_alias=True, exclude_none=True).encode()) <= 20_000
                text = " ".join(" ".join(result.content[0].text.split()) for result in results)
                rows = [row for result in results for row in result.structured_content["rows"]]
                right = RIGHT.get(number, {}).items()
                missing += [] if any(right <= row.items() for row in rows) else [f"{question}: {right}"]
                missing += [f"{question}: {said}" for said in bold if said not in text]
        return missing

    try:
        assert asyncio.run(answers()) == []
    finally:
        served.close()
