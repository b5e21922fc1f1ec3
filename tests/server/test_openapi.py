"""The description in OpenAPI is that of the server: what it says can be asked is answered as it says."""

import re
from typing import Any
from urllib.parse import urlencode

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answers import QUESTIONS
from asgi import Client
from determinants.ground.values import DIRECTION
from determinants.server.answers import ANSWERS
from determinants.server.application import ROUTES, STREAMS
from determinants.server.stored import offered


@pytest.fixture(scope="module")
def described(client: Client) -> Any:
    return client.get("/openapi.json").json


def resolved(described: Any, part: Any) -> Any:
    while isinstance(part, dict) and "$ref" in part:
        for name in part["$ref"].removeprefix("#/").split("/"):
            described = described[name]
        part = described
    return part


def test_it_is_whole(described: Any) -> None:
    assert described["openapi"] == "3.1.0"
    assert described["servers"] == [{"url": "http://localhost"}]
    paths = described["paths"]
    assert {f"/questions/{name}" for name in QUESTIONS} <= paths.keys()
    assert {f"/answers/{name}" for name in ANSWERS} <= paths.keys()
    names = [each["operationId"] for path in paths.values() for each in path.values()]
    assert len(names) == len(set(names))
    for path in paths.values():
        for each in path.values():
            assert each["summary"]
            for response in each["responses"].values():
                assert resolved(described, response)["description"]


def test_every_route_for_programs_is_described(described: Any) -> None:
    pages = {"/", "/style.css", "/openapi.json"}
    known = {path for path in (*ROUTES, *STREAMS) if not path.endswith(".{suffix}")} - pages
    many = {path for path in known if "{" in path and path not in described["paths"]}
    assert known - many <= described["paths"].keys()
    for path in many:  # each of which stands there by its name
        assert any(each.startswith(path.partition("{")[0]) for each in described["paths"])


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_parameter_of_a_question_is_a_column_that_narrows_it(described: Any, name: str) -> None:
    asked = described["paths"][f"/questions/{name}"]["get"]
    named = {each["name"] for each in asked["parameters"]}
    assert named - {"format"} == set(QUESTIONS[name].columns)
    formats = next(each for each in asked["parameters"] if each["name"] == "format")
    assert set(formats["schema"]["enum"]) == set(offered(QUESTIONS[name]).values())


@pytest.mark.parametrize(
    ("question", "column", "typed"),
    [
        ("measure-anchors", "score", {"type": "integer"}),
        ("influence-findings", "direction", {"type": "string", "enum": list(DIRECTION.slugs)}),
        ("influence-findings", "influence", {"type": "string"}),
    ],
)
def test_each_parameter_has_a_type(described: Any, question: str, column: str, typed: object) -> None:
    asked = described["paths"][f"/questions/{question}"]["get"]
    (of,) = (each["schema"] for each in asked["parameters"] if each["name"] == column)
    assert of == {"type": "array", "items": typed}


def test_each_value_that_is_listed_is_taken(described: Any, client: Client) -> None:
    for path in described["paths"]:
        if not path.startswith("/questions/"):
            continue
        for each in described["paths"][path]["get"]["parameters"]:
            for value in each["schema"].get("items", {}).get("enum", ()):
                assert client.get(f"{path}?{each['name']}={value}").status == 200, (path, value)


def test_each_answer_is_as_its_schema_has_it(described: Any, client: Client) -> None:
    for name in QUESTIONS:
        asked = described["paths"][f"/questions/{name}"]["get"]
        schema = asked["responses"]["200"]["content"]["application/json"]["schema"]
        told = client.get(f"/questions/{name}").json
        some = told[:5] if isinstance(told, list) else {**told, "rows": told["rows"][:5]}
        jsonschema.Draft202012Validator(schema).validate(some)


def test_each_error_is_as_its_schema_has_it(described: Any, client: Client) -> None:
    schema = described["components"]["schemas"]["Problem"]
    for target in ("/questions/x", "/questions/influence-counts?x=1", "/answers/studies", "/sparql?query=x"):
        got = client.get(target, "application/problem+json")
        jsonschema.validate(got.json, schema)
        assert got.json["status"] == got.status
        path = re.sub(r"/x\b", "/influence-counts", target.partition("?")[0])
        assert str(got.status) in described["paths"][path]["get"]["responses"]


def values(described: Any, parameter: Any) -> st.SearchStrategy[list[str]]:
    """What may be sent for a parameter: nothing, its examples, what its schema lists, and anything."""
    schema = parameter["schema"]
    many = schema.get("type") == "array"
    one = schema["items"] if many else schema
    said = parameter.get("example", [])
    known = [str(each) for each in (said if isinstance(said, list) else [said])]
    known += one.get("enum", []) + [one[key] for key in ("const",) if key in one]
    anything = st.text(max_size=12) | st.sampled_from(known) if known else st.text(max_size=12)
    fewest = 1 if parameter.get("required") else 0
    return st.lists(anything, min_size=fewest, max_size=3 if many else 1)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_asked_is_answered_as_it_is_described(described: Any, client: Client, data: Any) -> None:
    path = data.draw(st.sampled_from(sorted(described["paths"])))
    asked = described["paths"][path]["get"]
    pairs = [
        (each["name"], value)
        for each in asked.get("parameters", ())
        for value in data.draw(values(described, each), label=each["name"])
    ]
    accepted = sorted({of for each in asked["responses"].values() for of in content(described, each)})
    accept = data.draw(st.sampled_from(["*/*", "image/png", "", *accepted]), label="Accept")
    got = client.get(f"{path}?{urlencode(pairs, errors='replace')}", accept)
    assert str(got.status) in asked["responses"], (got.status, got.text)
    known = content(described, asked["responses"][str(got.status)])
    assert got.kind in known, (got.status, got.kind)
    if got.kind.endswith("json"):
        jsonschema.validate(got.json, resolved(described, known[got.kind]["schema"]))


def content(described: Any, response: Any) -> Any:
    return resolved(described, response).get("content", {})


def test_a_generated_client_reads_an_error_as_it_comes(described: Any, client: Client) -> None:
    """Whoever accepts anything gets the first of the types that are told, in answers as in errors."""
    for target, status in (
        ("/questions/influence-counts", 200),
        ("/questions/x", 404),
        ("/sparql?query=x", 400),
    ):
        got = client.get(target, "*/*")
        path = re.sub(r"/x$", "/influence-counts", target.partition("?")[0])
        assert got.status == status
        assert got.kind == next(
            iter(content(described, described["paths"][path]["get"]["responses"][str(status)]))
        )
