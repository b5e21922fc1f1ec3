"""How a request of ASGI is read into a plain value, within its limits; and what a kept reply depends on."""

import asyncio
from typing import TYPE_CHECKING

from determinants.server.calls import LONGEST_FORM, Call
from determinants.server.refusing import Left, Refused

if TYPE_CHECKING:
    from starlette.types import Receive, Scope

BODY_SECONDS = 30.0
COUNTING = {b"accept", b"accept-encoding", b"host"}  # the headers that a kept reply depends on


def headers(scope: "Scope") -> dict[str, str]:
    """Give the headers of a request, their names in small letters."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def key(scope: "Scope", state: str) -> tuple[object, ...]:
    """Give all that a reply which is kept depends on."""
    known = sorted((name, value) for name, value in scope["headers"] if name in COUNTING)
    return (state, scope.get("root_path", ""), scope["path"], scope["query_string"], *known)


def target(scope: "Scope") -> str:
    """Give the path and the query of a request, as a log has it."""
    query = scope["query_string"].decode("latin-1")
    return f"{scope['path']}{query and '?'}{query}"


def call(scope: "Scope", public: str = "", body: bytes = b"") -> Call:
    """Give a request as a value; `public` is the address under which others know the server."""
    said = headers(scope)
    root = scope.get("root_path", "")
    path = scope["path"].removeprefix(root) if root else scope["path"]
    base = public or f"{scope.get('scheme', 'http')}://{said.get('host', 'localhost')}{root}"
    query = scope["query_string"].decode("latin-1")
    return Call(scope["method"], path, query, said, body, root, base)


async def body(scope: "Scope", receive: "Receive") -> bytes:
    """Give the body of a request.

    Raises:
        Refused: if it is too long, or does not come.

    """
    if scope["method"] != "POST":
        return b""
    try:
        return await asyncio.wait_for(_body(receive), BODY_SECONDS)
    except TimeoutError:
        raise Refused(408, f"the body did not come within {BODY_SECONDS:g} s.") from None


async def _body(receive: "Receive") -> bytes:
    parts, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Left
        part, more = message.get("body", b""), message.get("more_body", False)
        size += len(part)
        if size > LONGEST_FORM:
            raise Refused(413, f"the body is longer than {LONGEST_FORM >> 20} MiB.")
        parts.append(part)
    return b"".join(parts)
