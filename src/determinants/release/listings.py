"""The ontology as it stands, publications for reference managers, and networks, as files of a release."""

from collections.abc import Iterator
from functools import partial

from determinants.ask.records import PublicationRecords, ReviewList, records
from determinants.ground import files, shipped
from determinants.ground.vocab import BASE
from determinants.network import NETWORK_FORMATS, NETWORKS
from determinants.release.parts import RELEASE, Part, Source
from determinants.write.references import REFERENCE_FORMATS

DRAWN = ("graphml", "gexf")


def ontology(_: Source) -> Iterator[Part]:
    """Yield the files of the ontology, its shapes among them, as they came with the program."""
    for path in sorted(shipped.folder("ontology").glob("*.ttl")):
        what = f"{path.stem} of the ontology, as it is written by hand"
        yield Part(f"ontology/{path.name}", "text/turtle", what, partial(files.read_plain, path))


def changes(source: Source) -> Iterator[Part]:
    """Yield what changed in the data since an earlier version, where one was compared with."""
    if source.changes:
        what = "what changed in the data since the version before"
        yield Part("CHANGES.md", "text/markdown", what, partial(str, source.changes))


def references(source: Source) -> Iterator[Part]:
    """Yield every publication of the graph, in the formats of reference managers."""
    known = records(source.graph.ask, PublicationRecords)
    for each in REFERENCE_FORMATS.values():
        what = f"all publications: {each.what}"
        yield Part(
            f"references/publications{each.suffix}",
            each.media_type,
            what,
            partial(each.write, known),
            f"{BASE}graph/publications",
        )


def networks(source: Source) -> Iterator[Part]:
    """Yield the networks; those of one review are made of each, and left out where nothing is joined."""
    reviews = [row.review.removeprefix(BASE) for row in records(source.graph.ask, ReviewList)]
    for kind in NETWORKS.values():
        for review in reviews if kind.of_one else [""]:
            made = kind.make(source.graph.of(review or None).ask)
            if not made.number_of_edges():
                continue
            name = f"{review}-{kind.name}" if review else kind.name
            what = f"network of {kind.what}" + (f", of the review {review}" if review else "")
            for each in (NETWORK_FORMATS[name] for name in DRAWN):
                yield Part(
                    f"networks/{name}{each.suffix}",
                    each.media_type,
                    f"{what}: {each.what}",
                    partial(each.write, made),
                    f"{RELEASE}/networks/{name}",
                )
