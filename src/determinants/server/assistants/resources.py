"""What assistants read whole: the ontology and the shapes, the caveats, the questions, and single things."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from pyoxigraph import NamedNode

from determinants.ask import naming
from determinants.ground import shipped
from determinants.ground.vocab import BASE
from determinants.server.assistants import caveats
from determinants.server.assistants.arguments import unknown
from determinants.server.served import Served
from determinants.store.solutions import Triples
from determinants.write import asked, row_formats
from determinants.write.formats import in_parts
from determinants.write.sparql_formats import TRIPLE_FORMATS

SCHEME = "determinants://"
TURTLE, MARKDOWN, SPARQL = "text/turtle", "text/markdown", "application/sparql-query"


@dataclass(frozen=True)
class Resource:
    """A text under an address, or under many: `template` has a place for a name, of things of a `kind`."""

    address: str
    name: str
    what: str
    media_type: str
    text: Callable[[Served, str], str]
    named: str = ""
    kind: str = ""

    @property
    def whole(self) -> str:
        """Its address, with the place for a name."""
        return SCHEME + self.address + (f"{{+{self.named}}}" if self.named else "")


def _file(name: str) -> Callable[[Served, str], str]:
    return lambda _served, _said: (shipped.folder("ontology") / name).read_text(encoding="utf-8")


def _questions(served: Served, _: str) -> str:
    return "# Stored questions\n\n" + row_formats.as_markdown(asked.listed(served.questions.values()))


def _question(_: Served, said: str) -> str:
    return naming.question(said).text


def _thing(served: Served, said: str) -> str:
    iri = naming.thing(served.graph.engine, said).value
    rows = served.graph.ask("thing-statements", thing=NamedNode(iri))
    triples = Triples(tuple(dict.fromkeys(rows.triples("thing", "property", "value"))))
    return b"".join(in_parts(TRIPLE_FORMATS["turtle"].write(triples))).decode()


RESOURCES = (
    Resource(
        "ontology",
        "The ontology",
        "What the words of the graph mean (OWL).",
        TURTLE,
        _file("determinants.ttl"),
    ),
    Resource("shapes", "The shapes", "What a graph must contain (SHACL).", TURTLE, _file("shapes.ttl")),
    Resource(
        "caveats",
        "How to repeat what this graph says",
        "What has to be said beside its numbers. Read it before you answer anybody.",
        MARKDOWN,
        lambda served, _: caveats.all_of_them(served.graph),
    ),
    Resource("questions", "Stored questions", "All of them, and what narrows each.", MARKDOWN, _questions),
    Resource(
        "questions/",
        "A stored question in SPARQL",
        "The text of a stored question, which runs as it stands.",
        SPARQL,
        _question,
        named="question",
        kind="question",
    ),
    Resource(
        "things/",
        "A thing in Turtle",
        "What the graph says of one thing: by its path, its IRI or its name.",
        TURTLE,
        _thing,
        named="path",
        kind="thing",
    ),
)


def found(address: str) -> tuple[Resource, str]:
    """Give the resource of an address, and the name in it.

    Raises:
        UnknownName: if there is none.

    """
    said = address.removeprefix(SCHEME) if address.startswith(SCHEME) else address.removeprefix(BASE)
    for one in RESOURCES:
        if not one.named and said.strip("/") == one.address:
            return one, ""
        if one.named and said.startswith(one.address) and said != one.address:
            return one, unquote(said.removeprefix(one.address))
    raise unknown("resource", address, [one.whole for one in RESOURCES])
