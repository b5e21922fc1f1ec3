"""Answers as text for people: what `studies`, `cfir` and `show` print on a terminal."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from determinants.ask import captions
from determinants.ask.captions import Coded
from determinants.ask.cfir import Cfir, Coding
from determinants.ask.records import (
    CfirAlignments,
    CfirAlignmentsDerived,
    CfirElements,
    DeterminantConstructs,
    InfluenceCounts,
    InfluenceFindings,
    ThingMentions,
    ThingStatements,
)
from determinants.ask.showing import Shown
from determinants.ask.studies import Studies
from determinants.ground import called
from determinants.ground.values import (
    BACKGROUND,
    CODING,
    DIRECTION,
    HIGH,
    NOT_FOUND,
    OWN,
    PRINTED,
    SECONDARY,
    SYNTHESIS,
)
from determinants.ground.vocab import BASE, compact
from determinants.ground.words import many

NOT_AN_EFFECT = "A count of publications says how often something is reported, not how strong its effect is."

# What stands over the findings of each directness, in the order in which they are told.
HEADINGS = {
    OWN: "Reported by the publication itself",
    CODING: "Coded by a review from a publication that it includes",
    SECONDARY: "Reported of a study by another source",
    SYNTHESIS: "Said by a review over its studies, and counted as no study's",
    BACKGROUND: "Remarks on earlier work that the source does not name",
}


def studies(answer: Studies, width: int) -> str:
    """Give the publications that report on an influence, after what its review counts."""
    return "\n".join(_studies(answer, width)) + "\n"


def _studies(answer: Studies, width: int) -> Iterator[str]:
    for count in answer.counts:
        yield f"{count.influence_label} ({_place(count)})"
        yield ""
        yield from wrapped(_count_sentence(count, named=count.review in answer.named), width)
    found = answer.findings
    if not answer.counts and found:
        yield found[0].influence_label
        yield ""
    yield from wrapped(NOT_AN_EFFECT, width)
    yield ""
    filters = f" (narrowed: {', '.join(answer.narrowed)})" if answer.narrowed else ""
    yield from wrapped(_named_sentence(answer, filters), width)
    if not found:
        return
    yield from wrapped(str(answer.coded), width)
    yield ""
    yield from _crosstab(found)
    for directness, title in HEADINGS.items():
        part = [row for row in found if row.directness == directness.iri]
        if part:
            yield ""
            yield f"{title} ({many(len({row.publication for row in part}), 'publication')})"
            yield from _by_publication(part, width)


def _named_sentence(answer: Studies, filters: str) -> str:
    """Say how many publications the graph can name, and in how many it was looked for in vain."""
    met = [row for row in answer.findings if row.direction != NOT_FOUND.iri]
    names = {row.publication for row in met}
    looked = {row.publication for row in answer.findings} - names
    if names:
        said = [
            f"This graph can name {many(len(names), 'publication')} that {_verb(len(names))} on it"
            f"{filters}, with {many(len({row.finding for row in met}), 'finding')}."
        ]
    else:
        said = [f"No publication that this graph can name reports on it{filters}."]
    if looked:
        said.append(f"In {many(len(looked), 'publication')} it was looked for and not found.")
    if names and any(count.review not in answer.named for count in answer.counts):
        said.append("They are not the review's count.")
    return " ".join(said)


def _place(count: InfluenceCounts) -> str:
    """Give what a code is to its review: an influence, perhaps ranked, or a construct that it codes to."""
    if not count.influence.startswith(f"{count.review}/"):
        return f"a construct that {count.review_label} codes to"
    return f"influence{'' if count.rank is None else f' {count.rank}'} of {count.review_label}"


def _count_sentence(count: InfluenceCounts, *, named: bool) -> str:
    if count.count is None:
        return "The review prints no count of it."
    told = count.direction_printed or count.direction_label
    direction = f" It calls the direction {told}." if told else ""
    total = "" if count.total is None else f" of its {count.total}"
    share = "" if count.percentage is None else f"{count.percentage}%, {count.percentage_locator}"
    place = count.locator if count.basis == PRINTED.iri else f"derived: {count.rule}"
    # One place is said once.
    where = f"{count.percentage}%; {place}" if place == count.percentage_locator else place
    both = "" if not share or place == count.percentage_locator else f"; {share}"
    return (
        f"The review counts it in {count.count}{total} publications ({where}{both}). "
        f"{'' if named else 'Which ones, this graph does not know.'}{direction}"
    )


def _crosstab(found: Iterable[InfluenceFindings]) -> Iterator[str]:
    """Count each publication once in every cell."""
    cells = Counter(
        (direction, directness)
        for direction, directness, _ in {(row.direction, row.directness, row.publication) for row in found}
    )
    used = [directness for directness in HEADINGS if any(cell[1] == directness.iri for cell in cells)]
    ways = [direction for direction in DIRECTION if any(cell[0] == direction.iri for cell in cells)]
    wide = {direction: max(13, len(direction.label) + 2) for direction in ways}
    yield f"  {'publications':<22}" + "".join(f"{each.label:>{wide[each]}}" for each in ways)
    for each in used:
        counts = "".join(f"{cells[direction.iri, each.iri] or '':>{wide[direction]}}" for direction in ways)
        yield f"  {each.label:<22}{counts}".rstrip()


def _by_publication(found: Iterable[InfluenceFindings], width: int) -> Iterator[str]:
    for _, group in groupby(found, key=lambda row: row.publication):
        rows = list(group)
        first = rows[0]
        facts = (first.publication_label, first.countries, first.design_label, first.doi_link)
        yield ""
        yield "  " + " · ".join(fact for fact in facts if fact)
        for row in rows:
            source = "" if row.stated_in == row.publication else f"{row.stated_in_label}, "
            sure = "" if row.confidence == HIGH.iri else f", {row.confidence_label}"
            text = f"{row.wording} ({source}{row.locator}{sure})"
            yield from hanging(f"    {row.direction_label:<11}  ", text, width)


NOTHING = "No influence is mapped here under what was given."


def cfir(answer: Cfir, width: int) -> str:
    """Give influences by domain, with the conditions on which they belong there, and what maps to nothing.

    For one element: what it is, what maps to it, and the single factors that are placed in it.
    """
    derived = answer.edition.alignments is CfirAlignmentsDerived
    if answer.element is None:
        mapped = alignments(answer.alignments, width, derived=derived)
        own = codes(answer, width) + unmapped(answer)
        return own.lstrip("\n") if answer.codes and not answer.alignments else mapped + own
    only = " Reviews map to its domains only." if answer.only_domains else ""
    parts = ["\n".join(_element(answer.element, answer.below, width)) + "\n"]
    if answer.codes:
        parts.append(
            codes(answer, width).removeprefix("\n") + ("\n" if answer.alignments or answer.placed else "")
        )
    if answer.alignments or not (answer.placed or answer.codes):
        parts.append(alignments(answer.alignments, width, derived=derived).replace(NOTHING, NOTHING + only))
        parts.append("\n" if answer.placed else "")
    return "".join(parts) + constructs(answer.placed, answer.coded, width)


def alignments(rows: Sequence[CfirAlignments | CfirAlignmentsDerived], width: int, *, derived: bool) -> str:
    """Give influences by domain, with the conditions on which they belong there."""
    return "\n".join(_alignments(rows, width, derived)) + "\n"


def _alignments(
    rows: Sequence[CfirAlignments | CfirAlignmentsDerived], width: int, derived: bool
) -> Iterator[str]:
    if not rows:
        yield NOTHING
    for _, framework in groupby(rows, key=lambda row: row.framework):
        listed = sorted(framework, key=lambda row: (row.element, row.rank or 0))
        who = ", ".join(sorted({row.asserted_by_label for row in listed}))
        yield f"{listed[0].framework_label}, {who}" if derived else f"{listed[0].framework_label}, by {who}"
        if derived:
            yield from wrapped(
                "No source states these. Each follows from a stated alignment with another "
                "edition and a row of a crosswalk.",
                width,
            )
        for _, element in groupby(listed, key=lambda row: row.element):
            here = list(element)
            yield ""
            yield f"  {here[0].element_label}"
            for row in here:
                condition = f", if {row.condition_label}" if row.condition else ""
                text = f"{row.influence_label}{condition} ({_via(row)}{row.locator})"
                yield from hanging(f"    {_rank(row.rank)}  ", text, width)


def _via(row: CfirAlignments | CfirAlignmentsDerived) -> str:
    if isinstance(row, CfirAlignments):
        return ""
    return f"from {row.stated_element_label}, {row.relation_label}, {row.crosswalk_basis}; "


def constructs(rows: Sequence[DeterminantConstructs], coded: Coded, width: int) -> str:
    """Give the factors that codebooks place in a construct, by element; nothing where there are none."""
    return "".join(f"{line}\n" for line in _constructs(rows, coded, width))


def _constructs(rows: Sequence[DeterminantConstructs], coded: Coded, width: int) -> Iterator[str]:
    if not rows:
        return
    yield from wrapped(
        f"Single factors. {captions.placed_by(rows)} {coded} See {called.command('ask coding-agreement')}.",
        width,
    )
    for _, element in groupby(rows, key=lambda row: row.element):
        here = list(element)
        yield ""
        yield f"  {here[0].element_label}"
        for row in here:
            sure = row.confidence_label.removesuffix(" confidence")
            second = "" if row.role == "primary" else ", secondary"
            text = f"{row.determinant_label} ({row.subject_label}; {row.relation}, {sure}{second})"
            yield from hanging(f"    {row.direction_label:<13}", text, width)
        for note in dict.fromkeys(row.note for row in here if row.note):
            of = "; ".join(row.determinant_label for row in here if row.note == note)
            yield from hanging(f"    {'note':<13}", f"{of}: {note}", width)


def _found(row: Coding) -> str:
    """Say how many findings there are; what was looked for in vain is none."""
    if not row.not_found:
        return many(row.findings, "finding")
    vain = f"looked for and not found in {many(row.not_found, 'publication')}"
    return f"{many(row.findings, 'finding')}; {vain}" if row.findings else vain


def codes(answer: Cfir, width: int) -> str:
    """Give the constructs that reviews code to as they stand, each with its number of findings."""
    lines = []
    for review, rows in groupby(answer.codes, key=lambda row: row.review_label):
        lines += ["", f"What {review} looks for as it stands there, found or not"]
        lines += [f"        {row.code_label} ({_found(row)})" for row in rows]
    if answer.codes:
        lines += ["", *wrapped(str(answer.read), width)]
    return "\n".join([*lines, ""]) if lines else ""


def unmapped(answer: Cfir) -> str:
    """Give the influences that nobody maps and the domains that nothing of a review maps to."""
    lines = []
    for review, rows in groupby(answer.nothing, key=lambda row: row.review_label):
        lines += ["", f"Influences of {review} that no source maps"]
        lines += [f"    {_rank(row.rank)}  {row.influence_label}" for row in rows]
    for review, gaps in groupby(answer.gaps, key=lambda row: row.review_label):
        lines += ["", f"Domains that nothing of {review} maps to"]
        lines += [f"        {row.domain_label} ({row.framework_label})" for row in gaps]
    return "\n".join([*lines, ""])


def _rank(rank: int | None) -> str:
    return f"{'' if rank is None else rank:>2}"


def _element(row: CfirElements, below: Sequence[CfirElements], width: int) -> Iterator[str]:
    place = f", part of {row.broader_label}" if row.broader_label else ""
    code = f" {row.notation}" if row.notation else ""  # not every element has one
    yield f"{row.element_label} ({row.kind_label}{code} of {row.framework_label}{place})"
    yield from wrapped(row.definition, width)
    if below:
        yield from wrapped(f"Below it: {', '.join(each.element_label for each in below)}.", width)
    yield ""


LISTED = 12  # so many things that refer to one are listed by name


def thing(answer: Shown, width: int) -> str:
    """Give everything that is said about a thing, and what refers to it."""
    return "\n".join(_thing(answer, width)) + "\n"


def _thing(answer: Shown, width: int) -> Iterator[str]:
    yield f"<{answer.iri}>"
    for _, group in groupby(answer.statements, key=lambda row: row.property):
        for place, row in enumerate(group):
            name = _property(row) if place == 0 else ""
            yield from hanging(f"  {name:<30}", _value(row), width)
    graphs = sorted({row.graph.removeprefix(BASE) for row in answer.statements})
    yield f"  {'named graph':<30}{', '.join(graphs)}"
    for _, mentions in groupby(answer.mentions, key=lambda row: row.property):
        listed = list(mentions)
        yield ""
        yield f"  is '{_property(listed[0])}' of {many(len(listed), 'thing')}"
        for mention in listed[:LISTED]:
            label = f"  {mention.subject_label}" if mention.subject_label else ""
            yield from hanging("    ", f"{_path(mention.subject)}{label}", width)
        if len(listed) > LISTED:
            yield f"    and {len(listed) - LISTED} more"


def _property(row: ThingStatements | ThingMentions) -> str:
    return row.property_label or compact(row.property)


def _value(row: ThingStatements) -> str:
    if isinstance(row.value, bool):
        return "yes" if row.value else "no"
    path = _path(str(row.value))
    said = f"{row.value_label}  ({path})" if row.value_label else path
    return f"{said} {row.unit}" if row.unit else said


def _path(iri: str) -> str:
    return compact(iri) if "#" in iri else iri.removeprefix(BASE)


def _verb(count: int) -> str:
    return "reports" if count == 1 else "report"


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines."""
    return textwrap.wrap(text, width)


def hanging(head: str, text: str, width: int) -> list[str]:
    """Break a text into lines that stand to the right of a head."""
    width = max(width, len(head) + 30)
    if len(head) + len(text) <= width and text == " ".join(text.split()):
        return [head + text]  # as it would be wrapped, which takes longer
    return textwrap.wrap(
        text,
        width,
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_long_words=False,
        break_on_hyphens=False,
    )
