"""How a query is asked for in pages, and how its rows are counted: as text, whoever answers it.

A query that is read here has passed the grammar: its words stand where they may.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt

from determinants.store import grammar

PROBE = "row"


@dataclass(frozen=True)
class Outline:
    """Where the parts of a query are: what is declared, the clause of its form, FROM, the pattern, and so on.

    `end` is where what orders and groups ends; after it come a limit, an offset, and values.
    """

    text: str
    begin: int
    graphs: int
    pattern: int
    end: int
    values: int
    limit: int | None
    offset: int
    ordered: bool
    sorted: frozenset[str]  # columns by which it is ordered as they are

    def page(self, offset: int, limit: int, order: Sequence[str] = ()) -> str:
        """Give the query for so many of its rows, after so many; `order` has columns to order by at last."""
        left = limit if self.limit is None else min(limit, self.limit - offset)
        return (
            f"{self.text[: self.end]}{self._ordering(order)}\n"
            f"OFFSET {self.offset + offset} LIMIT {left}\n{self.text[self.values :]}"
        )

    def page_of_whole(self, offset: int, limit: int, columns: Sequence[str], order: Sequence[str]) -> str:
        """Give the same with the query as a part of another: some servers sort no more than so many rows."""
        return (
            f"{self.text[: self.begin]}SELECT {_variables(columns)} {self.text[self.graphs : self.pattern]}\n"
            f"WHERE {{ {{ {self.text[self.begin : self.graphs]}\n{self.text[self.pattern : self.end]}"
            f"{self._ordering(order)}\n{self.text[self.end :]}\n}} }}\nOFFSET {offset} LIMIT {limit}"
        )

    def count(self) -> str:
        """Give a query for how many rows its pattern has."""
        return (
            f"{self.text[: self.begin]}SELECT (COUNT(*) AS ?{PROBE}) "
            f"{self.text[self.graphs : self.pattern]}\n"
            f"WHERE {{ {{ SELECT * {self.text[self.pattern :]}\n}} }}"
        )

    def in_order(self, order: Sequence[str]) -> str:
        """Give the query with its rows in a total order, if it orders them at all."""
        return f"{self.text[: self.end]}{self._ordering(order)}\n{self.text[self.end :]}"

    def _ordering(self, order: Sequence[str]) -> str:
        # Virtuoso 7 mixes rows up where a column is sorted by twice.
        more = [column for column in order if column not in self.sorted]
        return f"\n{'' if self.ordered else 'ORDER BY '}{_variables(more)}" if more else ""


@dataclass(frozen=True)
class Asked:
    """A query that can be read: its form, its columns where they are known, and its outline.

    `of_all` says that it asks for all variables that there are.
    """

    text: str
    form: str
    columns: tuple[str, ...] | None
    of_all: bool
    outline: Outline | None

    @property
    def ordered(self) -> bool:
        """Whether its rows are in an order that can be made total."""
        return bool(self.outline and self.outline.ordered and self.columns and not self.of_all)

    def in_order(self) -> str:
        """Give its text with its rows in a total order."""
        return self.outline.in_order(self.columns or ()) if self.outline else self.text


def _variables(names: Sequence[str]) -> str:
    return " ".join(f"?{name}" for name in names)


def outline(text: str) -> Outline | None:
    """Give the outline of a SELECT or CONSTRUCT query; None where its words cannot be told apart for sure."""
    words = list(grammar.words(text))
    depth, outside = 0, []
    for place, word in enumerate(words):
        depth -= word.kind in {"}", ")", "]"}
        if depth == 0:
            outside.append((place, word))
        depth += word.kind in {"{", "(", "["}
    kinds = [word.kind for _, word in outside]
    form = next((at for at, kind in enumerate(kinds) if kind in {"SELECT", "CONSTRUCT"}), None)
    if depth or form is None or any(word.kind == "STRANGE" or _GLUED.match(word.kind) for word in words):
        return None
    after = outside[form + 1 :]
    if kinds[form] == "CONSTRUCT" and after[0][1].kind == "{":
        after = after[2:]  # the braces of the template
    starts = {
        kind: _first(after, kind) for kind in ("FROM", "WHERE", "{", "LIMIT", "OFFSET", "VALUES", "END")
    }
    pattern = min(starts["WHERE"], starts["{"])
    numbers = {
        word.kind: int(words[place + 1].text) for place, word in after if word.kind in {"LIMIT", "OFFSET"}
    }
    values = min(starts["VALUES"], starts["END"])
    order = _first(after, "ORDER")
    return Outline(
        text,
        begin=outside[form][1].start,
        graphs=min(starts["FROM"], pattern),
        pattern=pattern,
        end=min(starts["LIMIT"], starts["OFFSET"], values),
        values=values,
        limit=numbers.get("LIMIT"),
        offset=numbers.get("OFFSET", 0),
        ordered=order < values,
        sorted=frozenset(word.text[1:] for _, word in after if word.kind == "VAR" and word.start > order),
    )


# Some engines read words that no space holds apart.
_GLUED = re.compile(r"(ORDER|GROUP)BY|(LIMIT|OFFSET)[0-9]|(WHERE|VALUES|HAVING|BY|NAMED)[A-Z0-9]")


def _first(words: Sequence[tuple[int, grammar.Word]], kind: str) -> int:
    return next((word.start for _, word in words if word.kind == kind), 1 << 62)


def probe(rows: int) -> str:
    """Give a query with so many rows, whatever is asked: an engine makes them out of nothing.

    >>> probe(4)
    "SELECT ?row { VALUES ?row { '0' '1' } VALUES ?other { '0' '1' } } LIMIT 4"
    """
    some = " ".join(f"'{number}'" for number in range(isqrt(rows - 1) + 1))
    return f"SELECT ?{PROBE} {{ VALUES ?{PROBE} {{ {some} }} VALUES ?other {{ {some} }} }} LIMIT {rows}"
