"""Whatever happens to a command that writes: what is there is the old content or the new, and nothing else.

How a store is filled is in tests/store/test_filling.py.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import TESTS
from faults import STAGES
from programs import Program

pytestmark = pytest.mark.slow

WHO = ["--site", "Elm", "--date", "2026-01-31", "--rater", "ab"]
ANSWERS = ["--answer", "psw-training=1", "--answer", "psw-role=2"]

COMMANDS = {
    "build": ("graph.nq", ["build", "--data-is-tiny"]),
    "export": ("graph.ttl", ["export", "turtle", "--data-is-tiny"]),
    "form": ("form.xlsx", ["form"]),
    "plot": ("plot.json", ["plot", "influences", "--review", "ibrahim2019"]),
    "report": ("report.html", ["report", *WHO, *ANSWERS]),
    "score": ("kept.csv", ["score", *WHO, *ANSWERS]),
}

CODES = {"SIGKILL": -9, "SIGTERM": -15, "SIGHUP": -1, "SIGINT": 130}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_is_struck_leaves_the_old_or_the_new(
    command: str, program: Program, tmp_path: Path
) -> None:
    folder, temporary = tmp_path / "here", tmp_path / "temporary"
    folder.mkdir()
    temporary.mkdir()
    name, words = COMMANDS[command]
    option = "--save" if command == "score" else "--output"
    done = subprocess.run(
        [sys.executable, TESTS / "faults.py", folder, name, *words, option, folder / name, "--force"],
        capture_output=True,
        check=False,
        text=True,
        env={**program.environment, "TMPDIR": str(temporary)},
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    told = {each["fault"]: each for each in map(json.loads, done.stdout.splitlines())}
    assert len(told) == sum(map(len, STAGES.values())) + 3
    for fault, each in told.items():
        how, _, stage = fault.partition(" ")
        if stage in STAGES:
            moved = stage == "moved"
            assert each["codes"] == [CODES[how]], each
            assert each["then"] == ("new" if moved else "old"), each
            # Only who is killed without a word cannot put away what it began.
            assert len(each["left"]) == (how == "SIGKILL" and not moved), each
        if each["left"]:
            assert (each["next"], each["now"], each["beside"]) == (0, "new", []), each
    assert told["SIGKILL of a first writing"]["then"] == "nothing"
    assert told["a full disk"]["codes"] == [2]
    assert (told["a full disk"]["then"], told["a full disk"]["left"]) == ("old", [])
    assert told["two at once"]["codes"] == [0, 0]
    assert (told["two at once"]["then"], told["two at once"]["left"]) == ("new", [])
    assert list(temporary.iterdir()) == []
