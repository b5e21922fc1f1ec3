"""Any SPARQL 1.1 endpoint, by its address.

The endpoint's default graph is asked if our data are in it; if they are only in named graphs, each query
names those graphs as its data set, as the protocol provides. Credentials come from the environment and never
from the command line.
"""

from pyoxigraph import NamedNode, QuerySolutions, Store

from determinants.ground import called
from determinants.ground.problems import EndpointError
from determinants.ground.vocab import BASE, DET, PREFIXES
from determinants.store import guard, paging, replies, slips
from determinants.store.courier import Courier
from determinants.store.limits import DEFAULT_LIMITS, Limits
from determinants.store.paging import Asked
from determinants.store.prefixes import with_prefixes
from determinants.store.reception import Allowance
from determinants.store.solutions import (
    Answering,
    Result,
    Rows,
    Stream,
    Triples,
    TripleStream,
    Verdict,
    as_solutions,
)
from determinants.store.wholeness import Wholeness

_EMPTY = Store()


class EndpointEngine:
    """A SPARQL 1.1 endpoint."""

    def __init__(self, url: str, limits: Limits = DEFAULT_LIMITS) -> None:
        """Ask the endpoint at `url`, within limits for each answer.

        Raises:
            UsageError: if the address cannot be one, or has a password in it.
            EndpointError: if the endpoint does not answer, or has not all of our data.
            LimitReached: if it takes too long.

        """
        self._courier = Courier(url)
        self._wholeness = Wholeness(self._courier)
        self._limits = limits
        whole = f"ASK {{ <{BASE}dataset> <{DET.state.value}> ?state }}"  # loaded last
        if not self._holds(whole):
            self._courier.dataset = self._named_graphs()
            if not self._holds(whole):
                raise self._courier.error(
                    f"has a part of our data: load it again with '{called.command('load')}'."
                )

    def _holds(self, query: str) -> bool:
        answer = self.query(query)
        return isinstance(answer, Verdict) and answer.holds

    def _named_graphs(self) -> tuple[tuple[str, str], ...]:
        """Give the protocol's parameters that make our named graphs the data set."""
        names = self._names()
        if not names:
            raise self._courier.error(f"has none of our data: fill it with '{called.command('load')}'.")
        return tuple(
            (parameter, name) for name in names for parameter in ("default-graph-uri", "named-graph-uri")
        )

    def _names(self) -> list[str]:
        """Give the IRIs of our named graphs, which a query may name with FROM."""
        listed = self.query(
            "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?thing ?property ?value } "
            f'FILTER(STRSTARTS(STR(?graph), "{BASE}graph/")) }} ORDER BY ?graph'
        )
        graphs = [row[0] for row in listed.rows] if isinstance(listed, Rows) else []
        names = [graph.value for graph in graphs if isinstance(graph, NamedNode)]
        if len(names) < len(graphs):
            raise self._courier.error("gave something that is no graph when it was asked for its graphs.")
        return names

    def refusal(self, what: str) -> EndpointError:
        """Give the error for an answer that is none to the question that was asked."""
        return self._courier.error(what)

    def query(self, text: str) -> Result:
        """Give the answer to a query. Our own prefixes need not be declared.

        Raises:
            QueryRefused: if the query asks for what is never done here, or the endpoint cannot read it.
            EndpointError: if the endpoint cannot be reached, refuses, or does not answer it whole.
            LimitReached: if the answer takes too long, or is too long to hold.

        """
        asked = self._examined(text)
        allowance = Allowance(self._limits, whole=True)
        if asked.form in {"CONSTRUCT", "DESCRIBE"}:
            return Triples(tuple(self._wholeness.triples(asked, allowance)))
        if asked.form == "ASK":
            return self._verdict(asked, allowance)
        return self._wholeness.rows(asked, allowance)

    def stream(self, text: str) -> Answering:
        """Give the answer to a query, with its rows or triples as they come; else as `query`.

        Whether all came is only known at the end: what was read before is not to be taken for whole.
        """
        asked = self._examined(text)
        allowance = Allowance(self._limits, whole=False)
        if asked.form in {"CONSTRUCT", "DESCRIBE"}:
            return TripleStream(self._wholeness.triples(asked, allowance))
        if asked.form == "ASK":
            return self._verdict(asked, allowance)
        table = self._wholeness.streamed(asked, allowance)
        return Stream(as_solutions(table.columns, table.rows))

    def _verdict(self, asked: Asked, allowance: Allowance) -> Verdict:
        with self._courier.reply(asked.text, allowance) as reply:
            return replies.verdict(reply)

    def _examined(self, text: str) -> Asked:
        guard.examine(text, self._names() if guard.chooses_graphs(text) else ())
        slips.check(text, own_functions=True)  # endpoints say it each in its own way, or let it pass
        try:
            solutions = _EMPTY.query(text, prefixes=PREFIXES)
        except (ValueError, RuntimeError):  # a function of the endpoint's own
            solutions = None
        columns = (
            tuple(variable.value for variable in solutions.variables)
            if isinstance(solutions, QuerySolutions)
            else None
        )
        text = with_prefixes(text)
        outline = paging.outline(text)
        chosen = text[outline.begin : outline.graphs] if outline else ""
        return Asked(text, guard.form(text), columns, chosen.rstrip().endswith("*"), outline)
