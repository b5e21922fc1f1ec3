"""The house: imports point back to the left, and the copies that cannot be avoided agree."""

import ast
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from determinants import __version__
from determinants.ground.vocab import PREFIXES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/determinants"

# The one line, from left to right, as data flow; inside a room its modules stand on a line as well. What
# stands in one string may not import one another.
LINE: dict[str, list[str]] = {
    "ground": [
        "called headings names spelling vocab words ending days",
        "problems",
        "values files shipped",
        "private",
    ],
    "tables": [
        "model.fields",
        "model.bibliography",
        "model.codebook model.evidence model.frameworks model.measure model.review model.schemes "
        "model.statements",
        "model.catalogue",
        "model model.replies model.defaults",
        "lines delimited spreadsheets",
        "mapping_sets opendocument",
        "opening folders dictionary examples versions",
        "defaults starting strangers",
        "reading derivation findings",
        "checking.links sheets auditing.rule",
        "checking.reviews",
        "checking",
        "auditing.counts auditing.claims auditing.members auditing.flow",
        "auditing.ratings",
        "auditing",
    ],
    "graph": [
        "labels",
        "bridge citation terms",
        "data_sets named_graphs",
        "evidence frameworks measure schemes statements",
        "review",
        "codebook cubes",
        "dispatch",
        "shapes",
    ],
    "store": [
        "notebooks",
        "solutions guard grammar building",
        "misplaced prefixes",
        "slips",
        "engine auditing conformance limits addresses paging",
        "reception credentials",
        "exchange",
        "replies",
        "courier",
        "wholeness",
        "oxigraph rdflib_engine remote",
        "cache worker",
        "process filling noticing remembering standing",
        "stoppable",
        "engines",
    ],
    "ask": [
        "kinds undeclared",
        "questions records",
        "fitting",
        "naming captions answer_changes",
        "narrowing",
        "asking",
        "meaning constructs changes citing",
        "factors",
        "influences studies cfir showing publications overlap construct_matrix evidence_profile",
    ],
    "write": [
        "formats wrapping",
        "graph_formats loading references row_formats sssom void workbooks",
        "matrix_formats cerqual_formats",
        "telling onward",
        "asked listings citations",
        "answers audit_prose cfir_prose changes_prose prose sparql_formats",
        "counts_prose row_by_row",
    ],
    "service": [
        "words",
        "measure.instrument measure.planning measure.shorthand",
        "measure.understanding",
        "measure.answering",
        "measure.scoring",
        "measure.ticks measure.questionnaire",
        "measure.forms",
        "measure",
        "printing report.backing report.workbook",
        "report.content report.studies",
        "report.evidence report.phrases",
        "report.annex report.cautions report.constructs report.history report.planned report.scorecard "
        "report.summary report.unknown",
        "report.gathering report.memo report.pages report.paper",
        "report.cfir_book",
        "report",
        "requests drafts prepared",
    ],
    "network": ["networks metrics network_formats", ""],
    "plots": [
        "plot",
        "style",
        "by_study figure_formats grid influences prisma",
        "cfir constructs crosstabs flow overlap sites studies years co_occurrence",
        "matrices profile",
        "",
    ],
    "release": [
        "choices cookbooks licences ontology_page outputs parts records",
        "citation examples frameworks layouts listings mappings redirects sources syntaxes",
        "catalogue crate data_tables nanopublications pages",
        "releasing",
        "documents",
    ],
    "explorer": ["building cfir pictures", "packing resources", "paging", "writing", "mounted"],
    "server": [
        "negotiation refusing log markup kept assistants",
        "calls workers",
        "sending served reading protocol",
        "citing",
        "held describing graph_store things stored health",
        "answers streams openapi_replies citations",
        "openapi assistants.arguments assistants.caveats assistants.names",
        "front assistants.portions assistants.prompts assistants.questions assistants.resources",
        "application assistants.free assistants.pages",
        "assistants.tools",
        "assistants.requests",
        "assistants.beside assistants.standard_streams",
        "running",
    ],
    "cli": [
        "refusing",
        "parameters saying",
        "cited",
        "options",
        "exploring interview keeping",
        "asking completing data networks plotting querying releasing reviewing scoring serving versions",
        "",
    ],
}
# Rooms on one floor do not import one another. The command line is the door behind which others are opened.
FLOORS = [
    *("ground", "tables", "graph", "store", "ask", "write", "service network plots"),
    *("release explorer server", "cli"),
]


def places() -> dict[str, tuple[int, str, int]]:
    """Module → its floor, its room, and its place in the room."""
    found = {}
    for floor, rooms in enumerate(FLOORS):
        for room in rooms.split():
            for place, modules in enumerate(LINE[room]):
                for module in modules.split() or [""]:
                    found[f"{room}.{module}".rstrip(".")] = (floor, room, place)
    return found


PLACES = places()


def module_of(path: Path) -> str:
    """The dotted name of a file, below the package."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> set[str]:
    """The modules of ours that a file imports, also where it does so only when needed or for types."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.removeprefix("determinants.").split(".") if name.startswith("determinants.") else []
            longest = [".".join(parts[:end]) for end in range(len(parts), 0, -1)]
            found |= {next((each for each in longest if each in PLACES), "")}
    return found - {""}


# A room's own front page says what the room is, and imports nothing unless it stands on the line.
# `__init__` and `__main__` of the package only say where the public names and the program are.
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE)
FRONTS = {room for room in LINE if not any("" in modules.split(" ") for modules in LINE[room])}


def test_every_module_has_its_place_on_the_line() -> None:
    assert {module_of(path) for path in FILES} - FRONTS == PLACES.keys()


def test_there_are_at_most_nine_floors() -> None:
    assert len(FLOORS) <= 9
    assert sorted(" ".join(FLOORS).split()) == sorted(LINE)


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_imports_point_back_to_the_left(path: Path) -> None:
    here = module_of(path)
    if here in FRONTS:
        assert not imported(path), f"{here}/__init__.py imports something: give it a place on the line"
        return
    floor, room, place = PLACES[here]
    for name in sorted(imported(path) - {here}):
        at_floor, at_room, at_place = PLACES[name]
        inside = at_room == room and at_place < place
        assert at_floor < floor or inside, f"{here} imports {name}, which stands at or to the right of it"


TOUCHES = {
    "open",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "glob",
    "rglob",
    "iterdir",
    "unlink",
}


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_what_stands_between_is_handed_values(path: Path) -> None:
    """Rows become triples, and answers become bytes, without a look at any file."""
    if module_of(path).split(".")[0] not in {"graph", "write", "network", "plots"}:
        return
    called = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not called & TOUCHES, f"{module_of(path)} touches files: hand it what it needs"


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_only_the_rim_touches_the_net(path: Path) -> None:
    """Only stores and doors speak with other machines."""
    text = path.read_text(encoding="utf-8")
    outside = re.search(
        r"^\s*(import|from) (httpx|socket|urllib\.request|http|starlette|uvicorn|mcp)\b", text, re.MULTILINE
    )
    assert not outside or module_of(path).split(".")[0] in {"store", "server", "cli"}


def test_no_two_modules_of_tests_are_called_alike() -> None:
    """They are imported by their last name alone, so that the second of two is never run."""
    told = Counter(path.name for folder in ("tests", "tests/*") for path in ROOT.glob(f"{folder}/*.py"))
    assert [name for name, number in told.items() if number > 1 and name != "__init__.py"] == []


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
        if (
            path.is_dir()
            or (inside[0].startswith(".") and inside[0] != ".ci")
            or {"__pycache__", "node_modules"} & {*inside}
        ):
            continue
        if path.suffix in {".py", ".md", ".ttl", ".rq", ".csv", ".tsv", ".toml", ".cff", ".sh", ""}:
            text = path.read_text(encoding="utf-8", errors="replace")
            for place in ("../" + "shared", "/" + "work/", "/" + "root/"):
                assert place not in text, f"{path} names {place}"


def drawn() -> str:
    """The house as text: its floors and rooms, and which room imports which, by how many modules."""
    arrows: Counter[tuple[str, str]] = Counter()
    for path in FILES:
        here = module_of(path).split(".")[0]
        arrows.update((here, there) for there in {name.split(".")[0] for name in imported(path)} - {here})
    rooms, floors = len(LINE), len(FLOORS)
    lines = [f"{rooms} rooms on {floors} floors, {len(FILES)} modules, {len(arrows)} arrows between rooms"]
    for number, names in enumerate(FLOORS, 1):
        for room in names.split():
            modules = [path for path in FILES if module_of(path).split(".")[0] == room]
            size = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in modules)
            to = [f"{there} {count}" for (one, there), count in sorted(arrows.items()) if one == room]
            lines.append(
                f"{number}  {room:<9} {len(modules):>3} modules {size:>6} lines "
                f"→ {', '.join(to) or 'nothing'}"
            )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":  # python tests/laws/test_house.py
    sys.stdout.write(drawn())
