"""What there is to choose from, as a page: every registry of the program, so that none is copied by hand."""

from collections.abc import Iterable, Mapping
from typing import Any

from determinants.ask.kinds import KINDS
from determinants.network import NETWORK_FORMATS, NETWORKS
from determinants.plots import FIGURE_FORMATS, PLOTS
from determinants.service.report import DOCUMENT_FORMATS, FORM_FORMATS
from determinants.store.engines import ENGINES
from determinants.tables.model import TABLES
from determinants.write.cerqual_formats import CERQUAL_FORMATS
from determinants.write.formats import Format
from determinants.write.graph_formats import GRAPH_FORMATS
from determinants.write.matrix_formats import MATRIX_FORMATS
from determinants.write.references import REFERENCE_FORMATS
from determinants.write.row_formats import ROW_FORMATS
from determinants.write.sparql_formats import SPARQL_FORMATS, TRIPLE_FORMATS
from determinants.write.sssom import MAPPING_FORMATS

TOP = """\
# What there is to choose from

This page is made from the program's registries by `determinants.release.documents`. Options, help texts and
error messages come from the same records.
"""

FORMATS: Mapping[str, Mapping[str, Format[Any]]] = {
    "Rows: `--format` of most commands": ROW_FORMATS,
    "Publications: `--format` where rows are about publications": REFERENCE_FORMATS,
    "Free SPARQL: `sparql --format`": SPARQL_FORMATS,
    "Free SPARQL that gives triples: `sparql --format`": TRIPLE_FORMATS,
    "The graph: `export`": {**GRAPH_FORMATS, **MAPPING_FORMATS, **MATRIX_FORMATS, **CERQUAL_FORMATS},
    "Figures: `plot --output`": FIGURE_FORMATS,
    "Networks: `network --format`": NETWORK_FORMATS,
    "The report on a service: `report --output`": DOCUMENT_FORMATS,
    "A form to fill in: `form --output`": FORM_FORMATS,
}


def page() -> str:
    """Give the page."""
    parts = [TOP, "## Formats"]
    for title, formats in FORMATS.items():
        rows = ((f"`{each.name}`", each.suffix, each.media_type, each.what) for each in formats.values())
        parts += [f"### {title}", _table(("name", "ending", "media type", "what for"), rows)]
    parts += [
        "## Plots: `plot KIND`",
        _table(("name", "shows"), ((f"`{each.name}`", each.what) for each in PLOTS.values())),
        "## Networks: `network KIND`",
        _table(("name", "what it is"), ((f"`{each.name}`", each.what) for each in NETWORKS.values())),
        "## Engines: `--engine`",
        _table(("name", "what it is"), ((f"`{each.name}`", each.what) for each in ENGINES.values())),
        "## Kinds of columns, in the heads of stored questions",
        _table(
            ("kind", "holds", "in Python"),
            ((f"`{each.name}`", each.holds, f"`{each.gives}`") for each in KINDS.values()),
        ),
        "## Tables of a data folder",
        _table(("table", "stands in"), ((f"`{each.name}`", f"`{each.path}`") for each in TABLES)),
    ]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
