"""A knowledge graph of what helps and what hinders implementing something in health care.

For programs: `open_graph` opens it, and what it gives can be asked stored questions and SPARQL, and for
the same answers as the command line's. `dir(determinants)` lists everything public; any error that is
raised on purpose is a `DeterminantsError`.
"""

TYPE_CHECKING = False  # what checks types takes it for true; importing it takes a while, and Ctrl-C no time

if TYPE_CHECKING:
    from typing import Any

    from determinants.ask.asking import Answer as Answer
    from determinants.ask.asking import Graph as Graph
    from determinants.ask.asking import open_graph as open_graph
    from determinants.ask.cfir import Cfir as Cfir
    from determinants.ask.cfir import cfir as cfir
    from determinants.ask.changes import Changes as Changes
    from determinants.ask.changes import diff as diff
    from determinants.ask.citing import Citation as Citation
    from determinants.ask.citing import cite as cite
    from determinants.ask.factors import Factors as Factors
    from determinants.ask.factors import factors as factors
    from determinants.ask.influences import Influences as Influences
    from determinants.ask.influences import influences as influences
    from determinants.ask.overlap import Overlap as Overlap
    from determinants.ask.overlap import overlap as overlap
    from determinants.ask.publications import publications as publications
    from determinants.ask.questions import Question as Question
    from determinants.ask.showing import Shown as Shown
    from determinants.ask.showing import show as show
    from determinants.ask.studies import Studies as Studies
    from determinants.ask.studies import studies as studies
    from determinants.ground.problems import DataError as DataError
    from determinants.ground.problems import DeterminantsError as DeterminantsError
    from determinants.ground.problems import EndpointError as EndpointError
    from determinants.ground.problems import LimitReached as LimitReached
    from determinants.ground.problems import Problem as Problem
    from determinants.ground.problems import QueryRefused as QueryRefused
    from determinants.ground.problems import StaleCounts as StaleCounts
    from determinants.ground.problems import StoreError as StoreError
    from determinants.ground.problems import UnknownName as UnknownName
    from determinants.ground.problems import UsageError as UsageError
    from determinants.service.requests import Given as Given
    from determinants.service.requests import form as form
    from determinants.service.requests import report as report
    from determinants.service.requests import score as score
    from determinants.store.auditing import Audit as Audit
    from determinants.store.auditing import AuditedReview as AuditedReview
    from determinants.store.auditing import audit as audit
    from determinants.store.conformance import Checked as Checked
    from determinants.store.conformance import check as check
    from determinants.store.limits import Limits as Limits
    from determinants.store.solutions import Rows as Rows
    from determinants.store.solutions import Stream as Stream
    from determinants.store.solutions import Triples as Triples
    from determinants.store.solutions import TripleStream as TripleStream
    from determinants.store.solutions import Verdict as Verdict
    from determinants.tables.auditing.rule import Audited as Audited

__version__ = "0.1.0"

# Where each public name stands. They are imported when they are used: the command line needs few of them.
_HOMES = {
    "Answer": "ask.asking",
    "Audit": "store.auditing",
    "Audited": "tables.auditing.rule",
    "AuditedReview": "store.auditing",
    "Cfir": "ask.cfir",
    "Changes": "ask.changes",
    "Checked": "store.conformance",
    "Citation": "ask.citing",
    "DataError": "ground.problems",
    "DeterminantsError": "ground.problems",
    "EndpointError": "ground.problems",
    "Factors": "ask.factors",
    "Given": "service.requests",
    "Graph": "ask.asking",
    "LimitReached": "ground.problems",
    "Limits": "store.limits",
    "Influences": "ask.influences",
    "Overlap": "ask.overlap",
    "Problem": "ground.problems",
    "Question": "ask.questions",
    "QueryRefused": "ground.problems",
    "Rows": "store.solutions",
    "Shown": "ask.showing",
    "StaleCounts": "ground.problems",
    "StoreError": "ground.problems",
    "Stream": "store.solutions",
    "Studies": "ask.studies",
    "TripleStream": "store.solutions",
    "Triples": "store.solutions",
    "UnknownName": "ground.problems",
    "UsageError": "ground.problems",
    "Verdict": "store.solutions",
    "audit": "store.auditing",
    "cfir": "ask.cfir",
    "check": "store.conformance",
    "cite": "ask.citing",
    "diff": "ask.changes",
    "factors": "ask.factors",
    "form": "service.requests",
    "influences": "ask.influences",
    "open_graph": "ask.asking",
    "overlap": "ask.overlap",
    "publications": "ask.publications",
    "report": "service.requests",
    "score": "service.requests",
    "show": "ask.showing",
    "studies": "ask.studies",
}

__all__ = list(_HOMES)  # one list of what is public


def __getattr__(name: str) -> "Any":
    """Import a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'determinants' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(f"determinants.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """List what is public."""
    return sorted([*_HOMES, "__version__"])
