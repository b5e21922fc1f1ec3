"""The pictures of the explorer: plots of each review as `determinants plot` draws them, with their rows."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pyoxigraph import NamedNode

from determinants.ask.asking import Graph
from determinants.ask.citing import of_graph
from determinants.ground import called
from determinants.ground.problems import UsageError
from determinants.ground.vocab import BASE, DET
from determinants.plots import PLOTS, SIZES, Figure, Plot
from determinants.plots.figure_formats import can_draw
from determinants.write.citations import undated
from determinants.write.sparql_formats import as_json

ACROSS = "between"  # stands for the review in the name of a picture between reviews


@dataclass(frozen=True)
class Pictures:
    """The pictures of one open graph. Each is drawn when it is asked for, and then kept."""

    graph: Graph
    kinds: Collection[str] = tuple(PLOTS)

    @cached_property
    def reviews(self) -> dict[str, str]:
        """What each review is called, by its path."""
        rows = self.graph.ask("thing-names").records()
        return {
            str(row["thing"]).removeprefix(BASE): str(row["label"])
            for row in rows
            if str(row["kind"]) == f"{DET.iri}Review"
        }

    @cached_property
    def _made(self) -> dict[tuple[str, str], Plot | None]:
        return {}

    @cached_property
    def _drawn(self) -> dict[str, bytes]:
        return {}

    def listed(self) -> dict[str, Any]:
        """Give which pictures there are, and whether they can be drawn here: that needs the extra `plots`.

        `shows` has for each thing that pictures show, by its path, their places in the list of pictures.
        """
        drawn = can_draw()
        keys = list(self._keys()) if drawn else []
        return {"drawn": drawn, "pictures": [self._told(*key) for key in keys], "shows": self._shows(keys)}

    def names(self) -> Iterator[str]:
        """Yield the name of every picture."""
        yield from (_name(*key) for key in (self._keys() if can_draw() else ()))

    def give(self, name: str) -> bytes | None:
        """Give a picture with its words and rows; nothing, if there is none of this name."""
        kind, _, review = name.removeprefix("pictures/").removesuffix(".json").partition("~")
        review = "" if review == ACROSS else review
        if name != _name(kind, review) or (made := self._plot(kind, review)) is None or not can_draw():
            return None
        if name not in self._drawn:
            self._drawn[name] = self._draw(kind, review, made)
        return self._drawn[name]

    def _shows(self, keys: Sequence[tuple[str, str]]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, key in enumerate(keys):
            made = self._plot(*key)
            terms = (
                {term.value for row in made.rows.rows for term in row if isinstance(term, NamedNode)}
                if made
                else ()
            )
            for path in sorted(term.removeprefix(BASE) for term in terms if self._is_thing(term)):
                found.setdefault(path, []).append(place)
        return found

    def _is_thing(self, iri: str) -> bool:
        """Whether an IRI is one of a thing, and neither of the ontology nor of a picture's own."""
        return iri.startswith(BASE) and not iri.startswith(DET.iri)

    def _keys(self) -> Iterator[tuple[str, str]]:
        """Yield kind and review of what has something to draw."""
        for review in (*self.reviews, ""):
            yield from ((kind, review) for kind in self.kinds if self._plot(kind, review) is not None)

    def _plot(self, kind: str, review: str) -> Plot | None:
        if kind not in self.kinds or PLOTS[kind].across is bool(review):
            return None
        if review and review not in self.reviews:
            return None
        key = kind, review
        if key not in self._made:
            try:
                self._made[key] = PLOTS[kind].make(self.graph.of(review or None).ask)
            except UsageError:  # there is nothing to draw
                self._made[key] = None
        return self._made[key]

    def _told(self, kind: str, review: str) -> dict[str, Any]:
        made = self._plot(kind, review)
        return {
            "file": _name(kind, review),
            "kind": kind,
            "what": PLOTS[kind].what,
            "review": review,
            "review_label": self.reviews.get(review, ""),
            "title": made.title if made else "",
        }

    def _draw(self, kind: str, review: str, made: Plot) -> bytes:
        command = f"{called.NAME} plot {kind}" + (f" --review {review}" if review else "")
        cited = undated(of_graph(self.graph.of(review or None), f"Figure: {made.title}", command=command))
        told = {
            **self._told(kind, review),
            "subtitle": made.subtitle,
            "caution": made.caution,
            "alt": made.alt,
            "least": made.least,
            "command": command,
            "svg": Figure(made, SIZES["page"], cited).svg,
            "rows": json.loads(as_json(made.rows)),
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _name(kind: str, review: str) -> str:
    return f"pictures/{kind}~{review or ACROSS}.json"
