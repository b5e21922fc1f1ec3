"""The answer to `influences`: what a review counts for each of its influences."""

from determinants.ask.asking import Answer, Graph
from determinants.ask.records import InfluenceCounts


def influences(graph: Graph) -> Answer:
    """Give the influences of each review, in its order, with how many publications it counts for each.

    Where a review codes to a framework, its counts are of constructs. The rows are those of
    `influence-counts`.

    >>> import determinants
    >>> len(influences(determinants.open_graph().of("ibrahim2019")).main)
    14
    """
    question = InfluenceCounts.question
    return Answer(question, graph.ask(question))
