"""What each file of a release says: frameworks, mappings, nanopublications, the citation."""

import csv
import io
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyarrow import parquet
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from conftest import DATA
from determinants import __version__
from determinants.ask.asking import Graph
from determinants.ask.records import InfluenceFindings, PublicationRecords, records
from determinants.ground.values import COUNTS, DIRECTION
from determinants.ground.vocab import DCTERMS, DET, OWL, PROV, RDF, SKOS, SSSOM
from determinants.release import (
    citation,
    data_tables,
    frameworks,
    layouts,
    mappings,
    nanopublications,
    parts,
)
from determinants.store.oxigraph import OxigraphEngine
from determinants.write.row_formats import as_csv
from determinants.write.sssom import as_quads, as_table

ROOT = Path(__file__).parents[2]
NP = nanopublications.NP


@pytest.fixture(scope="module")
def shipped_source(shipped_quads: list[Quad], shipped: OxigraphEngine) -> parts.Source:
    return parts.Source(tuple(shipped_quads), Graph(shipped))


# ---- Frameworks


def test_a_framework_alone_is_plain_skos_and_stands_on_its_own(source: parts.Source) -> None:
    schemes = source.of_kind(DET.Framework)
    assert len(schemes) > 1
    for scheme in schemes:
        told = list(frameworks.skos(source, scheme))
        concepts = {quad.subject for quad in told if quad.predicate == SKOS.inScheme}
        assert concepts
        for quad in told:
            assert not quad.predicate.value.startswith(DET.iri)
            if quad.predicate.value.startswith(SKOS.iri) and isinstance(quad.object, NamedNode):
                assert {quad.subject, quad.object} <= {*concepts, scheme}, "nothing leads out of it"
        for concept in concepts:
            said = Counter(quad.predicate for quad in told if quad.subject == concept)
            assert said[SKOS.prefLabel] == said[SKOS.definition] == said[SKOS.note] == 1
            assert said[SKOS.broader] + said[SKOS.topConceptOf] == 1
        about = {quad.predicate: quad.object.value for quad in told if quad.subject == scheme}
        assert "words of this project's own" in about[DCTERMS.rights]
        assert about[DCTERMS.license] == "https://creativecommons.org/licenses/by/4.0/"
        assert about[DCTERMS.bibliographicCitation]


def test_a_part_of_a_framework_has_the_level_that_says_most(source: parts.Source) -> None:
    for thing in source.of_kind(DET.Subconstruct):
        assert frameworks._level(source, thing) == "sub-construct"


# ---- Mappings


def test_no_set_of_mappings_has_two_authors_and_each_alignment_stands_in_one(source: parts.Source) -> None:
    sets = list(mappings.tables(source))
    told = Counter(row["record_id"] for table in sets for row in table.rows)
    assert set(told.values()) == {1}
    alignments = [each.value for each in source.of_kind(DET.Alignment)]
    crosswalks = [each.value for each in source.of_kind(OWL.Axiom)]
    assert sorted(told) == sorted(map(mappings.short, [*alignments, *crosswalks]))
    assert all(len({row["author_label"] for row in table.rows} - {""}) == 1 for table in sets)
    assert len({table.set_id for table in sets}) == len(sets) > 2


def test_a_condition_stands_in_the_remark_of_its_row(source: parts.Source) -> None:
    conditional = {
        mappings.short(thing.value)
        for thing in source.of_kind(DET.Alignment)
        if source.values(thing, DET.condition)
    }
    rows = {row["record_id"]: row for table in mappings.of_reviews(source) for row in table.rows}
    remarked = {name for name, row in rows.items() if row["comment"].startswith("Only where: ")}
    assert conditional & rows.keys() == remarked != set()


def test_table_and_rdf_of_a_set_say_the_same(source: parts.Source) -> None:
    for table in mappings.tables(source):
        lines = [line for line in as_table(table).splitlines() if not line.startswith("#")]
        rows = list(csv.DictReader(io.StringIO("\n".join(lines)), delimiter="\t"))
        told = defaultdict[Any, dict[NamedNode, str]](dict)
        for quad in as_quads(table):
            told[quad.subject][quad.predicate] = quad.object.value  # type: ignore[union-attr]
        records_ = {quad.object for quad in as_quads(table) if quad.predicate == SSSOM.mappings}
        assert len(rows) == len(table.rows) == len(records_)
        for row in rows:
            it = told[NamedNode(row["record_id"].replace("base:", "https://w3id.org/determinants/"))]
            assert it[SSSOM.subject_label if row["subject_label"] else SSSOM.object_label]
            assert it[OWL.annotatedProperty] == row["predicate_id"].replace("skos:", SKOS.iri)
            assert it.get(SSSOM.confidence, "") == row.get("confidence", "")


@pytest.mark.slow  # over all that is released
def test_the_released_crosswalk_has_the_rows_of_its_table(shipped_source: parts.Source) -> None:
    (table,) = [each for each in mappings.tables(shipped_source) if each.set_id.endswith("cfir2009-cfir2022")]
    path = DATA / "frameworks/cfir2009-cfir2022.sssom.tsv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    kept = {
        row["record_id"].replace("crosswalk:", "base:cfir2009-cfir2022/"): row
        for row in csv.DictReader(io.StringIO("\n".join(lines)), delimiter="\t")
    }
    assert kept.keys() == {row["record_id"] for row in table.rows}
    for row in table.rows:
        for slot in ("predicate_id", "ext_basis", "author_label", "mapping_date", "comment", "see_also"):
            assert row[slot] == kept[row["record_id"]][slot], (row["record_id"], slot)
        assert float(row["confidence"] or 0) == float(kept[row["record_id"]]["confidence"] or 0)


# ---- Nanopublications


def test_a_nanopublication_has_four_graphs_and_its_statement_is_whole(source: parts.Source) -> None:
    for kind in nanopublications.KINDS.values():
        for thing in source.of_kind(kind):
            quads = list(nanopublications.nanopublication(source, thing))
            it, graphs = quads[0].subject, {quad.graph_name for quad in quads}
            assert len(graphs) == 4
            head = {quad.predicate: quad.object for quad in quads if quad.graph_name == quads[0].graph_name}
            assert set(head) == {RDF.type, NP.hasAssertion, NP.hasProvenance, NP.hasPublicationInfo}
            within = {name: [quad for quad in quads if quad.graph_name == head[name]] for name in head}
            assert any(quad.subject == head[NP.hasAssertion] for quad in within[NP.hasProvenance])
            assert any(quad.subject == it for quad in within[NP.hasPublicationInfo])
            said = {(quad.predicate, quad.object) for quad in quads if quad.subject == thing}
            assert said == {(quad.predicate, quad.object) for quad in source.things[thing]}
            asserted = {quad.predicate for quad in within[NP.hasAssertion]}
            assert not asserted & {DET.locator, DET.confidence, PROV.wasAttributedTo, DET.assertedBy}


# ---- The citation


@pytest.mark.slow  # looks at all that is released
def test_the_citation_file_and_what_zenodo_reads_are_of_one_source(shipped: OxigraphEngine) -> None:
    known = records(Graph(shipped).ask, PublicationRecords)
    assert (ROOT / "CITATION.cff").read_text(encoding="utf-8") == citation.citation(known), (
        "run 'python -m determinants.release.documents'"
    )
    cff, told = yaml.safe_load(citation.citation(known)), json.loads(citation.zenodo(known))
    assert (told["title"], told["version"], told["keywords"]) == (cff["title"], __version__, cff["keywords"])
    assert told["publication_date"] == cff["date-released"].isoformat()
    assert [each["name"] for each in told["creators"]] == [each["name"] for each in cff["authors"]]
    assert [each["identifier"] for each in told["related_identifiers"]] == [
        each["doi"] for each in cff["references"] if "doi" in each
    ]


@pytest.mark.slow  # looks at all that is released
def test_the_citation_names_every_review_and_every_framework(shipped_source: parts.Source) -> None:
    cited = {each["publication"] for each in citation.SOURCE["references"]}
    reviews = {
        value.value.rpartition("/")[2]
        for thing in shipped_source.of_kind(DET.Review)
        for value in shipped_source.values(thing, DET.publication, DCTERMS.source, PROV.hadPrimarySource)
        if isinstance(value, NamedNode)
    }
    sources = {
        shipped_source.text(thing, DCTERMS.source).rpartition("/")[2]
        for thing in shipped_source.of_kind(DET.Framework)
    }
    assert reviews | sources == cited


def test_files_of_rdf_are_read_as_what_they_say_they_are(source: parts.Source) -> None:
    for maker in (frameworks.parts, mappings.parts, nanopublications.parts):
        for part in maker(source):
            if form := RdfFormat.from_media_type(part.media_type):
                written = part.write()
                content = written if isinstance(written, bytes | str) else b"".join(written)
                assert next(iter(parse(content, format=form)))


# ---- Tables


@pytest.fixture(scope="module")
def tabled(source: parts.Source) -> list[layouts.Table]:
    return list(layouts.tables(source))


def test_every_layout_has_tables_and_every_column_says_what_it_holds(tabled: list[layouts.Table]) -> None:
    assert {table.layout for table in tabled} == {"long", "wide", "condensed"}
    assert len({table.path for table in tabled}) == len(tabled)
    for table in tabled:
        assert tuple(column.name for column in table.columns) == table.rows.columns
        assert all(column.what for column in table.columns)
        empty = {name for row in table.rows.records() for name, cell in row.items() if cell is None}
        assert empty <= {column.name for column in table.columns if column.optional}


def test_parquet_and_csv_have_the_same_cells(tabled: list[layouts.Table]) -> None:
    for table in tabled:
        held = parquet.read_table(io.BytesIO(data_tables.as_parquet(table))).to_pylist()
        assert held == list(table.rows.records()), table.path
        written = list(csv.reader(io.StringIO(as_csv(table.rows))))
        assert written[0] == list(table.rows.columns)
        assert len(written) == len(held) + 1


def test_what_describes_the_tables_holds_for_each_cell(tabled: list[layouts.Table]) -> None:
    links = data_tables.references(tabled)
    package = json.loads(data_tables.datapackage(tabled, links))
    resources = {each["name"]: each for each in package["resources"]}
    assert len(resources) == len(tabled)
    cells = {
        f"{table.layout}-{table.name}": list(csv.DictReader(io.StringIO(as_csv(table.rows))))
        for table in tabled
    }
    forms = {"integer": r"-?\d+", "number": r"-?\d+(\.\d+)?", "boolean": "yes|no", "string": "(?s).*"}
    checked = 0
    for name, resource in resources.items():
        schema = resource["schema"]
        for described in schema["fields"]:
            for row in cells[name]:
                cell = row[described["name"]]
                assert cell or "constraints" not in described, (name, described["name"])
                assert not cell or re.fullmatch(forms[described["type"]], cell), (name, described["name"])
        for key in schema.get("primaryKey", []):
            assert len({row[key] for row in cells[name]}) == len(cells[name])
        for link in schema.get("foreignKeys", []):
            (own,), to = link["fields"], link["reference"]
            there = {row[to["fields"][0]] for row in cells[to["resource"]]}
            assert {row[own] for row in cells[name]} - {""} <= there
            checked += 1
    assert checked > 5


def test_both_descriptions_of_the_tables_agree(tabled: list[layouts.Table]) -> None:
    links = data_tables.references(tabled)
    package = json.loads(data_tables.datapackage(tabled, links))
    web = json.loads(data_tables.csvw(tabled, links))
    assert [each["path"] for each in package["resources"]] == [each["url"] for each in web["tables"]]
    for resource, table in zip(package["resources"], web["tables"], strict=True):
        columns = table["tableSchema"]["columns"]
        assert [field["name"] for field in resource["schema"]["fields"]] == [one["titles"] for one in columns]
        assert len({one["name"] for one in columns}) == len(columns)
        assert all(re.fullmatch("[A-Za-z0-9][A-Za-z0-9_]*", one["name"]) for one in columns)


def test_a_wide_table_has_each_direction_that_is_reported_and_no_other(source: parts.Source) -> None:
    counted = {value.iri for value in COUNTS}
    long = {
        (row.publication, row.influence.rpartition("/")[2], row.direction.rpartition("#")[2])
        for row in records(source.graph.ask, InfluenceFindings)
        if row.directness in counted
    }
    wide = {
        (row["study"], code, way)
        for table in layouts.studies_by_influence(source)
        for row in table.rows.records()
        for code, cell in row.items()
        if code not in {"study", "study_label"}
        for way in str(cell or "").split("; ")
        if way
    }
    names = {value.iri.rpartition("#")[2]: value.slug for value in DIRECTION}
    assert wide == {(study, code, names[way]) for study, code, way in long} != set()
