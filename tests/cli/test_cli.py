"""The command line, as a user meets it: every call here is a process of its own.

Exit codes: 0 fine, 1 the data are wrong, 2 the call is wrong. What is asked for goes to standard output;
whatever is wrong goes to standard error, one line a problem.
"""

import csv
import errno
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import typer
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import Graph, URIRef
from rdflib import Literal as Text
from rdflib.compare import isomorphic
from rdflib.query import Result
from typer.testing import CliRunner

from conftest import DATA, ONTOLOGY, TINY
from determinants.ask import questions
from determinants.ask.asking import Graph as AskedGraph
from determinants.ask.construct_matrix import construct_matrix
from determinants.ask.evidence_profile import evidence_profile
from determinants.ask.records import Ask, DeterminantConstructs, records
from determinants.cli import program as make_program
from determinants.ground.vocab import BASE
from determinants.store.oxigraph import OxigraphEngine
from determinants.tables import versions
from determinants.write.cerqual_formats import CERQUAL_FORMATS
from determinants.write.formats import Format
from determinants.write.graph_formats import GRAPH_FORMATS
from determinants.write.loading import headed
from determinants.write.matrix_formats import MATRIX_FORMATS
from determinants.write.sparql_formats import SPARQL_FORMATS
from determinants.write.sssom import MAPPING_FORMATS, aligned
from programs import PROGRAM, UNSHARE, Done, Program, needs_namespace, rows_of

pytestmark = pytest.mark.slow  # every call is a process, or looks at all that is released

COMMANDS: dict[str, Any] = typer.main.get_command(make_program()).commands  # type: ignore[attr-defined]
CULTURE = "organisational-culture"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A review of one's own: the tiny one, made to fit beside the released data."""
    folder = Path(shutil.copytree(TINY, tmp_path / "mine"))
    shutil.rmtree(folder / "schemes")
    shutil.rmtree(folder / "frameworks")
    shutil.rmtree(folder / "endorsements")  # of strategies that stood there
    shutil.rmtree(folder / "endorsement-levels")
    (folder / "publication-scope.csv").unlink(missing_ok=True)  # of scopes that stood there
    for name, pattern, replacement in (
        ("agents.csv", r"(?m)^(project|first-coding|second-coding),.*\n", ""),
        ("codebooks/own/alignments.csv", "cfir2009:climate", "cfir2009:learning-climate"),
        ("codebooks/own/alignments.csv", "cfir2022:leaders", "cfir2022:high-level-leaders"),
        ("codebooks/own/rules.csv", "well-being", "psw-wellbeing"),
        ("findings/findings.csv", "cfir2009:climate", "cfir2009:learning-climate"),
        ("findings/findings.csv", "well-being", "psw-wellbeing"),
        ("reviews/tiny2020/alignments.csv", "cfir2009:climate", "cfir2009:learning-climate"),
        ("reviews/tiny2020/counts.csv", r"(?m)^country-.*\n", ""),
    ):
        path = folder / name
        path.write_text(re.sub(pattern, replacement, path.read_text()))
    for path in folder.rglob("*.csv"):  # these have longer names in the CFIR
        text = re.sub(r"cfir2009:readiness\b", "cfir2009:readiness-for-implementation", path.read_text())
        path.write_text(re.sub(r"cfir2009:tension\b", "cfir2009:tension-for-change", text))
    return folder


def test_a_construct_shows_the_factors_that_this_project_places_there(program: Program) -> None:
    said = program.answer("cfir", "capability", "--edition", "2022").said
    assert "Placed by the determinants project, and stated by no review" in said
    assert "peer workers lack confidence (PSW training; relatedMatch, low; reported by " in said


@pytest.fixture
def wrong(mine: Path) -> Path:
    """The same review with two mistakes."""
    influences = mine / "reviews/tiny2020/influences.csv"
    influences.write_text(
        influences.read_text().replace("1,Culture", "one,Culture").replace("training,2", "Tr,2")
    )
    return mine


def column(records: list[dict[str, Any]], name: str) -> set[Any]:
    return {record[name] for record in records}


# Help.


@pytest.fixture(scope="module")
def helped(program: Program) -> dict[tuple[str, ...], Done]:
    return program.together((name, "--help") for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, helped: dict[tuple[str, ...], Done]) -> None:
    command, done = COMMANDS[name], helped[name, "--help"]
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: determinants {name}")
    explanation = " ".join(command.help.split())
    assert explanation in done.said
    assert len(explanation) > 60, "a sentence or two about what it does"
    for option in command.params:
        assert option.help, f"{option.name} is not explained"
        assert option.help.split()[0] in done.said


def test_the_program_lists_its_commands_and_where_to_start(program: Program) -> None:
    done = program.answer("--help")
    for name in COMMANDS:
        assert re.search(rf"(?m)^  {name} ", done.out)
    assert "determinants studies organisational-culture" in done.said


def test_without_a_command_the_program_shows_its_help(program: Program) -> None:
    done = program()
    assert done.out + done.err == program("--help").out


def test_short_help_is_help(program: Program) -> None:
    assert program.answer("-h").out == program.answer("--help").out


# influences, factors


RANKED = re.compile(r"^ {2,3}(\d+)  \S")


def test_influences_are_listed_in_the_order_of_the_review(program: Program) -> None:
    lines = program.answer("influences", "--review", "ibrahim2019").out.splitlines()
    assert lines[0] == "Ibrahim et al. 2019 (on: peer support work)"
    assert lines[2:4] == [
        "   1  Organisational culture",
        "        28 of 53, printed (Table 1, row 1); 53%, printed (Results, Stage 1, paragraph 1)",
    ]
    ranks = [found[1] for line in lines if (found := RANKED.match(line))]
    assert ranks == [str(rank) for rank in range(1, 15)]
    assert sum("direction: unclear or conflicting" in line for line in lines) == 2


def test_influences_say_which_counts_are_derived(program: Program) -> None:
    records = program.rows("influences", "--review", "ibrahim2019")
    assert len(records) == 14
    assert {record["basis_label"] for record in records if record["rank"] <= 8} == {"printed"}
    assert {record["basis_label"] for record in records if record["rank"] > 8} == {"derived"}
    assert all(record["rule"] for record in records if record["basis_label"] == "derived")
    assert records[0]["influence"] == f"{BASE}ibrahim2019/influence/{CULTURE}"
    assert records[0]["influence_label"] == "Organisational culture"


READERS: dict[str, Callable[[str], int]] = {
    "table": lambda out: sum(bool(RANKED.match(line)) for line in out.splitlines()),
    "csv": lambda out: len(list(csv.DictReader(io.StringIO(out)))),
    "tsv": lambda out: len(list(csv.DictReader(io.StringIO(out), delimiter="\t"))),
    "json": lambda out: len(rows_of(out)),
    "jsonl": lambda out: sum(json.loads(line)["table"] == "rows" for line in out.splitlines()),
    "markdown": lambda out: sum(line.startswith("| http") for line in out.splitlines()),
}


@pytest.mark.parametrize("how", READERS)
def test_rows_are_printed_in_every_format(how: str, program: Program) -> None:
    done = program("influences", "--review", "ibrahim2019", "--format", how)
    assert (done.code, READERS[how](done.out)) == (0, 14)


def test_factors_can_be_of_one_influence_and_of_one_direction(program: Program) -> None:
    everything = program.rows("factors", "--review", "ibrahim2019")
    assert len(everything) == 103
    assert column(everything, "direction_label") == {"facilitates", "hinders"}
    training = program.rows("factors", "psw-training")
    assert training == [record for record in everything if record["influence"].endswith("/psw-training")]
    barriers = program.rows("factors", "psw-training", "--direction", "hinders")
    assert barriers == [record for record in training if record["direction_label"] == "hinders"]
    assert all(record["locator"].startswith("Table 1, row 2, barriers") for record in barriers)


# studies

OPTIONS = {
    "direction": "hinders",
    "directness": "own",
    "design": "qualitative",
    "country": "gb",
    "reviewed-in": "cooper2024",
    "quality": "good",
    "modality": "group",
    "outcome": "psw-wellbeing",
    "scope": "adult-peer-work",
}
OBSERVED = {
    "direction": ("direction_label", "hinders"),
    "directness": ("directness_label", "own finding"),
    "design": ("design", f"{BASE}design/qualitative"),
    "reviewed-in": ("stated_in", f"{BASE}publication/cooper2024"),
    "quality": ("quality", f"{BASE}quality/good"),
    "modality": ("modality", f"{BASE}modality/group"),
    "outcome": ("outcome", f"{BASE}outcome/psw-wellbeing"),
}


def test_the_options_tried_here_are_those_there_are() -> None:
    others = {"influence", "format", "review", "data", "store", "endpoint", "engine", "timeout", "memory"}
    others |= {"cite"}  # which adds how an answer is cited
    others |= {"framework"}  # which says which of two elements of one name is meant, and leaves nothing out
    assert {parameter.name.replace("_", "-") for parameter in COMMANDS["studies"].params} - others == set(
        OPTIONS
    )


@pytest.fixture(scope="module")
def findings(program: Program) -> dict[frozenset[str], list[dict[str, Any]]]:
    """What `studies` answers with no option, each, each two, and all of those that find something."""
    some = ("direction", "directness", "design", "country")
    combined = [(), *((name,) for name in OPTIONS), *combinations(some, 2), some]

    calls = {
        frozenset(names): (
            "studies", CULTURE, "--format", "json",
            *(part for name in names for part in (f"--{name}", OPTIONS[name])),
        )
        for names in combined
    }  # fmt: skip
    done = program.together(calls.values())
    return {names: rows_of(done[call].out) for names, call in calls.items()}


def test_findings_are_of_the_influence_and_have_a_place(
    findings: dict[frozenset[str], list[dict[str, Any]]],
) -> None:
    everything = findings[frozenset()]
    assert column(everything, "influence") == {f"{BASE}ibrahim2019/influence/{CULTURE}"}
    assert len(column(everything, "finding")) == len(everything)
    for record in everything:
        assert record["publication"]
        assert record["wording"]
        assert record["locator"]
        assert record["direction_label"] in {"facilitates", "hinders", "mixed", "unclear"}


@pytest.mark.parametrize("name", OBSERVED)
def test_an_option_leaves_the_findings_that_have_its_value(
    name: str, findings: dict[frozenset[str], list[dict[str, Any]]]
) -> None:
    shown, value = OBSERVED[name]
    expected = [record for record in findings[frozenset()] if record[shown] == value]
    assert findings[frozenset([name])] == expected


def test_a_scope_leaves_the_findings_of_the_publications_within_it(
    findings: dict[frozenset[str], list[dict[str, Any]]],
) -> None:
    with (DATA / "publication-scope.csv").open(encoding="utf-8") as table:
        parts = {"primary-study", "adults", "mental-health", "peer-support-work"}
        rows = [row for row in csv.DictReader(table) if set(row["yes"].split(";")) == parts]
    within = {f"{BASE}publication/{row['publication']}" for row in rows}
    expected = [record for record in findings[frozenset()] if record["publication"] in within]
    assert expected
    assert findings[frozenset(["scope"])] == expected


def test_a_country_leaves_the_findings_of_its_publications(
    findings: dict[frozenset[str], list[dict[str, Any]]],
) -> None:
    expected = [record for record in findings[frozenset()] if "GB" in (record["countries"] or "").split("; ")]
    assert findings[frozenset(["country"])] == expected


def test_options_together_leave_what_each_of_them_leaves(
    findings: dict[frozenset[str], list[dict[str, Any]]],
) -> None:
    for names, found in findings.items():
        kept = [column(findings[frozenset([name])], "finding") for name in names]
        both = [record for record in findings[frozenset()] if all(record["finding"] in one for one in kept)]
        assert found == both, names
    assert findings[frozenset(["direction", "directness", "design", "country"])], "the test would be empty"


def test_an_option_given_twice_means_either(
    program: Program, findings: dict[frozenset[str], list[dict[str, Any]]]
) -> None:
    either = program.rows("studies", CULTURE, "--direction", "hinders", "--direction", "mixed")
    expected = [
        record for record in findings[frozenset()] if record["direction_label"] in {"hinders", "mixed"}
    ]
    assert either == expected


def test_a_value_may_be_a_name_or_a_code(
    program: Program, findings: dict[frozenset[str], list[dict[str, Any]]]
) -> None:
    named = program.rows("studies", "Organisational culture", "--country", "United Kingdom")
    assert named == findings[frozenset(["country"])]


@pytest.fixture(scope="module")
def report(program: Program) -> Done:
    return program.answer("studies", CULTURE)


def test_studies_opens_with_what_the_review_counts_of_which_it_knows_no_names(report: Done) -> None:
    assert report.said.startswith("Organisational culture (influence 1 of Ibrahim et al. 2019)")
    assert (
        "The review counts it in 28 of its 53 publications (Table 1, row 1; 53%, "
        "Results, Stage 1, paragraph 1). "
        "Which ones, this graph does not know." in report.said
    )
    assert "not how strong its effect is" in report.said


def test_studies_counts_each_publication_once(
    report: Done, findings: dict[frozenset[str], list[dict[str, Any]]]
) -> None:
    everything = findings[frozenset()]
    assert (
        f"can name {len(column(everything, 'publication'))} publications that report on it, "
        f"with {len(everything)} findings. They are not the review's count." in report.said
    )
    sections = re.split(r"(?m)^(\w[^\n]*) \((\d+) publications?\)$", report.out)[1:]
    assert len(sections) == 3 * len(column(everything, "directness"))
    shown = 0
    for count, body in zip(sections[1::3], sections[2::3], strict=True):
        names = re.findall(r"(?m)^  (\S.*)$", body)
        assert len(names) == len(set(names)) == int(count)
        shown += len(re.findall(r"(?m)^    (?:facilitates|hinders|mixed|unclear) ", body))
    assert shown == len(everything)


def test_studies_counts_directions_as_its_rows_do(
    report: Done, findings: dict[frozenset[str], list[dict[str, Any]]]
) -> None:
    own = {
        direction: len(
            {
                record["publication"]
                for record in findings[frozenset()]
                if (record["direction_label"], record["directness_label"]) == (direction, "own finding")
            }
        )
        for direction in ("facilitates", "hinders", "mixed", "unclear")
    }
    ways = re.search(r"(?m)^  publications +(.+)$", report.out)
    shown = re.search(r"(?m)^  own finding +(.+)$", report.out)
    assert ways
    assert shown
    assert dict(zip(ways[1].split(), map(int, shown[1].split()), strict=True)) == own


def test_studies_says_how_it_was_narrowed(program: Program) -> None:
    said = program.fine("studies", CULTURE, "--direction", "hinders", "--country", "gb").said
    assert "(narrowed: hinders, gb)" in said
    assert "28 of its 53" in said, "the review's own count is never narrowed"


def test_studies_says_so_when_there_are_none(program: Program) -> None:
    done = program.fine("studies", CULTURE, "--country", "gb", "--direction", "mixed", "--design", "cohort")
    assert "No publication that this graph can name reports on it (narrowed: mixed, cohort, gb)." in done.said


def test_studies_says_so_where_nothing_of_the_kind_is_known_of_any(program: Program) -> None:
    done = program.fine("studies", CULTURE, "--quality", "good", "--country", "gb")
    assert "No publication here has a grade of quality (narrowed: gb, good)." in done.said


def test_studies_says_how_many_findings_are_on_something_else_than_implementation(
    report: Done, findings: dict[frozenset[str], list[dict[str, Any]]]
) -> None:
    everything = findings[frozenset()]
    others = [row for row in everything if row["outcome"] != f"{BASE}outcome/implementation"]
    assert (
        f"{len(others)} of these {len(everything)} findings are not on implementation itself, or not clearly "
        "(" in report.said
    )
    assert "they are counted too" in report.said
    assert "One publication may stand in several columns and sections." in report.said


# cfir


def test_both_branches_of_a_condition_are_shown_until_it_is_settled(program: Program) -> None:
    def placed(*given: str) -> set[tuple[str, str]]:
        answers = [part for answer in given for part in ("--given", answer)]
        records = program.rows("cfir", *answers)
        return {
            (record["element_label"], record["condition_label"])
            for record in records
            if record["influence"].endswith("/peer-network-access")
        }

    inside = ("Inner Setting", "access to a peer network is provided internally")
    outside = ("Outer Setting", "access to a peer network is provided externally")
    assert placed() == placed("training=internal") == {inside, outside}
    assert placed("network=internal") == {inside}
    assert placed("network=external", "training=internal") == {outside}


def test_what_depends_on_nothing_stays_whatever_is_given(program: Program) -> None:
    everything = program.rows("cfir")
    assert len(everything) == 11
    given = ["--given", "training=external", "--given", "role=external", "--given", "network=internal"]
    kept = program.rows("cfir", *given)
    assert [record for record in kept if not record["condition"]] == [
        record for record in everything if not record["condition"]
    ]
    assert column(kept, "answer") == {None, "external", "internal"}
    assert len(kept) == 11 - 3


def test_an_element_is_described_and_has_its_influences(program: Program) -> None:
    said = program.answer("cfir", "inner-setting").said
    assert said.startswith("Inner Setting (domain III of CFIR 2009)")
    assert "Below it: Structural Characteristics, Networks & Communications, Culture," in said
    assert "PSW training, if training is provided internally" in said
    assert "Outer Setting" not in said
    records = program.rows("cfir", "Inner Setting")
    assert column(records, "element") == {f"{BASE}cfir2009/inner-setting"}
    assert len(records) == 4


def test_what_maps_to_nothing(program: Program) -> None:
    records = program.rows("cfir", "--unmapped", "--review", "ibrahim2019")
    assert [record["kind"] for record in records] == ["influence"] * 6 + ["domain"] + ["construct"] * 23
    assert records[6]["unmapped_label"] == "Intervention Characteristics"
    printed = program.answer("cfir", "--unmapped", "--review", "ibrahim2019").out
    assert all(record["unmapped_label"] in printed for record in records)


def test_the_newer_edition_is_marked_as_derived(program: Program) -> None:
    said = program.answer("cfir", "--edition", "2022").said
    assert said.startswith("CFIR 2022, derived by the determinants project from Ibrahim et al. 2019")
    assert "No source states these." in said
    records = program.rows("cfir", "--edition", "2022")
    assert column(records, "framework") == {f"{BASE}cfir2022"}
    for record in records:
        assert record["stated_element"].startswith(f"{BASE}cfir2009/")
        assert record["relation_label"].endswith("Match")
        assert record["crosswalk_basis"] in {"stated", "implied", "judgement"}
    assert "derived" not in program.answer("cfir").said


@pytest.mark.parametrize("name", ["influence-votes", "coding-agreement", "influence-evidence"])
def test_numbers_of_findings_say_how_these_were_coded(name: str, program: Program) -> None:
    said = program.answer("ask", name, "--review", "ibrahim2019").said
    assert re.search(
        r"coded twice by language models, .*; "
        r"\d+% of the \d+ findings on codes of Ibrahim et al. 2019 were read in no more than",
        said,
    )
    one = program.answer("ask", "influence-votes", "--where", f"influence={CULTURE}").said
    assert " findings were read in no more than an abstract, or a summary by others." in one
    assert "language models" not in program.answer("ask", "measure-items").said


# show


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("f0276", "finding/f0276"),
        ("gillard2013", "publication/gillard2013"),
        ("role-ambiguity", "ibrahim2019/determinant/role-ambiguity"),
        ("cfir2009/culture", "cfir2009/culture"),
        (f"{BASE}cfir2022/culture", "cfir2022/culture"),
    ],
)
def test_show_says_all_that_is_said_about_a_thing(
    name: str, path: str, program: Program, shipped: OxigraphEngine
) -> None:
    about = [quad for quad in shipped.quads() if quad.subject.value == BASE + path]
    assert about
    records = program.rows("show", name)
    said = {(record["property"], str(record["value"]), record["graph"]) for record in records}
    assert said == {(quad.predicate.value, quad.object.value, quad.graph_name.value) for quad in about}


def test_show_says_where_it_is_said_and_what_refers_to_a_thing(program: Program) -> None:
    done = program.answer("show", "cfir2009/culture")
    assert done.out.startswith(f"<{BASE}cfir2009/culture>\n")
    assert "named graph graph/cfir2009, graph/cfir2009-cfir2022" in done.said
    assert "is 'annotated source' of 1 thing" in done.out
    many = program.answer("show", CULTURE)
    assert re.search(r"and \d+ more", many.out), "a long list is cut"


# sparql

SELECT = """
SELECT ?thing ?text ?name ?count ?share ?agreed ?nothing {
  VALUES (?thing ?text ?name ?count ?share ?agreed ?nothing) {
    (<https://example.org/é> "a, \\"b\\" | c\\n\\td" "באר שבע"@he 28 52.8 true UNDEF)
    (<https://example.org/b> "=1+1" "Mueller-Stierlin"@de -3 0.5 false UNDEF)
  }
}
"""


def values(result: Result) -> list[dict[str, Any]]:
    return [{str(name): term for name, term in row.asdict().items()} for row in result]


@pytest.mark.parametrize("how", ["json", "xml", "tsv"])
def test_rows_can_be_read_with_the_other_library(how: str, program: Program) -> None:
    done = program.answer("sparql", SELECT, "--format", how)
    first, second = values(Result.parse(io.BytesIO(done.out.encode()), format=how))
    assert first["thing"] == URIRef("https://example.org/é")
    assert first["text"] == Text('a, "b" | c\n\td')
    assert first["name"] == Text("באר שבע", lang="he")
    assert [first[name].toPython() for name in ("count", "agreed")] == [28, True]
    assert str(first["share"]) == "52.8"
    assert first.get("nothing") is None
    assert second["count"].toPython() == -3


def test_rows_as_csv_are_those_of_the_standard(program: Program) -> None:
    done = program.answer("sparql", SELECT, "--format", "csv")
    first, second = csv.DictReader(io.StringIO(done.out, newline=""))
    assert list(first.values()) == [
        "https://example.org/é", 'a, "b" | c\n\td', "באר שבע", "28", "52.8", "true", ""
    ]  # fmt: skip
    assert second["text"] == "=1+1", "not made safe for spreadsheets: programs read this"


def test_rows_are_a_table_unless_asked_otherwise(program: Program) -> None:
    out = program.answer("sparql", SELECT).out
    assert out.splitlines()[0].split() == ["thing", "text", "name", "count", "share", "agreed", "nothing"]
    assert "באר שבע" in out


@pytest.mark.parametrize("how", SPARQL_FORMATS)
def test_a_question_of_yes_or_no(how: str, program: Program) -> None:
    out = program.answer("sparql", "ASK { ?s ?p ?o }", "--format", how).out
    if how == "json":
        assert json.loads(out)["boolean"] is True
    elif how == "xml":
        assert Result.parse(io.BytesIO(out.encode()), format="xml").askAnswer is True
    else:
        assert out == ("yes\n" if how == "table" else "true\n")


def test_no_is_an_answer_too(program: Program) -> None:
    assert program.answer("sparql", "ASK { ?s ?p 'zzz' }").out == "no\n"
    assert not json.loads(program.answer("sparql", "ASK { ?s ?p 'zzz' }", "--format", "json").out)["boolean"]


@pytest.mark.parametrize(
    ("query", "about"),
    [
        (
            f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ <{BASE}cfir2009/culture> }} ?s ?p ?o }}",
            "cfir2009/culture",
        ),
        (f"DESCRIBE <{BASE}cfir2009/culture>", "cfir2009/culture"),
        (f"DESCRIBE ?s WHERE {{ VALUES ?s {{ <{BASE}cfir2009/culture> }} }}", "cfir2009/culture"),
    ],
    ids=["CONSTRUCT", "DESCRIBE", "DESCRIBE WHERE"],
)
def test_triples_are_printed_as_turtle(
    query: str, about: str, program: Program, shipped: OxigraphEngine
) -> None:
    told = Graph().parse(data=program.answer("sparql", query).out, format="turtle")
    expected = Graph()
    lines = (f"{quad.triple} .\n" for quad in shipped.quads() if quad.subject.value == BASE + about)
    assert isomorphic(told, expected.parse(data="".join(lines), format="nt"))


def test_a_query_can_stand_in_a_file_or_come_from_standard_input(program: Program, tmp_path: Path) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/determinants/ontology#Influence> }"
    (tmp_path / "count.rq").write_text(f"# How many?\n{query}\n")
    (tmp_path / "from-notepad.rq").write_text(f"{query}\r\n", encoding="utf-8-sig")
    expected = program.fine("sparql", query, "--format", "csv").out
    assert expected == "n\r\n29\r\n"
    assert program.fine("sparql", tmp_path / "count.rq", "--format", "csv").out == expected
    assert program.fine("sparql", tmp_path / "from-notepad.rq", "--format", "csv").out == expected
    assert program.fine("sparql", "-", "--format", "csv", stdin=query.encode()).out == expected


def test_every_stored_question_is_a_file_that_sparql_reads(program: Program) -> None:
    """One of them: that each can be asked is shown elsewhere."""
    asked = questions.find(ONTOLOGY.parent / "queries", "influence-counts")
    out = program.fine("sparql", ONTOLOGY.parent / "queries/influence-counts.rq", "--format", "csv").out
    assert len(list(csv.DictReader(io.StringIO(out)))) == len(program.rows("influences"))
    assert set(asked.view) <= set(out.splitlines()[0].split(","))


INTEGER = "<http://www.w3.org/2001/XMLSchema#integer>"


@pytest.mark.parametrize(
    ("query", "how", "shown"),
    [
        ("SELECT ?a ?a_label { VALUES (?a ?a_label) { ('it' 'its label') } }", "table", r"it\s+its label"),
        ("SELECT * { }", "table", ""),
        ("SELECT * { }", "json", r'"bindings":\[\{\}\]'),
        ("SELECT ?x { }", "json", r'"bindings":\[\{\}\]'),
        ("SELECT (BNODE() AS ?x) { }", "table", "_:"),
        ("SELECT (BNODE() AS ?x) { }", "json", '"type":"bnode"'),
        ("SELECT (BNODE() AS ?x) { }", "csv", "_:"),
        (f"SELECT ('three'^^{INTEGER} AS ?x) {{ }}", "table", "three"),
        ("SELECT ('x' AS ?é) { }", "csv", "é"),
    ],
)
def test_any_answer_can_be_printed(query: str, how: str, shown: str, program: Program) -> None:
    assert re.search(shown, program.answer("sparql", query, "--format", how).out)


# build, check, export


def test_build_writes_the_graph_and_the_same_bytes_again(
    program: Program, tmp_path: Path, shipped_quads: list[Quad]
) -> None:
    for seed in ("1", "2"):
        done = program("build", "--output", f"{seed}.nq", cwd=tmp_path, PYTHONHASHSEED=seed)
        assert (done.code, done.out) == (0, "")
        assert done.err == f"{seed}.nq: {len(set(shipped_quads))} quads\n"
    first, second = (tmp_path / f"{seed}.nq" for seed in ("1", "2"))
    assert (
        first.read_bytes() == second.read_bytes() == b"".join(headed(GRAPH_FORMATS["nquads"], shipped_quads))
    )
    assert sorted(tmp_path.iterdir()) == [first, second]


def test_build_replaces_a_file_only_when_told_to(program: Program, tmp_path: Path) -> None:
    output = tmp_path / "determinants.nq"
    output.write_text("mine")
    done = program("build", cwd=tmp_path)
    assert done.code == 2
    assert "--force" in done.err
    assert output.read_text() == "mine"
    assert program("build", "--force", cwd=tmp_path).code == 0
    assert output.stat().st_size > 1_000_000
    assert list(tmp_path.iterdir()) == [output]


def test_a_file_is_readable_by_those_who_may_read_new_files(program: Program, tmp_path: Path) -> None:
    output, ordinary = tmp_path / "graph.nt", tmp_path / "ordinary"
    ordinary.touch()
    program.fine("export", "ntriples", "--output", output)
    assert output.stat().st_mode == ordinary.stat().st_mode


@pytest.mark.parametrize("command", [["build"], ["export", "turtle"], ["influences"]])
def test_wrong_data_give_every_problem_and_no_file(
    command: list[str], program: Program, wrong: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    output = ["--output", "graph"] if command[0] in {"build", "export"} else []
    done = program(*command, "--data", wrong, *output, cwd=empty)
    assert (done.code, done.out) == (1, "")
    *problems, last = [line for line in done.err.splitlines() if not line.startswith("Building")]
    file = f"{wrong}/reviews/tiny2020/influences.csv"
    assert any(line.startswith(f"{file}:2:rank: ") for line in problems)
    assert any(line.startswith(f"{file}:3:slug: ") for line in problems)
    assert last == f"{len(problems)} problem(s); nothing was changed."
    assert list(empty.iterdir()) == []


def test_check_finds_no_problem_where_there_is_none(program: Program) -> None:
    done = program.fine("check", TINY, "--alone")
    assert re.fullmatch(
        rf"no problems: \d+ rows checked, and the shapes of \d+ quads, from {re.escape(str(TINY))}\n",
        done.out,
    )


@pytest.mark.parametrize("alone", [[], ["--alone"]])
def test_check_names_file_line_and_column(alone: list[str], program: Program, wrong: Path) -> None:
    done = program("check", wrong, *alone)
    assert (done.code, done.out) == (1, "")
    assert f"{wrong}/reviews/tiny2020/influences.csv:2:rank: 'one' does not fit here." in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("how", GRAPH_FORMATS)
def test_export_prints_the_graph_in_each_format(
    how: str, program: Program, shipped_quads: list[Quad]
) -> None:
    content = b"".join(headed(GRAPH_FORMATS[how], shipped_quads))
    assert program.answer("export", how).out.encode() == content


def version_of_data() -> str:
    version = versions.version(DATA)
    assert version is not None
    return version.number


TABLES: dict[str, tuple[dict[str, Format[Any]], Callable[[Ask], object]]] = {
    "mappings": (
        MAPPING_FORMATS,
        lambda ask: aligned(records(ask, DeterminantConstructs), version_of_data()),
    ),
    "matrix": (MATRIX_FORMATS, construct_matrix),
    "evidence": (CERQUAL_FORMATS, evidence_profile),
}


@pytest.mark.parametrize("made", TABLES)
def test_export_writes_tables_to_work_on_as_they_are_made(
    made: str, shipped: OxigraphEngine, tmp_path: Path
) -> None:
    formats, table = TABLES[made]
    content = table(AskedGraph(shipped).ask)
    for how, form in formats.items():
        file = tmp_path / f"{how}{form.suffix}"
        done = CliRunner().invoke(make_program("export"), ["export", how, "-o", str(file)])
        assert (done.exit_code, done.stdout) == (0, ""), done.output
        written = form.write(content)
        parts = [written] if isinstance(written, str | bytes) else list(written)
        assert file.read_bytes() == b"".join(
            each.encode() if isinstance(each, str) else each for each in parts
        )


def test_export_writes_a_file_only_where_there_is_none(program: Program, tmp_path: Path) -> None:
    output = tmp_path / "graph.ttl"
    assert program.fine("export", "turtle", "--output", output).out == ""
    size = output.stat().st_size
    assert program("export", "ntriples", "--output", output).code == 2
    assert output.stat().st_size == size
    program.fine("export", "ntriples", "--output", output, "--force")
    assert output.stat().st_size != size
    assert list(tmp_path.iterdir()) == [output]


def test_ones_own_review_stands_beside_the_released_one(program: Program, mine: Path) -> None:
    done = program("influences", "--data", mine, "--format", "json")
    assert done.code == 0
    assert done.err == "Building the graph, this once…\n"
    records = rows_of(done.out)
    released = program.rows("influences")
    assert [record for record in records if "tiny2020" not in record["review"]] == released, "nor is it kept"
    assert {record["influence_label"] for record in records} > {"Culture", "Training"}


def test_build_and_export_say_the_same_and_numbers_as_they_were_printed(
    program: Program, mine: Path, tmp_path: Path
) -> None:
    output = tmp_path / "graph.nq"
    assert program("build", "--data", mine, "--output", output).code == 0
    built = set(parse(path=output, format=RdfFormat.N_QUADS))
    exported = program("export", "nquads", "--data", mine)
    assert {str(quad) for quad in parse(input=exported.out, format=RdfFormat.N_QUADS)} == set(map(str, built))


# Calls that are wrong.

WRONG_CALLS: dict[str, tuple[list[str], str]] = {
    "no such command": (["nonsense"], "nonsense"),
    "nearly a command": (["influence"], "influences"),
    "no such option": (["influences", "--nope"], "--nope"),
    "an option without its value": (["studies", CULTURE, "--direction"], "--direction"),
    "no argument": (["studies"], "THING"),
    "no argument where there is a choice": (["export"], "format"),
    "an argument too many": (["influences", "one"], "one"),
    "no such format": (["influences", "--format", "pdf"], "pdf"),
    "no such direction": (["studies", CULTURE, "--direction", "sideways"], "facilitates"),
    "no such serialisation": (["export", "pdf"], "turtle"),
    "no such edition": (["cfir", "--edition", "2030"], "2022"),
    "no such influence": (["studies", "zzz"], "no influence, factor, construct or study is called 'zzz'"),
    "nearly an influence": (["studies", "organisatonal-culture"], "Did you mean organisational-culture"),
    "several influences": (["factors", "psw"], "ibrahim2019/influence/psw-training"),
    "an influence without a name": (["factors", ""], "no influence, factor, construct or study is called ''"),
    "no such country": (["studies", CULTURE, "--country", "atlantis"], "no country is called 'atlantis'"),
    "no such publication": (["studies", CULTURE, "--reviewed-in", "x1900"], "publication"),
    "no such class": (["ask", "class-counts", "--where", "kind=Influense"], "Did you mean Influence"),
    "no such item": (["ask", "item-spread", "--where", "item=zzz"], "no item is called 'zzz'"),
    "no such graph": (["ask", "graph-sizes", "--where", "graph=zzz"], "no graph is called 'zzz'"),
    "no such domain": (["cfir", "inner-sitting"], "Did you mean inner-setting"),
    "a domain without a name": (["cfir", ""], "''"),
    "no answer": (["cfir", "--given", "training"], "training=internal"),
    "no such question": (["cfir", "--given", "weather=fine"], "network or role or training"),
    "no such answer": (["cfir", "--given", "training=never"], "external or internal"),
    "two answers": (["cfir", "--given", "role=external", "--given", "role=organisational"], "two answers"),
    "no such thing": (["show", "zzz"], "no thing is called 'zzz'"),
    "nearly a thing": (["show", "role-ambiguty"], "Did you mean role-ambiguity"),
    "several things": (["show", "training"], "beyond/determinant/training-before-start"),
    "a name of two lines": (["show", "two\nlines"], "two"),
    "no IRI": (["show", "https://w3id.org/determinants/> <x"], "no thing"),
    "no query": (["sparql", ""], "the query is empty"),
    "half a query": (["sparql", "SELECT * {\n ?s ?p\n"], "line 3, column 1: the query ends here"),
    "a query that leaves": (["sparql", "SELECT * { SERVICE <http://localhost/> {} }"], "SERVICE"),
    "a query that changes": (["sparql", "INSERT DATA { <http://a> <http://b> 1 }"], "changes data"),
    "a query with an unknown function": (["sparql", "SELECT (<http://x/f>(1) AS ?x) {}"], "http://x/f"),
    "a query of half a letter": (["sparql", "ASK {} # \udcff"], "query"),
    "no such file": (["sparql", "absent.rq"], "absent.rq"),
    "a folder for a file": (["sparql", "/"], "Is a directory"),
    "no such file, named as a query begins": (["sparql", "select.rq"], "neither a query nor a file"),
    "a file with too long a name": (["sparql", "x" * 300], "neither a query nor a file"),
    "no such results": (["sparql", "ASK {}", "--format", "yaml"], "yaml"),
    "nowhere to write": (["export", "nquads", "--output", "/absent/graph.nq"], "/absent/graph.nq"),
    "a folder to write": (["build", "--output", "/", "--force"], "/ cannot be written"),
    "alone without a folder": (["check", "--alone"], "FOLDER"),
    "an endpoint without an address": (["influences", "--endpoint", ""], "address of the endpoint is empty"),
    "a server without an address": (["load", "--endpoint", ""], "address of the endpoint is empty"),
    "a password in an address": (["influences", "--endpoint", "http://a:b@x/"], "DETERMINANTS_PASSWORD"),
    "a password in a server's address": (["load", "--endpoint", "http://a:b@x/"], "DETERMINANTS_PASSWORD"),
    "two engines": (["influences", "--store", "/absent", "--endpoint", "http://localhost/"], "engines"),
    "no store": (["influences", "--store", "/absent"], "/absent is not a store"),
    "no such stored question": (["ask", "influence-count"], "influence-counts"),
    "no such column": (["ask", "influence-counts", "--where", "influense=x"], "influense"),
    "a column without a value": (["ask", "influence-counts", "--where", "influence"], "COLUMN=VALUE"),
    "no such tag": (["queries", "zzz"], "zzz"),
}  # fmt: skip


@pytest.fixture(scope="module")
def refused(program: Program) -> dict[tuple[str, ...], Done]:
    return program.together(tuple(arguments) for arguments, _ in WRONG_CALLS.values())


@pytest.mark.parametrize(("arguments", "message"), WRONG_CALLS.values(), ids=WRONG_CALLS)
def test_a_wrong_call_gets_one_line_and_exit_code_2(
    arguments: list[str], message: str, refused: dict[tuple[str, ...], Done]
) -> None:
    done = refused[tuple(arguments)]
    assert "Traceback" not in done.err
    assert message.casefold() in done.err.casefold()
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith("determinants: ")
    assert done.err.count("\n") == 1
    assert done.err.endswith("\n")


@pytest.mark.parametrize(
    ("stdin", "message"),
    [
        (b"SELECT * { ?s ?p '\xff' }", "query"),
        ("ASK {}".encode("utf-16"), "query"),
        ("ASK {}".encode("utf-16-le"), "NUL"),
        (b"\xef\xbb\xbf", "empty"),
        (b"", "empty"),
    ],
    ids=["not UTF-8", "UTF-16", "UTF-16 without its mark", "a mark", "nothing"],
)
def test_standard_input_that_is_no_query_gets_one_line(stdin: bytes, message: str, program: Program) -> None:
    done = program("sparql", "-", stdin=stdin)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("command", "there"),
    [
        (["build", "--data"], False),
        (["influences", "--data"], False),
        (["influences", "--data"], True),
        (["check"], False),
    ],
)
def test_data_that_are_not_there_are_wrong_data(
    command: list[str], there: bool, program: Program, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    if there:
        folder.mkdir()
    done = program(*command, folder, cwd=tmp_path)
    assert (done.code, done.out) == (1, "")
    says = "the folder has none of our tables." if there else "there is no such folder."
    assert f"{folder}: {says}" in done.err
    assert "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == [folder] * there


# The world around.


@pytest.mark.parametrize(
    ("lines", "command"),
    [
        (1, ["export", "nquads"]),
        (0, ["influences"]),
        (0, ["check", str(TINY), "--alone"]),
        (0, ["sparql", "ASK {}"]),
        (0, ["--help"]),
    ],
    ids=lambda given: given[0] if isinstance(given, list) else "",
)
def test_a_reader_that_has_seen_enough_is_no_error(lines: int, command: list[str], program: Program) -> None:
    with program.start(*command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        for _ in range(lines):
            assert running.stdout.readline()
        running.stdout.close()
        assert (running.wait(timeout=60), running.stderr.read()) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is a disk that is always full")
@pytest.mark.parametrize(
    "command", [["influences"], ["check", str(TINY), "--alone"]], ids=lambda command: command[0]
)
def test_a_full_disk_gets_one_line(command: list[str], program: Program) -> None:
    with (
        Path("/dev/full").open("wb") as full,
        program.start(*command, stdout=full, stderr=subprocess.PIPE) as running,
    ):
        assert running.stderr
        said = running.stderr.read().decode()
        assert running.wait(timeout=60) != 0
    assert said.count("\n") == 1
    assert os.strerror(errno.ENOSPC) in said


STOPPABLE = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # which whoever runs this may have ignored
from determinants.__main__ import main
main()
"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a pipe with a name tells when the program waits")
def test_being_stopped_is_said_and_seen_in_the_exit_code(program: Program, tmp_path: Path) -> None:
    fifo = tmp_path / "query.rq"
    os.mkfifo(fifo)
    with subprocess.Popen(
        [sys.executable, "-c", STOPPABLE, "sparql", fifo],
        env=program.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        end = end_that_is_read(fifo)
        running.send_signal(signal.SIGINT)
        # Had the signal come just before the program began to read, it would wait on; now it cannot.
        os.close(end)
        assert running.communicate(timeout=60) == (b"", b"stopped\n")
    assert running.returncode == 130


def end_that_is_read(fifo: Path) -> int:
    """The writing end of a pipe, as soon as somebody reads."""
    for _ in range(600):
        try:
            return os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            assert error.errno == errno.ENXIO
            time.sleep(0.05)
    raise TimeoutError


HOMES = {
    "a home that is not there": {"HOME": "/proc/absent"},
    "a cache that is a file": {"XDG_CACHE_HOME": __file__},
}


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="/proc is where nobody can write")
@pytest.mark.parametrize("home", HOMES.values(), ids=HOMES)
def test_the_program_works_wherever_it_lives(home: dict[str, str], program: Program) -> None:
    done = Program({"PATH": os.environ["PATH"]} | home)("influences", cwd=DATA)
    assert (done.code, done.err) == (0, "Building the graph, this once…\n")
    assert done.out == program.answer("influences").out


def test_the_program_works_in_an_empty_home_twice(tmp_path: Path) -> None:
    there = Program({"PATH": os.environ["PATH"], "HOME": str(tmp_path)})
    assert there("influences").err == "Building the graph, this once…\n"
    assert there("influences").err == ""
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(path.suffix for path in kept) == [".nq", ".seen", ".tsv", ".tsv"], (
        "a graph, what it was of, the influences, and what each review is about"
    )


@pytest.mark.parametrize(("columns", "widest"), [("60", 60), ("999", 140)])
def test_tables_fit_the_terminal(columns: str, widest: int, program: Program) -> None:
    out = program.fine("factors", "psw-training", COLUMNS=columns).out
    lines = [line for line in out.splitlines() if "  determinants " not in line]  # a command is typed whole
    assert max(map(len, lines)) <= widest


def test_the_cache_is_shown_and_cleared(tmp_path: Path) -> None:
    there = Program({"PATH": os.environ["PATH"], "HOME": str(tmp_path)})
    assert there("influences").code == 0
    assert ": 1 graph(s), " in there("cache").out
    assert there("cache", "--clear").out.endswith(" bytes removed\n")
    assert ": 0 graph(s), 0 answer(s), 0 bytes" in there("cache").out
    assert there("influences").err == "Building the graph, this once…\n"


@needs_namespace
@pytest.mark.parametrize(
    "command",
    [
        ["studies", CULTURE],
        ["export", "jsonld"],
        ["score", "--answer", "psw-training=1", "--date", "2026-01-31"],
    ],
)
def test_no_network_is_needed(command: list[str], program: Program) -> None:
    done = subprocess.run(
        [*UNSHARE, PROGRAM, *command], capture_output=True, check=False, env=program.environment, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == program.answer(*command).out
