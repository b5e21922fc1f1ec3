"""Alignments of single factors with constructs as an SSSOM table (https://mapping-commons.github.io/sssom/)."""

from collections.abc import Sequence

from determinants import __version__
from determinants.ask.captions import notes_of, placed_by
from determinants.ask.records import DeterminantConstructs
from determinants.ground.vocab import BASE, DET, SEMAPV, SKOS, XSD
from determinants.write.formats import Format

HEAD = f"""\
# curie_map:
#   base: {BASE}
#   det: {DET.iri}
#   semapv: {SEMAPV.iri}
#   skos: {SKOS.iri}
#   xsd: {XSD.iri}
# mapping_set_id: {{set_id}}/alignments
# mapping_set_version: "{__version__}"
# mapping_set_title: Facilitators and barriers, and constructs of the CFIR
# mapping_set_description: {{description}}
# license: https://creativecommons.org/licenses/by/4.0/
# extension_definitions:
#   - slot_name: ext_role
#     property: det:alignmentRole
#     type_hint: xsd:string
#   - slot_name: ext_confidence
#     property: det:confidence
#     type_hint: xsd:string
#   - slot_name: ext_settled
#     property: det:settledBy
#     type_hint: xsd:string
"""
COLUMNS = (
    *("record_id", "subject_id", "subject_label", "predicate_id", "object_id", "object_label"),
    *("object_source", "mapping_justification", "confidence", "author_label"),
    *("ext_role", "ext_confidence", "ext_settled", "comment"),
)
# What SSSOM asks for is a number; whoever placed a factor chose one of three words, which stands beside it.
SURE = {"high": "0.9", "medium": "0.6", "low": "0.3"}
RULE = "The number in confidence stands for a word (high 0.9, medium 0.6, low 0.3) and is no measurement."


def as_sssom(rows: Sequence[DeterminantConstructs]) -> str:
    """Give the alignments as tab-separated values under a block of metadata.

    No day stands in it: alignments have none. Their version is that of the data.
    """
    lines = ["\t".join(COLUMNS), *("\t".join(_cells(row)) for row in rows)]
    books = list(dict.fromkeys(row.codebook for row in rows))
    said = (placed_by(rows), *(f"{note.rstrip('. ')}." for note in notes_of(rows)), RULE)
    set_id = books[0] if len(books) == 1 else BASE.rstrip("/")
    return HEAD.format(set_id=set_id, description=" ".join(said)) + "\n".join(lines) + "\n"


def _cells(row: DeterminantConstructs) -> tuple[str, ...]:
    sure = row.confidence_label.removesuffix(" confidence")
    return (
        _short(row.alignment),
        _short(row.determinant),
        row.determinant_label,
        f"skos:{row.relation}",
        _short(row.element),
        row.element_label,
        _short(row.framework),
        "semapv:ManualMappingCuration",
        SURE.get(sure, ""),
        row.asserted_by_label,
        row.role,
        sure,
        row.settled,
        f"{row.justification} {row.note}" if row.note else row.justification,
    )


def _short(iri: str) -> str:
    return f"base:{iri.removeprefix(BASE)}"


MAPPING_FORMATS: dict[str, Format[Sequence[DeterminantConstructs]]] = {
    made.name: made
    for made in (
        Format("sssom", ".sssom.tsv", "text/tab-separated-values", "factors and constructs", as_sssom),
    )
}
