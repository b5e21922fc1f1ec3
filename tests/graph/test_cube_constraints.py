"""The integrity constraints of the RDF Data Cube vocabulary, of all cubes: of reviews and of what is counted.

Each constraint is a question whether there is something wrong, with the number that the recommendation
gives it. Those about slices, keys, code lists and the dimension of measures (7 to 10, 15 to 21) ask for what
no cube here has, which is itself asked for.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache

import pytest
from pyoxigraph import Quad, Store

from determinants.graph.terms import truth
from determinants.ground.vocab import DET, PREFIXES, QB, RDF, RDFS, SKOS, thing

HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())

# What the recommendation first makes of a cube that says no more than it must (phase 1).
NORMAL = """
INSERT { ?o a qb:Observation } WHERE { ?o qb:dataSet ?any } ;
INSERT { ?s a qb:DataStructureDefinition } WHERE { ?any qb:structure ?s } ;
INSERT { ?p a qb:DimensionProperty . ?c qb:componentProperty ?p } WHERE { ?c qb:dimension ?p } ;
INSERT { ?p a qb:MeasureProperty . ?c qb:componentProperty ?p } WHERE { ?c qb:measure ?p } ;
INSERT { ?p a qb:AttributeProperty . ?c qb:componentProperty ?p } WHERE { ?c qb:attribute ?p }
"""

CONSTRAINTS = {
    "1: an observation is in exactly one data set": """
        { ?obs a qb:Observation . FILTER NOT EXISTS { ?obs qb:dataSet ?one } }
        UNION { ?obs qb:dataSet ?one, ?two . FILTER(?one != ?two) }""",
    "2: a data set has exactly one structure": """
        { ?set a qb:DataSet . FILTER NOT EXISTS { ?set qb:structure ?one } }
        UNION { ?set qb:structure ?one, ?two . FILTER(?one != ?two) }""",
    "3: a structure has a measure": """
        ?structure a qb:DataStructureDefinition .
        FILTER NOT EXISTS { ?structure qb:component/qb:componentProperty/rdf:type qb:MeasureProperty }""",
    "4: a dimension has a range": """
        ?dimension a qb:DimensionProperty . FILTER NOT EXISTS { ?dimension rdfs:range ?any }""",
    "5: a dimension of concepts has a list of codes": """
        ?dimension a qb:DimensionProperty ; rdfs:range skos:Concept .
        FILTER NOT EXISTS { ?dimension qb:codeList ?any }""",
    "6: only attributes may be left out": """
        ?structure qb:component ?component .
        ?component qb:componentRequired false ; qb:componentProperty ?property .
        FILTER NOT EXISTS { ?property a qb:AttributeProperty }""",
    "11: an observation has a value for each dimension": """
        ?set qb:structure/qb:component/qb:dimension ?dimension .
        ?obs qb:dataSet ?set . FILTER NOT EXISTS { ?obs ?dimension ?any }""",
    "13: an observation has a value for each attribute that must be there": """
        ?set qb:structure/qb:component ?component .
        ?component qb:attribute ?attribute ; qb:componentRequired true .
        ?obs qb:dataSet ?set . FILTER NOT EXISTS { ?obs ?attribute ?any }""",
    "14: an observation has a value for each measure": """
        ?set qb:structure/qb:component/qb:measure ?measure .
        ?obs qb:dataSet ?set . FILTER NOT EXISTS { ?obs ?measure ?any }""",
    "7 to 10, 15 to 21: there are no slices, keys, code lists or dimensions of measures": """
        { ?any qb:slice ?x } UNION { ?any qb:sliceKey ?x } UNION { ?any qb:codeList ?x }
        UNION { ?any qb:dimension qb:measureType }""",
}  # fmt: skip

# What is said besides that breaks each.
SET, OBSERVATION = thing("x/set"), thing("x/observation")
EMPTY = [(SET, QB.structure, DET.countsByCountry), (OBSERVATION, QB.dataSet, SET)]
FAULTS = {
    "1": [(OBSERVATION, RDF.type, QB.Observation)],
    "2": [(SET, RDF.type, QB.DataSet)],
    "3": [(thing("x/structure"), RDF.type, QB.DataStructureDefinition)],
    "4": [(DET.componentCountry, QB.dimension, DET.neverDeclared)],
    "5": [(DET.country, RDFS.range, SKOS.Concept)],
    "6": [(DET.componentCountry, QB.componentRequired, truth(False))],
    "7": [(SET, QB.slice, OBSERVATION)],
    "11": EMPTY,
    "13": [*EMPTY, (DET.componentTotal, QB.componentRequired, truth(True))],
    "14": EMPTY,
}
worlds = pytest.mark.parametrize("world", ["tiny_quads", "reviews_quads", "shipped_quads"])
constraints = pytest.mark.parametrize("wrong", CONSTRAINTS.values(), ids=CONSTRAINTS)


def normal(quads: Iterable[Quad]) -> Store:
    """The statements of all graphs in one, with what the recommendation makes of them first."""
    store = Store()
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    store.update(HEAD + NORMAL)
    return store


def broken(store: Store, wrong: str) -> bool:
    return bool(store.query(f"{HEAD}ASK {{ {wrong} }}"))


@pytest.fixture(scope="module")
def stores(request: pytest.FixtureRequest) -> Callable[[str], Store]:
    return cache(lambda world: normal(request.getfixturevalue(world)))


@worlds
@constraints
def test_nothing_is_wrong_with_any_cube(world: str, wrong: str, stores: Callable[[str], Store]) -> None:
    assert not broken(stores(world), wrong)


@constraints
def test_each_constraint_can_be_broken(wrong: str, tiny_quads: list[Quad]) -> None:
    (number,) = (name for name, text in CONSTRAINTS.items() if text is wrong)
    fault = FAULTS[re.match("[0-9]+", number)[0]]
    assert broken(normal([*tiny_quads, *(Quad(*said) for said in fault)]), wrong)


def alike(store: Store) -> list[list[str]]:
    """Constraint 12, which is slow as a question: observations alike in every dimension of their set."""
    dimensions = defaultdict(list)
    for row in store.query(f"{HEAD}SELECT ?set ?it {{ ?set qb:structure/qb:component/qb:dimension ?it }}"):
        dimensions[row["set"]].append(row["it"])
    found = defaultdict(list)
    for quad in store.quads_for_pattern(None, QB.dataSet, None):
        values = [
            (it, frozenset(said.object for said in store.quads_for_pattern(quad.subject, it, None)))
            for it in dimensions[quad.object]
        ]
        found[quad.object, *values].append(quad.subject.value)
    return [several for several in found.values() if len(several) > 1]


@worlds
def test_no_two_observations_are_alike(world: str, stores: Callable[[str], Store]) -> None:
    assert alike(stores(world)) == []


def test_two_that_are_alike_are_found(tiny_quads: list[Quad]) -> None:
    (one, *_) = (quad.subject for quad in tiny_quads if quad.object == DET.Rating)
    twin = [Quad(OBSERVATION, quad.predicate, quad.object) for quad in tiny_quads if quad.subject == one]
    assert [one.value, OBSERVATION.value] in [sorted(each) for each in alike(normal([*tiny_quads, *twin]))]


@worlds
def test_a_data_set_of_a_review_has_observations(world: str, request: pytest.FixtureRequest) -> None:
    """One that is counted here is there without any too, with a note: its state says that none was found."""
    quads: list[Quad] = request.getfixturevalue(world)
    sets = {quad.subject for quad in quads if quad.object == QB.DataSet}
    used = {quad.object for quad in quads if quad.predicate == QB.dataSet}
    noted = {quad.subject for quad in quads if quad.predicate == SKOS.editorialNote}
    ours = {cube for cube in sets if cube.value.startswith(thing("derived").value)}
    assert used <= sets
    assert sets - used == ours & noted
