"""Spreadsheets of OpenDocument, written as office programs do."""

import io
import zipfile
from collections.abc import Iterable

from determinants.tables.opendocument import CONTENT

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><office:body><office:spreadsheet>"""
FOOT = "</office:spreadsheet></office:body></office:document-content>"
FAR = '<table:table-row table:number-rows-repeated="1048500"><table:table-cell {}/></table:table-row>'.format(
    'table:number-columns-repeated="16384"'
)


def packed(content: str) -> bytes:
    """The bytes of a spreadsheet."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr(CONTENT, content)
    return held.getvalue()


def text(said: str, more: str = "") -> str:
    """A cell with a text."""
    return f"<table:table-cell office:value-type='string' {more}><text:p>{said}</text:p></table:table-cell>"


def number(value: str) -> str:
    """A cell with a number that is shown as a word."""
    shown = "<text:p>two</text:p>"
    return f"<table:table-cell office:value-type='float' office:value='{value}'>{shown}</table:table-cell>"


def row(*cells: str) -> str:
    """A row."""
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def sheet(name: str, *rows: str) -> str:
    """A sheet, which goes on without end."""
    return f"<table:table table:name='{name}'>{''.join(rows)}{FAR}</table:table>"


def form(*rows: Iterable[str]) -> bytes:
    """A form with these rows."""
    return packed(HEAD + sheet("Form", *(row(*map(text, cells)) for cells in rows)) + FOOT)
