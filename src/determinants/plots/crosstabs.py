"""Plots of influences against what is known of the publications, as grids: countries, designs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from determinants.ask.records import Ask, InfluenceCountries, InfluenceDesigns, InfluenceEvidence, records
from determinants.ground.words import many
from determinants.plots import style
from determinants.plots.grid import Grid
from determinants.plots.plot import SOURCE, Datum, Plot, Size, denominator_of, distinct, listed, tabled
from determinants.write.prose import NOT_AN_EFFECT

if TYPE_CHECKING:
    from determinants.plots.plot import Drawing

UNKNOWN = "not known"


class FeatureCount(NamedTuple):
    """How many publications of a feature, or of none that is known, report an influence."""

    influence: str
    influence_label: str
    value: str  # empty where it is not known
    value_label: str | None
    publications: int


@dataclass(frozen=True)
class Crossed(Datum):
    """An influence and a value of a feature, or None where it is not known. The column is named for it."""

    influence: NamedNode
    influence_label: str
    value: NamedNode | None
    value_label: str | None
    status: str
    publications: int | None


def countries(ask: Ask) -> Plot:
    """Give influences against the countries of the publications that report them."""
    counted = [
        FeatureCount(
            row.influence, row.influence_label, row.country or "", row.country_label, row.publications
        )
        for row in records(ask, InfluenceCountries)
    ]
    missing = denominator_of(ask).without_country
    return _against(ask, "country", counted, missing, " One from several countries stands in each.")


def designs(ask: Ask) -> Plot:
    """Give influences against the designs of the publications that report them."""
    counted = [
        FeatureCount(row.influence, row.influence_label, row.design or "", row.design_label, row.publications)
        for row in records(ask, InfluenceDesigns)
    ]
    return _against(ask, "design", counted, denominator_of(ask).without_design, "")


def _against(ask: Ask, feature: str, counted: Sequence[FeatureCount], missing: int, several: str) -> Plot:
    """Give influences against a feature of the publications, known or not."""
    found, of = records(ask, InfluenceEvidence), denominator_of(ask)
    weight = Counter[str]()
    for row in counted:
        weight[row.value] += row.publications
    # What is known comes first, and of that, what there is much of.
    order = sorted(weight, key=lambda value: (not value, -weight[value], value))
    labels = {row.value: row.value_label for row in counted}
    reported = {(row.influence, row.value): row.publications for row in counted}
    rows = [
        _crossed(influence, value, labels[value], reported.get((influence.influence, value)))
        for influence in found
        for value in order
    ]
    unknown = f"; for {missing} of them no {feature} is known (last column)" if missing else ""
    known = [labels[value] or "" for value in order if value]
    top = max(counted, key=lambda row: row.publications, default=None)
    most = f"{top.influence_label}, {top.value_label or UNKNOWN}" if top else "none"
    least = [row.influence_label for row in found if not row.publications]
    gaps = sum(row.publications is None for row in rows)
    return Plot(
        title=f"Influences by {feature} of the publications that report them",
        subtitle=f"{of} with own or coded findings, whichever way, from "
        f"{many(len(known), feature)}{unknown}. "
        f"Fullest columns first.{several} {style.NONE}: none reported. {SOURCE}",
        caution=f"{NOT_AN_EFFECT} A column of few publications can report little.",
        alt=f"Grid of {many(len(found), 'influence')} against {many(len(known), feature)}; a cell has the "
        "number of "
        f"publications with own or coded findings, of n = {of.publications}. Fullest columns: "
        f"{listed(known[:3]) or 'none'}. Highest cell: {most} ({top.publications if top else 0}). "
        f"{gaps} of {len(rows)} cells are empty: none reported. No publication at all: "
        f"{listed(least) or 'none'}. "
        f"Without a known {feature}: {missing} publications.",
        rows=tabled(Crossed, rows, value=feature, value_label=f"{feature}_label"),
        chart=lambda size: _features(size, rows, feature),
    )


def _crossed(
    influence: InfluenceEvidence, value: str, label: str | None, publications: int | None
) -> Crossed:
    return Crossed(
        influence=NamedNode(influence.influence), influence_label=influence.influence_label,
        value=NamedNode(value) if value else None, value_label=label,
        status="none reported" if publications is None else "reported",
        publications=publications,
    )  # fmt: skip


def _features(size: Size, rows: Sequence[Crossed], feature: str) -> "Drawing":
    """Give the grid of a feature, under names that stand upright."""
    labels = distinct((row.influence.value, row.influence_label) for row in rows)
    named = distinct((row.value.value if row.value else UNKNOWN, row.value_label or UNKNOWN) for row in rows)
    room, small = size.width * (0.3 if size.height else 0.25), size.font * 0.92
    wide = min((size.width - room - 3 * size.font) / max(1, len(named)), size.font * 5)
    upright = size.upright(named.values(), wide)
    step = size.step(labels.values(), room, size.above(named.values(), wide), size.font * 1.75)
    return Grid(
        rows=labels,
        columns=named,
        row="influence",
        column=f"datum.{feature} === null ? '{UNKNOWN}' : datum.{feature}",
        number="datum.publications",
        peak=max((row.publications or 0 for row in rows), default=0),
        words=f"datum.publications === null ? '{style.NONE}' : '' + datum.publications",
        apart=f"datum.{feature} === null",
        room=room,
        wide=wide,
        step=step,
        small=small,
        upright=upright,
        tooltip=("influence_label:N", f"{feature}_label:N", "publications:Q", "status:N"),
    ).drawn(size)
