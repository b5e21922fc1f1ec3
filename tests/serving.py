"""The server as a process of its own, started for a test and stopped after it."""

import re
import select
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from programs import Program


@contextmanager
def serving(program: Program, *options: str) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """A server, its address, and its process."""
    process = program.start("serve", "--port", "0", *options, stderr=subprocess.PIPE)
    assert process.stderr is not None
    try:
        assert select.select([process.stderr], [], [], 60)[0]
        said = process.stderr.readline().decode()
        found = re.fullmatch(r"Serving at (http://127\.0\.0\.1:\d+)/\n", said)
        assert found, said
        yield found[1], process
    finally:
        process.kill()
        process.wait()
        process.stderr.close()
