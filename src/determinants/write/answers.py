"""An answer in any format that it can be taken away in: as rows, or as the publications in them."""

from collections.abc import Sequence

from determinants.ask.asking import Graph
from determinants.ask.publications import publications
from determinants.ground.problems import UnknownName, UsageError
from determinants.store.solutions import Rows
from determinants.write import row_formats
from determinants.write.formats import Written
from determinants.write.references import REFERENCE_FORMATS
from determinants.write.row_formats import ROW_FORMATS

TABLE = "table"
ANSWER_FORMATS = (*ROW_FORMATS, *REFERENCE_FORMATS)


def written(
    rows: Rows, how: str, graph: Graph | None = None, view: Sequence[str] = (), width: int = 100
) -> Written:
    """Give rows in a format: the view of them as a table, all their columns in the other formats.

    With the graph that gave them, also the publications among them, for reference managers.

    Raises:
        UnknownName: if there is no such format.
        UsageError: if the format is for publications, and the rows are not about any.
    """
    if how not in ANSWER_FORMATS:
        raise UnknownName("format", how, ANSWER_FORMATS)
    if how in REFERENCE_FORMATS:
        if graph is None or "publication" not in rows.columns:
            raise UsageError(f"these rows are not publications: use {', '.join(ROW_FORMATS)}.")
        return REFERENCE_FORMATS[how].write(publications(graph, rows))
    if how == TABLE:
        return row_formats.as_table(rows.only(view) if view else rows, width)
    return ROW_FORMATS[how].write(rows)
