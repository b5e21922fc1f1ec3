"""The server beside HTTP: one more route of the application, with its limits."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.routing import Route

from determinants.server import reading
from determinants.server.application import endpoint
from determinants.server.assistants.requests import server
from determinants.server.calls import LONGEST_FORM
from determinants.server.refusing import Left, Refused
from determinants.server.sending import say
from determinants.server.served import Served

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

PATH = "/mcp"
OTHERS = ("GET", "HEAD", "DELETE")  # for conversations that are held, which there are none of here


class Beside:
    """The protocol over HTTP: each request by itself, so that nothing is held of anybody."""

    def __init__(self, served: Served, origins: Sequence[str] = ()) -> None:
        """Answer from what is served, also to pages of these origins."""
        self._origins = tuple(origins)
        self._manager = StreamableHTTPSessionManager(
            server(served), json_response=True, stateless=True, max_request_body_size=LONGEST_FORM
        )
        self.route = Route(PATH, endpoint(self._answered), methods=["POST", *OTHERS])

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Be there for requests."""
        async with self._manager.run():
            yield

    async def _answered(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        call = reading.call(scope)
        try:
            if call.method in OTHERS:
                raise Refused(405, f"{call.method} is not taken here: POST is.", {"Allow": "POST"})
            self._meant(call.headers.get("origin", ""), call.base)
            body = await reading.body(scope, receive)
        except Left:
            raise
        except Exception as error:
            await say(send, error, call)
            return
        given = [{"type": "http.request", "body": body, "more_body": False}]

        async def again() -> Any:
            return given.pop() if given else await receive()

        await self._manager.handle_request(scope, again, send)

    def _meant(self, origin: str, base: str) -> None:
        """Make sure that no page from elsewhere asks in the name of whoever looks at it.

        Raises:
            Refused: if one does.

        """
        if origin and origin != base and origin not in self._origins and "*" not in self._origins:
            raise Refused(403, f"pages of {origin[:100]} may not ask here: --cors lets them.")
