"""Takes queries to an endpoint, and brings back what it says, of which nothing is read yet.

Queries go by POST, or by GET where only that is taken.
"""

from urllib.parse import urlencode

from determinants.ground.problems import EndpointError, QueryRefused
from determinants.ground.words import legible
from determinants.store import addresses, guard
from determinants.store.credentials import credentials
from determinants.store.exchange import Reply
from determinants.store.reception import Allowance
from determinants.store.replies import ACCEPT_RESULTS

LONGEST_URL = 8_000


class Courier:
    """Asks one endpoint."""

    def __init__(self, url: str) -> None:
        """Ask the endpoint at an address.

        Raises:
            UsageError: if the address cannot be one, or has a password in it.

        """
        self._url = addresses.read(url)
        self._auth = credentials()
        self._method = "POST"
        self.dataset: tuple[tuple[str, str], ...] = ()  # parameters of the protocol that name graphs

    def reply(self, text: str, allowance: Allowance, accept: str = ACCEPT_RESULTS) -> Reply:
        """Send a query and give what comes, if it is an answer.

        Raises:
            QueryRefused: if the endpoint cannot read the query.
            EndpointError: if the endpoint cannot be reached, refuses, or says that it answers in part.
            LimitReached: if it takes too long.

        """
        reply = self._sent(text, allowance, accept)
        if reply.head.status in {405, 501} and self._method == "POST":
            self._method = "GET"
            reply.close()
            reply = self._sent(text, allowance, accept)
        try:
            if reply.head.status == 400:
                raise QueryRefused(f"{self.shown} cannot read the query: {reply.first_line()}")
            if refused := reply.refusal():
                raise self.error(refused)
            state = reply.head.headers.get("x-sql-state", "")
            if reply.head.status == 206 or state:
                why = reply.head.headers.get("x-sql-message", "") or "it says no more"
                raise self.error(
                    f"gave a part of the answer only ({legible(why, 120)}). Narrow the query, or raise "
                    "its limit."
                )
        except BaseException:
            reply.close()
            raise
        return reply

    def _sent(self, text: str, allowance: Allowance, accept: str) -> Reply:
        # What the protocol names goes before what the query does: where it names graphs, it is left to that.
        pairs = (("query", text), *(() if guard.chooses_graphs(text) else self.dataset))
        headers = {"Accept": accept}
        if self._method == "GET":
            if len(urlencode(pairs)) > LONGEST_URL:
                raise self.error("takes no queries by POST, and this one is too long for GET.")
            return Reply("GET", self._url, allowance, parameters=pairs, headers=headers, auth=self._auth)
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        content = urlencode(pairs).encode()
        return Reply("POST", self._url, allowance, content=content, headers=headers, auth=self._auth)

    def error(self, what: str) -> EndpointError:
        """Give the error that says what is wrong with the endpoint."""
        return EndpointError(self.shown, what)

    @property
    def shown(self) -> str:
        """The address as it may be shown."""
        return addresses.shown(self._url.partition("?")[0])
