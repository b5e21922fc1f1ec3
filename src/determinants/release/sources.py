"""What a release is made from: tables → quads, and an engine that answers questions about them."""

from collections.abc import Sequence
from pathlib import Path

from determinants.ask import changes
from determinants.ask.asking import Graph
from determinants.ground.problems import UsageError
from determinants.release.parts import Source
from determinants.store import building
from determinants.store.oxigraph import OxigraphEngine
from determinants.write import changes_prose


def built_in(
    data: Sequence[Path] = (), watch: building.Watch = building.unwatched, since: Path | None = None
) -> Source:
    """Give the built-in graph with folders of one's own added, and what changed in it since another version.

    Raises:
        DataError: with every problem, if the rows are wrong.
        UsageError: if there is no graph to compare with, or if folders are added: only what is built in
            can be compared.
    """
    if since and data:
        raise UsageError("--since compares with what is built in: it cannot stand beside --data.")
    changed = changes_prose.changelog(changes.diff(since, watch=watch)) if since else ""
    quads = tuple(building.built_in(data, watch))
    return Source(quads, Graph(OxigraphEngine.load(quads)), changed)
