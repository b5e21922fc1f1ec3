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
    unknown = f"; for {missing} of them no {feature} is known (apart, in grey)" if missing else ""
    known = [labels[value] or "" for value in order if value]
    named = [row for row in counted if row.value]
    top = max(named, key=lambda row: row.publications, default=None)
    most = (
        f"The highest number is {top.publications}: {top.influence_label} in {top.value_label}."
        if top
        else f"No publication of a known {feature} reports any."
    )
    least = [row.influence_label for row in found if not row.publications]
    gaps = sum(row.publications is None for row in rows if row.value)
    cells = sum(row.value is not None for row in rows)
    fullest = f"Most is reported from {listed(known[:3])}. " if feature == "country" and known else ""
    if feature != "country" and known:
        fullest = f"Most is reported by these kinds of study: {listed(known[:3])}. "
    return Plot(
        title=f"Influences by {feature} of the publications that report them",
        subtitle=f"{of} with own or coded findings, whichever way, from "
        f"{many(len(known), feature)}{unknown}. "
        f"Fullest first.{several} {style.NONE}: none reported. {SOURCE}",
        caution=f"{NOT_AN_EFFECT} Where there are few publications, little can be reported.",
        alt=f"The grid shows {many(len(found), 'influence')} against {many(len(known), feature)}, and each "
        f"cell has the number of publications with own or coded findings, of n = {of.publications}. "
        f"{fullest}{most} {gaps} of {cells} cells are empty, as none is reported there. "
        + (f"No publication at all reports {listed(least)}. " if least else "Each influence is reported. ")
        + (
            f"Of {many(missing, 'publication')} no {feature} is known, and they stand apart."
            if missing
            else f"Of every publication the {feature} is known."
        ),
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
    """Give the grid of a feature, under names that stand upright; on a phone, what is longer goes down."""
    labels = distinct((row.influence.value, row.influence_label) for row in rows)
    unknown = f"{feature} {UNKNOWN}"
    named = distinct((row.value.value if row.value else UNKNOWN, row.value_label or unknown) for row in rows)
    influence, value = "datum.influence", f"datum.{feature} === null ? '{UNKNOWN}' : datum.{feature}"
    turned = size.narrow and len(named) > len(labels)
    down, right = (named, labels) if turned else (labels, named)
    room, small = size.width * (0.3 if size.height else 0.25), size.font * 0.92
    wide = min((size.width - room - 3 * size.font) / max(1, len(right)), size.font * 5)
    return Grid(
        rows=down,
        columns=right,
        row=value if turned else influence,
        column=influence if turned else value,
        number="datum.publications",
        peak=max((row.publications or 0 for row in rows if row.value), default=0),
        unit="publications",
        words=f"datum.publications === null ? '{style.NONE}' : '' + datum.publications",
        apart=f"datum.{feature} === null",
        fences=[UNKNOWN],
        room=room,
        wide=wide,
        step=size.step(
            down.values(), room, size.above(right.values(), wide) + size.font * 3, size.font * 1.75
        ),
        small=small,
        upright=size.upright(right.values(), wide),
        tooltip=("influence_label:N", f"{feature}_label:N", "publications:Q", "status:N"),
    ).drawn(size)
