"""The publications that rows are about, with what is known of each."""

from pyoxigraph import NamedNode

from determinants.ask.asking import Graph
from determinants.ask.records import PublicationRecords, records
from determinants.ground.problems import DeterminantsError, UsageError
from determinants.store.solutions import Rows

PART = 250  # a query has a greatest length, so that many publications take several


def publications(graph: Graph, rows: Rows) -> list[PublicationRecords]:
    """Give the publications that rows are about, each once, in the order of the rows.

    Raises:
        UsageError: if the rows are not about publications.
        DeterminantsError: if one of them has no bibliographic record in the graph.
    """
    if "publication" not in rows.columns:
        raise UsageError("these rows are not about publications.")
    place = rows.columns.index("publication")
    wanted = [term for term in dict.fromkeys(row[place] for row in rows.rows) if isinstance(term, NamedNode)]
    found: dict[str, PublicationRecords] = {}
    for start in range(0, len(wanted), PART):
        for record in records(graph.ask, PublicationRecords, publication=wanted[start : start + PART]):
            found.setdefault(record.publication, record)
    if missing := [term.value for term in wanted if term.value not in found]:
        raise DeterminantsError(f"the graph has no bibliographic record of {', '.join(missing)}.")
    return [found[term.value] for term in wanted]
