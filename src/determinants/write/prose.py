"""Answers as text for people: what `studies`, `cfir` and `show` print on a terminal."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from determinants.ground.vocab import BASE, compact
from determinants.store.solutions import Rows, Value

Record = dict[str, Value]

NOT_AN_EFFECT = "A count of publications says how often something is reported, not how strong its effect is."

DIRECTIONS = ("facilitates", "hinders", "mixed", "unclear")
DIRECTNESS = {
    "own finding": "Reported by the publication itself",
    "secondary report": "Reported of a study by another source",
    "background statement": "Remarks on earlier work that the source does not name",
}


def studies(counts: Sequence[Record], findings: Rows, filters: str, width: int) -> str:
    """Give the publications that report on an influence, after what its review counts.

    `counts` has the review's own counts of it; `filters` says in words how the findings were narrowed.
    """
    return "\n".join(_studies(counts, list(findings.records()), filters, width)) + "\n"


def _studies(counts: Sequence[Record], found: list[Record], filters: str, width: int) -> Iterator[str]:
    for count in counts:
        yield f"{count['influence_label']} (influence {count['rank']} of {count['review_label']})"
        yield ""
        yield from _wrapped(_count_sentence(count), width)
    yield from _wrapped(NOT_AN_EFFECT, width)
    yield ""
    names = {record["publication"] for record in found}
    if not found:
        yield f"No publication that this graph can name reports on it{filters}."
        return
    yield from _wrapped(
        f"This graph can name {_many(len(names), 'publication')} that {_verb(len(names))} on it{filters}, "
        f"with {_many(len({record['finding'] for record in found}), 'finding')}. They are not the "
        "review's count.",
        width,
    )
    yield ""
    yield from _crosstab(found)
    for directness, title in DIRECTNESS.items():
        part = [record for record in found if record["directness_label"] == directness]
        if part:
            yield ""
            yield f"{title} ({_many(len({record['publication'] for record in part}), 'publication')})"
            yield from _by_publication(part, width)


def _count_sentence(count: Record) -> str:
    derived = "" if count["basis_label"] == "printed" else f", derived: {count['rule']}"
    direction = f" It calls the direction {count['direction_label']}." if count["direction_label"] else ""
    return (
        f"The review counts it in {count['count']} of its {count['total']} publications "
        f"({count['percentage']}%; {count['locator']}{derived}). Which ones, this graph does not "
        f"know.{direction}"
    )


def _crosstab(found: Iterable[Record]) -> Iterator[str]:
    """Count each publication once in every cell."""
    cells = Counter(
        (direction, directness)
        for direction, directness, _ in {
            (record["direction_label"], record["directness_label"], record["publication"]) for record in found
        }
    )
    used = [directness for directness in DIRECTNESS if any(cell[1] == directness for cell in cells)]
    yield f"  {'publications':<14}" + "".join(f"{directness:>22}" for directness in used)
    for direction in DIRECTIONS:
        if any(cell[0] == direction for cell in cells):
            yield (
                f"  {direction:<14}" + "".join(f"{cells[direction, name] or '':>22}" for name in used)
            ).rstrip()


def _by_publication(found: Iterable[Record], width: int) -> Iterator[str]:
    for _, group in groupby(found, key=lambda record: record["publication"]):
        rows = list(group)
        first = rows[0]
        facts = (first["publication_label"], first["countries"], first["design_label"], first["doi_link"])
        yield ""
        yield "  " + " · ".join(str(fact) for fact in facts if fact)
        for row in rows:
            source = "" if row["stated_in"] == row["publication"] else f"{row['stated_in_label']}, "
            sure = "" if row["confidence_label"] == "high confidence" else f", {row['confidence_label']}"
            text = f"{row['wording']} ({source}{row['locator']}{sure})"
            yield from _hanging(f"    {row['direction_label']:<13}", text, width)


def alignments(table: Rows, width: int, *, derived: bool) -> str:
    """Give influences by domain, with the conditions on which they belong there."""
    return "\n".join(_alignments(list(table.records()), width, derived)) + "\n"


def _alignments(rows: list[Record], width: int, derived: bool) -> Iterator[str]:
    if not rows:
        yield "No influence is mapped here under what was given. The review maps to domains only."
    for _, framework in groupby(rows, key=lambda row: row["framework"]):
        listed = sorted(framework, key=lambda row: (str(row["element"]), int(str(row["rank"]))))
        yield f"{listed[0]['framework_label']}, by {_sources(listed)}"
        if derived:
            yield from _wrapped(
                "Derived: no source states these. Each follows from a stated alignment with the older "
                "edition and a row of this project's crosswalk.",
                width,
            )
        for _, element in groupby(listed, key=lambda row: row["element"]):
            here = list(element)
            yield ""
            yield f"  {here[0]['element_label']}"
            for row in here:
                condition = f", if {row['condition_label']}" if row["condition_label"] else ""
                via = (
                    f"from {row['stated_element_label']}, {row['relation_label']}, {row['crosswalk_basis']}; "
                    if derived
                    else ""
                )
                text = f"{row['influence_label']}{condition} ({via}{row['locator']})"
                yield from _hanging(f"    {row['rank']!s:>2}  ", text, width)


def constructs(table: Rows, width: int) -> str:
    """Give the factors that this project places in a construct, by element; nothing where there are none."""
    return "".join(f"{line}\n" for line in _constructs(list(table.records()), width))


def _constructs(rows: list[Record], width: int) -> Iterator[str]:
    if not rows:
        return
    yield from _wrapped(
        "Single factors, placed here by this project and not by the review; coded twice (see "
        "determinants ask coding-agreement).",
        width,
    )
    for _, element in groupby(rows, key=lambda row: row["element"]):
        here = list(element)
        yield ""
        yield f"  {here[0]['element_label']}"
        for row in here:
            sure = str(row["confidence_label"]).removesuffix(" confidence")
            second = "" if row["role"] == "primary" else ", secondary"
            text = f"{row['determinant_label']} ({row['subject_label']}; {row['relation']}, {sure}{second})"
            yield from _hanging(f"    {row['direction_label']:<13}", text, width)


def unmapped(influences: Rows, domains: Rows) -> str:
    """Give the influences that nobody maps and the domains that no influence maps to."""
    lines = []
    if influences.rows:
        lines += ["", "Influences that no source maps"]
        lines += [f"    {row['rank']!s:>2}  {row['influence_label']}" for row in influences.records()]
    if domains.rows:
        lines += ["", "Domains that no influence maps to"]
        lines += [f"        {row['domain_label']} ({row['framework_label']})" for row in domains.records()]
    return "\n".join([*lines, ""])


def _sources(rows: Iterable[Record]) -> str:
    return ", ".join(sorted({str(row["asserted_by_label"]) for row in rows}))


def element(row: Record, below: Rows, width: int) -> str:
    """Give what a domain or construct means and what stands below it."""
    return "\n".join(_element(row, below, width)) + "\n"


def _element(row: Record, below: Rows, width: int) -> Iterator[str]:
    place = f", part of {row['broader_label']}" if row["broader_label"] else ""
    code = f" {row['notation']}" if row["notation"] else ""  # not every element has one
    yield f"{row['element_label']} ({row['kind_label']}{code} of {row['framework_label']}{place})"
    yield from _wrapped(str(row["definition"]), width)
    if below.rows:
        names = ", ".join(str(record["element_label"]) for record in below.records())
        yield from _wrapped(f"Below it: {names}.", width)
    yield ""


def thing(iri: str, statements: Rows, mentions: Rows, width: int, limit: int = 12) -> str:
    """Give everything that is said about a thing, and what refers to it."""
    return "\n".join(_thing(iri, statements, mentions, width, limit)) + "\n"


def _thing(iri: str, statements: Rows, mentions: Rows, width: int, limit: int) -> Iterator[str]:
    yield f"<{iri}>"
    rows = list(statements.records())
    for _, group in groupby(rows, key=lambda row: row["property"]):
        for place, row in enumerate(group):
            name = _property(row) if place == 0 else ""
            yield from _hanging(f"  {name:<30}", _value(row), width)
    graphs = sorted({str(row["graph"]).removeprefix(BASE) for row in rows})
    yield f"  {'named graph':<30}{', '.join(graphs)}"
    for _, group in groupby(mentions.records(), key=lambda row: row["property"]):
        listed = list(group)
        yield ""
        yield f"  is '{_property(listed[0])}' of {_many(len(listed), 'thing')}"
        for row in listed[:limit]:
            label = f"  {row['subject_label']}" if row["subject_label"] else ""
            yield from _hanging("    ", f"{_path(str(row['subject']))}{label}", width)
        if len(listed) > limit:
            yield f"    and {len(listed) - limit} more"


def _property(row: Record) -> str:
    return str(row["property_label"] or compact(str(row["property"])))


def _value(row: Record) -> str:
    shown = row["value"]
    if isinstance(shown, bool):
        return "yes" if shown else "no"
    path = _path(str(shown))
    return f"{row['value_label']}  ({path})" if row["value_label"] else path


def _path(iri: str) -> str:
    return compact(iri) if "#" in iri else iri.removeprefix(BASE)


def _many(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")


def _verb(count: int) -> str:
    return "reports" if count == 1 else "report"


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width)


def _hanging(head: str, text: str, width: int) -> list[str]:
    return textwrap.wrap(
        text,
        max(width, len(head) + 30),
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_long_words=False,
        break_on_hyphens=False,
    )
