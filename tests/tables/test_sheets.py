"""Filled forms as people's programs save them: every row is read, or refused where it stands."""

import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import opendocuments as odf
from determinants.ground.problems import Problem, UsageError
from determinants.tables import sheets
from determinants.tables.model.replies import Reply
from determinants.tables.reading import Entry

HEADER = ["question", "answer", "note", "site", "date", "rater"]
ROWS = [
    ["culture", "2", "", "Ulm", "2026-01-31", "Kim"],
    ["training", "", "nobody knows; «ask»", "Ulm", "2026-01-31", ""],
]


def read(folder: Path, name: str, content: bytes) -> list[Entry | Problem]:
    path = folder / name
    path.write_bytes(content)
    return list(sheets.read(path))


def cells(found: list[Entry | Problem]) -> list[list[str]]:
    rows = []
    for entry in found:
        assert isinstance(entry, Entry), entry
        assert isinstance(entry.row, Reply)
        rows.append([getattr(entry.row, column) or "" for column in HEADER])
    return rows


def rules(found: list[Entry | Problem]) -> list[tuple[int, str, str]]:
    return [(each.line, each.column, each.rule) for each in found if isinstance(each, Problem)]


def delimited(separator: str) -> str:
    return "".join(
        separator.join(f'"{cell}"' if cell else "" for cell in row) + "\r\n" for row in [HEADER, *ROWS]
    )


def book(rows: list[list[object]]) -> bytes:
    made, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        made.worksheets[0].append(row)
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_however_a_spreadsheet_saves_it(tmp_path: Path, separator: str, encoding: str) -> None:
    assert cells(read(tmp_path, "form.csv", delimited(separator).encode(encoding))) == ROWS


def test_json_is_a_list_of_answers(tmp_path: Path) -> None:
    told = [{"question": "culture", "answer": 2, "site": "Ulm"}, {"question": "blame", "answer": True}]
    found = cells(read(tmp_path, "form.json", json.dumps(told).encode()))
    assert [row[:2] for row in found] == [["culture", "2"], ["blame", "yes"]]


def test_a_workbook_is_read_as_it_shows(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [*HEADER],
        ["culture", 2, None, "Ulm", datetime(2026, 1, 31), "Kim"],
        ["training", 2.5, None, "Ulm", date(2026, 1, 31), None],
        [None] * 6,
        ["blame", True],
    ]
    found = cells(read(tmp_path, "form.xlsx", book(rows)))
    assert [row[:2] for row in found] == [["culture", "2"], ["training", "2.5"], ["blame", "yes"]]
    assert {row[4] for row in found} == {"2026-01-31", ""}


READERS = {
    ".csv": delimited(",").encode(),
    ".tsv": delimited("\t").encode(),
    ".json": json.dumps([dict(zip(HEADER, row, strict=True)) for row in ROWS]).encode(),
    ".xlsx": book([[*HEADER], *([*row] for row in ROWS)]),
    ".ods": odf.form(HEADER, *ROWS),
}


def test_every_kind_of_form_is_tried_here() -> None:
    assert READERS.keys() == sheets.READERS.keys()


@pytest.mark.parametrize("kind", READERS)
def test_every_kind_of_form_gives_the_same_rows(tmp_path: Path, kind: str) -> None:
    assert cells(read(tmp_path, f"form{kind}", READERS[kind])) == ROWS


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"[" * 100_000, b"\xff\xfe\x00", b"PK\x03\x04", b"{}"]
)
def test_what_is_no_form_is_a_problem_and_never_a_crash(tmp_path: Path, kind: str, content: bytes) -> None:
    found = read(tmp_path, f"form{kind}", content)
    assert rules(found)
    assert len(rules(found)) == len(found)


@given(st.binary(max_size=300), st.sampled_from(sorted(READERS)))
def test_any_bytes_are_rows_or_problems(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, kind: str
) -> None:
    for found in read(tmp_path_factory.getbasetemp(), f"any{kind}", content):
        assert isinstance(found, Entry | Problem)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("question,answr\nculture,2\n", [(1, "answr", "unknown-column"), (1, "answer", "missing-column")]),
        ("answer\n2\n", [(1, "question", "missing-column")]),
        ("question,question,answer\nculture,2,1\n", [(1, "question", "repeated-column")]),
        ("question,answer\nculture\n", [(2, "", "cell-count")]),
        ('question,answer\n"culture,2\n', [(2, "", "not-csv")]),
        ("question,answer,date\nculture,,2026-02-30\n", [(2, "date", "bad-text")]),
        ("question,answer,date\nculture,,3/1/2026\n", [(2, "date", "bad-text")]),
        (f"question,answer,site\nculture,,{'long ' * 60}\n", [(2, "site", "too-long")]),
        ("question,answer,site\nculture,,a\u202eb\n", [(2, "site", "bad-text")]),
        ("question,answer,note\nculture,,a\x07b\n", [(2, "note", "bad-text")]),
        ("question,answer\n\nculture,2\n,3\n", [(4, "question", "no-question")]),
        ("question,answer\nculture,2\ntraining,1,note\n", [(3, "", "cell-count")]),
    ],
)
def test_a_row_that_cannot_be_read_is_named_by_line_and_column(
    tmp_path: Path, text: str, where: list[tuple[int, str, str]]
) -> None:
    assert rules(read(tmp_path, "form.csv", text.encode())) == where


def test_a_note_may_have_lines_and_a_name_any_script(tmp_path: Path) -> None:
    text = 'question,answer,note,site\nculture,,"one\ntwo","בית החולים"\n'
    (row,) = cells(read(tmp_path, "form.csv", text.encode()))
    assert (row[2], row[3]) == ("one\ntwo", "בית החולים")


def test_the_line_of_an_answer_in_json_is_where_it_begins(tmp_path: Path) -> None:
    text = '[\n {"question": "culture", "answer": 2},\n\n {"question":\n "x", "date": "never"}\n]'
    assert rules(read(tmp_path, "form.json", text.encode())) == [(4, "date", "bad-form")]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("31.1.2026", "2026-01-31"),
        ("31/01/2026", "2026-01-31"),
        ("1/31/2026", "2026-01-31"),
        ("2/2/2026", "2026-02-02"),
    ],
)
def test_a_day_may_be_written_as_spreadsheets_do_if_it_is_one_day(
    tmp_path: Path, written: str, day: str
) -> None:
    (row,) = cells(read(tmp_path, "form.csv", f"question,answer,date\nculture,2,{written}\n".encode()))
    assert row[4] == day


def test_an_answer_is_checked_though_its_day_cannot_be_read(tmp_path: Path) -> None:
    found = read(tmp_path, "form.csv", b"question,answer,date\nculture,9,never\n")
    assert rules(found) == [(2, "date", "bad-form")]
    assert [
        entry.row.answer for entry in found if isinstance(entry, Entry) and isinstance(entry.row, Reply)
    ] == ["9"]


@pytest.mark.parametrize(
    "text",
    [
        "Question , ANSWER\nculture,2\n",
        "question,,answer\nculture,,2\n",
        "\n\nquestion,answer\n\nculture,2\n\n",
        "question,answer,,,\nculture,2,,,\n,,,,\n",
    ],
)
def test_what_spreadsheets_do_to_a_table_does_not_matter(tmp_path: Path, text: str) -> None:
    (row,) = cells(read(tmp_path, "form.csv", text.encode()))
    assert row[:2] == ["culture", "2"]


def test_a_column_without_a_name_is_told_by_its_place(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, "form.csv", b"question,,answer\nculture,x,2\n")
    assert isinstance(problem, Problem)
    assert "column 2" in problem.message


def test_the_sheet_with_the_form_is_found(tmp_path: Path) -> None:
    made, out = openpyxl.Workbook(), io.BytesIO()
    made.worksheets[0].append(["my notes"])
    sheet = made.create_sheet("Form")
    for row in (["question", "answer"], ["culture", 2]):
        sheet.append(row)
    made.save(out)
    (found,) = cells(read(tmp_path, "form.xlsx", out.getvalue()))
    assert found[:2] == ["culture", "2"]


def test_a_formula_that_was_never_computed_is_not_passed_over(tmp_path: Path) -> None:
    (found,) = cells(read(tmp_path, "form.xlsx", book([["question", "answer"], ["culture", "=1+1"]])))
    assert found[1] == "=1+1"


def test_the_apostrophe_against_formulas_is_taken_off_again(tmp_path: Path) -> None:
    (found,) = cells(read(tmp_path, "form.csv", b"question,answer,site\nculture,2,'=HYPERLINK(1)\n"))
    assert found[3] == "=HYPERLINK(1)"


def test_a_mistake_in_json_is_placed(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, "form.json", b'[\n{"question" "culture"}]')
    assert isinstance(problem, Problem)
    assert problem.line == 2
    assert "column 13" in problem.message


def test_a_form_too_large_is_not_read(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, "form.csv", b"x" * (sheets.LARGEST + 1))
    assert isinstance(problem, Problem)
    assert problem.rule == "not-a-form"


def test_a_workbook_that_grows_when_unpacked_is_not_read(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b" " * (11 * sheets.LARGEST))
    (problem,) = read(tmp_path, "form.xlsx", packed.getvalue())
    assert isinstance(problem, Problem)
    assert "too large" in problem.message


DECLARED = {
    "that grow": '[<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY e "&b;&b;&b;&b;">]',
    "of a file": '[<!ENTITY e SYSTEM "file:///etc/hostname">]',
    "of an address": 'SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]',
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("declared", DECLARED)
def test_a_workbook_with_entities_is_not_read(declared: str, encoding: str, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(READERS[".xlsx"])) as plain, zipfile.ZipFile(out, "w") as spoilt:
        for name in plain.namelist():
            part = plain.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = part.decode().replace("<t>culture<", "<t>&e;<")
                part = f"<!DOCTYPE worksheet {DECLARED[declared]}>{text}".encode(encoding)
            spoilt.writestr(name, part)
    (problem,) = read(tmp_path, "form.xlsx", out.getvalue())
    assert "it declares entities" in str(problem)


@pytest.mark.parametrize("name", ["form.doc", "form", "none.csv"])
def test_a_file_that_is_not_there_or_of_another_kind_is_a_wrong_call(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=name):
        list(sheets.read(tmp_path / name))


# ---- Workbooks as people keep them


def workbook(*sheets: tuple[str, list[list[object]], str]) -> bytes:
    made, out = openpyxl.Workbook(), io.BytesIO()
    made.remove(made.worksheets[0])
    for title, rows, merged in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if merged:
            sheet.merge_cells(merged)
    made.save(out)
    return out.getvalue()


FORM: list[list[object]] = [["question", "answer", "site"], ["culture", 2, "Ulm"], ["training", 1, "Ulm"]]


def test_every_sheet_that_is_a_form_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    path, aside = tmp_path / "form.xlsx", list[str]()
    notes: list[list[object]] = [["Question", "who asked"], ["is it set?", None]]
    other = [[cell if cell != "Ulm" else "Pune" for cell in row] for row in FORM]
    guide: list[list[object]] = [["Fill in the column"]]
    path.write_bytes(workbook(("Kim", FORM, ""), ("N", notes, ""), ("Lee", other, ""), ("How", guide, "")))
    wording = sheets.worded({}, ["How"])
    found = [each for each in sheets.read(path, aside.append, wording) if isinstance(each, Entry)]
    assert [each.row.site for each in found if isinstance(each.row, Reply)] == ["Ulm", "Ulm", "Pune", "Pune"]
    assert {each.file for each in found} == {f"{path} [Kim]", f"{path} [Lee]"}
    assert aside == [f"{path} [N]"]


def test_a_merged_range_has_its_value_in_every_row(tmp_path: Path) -> None:
    rows: list[list[object]] = [FORM[0], FORM[1], ["training", 1, None], ["network", 1, None]]
    found = read(tmp_path, "form.xlsx", workbook(("Form", rows, "C2:C4")))
    assert [row[3] for row in cells(found)] == ["Ulm", "Ulm", "Ulm"]
    alone = read(tmp_path, "form.xlsx", workbook(("Form", rows, "")))
    assert [row[3] for row in cells(alone)] == ["Ulm", "", ""]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_header_is_found_below_a_title(separator: str, tmp_path: Path) -> None:
    above: list[list[object]] = [["Readiness, Ulm; first round", None, None], [None] * 3]
    again: list[list[object]] = [*above, *FORM[:2], [None] * 3, FORM[0], FORM[2]]
    expected = [("culture", "2", 4), ("training", "1", 7)]
    text = "".join(separator.join('"%s"' % (cell or "") for cell in row) + "\n" for row in again)
    for name, content in (("form.xlsx", workbook(("Form", again, ""))), ("form.csv", text.encode())):
        found = read(tmp_path, name, content)
        assert [(*row[:2], each.line) for row, each in zip(cells(found), found, strict=True)] == [
            (question, answer, line) for question, answer, line in expected
        ]


@pytest.mark.parametrize("total", [3, "=SUM(B2:B3)"])
def test_a_row_that_is_no_answer_is_told_by_place(total: object, tmp_path: Path) -> None:
    rows = [*FORM, [None, total, None], [None, None, "Ulm"]]
    found = read(tmp_path, "form.xlsx", workbook(("Form", rows, "")))
    assert rules(found) == [(4, "question", "no-question")]
    assert len(cells([each for each in found if isinstance(each, Entry)])) == 2


@pytest.mark.parametrize("written", ["Praxis Ko\u0308ln", "Praxis K\u00f6ln\u200e", "\u202aPraxis K\u00f6ln"])
def test_a_name_is_one_name_whatever_signs_it_is_made_of(written: str, tmp_path: Path) -> None:
    found = read(tmp_path, "form.csv", f"question,answer,site\nculture,1,{written}\n".encode())
    assert [row[3] for row in cells(found)] == ["Praxis K\u00f6ln"]


@pytest.mark.parametrize("wrong", ["cp1252", "mac_roman"])
def test_a_name_in_another_character_set_is_told_with_what_was_meant(wrong: str, tmp_path: Path) -> None:
    written = "Praxis K\u00f6ln".encode().decode(wrong)
    found = read(tmp_path, "form.csv", f"question,answer,site\nculture,1,{written}\n".encode())
    (problem,) = [each for each in found if isinstance(each, Problem)]
    assert (problem.column, problem.rule) == ("site", "bad-text")
    assert "'Praxis K\u00f6ln'" in problem.advice
