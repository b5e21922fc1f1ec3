"""The house: imports point back to the left, and the copies that cannot be avoided agree."""

import ast
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from determinants import __version__
from determinants.vocab import PREFIXES

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src/determinants"

# From left to right, as data flow. What stands together does not import one another.
ORDER = [
    {"problems", "vocab"},
    {"assets", "model", "printing", "writing"},
    {"tables", "citation", "derivation"},
    {"graph", "checking", "rdf", "sheets"},
    {"build", "shapes", "guard", "answers"},
    {"engine", "queries", "names"},
    {
        "bibliography",
        "formats",
        "meaning",
        "measure",
        "network",
        "opening",
        "results",
        "serialising",
        "terminal",
    },
    {"library", "plots", "report"},
    {"cli"},
    {"__main__"},
]
LEVEL = {module: level for level, modules in enumerate(ORDER) for module in modules}


def room(path: Path) -> str:
    """The top-level module or package that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The rooms that a file imports, also where it does so only when needed."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    own = {name.split(".")[1] for name in names if name.startswith("determinants.")}
    return own & LEVEL.keys()


FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def test_every_module_has_its_place_in_the_order() -> None:
    assert {room(path) for path in FILES} == LEVEL.keys()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_back_to_the_left(path: Path) -> None:
    here = LEVEL[room(path)]
    wrong = {name for name in imported(path) - {room(path)} if LEVEL[name] >= here}
    assert not wrong, f"{path.name} imports {wrong}, which stand at or to the right of it"


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "manager"])
def test_no_room_without_a_purpose(name: str) -> None:
    assert not list(PACKAGE.rglob(f"{name}*"))


def test_the_version_is_the_same_wherever_it_must_stand_again() -> None:
    assert yaml.safe_load((ROOT / "CITATION.cff").read_text())["version"] == __version__
    assert f'owl:versionInfo "{__version__}"' in (ROOT / "ontology/determinants.ttl").read_text()
    assert (
        f"<https://w3id.org/determinants/ontology/{__version__}>"
        in (ROOT / "ontology/determinants.ttl").read_text()
    )
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text()


def test_the_citation_names_the_review_with_its_authors_in_order() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text())["references"][0]
    row = next(
        line
        for line in (ROOT / "data/publications.csv").read_text().splitlines()
        if line.startswith("ibrahim2019,")
    )
    assert cited["doi"] in row
    assert cited["title"] in row
    places = [row.index(author["family-names"]) for author in cited["authors"]]
    assert all(earlier < later for earlier, later in pairwise(places))


@pytest.mark.parametrize(
    "path",
    sorted([*ROOT.glob("queries/*.rq"), *ROOT.glob("ontology/*.ttl")]),
    ids=lambda path: path.name,
)
def test_prefixes_written_out_in_files_are_those_of_the_vocabulary(path: Path) -> None:
    known = {
        **PREFIXES,
        "sh": "http://www.w3.org/ns/shacl#",
        "shape": "https://w3id.org/determinants/shapes#",
    }
    declared = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        words = line.split()
        if words[:1] in (["PREFIX"], ["@prefix"]):
            declared += 1
            assert words[2].rstrip(".") == f"<{known[words[1].rstrip(':')]}>"
    assert declared or "PREFIX" not in path.read_text(encoding="utf-8")


def test_the_project_speaks_of_itself_alone() -> None:
    """Nothing depends on a place outside of the project, and no machine's paths stand in it."""
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT).parts
        if path.is_dir() or (inside[0].startswith(".") and inside[0] != ".ci") or "__pycache__" in inside:
            continue
        if path.suffix in {".py", ".md", ".ttl", ".rq", ".csv", ".tsv", ".toml", ".cff", ".sh", ""}:
            text = path.read_text(encoding="utf-8", errors="replace")
            for place in ("../" + "shared", "/" + "work/", "/" + "root/"):
                assert place not in text, f"{path} names {place}"
