"""The plot of influences against the domains of the CFIR."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from determinants.ask.records import (
    Ask,
    CfirDomainAlignments,
    CfirElements,
    CfirUnmappedDomains,
    InfluenceEvidence,
    InfluenceUnmapped,
    records,
)
from determinants.ground.vocab import DET
from determinants.ground.words import many
from determinants.plots import style
from determinants.plots.grid import Grid
from determinants.plots.plot import SOURCE, Datum, Plot, Size, denominator_of, distinct, listed, tabled
from determinants.write.prose import NOT_AN_EFFECT

if TYPE_CHECKING:
    from determinants.plots.plot import Drawing

NOT_MAPPED = "not mapped"


@dataclass(frozen=True)
class Placed(Datum):
    """An influence and a domain, and what is said where the one is mapped to the other."""

    influence: NamedNode
    influence_label: str
    domain: NamedNode
    domain_label: str
    status: str = NOT_MAPPED
    publications: int | None = None
    condition_label: str | None = None
    asserted_by_label: str | None = None
    locator: str | None = None


def cfir(ask: Ask) -> Plot:
    """Give influences against the domains of the CFIR of 2009, and where nothing maps to anything."""
    stated = records(ask, CfirDomainAlignments, framework="cfir2009")
    elements = records(ask, CfirElements, framework="cfir2009")
    domains = [row for row in elements if row.kind == DET.Domain.value]
    found = records(ask, InfluenceEvidence)
    empty = {row.domain for row in records(ask, CfirUnmappedDomains, framework="cfir2009")}
    lone = {row.influence for row in records(ask, InfluenceUnmapped)}
    rows = [_placed(influence, domain, stated) for influence in found for domain in domains]
    who, of = listed(_once(row.asserted_by_label for row in stated)) or "nobody", denominator_of(ask)
    unmapped = [row.influence_label for row in found if row.influence in lone]
    nothing = [row.element_label for row in domains if row.element in empty]
    conditions = sum(row.condition is not None for row in stated)
    alignments, influences = many(len(stated), "alignment"), many(len(found), "influence")
    return Plot(
        title="Influences in the domains of the CFIR (2009), with the conditions on which they are there",
        subtitle=f"{alignments} as stated by {who}; {conditions} hold only on a condition. A number: the "
        f"publications that report the influence themselves ({of}). {style.NONE}: not mapped "
        "there. "
        f"Grey: mapped nowhere, or nothing maps there. {SOURCE}",
        caution=f"{NOT_AN_EFFECT} An influence in two domains stands in both with the same publications.",
        alt=f"The grid shows {influences} against {many(len(domains), 'domain')} of the CFIR of 2009. It has "
        f"{alignments} that are stated by {who}, {conditions} of them on a condition. The numbers are "
        f"publications with own or coded findings ({of}). {_by_domain(domains, stated)} "
        + (f"These map nowhere: {listed(unmapped)}. " if unmapped else "Each influence maps somewhere. ")
        + (f"Nothing maps to {listed(nothing)}." if nothing else "There is no domain to which nothing maps."),
        rows=tabled(Placed, rows),
        chart=lambda size: _domains(size, rows, empty | lone),
    )


def _once(labels: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(labels))


def _placed(
    influence: InfluenceEvidence, domain: CfirElements, stated: Sequence[CfirDomainAlignments]
) -> Placed:
    """Give the cell of an influence and a domain. The one may be mapped to the other more than once."""
    pair = (influence.influence, domain.element)
    here = [row for row in stated if (row.influence, row.domain) == pair]
    names = (
        NamedNode(influence.influence),
        influence.influence_label,
        NamedNode(domain.element),
        domain.element_label,
    )
    if not here:
        return Placed(*names)
    # What holds on a condition and also without one holds without.
    always = any(row.condition is None for row in here)
    conditions = " or ".join(_once(row.condition_label or "" for row in here))
    return Placed(
        *names,
        status="mapped" if always else "mapped on a condition",
        publications=influence.publications,
        condition_label=None if always else f"if {conditions}",
        asserted_by_label="; ".join(_once(row.asserted_by_label for row in here)),
        locator="; ".join(_once(row.locator for row in here)),
    )


def _by_domain(domains: Sequence[CfirElements], stated: Sequence[CfirDomainAlignments]) -> str:
    """Say in words which influences are in each domain."""
    parts = []
    for domain in domains:
        here = _once(row.influence_label for row in stated if row.domain == domain.element)
        if here:
            parts.append(
                f"In {domain.element_label} there {'is' if len(here) == 1 else 'are'} {listed(here)}."
            )
    return " ".join(parts)


def _domains(size: Size, rows: Sequence[Placed], gaps: set[str]) -> "Drawing":
    """Give the grid of domains: the number with its condition, and what has no place in grey."""
    labels = distinct((row.influence.value, row.influence_label) for row in rows)
    columns = distinct((row.domain.value, row.domain_label) for row in rows)
    room = size.width * (0.19 if size.height else 0.25)
    wide = (size.width - room - 3 * size.font) / max(1, len(columns))
    small = size.font * 0.8
    said = [
        "" if row.publications is None else f"{row.publications} {row.condition_label or ''}".strip()
        for row in rows
    ]
    upright = size.upright(columns.values(), wide) if size.narrow else 0
    lines = {words: size.lines(words, wide - small * 0.6, small) for words in (*said, style.NONE)}
    tall = (max(map(len, lines.values())) + 0.5) * small * style.LEADING
    gone = json.dumps(sorted(gaps))
    return Grid(
        rows=labels,
        columns=columns,
        row="datum.influence",
        column="datum.domain",
        number="datum.publications",
        peak=max((row.publications or 0 for row in rows), default=0),
        unit="publications",
        words=f"datum.status === '{NOT_MAPPED}' ? '{style.NONE}' : datum.publications + "
        "(datum.condition_label === null ? '' : ' ' + datum.condition_label)",
        lines=lines,
        grey=f"indexof({gone}, datum.influence) >= 0 || indexof({gone}, datum.domain) >= 0",
        room=room,
        wide=wide,
        step=max(size.step(labels.values(), room, 40, size.font * 2.3), tall),
        small=small,
        upright=upright,
        tooltip=("influence_label:N", "domain_label:N", "status:N", "condition_label:N", "publications:Q"),
    ).drawn(size)
