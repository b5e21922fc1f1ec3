"""Nothing in the README that is not so."""

import csv
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from determinants.ask import captions

pytestmark = pytest.mark.slow  # every call is a process, or looks at all that is released

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROGRAM = Path(sys.executable).with_name("determinants")


def run(*arguments: str) -> str:
    wide = {**os.environ, "COLUMNS": "100"}
    done = subprocess.run(
        [PROGRAM, *arguments], capture_output=True, text=True, check=True, cwd=ROOT, env=wide
    )
    return done.stdout


def test_the_first_screen_shows_the_real_output() -> None:
    command, shown = re.search(
        r"^\./run determinants ([^\n]+)\n```\n.*?```text\n(.*?)\n  …\n```", README, re.M | re.S
    ).groups()
    assert run(*command.split()).startswith(shown)


def test_a_service_is_scored_as_the_readme_says(tmp_path: Path) -> None:
    block = re.search(r"## Score your own service\n.*?```\n(.*?)```", README, re.S).group(1)
    form, *others = [line.split()[2:] for line in block.splitlines()]
    assert (form[0], [other[0] for other in others]) == ("form", ["score", "report"])
    subprocess.run([PROGRAM, *form], check=True, capture_output=True, cwd=tmp_path)
    book = openpyxl.load_workbook(tmp_path / form[-1])
    names = [cell.value for cell in book.worksheets[0][1]]
    for row in range(2, 10):
        book.worksheets[0].cell(row, names.index("Answer") + 1).value = 1
    book.save(tmp_path / form[-1])
    for other in others:
        subprocess.run([PROGRAM, *other], check=True, capture_output=True, cwd=tmp_path)
    shown = re.sub(r"<[^>]+>", "", (tmp_path / "report.html").read_text())
    assert "8 of 24" in shown


def test_the_first_screen_is_a_screen() -> None:
    assert README.index("./run pytest") < 4000
    assert README.splitlines().index("./run determinants studies organisational-culture") < 12


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`determinants ([a-z][^`…]*)`", README))))
def test_every_command_in_the_readme_runs(command: str) -> None:
    name, *arguments = command.split()
    unnamed = {"FOLDER", "FORMAT", "KIND", "URL", "OLD"} & set(arguments)
    if unnamed or name in {"serve", "mcp", "site"}:  # two wait for others, one needs more than Python
        arguments = ["--help"]
    assert run(name, *arguments).strip()


@pytest.mark.parametrize(
    "document",
    [*sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("*.md")), "data/README.md"],
)
def test_links_between_documents_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert (ROOT / document).parent.joinpath(target).exists(), target


def rows(table: str) -> list[dict[str, str]]:
    with (ROOT / "data" / table).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def counted() -> dict[str, list[str]]:
    """What the documents say of how much there is, with the numbers that the tables have now."""
    determinants = Counter(row["direction"] for row in rows("reviews/ibrahim2019/determinants.csv"))
    findings = rows("findings/findings.csv")
    reporting = {key for row in findings for key in row["reported_by"].split(";")}
    how = Counter(row["directness"] for row in findings)
    every = determinants.total()
    alignments = rows("reviews/ibrahim2019/alignments.csv")
    return {
        "README.md": [
            f"{len(rows('reviews/ibrahim2019/influences.csv'))} influences",
            f"{every} facilitators and barriers",
            f"{len(findings)} findings that {len(reporting)} named publications report",
        ],
        "data/README.md": [
            f"| determinants | {every}: {determinants['facilitates']} facilitators, "
            f"{determinants['hinders']} barriers |",
            f"| publications | {len(rows('publications.csv'))}:",
            f"| findings | {len(findings)} that {len(reporting)} publications report: {how['own']} own, "
            f"{how['secondary']} secondary, {how['background']} background; "
            f"{sum(bool(row['determinant']) for row in findings)} match a factor |",
            f"| ratings | {len(rows('reviews/ibrahim2019/ratings.csv'))}:",
            f"| alignments | {len(alignments)}, of which "
            f"{sum(bool(row['condition']) for row in alignments)} on a condition |",
        ],
    }


def test_the_readme_says_who_coded_the_findings_and_from_how_much() -> None:
    parts = {row["key"]: set(row["read"].split(";")) for row in rows("publications.csv")}
    brief = {"abstract", "summary", "citation-statement", "reference-list"}
    findings = rows("findings/findings.csv")
    few = sum(bool(parts[row["stated_in"]]) and parts[row["stated_in"]] <= brief for row in findings)
    share = round(100 * few / len(findings))
    assert f"coded twice by language models, {share}% of them read {captions.BRIEFLY}" in README


@pytest.mark.parametrize("document", ["README.md", "data/README.md"])
def test_numbers_in_the_documents_are_those_of_the_tables(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    assert [said for said in counted()[document] if said not in text] == []


def test_the_number_of_stored_questions() -> None:
    assert f"there are {len(list((ROOT / 'queries').glob('*.rq')))}, each" in README


def test_the_formats_named_are_those_there_are() -> None:
    from determinants.write.graph_formats import GRAPH_FORMATS
    from determinants.write.row_formats import ROW_FORMATS

    assert all(f"`{name}`" in README for name in GRAPH_FORMATS)
    assert all(name in README for name in ROW_FORMATS if name != "table")
