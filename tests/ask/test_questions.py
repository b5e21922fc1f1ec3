"""Stored questions: any SPARQL engine can read them, and narrowing leaves rows out and changes none."""

import re
from collections.abc import Callable, Collection
from itertools import product
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store
from rdflib.plugins.sparql import prepareQuery

from conftest import ONTOLOGY
from determinants.ask import questions
from determinants.ask.kinds import KINDS
from determinants.ask.questions import Column, Question
from determinants.ground.problems import DeterminantsError, UnknownName, UsageError
from determinants.ground.values import DERIVED
from determinants.ground.vocab import DET, RDF, RDFS, SKOS, XSD, thing
from determinants.store.engine import ask
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Rows

FOLDER = ONTOLOGY.parent / "queries"
QUESTIONS = questions.load(FOLDER)
NARROWINGS = [(question, column) for question in QUESTIONS.values() for column in question.columns.values()]

each_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
each_narrowing = pytest.mark.parametrize(
    ("question", "column"), NARROWINGS, ids=[f"{asked.name}-{column.name}" for asked, column in NARROWINGS]
)

Term = NamedNode | Literal
MANY = 12  # values of a column that are tried; there are thousands of things


def columns(text: str) -> list[str]:
    """The columns that a SELECT query has, as an engine says."""
    return [variable.value for variable in Store().query(text).variables]


def values(answer: Rows, column: str) -> list[Term]:
    """The values that occur in a column, each once."""
    place = answer.columns.index(column)
    return list(dict.fromkeys(row[place] for row in answer.rows if row[place] is not None))


def having(answer: Rows, column: str, chosen: list[Term]) -> Rows:
    """The rows that have one of these values in a column."""
    place = answer.columns.index(column)
    return Rows(answer.columns, tuple(row for row in answer.rows if row[place] in chosen))


def spread(terms: list[Term]) -> list[Term]:
    return terms[:: max(1, len(terms) // MANY)]


@pytest.fixture(scope="module")
def answers(shipped: OxigraphEngine) -> dict[str, Rows]:
    """What every question answers over the released graph, when it is not narrowed."""
    return {name: ask(shipped, question.text) for name, question in QUESTIONS.items()}


# What a file says of itself.


@pytest.mark.slow
@each_question
def test_a_question_runs_as_it_stands_on_either_library(question: Question) -> None:
    assert columns(question.text)
    prepareQuery(question.text)


@each_question
def test_a_question_says_what_it_asks_whom_it_serves_and_what_to_look_at(question: Question) -> None:
    assert re.fullmatch(r"[A-Z][^\n]+\?", question.summary)
    assert question.head.tags
    assert question.view
    assert set(question.view) <= set(columns(question.text))


def test_no_two_questions_ask_the_same() -> None:
    summaries = [question.summary for question in QUESTIONS.values()]
    assert len(set(summaries)) == len(summaries)


# Clients look for the form of a query by its first keyword, and some look in comments too, or in every other
# line of them: SPARQLWrapper 2.0.0 removes comments by this very pattern, which takes no two lines running.
KEYWORD = re.compile(
    r"SELECT|CONSTRUCT|ASK|DESCRIBE|INSERT|DELETE|CREATE|CLEAR|DROP|LOAD|COPY|MOVE|ADD", re.I
)
CLIENTS = {
    "leaves comments": lambda text: text,
    "removes every other comment": lambda text: re.sub(r"(^|\n)\s*#.*?\n", "\n\n", text),
    "removes comments": lambda text: re.sub(r"(?m)^\s*#.*$", "", text),
}


@pytest.mark.parametrize("client", CLIENTS)
@each_question
def test_clients_find_out_that_a_question_is_a_select(question: Question, client: str) -> None:
    found = KEYWORD.search(CLIENTS[client](question.text))
    assert found
    assert found[0] == "SELECT", f"{found[0]!r} comes first: say it otherwise in the first line of the head"


def test_clients_that_read_comments_are_misled_by_words_in_them() -> None:
    assert KEYWORD.search(CLIENTS["leaves comments"]("# asks\n# what\nSELECT * {}"))[0] == "ask"  # type: ignore[index]
    twice = CLIENTS["removes every other comment"]("# what\n# asks\nSELECT * {}")
    assert KEYWORD.search(twice)[0] == "ask"  # type: ignore[index]


@each_question
def test_a_question_that_needs_named_graphs_says_so_and_why(question: Question) -> None:
    pattern = re.sub(r"(?m)^\s*#.*$", "", question.text)
    assert ("GRAPH" in pattern) == bool(question.head.graphs)


@each_question
def test_markers_are_those_of_the_narrowing_columns(question: Question) -> None:
    markers = re.findall(r"#\? (\w+)", question.text)
    assert sorted(markers) == sorted(question.columns)


@each_question
def test_the_order_is_stated_at_the_end(question: Question) -> None:
    assert re.search(r"\nORDER BY( \?\w+| (ASC|DESC)\(\?\w+\))+\n*\Z", question.text)


@pytest.mark.slow
@each_question
def test_the_order_is_total(question: Question, shipped: OxigraphEngine) -> None:
    order = re.findall(r"\?(\w+)", question.text[question.text.rindex("ORDER BY") :])
    absent = "".join(f" ?{name}" for name in order if name not in columns(question.text))
    answer = ask(shipped, question.text.replace("\nWHERE", f"{absent}\nWHERE", 1))
    rows = answer.only(order).rows
    assert len(set(rows)) == len(rows)


def test_a_folder_is_read_in_the_order_of_names() -> None:
    assert list(QUESTIONS) == sorted(path.stem for path in FOLDER.glob("*.rq"))


# The law: narrowing leaves rows out and never changes one.


@pytest.mark.slow
@each_narrowing
def test_narrowing_leaves_out_the_other_rows_and_no_more(
    question: Question, column: Column, answers: dict[str, Rows], shipped: OxigraphEngine
) -> None:
    everything = answers[question.name]
    if column.name in everything.columns:
        for value in spread(values(everything, column.name)):
            narrowed = ask(shipped, question.narrowed({column.name: [value]}))
            assert narrowed == having(everything, column.name, [value]), value
    else:
        narrowed = ask(shipped, question.narrowed({column.name: [column.term(column.example)]}))
        assert narrowed.columns == everything.columns
        kept = set(narrowed.rows)
        assert narrowed.rows == tuple(row for row in everything.rows if row in kept)


@pytest.mark.slow
@each_question
def test_two_values_mean_either(
    question: Question, answers: dict[str, Rows], shipped: OxigraphEngine
) -> None:
    everything = answers[question.name]
    for name in {*question.columns} & {*everything.columns}:
        either = values(everything, name)[::7][:2]
        if len(either) == 2:
            narrowed = ask(shipped, question.narrowed({name: either}))
            assert narrowed == having(everything, name, either), name


@pytest.mark.slow
@each_question
def test_two_columns_mean_both(question: Question, answers: dict[str, Rows], shipped: OxigraphEngine) -> None:
    everything = answers[question.name]
    shown = [name for name in question.columns if name in everything.columns and everything.rows]
    for one, other in product(shown, shown):
        first, second = values(everything, one)[:1], values(everything, other)[-1:]
        if one >= other or not (first and second):
            continue
        narrowed = ask(shipped, question.narrowed({one: first, other: second}))
        assert narrowed == having(having(everything, one, first), other, second)


@pytest.mark.slow
@each_question
def test_a_value_that_nothing_has_leaves_no_row(question: Question, shipped: OxigraphEngine) -> None:
    for name in question.columns:
        absent = NamedNode("https://example.org/nothing-is-called-so")
        assert not ask(shipped, question.narrowed({name: [absent]})).rows, name


@pytest.mark.slow
@each_narrowing
def test_the_example_finds_something(
    question: Question, column: Column, answers: dict[str, Rows], shipped: OxigraphEngine
) -> None:
    """Unless the released data have no value at all in the column, so that nothing could."""
    everything = answers[question.name]
    if column.name in everything.columns and not values(everything, column.name):
        return
    assert ask(shipped, question.narrowed({column.name: [column.term(column.example)]})).rows


@each_question
def test_without_values_a_question_stays_as_it_is(question: Question) -> None:
    assert question.narrowed({}) == question.text


def test_a_question_about_one_thing_can_be_about_another(shipped: OxigraphEngine) -> None:
    asked = QUESTIONS["thing-statements"]
    about = {str(record["thing"]) for record in ask(shipped, asked.text).records()}
    assert about == {thing(asked.columns["thing"].example).value}
    other = thing("cfir2009", "culture")
    found = ask(shipped, asked.narrowed({"thing": [other]}))
    assert {str(record["thing"]) for record in found.records()} == {other.value}


# Names that are wrong.


def test_an_unknown_column_is_refused_with_what_comes_near() -> None:
    with pytest.raises(UnknownName) as refused:
        QUESTIONS["influence-findings"].narrowed({"influense": [Literal("x")]})
    assert refused.value.near[0] == "influence"
    assert "influence-findings" in str(refused.value)


def test_an_unknown_column_that_is_near_to_none_is_refused_with_all() -> None:
    with pytest.raises(UnknownName) as refused:
        QUESTIONS["cfir-conditions"].narrowed({"zzz": [Literal("x")]})
    assert refused.value.near == tuple(QUESTIONS["cfir-conditions"].columns)


@each_question
def test_a_question_is_found_by_its_name(question: Question) -> None:
    assert questions.find(FOLDER, question.name) == question


def test_a_name_that_is_nearly_right_is_suggested() -> None:
    with pytest.raises(UnknownName) as refused:
        questions.find(FOLDER, "influence-count")
    assert "influence-counts" in refused.value.near


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../queries/influence-counts", "/etc/passwd", "influence-counts.rq", "a\x00b"]
)
def test_a_name_is_not_a_path(name: str) -> None:
    with pytest.raises(UnknownName):
        questions.find(FOLDER, name)


@pytest.mark.parametrize(
    "head",
    [
        "",
        "#+ summary: What?",
        "#+ [",
        "#+ just words",
        "#+ summary: What?\n#+ tags: [a]\n#+ view: 7",
        "#+ form: ASK",
    ],
    ids=["none", "half", "not YAML", "no mapping", "no list", "no rows"],
)
def test_a_head_that_cannot_be_used_is_named_with_its_file(head: str) -> None:
    with pytest.raises(DeterminantsError, match=r"my-question\.rq"):
        questions.read_head("my-question", f"{head}\nSELECT * {{ ?s ?p ?o }}\n")


# Values that are hostile.

INJECTIONS = [
    'x" } UNION { ?s ?p ?o',
    "x' } UNION { ?s ?p ?o",
    'x"} #',
    '"@en',
    '"^^<http://x/>',
    "'''",
    '"""',
    "\\",
    "x\\",
    '\\" } UNION { ?s ?p ?o } #',
    "\n",
    "\r\n",
    "x\n} SERVICE <http://x/> { ?s ?p ?o",
    "SERVICE <http://x/> { }",
    "\\u0022 } SERVICE <http://x/> { } #",
    "\\u000A SERVICE \\u000A",
    "\\\\u0022",
    "#",
    "}" * 100,
    "(" * 100,
    "?influence",
    "UNDEF",
    "",
    " ",
    "\t",
    "\x00",
    "\x85\u2028\u2029",
    "\ufeff",
    "Mueller-Stierlin",
    "באר שבע",
]


def condition(slug: str, facet: str) -> list[Quad]:
    """The least that `cfir-conditions` needs to find a condition on which something depends."""
    subject, basis, graph = thing("condition", slug), DET.printed, thing("graph", "test")
    statements = (
        (subject, RDF.type, DET.Condition),
        (subject, DET.review, thing("review")),
        (thing("review"), SKOS.prefLabel, Literal("The review", language="en")),
        (subject, DET.facet, Literal(facet)),
        (subject, DET.answer, Literal("yes")),
        (subject, DET.basis, basis),
        (subject, SKOS.prefLabel, Literal(slug, language="en")),
        (basis, RDFS.label, Literal("printed", language="en")),
    )
    return [Quad(*statement, graph) for statement in statements]


def with_injections(test: Callable[..., None]) -> Callable[..., None]:
    for text in INJECTIONS:
        test = example(said=text, other="plain")(test)
    return test


texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.text("\"'\\u0022nr{}<>#?@^. \n\r", max_size=30),
)


@pytest.mark.slow
@with_injections
@settings(max_examples=150)
@given(said=texts, other=texts)
def test_a_text_finds_itself_and_nothing_else(said: str, other: str) -> None:
    assume(said != other)
    engine = OxigraphEngine.load([*condition("this", said), *condition("that", other)])
    asked = QUESTIONS["cfir-conditions"]
    column = asked.columns["facet"]
    assert len(ask(engine, asked.text)) == 2
    for facets, labels in (([said], {"this"}), ([other], {"that"}), ([said, other], {"this", "that"})):
        found = ask(engine, asked.narrowed({"facet": [column.term(facet) for facet in facets]}))
        assert {str(record["condition_label"]) for record in found.records()} == labels
        assert {str(record["facet"]) for record in found.records()} == set(facets)


@pytest.mark.parametrize(
    "said",
    [
        "x> . ?s ?p ?o . <x",
        "http://x/> } UNION { ?s ?p ?o } #",
        "a b",
        "a{b}",
        "a|b",
        "a\\u003Eb",
        'a"b',
        "a\nb",
        "a`b",
        "a^b",
        "http://[",
        "://",
        "a\x00b",
    ],
)
def test_what_is_no_iri_is_refused_with_its_column(said: str) -> None:
    with pytest.raises(UsageError, match="cannot be a value of influence: it is not an IRI"):
        Column("influence", KINDS["influence"], "").term(said)


@pytest.mark.slow
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@example("javascript:alert(1)")
@example("file:///etc/passwd")
@example("a%00b")
@example("http://xn--e1afmkfd/")
@example("http://пример/")
def test_whatever_is_taken_for_an_iri_stays_one(tiny: OxigraphEngine, said: str) -> None:
    asked = QUESTIONS["influence-findings"]
    try:
        term = asked.columns["influence"].term(said)
    except UsageError:
        return
    narrowed = asked.narrowed({"influence": [term]})
    changed = [
        line for line, was in zip(narrowed.splitlines(), asked.text.splitlines(), strict=True) if line != was
    ]
    assert changed == [f"  VALUES ?influence {{ {term} }}"]
    assert ask(tiny, narrowed) == having(ask(tiny, asked.text), "influence", [term])


@pytest.mark.parametrize(
    ("kind", "said", "term"),
    [
        ("text", "53", Literal("53")),
        ("number", "3", Literal("3", datatype=XSD.integer)),
        ("number", "-3", Literal("-3", datatype=XSD.integer)),
        ("truth", "true", Literal("true", datatype=XSD.boolean)),
        ("influence", "ibrahim2019/influence/psw-training", thing("ibrahim2019/influence/psw-training")),
        ("influence", "https://example.org/x", NamedNode("https://example.org/x")),
        ("direction", "ontology#hinders", DET.hinders),
    ],
)
def test_a_value_becomes_the_term_of_its_kind(kind: str, said: str, term: Term) -> None:
    assert Column("any", KINDS[kind], "").term(said) == term


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("number", "three"),
        ("number", "1;DROP"),
        ("number", "NaN"),
        ("number", "1e309"),
        ("number", "2.5"),
        ("number", ""),
        ("truth", "maybe"),
        ("truth", "2"),
    ],
)
def test_a_value_that_is_not_of_its_kind_is_refused(kind: str, said: str) -> None:
    with pytest.raises(UsageError):
        Column("score", KINDS[kind], "").term(said)


def test_a_marker_is_only_a_comment_to_an_engine(tmp_path: Path) -> None:
    """A question with a pattern at its marker: to an engine, the pattern is not there."""
    text = """\
#+ summary: What has a colour?
#+ form: SELECT
#+ because: to paint it
#+ tags: [test]
#+ narrow:
#+   colour: {kind: text, example: red}
#+ view: [thing]
SELECT ?thing WHERE {
  #? colour: ?thing <http://x/colour> ?colour .
  ?thing <http://x/kind> ?kind .
}
ORDER BY ?thing
"""
    (tmp_path / "thing-colours.rq").write_text(text)
    asked = questions.find(tmp_path, "thing-colours")
    store = Store()
    kind, colour = NamedNode("http://x/kind"), NamedNode("http://x/colour")
    for name, painted in (("a", "red"), ("b", "blue"), ("c", None)):
        subject = NamedNode(f"http://x/{name}")
        store.add(Quad(subject, kind, Literal("thing"), DefaultGraph()))
        if painted:
            store.add(Quad(subject, colour, Literal(painted), DefaultGraph()))

    def found(query: str) -> list[str]:
        return [solution["thing"].value[-1] for solution in store.query(query)]

    assert found(asked.text) == ["a", "b", "c"]
    assert found(asked.narrowed({"colour": [Literal("red")]})) == ["a"]
    assert found(asked.narrowed({"colour": [Literal("red"), Literal("blue")]})) == ["a", "b"]


# A number that was computed says so, in a column beside it.

ORDER = {"rank", "ordinal", "position"}  # places in an order count nothing
PRINTED_MEASURES = {"count", "score"}  # of the cubes that a review prints
MEASURES = {
    *re.findall(r"qb:measure det:(\w+)", (ONTOLOGY / "cubes.ttl").read_text("utf-8"))
} - PRINTED_MEASURES


def computed(question: Question) -> list[str]:
    """The columns with numbers that a question computes, or reads from what was counted at the build."""
    body = "\n".join(line for line in question.text.splitlines() if not line.startswith("#"))
    body = re.sub(r"COALESCE\(\?\w+(, \?\w+)+\) AS", "", body)  # one of several, none of them computed
    counted = rf"det:({'|'.join(sorted(MEASURES))})" if "/determinants/derived/" in body else "(?!)"
    return [
        column.name
        for column in question.head.columns.values()
        if column.kind.name in {"number", "decimal"}
        and column.name not in ORDER
        and re.search(rf"AS \?{column.name}\)|{counted} \?{column.name}\b", body)
    ]


def basis_of(column: str, shown: Collection[str]) -> str | None:
    """The column that says of a number whether it is printed or derived: its own, or that of the row."""
    return next((each for each in (f"{column}_basis", "basis") if each in shown), None)


@pytest.mark.slow
@each_question
def test_a_computed_number_says_so_in_a_column(question: Question, answers: dict[str, Rows]) -> None:
    for column in computed(question):
        basis = basis_of(column, question.head.columns)
        assert basis, f"{question.name}: nothing says that {column} is computed"
        assert f"{basis}_label" in question.view
        said = {row[basis] for row in answers[question.name].records() if row[column] is not None}
        assert said <= {DERIVED.iri}, f"{question.name}: {column} is computed, and that is not said of it"


def test_the_law_on_computed_numbers_sees_one_that_does_not_say_so() -> None:
    silent = Question("silent", QUESTIONS["site-means-by-income"].text.replace("basis", "other"))
    assert computed(QUESTIONS["site-means-by-income"]) == ["sites", "sum", "ratings", "mean"]
    assert computed(QUESTIONS["influence-votes"]) == ["publications", "findings", "bodies"]
    assert basis_of("mean", re.findall(r"^#\+   (\w+):", silent.text, re.MULTILINE)) is None
