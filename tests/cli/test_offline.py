"""No command sends anything anywhere, unless it is given an endpoint, nor does what it starts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import offline
from determinants.cli import COMMANDS
from programs import UNSHARE, Program, needs_namespace


def test_each_command_is_called() -> None:
    called = {call[0] for call in offline.CALLS} - {"--version"}
    there = {name for commands in COMMANDS.values() for name in commands}
    assert called <= there
    # What serves never ends by itself; and the explorer is opened without a network in tests/explorer.
    assert there - called <= {"serve", "site"}, "give it a call in tests/offline.py"


@pytest.mark.slow
@needs_namespace
def test_no_command_sends_anything_where_every_way_leads_nowhere(program: Program, tmp_path: Path) -> None:
    done = subprocess.run(
        [*UNSHARE, sys.executable, offline.__file__, tmp_path],
        env={**program.environment, "PYTHONPATH": str(Path(offline.__file__).parent)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    calls, planted = told[: len(offline.CALLS)], told[len(offline.CALLS) :]
    assert [each["call"] for each in calls] == offline.CALLS
    assert [each for each in calls if each["code"] or each["sent"] or each["asked"]] == []
    assert [each["call"] for each in planted if each["sent"]] == [
        [fault.__name__] for fault in offline.PLANTED
    ]
    assert [each["call"] for each in planted if each["asked"]] == [["by_name"], ["by_number"]]
