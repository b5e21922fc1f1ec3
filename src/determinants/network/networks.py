"""Rows become networks. Nodes and links stand in an order of their own, whatever the order of the rows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from pyoxigraph import NamedNode

from determinants.ground.vocab import BASE, DCTERMS, DET, RDF, RDFS, SKOS, compact
from determinants.store.solutions import Rows, Term, Value, value

if TYPE_CHECKING:
    import networkx as nx

Side = Literal["influence", "determinant"]
Statements = Mapping[Term, Mapping[Term, list[Term]]]

NAMES = (SKOS.prefLabel, RDFS.label, DCTERMS.title)
SEVERAL = "; "

# What XML 1.0 cannot hold, and so neither GraphML nor GEXF; a carriage return would come back as another.
NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Beyond this, JSON readers round whole numbers.
EXACT = 2**53


def property_graph(statements: Rows) -> "nx.MultiDiGraph":
    """Give the whole graph: things with their texts and numbers, joined by the properties between them.

    `statements` answers `graph-statements`, in terms, which say what is a thing and what is a text. A node
    is the IRI of a thing. It has a `label`; a `kind`, which is what its most specific class of ours is
    called; and its `types`. Each text or number becomes an attribute, named for its property. Several values
    of one property become one text. A link has the `property` and its `label`; its key is a number of its
    own, for the formats that need one.

    What a thing *is* becomes its kind and not a link: else every finding would be joined to every other
    by way of their class.
    """
    import networkx as nx

    said: defaultdict[Term, defaultdict[Term, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for subject, relation, told in sorted(statements.rows, key=lambda row: tuple(map(str, row))):
        if subject and relation and told:
            said[subject][relation].append(told)
    links = [
        (subject, relation, told)
        for subject, relations in said.items()
        for relation, values in relations.items()
        for told in values
        if isinstance(told, NamedNode) and relation != RDF.type
    ]
    things = {*said, *(told for _, _, told in links)}
    columns = _columns(said)
    network = nx.MultiDiGraph()
    for thing in sorted(things, key=str):
        network.add_node(
            _iri(thing), label=_label(thing, said), **_kind(thing, said), **columns.get(thing, {})
        )
    for number, (subject, relation, told) in enumerate(links):
        network.add_edge(
            _iri(subject), _iri(told), number, property=compact(_iri(relation)), label=_label(relation, said)
        )
    return network


def _iri(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _label(thing: Term, said: Statements) -> str:
    for name in NAMES:
        if names := said.get(thing, {}).get(name):
            return text(value(names[0]))
    return compact(_iri(thing))


def _kind(thing: Term, said: Statements) -> dict[str, str]:
    """Give what a thing is; of what is only mentioned, nothing is known."""
    types = said.get(thing, {}).get(RDF.type, [])
    above = {wider for kind in types for wider in said.get(kind, {}).get(RDFS.subClassOf, [])}
    narrow = [kind for kind in types if kind not in above]
    ours = [kind for kind in narrow if _iri(kind).startswith(DET.iri)]
    return {
        "kind": SEVERAL.join(_label(kind, said) for kind in ours or narrow),
        "types": SEVERAL.join(compact(_iri(kind)) for kind in types),
    }


def _columns(said: Statements) -> dict[Term, dict[str, str | int | float]]:
    """Give the texts and numbers of each thing. An attribute is a number for all that have it, or for none.

    The formats declare the type of an attribute once for all nodes.
    """
    found: defaultdict[str, dict[Term, list[Value]]] = defaultdict(dict)
    for thing, relations in said.items():
        for relation, values in relations.items():
            if literals := [value(told) for told in values if not isinstance(told, NamedNode)]:
                found[compact(_iri(relation))][thing] = literals
    columns: defaultdict[Term, dict[str, str | int | float]] = defaultdict(dict)
    for name, cells in found.items():
        for thing, cell in zip(cells, _alike(list(cells.values())), strict=True):
            columns[thing][name] = cell
    return columns


def _alike(cells: list[list[Value]]) -> list[str | int | float]:
    """Give the values that things have for one attribute, all of one type."""
    numbers = [number for cell in cells if len(cell) == 1 and (number := _number(cell[0])) is not None]
    if len(numbers) < len(cells):
        return [SEVERAL.join(map(text, cell)) for cell in cells]
    return [*numbers] if len(set(map(type, numbers))) == 1 else [*map(float, numbers)]


def _number(cell: Value) -> int | float | None:
    """Give a number or truth value that comes back from every format as it went, else nothing."""
    if cell is None or isinstance(cell, str) or not -EXACT < cell < EXACT:
        return None
    return float(cell) if isinstance(cell, Decimal) else cell


def text(cell: Value) -> str:
    """Give a value as a text that every format can hold; what XML has no place for becomes a mark.

    >>> text("a bell" + chr(7)) == "a bell" + chr(0xFFFD)
    True
    """
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else NOT_XML.sub("\ufffd", str(cell))


@dataclass(frozen=True)
class Report:
    """A finding of a publication's own, and the factor, an influence or a determinant, that it is on."""

    publication: str
    publication_label: str
    factor: str
    finding: str
    direction_label: str
    design_label: str | None = None


def bipartite(side: Side, factors: Mapping[str, str], reports: Iterable[Report]) -> "nx.Graph":
    """Give publications on one side and the factors that they report on the other.

    Every factor, an IRI with its label, is there, also where no publication reports it, and no other: fewer
    factors or reports give a part of the network. A node has a `label` and its `side` (`publication`, and
    `influence` or `determinant`), a publication also its `design` where it is known. A link has the
    `directions` that are reported, the number of `findings`, and their `identifiers`, for
    `determinants show`.
    """
    import networkx as nx

    there = [report for report in reports if report.factor in factors]
    known = {report.publication: report for report in there}
    network = nx.Graph()
    # `bipartite` is where the algorithms of networkx look for the side.
    for publication in sorted(known):
        label, design = text(known[publication].publication_label), text(known[publication].design_label)
        network.add_node(publication, label=label, side="publication", design=design, bipartite=0)
    for factor in sorted(factors):
        network.add_node(factor, label=text(factors[factor]), side=side, bipartite=1)
    between: defaultdict[tuple[str, str], set[Report]] = defaultdict(set)
    for report in there:
        between[report.publication, report.factor].add(report)
    for publication, factor in sorted(between):
        found = between[publication, factor]
        findings = {report.finding for report in found}
        network.add_edge(
            publication,
            factor,
            directions=SEVERAL.join(sorted({report.direction_label for report in found})),
            findings=len(findings),
            identifiers=SEVERAL.join(sorted(finding.removeprefix(BASE) for finding in findings)),
        )
    return network


def co_occurrence(reported: "nx.Graph") -> "nx.Graph":
    """Give the factors of a bipartite network, joined where the same publications report both.

    A node has its `label`, `side` and number of `publications`. The `weight` of a link is the number of
    publications that report both, `jaccard` their share in those that report either, and `lift` how
    many times as many they are as the two frequencies alone would lead to (see `metrics.pairs`).

    The projection is that of Borgatti and Halgin 2011, Analyzing affiliation networks, in The SAGE
    Handbook of Social Network Analysis.
    """
    import networkx as nx
    from networkx.algorithms import bipartite as projection

    factors = [node for node, side in reported.nodes(data="bipartite") if side == 1]
    total = reported.number_of_nodes() - len(factors)
    # networkx will not project what has no other side.
    shared = projection.weighted_projected_graph(reported, factors) if total else nx.Graph()
    likeness = projection.overlap_weighted_projected_graph(reported, factors, jaccard=True)
    network = nx.Graph()
    for factor in factors:
        about = reported.nodes[factor]
        network.add_node(
            factor, label=about["label"], side=about["side"], publications=reported.degree(factor)
        )
    # networkx goes through sets, whose order changes from run to run.
    for one, other in sorted(tuple(sorted(pair)) for pair in shared.edges):
        weight = shared[one][other]["weight"]
        network.add_edge(
            one,
            other,
            weight=weight,
            jaccard=likeness[one][other]["weight"],
            lift=weight * total / (reported.degree(one) * reported.degree(other)),
        )
    return network
