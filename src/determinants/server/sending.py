"""How a reply leaves: with the headers that all have, packed where that is accepted, not again if known."""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from determinants.server.calls import Call, Reply
from determinants.server.markup import page
from determinants.server.markup import tag as tag_of
from determinants.server.negotiation import best, takes_gzip
from determinants.server.refusing import Refused, refused

if TYPE_CHECKING:
    from starlette.types import Send

PROBLEM = "application/problem+json"

SMALL = 1_000  # bytes that are not worth packing
LEVEL = 5
GZIP = zlib.MAX_WBITS | 16

# A text of the data is never run: not as a script, not as markup of another type, not in a frame of others.
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; " + (
    "frame-ancestors 'none'"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept, Accept-Encoding",
}


def tag(*parts: str) -> str:
    """Give what tells two states of a reply apart, from what it depends on.

    >>> tag("a", "b") == tag("a", "b"), tag("ab") == tag("a", "b")
    (True, False)
    """
    return f'W/"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def is_known(given: str, current: str) -> bool:
    """Whether an If-None-Match has the current tag.

    >>> is_known('W/"a", "b"', 'W/"b"'), is_known("*", 'W/"b"'), is_known("", 'W/"b"')
    (True, True, False)
    """
    known = {each.strip().removeprefix("W/") for each in given.split(",")}
    return "*" in known or current.removeprefix("W/") in known


def packed(reply: Reply, headers: Mapping[str, str]) -> tuple[Reply, bool]:
    """Give a reply with its body packed, where that is accepted and worth it; and whether it is."""
    if len(reply.body) < SMALL or not takes_gzip(headers.get("accept-encoding", "")):
        return reply, False
    body = gzip.compress(reply.body, LEVEL, mtime=0)
    return Reply(body, reply.media_type, reply.status, reply.headers, reply.tag, reply.keep), True


def head(reply: Reply, *, gzipped: bool, length: int | None) -> dict[str, Any]:
    """Give the message that begins a response."""
    headers = {**ALWAYS, "Content-Type": reply.content_type, **reply.headers}
    if length is not None:
        headers["Content-Length"] = str(length)
    if gzipped:
        headers["Content-Encoding"] = "gzip"
    if reply.tag:
        headers["ETag"] = reply.tag
    headers.setdefault("Cache-Control", "no-cache" if reply.tag else "no-store")
    return {
        "type": "http.response.start",
        "status": reply.status,
        "headers": [(name.lower().encode(), _legal(value)) for name, value in headers.items()],
    }


def _legal(value: str) -> bytes:
    """Give a value as a header may have it: on one line, in its character set."""
    return " ".join(value.split()).encode("latin-1", "replace")


def known(reply: Reply) -> Reply:
    """Give what is sent instead of a reply that whoever asks has already."""
    return Reply(b"", reply.media_type, 304, reply.headers, reply.tag)


async def send_reply(
    send: "Send", reply: Reply, method: str, headers: Mapping[str, str], *, gzipped: bool | None = None
) -> None:
    """Send a reply whole, or that it is known already; `gzipped` says how it is packed, if it has been."""
    if reply.tag and is_known(headers.get("if-none-match", ""), reply.tag) and reply.status == 200:
        await send(head(known(reply), gzipped=False, length=None))
        await send({"type": "http.response.body", "body": b""})
        return
    if gzipped is None:
        reply, gzipped = packed(reply, headers)
    await send_packed(send, reply, method, gzipped=gzipped)


async def send_packed(send: "Send", reply: Reply, method: str, *, gzipped: bool) -> None:
    """Send a reply as it is packed already; where only its head is asked for, no more."""
    await send(head(reply, gzipped=gzipped, length=len(reply.body)))
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else reply.body})


async def say(send: "Send", error: Exception, call: Call) -> None:
    """Say what is wrong, in the form that is accepted; where it is our fault, not what it is."""
    known = refused(error)
    if known is None:
        known = Refused(500, "something is wrong here, and not with the request.")
    title = HTTPStatus(known.status).phrase
    kind = best(call.accept, ["text/plain", PROBLEM, "application/json", "text/html"]) or "text/plain"
    if kind == "text/html":
        body = page(title, tag_of("p", str(known)), root=call.root)
    elif kind == "text/plain":
        body = f"{known}\n".encode(errors="replace")
    else:
        kind = PROBLEM
        told = {"status": known.status, "title": title, "detail": str(known)}
        body = (json.dumps(told) + "\n").encode()
    await send_reply(send, Reply(body, kind, known.status, known.headers), call.method, call.headers)


class Packing:
    """Packs pieces as they come, or hands them on."""

    def __init__(self, *, gzipped: bool) -> None:
        """Pack, or hand on."""
        self._packing = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP) if gzipped else None

    def piece(self, content: bytes) -> bytes:
        """Give what is sent for a piece; perhaps nothing yet."""
        return self._packing.compress(content) if self._packing else content

    def rest(self) -> Iterator[bytes]:
        """Yield what is still to be sent when all pieces have come."""
        if self._packing:
            yield self._packing.flush()
