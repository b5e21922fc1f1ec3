"""What the page is given beside its scripts: the graph, the stored questions, names, references and answers.

Every answer that is prepared is made by the functions that answer a command, so that it cannot differ.
"""

import datetime
import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from determinants import __version__
from determinants.ask import captions, citing
from determinants.ask.asking import Graph
from determinants.ask.kinds import KINDS
from determinants.ask.questions import Question
from determinants.ask.records import PublicationRecords, ReviewInclusions, records
from determinants.explorer import cfir
from determinants.explorer.building import Parts
from determinants.explorer.pictures import Pictures
from determinants.ground.called import NAME
from determinants.ground.headings import heading
from determinants.ground.vocab import BASE, DCTERMS, DET, PREFIXES, SKOS, thing
from determinants.plots import PLOTS
from determinants.service import prepared as service
from determinants.store.solutions import Rows
from determinants.write import citations
from determinants.write.references import as_ris
from determinants.write.sparql_formats import as_json

HOME = "home"
ANY_DAY = datetime.date(9999, 12, 31)  # in citations: the page puts its own day in the place of it
SHARED = (
    *("engine.js", "engine.wasm", "graph.nq"),
    *("catalogue.json", "names.json", "references.json", "measures.json", "cfir.json", "pictures.json"),
)
STATE = f"SELECT ?state WHERE {{ <{BASE}dataset> <{DET.state.value}> ?state }} ORDER BY ?state"
READ = f"SELECT ?source ?part WHERE {{ ?source <{DET.read.value}> ?part }} ORDER BY ?source ?part"
SCOPES = f"""SELECT ?publication ?scope ?label WHERE {{
  ?publication <{DET.withinScope.value}> ?scope . ?scope <{SKOS.prefLabel.value}> ?label
}} ORDER BY ?publication ?scope ?label"""
QUADS = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"


def state_of(graph: Graph) -> str:
    """Give what tells one state of a graph's data from another."""
    found = graph.engine.query(STATE)
    rows = found.rows if isinstance(found, Rows) else ()
    return " ".join(str(getattr(term, "value", "")) for row in rows for term in row)


class Resources:
    """The resources of one open graph. Each is made when it is asked for."""

    def __init__(
        self, graph: Graph, parts: Parts, state: str, pictures: Collection[str] = tuple(PLOTS)
    ) -> None:
        """Take them from a graph and from what was built; `state` is that of the data.

        `pictures` are the kinds of plots that are drawn for each review.
        """
        self.graph, self.parts, self.state = graph, parts, state
        self.pictures = Pictures(graph, pictures)

    def names(self) -> Iterator[str]:
        """Yield the name of every resource."""
        yield from SHARED
        yield from map(_file, [HOME, *self.prepared])
        yield from self.pictures.names()

    def give(self, name: str) -> bytes | None:
        """Give the bytes of a resource; nothing, if there is none of this name."""
        match name:
            case "engine.js" | "engine.wasm":
                return self.parts[name]
            case "graph.nq":
                return self._quads()
            case "catalogue.json":
                return _json(self._catalogue())
            case "names.json":
                return _json(self._names())
            case "references.json":
                return _json(self._references())
            case "measures.json":
                return _json(service.everything(self.graph))
            case "cfir.json":
                return _answers(cfir.bundle(self.graph))
            case "pictures.json":
                return _json(self.pictures.listed())
        if name.startswith("pictures/"):
            return self.pictures.give(name)
        about = {_file(each): each for each in (HOME, *self.prepared)}.get(name)
        return None if about is None else _answers(dict(self._prepared(about)))

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The stored questions."""
        return self.graph.questions()

    @cached_property
    def layouts(self) -> dict[str, list[list[str]]]:
        """Which questions stand on the page of a thing of each class, and on the first page."""
        told: dict[str, list[list[str]]] = json.loads(self.parts["layouts.json"])
        return told

    @cached_property
    def kinds(self) -> dict[str, list[str]]:
        """The classes of every thing that has a name, by its IRI."""
        found: dict[str, list[str]] = {}
        for row in self.graph.ask("thing-names").records():
            found.setdefault(str(row["thing"]), []).append(str(row["kind"]).removeprefix(DET.iri))
        return found

    @cached_property
    def prepared(self) -> dict[str, list[str]]:
        """The things whose answers are prepared, by path: the layouts that they have."""
        wanted = set(self.layouts["prepared"][0])
        of = {
            iri.removeprefix(BASE): [each for each in self.layouts if each in kinds]
            for iri, kinds in self.kinds.items()
            if wanted & set(kinds)
        }
        return dict(sorted(of.items()))

    def _prepared(self, about: str) -> Iterator[tuple[str, Rows]]:
        if about == HOME:
            for (name,) in self.layouts[HOME]:
                yield name, self.graph.ask(name)
            return
        for layout in self.prepared[about]:
            for name, column in self.layouts[layout]:
                node = NamedNode(BASE + about)
                yield f"{name}&{column}={node}", self.graph.ask(name, **{column: node})

    def _quads(self) -> bytes:
        found = self.graph.engine.query(QUADS)
        rows = found if isinstance(found, Rows) else Rows((), ())
        quads = (
            Quad(each.subject, each.predicate, each.object, row[0])
            for row, each in zip(rows.rows, rows.triples("s", "p", "o"), strict=True)
            if isinstance(row[0], NamedNode)
        )
        lines = serialize(quads, format=RdfFormat.N_QUADS) or b""
        return b"".join(sorted(lines.splitlines(keepends=True)))

    def _catalogue(self) -> dict[str, Any]:
        heads = {name: one.head for name, one in self.questions.items()}
        return {
            "version": __version__,
            "state": self.state,
            "prefixes": dict(PREFIXES),
            "prepared": list(self.prepared),
            "cited": self._cited(),
            "licence": citing.described(self.graph.ask("thing-statements", thing=thing("dataset"))).get(
                DCTERMS.license.value, ""
            ),
            "aliases": {alias: name for name, head in heads.items() for alias in head.aliases},
            "kinds": {name: _kind(name) for name in KINDS},
            "headings": {
                column: heading(column) for _, head in sorted(heads.items()) for column in head.columns
            },
            "questions": {
                name: {
                    "text": self.questions[name].text,
                    "summary": head.summary,
                    "description": head.description,
                    "because": head.because,
                    "tags": head.tags,
                    "narrow": {
                        column: {"kind": each.kind.name, "example": each.example}
                        for column, each in head.narrowing.items()
                    },
                    "columns": {
                        column: {"kind": each.kind.name, "optional": each.optional}
                        for column, each in head.columns.items()
                    },
                    "view": head.view,
                }
                for name, head in heads.items()
            },
        }

    def _cited(self) -> dict[str, str]:
        """Give how the data are cited: in words, and in formats for reference managers."""
        made = replace(citing.of_graph(self.graph, command=f"{NAME} build"), accessed=ANY_DAY)
        return {
            "data": citations.of_data(made),
            "ris": citations.as_ris([made]),
            "bibtex": citations.as_bibtex([made]),
        }

    def _names(self) -> dict[str, Any]:
        labels: dict[str, list[str]] = {}
        kinds: dict[str, list[str]] = {}
        called: dict[str, str] = {}
        for row in self.graph.ask("thing-names").records():
            thing, kind = str(row["thing"]), str(row["kind"]).removeprefix(DET.iri)
            called[kind] = str(row["kind_label"])
            for listed, value in ((labels, str(row["label"])), (kinds, kind)):
                if value not in listed.setdefault(thing, []):
                    listed[thing].append(value)
        return {
            "kinds": called,
            "things": [[thing.removeprefix(BASE), labels[thing], kinds[thing]] for thing in labels],
        }

    def _references(self) -> dict[str, Any]:
        """Give the references of publications, the grades that reviews gave them, and what was read."""
        known = list(records(self.graph.ask, PublicationRecords))
        parts: dict[str, list[str]] = {}
        for source, part in self._texts(READ):
            parts.setdefault(source, []).append(part)
        included: dict[str, list[str]] = {}
        for inclusion in records(self.graph.ask, ReviewInclusions):
            included.setdefault(inclusion.publication, []).append(inclusion.review_label)
        within: dict[str, list[str]] = {}
        scopes: dict[str, str] = {}
        for publication, scope, label in self._texts(SCOPES):
            within.setdefault(publication, []).append(scope.removeprefix(BASE))
            scopes[scope.removeprefix(BASE)] = label
        return {
            "ris": {str(one.publication): as_ris([one]) for one in known},
            "quality": {str(one.publication): one.quality_label for one in known if one.quality_label},
            "read": parts,
            "included": included,
            "scopes": dict(sorted(scopes.items())),
            "within": within,
            "coded": dict(self._coded()),
        }

    def _texts(self, query: str) -> Iterator[list[str]]:
        """Yield the rows of an answer as the texts of their terms."""
        found = self.graph.engine.query(query)
        for row in found.rows if isinstance(found, Rows) else ():
            yield [str(getattr(term, "value", "")) for term in row]

    def _coded(self) -> Iterator[tuple[str, str]]:
        """Yield how findings were coded and from how much, for all and for each thing that is coded to."""
        yield "", str(captions.coded(self.graph.ask))
        for iri, kinds in self.kinds.items():
            if "Review" in kinds:
                yield iri, str(captions.coded(self.graph.ask, review=NamedNode(iri)))
        for about, layouts in self.prepared.items():
            if "Influence" in layouts:
                yield BASE + about, str(captions.coded(self.graph.ask, influence=NamedNode(BASE + about)))


def _kind(name: str) -> dict[str, Any]:
    kind = KINDS[name]
    told = {"datatype": kind.datatype, "form": kind.form, "classes": list(kind.classes)}
    return {key: value for key, value in told.items() if value}


def _file(about: str) -> str:
    return f"answers/{about.replace('/', '~')}.json"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _answers(found: dict[str, Rows]) -> bytes:
    """Give answers by the key that the page looks for, each in SPARQL's own JSON."""
    return b"{" + b",".join(_json(key) + b":" + as_json(rows) for key, rows in found.items()) + b"}"
