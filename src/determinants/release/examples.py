"""The stored questions in a release: each as a file, and all as `sh:SPARQLExecutable`, as SIB's examples are.

Editors of SPARQL that read `sh:SPARQLExecutable` then offer them, each with its question in words.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from pyoxigraph import Literal, NamedNode, Quad

from determinants.ask.questions import Question
from determinants.graph.labels import complete
from determinants.ground.vocab import BASE, DCTERMS, LICENCE, OWL, PREFIXES, RDF, RDFS, SKOS, XSD, Namespace
from determinants.release.parts import RELEASE, Part, Source
from determinants.write.graph_formats import as_turtle

SH = Namespace("http://www.w3.org/ns/shacl#")
SCHEMA = Namespace("https://schema.org/")
EXAMPLES = f"{RELEASE}/questions/questions"
DECLARED = NamedNode(BASE + "question/prefixes")
SIB = "https://github.com/sib-swiss/sparql-examples"


def parts(source: Source) -> Iterator[Part]:
    """Yield the questions as one file of RDF, and each as a file of SPARQL that runs as it stands."""
    stored = source.graph.questions()
    quads = list(complete(described(stored.values())))
    what = "the stored questions as sh:SPARQLExecutable, for editors of SPARQL"
    yield Part("questions/questions.ttl", "text/turtle", what, partial(as_turtle, quads), EXAMPLES, SIB)
    for name, question in stored.items():
        yield Part(
            f"questions/{name}.rq", "application/sparql-query", question.summary, partial(str, question.text)
        )


def described(stored: Iterable[Question]) -> Iterator[Quad]:
    """Yield what each question is: its words, its query without comments, and the prefixes of all."""
    yield Quad(DECLARED, RDF.type, OWL.Ontology)
    yield Quad(DECLARED, SKOS.prefLabel, Literal("prefixes of the stored questions", language="en"))
    for prefix, namespace in PREFIXES.items():
        one = NamedNode(f"{BASE}question/prefix/{prefix}")
        yield Quad(DECLARED, SH.declare, one)
        yield Quad(one, RDF.type, SH.PrefixDeclaration)
        yield Quad(one, SKOS.prefLabel, Literal(f"prefix: {prefix}", language="en"))
        yield Quad(one, SH.prefix, Literal(prefix))
        yield Quad(one, SH.namespace, Literal(namespace, datatype=XSD.anyURI))
    for question in stored:
        it = NamedNode(f"{BASE}question/{question.name}")
        yield Quad(it, RDF.type, SH.SPARQLExecutable)
        yield Quad(it, RDF.type, SH.SPARQLSelectExecutable)
        yield Quad(it, SKOS.prefLabel, Literal(question.name))
        yield Quad(it, RDFS.comment, Literal(question.summary, language="en"))
        if question.head.description:
            yield Quad(it, DCTERMS.description, Literal(question.head.description, language="en"))
        yield Quad(it, SH.prefixes, DECLARED)
        yield Quad(it, SH.select, Literal(bare(question.text)))
        yield Quad(it, DCTERMS.license, LICENCE)
        for tag in question.head.tags:
            yield Quad(it, SCHEMA.keywords, Literal(tag))


def bare(text: str) -> str:
    r"""Give a query without its head and without the places where it may be narrowed.

    >>> bare("#+ summary: Which?\nSELECT ?a\nWHERE {\n  #? a\n  ?a ?b ?c .\n}\n")
    'SELECT ?a\nWHERE {\n  ?a ?b ?c .\n}\n'
    """
    lines = (line for line in text.splitlines() if not line.lstrip().startswith(("#+", "#?")))
    return "\n".join(lines).strip() + "\n"
