"""A command that something happens to: at a stage of its writing, it is killed; or the disk is full.

Run as a program, `python faults.py FOLDER TARGET COMMAND…` tries all faults on a command that writes TARGET
in FOLDER, each on a copy of this process, and prints what came of each as a line of JSON.
"""

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from conftest import TINY
from determinants.cli import COMMANDS
from determinants.ground import files, shipped

OLD = b"what was there before\n"
# A part of the file is there, is full, is on the disk, is in its place.
STAGES = {
    "begun": ("SIGKILL", "SIGHUP"),
    "written": ("SIGKILL", "SIGTERM", "SIGHUP", "SIGINT"),
    "lasting": ("SIGKILL", "SIGINT"),
    "moved": ("SIGKILL", "SIGTERM"),
}


def struck(stage: str, how: int, folder: Path) -> None:
    """Let a signal strike this process at a stage of writing into a folder."""

    def strikes(module: Any, name: str, where: Callable[..., str]) -> None:
        original = getattr(module, name)

        def instead(*given: Any, **more: Any) -> Any:
            done = original(*given, **more)
            if where(*given).startswith(str(folder)):
                os.kill(os.getpid(), how)
            return done

        setattr(module, name, instead)

    def opened(number: int, *_: object) -> str:
        return str(Path(f"/proc/self/fd/{number}").readlink())

    match stage:
        case "begun":
            strikes(files, "hold", opened)
        case "written":
            strikes(os, "fchmod", opened)
        case "lasting":
            strikes(os, "fsync", opened)
        case "moved":
            strikes(Path, "replace", lambda _, target: str(target))


def started(command: list[str], before: Callable[[], None] = lambda: None) -> int:
    """Run a command in a copy of this process, which says nothing; give its number."""
    if number := os.fork():
        return number
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        sys.argv = ["determinants", *command]
        from determinants.__main__ import main

        before()
        main()
    finally:
        os._exit(99)


def ended(number: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def limited(size: int) -> None:
    """Let no file of this process grow further, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def tried(folder: Path, name: str, command: list[str]) -> None:
    target = folder / name
    for module in COMMANDS:  # once, and not in every copy
        import_module(f"determinants.cli.{module}")
    if "--data-is-tiny" in command:  # what matters is how it is written, not how much
        command.remove("--data-is-tiny")
        shipped_folder = shipped.folder
        shipped.folder = lambda what: TINY if what == "data" else shipped_folder(what)  # type: ignore[assignment]
    assert ended(started(command)) == 0
    new = target.read_bytes()

    def is_there() -> str:
        if not target.exists():
            return "nothing"
        return {OLD: "old", new: "new"}.get(target.read_bytes(), "something else")

    def beside() -> list[str]:
        return sorted(path.name for path in folder.iterdir() if path != target)

    def tell(fault: str, *codes: int) -> None:
        said = {"fault": fault, "codes": codes, "then": is_there(), "left": beside()}
        if said["left"]:  # else the next call finds what it always does
            said |= {"next": ended(started(command)), "now": is_there(), "beside": beside()}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()

    for stage, signals in STAGES.items():
        for how in signals:
            number = int(getattr(signal, how))
            target.write_bytes(OLD)
            code = ended(started(command, lambda s=stage, n=number: struck(s, n, folder)))  # type: ignore[misc]
            tell(f"{how} {stage}", code)
    target.unlink()
    code = ended(started(command, lambda: struck("written", signal.SIGKILL, folder)))
    tell("SIGKILL of a first writing", code)
    target.write_bytes(OLD)
    tell("a full disk", ended(started(command, lambda: limited(len(new) // 2))))
    target.write_bytes(OLD)
    tell("two at once", *map(ended, [started(command), started(command)]))


if __name__ == "__main__":
    tried(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
