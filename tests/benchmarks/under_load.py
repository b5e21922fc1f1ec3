"""How many stored questions the server answers under load, beside hostile traffic and `oxigraph serve`.

    python tests/benchmarks/under_load.py [SECONDS [CONNECTIONS [SOAK]]]

One run has three parts, of so many seconds each: `oxigraph serve` with the queries behind good requests, the
server with good requests alone, and the server with hostile ones beside them, for SOAK seconds where that is
given: of a hundred requests one is a text that is refused, and every second an endless query comes. The good
requests are the stored questions that answer within 100 kB, as JSON, narrowed by their examples and not; the
server keeps their replies in memory, by the state of the data, after each was asked once. Client and servers
share the machine.

It prints requests a second, the time in which half and 99 % of the good requests were answered, how many of
them failed, what became of hostile ones, how many workers there were at most, and the memory of the server
without its workers, which are killed and begin again: in the first and the last tenth of the time.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx

import determinants
from determinants.ask import narrowing

BIN = Path(sys.executable).parent
LARGEST = 100_000
REFUSED = ["SELECT * {", "DROP ALL", "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "ASK " + "{" * 100]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
EXPECTED = {400, 413, 503, 504}


@dataclass
class Seen:
    """What came of the requests of one part."""

    times: list[float] = field(default_factory=list)
    failed: int = 0
    hostile: Counter[int] = field(default_factory=Counter)
    workers: int = 0
    memory: list[int] = field(default_factory=list)

    def told(self, seconds: float) -> dict[str, object]:
        """Give it in numbers."""
        ordered = sorted(self.times)
        tenth = len(self.memory) // 10 + 1
        first, last = (sorted(part)[len(part) // 2] for part in (self.memory[:tenth], self.memory[-tenth:]))
        return {
            "requests a second": round(len(ordered) / seconds),
            "half within ms": round(1000 * ordered[len(ordered) // 2], 1),
            "99 % within ms": round(1000 * ordered[len(ordered) * 99 // 100], 1),
            "longest ms": round(1000 * ordered[-1], 1),
            "failed": self.failed,
            "hostile": dict(self.hostile),
            "workers at most": self.workers,
            "MiB in the first and the last tenth": [first, last],
            "growth, %": round(100 * (last / first - 1), 1),
        }


class Connection:
    """One connection that is kept, on which one request after another is sent."""

    def __init__(self, port: int) -> None:
        self.port, self.streams = port, None

    async def get(self, target: str, accept: str) -> int:
        """Send a request and read all of its answer; give the status, or 0 where it has no whole one."""
        try:
            if self.streams is None:
                self.streams = await asyncio.open_connection("127.0.0.1", self.port)
            reader, writer = self.streams
            writer.write(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            if "transfer-encoding: chunked" in head:
                while size := int((await reader.readuntil(b"\r\n")).strip(), 16):
                    await reader.readexactly(size + 2)
                await reader.readexactly(2)
            else:
                await reader.readexactly(int(head.partition("content-length:")[2].split()[0]))
            if "connection: close" in head:
                writer.close()
                self.streams = None
            return int(head.split()[1])
        except (OSError, ValueError, IndexError, asyncio.IncompleteReadError):
            self.streams = None
            return 0


async def load(
    port: int, targets: list[str], accept: str, seconds: float, connections: int, hostile: list[str], pid: int
) -> Seen:
    """Send good requests on so many connections, one hostile one among a hundred, and watch the workers."""
    seen, until = Seen(), time.monotonic() + seconds
    good, bad = cycle(targets), cycle(hostile or [""])

    async def ask(first: int) -> None:
        connection, number = Connection(port), first
        while time.monotonic() < until:
            number += 1
            if hostile and number % 100 == 0:
                seen.hostile[await connection.get(next(bad), "*/*")] += 1
                continue
            begun = time.monotonic()
            status = await connection.get(next(good), accept)
            seen.times.append(time.monotonic() - begun)
            seen.failed += status != 200

    async def overrun() -> None:
        waiting = set()
        while time.monotonic() < until:
            if hostile:
                endless = Connection(port).get(f"/sparql?query={quote(ENDLESS)}", "*/*")
                waiting.add(asyncio.ensure_future(endless))
            seen.workers = max(seen.workers, len(children(pid)))
            seen.memory.append(memory(pid))
            await asyncio.sleep(1)
        for each in waiting:
            seen.hostile[await each] += 1

    await asyncio.gather(overrun(), *(ask(place * 7) for place in range(connections)))
    return seen


def children(pid: int) -> list[int]:
    """Give the processes that a process has started."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def memory(pid: int) -> int:
    """Give how many MiB a process takes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 >> 20


@contextmanager
def server(*command: str, said: bytes) -> Iterator[tuple[int, int]]:
    """Run a server; give its port and its process."""
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        try:
            assert process.stderr
            while said not in (line := process.stderr.readline()):
                assert line, "the server stopped"
            port = int(line.rpartition(b":")[2].strip(b"/\n ").split(b"/")[0])
            yield port, process.pid
        finally:
            process.terminate()


def good_requests(port: int) -> tuple[list[str], list[str]]:
    """Give the good requests, each of which was asked once, and the same for a SPARQL server."""
    graph, targets, queries = determinants.open_graph(), [], []
    for name, asked in graph.questions().items():
        for where in [{}, *({column: known.example} for column, known in asked.columns.items())]:
            target = f"/questions/{name}?{urlencode(where)}"
            got = httpx.get(f"http://127.0.0.1:{port}{target}", timeout=60)
            if got.status_code == 200 and len(got.content) <= LARGEST:
                targets.append(target)
                by = {
                    column: [narrowing._term(graph.engine, asked, column, said, None, None)]
                    for column, said in where.items()
                }
                queries.append(f"/query?{urlencode({'query': asked.narrowed(by)})}")
    return targets, queries


def main(seconds: float = 60.0, connections: int = 64, soak: float = 0.0) -> None:
    """Run the three parts and print what came of them."""
    told: dict[str, object] = {}
    program = str(BIN / "determinants")
    bad = [f"/sparql?query={quote(text)}" for text in REFUSED]
    with tempfile.TemporaryDirectory() as folder:
        store = f"{folder}/store"
        subprocess.run([program, "load", "--store", store], check=True, capture_output=True)
        with server(program, "serve", "--port", "0", "--quiet", said=b"Serving at") as (port, pid):
            targets, queries = good_requests(port)
            oxigraph = [
                str(BIN / "oxigraph"),
                "serve-read-only",
                "--location",
                store,
                "--union-default-graph",
            ]
            with server(*oxigraph, "--bind", "127.0.0.1:7881", said=b"Listening") as (other, other_pid):
                accept = "application/sparql-results+json"
                seen = asyncio.run(load(other, queries, accept, seconds, connections, [], other_pid))
                told["oxigraph serve, good requests alone"] = seen.told(seconds)
            accept = "application/json"
            seen = asyncio.run(load(port, targets, accept, seconds, connections, [], pid))
            told["determinants serve, good requests alone"] = seen.told(seconds)
            long = soak or seconds
            seen = asyncio.run(load(port, targets, accept, long, connections, bad, pid))
            told["determinants serve, hostile ones beside"] = {
                **seen.told(long),
                "seconds": long,
                "all hostile refused": set(seen.hostile) <= EXPECTED,
            }
    print(json.dumps({"good requests": len(targets), **told}, indent=2))


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]), *map(int, sys.argv[2:3]), *map(float, sys.argv[3:4]))
