"""The graph in a release: in six syntaxes, whole and by named graph, and in its canonical form."""

from collections.abc import Iterator
from functools import partial

from pyoxigraph import CanonicalizationAlgorithm, Dataset

from determinants.ground.vocab import BASE
from determinants.release.parts import DATASET, Part, Source
from determinants.write.graph_formats import GRAPH_FORMATS, as_nquads
from determinants.write.loading import headed

CANONICAL = "https://www.w3.org/TR/rdf-canon/"


def parts(source: Source) -> Iterator[Part]:
    """Yield the whole graph and each named graph as files."""
    for each in GRAPH_FORMATS.values():
        what = f"the whole graph: {each.what}"
        write = partial(headed, each, source.quads)
        yield Part(f"graph/determinants{each.suffix}", each.media_type, what, write, DATASET)
    yield Part(
        "graph/canonical.nq",
        "application/n-quads",
        "the whole graph in its canonical form (RDFC-1.0), by which two graphs can be told to be equal",
        partial(canonical, source),
        DATASET,
        CANONICAL,
    )
    for slug, quads in source.named.items():
        for each in GRAPH_FORMATS.values():
            what = f"the named graph {slug} alone: {each.what}"
            write = partial(headed, each, quads)
            yield Part(
                f"graph/named/{slug}{each.suffix}", each.media_type, what, write, f"{BASE}graph/{slug}"
            )


def canonical(source: Source) -> Iterator[bytes]:
    """Yield the graph in the canonical form of RDFC-1.0: equal graphs give equal bytes."""
    dataset = Dataset(source.quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return as_nquads(dataset)
