"""The heads of stored questions tell the truth about the columns of their answers."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from answers import QUESTIONS
from conftest import ONTOLOGY
from determinants.ask import questions
from determinants.ask.fitting import fits
from determinants.ask.kinds import KINDS, Kind
from determinants.ask.questions import Question
from determinants.ground.problems import DeterminantsError
from determinants.ground.vocab import SSSOM
from determinants.release import records
from determinants.store.engine import Engine, ask

every_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)


@pytest.mark.slow
@every_question
@pytest.mark.parametrize("world", ["tiny", "shipped"])
def test_every_cell_is_of_the_kind_that_the_head_says(
    question: Question, world: str, request: pytest.FixtureRequest
) -> None:
    engine: Engine = request.getfixturevalue(world)
    table = ask(engine, question.text)
    assert table.columns == tuple(question.head.columns), "the head lists the columns in their order"
    for row in table.rows:
        for term, column in zip(row, question.head.columns.values(), strict=True):
            assert fits(term, column), f"{column.name}: {term} is no {column.kind.name}"


def classes_of(kind: Kind) -> tuple[str, ...]:
    """The classes that things of a kind may have; a review that codes to a framework has constructs."""
    return kind.classes + KINDS["element"].classes * (kind.name in {"influence", "code"})


@pytest.mark.slow
@every_question
def test_things_have_the_class_that_their_kind_names(question: Question, shipped: Engine) -> None:
    classes = {name for column in question.head.columns.values() for name in column.kind.classes}
    if not classes:
        return
    det = "https://w3id.org/determinants/ontology#"
    for place, column in enumerate(question.head.columns.values()):
        if not column.kind.classes:
            continue
        allowed = " ".join(f"<{det}{name}>" for name in classes_of(column.kind))
        found = {row[place] for row in ask(shipped, question.text).rows if isinstance(row[place], NamedNode)}
        found -= {SSSOM.NoTermFound}  # which stands for none, where a source or the project looked for one
        listed = " ".join(str(thing) for thing in sorted(found, key=str)[:50])
        wrong = ask(
            shipped,
            f"SELECT ?thing WHERE {{ VALUES ?thing {{ {listed} }} FILTER NOT EXISTS {{ ?thing a ?class "
            f"VALUES ?class {{ {allowed} <http://www.w3.org/ns/prov#Agent> }} }} }}",
        )
        assert not wrong.rows, f"{column.name} of {question.name} is not always a {column.kind.name}"


@every_question
def test_a_column_that_is_shown_and_narrowed_has_one_kind(question: Question) -> None:
    for name, column in question.columns.items():
        if shown := question.head.columns.get(name):
            assert shown.kind is column.kind


@every_question
def test_the_view_shows_columns_of_the_answer(question: Question) -> None:
    assert set(question.view) <= set(question.head.columns)


def test_every_kind_is_used() -> None:
    used = {column.kind.name for asked in QUESTIONS.values() for column in asked.head.columns.values()}
    used |= {column.kind.name for asked in QUESTIONS.values() for column in asked.columns.values()}
    assert used == KINDS.keys()


@pytest.mark.parametrize("where", ["narrow", "columns"])
def test_a_kind_that_does_not_exist_is_refused_when_the_file_is_read(where: str) -> None:
    text = QUESTIONS["site-ratings"].text
    wrong = (
        text.replace("{kind: site,", "{kind: sitte,")
        if where == "narrow"
        else text.replace(": site\n", ": sitte\n")
    )
    assert wrong != text
    with pytest.raises(DeterminantsError, match=r"no kind of column is called 'sitte'.*Did you mean site"):
        _ = questions.read_head("site-ratings", wrong)


def test_the_classes_that_code_reads_rows_by_are_made_from_the_heads() -> None:
    written = (ONTOLOGY.parent / "src/determinants/ask/records.py").read_text(encoding="utf-8")
    assert written == records.records(QUESTIONS.values()), "run: python -m determinants.release.documents"


def test_a_record_reads_like_a_row(shipped: Engine) -> None:
    from determinants.ask.asking import Graph
    from determinants.ask.records import InfluenceCounts
    from determinants.ask.records import records as ask_records

    counts = ask_records(Graph(shipped).ask, InfluenceCounts, review="ibrahim2019")
    assert counts[0].influence_label == "Organisational culture"
    assert counts[0] == counts[0]
    assert "Organisational culture" in repr(counts[0])
    assert Path(counts[0].influence).name == "organisational-culture"
