"""Whoever builds the package gets the bytes that everybody gets."""

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PARTS = ("src", "data", "ontology", "queries", "docs", "tests", "locks")
FILES = (
    "pyproject.toml",
    "run",
    "LICENSE",
    "LICENSE-DATA",
    "LICENSE-EXPLORER",
    "CITATION.cff",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
)


def checkout(folder: Path, day: int, mode: int) -> Path:
    """A copy of the project, with files of another day and mode."""
    folder.mkdir(parents=True)
    for part in PARTS:
        shutil.copytree(
            ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", ".*", "node_modules")
        )
    for name in FILES:
        shutil.copy(ROOT / name, folder)
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (day * 86400, day * 86400))
            path.chmod(mode | (0o111 if path.stat().st_mode & 0o100 else 0))
    return folder


def built(project: Path, epoch: str | None) -> dict[str, bytes]:
    """The wheel and the sdist that the project gives, by name."""
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    if epoch:
        environment["SOURCE_DATE_EPOCH"] = epoch
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build"],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in (project / "dist").iterdir()}


@pytest.mark.slow
@pytest.mark.parametrize("epoch", [None, "1700000000"], ids=["no date", "SOURCE_DATE_EPOCH"])
def test_two_builds_give_equal_bytes(epoch: str | None, tmp_path: Path) -> None:
    one = built(checkout(tmp_path / "one", 10_000, 0o644), epoch)
    other = built(checkout(tmp_path / "elsewhere/other", 20_000, 0o600), epoch)
    assert sorted(name.rpartition(".")[2] for name in one) == ["gz", "whl"]
    assert one == other


@pytest.mark.slow
def test_the_sdist_gives_the_wheel_that_the_checkout_gives(tmp_path: Path) -> None:
    made = built(checkout(tmp_path / "one", 10_000, 0o644), None)
    (sdist,) = (tmp_path / "one/dist").glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked")  # ours; the first releases of Python 3.11 know no filter
    (project,) = (tmp_path / "unpacked").iterdir()
    (wheel,) = (name for name in made if name.endswith(".whl"))
    assert built(project, None)[wheel] == made[wheel]
