"""The answer to `show`: everything that the graph says about one thing, and what refers to it."""

from dataclasses import dataclass

from determinants.ask import naming
from determinants.ask.asking import Answer, Graph
from determinants.ask.records import ThingMentions, ThingStatements, read, records


@dataclass(frozen=True, repr=False)  # shown as the rows that it is
class Shown(Answer):
    """What is said about a thing (`main`, and as objects `statements`), and what names it."""

    iri: str
    statements: tuple[ThingStatements, ...]
    mentions: tuple[ThingMentions, ...]


def show(graph: Graph, thing: str, framework: str | None = None) -> Shown:
    """Give everything about one thing, named by slug, label, path or IRI, with its provenance.

    With a framework, a domain or construct of it is meant, which may also be named by its code.

    >>> import determinants
    >>> show(determinants.open_graph(), "gillard2013").iri
    'https://w3id.org/determinants/publication/gillard2013'

    Raises:
        UnknownName: if nothing, or more than one thing, is called so.
    """
    scheme = None if framework is None else naming.named(graph.engine, framework, "framework")
    target = naming.thing(graph.engine, thing, scheme)
    question = ThingStatements.question
    main = graph.ask(question, thing=target)
    return Shown(
        question,
        main,
        iri=target.value,
        statements=tuple(read(main, ThingStatements)),
        mentions=tuple(records(graph.ask, ThingMentions, thing=target)),
    )
