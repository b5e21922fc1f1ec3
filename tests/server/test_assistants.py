"""The tools of assistants, without any protocol: what they take, what they give, and how much at once."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pyoxigraph import Literal

from determinants.ground.problems import LimitReached, QueryRefused, UnknownName, UsageError
from determinants.ground.vocab import BASE
from determinants.server.answers import ANSWERS
from determinants.server.assistants import arguments, caveats, names, pages, portions, prompts, resources
from determinants.server.assistants.pages import Page
from determinants.server.assistants.portions import Asked
from determinants.server.assistants.tools import TOOLS, Call
from determinants.server.refusing import Refused
from determinants.server.served import Served
from determinants.server.workers import Worker
from determinants.store.engine import Engine
from determinants.store.solutions import Rows
from determinants.write.prose import NOT_AN_EFFECT
from determinants.write.telling import plain


def called(served: Served, tool: str, **sent: object) -> Page:
    """What a tool gives."""
    call = Call.of(tool, sent)
    return call.freely(served, served.workers.all[0]) if call.tool.free else call.answered(served)


def gone_on(page: Page) -> Iterator[tuple[str, dict[str, Any]]]:
    """The calls that a page gives to go on."""
    for said in page.content.get("go_on", ()):
        tool, _, given = said.partition(" ")
        yield tool, json.loads(given)


# ---- What they take


def test_each_answer_by_http_is_a_tool_with_the_same_parameters() -> None:
    for name, answer in ANSWERS.items():
        own = {each.name: each.required for each in TOOLS[name].own}
        assert own == {each.name: each.required for each in answer.parameters}


@pytest.mark.parametrize("name", TOOLS)
def test_a_tool_says_in_a_schema_what_it_takes(name: str) -> None:
    schema = arguments.schema(TOOLS[name].arguments)
    Draft202012Validator.check_schema(schema)
    example = {each.name: each.example for each in TOOLS[name].arguments}
    Draft202012Validator(schema).validate(example)
    assert arguments.read(name, TOOLS[name].arguments, example).keys() <= example.keys()
    assert all(each["description"].endswith(".") for each in schema["properties"].values())


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ({"thing": "x", "direction": "hinders"}, {"thing": ["x"], "direction": ["hinders"]}),
        ({"thing": ["x"], "country": ["de", "gb"]}, {"thing": ["x"], "country": ["de", "gb"]}),
        ({"thing": "x", "offset": "25"}, {"thing": ["x"], "offset": 25}),
        ({"thing": "x", "country": "", "review": None, "design": []}, {"thing": ["x"]}),
        ({"thing": 2013}, {"thing": ["2013"]}),
    ],
)
def test_what_is_clear_is_taken(sent: Mapping[str, object], meant: Mapping[str, object]) -> None:
    assert arguments.read("studies", TOOLS["studies"].arguments, sent) == meant


@pytest.mark.parametrize(
    ("tool", "sent", "said"),
    [
        ("studies", {}, "say 'thing': "),
        ("studies", {"thng": "x"}, "no argument of studies is called 'thng'. Did you mean thing?"),
        ("studies", {"thing": ["a", "b"]}, "there is more than one 'thing': give one."),
        ("studies", {"thing": {"a": 1}}, "'thing' is a text, or a list of texts."),
        ("studies", {"thing": "x", "direction": "hindres"}, "Did you mean hinders?"),
        ("studies", {"thing": "x", "offset": -1}, "'offset' is a whole number, 0 or more, not '-1'."),
        ("studies", {"thing": "x", "offset": True}, "'offset' is a whole number"),
        ("ask_question", {"question": "x", "where": "y"}, "'where' has a value for each column"),
        ("find", {"words": "x", "kind": "influense"}, "Did you mean influence?"),
        ("nothing", {}, "no tool is called 'nothing'. There are influences,"),
    ],
)
def test_what_is_wrong_is_said_with_what_there_is(tool: str, sent: Mapping[str, object], said: str) -> None:
    with pytest.raises(UsageError) as wrong:
        Call.of(tool, sent)
    assert said in str(wrong.value)


@pytest.mark.parametrize(
    ("tool", "sent", "said"),
    [
        ("ask_question", {"question": "site-totals", "where": {"site": "hamburgg"}}, "no site is called"),
        ("ask_question", {"question": "influence-count"}, "Did you mean influence-counts"),
        ("ask_question", {"question": "influence-counts", "where": {"infl": "x"}}, "Did you mean"),
        ("influences", {"part": "row"}, "no part of this answer is called 'row'. Did you mean rows?"),
        ("influences", {"offset": 900}, "there are no rows after the first 900"),
        ("influences", {"columns": ["cuont"]}, "Did you mean count"),
    ],
)
def test_names_that_are_wrong_are_said_with_near_ones(
    served: Served, tool: str, sent: dict[str, Any], said: str
) -> None:
    with pytest.raises((UnknownName, UsageError)) as wrong:
        called(served, tool, **sent)
    assert said in str(wrong.value)


def test_a_question_that_cannot_be_kept_to_a_review_says_so(served: Served) -> None:
    with pytest.raises(Refused, match="cannot be kept to one review"):
        called(served, "ask_question", question="cfir-tree", where={"review": "tiny"})


# ---- What they give


@pytest.mark.slow
def test_every_stored_question_is_asked_and_brings_its_caveats(served: Served) -> None:
    for name in served.questions:
        page = called(served, "ask_question", question=name)
        content = page.content
        assert page.size <= pages.BYTES, name
        assert len(content["rows"]) <= portions.ROWS
        columns = {*(content["rows"][0] if content["rows"] else ())}
        if columns & caveats.COUNTS:
            assert any(NOT_AN_EFFECT in note for note in content["notes"]), name
        if "finding" in columns:
            assert any("coded" in note for note in content["notes"]), name
        if "publication" in columns:  # where any of them is known
            known = {row["publication"]: row["doi"] for row in _dois(served)}
            assert all(row.get("doi") == known.get(row["publication"]) for row in content["rows"]), name
        for note in content["notes"]:
            assert note in page.text


def _dois(served: Served) -> list[dict[str, Any]]:
    return list(served.graph.ask("publication-records").records())  # type: ignore[arg-type]


def test_a_count_comes_with_what_it_is_not(served: Served) -> None:
    notes = called(served, "ask_question", question="influence-counts").content["notes"]
    assert caveats.WHICH in notes
    assert NOT_AN_EFFECT in notes


def test_rows_are_gone_through_by_the_calls_that_go_on(served: Served) -> None:
    expected = list(served.graph.ask("graph-statements").records())
    seen: list[Any] = []
    step: tuple[str, dict[str, Any]] | None = (
        "ask_question",
        {"question": "graph-statements", "columns": ["all"], "offset": 40},
    )
    while step is not None and len(seen) < 200:
        page = called(served, step[0], **step[1])
        assert page.content["total"] == len(expected)
        seen += page.content["rows"]
        step = next(gone_on(page), None)
    assert [row["subject"] for row in seen] == [row["subject"] for row in expected[40 : 40 + len(seen)]]
    assert len(seen) >= 200


def test_every_table_of_an_answer_is_had(served: Served) -> None:
    first = called(served, "cfir")
    had = {"rows", *first.content.get("tables", {})}
    for tool, given in gone_on(first):
        page = called(served, tool, **given)
        assert page.content["rows"]
        had.add(given.get("part", "rows"))
    told = ANSWERS["cfir"].told(served.graph, {})
    assert had == {"rows", *(name for name, table in told.tables.items() if table)}


def rows(number: int, columns: int, length: int) -> Rows:
    return Rows(
        tuple(f"c{place}" for place in range(columns)),
        tuple(tuple(Literal(f"{row}-{'x' * length}") for _ in range(columns)) for row in range(number)),
    )


@pytest.mark.parametrize(
    ("number", "columns", "length"), [(100, 3, 5), (20, 8, 900), (3, 30, 5_000), (1, 1, 0)]
)
def test_an_answer_is_no_longer_than_it_may_be(number: int, columns: int, length: int) -> None:
    whole = portions.of_told(plain(rows(number, columns, length)), [], [])
    offset, seen = 0, 0
    while offset < number:
        page = pages.page(whole, Asked("x", {}, offset=offset), lambda records: records)
        assert page.size <= pages.BYTES
        some = page.content["rows"]
        assert 1 <= len(some) <= portions.ROWS
        assert [int(row["c0"].partition("-")[0]) for row in some] == list(range(offset, offset + len(some)))
        offset, seen = offset + len(some), seen + len(some)
        left = page.content.get("left_out", [])
        assert any("after these" in each for each in left) == (offset < number)
        assert any("long text" in each for each in left) == (length > portions.CELL or columns == 30)
    assert seen == number


def test_one_row_that_is_too_long_is_refused() -> None:
    whole = portions.of_told(plain(rows(1, 400, 900)), [], [])
    with pytest.raises(UsageError, match="ask for less"):
        pages.page(whole, Asked("x", {}), lambda records: records)


def test_a_long_call_is_not_said_again() -> None:
    whole = portions.of_told(plain(rows(60, 1, 5)), [], [])
    page = pages.page(whole, Asked("sparql", {"query": "x" * 5_000}), lambda records: records)
    assert page.content["go_on"] == ['the same call with {"offset": 25}']


def test_columns_that_others_stand_for_are_left_out_until_they_are_asked_for(served: Served) -> None:
    short = called(served, "ask_question", question="influence-findings")
    whole = called(served, "ask_question", question="influence-findings", columns=["all"])
    chosen = called(served, "ask_question", question="influence-findings", columns=["doi", "locator"])
    assert {"citation", "direction"} & short.content["rows"][0].keys() == set()
    assert {"citation", "direction", "direction_label"} <= whole.content["rows"][0].keys()
    assert any("citation" in left for left in short.content["left_out"])
    assert chosen.content["rows"][0].keys() <= {"doi", "locator"}
    for row in short.content["rows"]:
        assert row["publication"].startswith(BASE)  # programs get whole IRIs, readers paths
    assert f"{BASE}publication" not in short.text


def test_the_next_steps_of_commands_are_calls(served: Served) -> None:
    page = called(served, "factors", thing=_influence(served))
    assert page.content["next"]
    for said in page.content["next"]:
        tool, _, given = said.partition(" ")
        assert called(served, tool, **json.loads(given)).text


def _influence(served: Served) -> str:
    return str(next(iter(served.graph.ask("influence-determinants").records()))["influence"])


def test_things_are_found_by_a_part_of_their_names(served: Served) -> None:
    known = [row for row in served.graph.ask("thing-names").records() if row["kind_label"] == "influence"]
    found = called(served, "find", words=str(known[0]["label"])[1:].upper(), kind="influence").content["rows"]
    assert known[0]["thing"] in {row["thing"] for row in found}
    assert called(served, "find", words="no such words").content["rows"] == []
    begun, _ = names.beginning(served, "question", "influence-coun")
    assert begun == ["influence-countries", "influence-counts"]
    assert names.beginning(served, "no such kind", "") == ([], 0)


def test_questions_are_found_by_what_they_are_about(served: Served) -> None:
    listed = called(served, "list_questions", words="Countries").content["rows"]
    assert "influence-countries" in {row["query"] for row in listed}
    everything = called(served, "list_questions", words="zzz")
    assert everything.content["total"] == len(served.questions)
    assert "No stored question has these words. Here are all." in everything.content["notes"]


def test_a_question_is_described_as_it_is_asked(served: Served) -> None:
    for name, question in served.questions.items():
        page = called(served, "describe_question", question=name)
        told = {row["column"] for row in page.content["rows"]}
        assert told == {*question.columns, *({"review"} & set(question.markers))}
        assert page.content["facts"]["sparql"] == question.text
        assert page.size <= pages.BYTES


# ---- Free SPARQL


def test_rows_of_a_free_query_are_counted_up_to_so_many(served: Served) -> None:
    counted = called(served, "sparql", query="SELECT * { ?s ?p ?o . ?a ?b ?c }")
    assert counted.content["total"] == 10_000
    assert "of more than 10000:" in counted.text
    assert len(counted.content["rows"]) == 25
    query = "SELECT ?s { ?s a det:Publication } ORDER BY ?s"
    few, everything = (called(served, "sparql", query=query, offset=offset) for offset in (1, 0))
    assert few.content["rows"] == everything.content["rows"][1:]
    assert few.content["total"] == everything.content["total"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("ASK { ?s a det:Review }", "Yes."),
        ("ASK { ?s a det:Reviews }", "the ontology has no det:Reviews. Did you mean"),
        ("SELECT * { ?s a det:Reviews }", "Nothing was found."),
        ("CONSTRUCT { ?s a det:Review } { ?s a det:Review }", "| subject | predicate | object |"),
    ],
)
def test_each_form_of_query_has_its_answer(served: Served, query: str, said: str) -> None:
    assert said in called(served, "sparql", query=query).text


@pytest.mark.parametrize(
    "query", ["SELECT * {", "DROP ALL", "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "x" * 70_000]
)
def test_what_is_no_query_that_only_reads_is_refused(served: Served, query: str) -> None:
    with pytest.raises(QueryRefused):
        called(served, "sparql", query=query)


def test_a_limit_is_told(served: Served) -> None:
    class Late:
        def stream(self, _: str) -> None:
            raise LimitReached("stopped: no whole answer within 1 s.")

    late: Any = Late()
    engine: Engine = late
    with pytest.raises(LimitReached):
        Call.of("sparql", {"query": "ASK {}"}).freely(served, Worker(engine))


# ---- Prompts and resources


@pytest.mark.parametrize("prompt", prompts.PROMPTS.values(), ids=lambda prompt: prompt.name)
def test_a_prompt_names_tools_that_there_are_and_says_what_to_keep(prompt: prompts.Prompt) -> None:
    given = {each.name: f"some {each.name}" for each in prompt.given}
    text = prompt.said(given)
    assert prompts.BEFORE in text
    assert all(f"some {name}" in text for name in given)
    named = {name for name in TOOLS if re.search(rf"\b{name}\b", text)}
    assert len(named) > 2
    with pytest.raises(UsageError, match="say '"):
        prompt.said({})
    with pytest.raises(UnknownName):
        prompt.said({**given, "more": "x"})
    needed = {each.name: "x" for each in prompt.given if each.required}
    assert "{" not in prompt.said(needed)


def test_every_resource_is_read(served: Served) -> None:
    publication = str(next(iter(_dois(served)))["publication"]).removeprefix(BASE)
    for name, begins in {
        "determinants://ontology": "# The ontology",
        "determinants://shapes": "#",
        "determinants://caveats": "# How to repeat",
        "determinants://questions": "# Stored questions",
        "determinants://questions/influence-counts": "#+ summary",
        f"determinants://things/{publication}": "@prefix",
    }.items():
        one, said = resources.found(name)
        assert one.text(served, said).startswith(begins)
    with pytest.raises(UnknownName, match="no resource is called"):
        resources.found("determinants://nothing")
    with pytest.raises(UnknownName):
        resources.found("file:///etc/passwd")


def test_caveats_have_all_that_must_be_known(served: Served) -> None:
    said = caveats.all_of_them(served.graph)
    for part in (NOT_AN_EFFECT, caveats.WHICH, caveats.BLANK, "GRADE-CERQual", "coded"):
        assert part in said
