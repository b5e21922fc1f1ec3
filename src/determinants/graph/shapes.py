"""The graph against its shapes: a SHACL report turned into problems."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from determinants.ground.problems import Problem
from determinants.ground.vocab import BASE, compact

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

MANY = (f"{BASE}publication/", f"{BASE}finding/")  # things of which there may be a great many


def sampled(make: Callable[[], Iterable[Quad]], part: float) -> Iterator[Quad]:
    """Yield a graph with only a part of its publications and findings, and of all else everything.

    `make` gives the whole graph, each time it is called. What is chosen follows from the names of things,
    so that the same graph gives the same sample; with it comes whatever publication it names.
    What was counted is left out, for it is about the whole.
    """
    chosen: set[str] = set()
    for quad in make():
        subject, value = _iri(quad.subject), _iri(quad.object)
        falls = _falls(subject, part)
        if subject.startswith(MANY) and falls:
            chosen.add(subject)
        if value.startswith(MANY) and (falls or not subject.startswith(f"{BASE}finding/")):
            chosen.add(value)
    for quad in make():
        whole = not _iri(quad.subject).startswith(MANY) or _iri(quad.subject) in chosen
        if whole and _iri(quad.graph_name) != f"{BASE}graph/derived":
            yield quad


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _falls(name: str, part: float) -> bool:
    """Whether a thing falls into a part of all, by a digest of its name."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest()) < part * 2**64


def check_rdflib(graph: "Graph", shapes: "Graph") -> Iterator[Problem]:
    """Yield a problem for every constraint of the shapes that an rdflib graph breaks."""
    import pyshacl
    from rdflib import Graph
    from rdflib.namespace import SH

    _, report, _ = pyshacl.validate(
        graph, shacl_graph=shapes, inference="none", do_owl_imports=False, advanced=False, js=False
    )
    if not isinstance(report, Graph):
        raise TypeError(f"the validator gave {report!r} instead of a report")
    for result in report.objects(None, SH.result):
        shape = report.value(result, SH.sourceShape)
        component = report.value(result, SH.sourceConstraintComponent)
        value = report.value(result, SH.value)
        message = report.value(result, SH.resultMessage)
        what, _, advice = str(message).partition(": ")
        shown = f" (found {_short(value)})" if value is not None else ""
        yield Problem(
            file=_short(report.value(result, SH.focusNode)),
            line=0,
            column=_short(report.value(result, SH.resultPath)),
            rule=f"{_local(shape)} {_local(component).removesuffix('ConstraintComponent')}",
            message=f"{what}{shown}.",
            advice=f"{advice[:1].upper()}{advice[1:]}",
        )


def _short(node: "Node | None") -> str:
    text = "" if node is None else str(node)
    return text.removeprefix(BASE) if text.startswith(BASE) and "#" not in text else compact(text)


def _local(node: "Node | None") -> str:
    return str(node).rpartition("#")[2]
