"""Any SPARQL 1.1 endpoint, by its address.

Queries go by POST, answers come as SPARQL JSON. The endpoint's default graph is asked if our data are
in it; if they are only in named graphs, each query names those graphs as its data set, as the protocol
provides. Credentials come from the environment and never from the command line.
"""

import os
from typing import TYPE_CHECKING

from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat, parse, parse_query_results

from determinants.ground import called
from determinants.ground.problems import EndpointError, QueryRefused, UsageError
from determinants.ground.vocab import BASE, DET
from determinants.store import guard, slips
from determinants.store.prefixes import with_prefixes
from determinants.store.solutions import (
    Answering,
    Result,
    Rows,
    Stream,
    Triples,
    TripleStream,
    Verdict,
    canonical,
)

if TYPE_CHECKING:
    import httpx

USER, PASSWORD = "DETERMINANTS_USER", "DETERMINANTS_PASSWORD"
TIMEOUT = 60.0
JSON = "application/sparql-results+json"
TRIPLES = "application/n-triples"

# Virtuoso 7 answers ASK with a row that holds 1 under this name, or with no row.
VIRTUOSO_ASK = "__ASK_RETVAL"

# Servers that cap answers silently do so at round numbers.
CAPS = 500


class EndpointEngine:
    """A SPARQL 1.1 endpoint."""

    def __init__(self, url: str, timeout: float | None = TIMEOUT) -> None:
        """Ask the endpoint at `url`, waiting `timeout` seconds for each answer.

        Raises:
            UsageError: if the address is not one of http or https.
            EndpointError: if the endpoint does not answer.

        """
        if not url.startswith(("http://", "https://")):
            raise UsageError(f"'{url}' is not the address of an endpoint: it must start with http.")
        self.url = url
        self._timeout = timeout
        self._dataset: tuple[tuple[str, str], ...] = ()
        whole = f"ASK {{ <{BASE}dataset> <{DET.state.value}> ?state }}"  # loaded last
        if not self._holds(whole):
            self._dataset = self._named_graphs()
            if not self._holds(whole):
                raise EndpointError(
                    url, f"has a part of our data: load it again with '{called.command('load')}'."
                )

    def _holds(self, query: str) -> bool:
        answer = self.query(query)
        return isinstance(answer, Verdict) and answer.holds

    def _named_graphs(self) -> tuple[tuple[str, str], ...]:
        """Give the protocol's parameters that make our named graphs the data set."""
        listed = self.query(
            "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?thing ?property ?value } "
            f'FILTER(STRSTARTS(STR(?graph), "{BASE}graph/")) }} ORDER BY ?graph'
        )
        names = [str(record["graph"]) for record in listed.records()] if isinstance(listed, Rows) else []
        if not names:
            raise EndpointError(self.url, f"has none of our data: fill it with '{called.command('load')}'.")
        return tuple(
            (parameter, name) for name in names for parameter in ("default-graph-uri", "named-graph-uri")
        )

    def query(self, text: str) -> Result:
        """Give the answer to a query. Our own prefixes need not be declared.

        Raises:
            QueryRefused: if the query asks for what is never done here, or the endpoint cannot read it.
            EndpointError: if the endpoint cannot be reached, refuses, is slow or does not answer whole.

        """
        guard.examine(text, {name for _, name in self._dataset})
        slips.check(text, own_functions=True)  # endpoints say it each in its own way, or let it pass
        text = with_prefixes(text)
        wants = guard.form(text)
        if wants in {"CONSTRUCT", "DESCRIBE"}:
            body = self._post(text, TRIPLES)
            try:
                return Triples(tuple(quad.triple for quad in parse(input=body, format=RdfFormat.N_TRIPLES)))
            except SyntaxError as error:
                raise EndpointError(
                    self.url, f"gave triples that break off or cannot be read ({error})."
                ) from None
        answer = self._results(self._post(text, JSON))
        if isinstance(answer, Rows) and len(answer) and len(answer) % CAPS == 0:
            self._refuse_truncated(text, len(answer))
        return answer

    def stream(self, text: str) -> Answering:
        """Give the answer to a query, which came whole: only then is it known that nothing was left out."""
        match self.query(text):
            case Rows() as rows:
                return Stream(rows.solutions())
            case Triples(triples):
                return TripleStream(triples)
            case verdict:
                return verdict

    def _results(self, body: bytes) -> Rows | Verdict:
        try:
            results = parse_query_results(input=body, format=QueryResultsFormat.JSON)
            if isinstance(results, QueryBoolean):
                return Verdict(bool(results))
            columns = tuple(variable.value for variable in results.variables)
            table = Rows(columns, tuple(tuple(map(canonical, solution)) for solution in results))
            if columns == (VIRTUOSO_ASK,):
                return Verdict(any(record[VIRTUOSO_ASK] for record in table.records()))
            return table
        except (SyntaxError, ValueError) as error:
            raise EndpointError(
                self.url, f"gave results that break off or are not SPARQL JSON ({error})."
            ) from None

    def _refuse_truncated(self, text: str, got: int) -> None:
        """Ask for one row more than came; where there is one, the endpoint left rows out."""
        more = (
            self._results(self._post(f"{text}\nOFFSET {got} LIMIT 1", JSON)) if guard.can_page(text) else None
        )
        if isinstance(more, Rows) and len(more):
            raise EndpointError(
                self.url,
                f"left rows out without saying so: it stops at {got}. Raise its limit (in Virtuoso, "
                "ResultSetMaxRows), or narrow the question.",
            )

    def _post(self, text: str, accept: str) -> bytes:
        import httpx

        try:
            with client(self._timeout) as web:
                response = web.post(
                    self.url,
                    data={"query": text, **_grouped(self._dataset)},
                    headers={"Accept": accept},
                )
        except httpx.TimeoutException:
            raise EndpointError(
                self.url,
                f"did not answer within {self._timeout:g} s: narrow the question, or use --timeout.",
            ) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise EndpointError(self.url, f"cannot be reached ({error}).") from None
        kind = response.headers.get("content-type", "").partition(";")[0].strip()
        if response.status_code == 400:
            raise QueryRefused(f"{self.url} cannot read the query: {_first_line(response)}")
        if response.status_code in {401, 403}:
            raise EndpointError(self.url, f"wants credentials: set {USER} and {PASSWORD}.")
        if response.status_code >= 300:
            raise EndpointError(self.url, f"answers {response.status_code}: {_first_line(response)}")
        if kind not in {accept, "application/json", "text/plain"}:
            raise EndpointError(self.url, f"gave {kind or 'something without a type'} instead of {accept}.")
        return response.content


def client(timeout: float | None) -> "httpx.Client":
    """Give an HTTP client that follows no redirects, with the credentials of the environment if any."""
    import httpx

    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    auth = httpx.DigestAuth(user, password) if user and password else None
    return httpx.Client(timeout=timeout, auth=auth, follow_redirects=False, trust_env=False)


def _grouped(pairs: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    return grouped


def _first_line(response: "httpx.Response") -> str:
    return (response.text.strip().splitlines() or ["it gives no reason"])[0][:300]
