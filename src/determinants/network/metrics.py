"""Metrics of the networks: what each says, and what it does not.

All of it is about what publications *report*, as far as they have been read and coded: nothing here is
the size of an effect. Each metric gives a table whose order is total: what ties stands by name.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from determinants.ask.records import Ask, InfluenceDomains, Record, records
from determinants.ground.vocab import XSD, thing
from determinants.store.solutions import Rows, Term

if TYPE_CHECKING:
    import networkx as nx

Told = str | int | float | NamedNode | None

# A pair that fewer publications report says little by its lift; our choice, and an argument of `pairs`.
ENOUGH = 5

# To how many places a metric is given and compared, so that noise in the last bits breaks no tie.
DIGITS = 3


@dataclass(frozen=True)
class Metric:
    """A metric: its heading, what a reader must keep in mind, how it is computed, what it has to ask."""

    title: str
    caution: str
    compute: Callable[..., Rows]
    asks: tuple[type[Record], ...] = ()

    @property
    def name(self) -> str:
        """The name of the table that it gives."""
        return self.compute.__name__

    def of(self, network: "nx.Graph", ask: Ask) -> Rows:
        """Give the metric of a network."""
        return self.compute(network, *(records(ask, kind) for kind in self.asks))


def kinds(network: "nx.MultiDiGraph") -> Rows:
    """Give how many things of each kind there are, and how many links start and end at them."""
    things: Counter[str] = Counter()
    out: Counter[str] = Counter()
    into: Counter[str] = Counter()
    for node, kind in network.nodes(data="kind"):
        things[kind] += 1
        out[kind] += network.out_degree(node)
        into[kind] += network.in_degree(node)
    ordered = sorted(things, key=lambda kind: (-things[kind], kind))
    return _table(
        ("kind", "things", "links_from", "links_to"),
        ((kind or "(only mentioned)", things[kind], out[kind], into[kind]) for kind in ordered),
    )


def links(network: "nx.MultiDiGraph") -> Rows:
    """Give how many links each property makes."""
    found = Counter((said["property"], said["label"]) for _, _, said in network.edges(data=True))
    ordered = sorted(found, key=lambda link: (-found[link], link))
    return _table(("property", "property_label", "links"), ((*link, found[link]) for link in ordered))


def breadth(reported: "nx.Graph") -> Rows:
    """Give the publications by how many different factors they report: their degree, and its share of all.

    It says what to read first for an overview. It does not say that a study is better or that its findings
    are stronger: a review sums up many studies (see `design`), a long qualitative report has room for
    more factors than the abstract of a trial, and of some only an abstract was read (`det:read`).

    The share is degree centrality in a network with two sides: Borgatti and Everett 1997,
    https://doi.org/10.1016/S0378-8733(96)00301-2.
    """
    import networkx as nx

    publications = [node for node, side in reported.nodes(data="side") if side == "publication"]
    share = nx.bipartite.degree_centrality(reported, publications) if publications else {}
    ordered = sorted(publications, key=lambda node: (-reported.degree(node), node))
    return _table(
        ("publication", "publication_label", "design", "factors", "share"),
        (
            (*_named(reported, node), reported.nodes[node]["design"], reported.degree(node), share[node])
            for node in ordered
        ),
    )


def pairs(together: "nx.Graph", at_least: int = ENOUGH) -> Rows:
    """Give the pairs that are reported together more than the frequencies of the two suggest, first of all.

    `lift` is the number of publications that report both, divided by the number `expected` if reporting
    the one said nothing about reporting the other: n(both) * n(all) / (n(one) * n(other)). 1 is as
    expected, 2 is twice that. `jaccard` is the part of the publications reporting either that report
    both: unlike lift, it is high only where the two are seldom reported apart.

    Lift is fickle where numbers are small, so `at_least` so many publications must report both. It does
    not say that one factor leads to the other, nor that a difference is beyond chance: the publications
    are no random sample. Publications that report no factor are not in n(all); with them, every lift
    would be higher.

    Lift: Brin et al. 1997, who call it interest, https://doi.org/10.1145/253260.253327. Jaccard 1912,
    https://doi.org/10.1111/j.1469-8137.1912.tb05611.x.
    """
    enough = [edge for edge in together.edges(data=True) if edge[2]["weight"] >= at_least]
    return _table(
        ("factor", "factor_label", "other", "other_label", "publications", "expected", "lift", "jaccard"),
        (
            (
                *_named(together, one),
                *_named(together, other),
                said["weight"],
                said["weight"] / said["lift"],
                said["lift"],
                said["jaccard"],
            )
            for one, other, said in sorted(
                enough, key=lambda edge: (-round(edge[2]["lift"], DIGITS), edge[0], edge[1])
            )
        ),
    )


def bridges(together: "nx.Graph", domains: Iterable[InfluenceDomains], framework: str = "cfir2009") -> Rows:
    """Give how evenly the links of each influence are spread over the domains of a framework.

    `participation` is 1 minus the sum of the squared shares of the
    links that go to each domain: 0 if all go to one, 1 - 1/n if they go to n domains alike. A link counts
    as often as publications report the pair, and for both domains if it goes to an influence that belongs
    to two. `mapped` is the part of the links that go to an influence with a domain at all. Where
    nothing is mapped, there is no participation, which is not the same as none.

    High says that studies which report the influence report influences of many domains beside it, so
    that whoever works on it meets people responsible for different things. It does not say that the
    influence acts across domains, and a domain with more, or more often reported, influences
    draws more links. The domains are those of the review; who maps otherwise gets other numbers.

    Betweenness was not chosen. Where most pairs are reported together, nearly every shortest path is a
    single link; the few others lead to the rarest factors, by way of whatever those happen to be reported
    with. And it knows of no domains.

    Participation coefficient: Guimerà and Amaral 2005, https://doi.org/10.1038/nature03288.
    """
    import networkx as nx

    members: defaultdict[str, set[str]] = defaultdict(set)
    for row in domains:
        if row.framework == thing(framework).value:
            members[row.domain].add(row.influence)
    inside = [set(together) & influences for _, influences in sorted(members.items())]
    found: dict[str, tuple[Told, ...]] = {}
    ranks: dict[str, tuple[bool, float, str]] = {}
    for node in together:
        to = [nx.cut_size(together, {node}, domain, weight="weight") for domain in inside]
        spread = 1 - sum((part / sum(to)) ** 2 for part in to) if sum(to) else None
        strength = together.degree(node, weight="weight")
        mapped = nx.cut_size(together, {node}, set().union(*inside), weight="weight")
        found[node] = (spread, sum(part > 0 for part in to), mapped / strength if strength else None)
        ranks[node] = (spread is None, -round(spread or 0, DIGITS), node)
    return _table(
        ("factor", "factor_label", "participation", "domains", "mapped"),
        ((*_named(together, node), *found[node]) for node in sorted(found, key=ranks.__getitem__)),
    )


def periphery(together: "nx.Graph") -> Rows:
    """Give the factors from the edge of the network inwards: first those least reported with others.

    `core` is the shell: the largest k such that the factor belongs to a part of the network in which each
    is reported with at least k others. `with_others` is how many others it is reported with, and `links`
    counts each of those as often as publications report the two.

    At the edge is what few publications report, or only by itself. That does not say that it matters
    little: it may be new, or seldom asked about. Where `publications` is 0, no finding on it has
    been coded.

    Shells: Seidman 1983, https://doi.org/10.1016/0378-8733(83)90028-X.
    """
    import networkx as nx

    core = nx.core_number(together)
    strength = dict(together.degree(weight="weight"))
    ordered = sorted(together, key=lambda node: (core[node], strength[node], node))
    return _table(
        ("factor", "factor_label", "publications", "with_others", "links", "core"),
        (
            (
                *_named(together, node),
                together.nodes[node]["publications"],
                together.degree(node),
                strength[node],
                core[node],
            )
            for node in ordered
        ),
    )


def _named(network: "nx.Graph", node: str) -> tuple[NamedNode, str]:
    return NamedNode(node), network.nodes[node]["label"]


def _table(columns: tuple[str, ...], rows: Iterable[tuple[Told, ...]]) -> Rows:
    return Rows(columns, tuple(tuple(map(_term, row)) for row in rows))


def _term(cell: Told) -> Term | None:
    if isinstance(cell, float):
        return Literal(f"{cell:.{DIGITS}f}", datatype=XSD.decimal)
    return cell if cell is None or isinstance(cell, NamedNode) else Literal(cell)


KINDS = Metric("What there is", "Kinds are the most specific classes of things.", kinds)
LINKS = Metric("What joins it", "What a thing is, is its kind and not a link.", links)
BREADTH = Metric(
    "Which publications report the most different factors?",
    "More is not better: a review sums up many studies, long reports have room for more, and of some only "
    "an abstract was read.",
    breadth,
)
PAIRS = Metric(
    "Which are reported together more than their frequencies suggest?",
    f"Lift 1 is as expected. Pairs that fewer than {ENOUGH} publications report are left out. Reported "
    "together is not cause and effect.",
    pairs,
)
BRIDGES = Metric(
    "Which are reported beside influences of many CFIR domains?",
    "Participation is 0 where all links go to one domain. It rests on the review's mapping, whatever its "
    "conditions, and says nothing about links to influences without a domain (see mapped).",
    bridges,
    (InfluenceDomains,),
)
PERIPHERY = Metric(
    "Which are at the edge?",
    "Seldom reported is not unimportant. Where no publication is counted, none has been coded yet.",
    periphery,
)
