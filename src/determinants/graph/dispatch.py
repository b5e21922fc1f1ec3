"""Rows → triples: one pass over the rows of a data folder, yielding quads in named graphs.

One named graph for each review and framework, and one each for publications, findings, coding
schemes, the ontology and the description of the data set, so that each can be loaded or dropped.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from determinants.graph import codebook, data_sets, evidence, frameworks, measure, review, schemes
from determinants.graph import statements as stated
from determinants.graph.terms import Place
from determinants.ground.vocab import thing
from determinants.tables import auditing, derivation, model
from determinants.tables.auditing.rule import Numbers
from determinants.tables.reading import Entry

__all__ = ["graph_name", "statements"]


def graph_name(slug: str) -> NamedNode:
    """Give the IRI of a named graph.

    >>> graph_name("cfir2009").value
    'https://w3id.org/determinants/graph/cfir2009'
    """
    return thing("graph", slug)


@dataclass
class _Seen:
    """What later rows of a review need to know of earlier ones. Small: nothing that grows with findings."""

    publication: str = ""
    label: str = ""
    opened: set[data_sets.DataSet] = field(default_factory=set)  # that have an observation
    whole: str = ""  # the study set that is all it includes
    set_sizes: dict[str, int] = field(default_factory=dict)
    item_influences: dict[str, str] = field(default_factory=dict)
    labels: dict[tuple[type[model.Row], str], str] = field(default_factory=dict)  # of influences and sites
    numbers: Numbers = field(default_factory=Numbers)


def statements(entries: Iterable[Entry]) -> Iterator[Quad]:
    """Yield every statement that the rows make, in the order in which `tables.read` gives the rows.

    The rows must have passed `checking.check_rows`; references that lead nowhere are not looked for here.
    """
    seen: dict[str, _Seen] = {}
    opened: set[str] = set()
    bodies = derivation.Bodies()
    scopes = derivation.Scopes()
    for entry in entries:
        at = Place(graph_name(_graph_of(entry)), entry.scope)
        if entry.table.name in schemes.SCHEMES and entry.table.name not in opened:
            opened.add(entry.table.name)
            yield from schemes.scheme(entry.table.name, at)
        if isinstance(entry.row, model.Dependence):
            bodies.join(entry.row.publication, entry.row.other)
        if isinstance(entry.row, model.Scope):
            scopes.add(entry.row)
        if isinstance(entry.row, model.Scoping):
            yield from evidence.scoping(entry.row.publication, scopes.of(entry.row), at)
            continue
        yield from _write(entry, at, seen.setdefault(entry.scope, _Seen()))
    for member, name in bodies.members():
        yield from evidence.body(member, name, Place(graph_name("publications")))
    for scope, remembered in seen.items():
        at = Place(graph_name(scope), scope)
        for found in auditing.discrepancies(remembered.numbers):
            yield from review.discrepancy(found, at)


def _graph_of(entry: Entry) -> str:
    """Give the slug of the named graph that a row's statements belong to."""
    if isinstance(entry.row, model.Framework):
        return entry.row.key
    if entry.table.name in {"publications", "findings", "searches"}:
        return entry.table.name
    if isinstance(entry.row, model.Listing):
        return "searches"
    if isinstance(entry.row, model.Dependence | model.Scoping):
        return "publications"
    if isinstance(entry.row, model.Retired):
        return "metadata"
    return entry.scope or "schemes"


# What a row becomes where the row itself and its place are enough.
_PLAIN: dict[type[model.Row], Callable[..., Iterator[Quad]]] = {
    model.Agent: schemes.agent,
    model.Country: schemes.country,
    model.Publication: evidence.publication,
    model.Finding: evidence.finding,
    model.Search: evidence.search,
    model.Listing: evidence.listing,
    model.Codebook: codebook.codebook,
    model.Factor: codebook.factor,
    model.Rule: codebook.rule,
    model.ConstructAlignment: codebook.alignment,
    model.Agreement: codebook.agreement,
    model.Retired: evidence.retired,
    model.Framework: frameworks.framework,
    model.Element: frameworks.element,
    model.MappingSet: frameworks.crosswalk,
    model.Mapping: frameworks.mapping,
    model.Endorsement: frameworks.endorsement,
    model.LevelCount: frameworks.level_count,
    model.Review: review.review,
    model.Fact: stated.fact,
    model.Criterion: review.criterion,
    model.Source: review.source,
    model.QualityBand: review.quality_band,
    model.Checklist: review.checklist,
    model.StudySet: review.study_set,
    model.Inclusion: review.inclusion,
    model.Influence: review.influence,
    model.Determinant: review.determinant,
    model.Statement: stated.statement,
    model.Condition: review.condition,
    model.Alignment: review.alignment,
    model.Robustness: review.robustness,
    model.Site: measure.site,
    model.Item: measure.item,
    model.Anchor: measure.anchor,
}


def _write(entry: Entry, at: Place, seen: _Seen) -> Iterator[Quad]:
    """Yield what one row says, and remember of it what later rows need."""
    row = entry.row
    seen.numbers.add(row)
    match row:
        case model.Code():
            yield from schemes.code(row, entry.table.name, at)
        case model.Count():
            yield from _opened(data_sets.of_count(row, seen.whole), at, seen)
            derived = derivation.derived_count(row, seen.set_sizes) if row.count is None else None
            yield from review.count(row, derived, seen.whole, at)
        case model.Rating():
            yield from _opened(data_sets.RATINGS, at, seen)
            yield from measure.rating(row, seen.item_influences[row.item], at)
        case model.Statistic():
            yield from measure.statistic(row, _of_one(row, seen), at)
        case model.Dependence():
            yield from evidence.dependence(row, at)
        case model.Decision():
            pass  # kept on record in the tables; the graph says how far codings agree
        case model.Coding():
            yield from review.coding(row, seen.publication, at)
        case model.Reference():
            yield from review.reference(row, seen.publication, at)
        case _:
            _remember(row, seen)
            yield from _PLAIN[type(row)](row, at)


def _opened(data_set: data_sets.DataSet, at: Place, seen: _Seen) -> Iterator[Quad]:
    """Yield what a data set of a review is, before its first observation: one without any is none."""
    if data_set not in seen.opened:
        seen.opened.add(data_set)
        yield from data_sets.data_set(data_set, seen.label, at)


def _of_one(row: model.Statistic, seen: _Seen) -> str:
    """Give the label of the item, or else of the one site, of a statistic; empty if it is of several."""
    if row.item:
        return seen.labels[model.Influence, seen.item_influences[row.item]]
    return seen.labels[model.Site, row.sites[0]] if len(row.sites) == 1 else ""


def _remember(row: model.Row, seen: _Seen) -> None:
    match row:
        case model.Review():
            seen.publication = row.publication
            seen.label = row.label
        case model.StudySet():
            seen.set_sizes[row.slug] = row.size
            seen.whole = row.slug if row.whole else seen.whole
        case model.Item():
            seen.item_influences[row.slug] = row.influence
        case model.Influence() | model.Site():
            seen.labels[type(row), row.slug] = row.label
