"""The law of labels: a publication is called by its authors and year, or by its title, never by its key."""

import re

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from determinants.graph import citation
from determinants.graph.citation import NO_YEAR
from determinants.ground.names import author
from determinants.ground.vocab import BASE, DCTERMS, DET, SKOS
from determinants.tables.model import Publication

LABELLED = {SKOS.prefLabel, DET.authors, DCTERMS.issued, DCTERMS.title}


def strange(quads: list[Quad]) -> list[str]:
    """What publications are called otherwise than by the law: key and label."""
    known: dict[str, dict[NamedNode, str]] = {}
    gone = {quad.subject for quad in quads if quad.object == DET.Withdrawn}  # of which only the key is left
    for quad in quads:
        subject = "" if quad.subject in gone else getattr(quad.subject, "value", "")
        if quad.predicate in LABELLED and subject.startswith(f"{BASE}publication/"):
            known.setdefault(subject.rpartition("/")[2], {})[quad.predicate] = getattr(
                quad.object, "value", ""
            )
    return [f"{key}: {told.get(SKOS.prefLabel)}" for key, told in known.items() if not lawful(key, told)]


def lawful(key: str, told: dict[NamedNode, str]) -> bool:
    label, title = told.get(SKOS.prefLabel, ""), told.get(DCTERMS.title, "")
    when = told.get(DCTERMS.issued, NO_YEAR)
    begins = author(told[DET.authors].split(";")[0]).family if DET.authors in told else title.split()[0]
    own = f"{title} {told.get(DET.authors, '')}".lower()  # which may have the word that is its key
    named = key.lower() in re.split(r"\W+", label.lower()) and key.lower() not in own
    return label.startswith(begins) and when in label and not named


@pytest.mark.parametrize("world", ["tiny_quads", "reviews_quads", "shipped_quads"])
def test_no_publication_is_called_by_its_key(world: str, request: pytest.FixtureRequest) -> None:
    quads: list[Quad] = request.getfixturevalue(world)
    assert strange(quads) == []


def test_the_law_finds_a_key(tiny_quads: list[Quad]) -> None:
    iri = NamedNode(f"{BASE}publication/ash2010")
    spoilt = [
        Quad(quad.subject, quad.predicate, Literal("ash2010"), quad.graph_name)
        if (quad.subject, quad.predicate) == (iri, SKOS.prefLabel)
        else quad
        for quad in tiny_quads
    ]
    assert strange(spoilt) == ["ash2010: ash2010"]


@pytest.mark.parametrize(
    ("authors", "year", "label"),
    [
        ("Doe FW Jr; Roe JA 3rd; Poe ML III", 1972, "Doe et al. 1972"),
        ("Poe ML III; Silva ABCDE", 1972, "Poe and Silva 1972"),
        ("Roe JA 3rd", None, "Roe, year not confirmed"),
        ("van der Berg JPHM; et al.", 1972, "van der Berg et al. 1972"),
        ("", 1972, "Example trial (1972)"),
        ("", None, "Example trial (year not confirmed)"),
    ],
)
def test_labels(authors: str, year: int | None, label: str) -> None:
    row = Publication(key="k", kind="report", title="Example trial", authors=authors, year=year)
    assert citation.label(row) == label
