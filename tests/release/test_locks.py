"""What was tried is on record by hash, and is what the package declares."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[2]
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = DECLARED["project"]["optional-dependencies"]
# Each lock, and the extras that it is for.
LOCKS = {
    "program": (),
    "plots": ("plots",),
    "report": ("report",),
    "serve": ("serve",),
    "explorer": ("explorer", "serve"),
    "mcp": ("mcp",),
    "test": ("test", "frames", "mcp", "plots", "report", "serve"),
    "dev": tuple(EXTRAS),
    "lowest": tuple(EXTRAS),
}
PIN = re.compile(r"([a-z0-9-]+==[^ ;]+(?: ; [^\\]+)?) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)")


def text(lock: str) -> str:
    """A lock, without what it says of itself in its first line."""
    first, rest = (ROOT / f"locks/{lock}.txt").read_text(encoding="utf-8").split("\n", 1)
    assert first.startswith("# Made by locks/renew")
    return rest


def pins(lock: str) -> dict[str, list[Requirement]]:
    """The releases of a lock, by name: more than one where Pythons differ."""
    found: dict[str, list[Requirement]] = {}
    for match in PIN.finditer(text(lock)):
        pin = Requirement(match[1])
        found.setdefault(pin.name, []).append(pin)
    return found


def here(found: list[Requirement]) -> list[str]:
    """The releases that this Python gets."""
    return [str(pin.specifier)[2:] for pin in found if pin.marker is None or pin.marker.evaluate()]


def test_each_lock_is_known() -> None:
    assert {path.stem for path in (ROOT / "locks").glob("*.txt")} == set(LOCKS)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_is_made_of_releases_with_hashes_and_names_no_host(lock: str) -> None:
    assert not PIN.sub("", text(lock)), "there is something that is not a release with its hashes"
    assert "/" not in text(lock)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_what_is_declared_in_the_range_that_is_declared(lock: str) -> None:
    found = pins(lock)
    wanted = [*DECLARED["project"]["dependencies"], *DECLARED["build-system"]["requires"]]
    wanted += [name for extra in LOCKS[lock] for name in EXTRAS[extra]]
    for requirement in map(Requirement, wanted):
        if requirement.name == "determinants":
            assert requirement.extras <= set(LOCKS[lock])
            continue
        (release,) = here(found[requirement.name.lower()])
        assert requirement.specifier.contains(release), f"{requirement} is locked at {release}"


@pytest.mark.parametrize(
    "wanted",
    [
        *DECLARED["project"]["dependencies"],
        *DECLARED["build-system"]["requires"],
        *(name for extra in EXTRAS.values() for name in extra if not name.startswith("determinants")),
    ],
)
def test_the_lowest_release_that_is_declared_is_the_one_that_was_tried(wanted: str) -> None:
    requirement = Requirement(wanted)
    (lowest,) = requirement.specifier
    assert lowest.operator == ">="
    (tried,) = here(pins("lowest")[requirement.name.lower()])
    assert Version(tried) == Version(lowest.version), "run locks/renew, and then ./run --lowest pytest"


@pytest.mark.parametrize("lock", [lock for lock in LOCKS if lock != "lowest"])
def test_locks_agree(lock: str) -> None:
    everything = pins("dev")
    for name, found in pins(lock).items():
        assert here(found) == here(everything[name])


def test_python_is_claimed_where_it_was_tried() -> None:
    (tried,) = re.findall(r"^tried='([^']+)'", (ROOT / "run").read_text(encoding="utf-8"), re.M)
    said = [name.rpartition(" ")[2] for name in DECLARED["project"]["classifiers"] if ":: Python ::" in name]
    assert tried.split() == said


# A Python that sets up nothing, and writes down what it was told to install.
PYTHON = """#!/bin/sh
case "$*" in
    "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
    "-m pip install "*) shift 5 && echo "$*" >> "$WRITTEN" && exit "$PIP" ;;
    *platform*) echo "$VERSION" ;;
esac
"""


def set_up(folder: Path, version: str, *command: str, pip: int = 0) -> tuple[list[str], int, str]:
    """What ./run installs under a version of Python, its exit code, and what it says."""
    root, programs, written = folder / "clone", folder / "programs", folder / "written"
    for made in (root / "locks", programs):
        made.mkdir(parents=True)
    for name in ("run", "pyproject.toml", *(f"locks/{lock}.txt" for lock in LOCKS)):
        (root / name).write_bytes((ROOT / name).read_bytes())
    for path, content in (
        (programs / "python3", PYTHON),
        (programs / "uname", "#!/bin/sh\necho Linux\n"),
        *((programs / name, "#!/bin/sh\n") for name in ("determinants", "pytest", "mypy")),
    ):
        path.write_text(content, encoding="utf-8")
        path.chmod(0o755)
    environment = {
        "PATH": f"{programs}:/usr/bin:/bin",
        "WRITTEN": str(written),
        "VERSION": version,
        "PIP": str(pip),
    }
    done = subprocess.run(
        ["sh", root / "run", *command], env=environment, capture_output=True, text=True, check=False
    )
    told = written.read_text(encoding="utf-8") if written.exists() else ""
    calls = told.replace(f"{root}/", "").replace(str(root), ".").splitlines()
    return calls, done.returncode, done.stderr


@pytest.mark.parametrize(
    ("command", "lock"),
    [
        ("determinants studies x", "program"),
        ("determinants plot influences", "plots"),
        ("determinants score x.xlsx", "report"),
        ("determinants site x.html", "explorer"),
        ("determinants serve --mcp", "dev"),
        ("determinants mcp", "mcp"),
        ("pytest", "test"),
        ("mypy", "dev"),
        ("--lowest pytest", "lowest"),
        ("--lowest determinants plot influences", "lowest"),
    ],
)
def test_run_installs_what_was_tried_by_hash_and_fetches_nothing_else(
    command: str, lock: str, tmp_path: Path
) -> None:
    calls, code, _ = set_up(tmp_path, "3.11", *command.split())
    assert calls == [
        f"--require-hashes --requirement locks/{lock}.txt",
        "--no-deps --no-build-isolation --editable .",
    ]
    assert code == 0
    assert [path.name for path in tmp_path.glob("clone/.venv/**/has-*")] == [f"has-{lock}"]
    assert (tmp_path / "clone/.venv/lowest").exists() == (lock == "lowest")  # apart from the newest


def test_run_says_where_the_lowest_were_not_tried(tmp_path: Path) -> None:
    calls, code, said = set_up(tmp_path, "3.99", "--lowest", "pytest")
    assert (calls, code) == ([], 1)
    assert "the lowest were tried on Linux with Python 3.11; this is Linux 3.99." in said


def test_run_says_where_nothing_was_tried(tmp_path: Path) -> None:
    calls, code, said = set_up(tmp_path, "3.99", "determinants", "plot")
    assert calls == ["--editable .[plots]"]
    assert "this is Linux 3.99, which gets the newest releases that pyproject.toml allows, unlocked" in said
    assert code == 0


def test_run_installs_nothing_more_where_a_hash_differs(tmp_path: Path) -> None:
    calls, code, _ = set_up(tmp_path, "3.11", "determinants", "check", pip=1)
    assert len(calls) == 1
    assert code != 0
    assert not list(tmp_path.glob("clone/.venv/has*"))
