"""What strangers get: a file that says at its head how it is loaded, and answers when loaded so."""

from collections.abc import Iterable

import pytest
import rdflib
from pyoxigraph import Quad, RdfFormat, Store, parse

from answers import QUESTIONS
from determinants.ask.questions import Question
from determinants.cli import program
from determinants.store.engine import Engine, ask
from determinants.store.rdflib_engine import RdflibEngine
from determinants.write.graph_formats import GRAPH_FORMATS
from determinants.write.loading import SWITCHES, head, headed

pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")

KEPT = ("nquads", "trig", "jsonld")
each_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)


def written(how: str, quads: Iterable[Quad]) -> bytes:
    return b"".join(headed(GRAPH_FORMATS[how], quads))


def of(content: bytes, how: str) -> set[Quad]:
    known = RdfFormat.from_extension(GRAPH_FORMATS[how].suffix.removeprefix("."))
    assert known
    return set(parse(input=content, format=known))


@pytest.mark.slow
@pytest.mark.parametrize("how", GRAPH_FORMATS)
def test_a_head_changes_nothing_of_what_a_file_says(how: str, tiny_quads: list[Quad]) -> None:
    bare = b"".join(GRAPH_FORMATS[how].write(tiny_quads))
    assert of(written(how, tiny_quads), how) == of(bare, how)


@pytest.mark.slow
@pytest.mark.parametrize(("how", "name"), [("trig", "trig"), ("nquads", "nquads"), ("rdfxml", "xml")])
def test_the_other_library_reads_a_file_with_its_head(how: str, name: str, tiny_quads: list[Quad]) -> None:
    read = rdflib.Dataset().parse(data=written(how, tiny_quads), format=name)
    assert len(read) or how != "rdfxml"


@pytest.mark.slow
@pytest.mark.parametrize("how", GRAPH_FORMATS)
def test_a_head_says_how_the_file_is_loaded(how: str, tiny_quads: list[Quad]) -> None:
    begins = written(how, tiny_quads)[:1500].decode()
    if how == "jsonld":  # JSON has no comments
        assert begins.startswith("{")
    elif how in KEPT:
        assert all(name in begins and said in begins for name, said in SWITCHES.items())
    else:
        assert head(False)[1] in begins


def test_the_help_of_export_says_it_too() -> None:
    from typer.testing import CliRunner

    shown = " ".join(CliRunner().invoke(program("export"), ["export", "--help"]).output.split())
    assert all(f"{name}: {said}" in shown for name, said in SWITCHES.items())


# Loaded by the libraries as they are, with what the head says switched on, and not.


@pytest.fixture(scope="module")
def dump(shipped_quads: list[Quad]) -> Store:
    store = Store()
    store.load(written("nquads", shipped_quads), RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="module")
def together(shipped_quads: list[Quad]) -> Store:
    store = Store()
    store.load(written("turtle", shipped_quads), RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def dataset(tiny_quads: list[Quad]) -> rdflib.Dataset:
    opened = rdflib.Dataset(default_union=True)
    opened.parse(data=written("nquads", tiny_quads), format="nquads")
    return opened


@pytest.mark.slow
@each_question
def test_the_dump_answers_in_oxigraph(question: Question, dump: Store, shipped: Engine) -> None:
    right = ask(shipped, question.text)
    answered = list(dump.query(question.text, use_default_graph_as_union=True))  # type: ignore[arg-type]
    assert [tuple(row) for row in answered] == list(right.rows)


@pytest.mark.slow
@each_question
def test_the_triples_together_answer_what_needs_no_named_graphs(
    question: Question, together: Store, shipped: Engine
) -> None:
    right = ask(shipped, question.text)
    answered = [tuple(row) for row in together.query(question.text)]  # type: ignore[union-attr]
    assert answered == ([] if question.head.graphs else list(right.rows))


@pytest.mark.slow
@each_question
def test_the_dump_answers_in_rdflib(question: Question, dataset: rdflib.Dataset, tiny: Engine) -> None:
    assert ask(RdflibEngine(dataset), question.text) == ask(tiny, question.text)
    assert len(list(dataset.query(question.text))) == len(ask(tiny, question.text))


@pytest.mark.slow
def test_without_the_switch_only_questions_on_named_graphs_answer(dump: Store) -> None:
    answering = {name for name, asked in QUESTIONS.items() if list(dump.query(asked.text))}  # type: ignore[arg-type]
    assert answering <= {name for name, asked in QUESTIONS.items() if asked.head.graphs}
