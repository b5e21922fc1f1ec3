"""The law of reviews: adding a review changes nothing that is said of another.

Three reviews that differ in everything stand in one graph, and for each of them a graph is made without it.
Whatever is registered, be it a question, a plot, a network, an answer for programs or a command, is asked
about each review that stayed, with and without the other, and must say the same. What is about several
reviews says so: a question in its head (`across`), anything else in `ACROSS`.

`python tests/laws/test_reviews.py` prints the table of the law.
"""

import csv
import inspect
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, cached_property
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import typer
from pyoxigraph import Literal
from typer.testing import CliRunner

import determinants
from answers import QUESTIONS
from conftest import ONTOLOGY, OTHER, TINY
from determinants import cli, network, plots
from determinants.ask import naming
from determinants.ask.asking import Graph
from determinants.ask.questions import Question
from determinants.ground.problems import DeterminantsError, UsageError
from determinants.service.requests import Given
from determinants.store import building, filling
from determinants.store.engine import ask
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Rows

# The reviews, and a code, an item and what one scores on it, of each; one has no measure.
CODES = {"tiny2020": "culture", "garden2015": "climate", "tide2018": "culture"}
SCORES = {"tiny2020": ("culture", 1), "tide2018": ("weather", 2)}
GIVEN = {"tiny2020": ["training=internal"], "tide2018": ["training=never"]}
# Which review is asked about, and which stands beside it or not.
PAIRS = tuple(permutations(CODES, 2))

# What is about several reviews, or about none, other than questions.
ACROSS = {
    "plot overlap": "it compares reviews",
    "network properties": "it is the network of all things",
    "command cite": "it names the state of all data",
    "function cite": "it names the state of all data",
    "function overlap": "it compares reviews",
    "function publications": "what is known of a publication is so whichever review includes it",
    "function show": "it is about one thing, and all that names it",
}


# ---- The worlds


def without(review: str, folder: Path) -> list[Path]:
    """The folders of both worlds, but for one review and what is coded to its codes."""
    return [_without(review, world, folder / world.name) for world in (TINY, OTHER)]


def _without(review: str, world: Path, to: Path) -> Path:
    shutil.copytree(world, to)
    shutil.rmtree(to / "reviews" / review, ignore_errors=True)
    gone: set[str] = set()  # factors that went with what they are about, and what names them goes as well
    for pattern in ("codebooks/*/factors.csv", "codebooks/*/*.csv", "findings/*.csv", "searches.csv"):
        for path in to.glob(pattern):
            with path.open(newline="") as stream:
                head, *rows = csv.reader(stream)
            kept = [row for row in rows if not _names(row, review, gone)]
            gone |= {f"{path.parent.name}:{row[0]}" for row in rows if row not in kept}
            with path.open("w", newline="") as stream:
                csv.writer(stream).writerows([head, *kept])
    return to


def _names(row: list[str], review: str, gone: set[str]) -> bool:
    names = {name for cell in row for name in re.split(r"[;/]", cell)}
    return any(name.startswith(f"{review}:") for name in names) or bool(names & gone)


@dataclass(frozen=True)
class World:
    """A graph of reviews, and a folder in which it may stand."""

    folders: list[Path]
    at: Path

    @cached_property
    def engine(self) -> OxigraphEngine:
        return OxigraphEngine.load(self._quads())

    @cached_property
    def store(self) -> Path:
        filling.into_store(self.at / "store", self._quads(), lambda *_: None)
        return self.at / "store"

    def _quads(self) -> Iterator[Any]:
        return building.quads(self.folders, ONTOLOGY, determinants.__version__)

    def of(self, review: str) -> Graph:
        return Graph(self.engine).of(review)


@dataclass(frozen=True)
class Worlds:
    """The world of all reviews, and one without each of them."""

    whole: World
    lacking: Mapping[str, World]


def make_worlds(at: Path) -> Worlds:
    return Worlds(
        World([TINY, OTHER], at),
        {review: World(without(review, at / review), at / review) for review in CODES},
    )


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Worlds:
    return make_worlds(tmp_path_factory.mktemp("reviews"))


@pytest.mark.slow
def test_the_worlds_are_in_order_together_and_without_one_of_them(worlds: Worlds) -> None:
    for world in (worlds.whole, *worlds.lacking.values()):
        assert building.problems(world.folders) == []
    for gone, world in worlds.lacking.items():
        said = {row["review"] for row in ask(world.engine, QUESTIONS["review-list"].text).records()}
        assert {naming.slug(str(review)) for review in said} == CODES.keys() - {gone}


# ---- What is said of a review

Say = Callable[[World, str], Any]


@dataclass(frozen=True)
class Said:
    """Something that can be asked about a review: its kind and name, and how it is asked."""

    kind: str
    name: str
    say: Say
    across: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"

    def about(self, world: World, review: str) -> Any:
        """What is said, or why nothing is."""
        try:
            return comparable(self.say(world, review))
        except DeterminantsError as error:
            return str(error)


STATE = re.compile("state [0-9a-f]{32}")  # of all data, as it is cited


def comparable(value: Any) -> Any:
    """A value without where it is in memory, and without the state of all data."""
    if callable(value) and not isinstance(value, type):
        return None
    if is_dataclass(value) and not isinstance(value, Rows | type):
        return {field.name: comparable(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [comparable(each) for each in value]
    return STATE.sub("", value) if isinstance(value, str) else value


def asked(question: Question) -> Say:
    return lambda world, review: world.of(review).ask(question.name)


def plotted(name: str) -> Say:
    return lambda world, review: plots.PLOTS[name].make(world.of(review).ask)


def networked(name: str) -> Say:
    def say(world: World, review: str) -> Any:
        ask, kind = world.of(review).ask, network.NETWORKS[name]
        made = kind.make(ask)
        metrics = [metric.of(made, ask) for metric in kind.metrics]
        return [*made.nodes(data=True)], [*made.edges(data=True)], metrics

    return say


def given(review: str) -> Given:
    item, score = SCORES.get(review, ("", 0))
    answers = [f"{item}={score}"] if item else []
    return Given(answers=answers, site="Here", date="2026-01-31", rater="Kim", review=review)


# How each answer for programs is asked about a review: a new one that takes a graph needs a line.
FUNCTIONS: dict[str, Say] = {
    "cfir": lambda world, review: (
        determinants.cfir(world.of(review)),
        determinants.cfir(world.of(review), "inner-setting"),
        determinants.cfir(world.of(review), edition="2022"),
        *(determinants.cfir(world.of(review), given=[each]) for each in GIVEN.get(review, ())),
    ),
    "cite": lambda world, review: determinants.cite(world.of(review)),
    "factors": lambda world, review: (
        determinants.factors(world.of(review)),
        determinants.factors(world.of(review), CODES[review]),
    ),
    "form": lambda world, review: determinants.form(world.of(review), checklist=True, review=review),
    "influences": lambda world, review: determinants.influences(world.of(review)),
    "overlap": lambda world, review: determinants.overlap(world.of(review)),
    "publications": lambda world, review: determinants.publications(
        world.of(review), world.of(review).ask("publication-records")
    ),
    "report": lambda world, review: determinants.report(world.of(review), given(review)),
    "score": lambda world, review: determinants.score(world.of(review), given(review)),
    "show": lambda world, review: determinants.show(world.of(review), review),
    "studies": lambda world, review: determinants.studies(world.of(review), CODES[review]),
}

Call = Callable[[str], list[str]]


def answered(review: str) -> list[str]:
    item, score = SCORES.get(review, ("culture", 1))
    return ["--answer", f"{item}={score}", "--site", "Here", "--date", "2026-01-31", "--rater", "Kim"]


# How each command that can be kept to a review is called; OUT stands for a file, which is read.
OUT = "OUT"
COMMANDS: dict[str, list[Call]] = {
    "influences": [lambda _: [], lambda _: ["--format", "csv"]],
    "factors": [lambda _: [], lambda review: [CODES[review]]],
    "studies": [lambda review: [CODES[review]], lambda review: [CODES[review], "--format", "json"]],
    "cfir": [
        lambda _: [],
        lambda _: ["inner-setting"],
        lambda _: ["--edition", "2022", "--unmapped"],
        lambda _: ["--given", "training=no-such-answer"],
    ],
    "cite": [lambda _: ["influence-counts"]],
    "ask": [lambda _: ["influence-findings"], lambda _: ["item-spread", "--format", "csv"]],
    "network": [lambda _: ["co-occurrence"], lambda _: ["publications-determinants"]],
    "plot": [lambda _: ["influences", "--output", f"{OUT}.json"]],
    "form": [lambda _: ["--checklist", "--output", f"{OUT}.csv"]],
    "score": [answered],
    "report": [lambda review: [*answered(review), "--output", f"{OUT}.md"]],
}


def commanded(name: str) -> Say:
    def say(world: World, review: str) -> Any:
        return [_called(world, review, [name, *call(review)]) for call in COMMANDS[name]]

    return say


def _called(world: World, review: str, arguments: list[str]) -> tuple[Any, ...]:
    with tempfile.TemporaryDirectory() as folder:
        filled = [argument.replace(OUT, f"{folder}/out") for argument in arguments]
        done = CliRunner().invoke(
            cli.program(), [*filled, "--review", review, "--store", str(world.store)], catch_exceptions=True
        )
        written = [STATE.sub("", path.read_text(encoding="utf-8")) for path in sorted(Path(folder).iterdir())]
    wrong = "" if done.exception is None else f"{type(done.exception).__name__}: {done.exception}"
    return done.output.replace(folder, ""), written, wrong.replace(folder, "")


@cache
def of_a_graph() -> list[str]:
    """The public functions that answer from a graph."""
    public = {name: getattr(determinants, name) for name in determinants.__all__}
    return [
        name
        for name, function in public.items()
        if inspect.isfunction(function) and "graph" in inspect.signature(function).parameters
    ]


@cache
def of_one_review() -> list[str]:
    """The commands that can be kept to one review."""
    commands = typer.main.get_command(cli.program()).commands  # type: ignore[attr-defined]
    return [
        name
        for name, command in commands.items()
        if {"review", "store"} <= {parameter.name for parameter in command.params}
    ]


def _other(kind: str, names: Iterator[str], say: Callable[[str], Say]) -> Iterator[Said]:
    for name in names:
        yield Said(kind, name, say(name), ACROSS.get(f"{kind} {name}", ""))


def everything() -> list[Said]:
    """Whatever can be asked about a review."""
    return [
        *(Said("question", name, asked(each), each.head.across) for name, each in QUESTIONS.items()),
        *_other("plot", iter(plots.PLOTS), plotted),
        *_other("network", iter(network.NETWORKS), networked),
        *_other("function", iter(sorted(FUNCTIONS)), FUNCTIONS.__getitem__),
        *_other("command", iter(COMMANDS), commanded),
    ]


SAID = everything()


# ---- The law


def differing(said: Said, worlds: Worlds) -> list[str]:
    """Of which reviews something else is said when which other is not there."""
    return [
        f"{about} beside {other}"
        for about, other in PAIRS
        if said.about(worlds.whole, about) != said.about(worlds.lacking[other], about)
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "said",
    [pytest.param(each, id=str(each)) for each in SAID if not each.across],
)
def test_adding_a_review_changes_nothing_that_is_said_of_another(said: Said, worlds: Worlds) -> None:
    assert not differing(said, worlds)


@pytest.mark.parametrize("name", [name for name, question in QUESTIONS.items() if question.head.across])
def test_a_question_across_reviews_loses_nothing_by_one_more(name: str, worlds: Worlds) -> None:
    question = QUESTIONS[name]
    if name in LOSES or counts(question):
        return
    more = set(ask(worlds.whole.engine, question.text).rows)
    for world in worlds.lacking.values():
        assert set(ask(world.engine, question.text).rows) <= more


# Where one more thing in the graph takes a row away.
LOSES = {
    "thing-missing": "what was missing is there",
    "graph-statements": "the state of the rows is said, and is another",
}


def test_everything_that_can_be_asked_is_asked() -> None:
    assert not set(of_a_graph()) ^ FUNCTIONS.keys(), "FUNCTIONS of this file says how each is asked"
    assert not set(of_one_review()) ^ COMMANDS.keys(), "COMMANDS of this file says how each is called"


def test_only_what_there_is_is_about_several_reviews() -> None:
    assert ACROSS.keys() <= {str(said) for said in SAID}


@pytest.mark.slow
def test_a_plot_between_reviews_refuses_to_be_of_one(worlds: Worlds, tmp_path: Path) -> None:
    across = {name for name, kind in plots.PLOTS.items() if kind.across}
    assert {f"plot {name}" for name in across} == {said for said in ACROSS if said.startswith("plot ")}
    for name in across:
        call = ["plot", name, "--output", str(tmp_path / "out.json"), "--review", "tiny2020"]
        done = CliRunner().invoke(cli.program(), [*call, "--store", str(worlds.whole.store)])
        assert isinstance(done.exception, UsageError)
        assert not [*tmp_path.iterdir()]


# ---- Whose rows are


def counts(question: Question) -> bool:
    """Whether a question counts, adds up or compares, or reads what was counted when the graph was built."""
    text = re.sub(r"^#.*$", "", question.text, flags=re.MULTILINE)
    return bool(re.search(r"\b(COUNT|SUM|AVG|MIN|MAX)\(", text)) or "/derived/" in text


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_can_be_narrowed_to_a_review_or_says_why_not(name: str) -> None:
    question = QUESTIONS[name]
    assert ("review" in question.columns) != bool(question.head.across), (
        f"queries/{name}.rq: give it a review to be narrowed to, or say in its head why it is about several: "
        "'#+ across: …'"
    )


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_is_counted_is_counted_for_each_review(name: str) -> None:
    question = QUESTIONS[name]
    if counts(question) and not question.head.across:
        assert "review" in question.head.columns, f"queries/{name}.rq pools what several reviews say"


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [name for name, question in QUESTIONS.items() if "review" in question.head.columns]
)
def test_without_a_review_rows_say_which_they_are_of(name: str, worlds: Worlds) -> None:
    """Rows that name a review are those of the question narrowed to it; the others are of none."""
    question, engine = QUESTIONS[name], worlds.whole.engine
    rows = ask(engine, question.text)
    place, label = (rows.columns.index(column) for column in ("review", "review_label"))
    by_review = [row for review in sorted(CODES) for row in Graph(engine).of(review).ask(name).rows]
    assert sorted(map(str, by_review)) == sorted(str(row) for row in rows.rows if row[place] is not None)
    assert all(isinstance(row[label], Literal) for row in rows.rows if row[place] is not None)


def test_a_publication_counts_once_for_a_code_however_many_sources_mention_it(worlds: Worlds) -> None:
    (weather,) = (
        row
        for row in worlds.whole.of("tide2018").ask("influence-evidence").records()
        if row["influence_label"] == "Weather"
    )
    # elm2011 says so itself, and the review codes it so; gorse2013 is coded by the review.
    assert (weather["facilitates"], weather["hinders"], weather["publications"]) == (1, 1, 2)
    (climate,) = (
        row
        for row in worlds.whole.of("garden2015").ask("influence-evidence").records()
        if row["influence_label"] == "Climate"
    )
    # elm2011 both ways, fir2012 mixed; what this project codes to the construct is of no review.
    told = tuple(climate[column] for column in ("facilitates", "hinders", "mixed", "publications"))
    assert told == (1, 1, 1, 2)


# ---- The table


def table(worlds: Worlds) -> Iterator[str]:
    """The table of the law: a line for each thing that can be asked, and what became of it."""
    for said in SAID:
        if said.across:
            yield f"{said.kind}\t{said.name}\tacross: {said.across}"
        else:
            differs = differing(said, worlds)
            yield f"{said.kind}\t{said.name}\t{'; '.join(differs) if differs else f'{len(PAIRS)} alike'}"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for line in table(make_worlds(Path(place))):
            sys.stdout.write(f"{line}\n")
