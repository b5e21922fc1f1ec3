"""The guard: no query leaves this machine or brings the engine down, however it is written.

What is refused here is not made up. pyoxigraph calls the endpoint in all but those "by a variable" and "to
the standard": it reads escapes only in strings and IRIs, needs no space between words, and takes `<`
for a comparison where a value has come before it.
"""

import inspect
import json
import os
import random
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from conftest import ONTOLOGY
from determinants.ask import questions
from determinants.ground.problems import QueryRefused
from determinants.store import guard
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Rows

QUESTIONS = questions.load(ONTOLOGY.parent / "queries")

FINDINGS = "https://w3id.org/determinants/graph/findings"
LOADED = {FINDINGS, "https://w3id.org/determinants/graph/cfir2009"}

# «E» stands for an endpoint, and ex: and : for prefixes of it.
CALL = "SERVICE «E» { ?s ?p ?o }"

SERVICES = {
    "plainly": "SELECT * { SERVICE «E» { ?s ?p ?o } }",
    "in lower case": "SELECT * { service «E» { ?s ?p ?o } }",
    "in mixed case": "SELECT * { sErViCe «E» { ?s ?p ?o } }",
    "silently": "SELECT * { SERVICE SILENT «E» { ?s ?p ?o } }",
    "with no space at all": "SELECT*{SERVICE«E»{?s?p?o}}",
    "by a prefixed name": "SELECT * { SERVICE ex:x { ?s ?p ?o } }",
    "by the empty prefix": "SELECT * { SERVICE : { ?s ?p ?o } }",
    "by a variable": "SELECT * { BIND(«E» AS ?e) SERVICE ?e { ?s ?p ?o } }",
    "by a variable named service": "SELECT * { BIND(«E» AS ?service) SERVICE ?service { ?s ?p ?o } }",
    "in an OPTIONAL": f"SELECT * {{ OPTIONAL {{ {CALL} }} }}",
    "in an EXISTS": f"SELECT * {{ FILTER EXISTS {{ {CALL} }} }}",
    "in a sub-select": f"SELECT * {{ {{ SELECT * {{ {CALL} }} }} }}",
    "in a GRAPH": f"SELECT * {{ GRAPH <{FINDINGS}> {{ {CALL} }} }}",
    "in an ASK": f"ASK {{ {CALL} }}",
    "in a CONSTRUCT": f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {CALL} }}",
    "in a DESCRIBE": f"DESCRIBE ?s WHERE {{ {CALL} }}",
    # Comments end where the engine says they end.
    "after a comment": "SELECT * { # nothing to see\n SERVICE «E» { ?s ?p ?o } }",
    "after a comment that a carriage return ends": "SELECT * { # nothing\rSERVICE «E» { ?s ?p ?o } }",
    "before a comment": "SELECT * { SERVICE # who?\n «E» { ?s ?p ?o } }",
    "after an IRI with a hash": "SELECT * { OPTIONAL { ?s <http://x/#> ?o } SERVICE «E» { ?s ?p ?o } }",
    "after a quotation mark in a comment": "SELECT * { # it's \"\n SERVICE «E» { ?s ?p ?o } # '\"\n }",
    # Strings end where the engine says they end.
    "after a string": f"SELECT * {{ BIND('' AS ?a) {CALL} BIND('' AS ?b) }}",
    "after an escaped quotation mark": f'SELECT * {{ BIND("\\"" AS ?a) {CALL} BIND("\\"" AS ?b) }}',
    "after an escaped backslash": f'SELECT * {{ BIND("\\\\" AS ?a) {CALL} BIND("" AS ?b) }}',
    "after a long string": f'SELECT * {{ BIND("""a"b""c""" AS ?a) {CALL} BIND("" AS ?b) }}',
    "after a long string with the other quotes": f"SELECT * {{ BIND('''\"\"\"''' AS ?a) {CALL} }} # \"\"\"",
    # Escapes are read by the standard anywhere, and by pyoxigraph in strings and IRIs.
    "after a mark by its number": f'SELECT * {{ BIND("\\u0022" AS ?a) {CALL} BIND("\\u0022" AS ?b) }}',
    "after a long number": f"SELECT * {{ BIND('\\U00000027' AS ?a) {CALL} BIND('\\U00000027' AS ?b) }}",
    "after an IRI with a number": f"SELECT * {{ OPTIONAL {{ ?s <http://x/\\u0041#> ?o }} {CALL}\n}}",
    "after both": (
        'SELECT * { BIND("\\u0022" AS ?a) OPTIONAL { ?s <http://x/\\u0041#> ?o } '
        'SERVICE «E» { ?s ?p ?o BIND("\\u0022" AS ?b) }\n}'
    ),
    "between what is not a long string, for it has no such escape": (
        'SELECT * { VALUES ?a { """" } # \\z\n SERVICE «E» { ?s ?p ?o } #"""\n}'
    ),
    "by its letter's number, to the standard": "SELECT * { \\u0053ERVICE «E» { ?s ?p ?o } }",
    "by a long number, to the standard": "SELECT * { SER\\U00000056ICE «E» { ?s ?p ?o } }",
    "inside a string, to the standard": f'SELECT * {{ BIND("\\u0022 AS ?a) {CALL} BIND(\\u0022" AS ?b) }}',
    # Words need no space between them.
    "glued to SILENT": "SELECT * { SERVICESILENT«E»{ ?s ?p ?o } }",
    "glued to a prefixed name": "SELECT * { SERVICEex:x { ?s ?p ?o } }",
    "glued to the empty prefix": "SELECT * { SERVICE:x { ?s ?p ?o } }",
    "glued to both": "SELECT * { serviceSilentex:x { ?s ?p ?o } }",
    "glued to what is true": "SELECT * { ?s ?p trueSERVICE «E» { ?s ?p ?o } }",
    "glued to what is false": "SELECT * { ?s ?p falseSERVICE «E» { ?s ?p ?o } }",
    "glued to a number": "SELECT * { ?s ?p 1SERVICE «E» { ?s ?p ?o } }",
    "glued to a number with an exponent": "SELECT * { ?s ?p 1e5SERVICE «E» { ?s ?p ?o } }",
    "glued to the full stop after a variable": "SELECT * { ?s ?p ?o.SERVICE «E» { ?s ?p ?o } }",
    "glued to the full stop after a prefix": "SELECT * { ?s ?p ex:.SERVICE «E» { ?s ?p ?o } }",
    "glued to the full stop after a name with one": "SELECT * { ?s ?p ex:a.b.SERVICE «E» { ?s ?p ?o } }",
    # What may be an IRI may be a comparison.
    "after a comparison that looks like an IRI": (
        "SELECT * { BIND(0 AS ?a) FILTER(?a<1)SERVICE#>\n«E» { ?s ?p ?o } }"
    ),
    "after a comparison with a quoted >": (
        "SELECT * { BIND('' AS ?a) FILTER(?a<'>'||true) SERVICE «E» { ?s ?p ?o BIND('' AS ?z) } }"
    ),
    "after a comparison with a comment": (
        "SELECT * { BIND(0 AS ?a) FILTER(?a<1#> '''\n) SERVICE «E» { ?s ?p ?o } #'''\n}"
    ),
}

SERVICES |= {
    "after a comparison with a name and a comment": (
        "SELECT * { FILTER(true||1<ex:b#> '''\n) SERVICE «E» { ?s ?p ?o } #'''\n}"
    ),
    "after a comparison with a name and a quoted >": (
        "SELECT * { FILTER(true||1<ex:b+'>'||true) SERVICE «E» { ?s ?p ?o BIND('' AS ?z) } }"
    ),
    "after a comparison with a bracket": ("SELECT * { FILTER(true||1<(ex:b)#>\n) SERVICE «E» { ?s ?p ?o } }"),
    "after a comparison with an IRI": (
        "SELECT * { FILTER(true||1<<http://x/#> ) SERVICE «E» { ?s ?p ?o }\n}"
    ),
    "after a comparison with an IRI with an apostrophe": (
        "SELECT * { FILTER(true||1<<http://x/'>) SERVICE «E» { ?s ?p ?o } #'\n}"
    ),
    "after a short IRI that is a hash": (
        "BASE <http://x/> SELECT * { OPTIONAL { ?s <#> ?o } SERVICE «E» { ?s ?p ?o }\n}"
    ),
    "after a short IRI with a hash": (
        "BASE <http://x/> SELECT * { OPTIONAL { ?s <a#b> ?o } SERVICE «E» { ?s ?p ?o }\n}"
    ),
    "between short IRIs with apostrophes": (
        "BASE <http://x/> SELECT * { OPTIONAL { ?s <'> ?o } SERVICE «E» { ?s ?p ?o } OPTIONAL { ?s <'> ?o } }"
    ),
    "after a short IRI with a bracket": (
        "BASE <http://x/> SELECT * { OPTIONAL { ?s <((()> ?o } SERVICE «E» { ?s ?p ?o } }"
    ),
}

HARMLESS = {
    "a comment": "SELECT * { ?s ?p ?o # SERVICE <http://x/> { }\n}",
    "a comment at the end": "SELECT * { ?s ?p ?o } # SERVICE <http://x/> { }",
    "a comment that ends with a call": "SELECT * { ?s ?p ?o } # SERVICE <http://x/> {",
    "a string": 'SELECT * { ?s ?p "SERVICE <http://x/> { ?s ?p ?o }" }',
    "a string in single quotes": "SELECT * { ?s ?p 'SERVICE <http://x/>' }",
    "a string with escaped quotation marks": 'SELECT * { ?s ?p "\\" SERVICE <http://x/> \\"" }',
    "a long string": "SELECT * { ?s ?p '''it's\nSERVICE <http://x/> { }''' }",
    "a long string with escapes": r"SELECT * { ?s ?p '''it\''s \t\' SERVICE <http://x/> { } '' ''' }",
    "a long string in double quotes": r'SELECT * { ?s ?p """a\""" SERVICE <http://x/> { } "" """ }',
    "an IRI": "SELECT * { ?s <http://www.w3.org/ns/sparql-service-description#Service> ?o }",
    "an IRI that is the word": "SELECT * { ?s <http://x/SERVICE> ?o }",
    "a variable": "SELECT ?service $SERVICE { ?service ?p $SERVICE }",
    "a prefixed name": "PREFIX ex: <http://x/> SELECT * { ?s ex:service ex:SERVICE }",
    "a name without a prefix": "PREFIX : <http://x/> SELECT * { ?s :service :SERVICE-desk }",
    "a blank node": "SELECT * { ?s ?p _:service }",
    "a tag of a language": 'SELECT * { ?s ?p "x"@x-service }',
    "a comparison": "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1 || ?o <= 7 && ?o>=5) }",
    "a comparison without spaces": "SELECT * { ?s ?p ?o FILTER(?o<3&&?o>1) }",
    "a comment beside a comparison": "SELECT * { ?s ?p ?o FILTER(?o < 3) # SERVICE <http://x/> { }\n}",
    "a comment beside an IRI": "SELECT * { ?s <http://x/p> ?o # SERVICE <http://x/> { }\n}",
    "a comment after a prefix with a hash": (
        "PREFIX ex: <http://x/#> SELECT * { ?s ex:p ?o # SERVICE <http://x/> { }\n}"
    ),
    "other words for updates": "PREFIX ex: <http://x/> SELECT ?insert { ?insert ex:delete 'DROP' } # LOAD",
}

# A call in a comment, where what stands beside it leaves open where the comment begins.
UNCERTAIN = {
    "a comparison without a space": "FILTER(?o <3)",
    "a triple in a triple": "<< ?a ?b ?c >> ?q ?r .",
    "a triple that is only opened": "<< ?a ?b ?c ?q ?r .",
    "a triple that is only closed": "?a ?b ?c >> ?q ?r .",
    "an IRI with a hash": "?s <http://x/#p> ?o .",
    "an IRI with an apostrophe": "?s <http://x/'> ?o .",
    "an IRI with a bracket": "?s <http://x/(> ?o .",
    "an escape that is none": "?s ?p '\\z' .",
}

UPDATES = {
    "INSERT DATA": "INSERT DATA { <http://a> <http://b> 1 }",
    "DELETE DATA": "DELETE DATA { <http://a> <http://b> 1 }",
    "DELETE WHERE": "DELETE WHERE { ?s ?p ?o }",
    "DELETE INSERT": "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "WITH": "WITH <http://g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "LOAD": "LOAD <http://x/>",
    "LOAD a file": "LOAD <file:///etc/passwd> INTO GRAPH <http://g>",
    "CLEAR": "CLEAR ALL",
    "DROP": "DROP SILENT GRAPH <http://g>",
    "CREATE": "CREATE GRAPH <http://g>",
    "COPY": "COPY <http://a> TO <http://b>",
    "MOVE": "MOVE <http://a> TO <http://b>",
    "ADD": "ADD <http://a> TO <http://b>",
    "in lower case": "insert data { <http://a> <http://b> 1 }",
    "after a query": "SELECT * { ?s ?p ?o } ; DROP ALL",
    "after a prefix": "PREFIX ex: <http://x/>\nCLEAR ALL",
    "by a number": "\\u0044ROP ALL",
}


def hostile(query: str, endpoint: str = "http://localhost/") -> str:
    return f"PREFIX : <{endpoint}> PREFIX ex: <{endpoint}>\n" + query.replace("«E»", f"<{endpoint}>")


def refusal(query: str, graphs: set[str] | None = None) -> str:
    with pytest.raises(QueryRefused) as refused:
        guard.examine(query, LOADED if graphs is None else graphs)
    return str(refused.value)


@pytest.mark.parametrize("query", SERVICES.values(), ids=SERVICES)
def test_service_is_refused(query: str) -> None:
    message = refusal(hostile(query))
    assert re.match(r"line \d+: ", message)
    assert "\n" not in message


@pytest.mark.parametrize("query", HARMLESS.values(), ids=HARMLESS)
def test_a_word_that_does_nothing_passes(query: str) -> None:
    guard.examine(query, LOADED)


@pytest.mark.parametrize("word", ["UNION", "MINUS", "OPTIONAL", "FILTER", "BIND"])
def test_a_chain_of_any_kind_is_refused_when_it_is_too_long(word: str) -> None:
    guard.examine(f"SELECT ?s {{ {f'{word} ' * 1000} }}", LOADED)
    assert "more than 1000" in refusal(f"SELECT ?s {{ {f'{word} ' * 1001} }}")


@pytest.mark.parametrize("part", UNCERTAIN.values(), ids=UNCERTAIN)
def test_a_call_in_a_comment_is_refused_where_engines_may_see_no_comment(part: str) -> None:
    assert "SERVICE" in refusal(f"SELECT * {{ {part} # SERVICE <http://x/> {{ }}\n}}")


@pytest.mark.parametrize("end", ["PREFIX", "PREFIX ex:", "} PREFIX {"])
def test_only_the_prefix_that_stands_before_an_iri_declares_it(end: str) -> None:
    for begin in ("<http://x/#>", "BASE <http://x/#>"):
        assert "SERVICE" in refusal(f"{begin} ASK {{ }} # SERVICE <http://x/> {{ }}\n{end}")


@pytest.mark.parametrize("form", ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
def test_the_form_of_a_query_is_the_first_word_that_is_one(form: str) -> None:
    assert guard.form(f"PREFIX select: <http://x/ask> # ASK SELECT\n{form.lower()} ?s {{ }} # ASK") == form
    assert guard.form(form) == form


def test_brackets_in_an_iri_count_only_where_it_may_be_a_comparison() -> None:
    deep = f"<http://x/{'(' * 65}>"
    guard.examine(f"SELECT ?s {{ FILTER(?s) ?s {deep} ?o }}", LOADED)
    assert "nested more than 64" in refusal(f"SELECT ?s {{ FILTER(?s = {deep}) }}")


def test_lines_are_counted_from_the_very_first_sign() -> None:
    call = "SELECT * { SERVICE <http://x/> { } }"
    assert [refusal("\n" * n + call).partition(":")[0] for n in range(3)] == ["line 1", "line 2", "line 3"]


def test_a_refusal_says_on_which_line_and_what_to_do() -> None:
    assert refusal("SELECT *\nWHERE {\n  SERVICE <http://x/> { ?s ?p ?o }\n}") == (
        "line 3: SERVICE asks another server, which is never done here: "
        "load what you need, or run the query on an engine of your own."
    )


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_stored_questions_pass(question: questions.Question) -> None:
    guard.examine(question.text, LOADED)
    guard.examine(
        question.narrowed({name: [column.term(column.example)] for name, column in question.columns.items()}),
        LOADED,
    )


PIECE = re.compile(r"#[^\n]*|\"(?:[^\"\\\n]|\\.)*\"|<[^<>\s]*>|[\w?$:.-]+|\S")


@pytest.mark.slow
@given(
    text=st.sampled_from([question.text for question in QUESTIONS.values()]),
    where=st.integers(min_value=0),
    upper=st.lists(st.booleans(), min_size=7, max_size=7),
    gap=st.sampled_from([" ", "\n", "\t", "\r\n", " # '\n", ' # """\n', "#>\n"]),
    silent=st.sampled_from(["", "SILENT", "silent"]),
    endpoint=st.sampled_from(["<http://localhost/>", "?endpoint", "skos:x"]),
)
def test_service_is_refused_wherever_it_stands_in_a_question(
    text: str, where: int, upper: list[bool], gap: str, silent: str, endpoint: str
) -> None:
    starts = [piece.start() for piece in PIECE.finditer(text)]
    start = starts[where % len(starts)]
    word = "".join(
        letter.upper() if big else letter.lower() for letter, big in zip("service", upper, strict=True)
    )
    refusal(text[:start] + gap.join(["", word, silent, endpoint, "{ }", ""]) + text[start:])


# What scanners and engines may cut into words differently: strings, IRIs and names with marks in them.
WITH_QUOTES = r'''
"a" "" """""" """a"b""" "\"" "\\" "#" "<" "'" "a"@en "a"^^<http://x/\u0023> "\u0022" "\u005C" "\u000A"
"\\u0022" "\u005C\u0022" """\u0022\u0022\u0022""" "\z" """\z""" """"
'''
WITH_APOSTROPHES = r"""
'a' '' '''''' '''a'b''' '#' '>' '"' '\u0027'
1 1. 1.0 1e5 .5 true ?a $a _:b : :a :a\# :a\' :a%23 ex:\( ex:a.b ex:a.b.c
<http://x/#> <http://x/'> <http://x/(> <http://x/\u0041#> <http://x/\u0027>
<ex:#> <ex:b'> <urn:(> <#> <'> <(> <)> <a#b>
"""
ATOMS = [*WITH_QUOTES.split(), *WITH_APOSTROPHES.split()]
GAPS = ["", "", " ", "\n", "\t", "#\n", '#"\n', "#'\n", "#>\n", "#<\n", '#"""\n', "#'''\n", "# \\u000A\n"]
SIGNS = ["<", "<", ">", "<=", "=", "!=", "||", "&&", "+", "-", "*", "/"]


def expression(pick: random.Random, depth: int = 0) -> str:
    match pick.randrange(1 if depth > 2 else 4):
        case 0 | 1:
            return pick.choice(ATOMS)
        case 2:
            parts = (expression(pick, depth + 1), pick.choice(SIGNS), expression(pick, depth + 1))
            return pick.choice(GAPS).join(parts)
        case _:
            return f"({expression(pick, depth + 1)})"


def pattern(pick: random.Random) -> str:
    match pick.randrange(5):
        case 0 | 1:
            return f"FILTER({pick.choice(GAPS)}{expression(pick)}{pick.choice(GAPS)})"
        case 2:
            return f"BIND({expression(pick)} AS ?v{pick.randrange(10**6)})"
        case 3:
            return f"OPTIONAL{{?s ?p {pick.choice(ATOMS)}{pick.choice(GAPS)}}}"
        case _:
            values = pick.choice(GAPS).join(pick.choices(ATOMS, k=2))
            return f"VALUES ?v{pick.randrange(10**6)} {{{values}}}"


def call_among_patterns(pick: random.Random) -> str:
    before = "".join(pattern(pick) + pick.choice(GAPS) for _ in range(pick.randrange(4)))
    after = "".join(pick.choice(GAPS) + pattern(pick) for _ in range(pick.randrange(3)))
    word = pick.choice(["SERVICE", "service", "SERVICE SILENT", "SERVICESILENT"])
    call = f"{word}{pick.choice(GAPS)}«E»{pick.choice(GAPS)}{{ ?called ?p ?o }}"
    return hostile(f"BASE <http://x/> SELECT * {{ {before}{call}{after}\n}}", "http://localhost:9/")


@pytest.mark.slow
def test_what_passes_is_never_a_call_to_the_engine() -> None:
    pick, store = random.Random(2019), Store()
    for _ in range(20_000):
        query = call_among_patterns(pick)
        try:
            guard.examine(query, LOADED)
            columns = store.query(query).variables
        except (QueryRefused, SyntaxError):
            continue
        except OSError:  # the engine calls; it refuses port 9 by itself, before any network
            pytest.fail(f"passed, and called: {query}")
        assert "called" not in {column.value for column in columns}, query


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * FROM <{FINDINGS}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{FINDINGS}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"SELECT * from <{FINDINGS}> from named <{FINDINGS}> {{ ?s ?p ?o }}",
        "PREFIX g: <https://w3id.org/determinants/graph/> SELECT * FROM g:findings { ?s ?p ?o }",
        "PREFIX : <https://w3id.org/determinants/graph/> SELECT * FROM NAMED :cfir2009 { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o } # FROM <http://x/>",
        "SELECT ?from { ?from ?p 'FROM <http://x/>' }",
    ],
)
def test_from_passes_with_graphs_that_are_loaded(query: str) -> None:
    guard.examine(query, LOADED)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <http://x/> { ?s ?p ?o }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROM <http://169.254.169.254/latest/meta-data/> { ?s ?p ?o }",
        "SELECT * from<http://x/>{ ?s ?p ?o }",
        "SELECT * FROM # here\n <http://x/> { ?s ?p ?o }",
        "PREFIX ex: <file:///etc/> SELECT * FROM ex:passwd { ?s ?p ?o }",
        "PREFIX ex: <file:///etc/> SELECT * FROMex:passwd { ?s ?p ?o }",
        "SELECT * FROMNAMED<file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * \\u0046ROM <http://x/> { ?s ?p ?o }",
        f"SELECT * FROM <{FINDINGS}> FROM <http://x/> {{ ?s ?p ?o }}",
        f"SELECT * FROM <{FINDINGS}/../x> {{ ?s ?p ?o }}",
        f"SELECT * FROM <{FINDINGS[:-1]}\\u0073x> {{ ?s ?p ?o }}",
        "BASE <https://w3id.org/determinants/graph/> SELECT * FROM <elsewhere> { ?s ?p ?o }",
        "CONSTRUCT FROM <http://x/> WHERE { ?s ?p ?o }",
        "DESCRIBE <http://a> FROM <http://x/>",
        "ASK FROM <http://x/> { ?s ?p ?o }",
    ],
)
def test_from_is_refused_with_any_other_graph(query: str) -> None:
    refusal(query)


def test_from_is_refused_with_a_graph_that_this_engine_does_not_have() -> None:
    message = refusal(f"SELECT *\nFROM <{FINDINGS}>\n{{ ?s ?p ?o }}", set())
    assert message.startswith(f"line 2: FROM names <{FINDINGS}>, which is not loaded")


@pytest.mark.parametrize(
    ("query", "chooses"),
    [
        ("SELECT * FROM <http://x/> { ?s ?p ?o }", True),
        ("select * from named <http://x/> { graph ?g { ?s ?p ?o } }", True),
        ("SELECT * { ?s ?p ?o }", False),
        ("SELECT ?from { ?from ?p 'FROM <http://x/>' } # FROM <http://x/>", False),
        ("", False),
    ],
)
def test_whether_a_query_chooses_its_graphs_is_seen_in_its_words(query: str, chooses: bool) -> None:
    assert guard.chooses_graphs(query) is chooses


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("select", True),
        ("SELECT ?s", True),
        ("ask{}", True),
        ("# What is asked.\nDESCRIBE ?s", True),
        ("CONSTRUCT WHERE", True),
        ("prefix ex: <http://x/>", True),
        ("BASE<http://x/>", True),
        ("WITH <http://g>", True),
        ("CLEAR ALL", True),
        ("select.rq", False),
        ("load-all.rq", False),
        ("ask/select.rq", False),
        ("base\\select.rq", False),
        ("queries/select.rq", False),
        ("my select", False),
        ("?s", False),
        ("", False),
        ("# SELECT", False),
    ],
)
def test_a_query_is_told_from_the_name_of_a_file_by_how_it_begins(text: str, looks: bool) -> None:
    assert guard.looks_like_query(text) is looks


def test_a_number_beyond_all_signs_is_left_to_the_engine() -> None:
    for number in ("00110000", "FFFFFFFF", "0010FFFF"):
        guard.examine(f"SELECT * {{ ?s ?p '\\U{number}' }}", LOADED)


def test_as_many_operators_as_may_be_pass() -> None:
    query = "SELECT ?s { ?s ?p ?o FILTER(?o" + " + ?o" * 999 + ") }"  # FILTER is one
    guard.examine(query, LOADED)
    assert "more than 1000 operators" in refusal(query.replace("SELECT ?s", "SELECT *"))


@pytest.mark.slow
def test_from_chooses_the_graphs_and_its_absence_means_all(shipped: OxigraphEngine) -> None:
    def count(dataset: str) -> str:
        answer = shipped.query(f"SELECT (COUNT(*) AS ?n) {dataset} {{ ?s ?p ?o }}")
        assert isinstance(answer, Rows)
        return str(next(answer.records())["n"])

    listed = shipped.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    assert isinstance(listed, Rows)
    sizes = {str(record["g"]): str(record["n"]) for record in listed.records()}
    assert count(f"FROM <{FINDINGS}>") == sizes[FINDINGS]
    assert int(count("")) > max(map(int, sizes.values()))


@pytest.mark.parametrize("query", UPDATES.values(), ids=UPDATES)
def test_updates_are_refused(query: str) -> None:
    assert "changes data" in refusal(query)


BRACKETS = {
    "groups": ("{", "}"),
    "parentheses": ("(", ")"),
    "blank nodes": ("[ ?p ", "]"),
    "all kinds": ("{([", "])}"),
    "lists within blank nodes": ("[ ?p (", ")]"),
    "triples": ("<< ", ">> "),
}


@pytest.mark.parametrize(("left", "right"), BRACKETS.values(), ids=BRACKETS)
def test_deep_nesting_is_refused(left: str, right: str) -> None:
    fits = (guard.MAX_NESTING - 1) // len(re.findall(r"<<|[{(\[]", left))
    guard.examine(f"SELECT * {{ {left * fits}{right * fits} }}", LOADED)
    assert "nested more than 64 deep" in refusal(f"SELECT * {{ {left * 64}{right * 64} }}")


def test_wide_nesting_passes() -> None:
    guard.examine("SELECT * { " + "{ ?s ?p ?o } UNION " * 500 + "{ ?s ?p ?o } }", LOADED)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p '" + "(" * 100 + "' }",
        "SELECT * { ?s ?p ?o } #" + "{" * 100,
        "SELECT * { ?s <http://x/" + "(" * 100 + "> ?o }",
    ],
    ids=["string", "comment", "IRI"],
)
def test_brackets_that_nest_nothing_do_not_count(query: str) -> None:
    guard.examine(query, LOADED)


@pytest.mark.slow
@pytest.mark.parametrize(
    "left",
    ["{", "(", "1<(", "[", "{ # }\n", "{ '}' ", f"1<{'(' * 100}1#>\n", f"1<ex:a+{'(' * 100}1#>\n"],
    ids=["groups", "brackets", "comparisons", "nodes", "comments", "strings", "a comparison", "a name"],
)
def test_nesting_that_would_overflow_any_stack_is_refused_without_recursion(left: str) -> None:
    usual = sys.getrecursionlimit()
    query = "SELECT * { FILTER(" + left * (60_000 // len(left))
    sys.setrecursionlimit(len(inspect.stack(0)) + 60)
    try:
        with pytest.raises(QueryRefused):
            guard.examine(query, LOADED)
    finally:
        sys.setrecursionlimit(usual)


CHAINS = {
    "sums": "'SELECT (' + '+'.join(['1'] * 30_000) + ' AS ?x) {}'",
    "alternatives": "'SELECT * { FILTER(' + '||'.join(['?a'] * 15_000) + ') }'",
    "conditions": "'SELECT * { FILTER(' + '&&'.join(['?a'] * 15_000) + ') }'",
    "unions": "'SELECT * { ' + 'UNION'.join(['{}'] * 9_000) + ' }'",
    "exclusions": "'SELECT * { ' + 'MINUS{}' * 9_000 + ' }'",
    "paths": "'SELECT * { ?s ' + '|'.join(['a'] * 30_000) + ' ?o }'",
    "negations": "'SELECT * { FILTER(' + '!' * 60_000 + '1) }'",
}


@pytest.mark.slow
@pytest.mark.parametrize("chain", CHAINS.values(), ids=CHAINS)
def test_a_long_chain_does_not_bring_the_engine_down(chain: str) -> None:
    code = f"""
from determinants.store.oxigraph import OxigraphEngine
from determinants.ground.problems import QueryRefused
try:
    OxigraphEngine.load([]).query({chain})
except QueryRefused:
    pass
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=30, check=False)
    assert done.returncode == 0, f"ended by signal {-done.returncode}"


# Engines, or the guard, take the square or the cube of how long these are: what, and how many may be.
LISTS: dict[str, tuple[Callable[[int], str], int]] = {
    "steps of paths": (lambda n: "SELECT * { ?s " + "/".join(["<a:p>"] * (n + 1)) + " ?o }", 200),
    "patterns": (lambda n: "SELECT * { " + "?s ?p ?o ." * n + " }", 150),
    "patterns ": (lambda n: "SELECT * { ?s ?p ?o " + ";?p ?o" * n + " }", 150),
    "lists": (lambda n: "SELECT * { ?s ?p ?o FILTER(?o IN (0" + ",1" * n + ")) }", 5_000),
    "quotation marks": (lambda n: "SELECT * { ?s ?p " + "'\n" * n + " }", 100),
    "times": (lambda n: "SELECT * { " + "SERVICE:a" * n + " }", 100),
}


@pytest.mark.parametrize("what", LISTS)
def test_a_long_list_is_refused(what: str) -> None:
    made, most = LISTS[what]
    assert what.strip() in refusal(made(2 * most))


@pytest.mark.parametrize("what", LISTS)
def test_a_list_is_refused_when_it_is_too_long_and_not_before(what: str) -> None:
    made, most = LISTS[what]
    guard.examine(made(most), LOADED)
    assert what.strip() in refusal(made(most + 1))


@pytest.mark.parametrize("query", ["", " ", "\n\t\r\n", "\ufeff", "\ufeff \n"])
def test_an_empty_query_is_refused(query: str) -> None:
    assert refusal(query) == "the query is empty."


def test_a_byte_order_mark_hides_nothing() -> None:
    assert "SERVICE" in refusal("\ufeffSELECT * { SERVICE\ufeff <http://x/> {} }")


def test_a_query_with_nul_is_refused() -> None:
    assert "NUL" in refusal("SELECT * { ?s ?p ?o }\x00")
    assert "NUL" in refusal("ASK {}".encode("utf-16-le").decode("latin-1"))


@pytest.mark.parametrize("letter", ["a", "é", "א", "😀"])
def test_the_length_limit_counts_bytes(letter: str) -> None:
    query, width = "ASK {} #", len(letter.encode())
    fits = (64 * 1024 - len(query)) // width
    guard.examine(query + letter * fits, LOADED)
    assert "longer than 64 kB" in refusal(query + letter * (fits + 1))


@pytest.mark.parametrize("query", ["ASK { ?s ?p '\ud800' }", "ASK {} # \udcff"])
def test_half_a_character_is_refused(query: str, tiny: OxigraphEngine) -> None:
    with pytest.raises(QueryRefused):
        tiny.query(query)


@given(st.text(alphabet="SERVICEservice<>\"'\\#(){}[]?:@.u0053 \n\x00\ud800é", max_size=80))
def test_whatever_is_written_the_guard_answers(query: str) -> None:
    try:
        guard.examine(query, LOADED)
    except QueryRefused as refused:
        assert str(refused)


# The proof. A listener counts what reaches it; a hook sees every file and socket that Python opens.

WATCHED = """
import json, sys

asked = json.loads(sys.argv[1])
said = []

def watch(event, arguments):
    opened = event == "open" and str(arguments[0]).endswith(("secret.nq", "secret.rq"))
    if opened or event.startswith("socket."):
        said.append(f"{event} {arguments}")

sys.addaudithook(watch)

from determinants.cli import run

for query in asked:
    sys.argv = ["determinants", "sparql", query]
    code = run()
    if code != 2:
        said.append(f"exit code {code}: {query}")

for line in said:
    print("LEAK", line)
"""


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """An endpoint on this machine, and what reached it."""
    reached: list[str] = []
    with socket.socket() as server:
        try:
            server.bind(("127.0.0.1", 0))
        except OSError:
            pytest.skip("this machine has no loopback")
        server.listen()

        def answer() -> None:
            while True:
                try:
                    call, _ = server.accept()
                except OSError:
                    return
                with call:
                    reached.append(call.recv(200).decode("latin-1"))
                    call.sendall(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", reached
        server.shutdown(socket.SHUT_RDWR)


def watched(asked: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """One process that asks `determinants sparql` all of this, and says what it opened."""
    environment = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", WATCHED, json.dumps(asked)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=environment | {"HOME": str(folder), "XDG_CACHE_HOME": str(folder)},
    )


@pytest.mark.slow
def test_hostile_queries_reach_neither_network_nor_files(
    listener: tuple[str, list[str]], tmp_path: Path
) -> None:
    endpoint, reached = listener
    secret = tmp_path / "secret.nq"
    secret.write_text("<http://a> <http://b> <http://c> .\n")
    asked = [hostile(query, endpoint) for query in SERVICES.values()]
    asked += [
        f"SELECT * FROM <{secret.as_uri()}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{secret.as_uri()}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"LOAD <{secret.as_uri()}>",
        f"SELECT * FROM <{endpoint}> {{ ?s ?p ?o }}",
        f"LOAD <{endpoint}>",
        str(secret.with_name("absent.rq")),
    ]
    done = watched(asked, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    leaks = [line for line in done.stdout.splitlines() if line.startswith("LEAK")]
    assert (reached, leaks) == ([], [])


@pytest.mark.slow
def test_the_proof_would_notice(listener: tuple[str, list[str]], tmp_path: Path) -> None:
    """Without the guard, the engine calls; and the hook sees what Python opens."""
    endpoint, reached = listener
    with pytest.raises(OSError, match="500"):
        list(Store().query(hostile("SELECT * { SERVICE «E» { ?s ?p ?o } }", endpoint)))
    assert len(reached) == 1
    secret = tmp_path / "secret.rq"
    secret.write_text("ASK {}")
    assert "LEAK open" in watched([str(secret)], tmp_path).stdout
