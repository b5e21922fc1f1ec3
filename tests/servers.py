"""Real SPARQL servers, started for a test and stopped after it."""

import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from parts import need


@dataclass(frozen=True)
class Server:
    """Where a server answers queries, and where it takes graphs."""

    query: str
    graph_store: str


@contextmanager
def oxigraph(folder: Path, *, union: bool = False) -> Iterator[Server]:
    """Oxigraph's own server over a new store: as it comes, or told to ask the union of the named graphs."""
    port = free_port()
    command = [need("oxigraph"), "serve", "--location", str(folder / "store"), "--bind", f"127.0.0.1:{port}"]
    command += ["--union-default-graph"] * union
    with _running(command, f"http://127.0.0.1:{port}/", folder):
        base = f"http://127.0.0.1:{port}"
        yield Server(f"{base}/query", f"{base}/store")


VIRTUOSO_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ThreadsPerQuery = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 60
"""


@contextmanager
def virtuoso(folder: Path, rows: int = 100_000) -> Iterator[Server]:
    """Virtuoso 7 over a new database, which caps every answer at `rows` without saying so."""
    http, sql = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(folder=folder, sql=sql, http=http, rows=rows))
    base = f"http://127.0.0.1:{http}"
    with _running([need("virtuoso-t"), "-f", "-c", "virtuoso.ini"], f"{base}/sparql", folder):
        yield Server(f"{base}/sparql", f"{base}/sparql-graph-crud-auth")


@contextmanager
def _running(command: list[str], address: str, folder: Path) -> Iterator[None]:
    log = folder / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait(process, address, log)
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(process: subprocess.Popen[bytes], address: str, log: Path, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"the server stopped: {log.read_text(errors='replace')[-500:]}")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except urllib.error.HTTPError as error:  # it answers, which is all that is asked here
            error.close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the server did not answer within {seconds} s: {log.read_text(errors='replace')[-500:]}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
