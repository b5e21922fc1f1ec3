"""Pages that show what commands print: each is run, and its output put where the page has it."""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from determinants.ground.problems import DeterminantsError

FIRST_SCREEN = r"(.*?\n\./run determinants )([^\n]+)(\n.*?```text\n)(.*?)(\n  …\n```.*)"


def readme(page: Path) -> str:
    """Give the README with the real output of the command on its first screen."""
    text = page.read_text(encoding="utf-8")
    found = re.fullmatch(FIRST_SCREEN, text, re.DOTALL)
    if not found:
        raise DeterminantsError(f"{page} has no command with its output on its first screen.")
    head, command, middle, shown, rest = found.groups()
    program = Path(sys.executable).with_name("determinants")
    wide = {**os.environ, "COLUMNS": "100"}
    done = subprocess.run(
        [program, *command.split()], capture_output=True, text=True, check=True, cwd=page.parent, env=wide
    )
    lines = done.stdout.splitlines()[: len(shown.splitlines())]
    return head + command + middle + "\n".join(lines) + rest


def with_outputs(page: Path) -> str:
    """Give a page with what its commands and programs print now, one after the other in one folder."""
    text = page.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        return re.sub(
            r"```(sh|python)\n(.*?)```\n(?:\n```text\n.*?```\n)?",
            lambda block: _with_output(block[1], block[2], Path(folder)),
            text,
            flags=re.DOTALL,
        )


def _with_output(language: str, source: str, folder: Path) -> str:
    """Give a block with what running it prints, in a folder where it may write."""
    if language == "python":
        command = [sys.executable, "-c", source]
    else:
        program, *arguments = shlex.split(source)
        command = [str(Path(sys.executable).with_name(program)), *arguments]
    wide = {**os.environ, "COLUMNS": "100"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder, env=wide)
    printed = f"\n```text\n{done.stdout}```\n" if done.stdout else ""
    return f"```{language}\n{source}```\n{printed}"
