"""Each set of mappings as an SSSOM table and as RDF. Who says so never shares a set with another.

What a review says of its own codes, where this project places single factors, and what became of each part of
the older edition of a framework are sets of their own. ERIC's endorsements are opinions, and no mappings.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from pyoxigraph import NamedNode

from determinants.ask.records import DeterminantConstructs, records
from determinants.graph.labels import complete
from determinants.ground.vocab import BASE, DCTERMS, DET, OWL, RDF, RDFS, SKOS, SSSOM
from determinants.release.parts import Part, Source
from determinants.write.graph_formats import as_turtle
from determinants.write.sssom import MappingTable, aligned, as_quads, as_table, short

STANDARD = "https://mapping-commons.github.io/sssom/"
JUSTIFIED = "semapv:ManualMappingCuration"


def parts(source: Source) -> Iterator[Part]:
    """Yield each set of mappings, as a table and in Turtle."""
    for table in tables(source):
        name = table.set_id.removeprefix(BASE).replace("/", "-")
        yield Part(
            f"mappings/{name}.sssom.tsv", "text/tab-separated-values", f"{table.title} (SSSOM)",
            partial(as_table, table), table.set_id, STANDARD,
        )  # fmt: skip
        yield Part(
            f"mappings/{name}.ttl", "text/turtle", f"{table.title} (SSSOM in RDF)",
            partial(as_turtle, list(complete(as_quads(table)))), table.set_id, STANDARD,
        )  # fmt: skip


def tables(source: Source) -> Iterator[MappingTable]:
    """Yield the sets: alignments by review, then by codebook, then crosswalks between frameworks."""
    yield from of_reviews(source)
    by_book = defaultdict[str, list[DeterminantConstructs]](list)
    for row in records(source.graph.ask, DeterminantConstructs):
        by_book[row.codebook].append(row)
    yield from (aligned(rows, source.version) for _, rows in sorted(by_book.items()))
    for crosswalk in source.of_kind(SSSOM.MappingSet):
        yield _crosswalk(source, crosswalk)


def of_reviews(source: Source) -> Iterator[MappingTable]:
    """Yield what each review says of its own codes, with the condition on which it says so in words."""
    said = defaultdict[NamedNode, list[NamedNode]](list)
    for alignment in source.of_kind(DET.Alignment):
        for by in source.values(alignment, DET.assertedBy):
            if isinstance(by, NamedNode) and DET.Review in source.values(by, RDF.type):
                said[by].append(alignment)
    for review, alignments in sorted(said.items(), key=lambda item: item[0].value):
        label = source.text(review, SKOS.prefLabel)
        yield MappingTable(
            f"{review.value}/alignments",
            f"Codes of {label}, and where that review places them",
            f"Said by {label} of its own codes; a condition stands in the remark of the row.",
            tuple(_alignment(source, alignment, label) for alignment in alignments),
            source.version,
        )


def _alignment(source: Source, alignment: NamedNode, review: str) -> dict[str, str]:
    subject = _one(source, alignment, DET.determinant, DET.influence)
    target = _one(source, alignment, DET.alignsWith)
    conditions = [
        source.text(each, SKOS.prefLabel)
        for each in source.values(alignment, DET.condition)
        if isinstance(each, NamedNode)
    ]
    remark = [f"Only where: {'; '.join(conditions)}."] if conditions else []
    return {
        "record_id": short(alignment.value),
        "subject_id": short(subject.value),
        "subject_label": source.text(subject, SKOS.prefLabel),
        "predicate_id": f"skos:{_one(source, alignment, DET.relation).value.removeprefix(SKOS.iri)}",
        "object_id": short(target.value),
        "object_label": source.text(target, SKOS.prefLabel),
        "object_source": short(_one(source, target, SKOS.inScheme).value),
        "mapping_justification": JUSTIFIED,
        "author_label": review,
        "comment": " ".join([*remark, f"Stated at: {source.text(alignment, DET.locator)}."]),
    }


def _crosswalk(source: Source, crosswalk: NamedNode) -> MappingTable:
    mappings = [each for each in source.values(crosswalk, SSSOM.mappings) if isinstance(each, NamedNode)]
    return MappingTable(
        crosswalk.value,
        source.text(crosswalk, DCTERMS.title),
        source.text(crosswalk, DCTERMS.description),
        tuple(_mapping(source, mapping) for mapping in mappings),
        source.text(crosswalk, OWL.versionInfo),
    )


def _mapping(source: Source, mapping: NamedNode) -> dict[str, str]:
    subject, target = (_one(source, mapping, end) for end in (OWL.annotatedSource, OWL.annotatedTarget))
    return {
        "record_id": short(mapping.value),
        "subject_id": short(subject.value),
        "subject_label": source.text(subject, SKOS.prefLabel),
        "predicate_id": f"skos:{_one(source, mapping, OWL.annotatedProperty).value.removeprefix(SKOS.iri)}",
        "object_id": short(target.value),
        "object_label": source.text(target, SKOS.prefLabel),
        "mapping_justification": JUSTIFIED,
        "confidence": source.text(mapping, SSSOM.confidence),
        "author_label": source.text(mapping, SSSOM.author_label),
        "mapping_date": source.text(mapping, DCTERMS.created),
        "subject_source_version": source.text(mapping, SSSOM.subject_source_version),
        "object_source_version": source.text(mapping, SSSOM.object_source_version),
        "see_also": source.text(mapping, RDFS.seeAlso),
        "ext_basis": source.text(mapping, DET.crosswalkBasis),
        "comment": source.text(mapping, RDFS.comment),
    }


def _one(source: Source, thing: NamedNode, *properties: NamedNode) -> NamedNode:
    return next(value for value in source.values(thing, *properties) if isinstance(value, NamedNode))
