"""A release as others read it: six readers and validators that are not ours, and that CI cannot do without.

All that were tried, on the whole graph, stand in docs/release.md with what they said.
"""

import csv
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import csvw
import duckdb
import pyshacl
import pytest
import rdflib
from rocrate.rocrate import ROCrate

from determinants.release import parts
from parts import need

pytestmark = pytest.mark.slow  # each reads a whole release

SYNTAXES = {".ttl": "turtle", ".nt": "nt", ".rdf": "xml", ".trig": "trig", ".nq": "nquads"}
SYNTAXES[".jsonld"] = "json-ld"


def statements(path: Path) -> int:
    graph = rdflib.Dataset()
    graph.parse(path, format=SYNTAXES[path.suffix])
    return sum(1 for _ in graph.quads((None, None, None, None)))


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its own, of its own
def test_rdflib_reads_every_kind_of_file_and_finds_the_same_statements(
    made: Path, source: parts.Source
) -> None:
    assert statements(made / "graph/determinants.trig") == len(set(source.quads))
    assert statements(made / "graph/canonical.nq") == len(set(source.quads))
    together = len({quad.triple for quad in source.quads})
    assert statements(made / "graph/determinants.rdf") == together
    for pattern in ("frameworks/*", "mappings/*.ttl", "nanopublications/*", "questions/*.ttl", "*.jsonld"):
        files = [path for path in made.glob(pattern) if path.suffix in SYNTAXES]
        assert files, pattern
        assert all(map(statements, files))


@pytest.mark.rapper
def test_rapper_reads_the_rdf(made: Path) -> None:
    told = {".ttl": "turtle", ".nt": "ntriples", ".rdf": "rdfxml", ".trig": "trig", ".nq": "nquads"}
    files = [path for path in made.rglob("*") if path.suffix in told and "named" not in path.parts]
    assert len(files) > 20
    for path in files:
        command = [need("rapper"), "--quiet", "--count", "--input", told[path.suffix], str(path)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), path


@pytest.mark.rapper
def test_rapper_tells_a_file_that_is_broken(made: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text((made / "catalogue.ttl").read_text().replace(" ;\n", "\n", 1))
    command = [need("rapper"), "--quiet", "--count", "--input", "turtle", str(broken)]
    assert subprocess.run(command, check=False, capture_output=True).returncode != 0


@pytest.mark.slow  # seconds of a processor
@pytest.mark.filterwarnings(
    "ignore:Dataset.default_context:DeprecationWarning"
)  # older ones ask rdflib for it
def test_pyshacl_finds_that_the_release_conforms_to_its_own_shapes(made: Path) -> None:
    data, shapes = (made / name for name in ("graph/determinants.ttl", "ontology/shapes.ttl"))
    conforms, _, said = pyshacl.validate(str(data), shacl_graph=str(shapes))
    assert conforms, said


def test_duckdb_reads_the_same_cells_from_parquet_as_from_csv(made: Path) -> None:
    files = sorted((made / "tables").rglob("*.parquet"))
    assert len(files) > 20
    for path in files:
        held = duckdb.sql(f"SELECT * FROM '{path}'")
        with path.with_suffix(".csv").open(encoding="utf-8", newline="") as stream:
            header, *rows = csv.reader(stream)
        assert held.columns == header
        for cells, texts in zip(held.fetchall(), rows, strict=True):
            assert all(map(are_the_same, cells, texts)), (path, cells, texts)


def are_the_same(cell: object, text: str) -> bool:
    match cell:
        case None:
            return text == ""
        case bool():
            return text == ("yes" if cell else "no")
        case Decimal():
            return cell == Decimal(text)
        case _:
            return str(cell) == text.removeprefix("'")


def test_csvw_finds_every_cell_and_every_link_as_described(made: Path, tmp_path: Path) -> None:
    group = csvw.TableGroup.from_file(made / "tables/csv-metadata.json")
    assert sum(1 for table in group.tables for _ in table) > 100
    assert group.check_referential_integrity(strict=True)
    copied = Path(shutil.copytree(made / "tables", tmp_path / "tables"))
    table = copied / "long/publication-records.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(lines[:1]), encoding="utf-8")  # every link to a publication is broken
    broken = csvw.TableGroup.from_file(copied / "csv-metadata.json")
    with pytest.raises(ValueError, match="not found"):
        broken.check_referential_integrity(strict=True)


def test_rocrate_finds_every_file_of_the_crate(made: Path) -> None:
    crate = ROCrate(str(made))
    files = [each for each in crate.get_entities() if each.type == "File"]
    assert len(files) > 100
    assert all((made / each.id).is_file() for each in files)
    assert crate.root_dataset["license"]["identifier"] == "CC-BY-4.0"
    assert crate.dereference("#build")["instrument"]
