"""Form, score and report, as a service manager meets them: every call is a process of its own."""

import codecs
import csv
import io
import json
import re
import subprocess
from pathlib import Path

import openpyxl
import pytest
import rispy

from determinants.service.report import DOCUMENT_FORMATS, SAVED_FORMATS
from programs import PROGRAM, UNSHARE, Program, needs_namespace

SCORES = dict(
    zip(
        [
            "organisational-culture",
            "psw-training",
            "psw-role-definition",
            "staff-willingness-and-ability",
            "resource-availability",
            "financial-arrangements",
            "psw-wellbeing-support",
            "peer-network-access",
        ],
        (0, 3, 2, 1, 2, 1, 2, 3),  # as Table 2 of the review has Hamburg
        strict=True,
    )
)
WHO = ("--site", "Our clinic", "--rater", "Kim", "--date", "2026-01-31")
ANSWERS = [part for item, score in SCORES.items() for part in ("--answer", f"{item}={score}")]


def filled(program: Program, path: Path, answers: dict[str, object], *options: str) -> Path:
    """A form as the program writes it, with some answers filled in, in the kind that its name says."""
    assert program("form", "--output", path, *WHO, *options).code == 0
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        column = {str(cell.value).lower(): cell.column for cell in sheet[1]}
        for row in range(2, sheet.max_row + 1):
            question = sheet.cell(row, column["question"]).value
            if question in answers:
                sheet.cell(row, column["answer"]).value = answers[question]
        book.save(path)
        return path
    if path.suffix == ".json":
        told = json.loads(path.read_text())
        for row in told:
            row["answer"] = answers.get(row["question"], "")
        path.write_text(json.dumps(told))
        return path
    tabs = "\t" if path.suffix == ".tsv" else ","
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=tabs))
    with path.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys(), delimiter=tabs)
        writer.writeheader()
        writer.writerows(row | {"answer": answers.get(row["question"], "")} for row in rows)
    return path


@pytest.mark.parametrize("kind", SAVED_FORMATS)
def test_a_form_is_written_filled_in_and_scored(kind: str, program: Program, tmp_path: Path) -> None:
    path = filled(program, tmp_path / f"mine{kind}", dict(SCORES), "--checklist")
    done = program.fine("score", path)
    assert done.out.startswith("Our clinic · 2026-01-31 · 1 rater (Kim)")
    assert "Total 14 of 24." in done.out


def test_a_form_says_what_to_do_next(program: Program, tmp_path: Path) -> None:
    done = program("form", "--output", tmp_path / "mine.csv")
    assert (done.code, done.out) == (0, "")
    assert re.search(r"mine\.csv: 11 questions\. .* determinants score .*mine\.csv", done.err)


def test_the_checklist_has_every_factor(program: Program) -> None:
    short = program.fine("form").out
    long = program.fine("form", "--checklist").out
    listed = len(list(csv.DictReader(io.StringIO(long)))) - len(list(csv.DictReader(io.StringIO(short))))
    assert listed == 103 + 90


def test_options_score_as_a_form_does(program: Program, tmp_path: Path) -> None:
    path = filled(program, tmp_path / "mine.csv", dict(SCORES))
    assert program.fine("score", *ANSWERS, *WHO).out == program.fine("score", path).out


def test_the_published_sites_stand_beside(program: Program) -> None:
    lines = program.fine("score", *ANSWERS, *WHO).out.splitlines()
    assert re.split(r" {2,}", next(line for line in lines if line.startswith("#")))[3:] == [
        *("low", "Ulm", "Pune", "Dar es Salaam", "Hamburg", "Kampala", "Beer Sheva")
    ]
    total = next(line for line in lines if line.strip().startswith("Total ") and "of" not in line)
    assert total.split() == ["Total", "14", "3", "7", "10", "15", "15", "19"]
    assert "not a norm" in " ".join(lines)


def test_rows_for_other_programs(program: Program) -> None:
    rows = program.rows("score", *ANSWERS, *WHO)
    assert [(row["score"], row["low"]) for row in rows] == [(score, score < 2) for score in SCORES.values()]
    assert {row["total"] for row in rows} == {14}


def test_without_an_answer_there_is_no_total(program: Program) -> None:
    done = program.fine("score", "--answer", "training=3", "--site", "S")
    assert "No total: 7 of 8 items are not answered. It lies between 3 and 24 of 24." in done.said


@pytest.mark.parametrize("answer", ["2.5", "4", "N/A"])
def test_what_is_no_score_is_refused_with_its_cell(answer: str, program: Program, tmp_path: Path) -> None:
    path = filled(program, tmp_path / "mine.csv", {**SCORES, "psw-training": answer})
    done = program("score", path)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"{path}:3:answer: '{answer}' is not a score. Write 0, 1, 2 or 3")
    assert "1 problem(s)" in done.err


def test_all_problems_of_all_forms_are_told_at_once_and_nothing_is_written(
    program: Program, tmp_path: Path
) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_text("question,answer,date\npsw-training,9,\nx,1,\ny,1,tomorrow\n")
    other.write_text("question,answer\nshadowing,perhaps\n")
    done = program("report", one, other, "--output", tmp_path / "report.html")
    assert done.code == 1
    assert [line.split(": ")[0] for line in done.err.splitlines()[:-1]] == [
        f"{one}:2:answer",
        f"{one}:3:question",
        f"{one}:4:date",
        f"{one}:4:question",
        f"{other}:2:answer",
    ]
    assert not (tmp_path / "report.html").exists()


def test_forms_of_several_raters_days_and_sites_are_put_together(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    path.write_text(
        "question;answer;site;date;rater\n"
        + "".join(
            f"{item};{score};{site};{date};{rater}\n"
            for site, date, rater, score in (
                ("A", "2026-01-01", "x", 0),
                ("A", "2026-02-01", "x", 1),
                ("A", "2026-02-01", "y", 3),
                ("B", "", "", 2),
            )
            for item in SCORES
        )
    )
    done = program.fine("score", path)
    assert "A · 2026-02-01 · 2 raters (x, y)" in done.out
    assert "Total 16 of 24, the mean of 2 raters." in done.said
    assert "scored the same item in 8 cases: the same in 0, at most one point apart in 0." in done.said
    assert "From 2026-01-01 to 2026-02-01" in done.said
    assert "Not the same raters, or not named: a change may be theirs." in done.said
    assert "\nB · 1 rater\n" in done.out


def test_what_is_given_in_the_call_joins_the_form(program: Program, tmp_path: Path) -> None:
    """The form says whose it is: an answer or a condition beside it makes no second site."""
    path = filled(program, tmp_path / "mine.csv", {**SCORES, "peer-network-access": ""})
    done = program.fine("score", path, "--answer", "peer-network=3", "--given", "training=internal")
    assert done.out.startswith("Our clinic · 2026-01-31 · 1 rater (Kim)")
    assert "Total 14 of 24." in done.out
    assert "Our service" not in done.out


def test_whose_answers_are_given_must_be_said_where_forms_have_several(
    program: Program, tmp_path: Path
) -> None:
    path = tmp_path / "two.csv"
    path.write_text("question,answer,site\npsw-training,1,A\npsw-training,2,B\n")
    done = program("score", path, "--answer", "culture=1")
    assert (done.code, done.out) == (2, "")
    assert "more than one site: say with --site" in done.err
    assert program.fine("score", path, "--answer", "culture=1", "--site", "B").out.count("not answered") > 1


def test_a_report_never_replaces_the_form(program: Program, tmp_path: Path) -> None:
    path = filled(program, tmp_path / "mine.xlsx", dict(SCORES))
    before = path.read_bytes()
    done = program("report", path, "--output", path, "--force")
    assert done.code == 2
    assert "is the form that the answers are in" in done.err
    assert path.read_bytes() == before


def test_problems_that_differ_in_their_line_alone_are_one(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("question,answer,date\n" + "".join(f"{item},9,3/1/2026\n" for item in SCORES))
    done = program("score", path)
    assert len(done.err.splitlines()) == 3, done.err
    assert "(Also in lines 3 to 9.)" in done.err


def test_a_form_given_twice_is_told_once(program: Program, tmp_path: Path) -> None:
    path = filled(program, tmp_path / "mine.csv", dict(SCORES))
    done = program("score", path, path)
    assert (done.code, done.err) == (2, f"determinants: the form {path} is given twice.\n")


# Asked on the terminal.


def test_another_rater_is_asked_everything(program: Program, tmp_path: Path) -> None:
    path = filled(program, tmp_path / "mine.csv", dict(SCORES))
    done = program("score", path, "-i", "--rater", "Lee", stdin=b"1\n\n" * 4 + b"2\n" * 4 + b"\n" * 3)
    assert done.code == 0, done.err
    assert "2 raters (Kim, Lee)" in done.out
    assert "1 of 8. Organisational culture" in done.err


def test_one_can_go_on_where_one_stopped(program: Program, tmp_path: Path) -> None:
    kept = tmp_path / "kept.csv"
    assert program("score", "-i", *WHO, "--save", kept, stdin=b"2\n3\n").code == 130
    done = program("score", kept, "-i", stdin=b"2\n" * 6 + b"\n" * 3)
    assert done.code == 0, done.err
    assert done.out.startswith("Our clinic · 2026-01-31 · 1 rater (Kim)")
    assert "Total 17 of 24." in done.out


def test_one_can_go_back(program: Program) -> None:
    done = program("score", "-i", *WHO, stdin=b"2\n3\nback\n0\n\n" + b"2\n" * 6 + b"\n" * 3)
    assert done.code == 0, done.err
    assert "Total 14 of 24." in done.out


def test_who_rates_what_is_asked_where_no_option_says(program: Program) -> None:
    done = program("score", "-i", stdin="Brücke\nKim\n".encode() + b"2\n" * 8 + b"\n" * 3)
    assert done.code == 0, done.err
    assert re.match(r"Brücke · \d{4}-\d\d-\d\d · 1 rater \(Kim\)", done.out)


def test_items_are_asked_with_their_anchors_and_what_is_no_answer_is_asked_again(
    program: Program, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.csv"
    said = "2\n9\n2\n\n2\n2\n2\n2\n2\nint\no\n\n"
    done = program("score", "--interactive", *WHO, "--save", kept, stdin=said.encode())
    assert done.code == 0, done.err
    assert "1  barriers outnumber facilitators" in done.err
    assert "Answer 0, 1, 2, 3, or press Enter." in done.err
    assert "No total by Kim: 1 of 8 items is not answered." in done.said
    assert program.fine("score", kept).out == done.out


def test_a_low_item_may_be_gone_through_factor_by_factor(program: Program) -> None:
    said = "\n\n1\ny\ny\nenough\n" + "\n" * 8
    done = program("score", "--interactive", *WHO, stdin=said.encode())
    assert done.code == 0, done.err
    assert "It hinders if the role is ambiguous. Is that so here?" in done.err
    assert "1 of 6 barriers stands here, and 0 of 9 facilitators are missing" in done.said


def test_what_was_answered_is_kept_when_somebody_stops(program: Program, tmp_path: Path) -> None:
    kept = tmp_path / "kept.csv"
    done = program("score", "--interactive", *WHO, "--save", kept, stdin=b"2\n3\n")
    assert done.code == 130
    assert "2 answers kept" in done.err
    assert "No total by Kim: 6 of 8 items are not answered." in program.fine("score", kept).said


def test_what_is_answered_already_is_not_asked_again(program: Program) -> None:
    done = program("score", "--interactive", *ANSWERS[:-2], *WHO, stdin=b"3\n\n\n\n")
    assert done.code == 0, done.err
    assert "8 of 8. PSW access to a peer network" in done.err
    assert "7 of 8." not in done.err


# Taken away.


def test_reports_are_written_in_every_format_at_once(program: Program, tmp_path: Path) -> None:
    targets = [tmp_path / f"report{kind}" for kind in DOCUMENT_FORMATS if kind != ".pdf"]
    outputs = [part for target in targets for part in ("--output", str(target))]
    done = program.fine("report", *ANSWERS, *WHO, "--given", "training=internal", *outputs)
    assert done.out.splitlines() == [str(target) for target in targets]
    assert "Our clinic" in (tmp_path / "report.html").read_text()
    assert json.loads((tmp_path / "report.json").read_text())["sites"][0]["total"] == 14
    assert rispy.loads((tmp_path / "report.ris").read_text())


def test_a_report_is_complete_in_itself_and_named_report(program: Program, tmp_path: Path) -> None:
    done = program.fine("report", *ANSWERS, *WHO, cwd=tmp_path)
    assert done.out == "report.html\n"
    again = program("report", *ANSWERS, *WHO, cwd=tmp_path)
    assert again.code == 2
    assert "report.html is already there; give --force" in again.err
    assert program.fine("report", *ANSWERS, *WHO, "--force", cwd=tmp_path).out == done.out


@pytest.mark.browser
@needs_namespace
def test_a_report_and_its_pdf_need_no_network(program: Program, tmp_path: Path) -> None:
    command = ["report", *ANSWERS, *WHO, "--output", "r.html", "--output", "r.pdf"]
    done = subprocess.run(
        [*UNSHARE, PROGRAM, *command], capture_output=True, env=program.environment, cwd=tmp_path, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")


WRONG = {
    "nothing is answered": (["score"], "nothing is answered"),
    "an empty report": (["report"], "nothing is answered"),
    "no such form": (["score", "absent.csv"], "absent.csv cannot be opened"),
    "a folder": (["score", "."], ". is not a form"),
    "no condition": (["score", *ANSWERS, "--given", "training=1"], "external or internal"),
    "the same output twice": (["report", *ANSWERS, "-o", "r.md", "-o", "r.md"], "the same name"),
    "a site that cannot be read": (["score", *ANSWERS, "--site", "\x1b[31m"], "U+001B"),
    "no form": (["score", "form.numbers"], "save it as .xlsx"),
    "no such kind of form": (["form", "-o", "form.docx"], ".xlsx, .csv, .tsv, .json, .html, .pdf"),
    "no such kind of report": (["report", *ANSWERS, "-o", "report.docx"], ".html, .pdf, .md"),
    "no day": (["score", *ANSWERS, "--date", "31.1.2026"], "2026-01-31"),
    "no question": (["score", "-a", "nonsense=1"], "no question is called 'nonsense'"),
    "nearly a question": (["score", "-a", "psw-trianing=1"], "psw-training"),
    "several questions": (["score", "-a", "psw=1"], "more than one question"),
    "no answer": (["score", "-a", "training"], "QUESTION=ANSWER"),
    "no score": (["score", "-a", "culture=4"], "Write 0, 1, 2 or 3"),
    "no measure": (["score", *ANSWERS, "--review", "nobody2000"], "no review is called"),
    "nowhere to write": (["report", *ANSWERS, "-o", "/absent/report.html"], "/absent/report.html"),
}


@pytest.mark.parametrize(("arguments", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_call_gets_one_line_and_exit_code_2(
    arguments: list[str], message: str, program: Program, tmp_path: Path
) -> None:
    done = program(*arguments, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert len(done.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["form.csv", "form.tsv"])
def test_a_form_that_we_write_is_read_right_by_excel(name: str, program: Program, tmp_path: Path) -> None:
    """Without the mark, Excel takes the text for one in the character set of its machine."""
    done = program("form", "--output", tmp_path / name, "--site", "Praxis K\u00f6ln")
    assert done.code == 0
    assert (tmp_path / name).read_bytes().startswith(codecs.BOM_UTF8)
