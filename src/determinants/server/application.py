"""The server as an application: its routes, and the one door that all requests come through.

A route is a function of what is served and of a request, which gives a reply. What is sent again and again is
sent as it was kept, by the state of the data and the whole request, before any route is looked for.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from determinants.server import (
    answers,
    citations,
    citing,
    front,
    health,
    log,
    reading,
    stored,
    streams,
    things,
)
from determinants.server.calls import Call, Reply
from determinants.server.held import Broken
from determinants.server.refusing import Left, Refused, light
from determinants.server.sending import packed, say, send_packed, send_reply
from determinants.server.served import Served

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

T = TypeVar("T")
Plain = Callable[[Served, Call], Reply]

# Each route is a path and what replies to it. What is no such path is that of a thing.
ROUTES: dict[str, Plain] = {
    "/": front.start,
    "/style.css": front.style,
    "/.well-known/void": front.void,
    "/openapi.json": front.openapi,
    "/questions": stored.listing,
    "/questions.{suffix}": stored.listing,
    "/questions/{name}": stored.question,
    "/answers": answers.listing,
    "/answers.{suffix}": answers.listing,
    "/answers/{name}": answers.answer,
    "/cite": citations.of_data,
    "/cite.{suffix}": citations.of_data,
    "/cite/{name}": citations.of_question,
    "/health": health.health,
}
STREAMS: dict[str, tuple[streams.Streamed, list[str]]] = {
    "/sparql": (streams.sparql, ["GET", "HEAD", "POST"]),
    "/graph-store": (streams.graph, ["GET", "HEAD"]),
}
UNCITED = {"/style.css", "/openapi.json", "/health"}  # what says nothing of the data
READ = ["GET", "HEAD"]
GONE = 499  # what logs have for a request that nobody waited for any more
ENDED = "determinants.ended"
LOCAL = ("localhost", "127.0.0.1", "[::1]")


class Application:
    """The application of ASGI: it logs, checks for whom it is meant, and answers from what is kept."""

    def __init__(
        self,
        served: Served,
        *,
        public: str = "",
        hosts: Sequence[str] = LOCAL,
        cors: Sequence[str] = (),
        write: log.Write = log.nowhere,
        more: Mapping[str, Plain] | None = None,
        also: "Sequence[BaseRoute]" = (),
        running: Callable[[], AbstractAsyncContextManager[None]] = nullcontext,
    ) -> None:
        """Serve it. `more` are routes by path that go before those of things, such as an explorer's.

        `also` are routes of other protocols; what they need as long as the server runs is there within
        `running`.

        `public` is its address as others see it, without which it is the one that they ask; `hosts` are the
        names under which it is asked, all where there are none; `cors` are the origins whose pages may read.
        """
        from starlette.applications import Starlette
        from starlette.exceptions import HTTPException
        from starlette.middleware.cors import CORSMiddleware
        from starlette.routing import Route

        self.served, self._public, self._hosts, self._write = served, public.rstrip("/"), tuple(hosts), write
        self._running = running
        own = ROUTES | {"/": partial(front.start, explored="/explore" in (more or {}))}
        routes = [
            *(
                Route(path, endpoint(partial(self._replied, _cited(path, give))), methods=READ)
                for path, give in own.items()
            ),
            *(
                Route(path, endpoint(partial(self._streamed, give)), methods=methods)
                for path, (give, methods) in STREAMS.items()
            ),
            *(
                Route(path, endpoint(partial(self._replied, give)), methods=READ)
                for path, give in (more or {}).items()
            ),
            *also,
            Route("/{path:path}", endpoint(partial(self._replied, things.thing)), methods=READ),
        ]
        errors: Any = {HTTPException: self._missing}
        self._routes = Starlette(routes=routes, exception_handlers=errors)
        self._inner: ASGIApp = self._kept_first
        if cors:
            self._inner = CORSMiddleware(
                self._kept_first,
                allow_origins=list(cors),
                allow_methods=["GET", "HEAD", "POST"],
                allow_headers=["Accept", "Content-Type", "If-None-Match"],
                expose_headers=["ETag", "Link", "Retry-After", "X-Left-Out", "Content-Location"],
                max_age=3600,
            )

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer a request, and log it."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] == "http":
            await self._logged(scope, receive, send)

    async def _lifespan(self, receive: "Receive", send: "Send") -> None:
        await receive()
        async with self._running():
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})

    async def _logged(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        begun, seen, more = time.monotonic(), {"status": 0, "size": 0}, ""

        async def counted(message: "Message") -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
            else:
                seen["size"] += len(message.get("body", b""))
            await send(message)

        try:
            await self._meant(scope, receive, counted)
        except asyncio.CancelledError:  # it was told to stop, and has waited as long as it does
            more = "the server was stopped"
            if not seen["status"]:
                await say(counted, Refused(503, f"{more}."), reading.call(scope))
        except Exception as error:
            raise light(error) from None
        ended = scope.get(ENDED)
        if isinstance(ended, Left):
            seen["status"], more = seen["status"] or GONE, "whoever asked has gone"
        elif ended is not None:
            more = str(ended)
        client = (scope.get("client") or ("-", 0))[0]
        asked = reading.target(scope)
        with suppress(OSError):  # a log that has no room stops nobody
            self._write(log.line(client, scope["method"], asked, seen["status"], seen["size"], begun, more))

    async def _meant(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Go on with a request that is meant for this server: a page elsewhere may not speak for it."""
        host = reading.headers(scope).get("host", "")
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
        if self._hosts and name.lower() not in self._hosts:
            known = ", ".join(self._hosts)
            wrong = Refused(421, f"this server is not called '{name[:100]}': it is called {known}.")
            await say(send, wrong, reading.call(scope))
            return
        await self._inner(scope, receive, send)

    async def _kept_first(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Send what is kept, and look for a route where nothing is."""
        method = scope["method"]
        if self.served.old:
            try:
                await self._in_a_thread(self.served.see)
            except Exception as error:  # whoever is far has gone
                await say(send, error, reading.call(scope))
                return
        if method in READ and (found := self.served.replies.get(reading.key(scope, self.served.dated))):
            reply, gzipped = found
            if reply.tag and (headers := reading.headers(scope)).get("if-none-match"):
                await send_reply(send, reply, method, headers, gzipped=gzipped)
            else:
                await send_packed(send, reply, method, gzipped=gzipped)
            return
        await self._routes(scope, receive, send)

    async def _replied(self, give: Plain, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Send what a route gives, worked out in a thread beside, and keep it."""
        call, key = reading.call(scope, self._public), reading.key(scope, self.served.dated)
        try:
            reply = await self._in_a_thread(partial(give, self.served, call))
        except Exception as error:
            await say(send, error, call)
            return
        if reply.keep:
            self.served.replies.put(key, packed(reply, call.headers))
        await send_reply(send, reply, call.method, call.headers)

    async def _streamed(
        self, give: streams.Streamed, scope: "Scope", receive: "Receive", send: "Send"
    ) -> None:
        """Let a route send what it has as it comes; what it says of the service is as good as any reply."""
        call = reading.call(scope, self._public)
        try:
            call = reading.call(scope, self._public, await reading.body(scope, receive))
            coming = await self._in_a_thread(partial(give, self.served, call))
            if coming is None:
                await self._replied(citing.beside(front.service), scope, receive, send)
                return
            await streams.sent(self.served, coming, call, receive, send)
        except (Broken, Left) as ended:  # no more is sent: the library then breaks the connection off
            scope[ENDED] = ended
        except Exception as error:
            await say(send, error, call)

    async def _in_a_thread(self, give: Callable[[], T]) -> T:
        found, wrong = await asyncio.get_running_loop().run_in_executor(self.served.threads, _tried, give)
        if wrong is not None:
            raise wrong
        return cast("T", found)

    async def _missing(self, request: "Request", error: Exception) -> "ASGIApp":
        """Say why there is nothing here, or not in this way."""
        status = getattr(error, "status_code", 404)
        headers = dict(getattr(error, "headers", None) or {})
        if "Allow" in headers:
            headers["Allow"] = ", ".join(sorted(headers["Allow"].split(", ")))
        known = " and ".join(headers.get("Allow", "GET").rsplit(", ", 1))
        allowed = f"{request.method} is not taken here, only {known}: nothing can be changed."
        said = allowed if status == 405 else "there is nothing here."

        async def send_it(scope: "Scope", receive: "Receive", send: "Send") -> None:
            await say(send, Refused(status, said, headers), reading.call(scope))

        return send_it


def _cited(path: str, give: Plain) -> Plain:
    return give if path in UNCITED else citing.beside(give)


def _tried(give: Callable[[], T]) -> tuple[T | None, BaseException | None]:
    """Give what comes, or what is wrong, as it may leave a thread."""
    try:
        return give(), None
    except BaseException as error:
        return None, light(error)


def endpoint(give: "Callable[[Scope, Receive, Send], Awaitable[None]]") -> "Callable[[Request], Any]":
    """Give what a route of the library calls, for an application of its own."""

    async def found(request: "Request") -> "ASGIApp":
        return give

    return found
