"""The answers that people come for, by HTTP: what the commands of the same names give."""

from urllib.parse import urlencode

import pytest

from asgi import Client
from determinants.server.answers import ANSWERS
from programs import Program

INFLUENCE = "training"  # of the tiny world


@pytest.mark.parametrize("name", ANSWERS)
def test_each_answer_has_what_each_of_its_parameters_is(name: str) -> None:
    for each in ANSWERS[name].parameters:
        assert each.what.endswith(".")
        assert not each.choices or each.example in each.choices


@pytest.mark.parametrize(
    ("target", "status", "said"),
    [
        ("/answers/study", 404, "Did you mean"),
        ("/answers/studies", 400, "say which 'thing'"),
        ("/answers/studies?thing=a&thing=b", 400, "more than one 'thing'"),
        ("/answers/factors?direction=up", 400, "is no direction"),
        ("/answers/influences?data=/etc", 400, "there is no parameter 'data'"),
        ("/answers/audit?review=/etc", 404, "no review is called"),
        ("/answers/audit?review=.", 404, "no review is called"),
        ("/answers/show?thing=nobody-has-this", 404, "no thing is called"),
    ],
)
def test_what_cannot_be_answered_says_why(client: Client, target: str, status: int, said: str) -> None:
    got = client.get(target)
    assert (got.status, said in got.text) == (status, True), got.text


# A call of a command, and the same by HTTP.
SAME = [
    ("influences", "/answers/influences.json"),
    ("influences cfir2009/culture", "/answers/influences.json?thing=cfir2009/culture"),
    (
        "factors psw-training --direction hinders",
        "/answers/factors.json?thing=psw-training&direction=hinders",
    ),
    (
        "studies psw-training --direction hinders --country gb --country us",
        "/answers/studies.json?thing=psw-training&direction=hinders&country=gb&country=us",
    ),
    (
        "cfir inner-setting --edition 2022 --given training=internal --review ibrahim2019",
        "/answers/cfir.json?thing=inner-setting&edition=2022&given=training%3Dinternal&review=ibrahim2019",
    ),
    ("cfir --unmapped", "/answers/cfir.json?unmapped=true"),
    ("show finding/f0276", "/answers/show.json?thing=finding/f0276"),
    ("audit ibrahim2019", "/answers/audit.json?review=ibrahim2019"),
    (
        "ask influence-votes --where influence=psw-training",
        "/questions/influence-votes.json?influence=psw-training",
    ),
    ("queries researcher", "/questions.json?tag=researcher"),
]


def test_they_are_what_the_commands_give(program: Program, released: Client) -> None:
    calls = [(*call.split(), "--format", "json") for call, _ in SAME]
    printed = program.together(calls)
    for call, (_, target) in zip(calls, SAME, strict=True):
        got = released.get(target)
        assert (got.status, got.text) == (200, printed[call].out), target


def test_each_answer_is_tried_here() -> None:
    tried = {target.partition("?")[0] for _, target in SAME}
    assert tried >= {f"/answers/{name}.json" for name in ANSWERS}


@pytest.mark.parametrize("name", ["influences", "factors", "studies", "cfir"])
def test_answers_come_in_every_format_of_rows(client: Client, name: str) -> None:
    for how in ANSWERS[name].offered.values():
        got = client.get(f"/answers/{name}?{urlencode({'format': how, 'thing': INFLUENCE})}")
        assert got.status == 200
        assert got.body


def test_they_are_listed_in_every_format_of_rows(client: Client) -> None:
    assert [row["answer"] for row in client.get("/answers").json] == list(ANSWERS)
    assert client.get("/answers.csv").kind == "text/csv"
    page = client.get("/answers", "text/html")
    assert (page.kind, all(f"/answers/{name}" in page.text for name in ANSWERS)) == ("text/html", True)
