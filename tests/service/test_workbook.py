"""Workbooks: a form is read back as it was filled; in a report nothing is rated, and nothing can be run."""

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from determinants.ask.asking import Graph
from determinants.ground.problems import DataError, UsageError
from determinants.service import measure, requests
from determinants.service.measure import Answered, Instrument
from determinants.service.measure.planning import PlannedAction
from determinants.service.report import cfir_book, constructs, gathering, workbook
from determinants.service.report.content import Report
from determinants.service.words import say, under
from determinants.store.oxigraph import OxigraphEngine
from determinants.write import workbooks

ANSWER = 4  # the place of the column
HEBREW = "מרכז בריאות הנפש"
FORMULA = '=HYPERLINK("http://example.org","click")'
SCRIPT = "<script>alert(1)</script>"
MARKUP = "<r><t>x</t></si><si></r>"  # XlsxWriter's own way to say that a text is formatted
LONG = "a service with a long name " * 8
HOSTILE = (FORMULA, SCRIPT, MARKUP, LONG.strip(), HEBREW, "+1", "-1", "@SUM(A1)", "http://example.org/x")
WORK = {"Riverside": (0, 1, 2, 3, 0, 1, 2, 3), "Hilltop": (3, 3, 3, 3, 3, 3, 3, None)}


@pytest.fixture(scope="module")
def graph(shipped: OxigraphEngine) -> Graph:
    return Graph(shipped)


@pytest.fixture(scope="module")
def asked(graph: Graph) -> Instrument:
    return measure.instrument(graph.ask)


def scores(asked: Instrument, site: str, given: tuple[int | None, ...], **more: str) -> Iterator[Answered]:
    for item, score in zip(asked.items, given, strict=True):
        if score is not None:
            yield Answered(item.key, str(score), site=site, **more)


def report_on(
    graph: Graph, asked: Instrument, answers: list[Answered], behind: gathering.Behind = "low"
) -> Report:
    services = measure.services(asked, measure.answered(asked, answers))
    return gathering.gather(graph.ask, asked, services, behind)


@pytest.fixture(scope="module")
def report(graph: Graph, asked: Instrument) -> Report:
    """Two sites: at one everything is ticked on one construct, at the other nothing is."""
    answers = [answer for site, given in WORK.items() for answer in scores(asked, site, given, rater="Ann")]
    answers += scores(asked, "Riverside", (0, 0, 2, 3, 0, 1, 2, 3), rater="Bo")
    barrier, other = asked.factors_on(asked.items[0].influence, "hinders")[:2]
    helps, absent = asked.factors_on(asked.items[0].influence, "facilitates")[:2]
    for factor, tick in ((barrier, "yes"), (other, "no"), (helps, "yes"), (absent, "no")):
        answers.append(Answered(factor.key, tick, site="Riverside", rater="Ann"))
    answers.append(Answered("training", "internal", site="Riverside", rater="Ann"))
    answers.append(Answered("training", "internal", "they train elsewhere", "Riverside", rater="Cy"))
    return report_on(graph, asked, answers)


@pytest.fixture(scope="module")
def hostile(graph: Graph, asked: Instrument) -> Report:
    answers = []
    for name in HOSTILE:
        answers += scores(asked, name, (None, 1, *[None] * 6), rater=name)
        answers.append(Answered(asked.items[0].key, "0", name, name, rater=name))
        answers.append(Answered(asked.factors[0].key, "yes", name, name, rater=name))
    return report_on(graph, asked, answers)


@pytest.fixture(scope="module")
def packed(report: Report) -> bytes:
    return cfir_book.workbook(report)


@pytest.fixture(scope="module")
def packed_hostile(hostile: Report) -> bytes:
    return cfir_book.workbook(hostile)


def opened(packed: bytes) -> Any:
    return load_workbook(io.BytesIO(packed))


@pytest.fixture(scope="module")
def book(packed: bytes) -> Any:
    return opened(packed)


@pytest.fixture(scope="module")
def hostile_book(packed_hostile: bytes) -> Any:
    return opened(packed_hostile)


def table(sheet: Any, first: str) -> list[dict[str, Any]]:
    """The rows below the header that begins with a name."""
    rows = list(sheet.iter_rows(values_only=True))
    place = next(number for number, row in enumerate(rows) if row[0] == first)
    return [dict(zip(rows[place], row, strict=True)) for row in rows[place + 1 :]]


# The form


def test_a_form_is_read_back_as_it_was_filled(asked: Instrument, tmp_path: Path) -> None:
    blank = measure.form(asked, checklist=True, site="007", date="2026-05-01", rater="Ann")
    form = opened(workbook.form(blank))
    sheet = form.worksheets[0]
    assert sheet.title == "Form"
    heads = under("form.head")
    assert [cell.value for cell in sheet[1]] == [heads[name] for name in blank.columns if name != "choices"]
    answers = {"organisational-culture": 2, "training": "internal", asked.factors[0].key: "yes"}
    for row in sheet.iter_rows(min_row=2):
        row[ANSWER].value = answers.get(row[0].value)
    form.save(tmp_path / "filled.xlsx")
    read, _ = requests.read_forms([tmp_path / "filled.xlsx"])
    assert [each.question for each in read] == [record["question"] for record in blank.records()]
    assert {each.question: each.answer for each in read if each.answer} == {
        name: str(answer) for name, answer in answers.items()
    }
    assert {(each.site, each.date, each.rater) for each in read} == {("007", "2026-05-01", "Ann")}
    (sheet_read,) = measure.answered(asked, read)
    assert sheet_read.scores == {asked.items[0].iri: 2}


def test_answers_that_were_given_stand_in_the_form(asked: Instrument, tmp_path: Path) -> None:
    given = [*measure.said(asked, ["psw-training=2", "training=internal"], "--item")]
    given = [replace(answer, note=FORMULA) for answer in given]
    (tmp_path / "saved.xlsx").write_bytes(workbook.form(measure.filled(asked, given)))
    read, _ = requests.read_forms([tmp_path / "saved.xlsx"])
    assert [(each.question, each.answer, each.note) for each in read] == [
        ("psw-training", "2: facilitators outnumber barriers", FORMULA),
        ("training", "internal: training is provided internally", FORMULA),
    ]


def test_every_answer_can_be_chosen_and_nothing_else(asked: Instrument) -> None:
    book = opened(workbook.form(measure.form(asked, checklist=True)))
    sheet = book.worksheets[0]
    offered = {str(each.sqref): each for each in sheet.data_validations.dataValidation}
    assert len(offered) == sheet.max_row - 1
    for row in sheet.iter_rows(min_row=2):
        choice = offered[row[ANSWER].coordinate]
        question = row[0].value
        wanted = ["yes", "no"]
        if question in asked.conditions:
            wanted = [f"{answer}: {meaning}" for answer, meaning in asked.conditions[question].items()]
        elif any(item.key == question for item in asked.items):
            wanted = [f"{score}: {meaning}" for score, meaning in asked.anchors.items()]
        assert chosen_from(book, choice.formula1) == wanted
        assert choice.prompt[:254] == "\n".join(wanted)[:254]
        assert choice.errorStyle in {None, "stop"}


@pytest.mark.parametrize("alone", [False, True])
def test_what_was_agreed_is_read_back(alone: bool, asked: Instrument, tmp_path: Path) -> None:
    """From the form, and from a sheet that has nothing but the plan."""
    book = opened(workbook.form(measure.form(asked, "Elm", checklist=False, plan=True)))
    sheet = book.worksheets[0]
    place = {head: sheet[1][column].column for column, head in enumerate(cell.value for cell in sheet[1])}
    heads = under("form.head")
    for field, said in (("action", "Teach"), ("by_when", datetime(2026, 5, 1)), ("measure", "Asked in June")):
        sheet.cell(3, place[heads[field]]).value = said
    if alone:
        for head in ("answer", "note", "helps", "hinders", "rater"):
            sheet.cell(1, place[heads[head]]).value = None
            for row in range(1, sheet.max_row + 1):
                sheet.cell(row, place[heads[head]]).value = None
    book.save(tmp_path / "plan.xlsx")
    read, unread = requests.read_forms([tmp_path / "plan.xlsx"])
    assert not unread
    (service,) = measure.services(asked, measure.answered(asked, read))
    assert service.site == "Elm"
    wanted = PlannedAction(asked.items[1].iri, "Teach", by_when="2026-05-01", measure="Asked in June")
    assert service.plan == (wanted,)


def chosen_from(book: Any, formula: str) -> list[str]:
    """What a list offers: what it says, or the cells that it names, on a sheet that is not shown."""
    if formula.startswith('"'):
        return formula.strip('"').split(",")
    name, cells = formula.split("!")
    assert book[name.strip("'")].sheet_state == "hidden"
    return [cell.value for (cell,) in book[name.strip("'")][cells.replace("$", "")]]


def test_an_answer_is_read_with_its_meaning_and_not_with_that_of_another(asked: Instrument) -> None:
    for item in asked.items:
        for score, meaning in asked.anchors.items():
            (sheet,) = measure.answered(asked, [Answered(item.key, f"{score}: {meaning.upper()}")])
            assert sheet.scores == {item.iri: score}
            other = next(other for other in asked.anchors.values() if other != meaning)
            with pytest.raises(DataError, match="does not mean"):
                measure.answered(asked, [Answered(item.key, f"{score}: {other}")])
    for facet, answers in asked.conditions.items():
        for answer, meaning in answers.items():
            (sheet,) = measure.answered(asked, [Answered(facet, f"{answer}: {meaning}")])
            assert sheet.conditions == {facet: answer}


def test_a_form_can_be_printed_and_its_header_stays(asked: Instrument) -> None:
    sheet = opened(workbook.form(measure.form(asked, checklist=False))).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet["B2"].alignment.wrap_text


# The report


@pytest.mark.slow
def test_its_sheets(book: Any) -> None:
    assert book.sheetnames == [
        "Read me",
        "Action plan",
        "Matrix CFIR 2022",
        "Matrix CFIR 2009",
        "Memo 1",
        "Memo 2",
        "Scores",
        "Evidence",
    ]


@pytest.mark.slow
def test_the_plan_of_a_report_comes_back_with_the_next_form(
    graph: Graph, asked: Instrument, tmp_path: Path
) -> None:
    """It is filled in its sheet, whose other sheets nobody is bothered with, and a later line takes over."""
    given = requests.Given(
        answers=["organisational-culture=1", "psw-training=0"], site="007", date="2026-01-31", rater="Kim"
    )
    book = opened(cfir_book.workbook(requests.report(graph, given)))
    sheet = book["Action plan"]
    heads = {cell.value: cell.column for cell in sheet[3]}
    assert [sheet.cell(row, heads["Question"]).value for row in (4, 5)] == [
        "psw-training",
        "organisational-culture",
    ]
    for head, said in (("Agreed action", "=Name a lead"), ("Owner", "Kim"), ("Review on", "in June")):
        cell = sheet.cell(5, heads[head])
        cell.value, cell.data_type = said, "s"
    book.save(tmp_path / "plan.xlsx")
    following = requests.Given(
        forms=[tmp_path / "plan.xlsx"], answers=["psw-training=3"], site="007", date="2026-07-01"
    )
    told = requests.read(graph, following)
    assert told.aside == ()
    (site,) = requests.reported(graph, told, "none").sites
    assert [(line.item, line.action, line.owner, line.review_date) for line in site.plan] == [
        (asked.items[0].iri, "=Name a lead", "Kim", "in June")
    ]
    assert [day.date for day in site.days] == ["2026-07-01"], "a plan is no day on which something was scored"
    again = opened(cfir_book.workbook(requests.reported(graph, told, "none")))["Action plan"]
    assert again.cell(4, heads["Agreed action"]).value == "=Name a lead"


@pytest.mark.parametrize("edition", ["CFIR 2022", "CFIR 2009"])
def test_every_element_of_an_edition_stands_once_and_under_what_it_is_part_of(
    book: Any, report: Report, edition: str
) -> None:
    elements = [element for element in report.elements if element.edition == edition]
    rows = table(book[f"Matrix {edition}"], "code")
    labels = [row["construct"] for row in rows]
    assert sorted(labels) == sorted(element.label for element in elements)
    codes = [element.notation for element in elements if element.notation]
    assert [row["code"] for row in rows if row["code"]] == codes
    assert all(
        labels.index(element.broader) < labels.index(element.label) for element in elements if element.broader
    )


def test_domains_are_told_by_more_than_colour(book: Any, report: Report) -> None:
    domains = {element.label for element in report.elements if element.kind == "domain"}
    for row in book["Matrix CFIR 2022"].iter_rows(min_row=4):
        assert row[1].font.bold == (row[1].value in domains or row[1].value in {"Characteristics", "Roles"})


def test_no_construct_is_rated(book: Any, report: Report) -> None:
    sections = {element.label for element in report.elements if element.kind in {"domain", "sub-domain"}}
    for name in ("Matrix CFIR 2022", "Matrix CFIR 2009", "Memo 1", "Memo 2"):
        sheet = book[name]
        valid = {str(each.sqref): each for each in sheet.data_validations.dataValidation}
        header = next(row for row in sheet.iter_rows() if row[0].value == "code")
        empty = [cell.column - 1 for cell in header if str(cell.value).endswith(("rating", "rationale"))]
        ratings = [cell.column - 1 for cell in header if str(cell.value).endswith("rating")]
        assert (len(empty), len(ratings)) == ((2, 2) if name.startswith("Matrix") else (2, 1))
        for row in sheet.iter_rows(min_row=header[0].row + 1):
            if row[1].value and row[1].value != "Notes of the raters":
                assert [row[place].value for place in empty] == [None, None]
                offered = [valid.pop(row[place].coordinate, None) for place in ratings]
                assert all((choice is None) == (row[1].value in sections) for choice in offered)
                for choice in filter(None, offered):
                    assert choice.formula1 == '"-2,-1,0,1,2,M,X"'
                    assert "Yours to fill in" in choice.prompt
        assert not valid


def test_a_summary_tells_ticks_and_scores_in_words(book: Any, report: Report) -> None:
    rows = {row["construct"]: row for row in table(book["Matrix CFIR 2022"], "code")}
    told = "\n".join(str(row["Riverside: summary"]) for row in rows.values())
    items = report.sites[1].items
    assert report.sites[1].site == "Riverside"
    for words, ticks, tick in (
        ("Barrier stands", items[0].barriers, "yes"),
        ("Barrier absent", items[0].barriers, "no"),
        ("Facilitator present", items[0].facilitators, "yes"),
        ("Facilitator missing", items[0].facilitators, "no"),
    ):
        (label,) = (each.label for each in ticks if each.tick == tick)
        assert re.search(f"^{words}: .*{re.escape(label)}", told, re.MULTILINE), words
    assert "Not ticked: " in told
    assert "PSW training 0.5 of 3, raters from 0 to 1 (0–3 measure)" in told
    other = "\n".join(str(row["Hilltop: summary"]) for row in rows.values())
    assert "Barrier stands" not in other
    assert "PSW access to a peer network not scored (0–3 measure)" in other
    assert rows["Innovation Source"]["Hilltop: summary"] == say("report.construct.nothing_placed")
    assert (
        "PSW training 3 of 3 (0–3 measure)" in rows["Access to Knowledge & Information"]["Hilltop: summary"]
    )
    assert "as training is provided internally" in rows["Inner Setting"]["Riverside: summary"]


def test_two_sites_stand_side_by_side(book: Any) -> None:
    header = next(row for row in book["Matrix CFIR 2009"].iter_rows(values_only=True) if row[0] == "code")
    assert header[2:6] == ("Hilltop: rating", "Hilltop: summary", "Riverside: rating", "Riverside: summary")


def test_publications_are_counted_once_or_said_to_be_missing(book: Any, report: Report) -> None:
    gathered = {evidence.label for evidence in report.evidence}
    assert gathered < {item.label for item in report.sites[0].items}
    known = {
        factor.determinant: factor
        for evidence in report.evidence
        for factor in (*evidence.barriers, *evidence.facilitators)
    }
    places = {place.label: place.factors for place in report.places if place.edition == "CFIR 2022"}
    *_, last = table(book["Matrix CFIR 2022"], "code")[0]
    told = {row["construct"]: row[last] for row in table(book["Matrix CFIR 2022"], "code")}
    for label, factors in places.items():
        own = {
            statement.publication
            for factor in factors
            if factor in known
            for statement in known[factor].statements
            if statement.directness == "own finding"
        }
        if all(factor in known for factor in factors):
            assert told[label] == len(own)
        else:
            assert "not in this report: " in told[label]
            assert str(told[label]).startswith(str(len(own)) if known.keys() & set(factors) else "not in")
    assert any(isinstance(number, int) for number in told.values())


def test_a_memo_says_who_scored_what_and_shows_few_statements(book: Any, report: Report) -> None:
    head = [row[0] for row in book["Memo 1"].iter_rows(max_row=6, values_only=True)]
    assert head[0] == "Inner setting memo: Hilltop"
    assert "1 rater (Ann)" in head[1]
    assert "No total by Ann: 1 of 8 items is not answered. It lies between 21 and 24 of 24." in head[2]
    rows = table(book["Memo 2"], "code")
    assert any("they train elsewhere" in str(value) for row in rows for value in row.values())
    evidence = [str(row[name]) for row in rows for name in row if str(name).startswith("supporting")]
    assert any(re.search(r"^and \d+ more: see Evidence$", cell, re.MULTILINE) for cell in evidence)
    starts = ("facilitates: ", "hinders: ", "mixed: ", "unclear: ")
    shown = [[line for line in cell.split("\n") if line.startswith(starts)] for cell in evidence]
    assert max(map(len, shown)) == constructs.FEW
    own = {
        constructs.stated(report, statement)
        for each in report.evidence
        for factor in (*each.barriers, *each.facilitators)
        for statement in factor.statements
        if statement.directness == "own finding"
    }
    assert {line for lines in shown for line in lines} <= own
    assert "high confidence confidence" not in "".join(evidence)


def test_scores_of_raters_and_of_published_sites(book: Any, report: Report, asked: Instrument) -> None:
    rows = table(book["Scores"], "whose")
    own = {(row["site"], row["item"], row["rater"]): row["score (0–3 measure)"] for row in rows[:24]}
    for site in report.sites:
        for item in site.items:
            for rater, score in item.scores.items():
                assert own[site.site, item.label, rater] == ("not answered" if score is None else score)
    published = [row for row in rows if row["whose"] == "published"]
    assert rows[-len(published) :] == published
    assert len(published) == sum(len(site.scores) for site in asked.published)


def test_every_statement_has_one_row(book: Any, report: Report) -> None:
    rows = [row for row in table(book["Evidence"], "item") if row["finding"]]
    wanted = [
        (evidence.label, factor.label, statement.finding)
        for evidence in report.evidence
        for factor in (*evidence.barriers, *evidence.facilitators)
        for statement in factor.statements
    ] + [(e.label, "(no factor)", statement.finding) for e in report.evidence for statement in e.unmatched]
    assert sorted((row["item"], row["factor"], row["finding"]) for row in rows) == sorted(wanted)
    assert {row["quality"] for row in rows} >= {"not graded"}
    missing = [row["item"] for row in table(book["Evidence"], "item") if not row["finding"]]
    gathered = {evidence.label for evidence in report.evidence}
    assert missing == [item.label for item in report.sites[0].items if item.label not in gathered]


def test_a_report_without_evidence_says_so(graph: Graph, asked: Instrument) -> None:
    bare = opened(cfir_book.workbook(report_on(graph, asked, [*scores(asked, "Us", (1,) * 8)], "none")))
    assert "not in this report" in table(bare["Matrix CFIR 2022"], "code")[0]["construct"]
    assert "not in this report" in table(bare["Memo 1"], "code")[0]["construct"]
    assert all("not in this report" in row["wording"] for row in table(bare["Evidence"], "item"))


def test_a_report_of_the_tiny_world(tiny: OxigraphEngine) -> None:
    graph = Graph(tiny)
    asked = measure.instrument(graph.ask)
    answers = [Answered(item.key, "1", site="Us") for item in asked.items]
    book = opened(cfir_book.workbook(report_on(graph, asked, answers, "all")))
    assert book["Scores"].max_row > 1


# What people write is text


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_and_notes_are_text(hostile_book: Any, name: str) -> None:
    found = [
        cell for row in hostile_book["Scores"].iter_rows() for cell in row if str(cell.value).strip() == name
    ]
    assert len(found) >= 3  # the site, the rater, the note
    assert {cell.data_type for cell in found} == {"s"}
    assert any(
        name in str(sheet["A1"].value) for sheet in hostile_book.worksheets if sheet.title.startswith("Memo")
    )


@pytest.mark.slow
@pytest.mark.parametrize(("which", "read"), [("packed", "book"), ("packed_hostile", "hostile_book")])
def test_nothing_is_a_formula_or_a_link(which: str, read: str, request: pytest.FixtureRequest) -> None:
    packed = request.getfixturevalue(which)
    for sheet in request.getfixturevalue(read).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"}
                assert cell.hyperlink is None
    with zipfile.ZipFile(io.BytesIO(packed)) as parts:
        names = parts.namelist()
        assert not [name for name in names if "externalLink" in name or "worksheets/_rels" in name]
        for name in names:
            content = parts.read(name)
            assert b"<f>" not in content
            assert b"TargetMode" not in content
            assert b"<hyperlink" not in content


def test_the_same_report_is_the_same_bytes(report: Report, packed: bytes, asked: Instrument) -> None:
    assert cfir_book.workbook(report) == packed
    blank = measure.form(asked, checklist=True)
    assert workbook.form(blank) == workbook.form(blank)


@pytest.mark.parametrize("letter", ["x", "\N{GRINNING FACE}"])
def test_what_no_cell_can_hold_is_cut_and_says_so(letter: str) -> None:
    held = workbooks.text(letter * 40_000)
    assert held.endswith(workbooks.CUT)
    assert len(held.encode("utf-16-le")) <= 2 * workbooks.LONGEST
    page = workbooks.Page("Memo 1", (10,), (workbooks.Line((letter * 40_000,)),))
    assert opened(workbooks.written("t", [page])).worksheets[0]["A1"].value == held


def test_what_xml_cannot_hold_is_replaced() -> None:
    page = workbooks.Page("Memo 1", (10,), (workbooks.Line(("a\ud800b\uffff",)),))
    assert opened(workbooks.written("t", [page])).worksheets[0]["A1"].value == "a\ufffdb\ufffd"


def test_every_sheet_prints_on_landscape_a4_in_rows_that_grow(book: Any, packed: bytes) -> None:
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        if sheet.title != "Read me":
            assert sheet.freeze_panes
            assert sheet.print_title_rows
        assert all(each.height and each.height <= 409 for each in sheet.row_dimensions.values())
    with zipfile.ZipFile(io.BytesIO(packed)) as parts:
        assert not any(b"customHeight" in parts.read(name) for name in parts.namelist())


def test_it_says_what_to_install(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(
        UsageError, match=r"workbooks need XlsxWriter: pip install 'determinants\[report\]'\."
    ):
        cfir_book.workbook(report)
