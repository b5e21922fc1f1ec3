"""Alignments of single factors with constructs as an SSSOM table (https://mapping-commons.github.io/sssom/)."""

from collections.abc import Sequence

from determinants.ask.captions import notes_of, placed_by
from determinants.ask.records import DeterminantConstructs
from determinants.ground.vocab import BASE, SEMAPV, SKOS
from determinants.write.formats import Format

HEAD = f"""\
# curie_map:
#   base: {BASE}
#   semapv: {SEMAPV.iri}
#   skos: {SKOS.iri}
# mapping_set_id: {{set_id}}/alignments
# mapping_set_title: Facilitators and barriers, and constructs of the CFIR
# mapping_set_description: {{description}}
# license: https://creativecommons.org/licenses/by/4.0/
"""
COLUMNS = (
    *("subject_id", "subject_label", "predicate_id", "object_id", "object_label"),
    *("mapping_justification", "comment"),
)


def as_sssom(rows: Sequence[DeterminantConstructs]) -> str:
    """Give the alignments as tab-separated values under a block of metadata."""
    lines = ["\t".join(COLUMNS), *("\t".join(_cells(row)) for row in rows)]
    books = list(dict.fromkeys(row.codebook for row in rows))
    description = " ".join((placed_by(rows), *(f"{note.rstrip('. ')}." for note in notes_of(rows))))
    set_id = books[0] if len(books) == 1 else BASE.rstrip("/")
    return HEAD.format(set_id=set_id, description=description) + "\n".join(lines) + "\n"


def _cells(row: DeterminantConstructs) -> tuple[str, ...]:
    return (
        f"base:{row.determinant.removeprefix(BASE)}",
        row.determinant_label,
        f"skos:{row.relation}",
        f"base:{row.element.removeprefix(BASE)}",
        row.element_label,
        "semapv:ManualMappingCuration",
        f"{row.justification} ({row.role}, {row.confidence_label}, {row.settled})",
    )


MAPPING_FORMATS: dict[str, Format[Sequence[DeterminantConstructs]]] = {
    made.name: made
    for made in (
        Format("sssom", ".sssom.tsv", "text/tab-separated-values", "factors and constructs", as_sssom),
    )
}
