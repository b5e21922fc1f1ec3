"""Sets of mappings as SSSOM: tables, and RDF (https://mapping-commons.github.io/sssom/).

A set is made of rows of an answer or of the graph; a slot of the standard or of an extension is a column.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from determinants.ask.captions import notes_of, placed_by
from determinants.ask.records import DeterminantConstructs
from determinants.ground.vocab import (
    BASE,
    DCTERMS,
    DET,
    LICENCE,
    OWL,
    PREFIXES,
    RDF,
    RDFS,
    SEMAPV,
    SKOS,
    SSSOM,
    XSD,
)
from determinants.write.formats import Format

COLUMNS = (
    *("record_id", "subject_id", "subject_label", "predicate_id", "object_id", "object_label"),
    *("object_source", "mapping_justification", "confidence", "author_label", "mapping_date"),
    *("subject_source_version", "object_source_version", "see_also"),
)
EXTENSIONS = {  # a slot that is none of the standard's → the property that it stands for
    "ext_role": "det:alignmentRole",
    "ext_confidence": "det:confidence",
    "ext_settled": "det:settledBy",
    "ext_basis": "det:crosswalkBasis",
}
# What SSSOM asks for is a number; whoever placed a factor chose one of three words, which stands beside it.
SURE = {"high": "0.9", "medium": "0.6", "low": "0.3"}
RULE = "The number in confidence stands for a word (high 0.9, medium 0.6, low 0.3) and is no measurement."
# The property of a slot in RDF, where it is not named as the slot is.
SLOTS = {
    "subject_id": OWL.annotatedSource,
    "predicate_id": OWL.annotatedProperty,
    "object_id": OWL.annotatedTarget,
    "mapping_date": DCTERMS.created,
    "see_also": RDFS.seeAlso,
    "comment": RDFS.comment,
}
THINGS = {"subject_id", "predicate_id", "object_id", "object_source", "mapping_justification", "see_also"}
DATATYPES = {"confidence": XSD.double, "mapping_date": XSD.date}
SHORT = {"base": BASE, "det": DET.iri, "semapv": SEMAPV.iri, "skos": SKOS.iri, "xsd": XSD.iri}


@dataclass(frozen=True)
class MappingTable:
    """A set of mappings: its IRI, title and description, its rows, each by slot, and its version, if any."""

    set_id: str
    title: str
    description: str
    rows: tuple[Mapping[str, str], ...]
    version: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The slots that some row has: those of the standard, then extensions, and remarks at the end."""
        used = {slot for row in self.rows for slot, value in row.items() if value}
        return tuple(slot for slot in (*COLUMNS, *EXTENSIONS, "comment") if slot in used)


def aligned(rows: Sequence[DeterminantConstructs], version: str = "") -> MappingTable:
    """Give alignments of factors with constructs as a set of mappings, of this version of the data.

    No day stands in it: alignments have none.
    """
    books = list(dict.fromkeys(row.codebook for row in rows))
    said = (placed_by(rows), *(f"{note.rstrip('. ')}." for note in notes_of(rows)), RULE)
    return MappingTable(
        f"{books[0] if len(books) == 1 else BASE.rstrip('/')}/alignments",
        "Facilitators and barriers, and constructs of the CFIR",
        " ".join(said),
        tuple(map(_slots, rows)),
        version,
    )


def _slots(row: DeterminantConstructs) -> dict[str, str]:
    sure = row.confidence_label.removesuffix(" confidence")
    return {
        "record_id": short(row.alignment),
        "subject_id": short(row.determinant),
        "subject_label": row.determinant_label,
        "predicate_id": f"skos:{row.relation}",
        "object_id": short(row.element),
        "object_label": row.element_label,
        "object_source": short(row.framework),
        "mapping_justification": "semapv:ManualMappingCuration",
        "confidence": SURE.get(sure, ""),
        "author_label": row.asserted_by_label,
        "ext_role": row.role,
        "ext_confidence": sure,
        "ext_settled": row.settled,
        "comment": f"{row.justification} {row.note}" if row.note else row.justification,
    }


def as_table(table: MappingTable) -> str:
    """Give a set of mappings as tab-separated values under a block of metadata."""
    lines = ["\t".join(table.columns)]
    lines += ["\t".join(_cell(row.get(slot, "")) for slot in table.columns) for row in table.rows]
    return "\n".join([*_head(table), *lines]) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split())


def _head(table: MappingTable) -> Iterator[str]:
    prefixes = {**SHORT, **({"sssom": SSSOM.iri} if _uses(table, "sssom:") else {})}
    yield "# curie_map:"
    yield from (f"#   {prefix}: {iri}" for prefix, iri in sorted(prefixes.items()))
    yield f"# mapping_set_id: {table.set_id}"
    if table.version:
        yield f'# mapping_set_version: "{table.version}"'
    yield f"# mapping_set_title: {_yaml(table.title)}"
    yield f"# mapping_set_description: {_yaml(table.description)}"
    yield f"# license: {LICENCE.value}"
    if extended := [slot for slot in EXTENSIONS if slot in table.columns]:
        yield "# extension_definitions:"
    for slot in extended:
        yield f"#   - slot_name: {slot}"
        yield f"#     property: {EXTENSIONS[slot]}"
        yield "#     type_hint: xsd:string"


def _yaml(text: str) -> str:
    """Give a text as YAML has it, on one line: quoted where it could be taken for more than a text."""
    plain = text[:1].isalnum() and not {": ", " #"} & {text[at : at + 2] for at in range(len(text))}
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return text if plain and not text.endswith(":") else f'"{escaped}"'


def _uses(table: MappingTable, prefix: str) -> bool:
    return any(value.startswith(prefix) for row in table.rows for value in row.values())


def as_quads(table: MappingTable) -> Iterator[Quad]:
    """Yield a set of mappings as SSSOM has it in RDF, and each as the direct link that it states."""
    it = NamedNode(table.set_id)
    yield Quad(it, RDF.type, SSSOM.MappingSet)
    yield Quad(it, DCTERMS.title, Literal(table.title))
    yield Quad(it, DCTERMS.description, Literal(table.description))
    yield Quad(it, DCTERMS.license, LICENCE)
    if table.version:
        yield Quad(it, OWL.versionInfo, Literal(table.version))
    for row in table.rows:
        record = _named(row["record_id"])
        yield Quad(it, SSSOM.mappings, record)
        yield Quad(record, RDF.type, OWL.Axiom)
        for slot in table.columns[1:]:
            if value := row.get(slot, ""):
                yield Quad(record, _property(slot), _value(slot, value))
        ends = _named(row["subject_id"]), _named(row["object_id"])
        if SSSOM.NoTermFound not in ends:
            yield Quad(ends[0], _named(row["predicate_id"]), ends[1])


def _property(slot: str) -> NamedNode:
    return _named(EXTENSIONS[slot]) if slot in EXTENSIONS else SLOTS.get(slot, SSSOM[slot])


def _value(slot: str, value: str) -> NamedNode | Literal:
    if slot in THINGS:
        return _named(value)
    if slot == "ext_confidence":
        return DET[value]  # what the property has for values; a table has only its name
    return Literal(value, datatype=DATATYPES.get(slot, XSD.string))


def _named(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    namespaces = {**PREFIXES, **SHORT}
    return NamedNode(name if local.startswith("//") else namespaces[prefix] + local)


def short(iri: str) -> str:
    """Give a thing of ours by a short name, and a term of SSSOM by its own.

    >>> short("https://w3id.org/determinants/cfir2009/culture")
    'base:cfir2009/culture'
    """
    return (
        f"base:{iri.removeprefix(BASE)}" if iri.startswith(BASE) else f"sssom:{iri.removeprefix(SSSOM.iri)}"
    )


MAPPING_FORMATS: dict[str, Format[MappingTable]] = {
    made.name: made
    for made in (
        Format("sssom", ".sssom.tsv", "text/tab-separated-values", "factors and constructs", as_table),
    )
}
