"""The usual slips in a query: every engine tells them in the same words, with their place and what to do."""

from collections.abc import Callable, Iterator

import pytest
from pyoxigraph import Quad, Store

from answers import QUESTIONS
from determinants.ask.questions import Question
from determinants.ground.problems import QueryRefused
from determinants.store import filling, grammar, prefixes, slips
from determinants.store.engine import Engine
from determinants.store.rdflib_engine import RdflibEngine
from determinants.store.remote import EndpointEngine
from determinants.store.solutions import Rows
from servers import oxigraph, virtuoso

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

# A query, and where it goes wrong, what stands there, and what to do.
SLIPS: dict[str, tuple[str, str, str]] = {
    "an unknown prefix": ("SELECT *\n{ ?s a dett:Finding }", "2, column 8", "dett:.*Did you mean det:"),
    "a prefix of others": ("SELECT * { ?s a foaf:Person }", "1, column 17", "PREFIX foaf: <its IRI>"),
    "the empty prefix": ("SELECT * { ?s a :Finding }", "1, column 17", "the prefix : of ':Finding'"),
    "a keyword misspelt": ("SELCT * { ?s ?p ?o }", "1, column 1", "'SELCT'.*Did you mean SELECT"),
    "another keyword misspelt": ("SELECT * WERE { ?s ?p ?o }", "1, column 10", "Did you mean WHERE"),
    "a relative IRI": ("SELECT * { ?s a <Finding> }", "1, column 17", "<Finding> is a part of an IRI"),
    "an IRI without marks": ("SELECT * { ?s a http://a.b/c }", "1, column 17", "between < and >"),
    "an IRI with a space": ("SELECT * { ?s a <http://a b> }", "1, column 17", "that has a space"),
    "a prefix without marks": ("PREFIX x: http://x/ ASK {}", "1, column 11", "between < and >"),
    "a variable beside an aggregate": (
        "SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }",
        "1, column 8",
        r"\?s stands beside an aggregate.*GROUP BY \?s",
    ),
    "a second variable beside an aggregate": (
        "SELECT ?s ?p (MAX(?o) AS ?n) { ?s ?p ?o } GROUP BY ?s",
        "1, column 11",
        r"\?p stands beside",
    ),
    "a value beside an aggregate": (
        "SELECT (COUNT(?o) AS ?n) (STR(?s) AS ?t) { ?s ?p ?o }",
        "1, column 31",
        r"\?s stands beside",
    ),
    "an aggregate in a part": (
        "SELECT ?n {\n SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o } }",
        "2, column 9",
        r"\?s stands beside",
    ),
    "an aggregate without brackets": ("SELECT COUNT(?o) { ?s ?p ?o }", "1, column 8", "brackets and name it"),
    "an aggregate without a name": ("SELECT (COUNT(?o)) { ?s ?p ?o }", "1, column 18", "AS \\?name"),
    "all, and grouped": ("SELECT * { ?s ?p ?o } GROUP BY ?s", "1, column 8", "do not go together"),
    "an unknown function": ("SELECT (CONTANS('a', 'b') AS ?x) {}", "1, column 9", "Did you mean CONTAINS"),
    "a function with too few values": (
        "SELECT (CONTAINS('a') AS ?x) {}",
        "1, column 21",
        "a value is missing",
    ),
    "a function with too many values": (
        "SELECT (STR('a', 'b') AS ?x) {}",
        "1, column 16",
        "one value too many",
    ),
    "typographic quotation marks": ("SELECT ?s { ?s ?p “Training”@en }", "1, column 19", '“.*write "'),
    "an apostrophe of printed text": ("SELECT ?s { ?s ?p ’a’ }", "1, column 19", "’ is a typographic"),
    "a no-break space": ("SELECT ?s\nWHERE\u00a0{ ?s ?p ?o }", "2, column 6", "no-break space, U\\+00A0"),
    "a space of no width": ("SELECT ?s\u200b { ?s ?p ?o }", "1, column 10", "zero width space"),
    "a mark of byte order": ("\ufeffASK {}", "1, column 1", "U\\+FEFF"),
    "a dash": ("ASK { FILTER(1 – 2 = 3) }", "1, column 16", "– is a dash.*write -"),
    "a comma between variables": ("SELECT ?s, ?p { ?s ?p ?o }", "1, column 10", "leave the comma out"),
    "a variable without its mark": ("SELECT s { ?s ?p ?o }", "1, column 8", r"write \?s"),
    "AND": ("ASK { FILTER(1 = 1 AND 2 = 2) }", "1, column 20", "write &&"),
    "one & for two": ("ASK { FILTER(1 = 1 & 2 = 2) }", "1, column 20", "write &&"),
    "two = for one": ("ASK { FILTER(1 == 1) }", "1, column 17", "write one ="),
    "a filter without brackets": ("ASK { ?s ?p ?o FILTER ?o = 1 }", "1, column 23", r"FILTER\(…\)"),
    "an order without brackets": ("SELECT * { ?s ?p ?o } ORDER BY DESC ?s", "1, column 37", r"DESC\(…\)"),
    "an open brace": ("SELECT ?s {\n ?s ?p ?o", "2, column 10", "the { of line 1, column 11 is still open"),
    "a brace too many": ("ASK { ?s ?p ?o }}", "1, column 17", "one } too many"),
    "an open bracket": ("ASK { FILTER(1 > 2 }", "1, column 20", r"the \( of line 1, column 13 is still"),
    "no full stop": ("ASK { ?s ?p ?o ?a ?b ?c }", "1, column 16", "fourth part.*full stop"),
    "nothing after a comma": ("ASK { ?s ?p ?o, }", "1, column 17", "a value is missing"),
    "an open string": ('ASK { ?s ?p "abc }', "1, column 13", "is not closed"),
    "a backslash": ('ASK { FILTER(REGEX("1", "\\d")) }', "1, column 25", r"write \\\\"),
    "a function that takes nothing": ("SELECT (RAND(1) AS ?x) {}", "1, column 13", r"where \(\) is expected"),
    "a comparison without a value": ("ASK { = }", "1, column 7", r"where \[\], BIND, a blank node"),
    "a number in words": ("SELECT * { ?s ?p ?o } LIMIT ten", "1, column 29", "where a number is expected"),
    "a name given twice": ("SELECT (1 AS ?x) (2 AS ?x) {}", "1, column 24", r"\?x has a value already"),
    "a value given twice": ("ASK { ?s ?p ?o BIND(1 AS ?o) }", "1, column 26", r"\?o has a value already"),
    "a blank node in two groups": ("ASK { _:a ?p ?o { _:a ?q ?r } }", "1, column 19", "in two groups"),
    "what comes after the end": ("ASK { ?s ?p ?o };", "1, column 17", "the end of the query"),
}

# Endpoints may have functions of their own.
FUNCTIONS: dict[str, tuple[str, str, str]] = {
    "a function of ours": ("SELECT (det:year('2019') AS ?x) {}", "1, column 9", "no function det:year here"),
    "a function of the types": ("SELECT (xsd:int('1') AS ?x) {}", "1, column 9", "Did you mean xsd:integer"),
    "a function by its IRI": ("ASK { FILTER(<http://x/f>(1)) }", "1, column 14", "no function <http://x/f>"),
}

OXIGRAPH = pytest.param("oxigraph_endpoint", marks=pytest.mark.server("oxigraph"))
VIRTUOSO = pytest.param("virtuoso_endpoint", marks=[pytest.mark.server("virtuoso-t"), pytest.mark.slow])


@pytest.fixture(scope="module")
def rdflib_tiny(tiny_quads: list[Quad]) -> Engine:
    return RdflibEngine.load(tiny_quads)


@pytest.fixture(scope="module")
def oxigraph_endpoint(tmp_path_factory: pytest.TempPathFactory, tiny_quads: list[Quad]) -> Iterator[Engine]:
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as server:
        filling.into_endpoint(server.graph_store, tiny_quads, lambda *_: None)
        yield EndpointEngine(server.query)


@pytest.fixture(scope="module")
def virtuoso_endpoint(
    tmp_path_factory: pytest.TempPathFactory, tiny_quads: list[Quad], credentials: Callable[[], None]
) -> Iterator[Engine]:
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        filling.into_endpoint(server.graph_store, tiny_quads, lambda *_: None)
        yield EndpointEngine(server.query)


@pytest.fixture(scope="module")
def credentials() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DETERMINANTS_USER", "dba")
        patch.setenv("DETERMINANTS_PASSWORD", "dba")
        yield


@pytest.mark.parametrize("engine", ["tiny", "rdflib_tiny", OXIGRAPH, VIRTUOSO])
@pytest.mark.parametrize("slip", SLIPS)
def test_every_engine_tells_a_slip_alike(engine: str, slip: str, request: pytest.FixtureRequest) -> None:
    query, place, told = SLIPS[slip]
    with pytest.raises(QueryRefused, match=f"^line {place}: .*{told}"):
        request.getfixturevalue(engine).query(query)


@pytest.mark.parametrize("engine", ["tiny", "rdflib_tiny"])
@pytest.mark.parametrize("slip", FUNCTIONS)
def test_unknown_functions_are_told_alike(engine: str, slip: str, request: pytest.FixtureRequest) -> None:
    query, place, told = FUNCTIONS[slip]
    with pytest.raises(QueryRefused, match=f"^line {place}: .*{told}"):
        request.getfixturevalue(engine).query(query)


@pytest.mark.parametrize("engine", ["tiny", "rdflib_tiny", OXIGRAPH, VIRTUOSO])
def test_our_prefixes_need_not_be_declared(engine: str, request: pytest.FixtureRequest) -> None:
    asked: Engine = request.getfixturevalue(engine)
    whole = asked.query("SELECT ?s { ?s a <https://w3id.org/determinants/ontology#Influence> } ORDER BY ?s")
    assert isinstance(whole, Rows)
    assert len(whole)
    assert asked.query("SELECT ?s { ?s a det:Influence } ORDER BY ?s") == whole
    # What a query declares itself holds.
    other = "PREFIX det: <http://www.w3.org/2004/02/skos/core#> ASK { ?s a det:Influence }"
    assert not getattr(asked.query(other), "holds", True)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_stored_questions_follow_the_grammar_and_declare_their_prefixes(question: Question) -> None:
    text = question.text
    assert grammar.first_slip(text) is None
    Store().query(text)
    assert prefixes.with_prefixes(text) == text


@pytest.mark.parametrize("slip", SLIPS)
def test_what_is_put_in_front_keeps_the_lines(slip: str) -> None:
    text = SLIPS[slip][0]
    assert prefixes.with_prefixes(text).endswith(text)
    assert prefixes.with_prefixes(text).count("\n") == text.count("\n")


def test_reading_goes_on_after_a_sign_that_is_no_word() -> None:
    kinds = [word.kind for word in grammar.words("ASK “ { ?s } ”")]
    assert kinds == ["ASK", "STRANGE", "{", "VAR", "}", "STRANGE", "END"]


@pytest.mark.parametrize("mark", ["'", '"', "'''", '"""'])
@pytest.mark.parametrize("escaped", [r"\'", r"\"", r"\\", r"\n", r"\u0027", r"\U00000022"])
def test_an_escape_ends_no_string(mark: str, escaped: str) -> None:
    for text in (f"{mark}{escaped}{mark}", f"{mark}a{escaped}b{mark}"):
        assert [(word.kind, word.text) for word in grammar.words(text)] == [("STRING", text), ("END", "")]


# What a careless reader would take for slips.
FINE = (
    "SELECT ?s WHERE { ?s skos:prefLabel '“Training” – what\u00a0it is' } # “ \u00a0",
    "SELECT (COUNT(*) AS ?n) ?s { ?s ?p ?o } GROUP BY ?s HAVING (COUNT(*) > 1) ORDER BY DESC(?n) LIMIT 3",
    "SELECT (MAX(?y) - MIN(?y) AS ?d) { SELECT ?y { ?s ?p ?y } GROUP BY ?y }",
    "SELECT (STR(?s) AS ?t) { ?s ?p ?o } GROUP BY ?s",
    "BASE <http://x/> SELECT * { ?s a <Finding> }",
    "SELECT ?a { ?a ^det:influence/(det:code|!(rdf:type|^rdf:type))*/skos:broader+ [] ; a ?b , ?c . }",
    "SELECT ?a { VALUES (?a ?b) { (1 UNDEF) } FILTER(?a-1 <3 && ?a> -2 || ?a NOT IN (1, 2)) }",
    "CONSTRUCT { ?s ?p ( 1 2 ) } WHERE { ?s ?p 'a'^^xsd:string , \"b\"@en-GB ; ?q [ ?r 1.5e3 ] }",
    "DESCRIBE <http://x/> ?s WHERE { GRAPH ?g { ?s ?p true } MINUS { ?s ?p false } }",
    "SELECT ?s { ?s ?p ?o FILTER NOT EXISTS { ?s ?q ?o } OPTIONAL { _:a ?r ?s } } OFFSET 1 LIMIT 1",
    "SELECT (GROUP_CONCAT(DISTINCT ?o; SEPARATOR=', ') AS ?all) { { ?s ?p ?o } UNION { ?o ?p ?s } }",
    "CONSTRUCT WHERE { ?s a det:Finding }",
    "SELECT (xsd:integer('1') + ABS(-1) AS ?x) (RAND() AS ?y) {} VALUES ?z { 1 }",
)


@pytest.mark.slow
@pytest.mark.parametrize("query", FINE)
def test_what_is_right_is_no_slip(query: str, tiny: Engine) -> None:
    assert grammar.first_slip(query) is None
    slips.check(query)
    tiny.query(query)
