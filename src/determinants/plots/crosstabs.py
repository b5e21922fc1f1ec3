"""Plots of influences against something else, as grids: domains of the CFIR, countries, designs."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from determinants.plots import style
from determinants.plots.grid import Grid
from determinants.plots.influences import SOURCE, own_findings, spread_of
from determinants.plots.plot import (
    Ask,
    Plot,
    Row,
    Size,
    distinct,
    listed,
    literal,
    many,
    number,
    tabled,
    terms,
    text,
)
from determinants.store.solutions import Rows, Term
from determinants.write.prose import NOT_AN_EFFECT

if TYPE_CHECKING:
    from determinants.plots.plot import Drawing

UNKNOWN = "not known"
MAPPED = (
    *("influence", "influence_label", "domain", "domain_label", "status", "publications"),
    *("condition_label", "asserted_by_label", "locator"),
)


def cfir(ask: Ask, own: Rows) -> Plot:
    """Give influences against the domains of the CFIR of 2009, and where nothing maps to anything."""
    stated = terms(ask("cfir-domain-alignments", framework="cfir2009"))
    domains = [
        {"domain": row["element"], "domain_label": row["element_label"]}
        for row in terms(ask("cfir-elements", framework="cfir2009"))
        if text(row["kind_label"]) == "domain"
    ]
    found = terms(ask("influence-evidence"))
    empty = {text(row["domain"]) for row in terms(ask("cfir-unmapped-domains", framework="cfir2009"))}
    lone = {text(row["influence"]) for row in terms(ask("influence-unmapped"))}
    rows = _cells(found, domains, stated)
    who = listed(list(dict.fromkeys(text(row["asserted_by_label"]) for row in stated))) or "nobody"
    unmapped = [text(row["influence_label"]) for row in found if text(row["influence"]) in lone]
    nothing = [text(row["domain_label"]) for row in domains if text(row["domain"]) in empty]
    conditions = sum(row["condition"] is not None for row in stated)
    alignments, influences = many(len(stated), "alignment"), many(len(found), "influence")
    return Plot(
        title="Influences in the domains of the CFIR (2009), with the conditions on which they are there",
        subtitle=f"{alignments} as stated by {who}; {conditions} hold only on a condition. A number: the "
        f"publications that report the influence themselves ({spread_of(ask)}). {style.NONE}: not mapped "
        "there. "
        f"Grey: mapped nowhere, or nothing maps there. {SOURCE}",
        caution=f"{NOT_AN_EFFECT} An influence in two domains stands in both with the same publications.",
        alt=f"Grid of {influences} against {many(len(domains), 'domain')} of the CFIR of 2009, from "
        f"{alignments} "
        f"stated by {who}, {conditions} of them conditional. Numbers are publications with own findings "
        f"({spread_of(ask)}). {_by_domain(domains, stated)} Mapped nowhere: {listed(unmapped) or 'none'}. "
        f"Domains to which nothing maps: {listed(nothing) or 'none'}.",
        rows=tabled(MAPPED, rows),
        chart=lambda size: _domains(size, rows, empty | lone),
    )


def _cells(found: Sequence[Row], domains: Sequence[Row], stated: Sequence[Row]) -> list[Row]:
    """Give a row for each influence and domain, also where the one is not mapped to the other."""
    cells: list[Row] = []
    for influence in found:
        for domain in domains:
            pair = (influence["influence"], domain["domain"])
            here = [row for row in stated if (row["influence"], row["domain"]) == pair]
            told = _told(here, influence["publications"]) if here else {"status": literal("not mapped")}
            names = {name: influence[name] for name in ("influence", "influence_label")}
            cells.append({**names, **domain, **told})
    return cells


def _told(here: Sequence[Row], publications: Term | None) -> Row:
    """Give what is said where an influence is mapped to a domain, perhaps more than once."""

    def joined(column: str, by: str) -> str:
        return by.join(dict.fromkeys(text(row[column]) for row in here))

    # What holds on a condition and also without one holds without.
    always = any(row["condition"] is None for row in here)
    return {
        "status": literal("mapped" if always else "mapped on a condition"),
        "publications": publications,
        "condition_label": None if always else literal(f"if {joined('condition_label', ' or ')}"),
        "asserted_by_label": literal(joined("asserted_by_label", "; ")),
        "locator": literal(joined("locator", "; ")),
    }


def _by_domain(domains: Sequence[Row], stated: Sequence[Row]) -> str:
    """Say in words which influences are in each domain."""
    parts = []
    for domain in domains:
        here = [text(row["influence_label"]) for row in stated if row["domain"] == domain["domain"]]
        if here:
            parts.append(f"{text(domain['domain_label'])}: {listed(list(dict.fromkeys(here)))}.")
    return " ".join(parts)


def _domains(size: Size, rows: Sequence[Row], gaps: set[str]) -> "Drawing":
    """Give the grid of domains: the number with its condition, and what has no place in grey."""
    labels, columns = distinct(rows, "influence"), distinct(rows, "domain")
    room = size.width * (0.19 if size.height else 0.25)
    wide = (size.width - room - 3 * size.font) / max(1, len(columns))
    small = size.font * 0.8
    said = [f"{text(row.get('publications'))} {text(row.get('condition_label'))}".strip() for row in rows]
    lines = {words: size.lines(words, wide - small * 0.6, small) for words in (*said, style.NONE)}
    tall = (max(map(len, lines.values())) + 0.5) * small * style.LEADING
    gone = json.dumps(sorted(gaps))
    return Grid(
        rows=labels,
        columns=columns,
        row="influence",
        column="datum.domain",
        number="datum.publications",
        peak=max((number(row.get("publications")) for row in rows), default=0),
        words=f"datum.status === 'not mapped' ? '{style.NONE}' : datum.publications + "
        "(datum.condition_label === null ? '' : ' ' + datum.condition_label)",
        lines=lines,
        grey=f"indexof({gone}, datum.influence) >= 0 || indexof({gone}, datum.domain) >= 0",
        room=room,
        wide=wide,
        step=max(size.step(labels.values(), room, 40, size.font * 2.3), tall),
        small=small,
        tooltip=("influence_label:N", "domain_label:N", "status:N", "condition_label:N", "publications:Q"),
    ).drawn(size)


def countries(ask: Ask, own: Rows) -> Plot:
    """Give influences against the countries of the publications that report them."""
    return _against(ask, "country", "influence-countries", " One from several countries stands in each.")


def designs(ask: Ask, own: Rows) -> Plot:
    """Give influences against the designs of the publications that report them."""
    return _against(ask, "design", "influence-designs", "")


def _against(ask: Ask, feature: str, question: str, several: str) -> Plot:
    """Give influences against a feature of the publications, known or not."""
    counted = {(text(row["influence"]), text(row[feature])): row for row in terms(ask(question))}
    found, about = terms(ask("influence-evidence")), own_findings(ask)
    weight = Counter[str]()
    for (_, thing), row in counted.items():
        weight[thing] += number(row["publications"])
    # What is known comes first, and of that, what there is much of.
    order = sorted(weight, key=lambda thing: (not thing, -weight[thing], thing))
    values = {thing: row for (_, thing), row in counted.items()}
    rows = [_cell(influence, feature, values[thing], counted) for influence in found for thing in order]
    missing = number(about.get(f"without_{feature}"))
    unknown = f"; for {missing} of them no {feature} is known (last column)" if missing else ""
    known = [text(values[thing][f"{feature}_label"]) for thing in order if thing]
    top = max(counted.values(), key=lambda row: number(row["publications"]), default=None)
    most = f"{text(top['influence_label'])}, {text(top[f'{feature}_label']) or UNKNOWN}" if top else "none"
    least = [text(row["influence_label"]) for row in found if not number(row["publications"])]
    gaps = sum(row["publications"] is None for row in rows)
    return Plot(
        title=f"Influences by {feature} of the publications that report them",
        subtitle=f"{spread_of(ask)} with own findings, whichever way, from "
        f"{many(len(known), feature)}{unknown}. "
        f"Fullest columns first.{several} {style.NONE}: none reported. {SOURCE}",
        caution=f"{NOT_AN_EFFECT} A column of few publications can report little.",
        alt=f"Grid of {many(len(found), 'influence')} against {many(len(known), feature)}; a cell has the "
        "number of "
        f"publications with own findings, of n = {number(about.get('publications'))}. Fullest columns: "
        f"{listed(known[:3]) or 'none'}. Highest cell: {most} ({number(top['publications']) if top else 0}). "
        f"{gaps} of {len(rows)} cells are empty: none reported. No publication at all: "
        f"{listed(least) or 'none'}. "
        f"Without a known {feature}: {missing} publications.",
        rows=tabled(
            ("influence", "influence_label", feature, f"{feature}_label", "status", "publications"), rows
        ),
        chart=lambda size: _features(size, rows, feature),
    )


def _cell(influence: Row, feature: str, value: Row, counted: Mapping[tuple[str, str], Row]) -> Row:
    """Give the row of an influence and a value of a feature, which may be that none is known."""
    here = counted.get((text(influence["influence"]), text(value[feature])))
    return {
        "influence": influence["influence"],
        "influence_label": influence["influence_label"],
        feature: value[feature],
        f"{feature}_label": value[f"{feature}_label"],
        "status": literal("none reported" if here is None else "reported"),
        "publications": None if here is None else here["publications"],
    }


def _features(size: Size, rows: Sequence[Row], feature: str) -> "Drawing":
    """Give the grid of a feature, under names that stand upright."""
    labels, columns = distinct(rows, "influence"), distinct(rows, feature)
    named = {iri or UNKNOWN: label or UNKNOWN for iri, label in columns.items()}
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
        peak=max((number(row.get("publications")) for row in rows), default=0),
        words=f"datum.publications === null ? '{style.NONE}' : '' + datum.publications",
        apart=f"datum.{feature} === null",
        room=room,
        wide=wide,
        step=step,
        small=small,
        upright=upright,
        tooltip=("influence_label:N", f"{feature}_label:N", "publications:Q", "status:N"),
    ).drawn(size)
