"""What the server says of how answers are cited: a line on pages, links beside the rest, and an address."""

import json
import re

import pytest
import rispy

from asgi import Client
from determinants.ground.days import EPOCH
from determinants.ground.vocab import BASE
from determinants.server.application import ROUTES, STREAMS, UNCITED

CULTURE = "influence=culture&direction=hinders"


@pytest.fixture(autouse=True)
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EPOCH, "1700000000")


def plain(page: str) -> str:
    return re.sub("<[^>]+>", "", page).replace("&#x27;", "'").replace("&quot;", '"')


def test_the_data_are_cited_with_version_state_and_day(client: Client) -> None:
    got = client.get("/cite")
    assert (got.status, got.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert "Version 1.2.0 of 2021-03-04, state " in got.text
    assert "Made on 2023-11-14 with: determinants build" in got.text


def test_an_answer_is_cited_as_it_is_narrowed_in_each_form(client: Client) -> None:
    got = client.get(f"/cite/influence-findings.ris?{CULTURE}")
    (entry,) = rispy.loads(got.text)
    command = "determinants ask influence-findings --where influence=culture --where direction=hinders"
    assert f"Made with: {command}" in entry["notes"]
    assert client.get(f"/cite/influence-findings?{CULTURE}", accept="application/x-bibtex").text.startswith(
        "@misc{"
    )
    assert client.get(f"/cite/influence-findings?{CULTURE}&format=ris").body == got.body


@pytest.mark.parametrize(
    ("target", "command"),
    [
        (
            f"/questions/influence-findings.html?{CULTURE}",
            "determinants ask influence-findings --where influence=culture",
        ),
        (
            "/answers/studies?thing=culture&direction=hinders",
            "determinants studies culture --direction hinders",
        ),
        ("/answers/cfir?unmapped=true", "determinants cfir --unmapped"),
        ("/finding/f1.html", "determinants show finding/f1"),
    ],
)
def test_a_page_says_how_it_is_cited(client: Client, target: str, command: str) -> None:
    text = plain(client.get(target, accept="text/html").text)
    assert "Cite as: The determinants project." in text
    assert f"Made on 2023-11-14 with: {command}" in text


def test_what_is_no_page_leads_to_its_citation(client: Client) -> None:
    got = client.get(f"/questions/influence-findings.json?{CULTURE}&format=json")
    assert isinstance(json.loads(got.text), list)  # as it was
    link = got.headers["link"]
    assert f'<{BASE}dataset>; rel="cite-as"' in link
    (where,) = re.findall(r'<(/cite/[^>]+)>; rel="describedby"', link)
    assert "(question influence-findings; influence: Culture; direction: hinders)" in client.get(where).text


ASKED = "/sparql?query=SELECT%20*%20%7B%7D"
NAMED = {"{name}": "influence-findings", "{suffix}": "csv"}
OF_DATA = {path: path for path in {*ROUTES, *STREAMS} - UNCITED} | {
    "/sparql": ASKED,
    "/graph-store": "/graph-store?default",
    "/answers/{name}": "/answers/audit",
    "a thing": "/finding/f1.ttl",
}


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(OF_DATA))
def test_whatever_is_said_of_the_data_leads_to_how_they_are_cited(client: Client, path: str) -> None:
    target = OF_DATA[path]
    for part, name in NAMED.items():
        target = target.replace(part, name)
    target = target.replace("/cite.csv", "/cite.ris")
    got = client.get(target)
    assert got.status == 200
    assert f'<{BASE}dataset>; rel="cite-as"' in got.headers["link"]
    assert 'rel="describedby"' in got.headers["link"]


@pytest.mark.parametrize("path", sorted(UNCITED))
def test_what_says_nothing_of_the_data_is_not_cited(client: Client, path: str) -> None:
    assert "cite-as" not in client.get(path).headers.get("link", "")


@pytest.mark.parametrize("path", ["/", "/questions", "/answers"])
def test_pages_that_list_say_how_the_data_are_cited(client: Client, path: str) -> None:
    assert "Cite as: The determinants project." in plain(client.get(path, accept="text/html").text)


def test_on_another_day_a_page_and_its_tag_are_others_and_rows_are_not(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, rows = "/questions/site-totals.html", "/questions/site-totals.csv"
    before = [client.get(each) for each in (page, rows)]
    monkeypatch.setenv(EPOCH, "1800000000")
    after = [client.get(each) for each in (page, rows)]
    assert "2027-01-15" in after[0].text
    assert before[0].headers["etag"] != after[0].headers["etag"]
    assert before[1].headers["etag"] == after[1].headers["etag"]
    assert before[1].body == after[1].body


@pytest.mark.parametrize("target", ["/cite/nothing", "/cite/site-totals?colour=red", "/cite?format=pdf"])
def test_what_cannot_be_cited_is_said(client: Client, target: str) -> None:
    assert 400 <= client.get(target).status < 500
