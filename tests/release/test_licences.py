"""Each package that is installed with the project has a licence that somebody has looked at."""

import re
from pathlib import Path

import pytest

from determinants.release import licences

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/licences.md").read_text(encoding="utf-8")
PROGRAM = ("program", "plots", "report")


def locked(*locks: str) -> set[str]:
    texts = [(ROOT / f"locks/{lock}.txt").read_text(encoding="utf-8") for lock in locks]
    return {name for text in texts for name in re.findall("^([a-z0-9-]+)==", text, re.M)}


def test_the_page_is_what_would_be_made() -> None:
    assert licences.page(ROOT) == PAGE, "run 'python -m determinants.release.documents'"


def test_every_package_has_a_licence_that_is_known() -> None:
    told = licences.told(PAGE)
    assert told.keys() == locked(*licences.LOCKS)
    unknown = {name: licence for name, licence in told.items() if not licences.is_known(licence)}
    assert not unknown, "look at them, and name them in release/licences.py"


def test_who_only_uses_the_program_gets_nothing_that_binds_more_than_a_file_of_its_own() -> None:
    told = licences.told(PAGE)
    binding = {told[name] for name in locked(*PROGRAM) if licences.binds(told[name])}
    assert binding == {"MPL-2.0"}
    for name in locked(*licences.LOCKS):
        assert licences.binds(told[name]) == (f"\n- {name}, for " in PAGE)


def copy(folder: Path) -> Path:
    """The locks and the page, in a place of their own."""
    for path in [*(ROOT / f"locks/{lock}.txt" for lock in licences.LOCKS), ROOT / "docs/licences.md"]:
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ("License-Expression: MIT", "MIT"),
        ("License: MIT", "MIT"),
        ("License: see the file\nClassifier: License :: OSI Approved :: BSD License", "BSD"),
        ("License-Expression: Busy-1.0", "not known"),
        ("Summary: free", "not known"),
        ("License-Expression: MIT AND Busy-1.0", "not known"),
    ],
)
def test_a_new_package_is_known_by_what_it_says_or_not_at_all(
    said: str, licence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy(tmp_path / "root")
    with (root / "locks/plots.txt").open("a", encoding="utf-8") as lock:
        lock.write("newcomer==1.0 \\\n    --hash=sha256:0\n")
    assert licences.told(licences.page(root))["newcomer"] == "not known"  # it is not even here
    about = tmp_path / "site/newcomer-1.0.dist-info/METADATA"
    about.parent.mkdir(parents=True)
    about.write_text(f"Metadata-Version: 2.4\nName: newcomer\nVersion: 1.0\n{said}\n")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    page = licences.page(root)
    assert licences.told(page)["newcomer"] == licence
    assert licences.is_known(licence) == (licence != "not known")
    assert page.count("\n| ") == PAGE.count("\n| ") + 1
