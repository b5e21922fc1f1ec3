"""Of a graph of somebody's that is compared, nothing is fetched, and nothing is waited for."""

import os
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, serialize

from determinants.ground.problems import DataError
from determinants.store import standing

GROWN = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcde", "bcdef", strict=True)
)
ENTITIES = f"""<!DOCTYPE r [<!ENTITY a "{"a" * 70}">{GROWN}]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="http://example.org/">
<rdf:value>&f;</rdf:value></rdf:Description></rdf:RDF>"""


def test_a_graph_whose_entities_grow_is_not_read(tmp_path: Path) -> None:
    graph = tmp_path / "graph.rdf"
    graph.write_text(f"<!--{' ' * ((1 << 20) - 8 - 70)}-->" + ENTITIES)
    with pytest.raises(DataError, match="entities of its own"):
        standing.opened(graph)


def test_what_a_graph_names_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    graph = tmp_path / "graph.jsonld"
    graph.write_text('{"@context": "http://example.org/context", "@id": "http://example.org/", "name": "x"}')
    with pytest.raises(DataError, match="remote context"):
        standing.opened(graph)


def test_in_a_release_nothing_is_waited_for(tmp_path: Path, tiny_quads: list[Quad]) -> None:
    os.mkfifo(tmp_path / "a.nq")
    (tmp_path / "a.rdf").write_text(ENTITIES)
    serialize(tiny_quads, tmp_path / "graph.nq", format=RdfFormat.N_QUADS)
    assert standing.opened(tmp_path).named
