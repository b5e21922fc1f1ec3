"""What a release is made from: tables → quads, and an engine that answers questions about them."""

from collections.abc import Sequence
from pathlib import Path

from determinants.ask.asking import Graph
from determinants.release.parts import Source
from determinants.store import building
from determinants.store.oxigraph import OxigraphEngine


def built_in(data: Sequence[Path] = (), watch: building.Watch = building.unwatched) -> Source:
    """Give the built-in graph with folders of one's own added.

    Raises:
        DataError: with every problem, if the rows are wrong.
    """
    quads = tuple(building.built_in(data, watch))
    return Source(quads, Graph(OxigraphEngine.load(quads)))
