"""What the CFIR explorer shows before its engine is there: both editions, what leads to them, and how much.

Rows are those of stored questions, but for the counts: these are made of the rows of two of them, as a
domain has to count a publication once, in however many of its constructs it reports something.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from pyoxigraph import Literal, NamedNode

from determinants.ask.asking import Graph
from determinants.ask.records import CfirElements, CfirFactors, CfirFindings, records
from determinants.ground.values import CODING, OWN
from determinants.ground.vocab import DET, XSD
from determinants.store.solutions import Rows, Term

ASKED = ("cfir-elements", "cfir-crosswalk", "cfir-alignments", "cfir-alignments-derived")
COUNTS, WORDS = "counts", "words"

DEFINED = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?term ?label ?definition WHERE {
  GRAPH ?graph { ?term a owl:Class ; rdfs:label ?label ; skos:definition ?definition }
} ORDER BY ?label ?term
"""

Review = tuple[str, str]  # its IRI and what it is called; empty where something belongs to no review


def bundle(graph: Graph) -> dict[str, Rows]:
    """Give the answers by the names of the questions, the counts, and what the words of the ontology mean."""
    found = graph.engine.query(DEFINED)
    own = [row for row in (found.rows if isinstance(found, Rows) else ()) if _iri(row[0]).startswith(DET.iri)]
    return {
        **{name: graph.ask(name) for name in ASKED},
        COUNTS: counts(graph),
        WORDS: Rows(("term", "label", "definition"), tuple(own)),
    }


def counts(graph: Graph) -> Rows:
    """Give for each element, review and direction how many publications report it, and of how many factors.

    A publication counts by what it reports itself, and once in an element, also where that has constructs
    below it; so does a factor. Mixed and unclear reports are rows of their own.

    >>> import determinants
    >>> counts(determinants.open_graph()).columns
    ('element', 'review', 'review_label', 'direction', 'publications', 'factors')
    """
    above = {row.element: row.broader for row in records(graph.ask, CfirElements) if row.broader}
    reported: dict[tuple[str, Review, str], set[str]] = {}
    placed: dict[tuple[str, Review, str], set[str]] = {}
    for found in records(graph.ask, CfirFindings):
        if found.directness in {OWN.iri, CODING.iri}:
            _put(reported, above, found, found.publication)
    for factor in records(graph.ask, CfirFactors):
        _put(placed, above, factor, factor.determinant)
    keys = dict.fromkeys(sorted(chain(reported, placed)))
    return Rows(
        ("element", "review", "review_label", "direction", "publications", "factors"),
        tuple(
            (
                NamedNode(element),
                NamedNode(review) if review else None,
                Literal(label) if review else None,
                NamedNode(direction),
                _whole(len(reported.get((element, (review, label), direction), ()))),
                _whole(len(placed.get((element, (review, label), direction), ()))),
            )
            for element, (review, label), direction in keys
        ),
    )


def _put(
    into: dict[tuple[str, Review, str], set[str]],
    above: Mapping[str, str],
    row: CfirFindings | CfirFactors,
    what: str,
) -> None:
    review = row.review or "", row.review_label or ""
    for element in _up(row.element, above):
        into.setdefault((element, review, row.direction), set()).add(what)


def _up(element: str, above: Mapping[str, str]) -> Iterator[str]:
    """Yield an element and what it is part of."""
    here: str | None = element
    while here:
        yield here
        here = above.get(here)


def _whole(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)


def _iri(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode) else ""
