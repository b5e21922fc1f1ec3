"""A term of our namespace that the ontology does not have is told beside the answer."""

import pytest
from pyoxigraph import Quad

from determinants.ask import undeclared
from determinants.ask.asking import Graph
from determinants.store.engine import Engine
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Rows

DET = "https://w3id.org/determinants/ontology#"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?s { ?s a det:Findings }", "line 1: the ontology has no det:Findings.*mean det:Finding"),
        ("SELECT ?s {\n ?s det:Influence ?o ; det:directon ?d }", "line 2: .*det:directon.*det:direction"),
        (f"SELECT ?s {{ ?s a <{DET}Publicaton> }}", "no det:Publicaton.*det:Publication"),
        (f"PREFIX my: <{DET}> SELECT ?s {{ ?s my:Locator ?o }}", "no det:Locator.*det:locator"),
        ("SELECT ?s { ?s a det:Zzzz }", "no det:Zzzz.$"),
    ],
)
def test_a_term_that_the_ontology_does_not_have_is_told(query: str, told: str, tiny: Engine) -> None:
    with pytest.warns(UserWarning, match=told):
        answer = Graph(tiny).sparql(query)
    assert isinstance(answer, Rows)
    assert not answer.rows


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s a det:Finding ; det:direction det:hinders }",
        "SELECT ?s { ?s a skos:Concept } # det:Findings",
        "SELECT (STR(det:) AS ?x) ('det:Findings' AS ?y) {}",
    ],
)
def test_other_names_are_not(query: str, tiny: Engine) -> None:
    assert undeclared.told(tiny, query) == []


def test_nothing_is_told_where_there_is_no_ontology(tiny_quads: list[Quad]) -> None:
    without = [quad for quad in tiny_quads if not str(quad.graph_name).endswith("/ontology>")]
    assert undeclared.told(OxigraphEngine.load(without), "SELECT ?s { ?s a det:Findings }") == []
