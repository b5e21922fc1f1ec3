"""The server as it runs: a socket, the application behind it, and the library that speaks HTTP."""

import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from determinants.ground.problems import UsageError
from determinants.server.application import LOCAL, Application, Plain
from determinants.server.log import Write
from determinants.server.served import Served

AT_ONCE = 1_000  # connections; who comes after them is told to come again
IDLE = 20  # seconds after which a connection that asks nothing is closed


@dataclass(frozen=True)
class Place:
    """Where it listens, and as what it is known: its address as others see it, and whose pages may read."""

    host: str = "127.0.0.1"
    port: int = 8000
    public: str = ""
    cors: Sequence[str] = ()

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names under which it is asked; none, where it listens to others and is known under any."""
        if self.host not in {"127.0.0.1", "localhost", "::1"} and not self.public:
            return ()
        known = urlsplit(self.public).hostname if self.public else None
        return (*LOCAL, *([known] if known else []))


def listening(place: Place) -> socket.socket:
    """Give a socket that listens there: who comes before the server is ready waits for it.

    Raises:
        UsageError: if nobody can listen there, or somebody does already.

    """
    listener = socket.socket(socket.AF_INET6 if ":" in place.host else socket.AF_INET)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((place.host, place.port))
        # At once: who comes before all is open waits and is not refused, and nobody else can start here.
        listener.listen(AT_ONCE)
    except (OSError, OverflowError) as error:
        listener.close()
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise UsageError(f"nobody can listen at {place.host}:{place.port}: {reason}.") from None
    return listener


def run(
    served: Served,
    place: Place,
    listener: socket.socket,
    write: Write,
    ready: Callable[[], None],
    more: Mapping[str, Plain] | None = None,
    *,
    assistants: bool = False,
) -> None:
    """Serve until somebody stops it. `more` are further routes; `assistants` are let in where it is said."""
    import uvicorn

    told: dict[str, Any] = {}
    if assistants:
        from determinants.server.assistants.beside import Beside

        beside = Beside(served, place.cors)
        told = {"also": [beside.route], "running": beside.running}
    application = Application(
        served, public=place.public, hosts=place.hosts, cors=place.cors, write=write, more=more, **told
    )
    config = uvicorn.Config(
        application,
        log_config=None,
        log_level="critical",  # what breaks off, and faults of ours, are told by the application
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        lifespan="on",
        limit_concurrency=AT_ONCE,
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=5,
    )
    ready()
    try:
        uvicorn.Server(config).run(sockets=[listener])
    finally:
        served.close()
