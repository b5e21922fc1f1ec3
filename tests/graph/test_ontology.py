"""Three descriptions, one truth: what the code emits, what the ontology declares, what is documented."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from determinants.ground.vocab import DET, OWL, RDF, RDFS, SKOS
from determinants.tables.model import TABLES, MappingSet

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual}


@pytest.fixture(scope="module")
def declared() -> dict[NamedNode, set[Triple]]:
    """Everything that the ontology says, by the term that it says it of."""
    terms: dict[NamedNode, set[Triple]] = {}
    for name in ("determinants.ttl", "cubes.ttl"):
        for triple in parse(path=ONTOLOGY / name, format=RdfFormat.TURTLE):
            if triple.subject.value.startswith(DET.iri):
                terms.setdefault(triple.subject, set()).add(triple)
    return terms


def test_every_term_has_one_label_and_one_definition_in_english(
    declared: dict[NamedNode, set[Triple]],
) -> None:
    for term, said in declared.items():
        for predicate in (RDFS.label, SKOS.definition):
            values = [triple.object for triple in said if triple.predicate == predicate]
            assert len(values) == 1, f"{term} has {len(values)} {predicate}"
            assert values[0].language == "en"
            assert values[0].value.strip()


def test_definitions_end_like_sentences_and_labels_are_told_apart(
    declared: dict[NamedNode, set[Triple]],
) -> None:
    labels: dict[tuple[str, bool], NamedNode] = {}
    for term, said in declared.items():
        (definition,) = (triple.object.value for triple in said if triple.predicate == SKOS.definition)
        assert definition.endswith("."), f"{term}: {definition}"
        label = next(triple.object.value for triple in said if triple.predicate == RDFS.label)
        key = (label, term.value.rpartition("#")[2][0].isupper())
        if not any(triple.object.value.startswith("http://purl.org/linked-data/cube#") for triple in said):
            assert key not in labels, f"{term} and {labels[key]} are both called {label}"
            labels[key] = term


def test_every_term_of_ours_that_the_graph_uses_is_declared(
    shipped_quads: list[Quad], reviews_quads: list[Quad], declared: dict[NamedNode, set[Triple]]
) -> None:
    used = {
        term
        for quad in (*shipped_quads, *reviews_quads)
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(DET.iri)
    }
    assert not used - declared.keys() - {NamedNode(DET.iri)}


def test_every_declared_property_and_class_is_used(
    shipped_quads: list[Quad], reviews_quads: list[Quad], declared: dict[NamedNode, set[Triple]]
) -> None:
    data = [
        quad
        for quad in (*shipped_quads, *reviews_quads)
        if quad.graph_name.value.rpartition("/")[2] not in {"ontology"}
    ]
    used = {quad.predicate for quad in data} | {quad.object for quad in data if quad.predicate == RDF.type}
    used |= {
        triple.object
        for said in declared.values()
        for triple in said
        if triple.predicate == RDFS.subClassOf and triple.subject in used
    }
    # Not instantiated in the data: kinds of values that have names of their own.
    waiting = {DET[name] for name in ("Direction", "Basis", "Directness", "Confidence", "DependenceKind")}
    for term, said in declared.items():
        kinds = {triple.object for triple in said if triple.predicate == RDF.type}
        if kinds & {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty} and term not in waiting:
            assert term in used, f"{term} is declared, but nothing uses it"


def test_object_properties_have_things_and_datatype_properties_have_literals(
    shipped_quads: list[Quad], declared: dict[NamedNode, set[Triple]]
) -> None:
    for quad in shipped_quads:
        if quad.predicate in declared:
            kinds = {triple.object for triple in declared[quad.predicate] if triple.predicate == RDF.type}
            expected = OWL.DatatypeProperty if isinstance(quad.object, Literal) else OWL.ObjectProperty
            assert expected in kinds, f"{quad}"


def test_every_class_has_a_shape(shipped_quads: list[Quad]) -> None:
    shapes = (ONTOLOGY / "shapes.ttl").read_text()
    targets = set(re.findall(r"sh:targetClass det:(\w+)", shapes))
    classes = {
        quad.object.value.removeprefix(DET.iri)
        for quad in shipped_quads
        if quad.predicate == RDF.type and quad.object.value.startswith(DET.iri)
    }
    assert classes <= targets | {"Direction", "Basis", "Directness", "Confidence", "DependenceKind"}


def test_every_column_of_every_table_is_in_the_data_dictionary() -> None:
    dictionary = (ROOT / "data/README.md").read_text()
    sections = dict(re.findall(r"^### (\S[^\n]*)\n(.*?)(?=^### |\Z)", dictionary, re.M | re.S))
    for table in TABLES:
        title = next(
            title
            for title in sections
            if any(_fits(table.path, written.strip()) for written in title.split(", "))
        )
        for column in table.row.model_fields:
            assert f"| `{column}` |" in sections[title], f"{table.path}: {column}"
    crosswalk = next(text for title, text in sections.items() if ".sssom.tsv" in title)
    for field in MappingSet.model_fields:
        assert f"| `{field}` |" in crosswalk


def _fits(path: str, written: str) -> bool:
    """Whether a heading such as `reviews/<key>/facts.csv` names a table."""
    pattern = re.sub(r"<[^>]+>-<[^>]+>|<[^>]+>", "*", written)
    return path == pattern or (path.startswith("schemes/") and path.endswith(f"/{written}"))


def test_the_ontology_says_what_it_is() -> None:
    said = {
        triple.predicate.value.rpartition("/")[2].rpartition("#")[2]
        for triple in parse(path=ONTOLOGY / "determinants.ttl", format=RdfFormat.TURTLE)
        if triple.subject.value == "https://w3id.org/determinants/ontology"
    }
    assert {"versionIRI", "versionInfo", "title", "description", "license", "creator"} <= said


def test_the_ontology_has_no_blank_nodes_so_that_builds_are_the_same() -> None:
    for name in ("determinants.ttl", "cubes.ttl"):
        for triple in parse(path=ONTOLOGY / name, format=RdfFormat.TURTLE):
            assert isinstance(triple.subject, NamedNode)
            assert not str(triple.object).startswith("_:")


PROFILE = """
import glob, os, sys, jpype, owlready2
jars = glob.glob(os.path.join(os.path.dirname(owlready2.__file__), "pellet", "*.jar"))
jpype.startJVM(classpath=jars)
manager = jpype.JClass("org.semanticweb.owlapi.apibinding.OWLManager").createOWLOntologyManager()
ontology = manager.loadOntologyFromOntologyDocument(jpype.JClass("java.io.File")(sys.argv[1]))
report = jpype.JClass("org.semanticweb.owlapi.profiles.OWL2DLProfile")().checkOntology(ontology)
for violation in report.getViolations():
    print(violation)
print(f"{ontology.getAxiomCount()} axioms, in OWL 2 DL: {report.isInProfile()}")
"""


def owl_2_dl(path: Path) -> str:
    """What the OWL API says of a file: it needs Java, and the two packages of the `owl` extra."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROFILE, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.java
def test_the_ontology_is_owl_2_dl() -> None:
    assert "in OWL 2 DL: true" in owl_2_dl(ONTOLOGY / "determinants.ttl").lower().replace(
        "owl 2 dl", "OWL 2 DL"
    )


@pytest.mark.java
def test_the_profile_check_can_fail(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    text = (ONTOLOGY / "determinants.ttl").read_text()
    broken.write_text(text + "\ndet:influence rdfs:subPropertyOf det:undeclared .\n")
    assert "undeclared" in owl_2_dl(broken)
