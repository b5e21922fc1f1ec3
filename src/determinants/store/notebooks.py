"""Rows as people look at them in a notebook or a Python session: labels, with links that lead somewhere."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape

from determinants.ground.headings import heading
from determinants.ground.spelling import seen
from determinants.ground.vocab import BASE

Cells = Mapping[str, object]

TEXT_ROWS, TEXT_WIDTH, CELL = 10, 100, 40
HTML_ROWS = 200
LINK = "doi_link"  # where a publication can be read


def labelled(columns: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the columns to read, and those of IRIs for which a label stands.

    >>> labelled(["influence", "influence_label", "count"])
    (('influence_label', 'count'), ('influence',))
    """
    behind = tuple(column for column in columns if f"{column}_label" in columns)
    return tuple(column for column in columns if column not in behind), behind


def plain(cell: object) -> str:
    """Give a cell as text on one line."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return "" if cell is None else " ".join(str(cell).split())


def as_text(columns: Sequence[str], records: Sequence[Cells], rows: int) -> str:
    """Give the first rows as a table of text, with how many rows and columns there are beside.

    >>> print(as_text(["influence", "influence_label", "n"], [{"influence_label": "Culture", "n": 2}], 1))
    influence  n
    Culture    2
    1 row
    """
    shown, _ = labelled(columns)
    table = [[seen(heading(column)) for column in shown]]
    table += [[seen(plain(record.get(column))) for column in shown] for record in records[:TEXT_ROWS]]
    table = [[cell if len(cell) <= CELL else f"{cell[: CELL - 1]}…" for cell in line] for line in table]
    widths = [max(map(len, cells)) for cells in zip(*table, strict=True)]
    fit = 1
    while fit < len(widths) and sum(widths[: fit + 1]) + 2 * fit <= TEXT_WIDTH:
        fit += 1
    lines = [
        "  ".join(f"{cell:<{wide}}" for cell, wide in zip(line[:fit], widths, strict=False)) for line in table
    ]
    told = "1 row" if rows == 1 else f"{rows} rows"
    more = f", and the columns {', '.join(map(seen, shown[fit:]))}" if shown[fit:] else ""
    dots = ["…"] if rows > TEXT_ROWS else []
    return "\n".join([*(line.rstrip() for line in lines if shown), *dots, f"{told}{more}"])


def as_html(columns: Sequence[str], records: Sequence[Cells], rows: int) -> str:
    """Give the rows as a table of HTML. Nothing in a cell is taken for markup.

    >>> as_html(["x"], [{"x": "<b>"}], 1)
    '<table><thead><tr><th>x</th></tr></thead><tbody><tr><td>&lt;b&gt;</td></tr></tbody></table>'
    """
    shown, behind = labelled(columns)
    head = "".join(f"<th>{escape(heading(column))}</th>" for column in shown)
    body = "".join(
        f"<tr>{''.join(f'<td>{_cell(column, record, behind)}</td>' for column in shown)}</tr>"
        for record in records[:HTML_ROWS]
    )
    more = f"<p>and {rows - HTML_ROWS} rows more</p>" if rows > HTML_ROWS else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(column: str, record: Cells, behind: Sequence[str]) -> str:
    cell = record.get(column)
    text = escape(plain(cell))
    thing = column.removesuffix("_label")
    iri = str(record.get(thing) or "") if thing in behind else plain(cell)
    link = str(record.get(LINK) or "") if thing == "publication" else iri
    if text and link.startswith(("https://", "http://")) and not link.startswith(BASE):
        return f'<a href="{escape(link)}" rel="noopener noreferrer">{text}</a>'
    # Our own IRIs identify, and need not lead anywhere.
    return f'<span title="{escape(iri)}">{text}</span>' if text and iri != plain(cell) else text
