"""The graph for programs: open it, ask it, take rows.

>>> import determinants
>>> graph = determinants.open_graph()
>>> rows = graph.ask("influence-counts", influence="organisational-culture")
>>> [(row["influence_label"], row["count"], row["total"]) for row in rows.records()]
[('Organisational culture', 28, 53)]
"""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode

from determinants import __version__
from determinants.ask import naming, narrowing
from determinants.ask import questions as stored
from determinants.ask.narrowing import Said
from determinants.ask.questions import Question
from determinants.ground import shipped
from determinants.store import engines
from determinants.store.engine import Engine
from determinants.store.limits import DEFAULT_LIMITS, Limits
from determinants.store.solutions import Answering, ComingRows, Result, Rows


class Graph:
    """A graph that is open, whichever engine answers for it."""

    def __init__(
        self,
        engine: Engine,
        review: NamedNode | None = None,
        for_anything: Callable[[], Engine] | None = None,
    ) -> None:
        """Ask this engine, about one review if it is given; `for_anything` gives what answers free SPARQL."""
        self.engine = engine
        self.review = review
        self._for_anything = cache(for_anything or (lambda: engine))

    def of(self, review: str | None) -> "Graph":
        """Give the graph kept to one review: to its codes, whoever coded to them.

        Every question that can be narrowed to a review then is. Without a review, it is as it was.

        Raises:
            UnknownName: if no review, or more than one, is called so.
        """
        if review is None:
            return self
        return Graph(self.engine, naming.named(self.engine, review, "review"), self._for_anything)

    def questions(self) -> dict[str, Question]:
        """Give the stored questions by name."""
        return stored.load(shipped.folder("queries"))

    def ask(self, question: str, **where: Said | Sequence[Said] | None) -> Rows:
        """Give the answer to a stored question, narrowed to rows with one of the values in each column.

        Values may be named by slug, label, path or IRI, as on the command line, or be terms.

        >>> import determinants
        >>> len(determinants.open_graph().ask("influence-determinants", influence="psw-training"))
        18

        Raises:
            UnknownName: if there is no such question, column or value; near misses are suggested.

        """
        return narrowing.answer(self.engine, self._question(question, where), where, self.review)

    def rows(self, question: str, **where: Said | Sequence[Said] | None) -> ComingRows:
        """Give the answer to a stored question with its rows as they come, each once; else as `ask`.

        Nobody holds them, however many there are: `records` gives them one after another as Python values.

        >>> import determinants
        >>> coming = determinants.open_graph().rows("influence-counts", influence="organisational-culture")
        >>> next(coming.records())["count"]
        28

        Raises:
            UnknownName: if there is no such question, column or value; near misses are suggested.
            LimitReached: if it takes more time or memory than it may, now or while rows come.

        """
        return narrowing.coming(self.engine, self._question(question, where), where, self.review)

    def _question(self, name: str, where: dict[str, Said | Sequence[Said] | None]) -> Question:
        """Give a stored question, and narrow it to the review that is asked about, where that can be."""
        asked = naming.question(name)
        if asked.name != name:
            warnings.warn(f"'{name}' is now called '{asked.name}'.", FutureWarning, stacklevel=3)
        if self.review is not None and "review" in asked.markers:
            where.setdefault("review", self.review)
        return asked

    def sparql(self, query: str) -> Result:
        """Give the answer to a query: `Rows`, a `Verdict` or `Triples`.

        The prefixes of this project, such as `det:` and `skos:`, need not be declared. A term of our
        namespace that the ontology does not have is told in a warning; the answer stays what it is.

        >>> import determinants
        >>> graph = determinants.open_graph()
        >>> len(graph.sparql("SELECT ?site { ?site a det:Site }"))
        6

        Raises:
            QueryRefused: if the query cannot be read, with the line and column, what stands there and what
                to do; or if it asks for what is never done here.
            LimitReached: if it takes more time or memory than it may, or its answer is too long to hold.

        """
        answer = self._for_anything().query(query)
        self._warn(query)
        return answer

    def stream(self, query: str) -> Answering:
        """Give the answer to a query, with its rows or triples as they come, each once; else as `sparql`.

        >>> import determinants
        >>> rows = determinants.open_graph().stream("SELECT ?s ?p { ?s ?p ?o } LIMIT 1000")
        >>> rows.columns, sum(1 for row in rows)
        (('s', 'p'), 1000)

        Raises:
            QueryRefused: if the query cannot be read, or asks for what is never done here.
            LimitReached: if it takes more time or memory than it may, now or while rows come.

        """
        answer = self._for_anything().stream(query)
        self._warn(query)
        return answer

    def _warn(self, query: str) -> None:
        from determinants.ask import undeclared  # only free queries need the grammar, which takes a while

        for sentence in undeclared.told(self.engine, query):
            warnings.warn(sentence, UserWarning, stacklevel=3)


@dataclass(frozen=True)
class Answer:
    """What a question that people come with is answered by. Its main rows are those of a stored question."""

    question: str
    main: Rows

    @property
    def view(self) -> tuple[str, ...]:
        """The columns of the main rows that matter most."""
        return naming.question(self.question).view

    def __repr__(self) -> str:
        return repr(self.main.only(self.view))

    def _repr_html_(self) -> str:
        """Give the columns that matter most as a notebook shows them."""
        of = [column.removesuffix("_label") for column in self.view]  # what labels stand for, to link to
        shown = dict.fromkeys([*self.view, *(column for column in of if column in self.main.columns)])
        return self.main.only(list(shown))._repr_html_()


def open_graph(
    data: Sequence[Path | str] = (),
    store: Path | str | None = None,
    endpoint: str | None = None,
    engine: str = engines.DEFAULT,
    on_build: Callable[[], None] = lambda: None,
    limits: Limits = DEFAULT_LIMITS,
) -> Graph:
    """Open the built-in graph with your own data folders added, a store on disk, or a SPARQL endpoint.

    `engine` says which library holds the built-in graph: `oxigraph`, or `rdflib`, which is slower and a
    second opinion. `on_build` is called before the built-in graph has to be built. `limits` say how long
    a query may take, and how much memory; stored questions over the built-in graph alone need none.

    Raises:
        DataError: with every problem, if your data are wrong.
        UsageError: if more than one of them is asked for, or the store is none.
        EndpointError: if the endpoint does not answer.

    """
    opened = engines.open_engine(
        engine,
        engines.BuiltIn((shipped.folder("data"), *map(Path, data)), shipped.folder("ontology"), __version__),
        store=Path(store) if store else None,
        endpoint=endpoint,
        limits=limits,
        on_build=on_build,
    )
    return Graph(opened.stored, for_anything=opened.for_anything)
