"""How all of it is asked, for programs: OpenAPI, made of the questions, the answers and the formats."""

from collections.abc import Iterable, Mapping
from typing import Any

from determinants import __version__
from determinants.ask.questions import Column, Question, Shown
from determinants.server.answers import ANSWERS, Parameter
from determinants.server.protocol import ALSO, FORM, QUERY, media_types
from determinants.server.stored import ALL, ROWS
from determinants.write.sparql_formats import SPARQL_FORMATS, TRIPLE_FORMATS

JSON_TYPES = {"int": "integer", "Decimal": "number", "bool": "boolean", "str": "string"}
PROBLEM = "application/problem+json"


def described(questions: Iterable[Question], address: str) -> dict[str, Any]:
    """Give the description of the server at an address."""
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
            "/questions": {"get": _list()},
            **{f"/questions/{each.name}": {"get": _question(each)} for each in questions},
            **{f"/answers/{name}": {"get": _answer(name)} for name in ANSWERS},
            "/health": {
                "get": {
                    "operationId": "health",
                    "summary": "Whether the server answers, and over which state of the data.",
                    "responses": {"200": {"description": "It does.", "content": _any(["application/json"])}},
                }
            },
        },
        "components": {
            "responses": {
                status: {
                    "description": said,
                    "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
                }
                for status, said in ERRORS.items()
            },
            "schemas": {
                "Problem": {
                    "type": "object",
                    "required": ["status", "title", "detail"],
                    "properties": {
                        "status": {"type": "integer"},
                        "title": {"type": "string"},
                        "detail": {"type": "string", "description": "What is wrong, and what to do."},
                    },
                }
            },
        },
    }


ERRORS = {
    "NotRead": "The call is wrong: the reason says what, and what to do.",
    "NotFound": "There is no such question, answer or thing.",
    "NotAccepted": "Nothing that is accepted is to be had.",
    "Limit": "The query took too much, and was stopped.",
    "Busy": "All workers are busy: ask again in a moment.",
}
_REFUSED = {
    "400": {"$ref": "#/components/responses/NotRead"},
    "404": {"$ref": "#/components/responses/NotFound"},
    "406": {"$ref": "#/components/responses/NotAccepted"},
}


def _any(media_types: Iterable[str], json_schema: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {
        media_type: {
            "schema": dict(json_schema or {}) if media_type == "application/json" else {"type": "string"}
        }
        for media_type in media_types
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
        "responses": {"200": {"description": "They.", "content": _any(ROWS)}, **_REFUSED},
    }


def _question(one: Question) -> dict[str, Any]:
    head = one.head
    review = [] if "review" in one.columns or "review" not in one.markers else [_review()]
    return {
        "operationId": one.name,
        "summary": one.summary,
        "description": f"{head.description} Asked {head.because}.".strip(),
        "tags": list(head.tags),
        "parameters": [*map(_column, one.columns.values()), *review, _format(ALL.values())],
        "responses": {
            "200": {
                "description": "The rows of the answer.",
                "content": _any(ALL, _rows(head.columns)),
            },
            **_REFUSED,
        },
    }


def _column(column: Column) -> dict[str, Any]:
    kind = column.kind
    items: dict[str, Any] = {"type": "string"}
    return {
        "name": column.name,
        "in": "query",
        "description": f"Only rows with this value, which is {kind.holds}; given several times, any of them.",
        "schema": {"type": "array", "items": items},
        "explode": True,
        "example": [column.example],
    }


def _review() -> dict[str, Any]:
    return {"name": "review", "in": "query", "schema": {"type": "string"}, "example": "ibrahim2019"}


def _rows(columns: Mapping[str, Shown]) -> dict[str, Any]:
    """Give the schema of an answer in JSON: its rows, or an object that has them beside notes."""
    row = {
        "type": "object",
        "properties": {name: _cell(column) for name, column in columns.items()},
        "required": list(columns),
    }
    rows = {"type": "array", "items": row}
    whole = {
        "type": "object",
        "properties": {
            "notes": {"type": "array", "items": {"type": "string"}},
            "next": {"type": "array", "items": {"type": "string"}},
            "rows": rows,
        },
        "required": ["notes", "rows"],
    }
    return {"oneOf": [rows, whole]}


def _cell(column: Shown) -> dict[str, Any]:
    if column.kind.gives == "Value":
        return {}
    kind = JSON_TYPES.get(column.kind.gives, "string")
    return {"type": [kind, "null"] if column.optional else kind}


def _answer(name: str) -> dict[str, Any]:
    one = ANSWERS[name]
    return {
        "operationId": f"answer-{name}",
        "summary": one.summary,
        "parameters": [*map(_parameter, one.parameters), _format(ALL.values())],
        "responses": {"200": {"description": "The answer.", "content": _any(ALL)}, **_REFUSED},
    }


def _parameter(each: Parameter) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "string", **({"enum": list(each.choices)} if each.choices else {})}
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
    responses = {
        "200": {"description": "The answer.", "content": _any(dict.fromkeys(types))},
        **_REFUSED,
        "503": {"$ref": "#/components/responses/Busy"},
        "504": {"$ref": "#/components/responses/Limit"},
    }
    text = {"type": "string", "description": "A query in SPARQL 1.1."}
    return {
        "get": {
            "operationId": "sparql",
            "summary": "Anything in SPARQL 1.1; without a query, what the service is.",
            "parameters": [{"name": "query", "in": "query", "schema": text}, *graphs, _format(names)],
            "responses": responses,
        },
        "post": {
            "operationId": "sparql-post",
            "summary": "Anything in SPARQL 1.1.",
            "requestBody": {
                "required": True,
                "content": {
                    QUERY: {"schema": text},
                    FORM: {
                        "schema": {"type": "object", "required": ["query"], "properties": {"query": text}}
                    },
                },
            },
            "responses": responses,
        },
    }
