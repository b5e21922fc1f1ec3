"""Standard streams and signals: nothing half-written, and no word lost that somebody could read."""

import json
import os
import pty
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import typer

import determinants
from conftest import TINY
from determinants.cli import program as commands
from programs import PROGRAM, Program

pytestmark = pytest.mark.slow

WHO = ["--site", "Elm", "--date", "2026-01-31", "--rater", "ab"]
ANSWERS = ["--answer", "psw-training=1", "--answer", "psw-role=2"]

# Each command that writes what -o names: how it is called, and the ending that standard output goes without.
WRITING = {
    "ask": (["ask", "influence-counts", "-f", "jsonl"], ".jsonl"),
    "build": (["build"], ".nq"),
    "cite": (["cite", "influence-counts"], ".txt"),
    "diff": (["diff", str(TINY), str(TINY), "--format", "json"], ".json"),
    "export": (["export", "ntriples"], ".nt"),
    "form": (["form"], ".csv"),
    "network": (
        ["network", "publications-influences", "--review", "ibrahim2019", "--format", "graphml"],
        ".graphml",
    ),
    "plot": (["plot", "influences", "--review", "ibrahim2019"], ".svg"),
    "report": (["report", *WHO, *ANSWERS], ".html"),
    "sparql": (["sparql", "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 9", "-f", "tsv"], ".tsv"),
}


def test_every_command_with_an_output_is_here() -> None:
    group = typer.main.get_command(commands())
    listed = getattr(group, "commands", {})
    having = {
        name
        for name, command in listed.items()
        if any("--output" in parameter.opts for parameter in command.params)
    }
    assert having == set(WRITING)


@pytest.mark.parametrize("command", WRITING)
def test_a_dash_is_standard_output(command: str, program: Program, tmp_path: Path) -> None:
    words, ending = WRITING[command]
    to_file = program(*words, "-o", f"file{ending}", cwd=tmp_path)
    to_dash = program(*words, "-o", "-", cwd=tmp_path)
    assert (to_file.code, to_dash.code) == (0, 0), to_dash.err
    assert to_dash.out == (tmp_path / f"file{ending}").read_text()
    assert [path.name for path in tmp_path.iterdir()] == [f"file{ending}"]


def test_a_pipe_needs_no_force_and_gets_the_whole(program: Program, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.html"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    program.fine("export", "ntriples", "-o", pipe)
    reader.join(10)
    assert got[0].decode() == program.answer("export", "ntriples").out
    assert pipe.is_fifo()


def test_what_is_no_file_is_refused_in_a_line(program: Program, tmp_path: Path) -> None:
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "circle.html").symlink_to("circle.html")
    for name in ("folder.html", "circle.html"):
        done = program("report", *WHO, *ANSWERS, "-o", name, "--force", cwd=tmp_path)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
        assert f"{name} cannot be written" in done.err


def shell(program: Program, line: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["bash", "-c", line],
        capture_output=True,
        check=False,
        text=True,
        env=program.environment,
        cwd=folder,
        timeout=60,
    )


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-"])
def test_closed_streams_that_are_not_needed_change_nothing(
    closed: str, program: Program, tmp_path: Path
) -> None:
    done = shell(program, f"determinants export ntriples {closed}", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == program.answer("export", "ntriples").out
    assert shell(program, f"determinants ask nothing {closed}", tmp_path).stdout == ""  # nor errors


@pytest.mark.parametrize("closed", [">&-", "<&- >&-", "<&- >&- 2>&-"])
def test_a_closed_standard_output_is_told_and_nothing_is_written_elsewhere(
    closed: str, program: Program, tmp_path: Path
) -> None:
    done = shell(program, f"determinants influences {closed}", tmp_path)
    assert done.returncode == 1
    if "2>" not in closed:
        assert done.stderr == "determinants: standard output is closed.\n"
    done = shell(program, f"determinants form -o form.csv {closed}", tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "form.csv").read_text() == program.answer("form").out


@pytest.mark.parametrize("after", [0.05, 0.08, 0.12, 0.2, 0.3, 0.5])
def test_ctrl_c_ends_in_a_word_however_early(after: float, program: Program, tmp_path: Path) -> None:
    """But for the time in which Python starts and reads its launcher, of which the program knows nothing."""
    with program.start(
        "export", "ntriples", "-o", tmp_path / "out", stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    if process.returncode in {-signal.SIGINT, 1}:  # by Python itself
        assert b"determinants:" not in err
        assert str(Path(determinants.__file__).parent).encode() not in err
    else:
        assert (process.returncode, err) in {(130, b"stopped\n"), (0, b"")}
    assert [path.name for path in tmp_path.iterdir()] == (["out"] if process.returncode == 0 else [])


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_answers_given_on_the_terminal_are_kept_however_it_ends(
    how: signal.Signals, program: Program, tmp_path: Path
) -> None:
    """In a file for nobody else, which is named before the first question and can be gone on with."""
    environment = program.environment | {"XDG_STATE_HOME": str(tmp_path)}
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [PROGRAM, "score", "--interactive", *WHO],
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        seen = b""
        for answer in (b"2\n", b"3\n"):
            seen = b""
            while b"Score [" not in seen:
                seen += os.read(ours, 4096)
            os.write(ours, answer)
        seen = b""
        while b"Score [" not in seen:
            seen += os.read(ours, 4096)
        process.send_signal(how)
        assert process.wait(30) in {-how, 130}
    os.close(ours)
    (kept,) = (tmp_path / "determinants/interviews").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [row["answer"] for row in json.loads(kept.read_text())] == ["2", "3"]
    form = tmp_path / "form.csv"
    again = program("score", kept, "--save", form, XDG_STATE_HOME=str(tmp_path))
    assert again.code == 0
    assert form.is_file()
    assert not kept.exists()  # its answers stand elsewhere now


def test_a_format_that_is_none_is_told_before_anything_is_asked(program: Program) -> None:
    done = program("score", "--interactive", "--save", "kept.docx", *WHO, stdin=b"2\n")
    assert (done.code, done.out) == (2, "")
    assert done.err == "determinants: kept.docx: a form is one of .xlsx, .csv, .tsv, .json.\n"


def test_nohup_is_respected(tmp_path: Path) -> None:
    """Who ignores a signal goes on ignoring it."""
    code = (
        "import os, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "from determinants.ground import ending\n"
        "with ending.tidily(): os.kill(os.getpid(), signal.SIGHUP)\n"
        "print('went on')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "went on\n"
