"""The report on a service, in the formats that it is taken away in; and the blank form that it begins with.

A new format is one function and its line in `DOCUMENTS`, or in `FORMS`.
"""

from collections.abc import Callable

from determinants.service.report.content import Report
from determinants.store.solutions import Rows
from determinants.write import row_formats

__all__ = ["DOCUMENTS", "FORMS", "Report"]


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
    """Give the CFIR's matrix of constructs by site and its inner-setting memo, filled, as a workbook."""
    from determinants.service.report.workbook import workbook

    return workbook(report)


def as_ris(report: Report) -> bytes:
    """Give the studies behind the report for a reference manager."""
    from determinants.write import references

    return references.BIBLIOGRAPHIES["ris"]([study.record for study in report.studies]).encode()


DOCUMENTS: dict[str, Callable[[Report], bytes]] = {
    ".html": as_html,
    ".pdf": as_pdf,
    ".md": as_markdown,
    ".json": as_json,
    ".xlsx": as_workbook,
    ".ris": as_ris,
}


def form_as_workbook(rows: Rows) -> bytes:
    """Give a form as a workbook with choices to click."""
    from determinants.service.report.workbook import form

    return form(rows)


FORMS: dict[str, Callable[[Rows], str | bytes]] = {
    ".xlsx": form_as_workbook,
    ".csv": row_formats.as_csv,
    ".tsv": row_formats.as_tsv,
    ".json": row_formats.as_json,
}
