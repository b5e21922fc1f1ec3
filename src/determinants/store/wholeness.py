"""Whether all of an answer came, and how the rest of it is asked for.

Many servers give no more than so many rows of an answer, and say nothing of it. So no answer is taken for
whole that is not known to be: either the server is known to give more rows than came, or it has no more when
it is asked for those after them. What is not whole is asked for in pages where that can be done, else it is
refused.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from pyoxigraph import BlankNode, Triple

from determinants.ground.problems import EndpointError, QueryRefused
from determinants.store import paging, replies
from determinants.store.courier import Courier
from determinants.store.exchange import Reply
from determinants.store.paging import Asked, Outline
from determinants.store.reception import Allowance
from determinants.store.solutions import ComingRows, Row, Rows

# Above so many rows it costs less to ask for those after them than for as many others.
MANY = 20_000


class Wholeness:
    """Knows how much one endpoint gives at once."""

    def __init__(self, courier: Courier) -> None:
        """Know nothing yet of the endpoint that a courier asks."""
        self._courier = courier
        self._gives = 0  # rows that it gave in one answer
        self._can_be_probed = True

    # ---- Rows

    def rows(self, asked: Asked, allowance: Allowance) -> Rows:
        """Give all rows of a query.

        Raises:
            EndpointError: if not all came, and they cannot be asked for in pages.

        """
        with self._courier.reply(asked.text, allowance) as reply:
            table = replies.table(reply, asked.columns, of_all=asked.of_all)
            rows = tuple(table.rows)
        if not self._is_whole(asked.outline, reply, table.columns, len(rows), allowance):
            rows = tuple(self._again(asked.outline, table.columns, len(rows), allowance))
        return Rows(table.columns, rows)

    def streamed(self, asked: Asked, allowance: Allowance) -> ComingRows:
        """Give the rows of a query as they come, in a total order where they are ordered at all.

        Raises:
            EndpointError: now or at their end; at the end if not all came, and cannot be asked for in pages.

        """
        reply = self._courier.reply(asked.in_order() if asked.ordered else asked.text, allowance)
        table = replies.table(reply, asked.columns, of_all=asked.of_all)
        return ComingRows(table.columns, self._as_they_come(asked, reply, table, allowance))

    def _as_they_come(
        self, asked: Asked, reply: Reply, table: ComingRows, allowance: Allowance
    ) -> Iterator[Row]:
        came, last = 0, None
        with reply:
            for row in table.rows:
                came, last = came + 1, row
                yield row
        if self._is_whole(asked.outline, reply, table.columns, came, allowance):
            return
        if not (asked.outline and asked.ordered):
            raise self._left_out(came, ": name the columns and end with ORDER BY, and it is asked in pages")
        yield from self._pages(asked.outline, table.columns, came, last, came, allowance)

    def _is_whole(
        self, outline: Outline | None, reply: Reply, columns: Sequence[str], rows: int, allowance: Allowance
    ) -> bool:
        """Whether so many rows, which came in a reply, are known to be all."""
        if outline and outline.limit is not None and rows > outline.limit:
            raise self._courier.error(f"gave {rows} rows to a query for no more than {outline.limit}.")
        if rows == 0 or (outline and rows == outline.limit):
            return True
        said = reply.head.headers.get("x-sparql-maxrows", "")
        capped = said.isdecimal() and rows >= int(said)
        if not capped and (rows < MANY or not outline) and self._gives_more(rows, allowance):
            return True
        if outline is None:
            raise self._left_out(rows)
        with self._page(outline, rows, 1, columns, allowance.aside(), ordered=outline.ordered) as more:
            return next(replies.table(more, columns).rows, None) is None

    def _gives_more(self, rows: int, allowance: Allowance) -> bool:
        """Whether the endpoint is known to give more than so many rows at once, perhaps after a probe."""
        if rows >= self._gives and self._can_be_probed:
            try:
                with self._courier.reply(paging.probe(rows + rows // 2 + 100), allowance.aside()) as reply:
                    given = sum(1 for _ in replies.table(reply, (paging.PROBE,)).rows)
                self._gives = max(self._gives, given)
            except (EndpointError, QueryRefused):
                self._can_be_probed = False
        return rows < self._gives

    def _left_out(self, rows: int, why: str = "") -> EndpointError:
        return self._courier.error(
            f"left rows out without saying so: it stops at {rows}{why}. Raise its limit (in Virtuoso, "
            "ResultSetMaxRows), or narrow the question."
        )

    # ---- Pages

    def _again(
        self, outline: Outline | None, columns: Sequence[str], came: int, allowance: Allowance
    ) -> Iterator[Row]:
        """Yield all rows of a query of which so many came, from the first, in pages and in a total order."""
        if outline is None:
            raise self._left_out(came)
        got = 0
        for row in self._pages(outline, columns, came, None, 0, allowance):
            got += 1
            yield row
        if got <= came:
            raise self._left_out(came, ", and gives other rows when it is asked again")

    def _pages(
        self,
        outline: Outline,
        columns: Sequence[str],
        size: int,
        last: Row | None,
        got: int,
        allowance: Allowance,
    ) -> Iterator[Row]:
        """Yield the rows after so many, of which the last is given, in pages that the endpoint gives.

        Each page begins with the last row of that before, so that rows in another order are noticed.
        """
        if size < 2:
            raise self._left_out(size)
        while outline.limit is None or got < outline.limit:
            known, came = last, 0
            with self._page(outline, got - (known is not None), size, columns, allowance) as reply:
                for row in replies.table(reply, columns).rows:
                    came += 1
                    if any(isinstance(cell, BlankNode) for cell in row):
                        raise self._left_out(size, ", and things without an IRI cannot be asked for in pages")
                    if known is not None and came == 1:
                        if row != known:
                            raise self._left_out(size, ", and gives its rows in another order each time")
                        continue
                    got, last = got + 1, row
                    yield row
            if came <= (known is not None):
                return

    def _page(
        self,
        outline: Outline,
        offset: int,
        size: int,
        columns: Sequence[str],
        allowance: Allowance,
        *,
        ordered: bool = True,
    ) -> Reply:
        """Ask for a page of rows; some servers sort only so many rows, but any number within a query."""
        order = columns if ordered else ()
        try:
            return self._courier.reply(outline.page(offset, size, order), allowance)
        except EndpointError as error:
            if not columns:
                raise
            refused = error
        try:
            return self._courier.reply(outline.page_of_whole(offset, size, columns, order), allowance)
        except (EndpointError, QueryRefused):
            raise refused from None

    # ---- Triples

    def triples(self, asked: Asked, allowance: Allowance) -> Iterator[Triple]:
        """Yield triples. They cannot be asked for in pages, but whether there are more can be told.

        Raises:
            EndpointError: if it cannot be told that all came.

        """
        came = 0
        with self._courier.reply(asked.text, allowance, replies.ACCEPT_TRIPLES) as reply:
            for triple in replies.triples(reply):
                came += 1
                yield triple
        if not came:
            return
        rows = max(came, self._solutions(asked.outline, allowance) if asked.form == "CONSTRUCT" else 0)
        if not self._gives_more(rows, allowance):
            raise self._courier.error(
                f"may have left triples out: it does not give as many rows as they are made of ({rows}). "
                "Raise its limit (in Virtuoso, ResultSetMaxRows), or narrow the query."
            )

    def _solutions(self, outline: Outline | None, allowance: Allowance) -> int:
        """Give how many rows the pattern of a query has, of which its server makes triples."""
        if outline:
            with suppress(EndpointError, QueryRefused, ValueError):
                with self._courier.reply(outline.count(), allowance.aside()) as reply:
                    ((number,),) = replies.table(reply, (paging.PROBE,)).rows
                return int(getattr(number, "value", ""))
        raise self._courier.error(
            "does not say how many rows its triples are made of, so that it cannot be told whether all came: "
            "ask with SELECT."
        )
