"""What somebody else's server gives to a stored question is held against the head of the question."""

import json

import pytest
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, Store

import determinants
from answers import QUESTIONS
from determinants.ask.fitting import misfit
from determinants.ground.problems import EndpointError
from determinants.store.engine import Engine, ask
from determinants.store.solutions import Term
from endpoints import Handler, endpoint, send

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
COUNTS = QUESTIONS["influence-counts"]


def texts(to: Handler, query: str) -> None:
    """The right columns, with a text in each."""
    found = Store().query(query)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    if "VALUES ?row" in query:
        return send(to, 200, Store().query(query).serialize(format=QueryResultsFormat.JSON) or b"")
    row = {name: {"type": "literal", "value": "abc\x1b[31m"} for name in names}
    return send(to, 200, json.dumps({"head": {"vars": names}, "results": {"bindings": [row]}}))


def test_an_endpoint_with_other_things_in_it_gets_one_clear_error() -> None:
    with endpoint(texts) as url:
        graph = determinants.open_graph(endpoint=url)
        for ask_it in (
            lambda: graph.ask("influence-determinants"),
            lambda: graph.ask("thing-names"),
            lambda: tuple(graph.rows("thing-names").rows),
        ):
            with pytest.raises(EndpointError, match=r"gave .abc.*are our data in it") as raised:
                ask_it()
            assert str(raised.value).isprintable()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("influence", Literal("culture"), "gave 'culture', which is no influence, in the column influence"),
        ("count", Literal("many"), "gave 'many', which is no number"),
        ("count", NamedNode("http://x/28"), "gave 'http://x/28', which is no number"),
        ("review", None, "gave nothing, which is no review"),
        ("influence_label", NamedNode("http://x/"), "which is no text"),
    ],
)
def test_a_cell_that_does_not_fit_is_told(column: str, cell: Term | None, said: str, shipped: Engine) -> None:
    table = ask(shipped, COUNTS.text)
    assert not any(misfit(COUNTS, table.columns, row) for row in table.rows)
    place = table.columns.index(column)
    wrong = (*table.rows[0][:place], cell, *table.rows[0][place + 1 :])
    assert said in misfit(COUNTS, table.columns, wrong)
