"""The report on a service, in the formats that it is taken away in; and the blank form that it begins with.

A new format is one function and its record in `DOCUMENT_FORMATS`, or in `FORM_FORMATS`.
"""

import codecs

from pyoxigraph import Literal

from determinants.service.report.content import Report
from determinants.store.solutions import Rows, value
from determinants.tables.sheets import READERS
from determinants.write import row_formats
from determinants.write.formats import Format

__all__ = ["DOCUMENT_FORMATS", "FORM_FORMATS", "SAVED_FORMATS", "Report"]

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_html(report: Report) -> bytes:
    """Give the report as one HTML file that needs nothing else, made to be printed on A4."""
    from determinants.service.report import pages

    return pages.html(report).encode()


def as_pdf(report: Report) -> bytes:
    """Give the report as PDF, printed from its HTML by a browser or library that is installed.

    Raises:
        UsageError: if there is none.
    """
    from determinants.service import printing

    return printing.pdf(as_html(report))


def as_markdown(report: Report) -> bytes:
    """Give the report as Markdown."""
    from determinants.service.report import pages

    return pages.markdown(report).encode()


def as_json(report: Report) -> bytes:
    """Give everything that the report is made from, as JSON."""
    from pydantic import TypeAdapter

    return TypeAdapter(Report).dump_json(report, indent=2) + b"\n"


def as_workbook(report: Report) -> bytes:
    """Give the action plan, the CFIR's matrix and its memos, filled but for ratings, as a workbook."""
    from determinants.service.report.cfir_book import workbook

    return workbook(report)


def as_ris(report: Report) -> bytes:
    """Give the studies behind the report for a reference manager."""
    from determinants.write import references

    return references.as_ris([study.record for study in report.studies]).encode()


DOCUMENT_FORMATS: dict[str, Format[Report]] = {
    made.suffix: made
    for made in (
        Format("html", ".html", "text/html", "three pages for each site and an annex, for A4", as_html),
        Format("pdf", ".pdf", "application/pdf", "the same, printed", as_pdf),
        Format("md", ".md", "text/markdown", "the same as Markdown", as_markdown),
        Format("json", ".json", "application/json", "everything it is made from", as_json),
        Format(
            "xlsx",
            ".xlsx",
            WORKBOOK,
            "the action plan, and the CFIR's matrix and memo to rate in",
            as_workbook,
        ),
        Format("ris", ".ris", "application/x-research-info-systems", "the studies behind it", as_ris),
    )
}


def form_as_workbook(rows: Rows) -> bytes:
    """Give a form as a workbook with choices to click."""
    from determinants.service.report.workbook import form

    return form(rows)


def form_as_csv(rows: Rows) -> bytes:
    """Give a form as CSV, with the mark by which spreadsheet programs know UTF-8."""
    return codecs.BOM_UTF8 + row_formats.as_csv(_on_one_line(rows)).encode()


def form_as_tsv(rows: Rows) -> bytes:
    """Give a form as tab-separated values, with the same mark."""
    return codecs.BOM_UTF8 + row_formats.as_tsv(_on_one_line(rows)).encode()


def _on_one_line(rows: Rows) -> Rows:
    """Give a form in which each question stands on one line, as many programs take a line for a row."""
    lists = {rows.columns.index(name) for name in ("helps", "hinders", "choices")}
    return Rows(
        rows.columns,
        tuple(
            tuple(
                Literal(str(value(cell)).replace("\n", "; ")) if place in lists else cell
                for place, cell in enumerate(row)
            )
            for row in rows.rows
        ),
    )


def form_as_html(rows: Rows) -> bytes:
    """Give a blank form as one HTML file, made to be printed on A4."""
    from determinants.service.report import paper

    return paper.page(rows).encode()


def form_as_pdf(rows: Rows) -> bytes:
    """Give a blank form as PDF, printed from its HTML by a browser or library that is installed.

    Raises:
        UsageError: if there is none.
    """
    from determinants.service import printing

    return printing.pdf(form_as_html(rows))


FORM_FORMATS: dict[str, Format[Rows]] = {
    made.suffix: made
    for made in (
        Format("xlsx", ".xlsx", WORKBOOK, "a workbook with choices to click", form_as_workbook),
        Format("csv", ".csv", "text/csv", "for spreadsheets", form_as_csv),
        Format("tsv", ".tsv", "text/tab-separated-values", "for spreadsheets", form_as_tsv),
        Format("json", ".json", "application/json", "for programs", row_formats.as_json),
        Format("html", ".html", "text/html", "a blank form to print and fill in by hand", form_as_html),
        Format("pdf", ".pdf", "application/pdf", "the same, printed", form_as_pdf),
    )
}
# What answers can be kept in, to be read back.
SAVED_FORMATS = {suffix: each for suffix, each in FORM_FORMATS.items() if suffix in READERS}
