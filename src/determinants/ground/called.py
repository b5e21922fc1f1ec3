"""What the user typed to start this program, so that a command that a message names can be typed again.

Used as a library, the program is called `determinants`. Files that are handed on, such as the README of a
new review, call it so too: whoever reads them may start it in another way.
"""

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

NAME = "determinants"
VARIABLE = "DETERMINANTS_CALLED"  # set by what starts the program for somebody else, such as ./run

_typed = NAME


def start(first: str, environment: Mapping[str, str]) -> None:
    """Take note of how the program was started: the first of its arguments, and the environment."""
    global _typed  # noqa: PLW0603 - a process is started once
    _typed = _as_typed(first, environment)


def _as_typed(first: str, environment: Mapping[str, str]) -> str:
    """Give what was typed.

    >>> _as_typed("/usr/bin/determinants", {VARIABLE: "./run determinants"})
    './run determinants'
    >>> _as_typed(".venv/bin/determinants", {})
    '.venv/bin/determinants'
    >>> _as_typed("/somewhere/determinants/__main__.py", {})
    'python -m determinants'
    """
    if said := environment.get(VARIABLE):
        return " ".join(said.split())
    path = Path(first)
    if path.name == "__main__.py":
        return f"python -m {NAME}"
    if not path.is_absolute():
        return first or NAME
    found = shutil.which(path.name)  # a program that is found on the path is started with all of its path
    return path.name if found and os.path.realpath(found) == os.path.realpath(first) else first


def program() -> str:
    """Give what was typed to start the program."""
    return _typed


def command(words: str) -> str:
    """Give a command of this program as it would be typed.

    >>> command("studies culture")
    'determinants studies culture'
    """
    return f"{_typed} {words}"


def in_help(text: str) -> str:
    """Give a text in which commands stand between quotation marks, with each as it would be typed.

    >>> in_help("See 'determinants form'.")
    "See 'determinants form'."
    """
    return re.sub(rf"(?<='){NAME} (?=[a-z])", lambda _: f"{_typed} ", text)
