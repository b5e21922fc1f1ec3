"""Publications and findings."""

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from determinants.graph.citation import citation, label
from determinants.graph.terms import (
    Objects,
    Place,
    english,
    named,
    number,
    plain,
    qualified,
    term,
    truth,
    year,
)
from determinants.ground.values import DIRECTION, DIRECTNESS
from determinants.ground.vocab import BIBO, DCTERMS, DET, FABIO, OWL, PROV, RDFS, SKOS, XSD, thing
from determinants.tables.model import Dependence, Finding, Listing, Publication, Retired, Search

KINDS = {
    "journal-article": FABIO.JournalArticle,
    "book": FABIO.Book,
    "book-chapter": FABIO.BookChapter,
    "report": FABIO.ReportDocument,
    "thesis": FABIO.Thesis,
    "web-page": FABIO.WebPage,
}

LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-NC-3.0": "https://creativecommons.org/licenses/by-nc/3.0/",
    "CC-BY-NC-ND-3.0": "https://creativecommons.org/licenses/by-nc-nd/3.0/",
    "CC-BY-NC-ND-4.0": "https://creativecommons.org/licenses/by-nc-nd/4.0/",
    "CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


def doi_link(doi: str) -> NamedNode:
    """Give the address that resolves a DOI, with what an IRI cannot hold percent-encoded."""
    return NamedNode("https://doi.org/" + quote(doi, safe="/:;()._-+"))


def publication(row: Publication, at: Place) -> Iterator[Quad]:
    """Yield a publication, with as much as is known of it."""
    licence = LICENCES.get(row.licence or "")
    yield from at.write(
        thing("publication", row.key),
        (DET.Publication, KINDS[row.kind], PROV.Entity),
        {
            SKOS.prefLabel: plain(label(row)),
            DCTERMS.title: plain(row.title),
            DCTERMS.issued: year(row.year),
            DCTERMS.creator: [literal for name in row.authors if (literal := plain(name))],
            DET.authors: plain("; ".join(row.authors)) if row.authors else None,
            DCTERMS.bibliographicCitation: plain(citation(row)),
            DET.venue: plain(row.venue),
            BIBO.volume: plain(row.volume),
            BIBO.issue: plain(row.issue),
            BIBO.pages: plain(row.pages),
            BIBO.doi: plain(row.doi),
            BIBO.pmid: plain(row.pmid),
            RDFS.seeAlso: doi_link(row.doi) if row.doi else None,
            DET.country: [thing("country", code) for code in row.countries],
            DET.countryCodes: plain(" ".join(sorted(row.countries)).upper()) if row.countries else None,
            DET.design: named("design", row.design),
            DET.designNote: english(row.design_note),
            DET.quality: named("quality", row.quality),
            DET.modality: named("modality", row.modality),
            DET.setting: english(row.setting),
            DET.population: english(row.population),
            DCTERMS.license: NamedNode(licence) if licence else None,
            DCTERMS.rights: plain(row.licence) if row.licence and not licence else None,
            DET.read: [literal for part in row.read if (literal := plain(part))],
            SKOS.editorialNote: english(row.caution),
            DET.retraction: plain(row.retraction),
        },
    )


# What a publication is to a scope, as a table says it.
SCOPED = {
    "yes": DET.withinScope,
    "partly": DET.partlyWithinScope,
    "no": DET.outsideScope,
    "not_stated": DET.scopeNotStated,
}


def scoping(publication: str, values: Mapping[str, str], at: Place) -> Iterator[Quad]:
    """Yield what a publication is to each scope."""
    said: dict[NamedNode, Objects] = {
        SCOPED[value]: [thing("scope", scope) for scope, each in values.items() if each == value]
        for value in SCOPED
    }
    yield from at.write(thing("publication", publication), None, said)


def finding(row: Finding, at: Place) -> Iterator[Quad]:
    """Yield a finding: who reports what, in which direction, stated where, coded by whom."""
    yield from at.write(
        thing("finding", row.id),
        (DET.Finding, PROV.Entity),
        {
            DET.reportedBy: [thing("publication", key) for key in row.reported_by],
            DET.statedIn: thing("publication", row.stated_in),
            **code(
                influence=qualified(row.influence, "influence") if row.influence else None,
                construct=qualified(row.element) if row.element else None,
                topic=named("topic", row.topic),
            ),
            DET.codeOf: thing(row.influence.partition(":")[0]) if row.influence else None,
            DET.determinant: qualified(row.determinant, "determinant") if row.determinant else None,
            DET.direction: DIRECTION[row.direction].term,
            DET.directness: DIRECTNESS[row.directness].term,
            DET.wording: english(row.wording),
            DET.locator: plain(row.locator),
            DET.statedElement: [qualified(name) for name in row.stated_elements],
            DET.confidence: term(row.confidence),
            DET.outcome: named("outcome", row.outcome),
            PROV.wasAttributedTo: thing("agent", row.coder),
        },
    )


def code(
    influence: NamedNode | None = None, construct: NamedNode | None = None, topic: NamedNode | None = None
) -> dict[NamedNode, NamedNode | None]:
    """Give the one code of a finding: as what it is, and as a code, by which all are asked for alike."""
    return {
        DET.influence: influence,
        DET.construct: construct,
        DET.topic: topic,
        DET.code: influence or construct or topic,
    }


def dependence(row: Dependence, at: Place) -> Iterator[Quad]:
    """Yield that two publications rest on one another, and why."""
    relation, _, second = row.relation.partition("-")
    yield from at.write(
        thing("dependence", f"{row.publication}--{row.other}"),
        DET.Dependence,
        {
            DET.dependent: [thing("publication", key) for key in (row.publication, row.other)],
            DET.dependenceKind: DET[relation + second.capitalize()],
            DET.dependenceBasis: plain(row.basis),
            SKOS.editorialNote: english(row.why),
        },
    )


def body(member: str, name: str, at: Place) -> Iterator[Quad]:
    """Yield to which body of evidence a publication belongs that does not stand alone.

    A body is named for one of its members, with which it is said what it is.
    """
    it = thing("body", name)
    if member == name:
        yield from at.write(it, DET.EvidenceBody, {})
    yield from at.write(thing("publication", member), None, {DET.evidenceBody: it})


def search(row: Search, at: Place) -> Iterator[Quad]:
    """Yield a search for studies: what was asked, of what, and which publications came of it."""
    yield from at.write(
        thing("search", row.slug),
        DET.EvidenceSearch,
        {
            DCTERMS.date: Literal(row.day, datatype=XSD.date),
            DET.searchedIndex: plain(row.index),
            DET.searchText: plain(row.query),
            DET.verbatim: truth(row.verbatim),
            DET.influence: qualified(row.influence, "influence") if row.influence else None,
            DET.searchResults: number(row.results),
            DET.searchFound: [thing("publication", key) for key in row.found],
        },
    )


def listing(row: Listing, at: Place) -> Iterator[Quad]:
    """Yield what a list of studies names, and which publication that is here, or why it is none."""
    yield from at.write(
        thing("listing", row.slug),
        DET.Listing,
        {
            DET.listedIn: plain(row.listed_in),
            DET.listedBy: thing("publication", row.listed_by) if row.listed_by else None,
            DET.listedAs: plain(row.listed_as),
            DET.locator: plain(row.locator),
            DET.listEntries: number(row.entries),
            DET.listedPublication: thing("publication", row.publication) if row.publication else None,
            DET.leftOutBecause: plain(row.reason),
        },
    )


# What a withdrawn thing was, by the folder of its address.
FORMERLY = {
    "finding": DET.Finding,
    "publication": DET.Publication,
    "influence": DET.Influence,
    "determinant": DET.Determinant,
    "alignment": DET.Alignment,
    "site": DET.Site,
    "fact": DET.ReviewFact,
}


def retired(row: Retired, at: Place) -> Iterator[Quad]:
    """Yield that a thing is no longer to be used, why, and what takes its place."""
    yield from at.write(
        thing(row.thing),
        DET.Withdrawn,
        {
            DET.formerType: FORMERLY.get(row.thing.rpartition("/")[0].rpartition("/")[2]),
            OWL.deprecated: truth(True),
            DCTERMS.isReplacedBy: thing(row.replaced_by) if row.replaced_by else None,
            SKOS.editorialNote: english(row.reason),
        },
    )
