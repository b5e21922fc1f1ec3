"""The two tables of mappings, read as SSSOM by no code of ours: a head in YAML, and tab-separated values."""

import csv
import re
from pathlib import Path

import pytest
import yaml

import determinants
from conftest import DATA
from determinants.ask.asking import Graph
from determinants.ask.records import DeterminantConstructs, records
from determinants.store.oxigraph import OxigraphEngine
from determinants.write.sssom import aligned, as_table

SHORT = re.compile(r"([a-z0-9]+):[^/\s][^\s]*")


VERSIONS = {"crosswalk": determinants.__version__, "alignments": "3.1.4"}


@pytest.fixture(scope="module", params=VERSIONS)
def table(request: pytest.FixtureRequest, shipped: OxigraphEngine) -> str:
    if request.param == "crosswalk":
        return Path(DATA / "frameworks/cfir2009-cfir2022.sssom.tsv").read_text(encoding="utf-8")
    return as_table(aligned(records(Graph(shipped).ask, DeterminantConstructs), VERSIONS["alignments"]))


def test_what_names_a_thing_is_a_short_name_whose_prefix_is_given(table: str) -> None:
    lines = table.splitlines()
    head = yaml.safe_load("\n".join(line[1:] for line in lines if line.startswith("#")))
    rows = list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))
    assert rows
    slots = [slot for slot in rows[0] if slot.endswith(("_id", "_source"))]
    named = [row[slot] for row in rows for slot in slots if row[slot]]
    named += [row["mapping_justification"] for row in rows]
    named += [head[slot] for slot in ("subject_source", "object_source") if slot in head]
    for extension in head["extension_definitions"]:
        assert extension["slot_name"] in rows[0]
        named += [extension["property"], extension["type_hint"]]
    prefixes = {found[1] if (found := SHORT.fullmatch(name)) else name for name in named}
    assert prefixes <= set(head["curie_map"])


def test_confidence_author_and_version_stand_in_slots_of_their_own(
    table: str, request: pytest.FixtureRequest
) -> None:
    lines = table.splitlines()
    head = yaml.safe_load("\n".join(line[1:] for line in lines if line.startswith("#")))
    rows = list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))
    assert head["mapping_set_version"] == VERSIONS[request.node.callspec.params["table"]]
    assert {row["author_label"] for row in rows} == {"the determinants project"}
    assert {row["confidence"] for row in rows} == {"0.3", "0.6", "0.9"}
    assert len({row["record_id"] for row in rows}) == len(rows)
