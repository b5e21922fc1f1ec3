"""What changed between two graphs: what was added, dropped, withdrawn or changed, and what it is about.

Things are told apart by their IRIs, which are stable. Counts that are derived from statements, and what the
graph says of itself, are left out: they follow from the rest, and answers show them.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from determinants.ask.answer_changes import AnswerChange, of_answers
from determinants.ground.vocab import BASE, DCTERMS, DET, OWL, PROV, QB, RDF, RDFS, SKOS, VOID, compact
from determinants.store import standing
from determinants.store.building import Watch, unwatched
from determinants.store.standing import Standing

ADDED, DROPPED, WITHDRAWN, CHANGED = "added", "dropped", "withdrawn", "changed"
WAYS = (ADDED, DROPPED, WITHDRAWN, CHANGED)

Statements = frozenset[tuple[NamedNode, object]]

# What follows from other statements, and what the graph says of itself.
FOLLOWS = tuple(BASE + name for name in ("derived/", "graph/", "dataset"))
TWINS = {RDFS.label, SKOS.narrower, VOID.triples}  # said in another way as well
BESIDE = {PROV.Entity, SKOS.Concept, QB.Observation, OWL.NamedIndividual}  # says little of what a thing is
# What of a thing is told beside its name, where it has it.
GIST = (
    *(DET.reportedBy, DET.publication, DET.direction, DET.count, DET.total, DET.percentage, DET.score),
    *(DET.alignsWith, DET.strategy, DET.site, DET.condition),
)


@dataclass(frozen=True)
class Difference:
    """What a property of a thing was and is; empty where it had or has none."""

    property: str
    label: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """A thing that was added, dropped, withdrawn or changed, and the influences or codes that it is about."""

    how: str
    thing: str
    kind: str
    label: str
    gist: str = ""
    about: tuple[tuple[str, str], ...] = ()  # IRI and label of each, of its review
    differences: tuple[Difference, ...] = ()
    reason: str = ""
    instead: str = ""


@dataclass(frozen=True)
class Changes:
    """What changed between two graphs, and which answers of stored questions did."""

    old: Standing
    new: Standing
    things: tuple[Change, ...]
    answers: tuple[AnswerChange, ...]
    asked: int  # how many questions were asked of both
    unasked: tuple[str, ...]  # which could not be, as their named graphs are not kept
    alike: bool = False  # whether both say the same, so that no question need be asked

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.things or self.answers)

    @property
    def unannounced(self) -> tuple[Change, ...]:
        """What was dropped, and is not on record as withdrawn: links to it lead nowhere."""
        return tuple(each for each in self.things if each.how == DROPPED)


def diff(
    old: Path | str, new: Path | str | None = None, *, answers: bool = True, watch: Watch = unwatched
) -> Changes:
    """Give what changed from one graph to another: each a data folder, a built graph, or a release.

    Without a second one, what is built in. The answers to stored questions are compared unless they are not
    asked for. `watch` is handed rows as they are read.

    >>> from determinants.ground import shipped
    >>> diff(shipped.folder("data")).any
    False

    Raises:
        DataError: with every problem, if the tables of one are wrong, or its file cannot be read.
        UsageError: if there is no graph at one of the places.
    """
    before = standing.opened(Path(old), watch)
    after = standing.opened(None if new is None else Path(new), watch)
    was, now = _Said(before), _Said(after)
    if was.everything == now.everything:
        return Changes(before, after, (), (), 0, (), alike=True)
    differing, asked, unasked = of_answers(before, after) if answers else ((), 0, ())
    return Changes(before, after, tuple(sorted(_things(was, now), key=_order)), differing, asked, unasked)


def _order(change: Change) -> tuple[object, ...]:
    return (
        not change.about,
        [label for _, label in change.about],
        change.kind,
        WAYS.index(change.how),
        change.thing,
    )


class _Said:
    """What a graph says of each thing of ours, and what things are called."""

    def __init__(self, graph: Standing) -> None:
        said = defaultdict[str, set[tuple[NamedNode, object]]](set)
        self.labels: dict[str, str] = {}
        self._above = defaultdict[str, set[str]](set)
        self.everything: set[object] = set()
        for quad in graph.engine.quads():
            self.everything.add(quad.triple)
            subject = quad.subject
            if not isinstance(subject, NamedNode):
                continue
            if quad.predicate == SKOS.prefLabel and isinstance(quad.object, Literal):
                known = self.labels.get(subject.value)
                if known is None or (quad.object.language or "en") == "en":
                    self.labels[subject.value] = quad.object.value
            elif quad.predicate == RDFS.subClassOf and isinstance(quad.object, NamedNode):
                self._above[subject.value].add(quad.object.value)
            ours = subject.value.startswith(BASE) and not subject.value.startswith(FOLLOWS)
            if ours and quad.predicate not in TWINS:
                said[subject.value].add((quad.predicate, quad.object))
        self.of = {subject: frozenset(statements) for subject, statements in said.items()}

    def get(self, thing: str) -> Statements:
        return self.of.get(thing, frozenset())

    def kind(self, thing: str) -> str:
        """Give in words what a thing is, most closely."""
        kinds = {o.value for p, o in self.get(thing) if p == RDF.type and isinstance(o, NamedNode)}
        telling = kinds - {each.value for each in BESIDE} or kinds
        wider = {above for each in telling for above in self._above[each] if above != each}
        closest = min(telling - wider or telling, default="", key=lambda iri: (not iri.startswith(BASE), iri))
        return self.labels.get(closest) or compact(closest).rpartition(":")[2].lower() or "thing"

    def withdrawn(self, thing: str) -> bool:
        return any(p == OWL.deprecated for p, _ in self.get(thing))

    def one(self, thing: str, *properties: NamedNode) -> str:
        return next((_value(o) for p, o in sorted(self.get(thing), key=str) if p in properties), "")

    @cached_property
    def _influences(self) -> frozenset[str]:
        return frozenset(
            thing
            for thing, said in self.of.items()
            if any(p == RDF.type and o == DET.Influence for p, o in said)
        )

    def about(self, thing: str) -> set[str]:
        """Give the influences that a thing is about, at first or second hand; else the codes that it has."""
        if thing in self._influences:
            return {thing}
        named = {o.value for p, o in self.get(thing) if isinstance(o, NamedNode)}
        further = {
            o.value
            for each in named
            for p, o in self.get(each)
            if p in {DET.influence, DET.code} and isinstance(o, NamedNode)
        }
        codes = {o.value for p, o in self.get(thing) if p == DET.code and isinstance(o, NamedNode)}
        return (named & self._influences) or (further & self._influences) or codes


def _things(was: _Said, now: _Said) -> Iterator[Change]:
    for thing in was.of.keys() | now.of.keys():
        old, new = was.get(thing), now.get(thing)
        if old == new:
            continue
        gone = now.withdrawn(thing) and not was.withdrawn(thing)
        how = WITHDRAWN if gone else CHANGED if old and new else ADDED if new else DROPPED
        side = was if how in {DROPPED, WITHDRAWN} and old else now
        codes = was.about(thing) | (set() if gone else now.about(thing))
        yield Change(
            how,
            thing,
            side.kind(thing),
            side.labels.get(thing, ""),
            _gist(thing, side),
            tuple(sorted(((code, _of_review(code, was, now)) for code in codes), key=lambda each: each[1])),
            tuple(_differences(old, new, was, now)) if how == CHANGED else (),
            now.one(thing, SKOS.editorialNote) if gone else "",
            now.one(thing, DCTERMS.isReplacedBy).removeprefix(BASE) if gone else "",
        )


def _of_review(code: str, was: _Said, now: _Said) -> str:
    """Give what a code is called, with its review or framework: two may have influences of one name."""
    label = now.labels.get(code) or was.labels.get(code) or code.removeprefix(BASE)
    home = BASE + code.removeprefix(BASE).partition("/")[0]
    of = now.labels.get(home) or was.labels.get(home)
    return f"{label} ({of})" if of else label


def _gist(thing: str, side: _Said) -> str:
    """Give what tells a thing from others of its name: whose it is, which way, how many."""
    told: list[str] = []
    for of in GIST:
        values = sorted(_called(o, side, side) for p, o in side.get(thing) if p == of)
        if of == DET.total and told and values:
            told[-1] += f" of {values[0]}"
        elif of == DET.percentage and values:
            told.append(f"{values[0]}%")
        elif values:
            told.append(" and ".join(values))
    return ", ".join(told)


def _differences(old: Statements, new: Statements, was: _Said, now: _Said) -> Iterator[Difference]:
    changed = {p for p, _ in old ^ new}
    names = {o.value for p, o in old ^ new if p == SKOS.prefLabel and isinstance(o, Literal)}
    words = {o.value for p, o in old ^ new if p != SKOS.prefLabel and isinstance(o, Literal)}
    if names <= words:  # a thing without a name of its own is called by its words, which are told
        changed.discard(SKOS.prefLabel)
    if DET.authors in changed:
        changed.discard(DCTERMS.creator)
    if changed - {DCTERMS.bibliographicCitation}:  # which is made of the others
        changed.discard(DCTERMS.bibliographicCitation)
    for each in sorted(changed, key=lambda p: p.value):
        before, after = ({o for p, o in said if p == each} for said in (old, new))
        yield Difference(
            each.value,
            "kind" if each == RDF.type else "name" if each == SKOS.prefLabel else _label(each, was, now),
            tuple(sorted(_called(o, was, now) for o in before - after)),
            tuple(sorted(_called(o, now, was) for o in after - before)),
        )


def _label(of: NamedNode, was: _Said, now: _Said) -> str:
    return now.labels.get(of.value) or was.labels.get(of.value) or compact(of.value)


def _called(term: object, first: _Said, second: _Said) -> str:
    if isinstance(term, NamedNode):
        label = first.labels.get(term.value) or second.labels.get(term.value)
        return label or compact(term.value).removeprefix(BASE)
    return _value(term)


def _value(term: object) -> str:
    return str(getattr(term, "value", term))
