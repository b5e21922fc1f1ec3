"""How all of it is asked, for programs: OpenAPI, made of the questions, the answers and the formats."""

from collections.abc import Iterable, Sequence
from typing import Any

from determinants import __version__
from determinants.ask.kinds import Kind
from determinants.ask.questions import Column, Question
from determinants.ground.vocab import BASE
from determinants.server.answers import ANSWERS, Parameter
from determinants.server.openapi_replies import (
    COMPONENTS,
    JSON_TYPES,
    REFUSED,
    REFUSED_POST,
    REFUSED_SPARQL,
    media,
    reply,
    rows,
)
from determinants.server.protocol import ALSO, FORM, QUERY, media_types
from determinants.server.stored import ROWS, offered
from determinants.write.citations import CITATION_FORMATS
from determinants.write.sparql_formats import SPARQL_FORMATS, TRIPLE_FORMATS


def described(asked: Iterable[Question], address: str) -> dict[str, Any]:
    """Give the description of the server at an address."""
    questions = list(asked)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Determinants of implementation",
            "version": __version__,
            "description": "Influences, facilitators and barriers, and the "
            "publications that report them. A count of publications is not the size of an effect. Read only.",
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "servers": [{"url": address}],
        "paths": {
            "/sparql": _sparql(),
            "/graph-store": {"get": _graph()},
            "/.well-known/void": {
                "get": {
                    "operationId": "void",
                    "summary": "What the data set is, and how much of what is in it.",
                    "responses": {
                        "200": reply("It in RDF.", [each.media_type for each in TRIPLE_FORMATS.values()]),
                        **REFUSED,
                    },
                }
            },
            "/questions": {"get": _list()},
            **{f"/questions/{each.name}": {"get": _question(each)} for each in questions},
            "/answers": {
                "get": {
                    "operationId": "answers",
                    "summary": "The answers that people come for.",
                    "parameters": [_format(ROWS.values())],
                    "responses": {"200": reply("They.", ROWS), **REFUSED},
                }
            },
            **{f"/answers/{name}": {"get": _answer(name)} for name in ANSWERS},
            "/cite": {"get": _citation("How the data are cited.")},
            "/cite/{name}": {
                "get": _citation(
                    "How the answer to a stored question is cited; its parameters are those of the question.",
                    [each.name for each in questions],
                )
            },
            "/health": {
                "get": {
                    "operationId": "health",
                    "summary": "Whether the server answers, and over which state of the data.",
                    "responses": {
                        "200": {"description": "It does.", "content": media(["application/json"])},
                        "502": REFUSED["502"],
                    },
                }
            },
        },
        "components": COMPONENTS,
    }


def _citation(summary: str, questions: Sequence[str] = ()) -> dict[str, Any]:
    of = {
        "name": "name",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "enum": list(questions)},
    }
    types = [each.media_type for each in CITATION_FORMATS.values()]
    return {
        "operationId": "cite-question" if questions else "cite",
        "summary": summary,
        "parameters": [*([of] if questions else []), _format(CITATION_FORMATS)],
        "responses": {"200": reply("The citation.", types), **REFUSED},
    }


def _format(names: Iterable[str]) -> dict[str, Any]:
    return {
        "name": "format",
        "in": "query",
        "description": "The format; without it, what is accepted.",
        "schema": {"type": "string", "enum": list(dict.fromkeys(names))},
    }


def _list() -> dict[str, Any]:
    return {
        "operationId": "questions",
        "summary": "The stored questions.",
        "parameters": [
            {"name": "tag", "in": "query", "schema": {"type": "string"}, "example": "researcher"},
            _format(ROWS.values()),
        ],
        "responses": {"200": reply("They.", ROWS), **REFUSED},
    }


def _question(one: Question) -> dict[str, Any]:
    head, formats = one.head, offered(one)
    review = [] if "review" in one.columns or "review" not in one.markers else [_review()]
    return {
        "operationId": one.name,
        "summary": one.summary,
        "description": f"{head.description} Asked {head.because}.".strip(),
        "tags": list(head.tags),
        "parameters": [*map(_column, one.columns.values()), *review, _format(formats.values())],
        "responses": {
            "200": reply("The rows of the answer.", formats, rows(head.columns)),
            **REFUSED,
        },
    }


def _column(column: Column) -> dict[str, Any]:
    kind = column.kind
    called = "" if kind.literal else ", by slug, label, path or IRI"
    return {
        "name": column.name,
        "in": "query",
        "description": f"Only rows with this value, {kind.holds}{called}; given several times, any of them.",
        "schema": {"type": "array", "items": _value(kind)},
        "explode": True,
        "example": [int(column.example) if kind.gives == "int" else column.example],
    }


def _value(kind: Kind) -> dict[str, Any]:
    """Give what may be typed for a value: a number is one, and where a few are named, they are listed."""
    if kind.values is not None:
        return {"type": "string", "enum": list(kind.values.slugs)}
    return {"type": JSON_TYPES.get(kind.gives, "string")}


def _review() -> dict[str, Any]:
    return {
        "name": "review",
        "in": "query",
        "description": "Only what is of this review, by slug, label, path or IRI.",
        "schema": {"type": "string"},
        "example": "ibrahim2019",
    }


def _answer(name: str) -> dict[str, Any]:
    one = ANSWERS[name]
    return {
        "operationId": f"answer-{name}",
        "summary": one.summary,
        "parameters": [*map(_parameter, one.parameters), _format(one.offered.values())],
        "responses": {"200": reply("The answer.", one.offered), **REFUSED},
    }


def _parameter(each: Parameter) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "string"}
    if each.choices:
        one["enum"] = list(each.choices)
    elif each.required:
        one["minLength"] = 1
    return {
        "name": each.name,
        "in": "query",
        "description": each.what,
        "required": each.required,
        "schema": {"type": "array", "items": one} if each.many else one,
        "example": [each.example] if each.many else each.example,
    }


def _sparql() -> dict[str, Any]:
    names = [*SPARQL_FORMATS, *TRIPLE_FORMATS]
    graphs = [
        {"name": name, "in": "query", "schema": {"type": "array", "items": {"type": "string"}}}
        for name in ("default-graph-uri", "named-graph-uri")
    ]
    types = [*(media_types(SPARQL_FORMATS) | ALSO), *(each.media_type for each in TRIPLE_FORMATS.values())]
    found = {"200": reply("The answer.", dict.fromkeys(types))}
    text = {"type": "string", "description": "A query in SPARQL 1.1."}
    return {
        "get": {
            "operationId": "sparql",
            "summary": "Anything in SPARQL 1.1; without a query, what the service is.",
            "parameters": [{"name": "query", "in": "query", "schema": text}, *graphs, _format(names)],
            "responses": {**found, **REFUSED_SPARQL},
        },
        "post": {
            "operationId": "sparql-post",
            "summary": "Anything in SPARQL 1.1.",
            "requestBody": {
                "required": True,
                "content": {
                    QUERY: {"schema": text},
                    FORM: {
                        "schema": {
                            "type": "object",
                            "required": ["query"],
                            "properties": {
                                "query": text,
                                **{each["name"]: each["schema"] for each in (*graphs, _format(names))},
                            },
                        }
                    },
                },
            },
            "responses": {**found, **REFUSED_POST},
        },
    }


def _graph() -> dict[str, Any]:
    types = [each.media_type for each in TRIPLE_FORMATS.values()]
    return {
        "operationId": "graph-store",
        "summary": "One named graph as it stands, or all together: say graph or default, and not both.",
        "parameters": [
            {"name": "default", "in": "query", "schema": {"const": ""}, "allowEmptyValue": True},
            {
                "name": "graph",
                "in": "query",
                "schema": {"type": "string", "format": "uri"},
                "example": f"{BASE}graph/cfir2009",
            },
            _format(TRIPLE_FORMATS),
        ],
        "responses": {"200": reply("The graph.", types), **REFUSED_SPARQL},
    }
