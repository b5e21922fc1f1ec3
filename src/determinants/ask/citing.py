"""How an answer is cited: which data, in which version and state, what was asked of them, when and how."""

import datetime
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from determinants.ask import naming
from determinants.ask.asking import Graph
from determinants.ask.narrowing import Said
from determinants.ground import called
from determinants.ground.days import today
from determinants.ground.problems import UnknownName
from determinants.ground.vocab import BASE, DCAT, DCTERMS, DET, SKOS, compact, thing
from determinants.store.solutions import Rows


@dataclass(frozen=True)
class Citation:
    """What is cited. What the graph does not say of itself is empty, and then not told.

    `asked` is the question in words, `narrowed` what it was narrowed to, and `command` makes it again.
    """

    title: str
    creator: str
    version: str
    issued: str
    state: str
    program: str
    accessed: datetime.date
    command: str
    asked: str = ""
    name: str = ""  # of the stored question
    narrowed: tuple[str, ...] = ()

    @property
    def year(self) -> str:
        """The year of the version; of one that is not released, that in which it was looked at."""
        return self.issued[:4] or str(self.accessed.year)

    @property
    def key(self) -> str:
        """What it is called in a bibliography: the same data and question have the same key."""
        parts = ["determinants", self.version, self.state[:8], self.name]
        return "-".join(part for part in parts if part)


def cite(
    graph: Graph,
    question: str | None = None,
    where: Mapping[str, Said | Sequence[Said] | None] | None = None,
    *,
    command: str = "",
    more: Sequence[str] = (),
) -> Citation:
    """Give how the graph is cited, or the answer to a stored question, perhaps narrowed.

    `command` is what makes it again, where that is not `ask` or `build`; `more` are further words of it.

    >>> import determinants
    >>> made = cite(determinants.open_graph(), "influence-counts", {"influence": "organisational-culture"})
    >>> made.asked, made.narrowed
    ('How many publications does a review count for each influence?', ('influence: Organisational culture',))
    >>> made.command
    'determinants ask influence-counts --where influence=organisational-culture'

    Raises:
        UnknownName: if there is no such question, column or value; near misses are suggested.
    """
    if question is None:
        return of_graph(graph, command=command or f"{called.NAME} {shlex.join(['build', *more])}")
    asked = naming.question(question)
    values = {column: _listed(said) for column, said in (where or {}).items()}
    narrowed = [
        f"{column}: {_meant(graph, question, column, each)}"
        for column, said in values.items()
        for each in said
    ]
    words = ["ask", asked.name]
    for column, said in values.items():
        for each in said:
            text = each if isinstance(each, str) else str(each.value)
            words += ["--where", f"{column}={text.removeprefix(BASE)}"]
    if graph.review is not None:
        words += ["--review", naming.slug(graph.review.value)]
    words += more
    return of_graph(
        graph,
        asked.summary,
        asked.name,
        narrowed,
        command=command or f"{called.NAME} {shlex.join(words)}",
    )


def of_graph(
    graph: Graph, asked: str = "", name: str = "", narrowed: Sequence[str] = (), *, command: str
) -> Citation:
    """Give how something that was asked of a graph is cited, with what the graph says of itself."""
    said = described(graph.ask("thing-statements", thing=thing("dataset")))
    kept = [f"review: {naming.slug(graph.review.value)}"] if graph.review is not None else []
    return Citation(
        said.get(DCTERMS.title.value, "A graph of implementation determinants"),
        said.get(DCTERMS.creator.value, ""),
        said.get(DCAT.version.value, ""),
        said.get(DCTERMS.issued.value, ""),
        said.get(DET.state.value, ""),
        said.get(DET.program.value, ""),
        today(),
        command,
        asked,
        name,
        (*narrowed, *kept),
    )


def version_of(graph: Graph) -> str:
    """Give the version of the data that a graph was made from; nothing if they have none."""
    return described(graph.ask("thing-statements", thing=thing("dataset"))).get(DCAT.version.value, "")


def described(rows: Rows) -> dict[str, str]:
    """Give what is said of a thing by property: of another thing, what it is called."""
    return {
        str(row["property"]): str(row["value_label"] or row["value"])
        for row in rows.records()
        if row["value"]
    }


def _listed(said: Said | Sequence[Said] | None) -> list[Said]:
    if isinstance(said, str | NamedNode | Literal):
        return [said]
    return list(said or ())


def _meant(graph: Graph, question: str, column: str, said: Said) -> str:
    """Give what a value is called that a question is narrowed to.

    Raises:
        UnknownName: if there is no such column or value.
    """
    asked = naming.question(question)
    if column not in asked.columns:
        raise UnknownName(f"narrowing column of {asked.name}", column, tuple(asked.columns))
    term = (
        naming.value(graph.engine, asked.columns[column], said, graph.review)
        if isinstance(said, str)
        else said
    )
    if isinstance(term, Literal):
        return term.value
    known = described(graph.ask("thing-statements", thing=term))
    return known.get(SKOS.prefLabel.value) or compact(term.value).removeprefix(BASE)
