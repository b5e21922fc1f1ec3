"""The commands for the next step: from an influence, a factor, a construct or a study to the three others."""

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from determinants.ask import naming
from determinants.ask.kinds import KINDS
from determinants.ask.meaning import ELEMENT, FACTOR, INFLUENCE, STUDY, Meant, of_kind
from determinants.ground import called
from determinants.ground.vocab import DET
from determinants.store.solutions import Row, Rows, Term

# What is gone to, by the command that answers it.
COMMANDS = {INFLUENCE: "influences", FACTOR: "factors", ELEMENT: "cfir", STUDY: "studies"}


def onward(about: Meant | None, here: str) -> tuple[str, ...]:
    """Give the commands from a thing to the three others, but for the command that just answered.

    >>> from pyoxigraph import NamedNode
    >>> from determinants.ground.vocab import BASE
    >>> onward(Meant(ELEMENT, NamedNode(BASE + "cfir2022/culture")), "factors")
    ('determinants influences cfir2022/culture', 'determinants studies cfir2022/culture')
    """
    if about is None:
        return ()
    return tuple(
        called.command(f"{command} {about.path}")
        for kind, command in COMMANDS.items()
        if kind != about.kind and command != here
    )


# The kinds that one goes on from, and what a column or a class of each is called.
FROM = {"determinant": FACTOR, "influence": INFLUENCE, "element": ELEMENT, "publication": STUDY}


def from_thing(iri: str, classes: Iterable[str]) -> tuple[str, ...]:
    """Give the commands from a thing of some classes: to the three others, or to what a review counts.

    >>> from_thing("https://w3id.org/determinants/ibrahim2019", [DET.Review.value])
    ('determinants influences --review ibrahim2019',)
    """
    known = set(classes)

    def one_of(kind: str) -> bool:
        return any(DET[name].value in known for name in KINDS[kind].classes)

    if one_of("review"):
        return (called.command(f"influences --review {naming.path(iri)}"),)
    kind = next((goes for name, goes in FROM.items() if one_of(name)), None)
    return onward(Meant(kind, NamedNode(iri)), "show") if kind else ()


def from_rows(rows: Rows) -> tuple[str, ...]:
    """Give the commands from the one factor, influence, construct or study that all rows are about."""
    shared = Shared(rows.columns)
    for row in rows.rows:
        shared.see(row)
    return shared.commands()


class Shared:
    """The factor, influence, construct or study that all rows seen until now are about, of each the first."""

    def __init__(self, columns: Sequence[str]) -> None:
        """Look at rows under these columns."""
        self._places = {column: columns.index(column) for column in FROM if column in columns}
        self._first: dict[str, Term | None] = {}

    def see(self, row: Row) -> None:
        """Look at one more row: what it is not about is not what all are about."""
        for column, place in list(self._places.items()):
            if self._first.setdefault(column, row[place]) != row[place]:
                del self._places[column]

    @property
    def nothing(self) -> bool:
        """Whether rows are about several of each, whatever else comes."""
        return not self._places

    def commands(self) -> tuple[str, ...]:
        """Give the commands from the first thing that all are about."""
        for column in self._places:
            if isinstance(one := self._first.get(column), NamedNode):
                return onward(of_kind(FROM[column], one), "ask")
        return ()
