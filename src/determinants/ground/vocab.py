"""The vocabulary: every namespace and prefix that the graph uses, said once.

Our own terms (`DET`) are declared in `ontology/determinants.ttl`; a test holds the two together.
Published terms were read in their own ontology files before they were used here.
"""

from functools import lru_cache

from pyoxigraph import NamedNode

BASE = "https://w3id.org/determinants/"


class Namespace:
    """A namespace whose terms are read as attributes or items.

    >>> DET.influence
    <NamedNode value=https://w3id.org/determinants/ontology#influence>
    >>> OWL["Class"].value
    'http://www.w3.org/2002/07/owl#Class'
    """

    def __init__(self, iri: str) -> None:
        """Open the namespace that starts with `iri`."""
        self.iri = iri
        self._term = lru_cache(maxsize=None)(lambda name: NamedNode(iri + name))

    def __getitem__(self, name: str) -> NamedNode:
        return self._term(name)

    def __getattr__(self, name: str) -> NamedNode:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._term(name)


DET = Namespace(BASE + "ontology#")
BIBO = Namespace("http://purl.org/ontology/bibo/")
CITO = Namespace("http://purl.org/spar/cito/")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
FABIO = Namespace("http://purl.org/spar/fabio/")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
PROV = Namespace("http://www.w3.org/ns/prov#")
QB = Namespace("http://purl.org/linked-data/cube#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SEMAPV = Namespace("https://w3id.org/semapv/vocab/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
SSSOM = Namespace("https://w3id.org/sssom/")
VANN = Namespace("http://purl.org/vocab/vann/")
VOID = Namespace("http://rdfs.org/ns/void#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

# The licence of all that is said here in our own words.
LICENCE = NamedNode("https://creativecommons.org/licenses/by/4.0/")

PREFIXES: dict[str, str] = {
    "bibo": BIBO.iri,
    "cito": CITO.iri,
    "dcat": DCAT.iri,
    "dcterms": DCTERMS.iri,
    "det": DET.iri,
    "fabio": FABIO.iri,
    "owl": OWL.iri,
    "prov": PROV.iri,
    "qb": QB.iri,
    "rdf": RDF.iri,
    "rdfs": RDFS.iri,
    "semapv": SEMAPV.iri,
    "skos": SKOS.iri,
    "sssom": SSSOM.iri,
    "vann": VANN.iri,
    "void": VOID.iri,
    "xsd": XSD.iri,
}


def thing(*path: str) -> NamedNode:
    """Give the IRI of a thing of ours, from the parts of its path.

    >>> thing("ibrahim2019", "influence", "organisational-culture").value
    'https://w3id.org/determinants/ibrahim2019/influence/organisational-culture'
    """
    return NamedNode(BASE + "/".join(path))


def compact(iri: str) -> str:
    """Shorten an IRI to a prefixed name where one of our prefixes fits, else give it back.

    >>> compact("http://www.w3.org/2004/02/skos/core#prefLabel")
    'skos:prefLabel'
    """
    for prefix, namespace in PREFIXES.items():
        local = iri[len(namespace) :]
        if iri.startswith(namespace) and local.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{local}"
    return iri
