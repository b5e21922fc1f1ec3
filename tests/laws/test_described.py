"""Everything has a label in both properties, whosever term it is; hierarchies and schemes are whole."""

from collections import Counter, defaultdict

import pytest
from pyoxigraph import NamedNode, Quad

from determinants.ground.vocab import DCTERMS, DET, LICENCE, OWL, PREFIXES, RDF, RDFS, SKOS, VOID, XSD, thing

worlds = pytest.mark.parametrize("world", ["shipped_quads", "tiny_quads"])


@pytest.mark.slow
@worlds
def test_everything_is_called_alike_in_both_properties(world: str, request: pytest.FixtureRequest) -> None:
    quads: list[Quad] = request.getfixturevalue(world)
    called = defaultdict(set)
    used = set()
    for quad in quads:
        used |= {term for term in quad if isinstance(term, NamedNode)}
        if quad.predicate in {SKOS.prefLabel, RDFS.label}:
            called[quad.subject, quad.predicate].add(quad.object)
    absent = [term for term in used if not called[term, SKOS.prefLabel]]
    assert not absent, f"without a label, such as in ontology/external.ttl: {sorted(map(str, absent))[:9]}"
    assert all(called[term, SKOS.prefLabel] == called[term, RDFS.label] for term in used)
    assert all(len(called[term, SKOS.prefLabel]) == 1 for term in used if term.value.startswith(DET.iri))


@worlds
def test_what_has_a_broader_one_is_narrower_than_it(world: str, request: pytest.FixtureRequest) -> None:
    quads: list[Quad] = request.getfixturevalue(world)
    up = {(quad.subject, quad.object) for quad in quads if quad.predicate == SKOS.broader}
    down = {(quad.object, quad.subject) for quad in quads if quad.predicate == SKOS.narrower}
    assert up
    assert up == down


@pytest.mark.slow
def test_schemes_have_top_concepts_a_licence_and_a_title(shipped_quads: list[Quad]) -> None:
    said = defaultdict(set)
    for quad in shipped_quads:
        said[quad.predicate].add((quad.subject, quad.object))
    schemes = {subject for subject, kind in said[RDF.type] if kind == SKOS.ConceptScheme}
    used = {scheme for _, scheme in said[SKOS.inScheme]}
    assert {scheme for scheme, _ in said[DCTERMS.title]} >= schemes
    assert {scheme for scheme, licence in said[DCTERMS.license] if licence == LICENCE} >= schemes
    assert {scheme for scheme, _ in said[SKOS.hasTopConcept]} == used
    assert said[SKOS.hasTopConcept] == {(scheme, top) for top, scheme in said[SKOS.topConceptOf]}


@pytest.mark.slow
@worlds
def test_each_named_graph_says_what_it_is_and_how_large(world: str, request: pytest.FixtureRequest) -> None:
    quads: list[Quad] = request.getfixturevalue(world)
    sizes = Counter(quad.graph_name for quad in set(quads))
    said = defaultdict(dict)
    for quad in quads:
        said[quad.subject][quad.predicate] = quad.object
    for graph, size in sizes.items():
        assert isinstance(graph, NamedNode)
        assert int(said[graph][VOID.triples].value) == size, graph
        assert {DCTERMS.license, DCTERMS.source, DCTERMS.description} <= said[graph].keys()


def test_withdrawn_things_say_what_they_were(shipped_quads: list[Quad]) -> None:
    gone = {quad.subject for quad in shipped_quads if quad.predicate == OWL.deprecated}
    were = {quad.subject for quad in shipped_quads if quad.predicate == DET.formerType}
    assert gone
    assert gone == were


def test_the_vocabularies_in_use_are_named(shipped_quads: list[Quad]) -> None:
    named = {quad.object.value for quad in shipped_quads if quad.predicate == VOID.vocabulary}
    said = [quad for quad in shipped_quads if quad.predicate != VOID.vocabulary]
    terms = {term.value for quad in said for term in quad if isinstance(term, NamedNode)}
    terms -= named
    languages = {RDF.iri, RDFS.iri, OWL.iri, XSD.iri}
    used = {space for space in PREFIXES.values() if any(term.startswith(space) for term in terms)}
    assert named == used - languages - {DET.iri} | {thing("ontology").value}
