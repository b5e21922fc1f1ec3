"""The answer to `factors`: the facilitators and barriers that a review prints."""

from determinants.ask.asking import Answer, Graph
from determinants.ask.records import InfluenceDeterminants


def factors(graph: Graph, influence: str | None = None, direction: str | None = None) -> Answer:
    """Give single facilitators and barriers, each at its place, of one influence or of all.

    The rows are those of `influence-determinants`.

    >>> import determinants
    >>> len(factors(determinants.open_graph(), "psw-training", direction="hinders").main)
    9

    Raises:
        UnknownName: if no influence or direction is called so.
    """
    question = InfluenceDeterminants.question
    return Answer(question, graph.ask(question, influence=influence, direction=direction))
