"""Citations: of the data, and of what was asked of them; in words and for reference managers."""

import datetime
import json
from pathlib import Path

import bibtexparser
import pytest
import rispy
from pybtex.database import parse_string
from pyoxigraph import Quad
from typer.testing import CliRunner

from determinants import cli
from determinants.ask.asking import Graph
from determinants.ask.citing import Citation, cite
from determinants.ground.days import EPOCH
from determinants.ground.problems import UnknownName
from determinants.ground.vocab import thing
from determinants.store import filling
from determinants.store.oxigraph import OxigraphEngine
from determinants.write.citations import CITATION_FORMATS, sentence, undated

DAY = datetime.date(2023, 11, 14)
QUESTION = "influence-findings"


@pytest.fixture(autouse=True)
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EPOCH, "1700000000")


@pytest.fixture
def graph(tiny: OxigraphEngine) -> Graph:
    return Graph(tiny)


def state(tiny_quads: list[Quad]) -> str:
    return next(
        str(quad.object.value)  # type: ignore[union-attr]
        for quad in tiny_quads
        if quad.subject == thing("dataset") and quad.predicate.value.endswith("#state")
    )


def test_the_data_are_cited_by_title_version_day_and_state(graph: Graph, tiny_quads: list[Quad]) -> None:
    said = sentence(cite(graph))
    assert "Determinants of implementation, review by review. Version 1.2.0 of 2021-03-04" in said
    assert f"state {state(tiny_quads)} (determinants " in said
    assert said.endswith("Data set. Made on 2023-11-14 with: determinants build")


def test_an_answer_is_cited_with_what_was_asked_and_the_command_that_asks_it_again(graph: Graph) -> None:
    made = cite(graph, QUESTION, {"influence": "culture", "direction": ["hinders", "mixed"]})
    assert made.narrowed == ("influence: Culture", "direction: hinders", "direction: mixed")
    assert made.command == (
        f"determinants ask {QUESTION} --where influence=culture --where direction=hinders "
        "--where direction=mixed"
    )
    assert f"(question {QUESTION}; influence: Culture; direction: hinders; direction: mixed)" in sentence(
        made
    )


def test_a_graph_that_is_kept_to_a_review_is_cited_as_that(graph: Graph) -> None:
    made = cite(graph.of("tiny2020"), QUESTION)
    assert made.narrowed == ("review: tiny2020",)
    assert made.command.endswith("--review tiny2020")


def test_what_a_question_cannot_be_narrowed_on_is_refused(graph: Graph) -> None:
    with pytest.raises(UnknownName, match="no narrowing column of site-totals is called 'colour'"):
        cite(graph, "site-totals", {"colour": "red"})
    with pytest.raises(UnknownName, match="no influence is called 'nothing'"):
        cite(graph, QUESTION, {"influence": "nothing"})


def test_a_graph_that_says_nothing_of_itself_is_cited_without_what_is_not_known() -> None:
    made = cite(Graph(OxigraphEngine.load([])))
    assert (made.version, made.state, made.year) == ("", "", "2023")
    assert sentence(made) == (
        "A graph of implementation determinants. Data set. Made on 2023-11-14 with: determinants build"
    )
    assert "ET  - " not in str(CITATION_FORMATS["ris"].write([made]))


def test_only_the_day_differs_from_one_day_to_the_next(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    first = cite(graph, QUESTION)
    monkeypatch.setenv(EPOCH, "1800000000")
    second = cite(graph, QUESTION)
    assert sentence(first).replace("2023-11-14", "2027-01-15") == sentence(second)
    assert undated(first) == undated(second)


HARD = Citation(
    "Peers & {braces} 100 %", "the project", "1.0.0", "", "ab" * 16, "determinants 1", DAY,
    "determinants sparql 'ASK {\n?s ?p ?o }'", "Why?\r\nTY  - BOOK", "q", ("text: a_b $ \\input{x}",),
)  # fmt: skip


def test_ris_is_read_by_a_reader_of_others(graph: Graph) -> None:
    read = rispy.loads(str(CITATION_FORMATS["ris"].write([cite(graph, QUESTION), HARD])))
    assert [each["type_of_reference"] for each in read] == ["DATA", "DATA"]
    first, second = read
    assert (first["year"], first["edition"], first["access_date"]) == ("2021", "1.2.0", "2023/11/14")
    assert any(f"determinants ask {QUESTION}" in note for note in first["notes"])
    assert second["title"] == HARD.title  # and no text of it has ended the record


def test_bibtex_is_read_by_two_readers_of_others(graph: Graph) -> None:
    text = str(CITATION_FORMATS["bibtex"].write([cite(graph, QUESTION), HARD]))
    entries = parse_string(text, "bibtex").entries
    assert len(entries) == len(bibtexparser.parse_string(text).entries) == 2
    made = entries[cite(graph, QUESTION).key]
    assert (made.type, made.fields["year"], made.fields["urldate"]) == ("misc", "2021", "2023-11-14")
    assert "determinants ask influence-findings" in made.fields["note"]
    assert r"\input" not in entries[HARD.key].fields["note"]


# ---- On the command line


@pytest.fixture(scope="module")
def store(tiny_quads: list[Quad], tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("cited") / "store"
    filling.into_store(path, tiny_quads, lambda *_: None)
    return str(path)


def call(*words: str) -> tuple[str, str]:
    done = CliRunner().invoke(cli.program(words[0]), words)
    assert done.exit_code == 0, done.output
    return done.stdout, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("how", ["table", "json", "jsonl", "markdown"])
@pytest.mark.parametrize(
    "words",
    [["studies", "culture", "--direction", "hinders"], ["ask", QUESTION, "--where", "influence=culture"]],
    ids=["studies", "ask"],
)
def test_an_answer_says_how_it_is_cited_where_that_is_asked_for(
    words: list[str], how: str, store: str, tmp_path: Path
) -> None:
    again = f"determinants {' '.join(words)} --store {store} --format {how}"
    words = [*words, "--store", store, "--format", how]
    out = tmp_path / "out"
    call(*words, "--cite", "-o", str(out)) if words[0] == "ask" else out.write_text(call(*words, "--cite")[0])
    text = out.read_text()
    if how == "json":
        text = json.loads(text)["citation"]
    assert again in " ".join(text.replace("\\", "").split())
    assert "2023-11-14" in text
    assert "Made on" not in call(*words)[0]


@pytest.mark.slow
@pytest.mark.parametrize("how", ["csv", "tsv", "ris"])
def test_what_has_no_room_for_it_is_cited_on_standard_error(how: str, store: str) -> None:
    words = ["ask", "publication-findings", "--store", store, "--format", how]
    plain, (out, err) = call(*words), call(*words, "--cite")
    assert out == plain[0]
    assert "Cite as: The determinants project." in err


def test_free_sparql_is_cited_by_its_text(store: str) -> None:
    out, err = call("sparql", "ASK { ?s a det:Site }", "--store", store, "--cite")
    assert out == "yes\n"
    assert f"with: determinants sparql 'ASK {{ ?s a det:Site }}' --store {store}" in err


def test_several_questions_are_cited_each_by_what_it_is_narrowed_to(store: str) -> None:
    out, _ = call("cite", QUESTION, "site-totals", "--where", "influence=culture", "--store", store)
    first, second, last = out.strip().split("\n\n")
    assert first.endswith(f"determinants ask {QUESTION} --where influence=culture --store {store}")
    assert second.endswith(f"determinants ask site-totals --store {store}")
    assert last == "Cite with it the reviews and studies that the answers rest on."


def test_what_none_of_the_questions_can_be_narrowed_on_is_refused(store: str) -> None:
    words = ["cite", "site-totals", "--where", "colour=red", "--store", store]
    done = CliRunner().invoke(cli.program("cite"), words)
    assert isinstance(done.exception, UnknownName)
