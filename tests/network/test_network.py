"""Networks: made of rows that are known by heart, measured as by hand, and read back as they were written."""

import inspect
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from io import BytesIO
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from conftest import ONTOLOGY, TINY
from determinants import network
from determinants.ask.asking import Graph
from determinants.ask.records import InfluenceDomains, records
from determinants.cli import networks
from determinants.ground.vocab import BASE, DET, RDF, SKOS, XSD
from determinants.network import NETWORK_FORMATS, NETWORKS, Report, metrics, publications_influences
from determinants.network import networks as making
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.rdflib_engine import RdflibEngine
from determinants.store.solutions import Rows

DOCUMENT = Path(__file__).parents[2] / "docs/network.md"
PROGRAM = Path(sys.executable).with_name("determinants")

each_network = pytest.mark.parametrize("kind", NETWORKS)
each_format = pytest.mark.parametrize("suffix", NETWORK_FORMATS)

READERS = {
    "graphml": lambda told: nx.read_graphml(BytesIO(told)),
    "gexf": lambda told: nx.read_gexf(BytesIO(told)),
    "cyjs": lambda told: nx.cytoscape_graph(json.loads(told)),
}


def links(made: nx.Graph) -> dict[tuple[str, str], dict[str, object]]:
    """Links by the last parts of the IRIs that they join."""
    return {(slug(one), slug(other)): said for one, other, said in made.edges(data=True)}


def slug(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def rows(table: Rows, *columns: str) -> list[tuple[object, ...]]:
    """Some columns of a table, with decimals as floats, which compare with what is written here."""
    return [
        tuple(float(row[name]) if isinstance(row[name], Decimal) else row[name] for name in columns)
        for row in table.records()
    ]


# The tiny world.


def test_publications_are_joined_to_what_they_report_themselves(tiny: OxigraphEngine) -> None:
    made = NETWORKS["publications-influences"].make(Graph(tiny).ask)
    assert links(made) == {
        # `f1` and `f2`; what `f3` reports of it is not its own.
        ("ash2010", "culture"): {
            "directions": "facilitates; hinders",
            "findings": 2,
            "identifiers": "finding/f1; finding/f2",
        },
        # A review's coding of its study counts as what that study reports.
        ("ash2010", "training"): {
            "directions": "hinders",
            "findings": 1,
            "identifiers": "tiny2020/finding/c1",
        },
        ("birch2012", "culture"): {"directions": "unclear", "findings": 1, "identifiers": "finding/f7"},
        ("birch2012", "training"): {"directions": "mixed", "findings": 1, "identifiers": "finding/f4"},
    }
    assert {slug(node): side for node, side in made.nodes(data="side")} == {
        "ash2010": "publication",
        "birch2012": "publication",
        "culture": "influence",
        "training": "influence",
    }
    assert made.nodes[BASE + "publication/ash2010"]["design"] == "Qualitative study"


def test_a_finding_that_matches_a_determinant_joins_its_publication_to_it(tiny: OxigraphEngine) -> None:
    made = NETWORKS["publications-determinants"].make(Graph(tiny).ask)
    assert set(links(made)) == {("ash2010", "shared-values"), ("ash2010", "distant-training")}
    isolated = {slug(node) for node in nx.isolates(made)}
    assert isolated == {"blame", "paid-training"}


def test_influences_are_joined_by_the_publications_that_report_both(tiny: OxigraphEngine) -> None:
    made = NETWORKS["co-occurrence"].make(Graph(tiny).ask)
    # Both publications report culture and training: as often as either alone leads to expect.
    assert links(made) == {("culture", "training"): {"weight": 2, "jaccard": 1.0, "lift": 1.0}}
    assert {slug(node): number for node, number in made.nodes(data="publications")} == {
        "culture": 2,
        "training": 2,
    }


def test_the_property_graph_has_things_their_texts_and_what_joins_them(tiny: OxigraphEngine) -> None:
    made = NETWORKS["properties"].make(Graph(tiny).ask)
    finding = made.nodes[BASE + "finding/f1"]
    assert finding["kind"] == "finding"
    assert finding["det:wording"] == "Where values were shared peer workers settled in."
    assert made.nodes[BASE + "tiny2020/influence/training"]["skos:altLabel"] == "instruction; teaching"
    assert made.nodes[BASE + "tiny2020/influence/training"]["det:rank"] == 2
    assert made.nodes[BASE + "tiny2020/determinant/blame"]["kind"] == "barrier"
    joined = {
        (said["property"], slug(other))
        for _, other, said in made.edges(BASE + "finding/f1", data=True)
        if said["property"] not in {"det:confidence", "det:direction", "det:directness"}
    }
    assert joined == {
        ("det:reportedBy", "ash2010"),
        ("det:statedIn", "ash2010"),
        ("det:influence", "culture"),
        ("det:code", "culture"),
        ("det:codeOf", "tiny2020"),
        ("det:determinant", "shared-values"),
        ("det:statedElement", "climate"),
        ("prov:wasAttributedTo", "kim"),
        ("det:outcome", "implementation"),
    }


def test_every_statement_is_a_link_a_kind_or_an_attribute(tiny: OxigraphEngine) -> None:
    statements = Graph(tiny).ask("graph-statements")
    made = making.property_graph(statements)
    things = [row for row in statements.rows if isinstance(row[2], NamedNode)]
    assert made.number_of_edges() == sum(row[1] != RDF.type for row in things)
    literals = {(row[0], row[1]) for row in statements.rows if not isinstance(row[2], NamedNode)}
    named = {"label", "kind", "types"}
    assert sum(len(said.keys() - named) for _, said in made.nodes(data=True)) == len(literals)


def test_measures_of_the_tiny_world(tiny: OxigraphEngine) -> None:
    ask = Graph(tiny).ask
    together = NETWORKS["co-occurrence"].make(ask)
    assert rows(metrics.pairs(together, at_least=1), "publications", "expected", "lift") == [(2, 2, 1)]
    assert not metrics.pairs(together).rows
    # Each is linked to the other, which is in one domain.
    mapped = records(ask, InfluenceDomains)
    assert rows(metrics.bridges(together, mapped), "factor_label", "participation", "domains", "mapped") == [
        ("Culture", 0, 1, 1),
        ("Training", 0, 1, 1),
    ]
    edge = metrics.periphery(together)
    assert rows(edge, "factor_label", "publications", "with_others", "links", "core") == [
        ("Culture", 2, 1, 2, 1),
        ("Training", 2, 1, 2, 1),
    ]
    breadth = metrics.breadth(NETWORKS["publications-influences"].make(ask))
    assert [(slug(str(node)), *rest) for node, *rest in rows(breadth, "publication", "factors", "share")] == [
        ("ash2010", 2, 1),
        ("birch2012", 2, 1),
    ]


# Measures by hand, over influences of which the tiny world has too few.


def reported(**reports: str) -> nx.Graph:
    """A network of publications and factors, from `publication="factors"`, a letter each."""

    factors = sorted(set("".join(reports.values())) | {"z"})
    return making.bipartite(
        "influence",
        {f"{BASE}influence/{factor}": factor for factor in factors},
        [
            Report(
                publication=f"{BASE}publication/{publication}",
                publication_label=publication,
                factor=f"{BASE}influence/{factor}",
                finding=f"{BASE}finding/{publication}-{factor}",
                direction_label="hinders",
            )
            for publication, letters in reports.items()
            for factor in letters
        ],
    )


def domains(framework: str = "cfir2009", **members: str) -> list[InfluenceDomains]:
    return [
        InfluenceDomains(
            {"framework": BASE + framework, "domain": BASE + domain, "influence": f"{BASE}influence/{factor}"}
        )
        for domain, factors in members.items()
        for factor in factors
    ]


WORLD = reported(p1="ab", p2="ab", p3="abc", p4="c", p5="cd", p6="d")


def test_lift_and_jaccard_by_hand() -> None:
    found = metrics.pairs(making.co_occurrence(WORLD), at_least=1)
    # Of 6, 3 report a and 3 report b: 1.5 would report both by their frequencies alone, 3 do.
    names = "factor_label", "other_label"
    assert rows(found, *names, "publications", "expected", "lift", "jaccard") == [
        # Three of six report a, three report b: by that alone, half of three would report both.
        ("a", "b", 3, 1.5, 2, 1),
        # p5, where 2 * 3 / 6 are expected; four report either.
        ("c", "d", 1, 1, 1, 0.25),
        # p3, where 3 * 3 / 6 are expected; five report either. These two tie, and stand by name.
        ("a", "c", 1, 1.5, 0.667, 0.2),
        ("b", "c", 1, 1.5, 0.667, 0.2),
    ]


def test_participation_by_hand() -> None:
    together = making.co_occurrence(WORLD)
    found = metrics.bridges(together, domains(inner="a", outer="b", process="c"))
    by_name = {row[0]: row[1:] for row in rows(found, "factor_label", "participation", "domains", "mapped")}
    assert by_name["c"][0] == 0.5  # once with a, once with b; d has no domain
    assert by_name["c"][1:] == (2, 0.667)
    assert by_name["a"][0] == 0.375  # three times with b, once with c
    assert by_name["d"] == (0, 1, 1)
    assert by_name["z"] == (None, 0, None)
    assert [row["factor_label"] for row in found.records()] == ["c", "a", "b", "d", "z"]


def test_without_a_mapping_there_is_no_participation_rather_than_none() -> None:
    found = metrics.bridges(making.co_occurrence(WORLD), domains())
    assert {row["participation"] for row in found.records()} == {None}
    elsewhere = domains("mine", inner="ab")
    found = metrics.bridges(making.co_occurrence(WORLD), elsewhere)
    assert {row["mapped"] for row in found.records()} == {0, None}


def test_the_edge_comes_first() -> None:
    found = metrics.periphery(making.co_occurrence(WORLD))
    assert rows(found, "factor_label", "publications", "with_others", "links", "core") == [
        ("z", 0, 0, 0, 0),
        ("d", 2, 1, 1, 1),
        ("c", 3, 3, 3, 2),
        ("a", 3, 2, 4, 2),
        ("b", 3, 2, 4, 2),
    ]


def test_a_network_of_nothing_has_measures_without_rows() -> None:
    nothing = reported()
    assert not metrics.breadth(nothing).rows
    assert not metrics.pairs(making.co_occurrence(nothing)).rows


# The released data.


@pytest.mark.slow
def test_weights_are_the_rows_of_the_stored_question(shipped: OxigraphEngine) -> None:
    ask = Graph(shipped).of("ibrahim2019").ask
    made = NETWORKS["co-occurrence"].make(ask)
    stored = {
        frozenset((row["influence"], row["other"])): row["publications"]
        for row in ask("influence-pairs").records()
    }
    assert {frozenset(pair): made.edges[pair]["weight"] for pair in made.edges} == stored
    counted = {row["influence"]: row["publications"] for row in ask("influence-evidence").records()}
    assert dict(made.nodes(data="publications")) == counted


@pytest.mark.slow
def test_each_link_counts_once_on_either_side(shipped: OxigraphEngine) -> None:
    made = NETWORKS["publications-influences"].make(Graph(shipped).of("ibrahim2019").ask)
    sides = Counter(dict(made.nodes(data="side")).values())
    assert sides["influence"] == 14
    degrees = Counter()
    for node, side in made.nodes(data="side"):
        degrees[side] += made.degree(node)
    assert degrees["publication"] == degrees["influence"] == made.number_of_edges()
    own = {
        row["finding"]
        for row in Graph(shipped).of("ibrahim2019").ask("influence-findings").records()
        if row["directness"] == DET.ownFinding.value
    }
    assert sum(number for _, _, number in made.edges(data="findings")) >= len(own)


def test_a_narrowed_question_makes_a_part_of_the_network(shipped: OxigraphEngine) -> None:
    ask = Graph(shipped).of("ibrahim2019").ask
    part = publications_influences(ask, design="qualitative")
    designs = {design for _, design in part.nodes(data="design") if design is not None}
    assert designs == {"Qualitative study"}
    one = publications_influences(ask, influence="psw-training")
    assert {other for _, other in one.edges} == {BASE + "ibrahim2019/influence/psw-training"}


def test_only_the_factors_that_are_given_are_in_a_network() -> None:
    report = Report("p", "P", "a", "f", "hinders")
    made = making.bipartite("influence", {"b": "B"}, [report])
    assert dict(made.nodes(data="label")) == {"b": "B"}


# Laws.

worlds = st.dictionaries(
    st.text("pqrstu", min_size=1, max_size=3),
    st.sets(st.sampled_from("abcdefg")).map(lambda s: "".join(sorted(s))),
    max_size=8,
)


@given(worlds)
def test_the_weight_is_the_number_of_publications_that_report_both(world: dict[str, str]) -> None:
    made = making.co_occurrence(reported(**world))
    pairs = Counter(pair for factors in world.values() for pair in combinations(factors, 2))
    assert {edge: said["weight"] for edge, said in links(made).items()} == dict(pairs)
    every = len([factors for factors in world.values() if factors])
    for (one, other), said in links(made).items():
        has = {factor: sum(factor in factors for factors in world.values()) for factor in (one, other)}
        assert said["lift"] == pytest.approx(said["weight"] * every / (has[one] * has[other]))
        assert said["jaccard"] == pytest.approx(said["weight"] / (has[one] + has[other] - said["weight"]))


@given(worlds)
def test_measures_stay_in_their_bounds(world: dict[str, str]) -> None:
    together = making.co_occurrence(reported(**world))
    mapped = domains(inner="abz", outer="bc", process="de")
    for row in metrics.bridges(together, mapped).records():
        if row["participation"] is not None:
            assert 0 <= row["participation"] <= 1 - 1 / row["domains"] + 0.001
    for row in metrics.periphery(together).records():
        assert row["core"] <= row["with_others"] <= row["links"]


@pytest.mark.slow
@given(st.text(), st.integers(), st.decimals(allow_nan=False, allow_infinity=False))
@pytest.mark.parametrize("suffix", NETWORK_FORMATS)
def test_whatever_a_thing_says_comes_back(suffix: str, said: str, whole: int, part: object) -> None:
    thing, other = NamedNode(BASE + "this"), NamedNode(BASE + "that")
    said = "".join(letter for letter in said if not "\ud800" <= letter <= "\udfff")
    made = making.property_graph(
        Rows(
            ("subject", "property", "value"),
            (
                (thing, SKOS.prefLabel, Literal(said)),
                (thing, DET.count, Literal(whole)),
                (thing, DET.percentage, Literal(f"{part:f}", datatype=XSD.decimal)),
                (thing, DET.read, Literal("one")),
                (thing, DET.read, Literal("two")),
                (other, DET.count, Literal("not known")),
                (thing, DET.about, other),
                (thing, DET.influence, other),
                (thing, RDF.type, DET.Influence),
            ),
        )
    )
    assert made.nodes[BASE + "this"]["det:count"] == str(whole)
    assert made.nodes[BASE + "this"]["det:read"] == "one; two"
    assert_same(READERS[suffix](NETWORK_FORMATS[suffix].write(made)), made)


# Formats.


def assert_same(read: nx.Graph, made: nx.Graph) -> None:
    """What was made is all there. A reader may add names of its own, such as an `id`."""
    assert read.is_directed() == made.is_directed()
    assert set(read) == set(made)
    for node, said in made.nodes(data=True):
        assert {name: read.nodes[node].get(name) for name in said} == said
    assert read.number_of_edges() == made.number_of_edges()
    keys = {"keys": True} if made.is_multigraph() else {}
    for *edge, said in made.edges(data=True, **keys):
        found = read.edges[tuple(edge)]
        assert {name: found.get(name) for name in said} == said


@pytest.fixture(scope="module")
def released(shipped: OxigraphEngine) -> Callable[[str], nx.Graph]:
    """The networks of the released data, each made once."""
    return cache(lambda kind: NETWORKS[kind].make(Graph(shipped).of("ibrahim2019").ask))


@pytest.mark.slow
@each_network
@each_format
def test_a_network_comes_back_as_it_was_written(
    kind: str, suffix: str, released: Callable[[str], nx.Graph]
) -> None:
    made = released(kind)
    assert_same(READERS[suffix](NETWORK_FORMATS[suffix].write(made)), made)


@pytest.mark.slow
@each_network
def test_an_attribute_has_one_type(kind: str, released: Callable[[str], nx.Graph]) -> None:
    made = released(kind)
    for said in (made.nodes(data=True), ((None, told) for *_, told in made.edges(data=True))):
        types: dict[str, set[type]] = {}
        for _, attributes in said:
            for name, cell in attributes.items():
                types.setdefault(name, set()).add(type(cell))
        assert all(len(found) == 1 for found in types.values())


def test_links_in_graphml_have_identifiers_of_their_own(tiny: OxigraphEngine) -> None:
    told = NETWORK_FORMATS["graphml"].write(NETWORKS["properties"].make(Graph(tiny).ask)).decode()
    identifiers = re.findall(r'<edge [^>]*id="(\d+)"', told)
    assert len(set(identifiers)) == len(identifiers) == told.count("<edge ")


@each_format
def test_no_date_and_no_path_is_written(suffix: str, tiny: OxigraphEngine) -> None:
    told = NETWORK_FORMATS[suffix].write(NETWORKS["co-occurrence"].make(Graph(tiny).ask)).decode()
    assert "lastmodifieddate" not in told
    assert str(Path.cwd()) not in told


DIGESTS = """
import hashlib, sys
from pathlib import Path
from determinants import __version__
from determinants.store import building
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.rdflib_engine import RdflibEngine
from determinants.ask.asking import Graph
from determinants.network import NETWORK_FORMATS, NETWORKS
ontology = Path(sys.argv[2])
ask = Graph(OxigraphEngine.load(building.quads([Path(sys.argv[1])], ontology, __version__))).ask
for kind in NETWORKS.values():
    for how in NETWORK_FORMATS.values():
        print(hashlib.sha256(how.write(kind.make(ask))).hexdigest())
"""


@pytest.mark.slow
def test_the_same_network_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", DIGESTS, str(TINY), str(ONTOLOGY)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "20")
    }
    assert len(told) == 1
    assert len(told.pop().split()) == len(NETWORKS) * len(NETWORK_FORMATS)


@pytest.mark.slow
def test_the_order_of_rows_does_not_matter(tiny: OxigraphEngine) -> None:
    ask = Graph(tiny).ask

    def turned(question: str) -> Rows:
        answer = ask(question)
        return Rows(answer.columns, answer.rows[::-1])

    for kind in NETWORKS.values():
        for how in NETWORK_FORMATS.values():
            assert how.write(kind.make(turned)) == how.write(kind.make(ask))


@pytest.mark.slow
def test_each_engine_gives_the_same_network(tiny: OxigraphEngine, tiny_quads: list[Quad]) -> None:
    other = RdflibEngine.load(tiny_quads)
    for kind in NETWORKS.values():
        made = [NETWORK_FORMATS["cyjs"].write(kind.make(Graph(engine).ask)) for engine in (other, tiny)]
        assert made[0] == made[1]


# Every network and measure is told of.


def test_every_network_has_metrics() -> None:
    assert all(kind.metrics for kind in NETWORKS.values())


def test_records_are_found_by_their_names() -> None:
    for registry in (NETWORKS, NETWORK_FORMATS):
        assert [made.name for made in registry.values()] == list(registry)
        assert all(made.what for made in registry.values())


@pytest.mark.slow
@pytest.mark.parametrize("kind", NETWORKS)
def test_measures_have_a_total_order_and_the_columns_they_are_told_by(
    kind: str, shipped: OxigraphEngine
) -> None:
    ask = Graph(shipped).of("ibrahim2019").ask
    made = NETWORKS[kind].make(ask)
    for metric in NETWORKS[kind].metrics:
        table = metric.of(made, ask)
        assert len(set(table.rows)) == len(table.rows)
        assert table == metric.of(made, ask)


@pytest.mark.parametrize("measure", [metrics.breadth, metrics.pairs, metrics.bridges, metrics.periphery])
def test_a_measure_says_what_it_does_not_say_and_who_defined_it(measure: object) -> None:
    told = inspect.getdoc(measure)
    assert "not say" in told
    assert "https://doi.org/" in told


def test_the_document_tells_of_every_network_format_and_measure() -> None:
    told = DOCUMENT.read_text(encoding="utf-8")
    for name in (*NETWORKS, *NETWORK_FORMATS):
        assert f"`{name}`" in told
    for kind in ("co-occurrence", "publications-influences"):
        for metric in NETWORKS[kind].metrics:
            assert f"metrics.{metric.compute.__name__}" in told


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "100"},
    )


BLOCKS = re.findall(
    r"```(\w+)\n(.*?)```\n(?:\n```text\n(.*?)```)?", DOCUMENT.read_text(encoding="utf-8"), re.S
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "shown"), [(code, shown) for language, code, shown in BLOCKS if language == "sh"]
)
def test_commands_in_the_document_print_what_it_shows(command: str, shown: str, tmp_path: Path) -> None:
    arguments = [str(tmp_path / word) if "." in word else word for word in command.split()[1:]]
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    assert done.stdout == shown


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "shown"), [(code, shown) for language, code, shown in BLOCKS if language == "python"]
)
def test_python_in_the_document_prints_what_it_shows(
    code: str, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    exec(compile(code, str(DOCUMENT), "exec"), {})
    assert capsys.readouterr().out == shown


# The command.


@pytest.mark.slow
def test_a_file_is_not_replaced_unless_told_to(tmp_path: Path) -> None:
    path = tmp_path / "network.graphml"
    path.write_text("mine")
    call = (
        "network",
        "co-occurrence",
        "--review",
        "ibrahim2019",
        "--format",
        "graphml",
        "--output",
        str(path),
    )
    assert run(*call).returncode == 2
    assert path.read_text() == "mine"
    assert run(*call, "--force").returncode == 0
    assert nx.read_graphml(path).number_of_nodes() == 14


def test_an_unknown_network_is_refused() -> None:
    done = run("network", "friends")
    assert done.returncode == 2
    assert "co-occurrence" in done.stderr


def test_a_network_without_links_says_so() -> None:
    alone = nx.Graph()
    alone.add_node("somebody")
    assert list(networks._report(alone, [], 10)) == [
        "1 node, 0 links",
        "Nothing is joined yet, so that no metric says anything.",
    ]


def test_the_package_is_documented_where_its_example_runs() -> None:
    assert ">>> together.number_of_nodes()\n14" in network.__doc__
