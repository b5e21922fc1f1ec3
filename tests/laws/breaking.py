"""How a constraint of the shapes is broken: a rule for each kind, which knows nothing of determinants.

A rule is handed a thing that conforms and yields ways to say of it what the constraint forbids. Each way is
said of a copy, so that all constraints can be broken in one graph and looked for in one validation.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

Said = frozenset[tuple[Node, Node]]  # what is said of a thing: properties and values

# What a shape is, whom it is for and what it says, as against what it asks for.
NOT_CONSTRAINTS = {
    SH.path,
    SH.property,
    SH.targetClass,
    SH.targetObjectsOf,
    SH.targetSubjectsOf,
    SH.message,
}
EACH = 3  # things of different kinds that a constraint is tried on
OTHER_KINDS = 4  # things of other classes that are tried in place of the right one

# Texts of datatypes of which not every text is.
FRESH = {
    XSD.boolean: ("true", "false"),
    XSD.date: ("2001-02-03",),
    XSD.decimal: ("1", "2"),
    XSD.gYear: ("2001",),
    XSD.gYearMonth: ("2001-02",),
    XSD.integer: ("1", "2"),
}


def local(iri: object) -> str:
    return str(iri).rpartition("#")[2]


@dataclass(frozen=True, order=True)
class Constraint:
    """One demand of one shape that has a name."""

    shape: URIRef
    kind: URIRef

    def __str__(self) -> str:
        return f"{local(self.shape)}--{local(self.kind)}"

    @property
    def rule(self) -> str:
        """The rule that a problem names when this is broken."""
        name = local(self.kind)
        return f"{local(self.shape)} {name[0].upper()}{name[1:]}"


def constraints(shapes: Graph) -> list[Constraint]:
    return sorted(
        {
            Constraint(shape, kind)
            for shape, kind in shapes.subject_predicates()
            if isinstance(shape, URIRef)
            and isinstance(kind, URIRef)
            and str(kind).startswith(str(SH))
            and kind not in NOT_CONSTRAINTS
        }
    )


@dataclass(frozen=True)
class Shapes:
    """The shapes, and a graph that conforms to them."""

    shapes: Graph
    graph: Graph

    def bearer(self, shape: URIRef) -> URIRef:
        """The shape that says whom this one is for."""
        above = self.shapes.value(None, SH.property, shape)
        return above if isinstance(above, URIRef) else shape

    def things(self, shape: URIRef) -> list[Node]:
        """What a shape is for."""
        bearer, graph = self.bearer(shape), self.graph
        found = {
            *(it for kind in self.shapes.objects(bearer, SH.targetClass) for it in self.instances(kind)),
            *(it for p in self.shapes.objects(bearer, SH.targetSubjectsOf) for it in graph.subjects(p)),
            *(it for p in self.shapes.objects(bearer, SH.targetObjectsOf) for it in graph.objects(None, p)),
        }
        return sorted(found)

    def calls(self, shape: URIRef) -> list[tuple[Node, Node]]:
        """What must be said with a thing as value for the shape to be for it: subjects and properties."""
        return [
            (next(self.graph.subjects(predicate)), predicate)
            for predicate in self.shapes.objects(self.bearer(shape), SH.targetObjectsOf)
        ]

    def instances(self, kind: Node) -> list[Node]:
        return sorted(self.graph.subjects(RDF.type, kind))

    def members(self, shape: URIRef, kind: URIRef) -> list[Node]:
        """What stands in the list that a constraint is."""
        head = self.shapes.value(shape, kind)
        return list(Collection(self.shapes, head)) if head is not None else []

    def classes(self, shape: URIRef) -> list[Node]:
        """The classes that a value may be of."""
        one = self.shapes.value(shape, SH["class"])
        parts = (self.shapes.value(part, SH["class"]) for part in self.members(shape, SH["or"]))
        return [kind for kind in (one, *parts) if kind is not None]

    def ranges(self, shape: URIRef, kind: URIRef) -> list[Node]:
        """The properties of which a constraint on a thing as a whole speaks."""
        return [
            path
            for part in self.members(shape, kind)
            if (path := self.shapes.value(part, SH.path)) is not None
        ]

    def said(self, thing: Node) -> Said:
        return frozenset(self.graph.predicate_objects(thing))

    def alone(self, shape: URIRef, said: Said) -> Said:
        """What is said of a thing, but of no kind that another shape is for."""
        own = set(self.shapes.objects(self.bearer(shape), SH.targetClass))
        others = set(self.shapes.objects(None, SH.targetClass)) - own
        return frozenset((p, o) for p, o in said if p != RDF.type or o not in others)


def alike(shapes: Shapes, shape: URIRef, path: Node, value: Node | None) -> list[Node]:
    """Other values that the shape would have welcomed just as well."""
    found = [
        *shapes.members(shape, SH["in"]),
        *(it for kind in shapes.classes(shape) for it in shapes.instances(kind)),
        *(it for thing in shapes.things(shape) for it in sorted(shapes.graph.objects(thing, path))),
    ]
    if isinstance(value, Literal):
        for text in FRESH.get(value.datatype, (f"{value}0",)):
            found.append(Literal(text, lang=value.language, datatype=value.datatype))
    elif not shapes.classes(shape):
        found += [URIRef("https://example.org/one"), URIRef("https://example.org/other")]
    return list(dict.fromkeys(term for term in found if term != value))


def instead(said: Said, path: Node, values: Iterable[Node]) -> Said:
    """What is said, with other values of a property."""
    return frozenset((p, o) for p, o in said if p != path) | {(path, value) for value in values}


def values(said: Said, path: Node) -> list[Node]:
    return sorted((o for p, o in said if p == path), key=str)


Rule = Callable[[Shapes, URIRef, Said], Iterator[Said]]


def _fewer(shapes: Shapes, shape: URIRef, said: Said) -> Iterator[Said]:
    path = shapes.shapes.value(shape, SH.path)
    # A path that leads backwards starts at what others say; nobody says anything of a copy.
    yield instead(said, path, ()) if isinstance(path, URIRef) else said


def _more(shapes: Shapes, shape: URIRef, said: Said) -> Iterator[Said]:
    path = shapes.shapes.value(shape, SH.path)
    most = int(shapes.shapes.value(shape, SH.maxCount))
    before = values(said, path)
    others = [term for term in alike(shapes, shape, path, next(iter(before), None)) if term not in before]
    missing = most + 1 - len(before)
    for start in range(max(0, min(OTHER_KINDS, len(others) - missing + 1))):
        yield instead(said, path, [*before, *others[start : start + missing]])


def _one_value(
    wrong: Callable[[Shapes, URIRef, Node, Node], Iterable[Node]],
) -> Rule:
    """Make a rule that puts a wrong value in the place of a right one."""

    def rule(shapes: Shapes, shape: URIRef, said: Said) -> Iterator[Said]:
        path = shapes.shapes.value(shape, SH.path)
        for before in values(said, path)[:1]:
            kept = [value for value in values(said, path) if value != before]
            for after in wrong(shapes, shape, path, before):
                yield instead(said, path, [*kept, after])

    return rule


def _other_datatype(shapes: Shapes, shape: URIRef, _: Node, before: Node) -> Iterator[Node]:
    wanted = shapes.shapes.value(shape, SH.datatype)
    text = str(before)
    number = wanted in {XSD.integer, XSD.decimal}
    for datatype in (XSD.decimal, XSD.double) if number else ():
        if datatype != wanted:
            yield Literal(text, datatype=datatype, normalize=False)
    if wanted != RDF.langString:
        yield Literal(text, lang="en")
    if wanted != XSD.string:
        yield Literal(text)


def _of_no_such_class(shapes: Shapes, shape: URIRef, path: Node, _: Node) -> Iterator[Node]:
    wanted = shapes.classes(shape)
    right = {it for kind in wanted for it in shapes.instances(kind)}
    kinds = sorted(set(shapes.shapes.objects(None, SH.targetClass)))
    elsewhere = (it for kind in kinds for it in shapes.instances(kind)[:1])
    # What other shapes would have as a value of the same property; then anything else.
    welcome = (
        it
        for other in sorted(shapes.shapes.subjects(SH.path, path))
        for kind in shapes.classes(other)
        for it in shapes.instances(kind)
    )
    for source in (welcome, elsewhere):
        yield from islice((it for it in source if it not in right), OTHER_KINDS)


def _of_another_kind_of_node(shapes: Shapes, shape: URIRef, _: Node, before: Node) -> Iterator[Node]:
    assert shapes.shapes.value(shape, SH.nodeKind) == SH.IRI, "no rule breaks other kinds of nodes"
    yield Literal(str(before))


def _none_of_those(shapes: Shapes, shape: URIRef, path: Node, before: Node) -> Iterator[Node]:
    allowed = shapes.members(shape, SH["in"])
    if isinstance(before, Literal):
        yield Literal("otherwise", lang=before.language, datatype=before.datatype)
        return
    yield URIRef(f"{str(before).rpartition('#')[0]}#nothing")
    yield from (value for value in sorted(set(shapes.graph.objects(None, path))) if value not in allowed)


def _of_another_form(_: Shapes, __: URIRef, ___: Node, before: Node) -> Iterator[Node]:
    assert isinstance(before, Literal)
    yield Literal("~ no such form ~", lang=before.language, datatype=before.datatype)


def _beyond(bound: URIRef, step: int) -> Callable[[Shapes, URIRef, Node, Node], Iterator[Node]]:
    def wrong(shapes: Shapes, shape: URIRef, _: Node, before: Node) -> Iterator[Node]:
        assert isinstance(before, Literal)
        limit = int(shapes.shapes.value(shape, bound))
        yield Literal(str(limit + step), datatype=before.datatype)

    return wrong


def _same_twice(shapes: Shapes, shape: URIRef, said: Said) -> Iterator[Said]:
    path, other = (shapes.shapes.value(shape, kind) for kind in (SH.path, SH.disjoint))
    for value in values(said, path)[:1]:
        yield said | {(other, value)}


def _neither(kind: URIRef) -> Rule:
    """Make a rule that leaves nothing of what a thing must have one of."""

    def rule(shapes: Shapes, shape: URIRef, said: Said) -> Iterator[Said]:
        ranges = shapes.ranges(shape, kind)
        yield frozenset((p, o) for p, o in said if p not in ranges)

    return rule


def _both(shapes: Shapes, shape: URIRef, said: Said) -> Iterator[Said]:
    ranges = shapes.ranges(shape, SH.xone)
    missing = [path for path in ranges if not values(said, path)]
    yield said | {(path, sorted(set(shapes.graph.objects(None, path)))[0]) for path in missing}


def _neither_and_both(shapes: Shapes, shape: URIRef, said: Said) -> Iterator[Said]:
    yield from _neither(SH.xone)(shapes, shape, said)
    yield from _both(shapes, shape, said)


def _nothing_of_any(shapes: Shapes, shape: URIRef, said: Said) -> Iterator[Said]:
    rule = _one_value(_of_no_such_class) if shapes.classes(shape) else _neither(SH["or"])
    yield from rule(shapes, shape, said)


RULES: dict[URIRef, Rule] = {
    SH.minCount: _fewer,
    SH.maxCount: _more,
    SH.datatype: _one_value(_other_datatype),
    SH["class"]: _one_value(_of_no_such_class),
    SH.nodeKind: _one_value(_of_another_kind_of_node),
    SH["in"]: _one_value(_none_of_those),
    SH.pattern: _one_value(_of_another_form),
    SH.minInclusive: _one_value(_beyond(SH.minInclusive, -1)),
    SH.maxInclusive: _one_value(_beyond(SH.maxInclusive, 1)),
    SH.disjoint: _same_twice,
    SH.xone: _neither_and_both,
    SH["or"]: _nothing_of_any,
}


def with_twins(shapes: Graph, graph: Graph) -> Graph:
    """Give a graph with a second thing of each kind that a value may have to be of, of which all is said
    that is said of the first: what there is only one of could not be said to be too many.
    """
    grown = Graph()
    grown += graph
    world = Shapes(shapes, graph)
    for kind in sorted(set(shapes.objects(None, SH["class"]))):
        for thing in world.instances(kind)[:1]:
            _add_twin(world, thing, grown)
    return grown


def _add_twin(world: Shapes, thing: Node, grown: Graph) -> None:
    twin = _twin(thing)
    if (twin, None, None) in grown:
        return
    for p, o in world.said(thing):
        grown.add((twin, p, o))
    for backwards in set(world.shapes.objects(None, SH.inversePath)):
        for other in world.graph.subjects(backwards, thing):
            for p, o in instead(world.said(other), backwards, [twin]):
                grown.add((_twin(other), p, o))


def _twin(thing: Node) -> URIRef:
    return URIRef(f"{thing}-twin")


def ways(shapes: Shapes, constraint: Constraint) -> Iterator[tuple[Node, Said]]:
    """Yield what can be said of which things so that a constraint is broken.

    Each is tried as it is, and as no more than the shape is for: what is also a barrier has to meet the
    shape of barriers as well, and would break it by the same words.
    """
    tried: dict[frozenset[Node], Node] = {}
    for thing in shapes.things(constraint.shape):
        said = shapes.said(thing)
        path = shapes.shapes.value(constraint.shape, SH.path)
        has = isinstance(path, URIRef) and bool(values(said, path))
        kinds = frozenset([*values(said, RDF.type), Literal(has)])
        tried.setdefault(kinds, thing)
    for thing in sorted(tried.values())[: 2 * EACH]:
        said = shapes.said(thing)
        for whole in dict.fromkeys((said, shapes.alone(constraint.shape, said))):
            for broken in RULES[constraint.kind](shapes, constraint.shape, whole):
                yield thing, broken
