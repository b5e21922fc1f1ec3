"""A release as an RO-Crate (1.1): every file, and how it was made, from which state of the data."""

import json
from collections.abc import Iterator
from functools import partial
from importlib.metadata import version
from typing import Any

from determinants import __version__
from determinants.ground.vocab import BASE, DET, LICENCE
from determinants.release.citation import ABSTRACT, RELEASED, SOURCE, TITLE
from determinants.release.parts import DATASET, RELEASE, Filed, Part, Source
from determinants.write.void import WHOLE

CRATE = "https://w3id.org/ro/crate/1.1"
LIBRARIES = ("pyoxigraph", "rdflib", "networkx", "pyarrow")  # what writes files of a release
Entity = dict[str, Any]


def parts(source: Source, filed: list[Filed]) -> Iterator[Part]:
    """Yield the description of the crate, which has every file but itself and the list of sums."""
    what = "what this folder has and how it was made, as an RO-Crate"
    yield Part(
        "ro-crate-metadata.json", "application/ld+json", what, partial(metadata, source, filed), form=CRATE
    )


def metadata(source: Source, filed: list[Filed]) -> str:
    """Give the description of the crate."""
    state = source.text(WHOLE, DET.state)
    project = BASE + "agent/project"
    root: Entity = {
        "@id": "./",
        "@type": "Dataset",
        "name": TITLE,
        "description": ABSTRACT,
        "datePublished": RELEASED,
        "version": __version__,
        "identifier": RELEASE,
        "license": {"@id": LICENCE.value},
        "author": {"@id": project},
        "publisher": {"@id": project},
        "keywords": SOURCE["keywords"],
        "hasPart": [{"@id": each.part.path} for each in filed],
        "mentions": {"@id": "#build"},
        "isBasedOn": {"@id": DATASET},
    }
    told = [
        {
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": CRATE},
        },
        root,
        *map(_file, filed),
        {
            "@id": "#build",
            "@type": "CreateAction",
            "name": "determinants release",
            "description": "Tables were read and checked, made into the graph, and written in these forms.",
            "agent": {"@id": project},
            "object": {"@id": DATASET},
            "instrument": [{"@id": "#determinants"}, *({"@id": f"#{name}"} for name in LIBRARIES)],
            "result": {"@id": "./"},
        },
        {
            "@id": DATASET,
            "@type": "CreativeWork",  # a data set that is not in the folder is none of the crate
            "name": "the tables of the project",
            "version": state,
            "description": f"State {state}: a sum over all tables, which 'determinants --version' gives too.",
            "license": {"@id": LICENCE.value},
        },
        {
            "@id": "#determinants",
            "@type": "SoftwareApplication",
            "name": "determinants",
            "version": __version__,
        },
        *(
            {"@id": f"#{name}", "@type": "SoftwareApplication", "name": name, "version": version(name)}
            for name in LIBRARIES
        ),
        {"@id": project, "@type": "Organization", "name": SOURCE["creators"][0]},
        {
            "@id": LICENCE.value,
            "@type": "CreativeWork",
            "name": "Creative Commons Attribution 4.0 International",
            "identifier": "CC-BY-4.0",
        },
    ]
    return json.dumps(
        {"@context": f"{CRATE}/context", "@graph": told}, ensure_ascii=False, indent=1
    ) + "\n"  # fmt: skip


def _file(filed: Filed) -> Entity:
    part = filed.part
    told: Entity = {
        "@id": part.path,
        "@type": "File",
        "name": part.what,
        "encodingFormat": part.media_type,
        "contentSize": str(filed.size),
        "sha256": filed.sha256,
    }
    return {**told, "conformsTo": {"@id": part.form}} if part.form else told
