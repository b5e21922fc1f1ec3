"""What comes back, as OpenAPI has it: the types of an answer, the columns of its rows, and refusals."""

from collections.abc import Iterable, Mapping
from typing import Any

from determinants.ask.questions import Shown
from determinants.write.references import REFERENCE_FORMATS

JSON_TYPES = {"int": "integer", "Decimal": "number", "bool": "boolean", "str": "string"}
PROBLEM = "application/problem+json"
CSL = REFERENCE_FORMATS["csl-json"].media_type

HEADERS = {
    "ETag": "Stands for the state of the data: If-None-Match gets 304 as long as it is the same.",
    "X-Left-Out": "What of the answer this format leaves out, where it does.",
}
ERRORS = {
    "NotRead": "The call is wrong: the reason says what, and what to do.",
    "NotFound": "There is no such question, answer or thing.",
    "NotAccepted": "Nothing that is accepted is to be had.",
    "NotTaken": "It would change something, is too long, does not come, or is of another type.",
    "Behind": "The server of the data, which stands behind this one, does not answer.",
    "Busy": "All workers are busy: ask again in a moment.",
    "Limit": "The query took too much, and was stopped.",
}
COMPONENTS = {
    "headers": {
        name: {"description": about, "schema": {"type": "string"}} for name, about in HEADERS.items()
    },
    "responses": {
        "Known": {"description": "If-None-Match has the ETag of the answer: it is the same."},
        **{
            name: {
                "description": said,
                "content": {
                    # What comes when all is accepted goes first: generated clients read that.
                    "text/plain": {"schema": {"type": "string", "description": "The reason alone."}},
                    PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}},
                    "text/html": {"schema": {"type": "string"}},
                },
            }
            for name, said in ERRORS.items()
        },
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
}


def _named(statuses: Mapping[str, str]) -> dict[str, Any]:
    return {status: {"$ref": f"#/components/responses/{name}"} for status, name in statuses.items()}


REFUSED = _named(
    {
        "304": "Known",
        "400": "NotRead",
        "404": "NotFound",
        "406": "NotAccepted",
        "502": "Behind",
        "504": "Limit",
    }
)
REFUSED_SPARQL = REFUSED | _named({"413": "NotTaken", "503": "Busy"})
REFUSED_POST = REFUSED_SPARQL | _named({"403": "NotTaken", "408": "NotTaken", "415": "NotTaken"})


def reply(
    said: str, media_types: Iterable[str], json_schema: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Give what an answer is: what it says, its types, and the headers that matter."""
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS}
    return {"description": said, "headers": headers, "content": media(media_types, json_schema)}


def media(media_types: Iterable[str], json_schema: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Give what a body is in each of these types."""
    return {media_type: {"schema": _schema(media_type, json_schema)} for media_type in media_types}


def _schema(media_type: str, json_schema: Mapping[str, Any] | None) -> dict[str, Any]:
    """Give what a body of a type is: a text, unless it is JSON."""
    if media_type == "application/json":
        return dict(json_schema or {})
    if media_type == CSL:
        return {"type": "array", "items": {"type": "object"}}
    return {} if media_type.endswith("json") else {"type": "string"}


def rows(columns: Mapping[str, Shown]) -> dict[str, Any]:
    """Give the schema of an answer in JSON: its rows, or an object that has them beside notes."""
    row = {
        "type": "object",
        "properties": {name: _cell(column) for name, column in columns.items()},
        "required": list(columns),
    }
    table = {"type": "array", "items": row}
    whole = {
        "type": "object",
        "properties": {
            "notes": {"type": "array", "items": {"type": "string"}},
            "next": {"type": "array", "items": {"type": "string"}},
            "rows": table,
        },
        "required": ["notes", "rows"],
    }
    return {"oneOf": [table, whole]}


def _cell(column: Shown) -> dict[str, Any]:
    if column.kind.gives == "Value":
        return {}
    kind = JSON_TYPES.get(column.kind.gives, "string")
    return {"type": [kind, "null"] if column.optional else kind}
