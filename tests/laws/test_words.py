"""The law of words: no sentence of the program speaks of the first review, its topic, its scale or its sites.

Everything is made of worlds that know nothing of it: what the tiny world says of it is called something else,
and beside it stand the reviews of the other world. Whatever still speaks of it does so by itself, and not
because the data did.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
import typer
from openpyxl import load_workbook
from pyoxigraph import Literal, Quad
from typer.testing import CliRunner

from answers import QUESTIONS
from conftest import ONTOLOGY, TINY
from determinants import __version__, cli, plots
from determinants.ask.asking import Graph
from determinants.ask.records import DeterminantConstructs, records
from determinants.ground.problems import UsageError
from determinants.network import NETWORKS
from determinants.plots import Figure
from determinants.service import measure
from determinants.service.report import DOCUMENT_FORMATS, FORM_FORMATS, Report, gathering, scorecard
from determinants.store import building, filling
from determinants.store.oxigraph import OxigraphEngine
from determinants.write.sssom import MAPPING_FORMATS, aligned

OTHER = TINY.parent / "other"

# What is the first review's alone: its topic, its names, how many items and sites its measure has.
ITS = re.compile(
    r"\b(peers?|psws?|ibrahim\w*|mental\w*|implementation measure|eight|six|upsides|five countr\w+)\b", re.I
)
# Its scale, where the measure at hand has another.
ITS_SCALE = re.compile(r"\b0\s?(–|-|to)\s?3\b|\b0 \(|below 2\b", re.I)
# What it says of its measure.
ITS_WORDS = re.compile(r"validity|own lead|preliminary", re.I)

# The tiny world speaks of peer support. Here it speaks of lamps.
RENAMED = (
    (r"peer support workers", "lamplighters"),
    (r"peer support worker", "lamplighter"),
    (r"peer support", "lamplighting"),
    (r"peer workers", "lamplighters"),
)
REVIEWS = ("tiny2020", "tide2018", "garden2015")
MEASURED = ("tiny2020", "tide2018")


def renamed(folder: Path) -> Path:
    """A copy of the tiny world that has another topic."""
    shutil.copytree(TINY, folder)
    for path in folder.rglob("*.[ct]sv"):
        text = path.read_text(encoding="utf-8")
        for words, others in RENAMED:
            text = re.sub(words, others, text, flags=re.IGNORECASE)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    folder = renamed(tmp_path_factory.mktemp("words") / "tiny")
    return list(building.quads([folder, OTHER], ONTOLOGY, __version__))


@pytest.fixture(scope="module")
def graph(quads: list[Quad]) -> Graph:
    return Graph(OxigraphEngine.load(quads))


@pytest.fixture(scope="module")
def store(quads: list[Quad], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "store"
    filling.into_store(path, quads, lambda _, __: None)
    return path


def said(text: str, *also: re.Pattern[str]) -> list[str]:
    """Where a text says what it cannot know, each with some words around."""
    line = " ".join(text.split())
    return [
        line[max(0, found.start() - 60) : found.end() + 40]
        for pattern in (ITS, *also)
        for found in pattern.finditer(line)
    ]


def test_the_worlds_themselves_do_not_speak_of_it(quads: list[Quad]) -> None:
    """Nor do labels and definitions of the ontology, and what is said of the data set as a whole."""
    texts = {(quad.subject.value, quad.object.value) for quad in quads if isinstance(quad.object, Literal)}
    assert not [(thing, said(text)) for thing, text in sorted(texts) if said(text)]


@pytest.mark.slow
@pytest.mark.parametrize("review", REVIEWS)
@pytest.mark.parametrize("kind", plots.PLOTS)
def test_plots(kind: str, review: str, graph: Graph) -> None:
    if of_measure(kind) and review not in MEASURED:
        return
    try:
        made = plots.PLOTS[kind].make(graph.of(review).ask)
    except UsageError as refused:  # the review has nothing to draw, which is said in words as well
        assert "nothing to draw" in str(refused)
        assert not said(str(refused), ITS_WORDS)
        return
    figure = json.dumps(Figure(made, plots.SIZES["page"]).spec)
    text = " ".join((made.title, made.subtitle, made.caution, made.alt, figure))
    assert not said(text, *([ITS_SCALE] if review == "tide2018" else []), ITS_WORDS)


def of_measure(kind: str) -> bool:
    return plots.PLOTS[kind].takes_own


def reported(graph: Graph, review: str, behind: gathering.Behind) -> Report:
    """The report on a service that ticks the first of all and scores everything as low as can be."""
    ask = graph.of(review).ask
    asked = measure.instrument(ask, review)
    low = min(asked.anchors)
    sheets = [
        measure.Sheet(
            site,
            "2026-01-31",
            rater,
            {item.iri: low for item in asked.items},
            {factor.iri: factor.direction == "hinders" for factor in asked.factors},
        )
        for site in ("Here", "There")
        for rater in ("Kim", "Lee")
    ]
    return gathering.gather(ask, asked, measure.services(asked, sheets), behind)


def in_workbook(content: bytes) -> str:
    """What stands in the cells of a workbook, and what it is called."""
    book = load_workbook(BytesIO(content))
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return " ".join([str(book.properties.title), *book.sheetnames, *(str(cell) for cell in cells if cell)])


@pytest.mark.slow
@pytest.mark.parametrize("review", MEASURED)
@pytest.mark.parametrize("suffix", [suffix for suffix in DOCUMENT_FORMATS if suffix != ".pdf"])
def test_reports(suffix: str, review: str, graph: Graph) -> None:
    content = DOCUMENT_FORMATS[suffix].write(reported(graph, review, "all"))
    assert isinstance(content, bytes)
    text = in_workbook(content) if suffix == ".xlsx" else unescape(content.decode())
    scale = [ITS_SCALE] if review == "tide2018" else []
    assert not said(re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL), *scale, ITS_WORDS)


@pytest.mark.parametrize("review", MEASURED)
def test_forms_and_scores(review: str, graph: Graph) -> None:
    blank = measure.form(measure.instrument(graph.of(review).ask, review), checklist=True)
    report = reported(graph, review, "none")
    text = " ".join(
        (
            in_workbook(bytes(FORM_FORMATS[".xlsx"].write(blank))),
            str(FORM_FORMATS[".csv"].write(blank)),
            scorecard.card(report).text(100),
            str(list(scorecard.rows(report).records())),
        )
    )
    assert not said(text, *([ITS_SCALE] if review == "tide2018" else []), ITS_WORDS)


def test_a_report_says_what_the_review_says_of_its_measure_and_of_its_topic(graph: Graph) -> None:
    text = DOCUMENT_FORMATS[".md"].write(reported(graph, "tide2018", "none"))
    assert isinstance(text, bytes)
    told = text.decode()
    assert "Implementing tidal pools" in told
    assert "The review says of its measure: it was never tried." in told
    assert "at least half of its raters give it 1 or 2." in told
    assert "low (at least half of the raters gave 1 or 2)" in told
    assert "midpoint" not in told
    bare = DOCUMENT_FORMATS[".md"].write(reported(graph, "tiny2020", "none"))
    assert isinstance(bare, bytes)
    assert "The review says of its measure" not in bare.decode()
    assert "highest total of its measure: 6 (highest total there can be; Method)" in bare.decode()


def test_mappings(graph: Graph) -> None:
    table = aligned(records(graph.ask, DeterminantConstructs))
    for each in MAPPING_FORMATS.values():
        text = each.write(table)
        assert not said(text if isinstance(text, str) else str(text))


def calls() -> Iterator[tuple[str, ...]]:
    """Calls of every command that answers from the graph; what they answer is that of these worlds."""
    for review in REVIEWS:
        kept = ("--review", review)
        yield "influences", *kept
        yield "factors", *kept
        yield "cfir", *kept
        yield "cfir", "--unmapped", *kept
        yield "cfir", "--edition", "2022", *kept
        yield "cfir", "climate", *kept
        yield from (("network", kind, *kept) for kind in NETWORKS)
    for code, review in (("culture", "tiny2020"), ("weather", "tide2018"), ("climate", "garden2015")):
        yield "studies", code, "--review", review
    for thing in ("tiny2020", "tide2018", "garden2015", "f1", "dataset", "cfir2009/climate", "own", "shore"):
        yield "show", thing
    for review, item in (("tiny2020", "culture"), ("tide2018", "weather")):
        kept = ("--review", review)
        yield "form", "--checklist", *kept
        yield "score", "--answer", f"{item}=1", "--site", "Here", "--date", "2026-01-31", *kept
        yield "score", "--answer", item, *kept
        yield "score", "--answer", f"{item}=9", *kept
    for name in QUESTIONS:
        yield "ask", name


Run = Callable[..., str]


@pytest.fixture(scope="module")
def program() -> Run:
    app, runner = cli.program(), CliRunner()

    def run(*arguments: str, typed: str = "") -> str:
        done = runner.invoke(app, arguments, input=typed, env={"COLUMNS": "140"})
        odd = done.exception and not isinstance(done.exception, SystemExit)
        told = (done.stdout_bytes + done.stderr_bytes).decode()
        return told + (str(done.exception) if odd else "")

    return run


@pytest.mark.parametrize("call", list(calls()), ids=" ".join)
def test_commands(call: tuple[str, ...], program: Run, store: Path) -> None:
    text = program(*call, "--store", str(store))
    assert text or "--unmapped" in call
    assert not said(text, *([ITS_SCALE] if "tide2018" in call else []))


@pytest.mark.parametrize(("review", "low"), [("tiny2020", "0"), ("tide2018", "2")])
def test_the_interview(review: str, low: str, program: Run, store: Path) -> None:
    """A low score, by the scale of the measure, is asked about further; the next one up is not."""
    asked = program(
        "score", "--interactive", "--review", review, "--store", str(store),
        typed=f"Here\nKim\n{low}\nyes\nenough\n{int(low) + 2}\n\n\n\n",
    )  # fmt: skip
    assert asked.count("Go through what helps and hinders here") == 1
    assert not said(asked, *([ITS_SCALE] if review == "tide2018" else []), ITS_WORDS)


# Examples in help are of the released data, and no more than examples.
EXAMPLES = re.compile(r"'[^']*'|such as [^.;]*|as in \S+|\S+=\S+|IRI: [^.]*")


@pytest.mark.parametrize("command", sorted(typer.main.get_command(cli.program()).commands))  # type: ignore[attr-defined]
def test_help(command: str, program: Run) -> None:
    assert not said(EXAMPLES.sub("", " ".join(program(command, "--help").split())), ITS_WORDS)


def test_help_of_the_program(program: Run) -> None:
    assert not said(EXAMPLES.sub("", " ".join(program("--help").split())), ITS_WORDS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_questions(name: str) -> None:
    """Nor do their heads, but for the example of a narrowing."""
    head = "\n".join(line for line in QUESTIONS[name].text.splitlines() if line.startswith("#+"))
    told = re.sub(r"example: [^}\n]*", "", head)
    assert not said(told, ITS_SCALE, ITS_WORDS)
