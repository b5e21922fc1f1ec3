"""The program as a user meets it: every call is a process of its own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(sys.executable).with_name("determinants")


@dataclass(frozen=True)
class Done:
    """What a call came to."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """What it printed, on one line."""
        return " ".join(self.out.split())


def rows_of(written: str) -> list[dict[str, Any]]:
    """The main rows of an answer in JSON: all of it, or what stands under `rows` beside the rest."""
    told = json.loads(written)
    listed: list[dict[str, Any]] = told["rows"] if isinstance(told, dict) else told
    return listed


@dataclass(frozen=True)
class Program:
    """The program, in a home of its own."""

    environment: dict[str, str]
    remembered: dict[tuple[str, ...], Done] = field(default_factory=dict)

    def __call__(
        self, *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, **environment: str
    ) -> Done:
        done = subprocess.run(
            [PROGRAM, *arguments],
            input=stdin,
            capture_output=True,
            check=False,
            cwd=cwd,
            env=self.environment | environment,
            timeout=60,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def fine(self, *arguments: str | Path, **options: Any) -> Done:
        """A call that must succeed, with nothing to say about itself."""
        done = self(*arguments, **options)
        assert (done.code, done.err) == (0, "")
        return done

    def answer(self, *arguments: str) -> Done:
        """What a call answers that only asks; it is asked once, however many tests look at it."""
        if arguments not in self.remembered:
            self.remembered[arguments] = self.fine(*arguments)
        return self.remembered[arguments]

    def rows(self, *arguments: str) -> list[dict[str, Any]]:
        """The rows of what a call answers, for other programs."""
        return rows_of(self.answer(*arguments, "--format", "json").out)

    def together(self, calls: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], Done]:
        """What some calls come to that only ask, made side by side to save time."""
        listed = list(dict.fromkeys(calls))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return dict(zip(listed, pool.map(lambda call: self(*call), listed), strict=True))

    def start(self, *arguments: str | Path, **streams: Any) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([PROGRAM, *arguments], env=self.environment, **streams)


def plain_environment(home: Path) -> dict[str, str]:
    """No settings of whoever runs these tests: only where programs are, and a home."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    kept["PATH"] = os.pathsep.join(
        [str(PROGRAM.parent), kept.get("PATH", os.defpath)]
    )  # so it is called by name
    return {**kept, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "LANG": "C.UTF-8"}


UNSHARE = ["unshare", "--map-root-user", "--net"]


# In CI it can be made, or what needs it fails.
needs_namespace = pytest.mark.skipif(
    "CI" not in os.environ
    and (
        not shutil.which("unshare")
        or subprocess.run([*UNSHARE, "true"], capture_output=True, check=False).returncode != 0
    ),
    reason="no namespace without network can be made here",
)
