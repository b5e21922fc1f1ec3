"""Answers of an interview, kept as they are given, until a form is written: files for their owner alone."""

import datetime
import os
from collections.abc import Iterable
from pathlib import Path

from determinants.ground import files
from determinants.service import measure
from determinants.service.measure import Answered, Instrument
from determinants.write import row_formats

SUFFIX = ".json"


def folder() -> Path:
    """Give the folder where interviews are kept: in the user's own state, as the system has it."""
    from platformdirs import user_state_path

    return user_state_path("determinants") / "interviews"


def left() -> list[Path]:
    """Give the interviews that were kept and are not written as forms yet, the latest first."""
    return sorted((path for path in folder().glob(f"*{SUFFIX}") if path.stat().st_size), reverse=True)


def is_draft(path: Path) -> bool:
    """Whether a file is such an interview."""
    return Path(os.path.realpath(path)).parent == Path(os.path.realpath(folder()))


class Draft:
    """One interview on disk. It is there from the first answer on, for nobody else to read."""

    def __init__(self, path: Path | None = None) -> None:
        """Go on with a file, or begin a new one."""
        self.path = path or _new()

    def write(self, instrument: Instrument, replies: Iterable[Answered]) -> None:
        """Keep all answers up to now, whole and on the disk.

        Raises:
            OSError: if that cannot be done; what was kept before stays.
        """
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self.path.exists():
            os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        rows = row_formats.as_json(measure.filled(instrument, replies))
        files.write_whole(self.path, [rows.encode()], lasting=True)

    def remove(self) -> None:
        """Remove it, since its answers stand elsewhere now."""
        self.path.unlink(missing_ok=True)


def _new() -> Path:
    """Give a name that no interview has: when it began, and where two began at once, which it was."""
    began, number = datetime.datetime.now().strftime("%Y-%m-%d-%H%M%S"), 1
    while (path := folder() / f"{began}{f'-{number}' if number > 1 else ''}{SUFFIX}").exists():
        number += 1
    return path
