"""What is told of the answer to `cfir`, and how it stands on a terminal."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from determinants.ask import captions
from determinants.ask.captions import Coded
from determinants.ask.cfir import Cfir, Coding
from determinants.ask.records import (
    CfirAlignments,
    CfirAlignmentsDerived,
    CfirElements,
    DeterminantConstructs,
)
from determinants.ground import called
from determinants.ground.words import many
from determinants.write.telling import Block, Hanging, Note, Told

NOTHING = "No influence is mapped here under what was given."


def cfir(answer: Cfir) -> Told:
    """Tell influences by domain, with the conditions on which they belong there, and what maps to nothing.

    For one element: what it is, what maps to it, and the single factors that are placed in it.
    """
    return Told(
        answer.main,
        tuple(_cfir(answer)),
        facts={"edition": answer.edition.label, "given": dict(answer.given)},
        tables={
            "element": [vars(answer.element)] if answer.element else [],
            "below": [vars(row) for row in answer.below],
            "factors": [vars(row) for row in answer.placed],
            "codes": [{**vars(row), "found": _found(row)} for row in answer.codes],
            "unmapped_influences": [vars(row) for row in answer.nothing],
            "unmapped_domains": [vars(row) for row in answer.gaps],
        },
    )


def _cfir(answer: Cfir) -> Iterator[Block]:
    derived = answer.edition.alignments is CfirAlignmentsDerived
    if answer.element is None:
        if answer.alignments or not answer.codes:
            yield from _alignments(answer.alignments, derived, NOTHING)
            yield ""
        yield from _apart([*_codes(answer), *_unmapped(answer)])
        return
    only = " Reviews map to its domains only." if answer.only_domains else ""
    parts = [
        list(_element(answer.element, answer.below)),
        *_codes(answer),
        list(_alignments(answer.alignments, derived, NOTHING + only))
        if answer.alignments or not (answer.placed or answer.codes)
        else [],
        list(_constructs(answer.placed, answer.coded)),
    ]
    yield from _apart(parts)


def _apart(parts: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """Yield parts with an empty line between them."""
    for place, part in enumerate(part for part in parts if part):
        yield from ("",) if place else ()
        yield from part


def _alignments(
    rows: Sequence[CfirAlignments | CfirAlignmentsDerived], derived: bool, nothing: str
) -> Iterator[Block]:
    if not rows:
        yield Note(nothing)
    for _, framework in groupby(rows, key=lambda row: row.framework):
        listed = sorted(framework, key=lambda row: (row.element, row.rank or 0))
        who = ", ".join(sorted({row.asserted_by_label for row in listed}))
        yield f"{listed[0].framework_label}, {who}" if derived else f"{listed[0].framework_label}, by {who}"
        if derived:
            yield Note(
                "No source states these. Each follows from a stated alignment with another "
                "edition and a row of a crosswalk."
            )
        for _, element in groupby(listed, key=lambda row: row.element):
            here = list(element)
            yield ""
            yield f"  {here[0].element_label}"
            for row in here:
                condition = f", if {row.condition_label}" if row.condition else ""
                text = f"{row.influence_label}{condition} ({_via(row)}{row.locator})"
                yield Hanging(f"    {_rank(row.rank)}  ", text)


def _via(row: CfirAlignments | CfirAlignmentsDerived) -> str:
    if isinstance(row, CfirAlignments):
        return ""
    return f"from {row.stated_element_label}, {row.relation_label}, {row.crosswalk_basis}; "


def _constructs(rows: Sequence[DeterminantConstructs], coded: Coded) -> Iterator[Block]:
    """Yield the factors that codebooks place in a construct, by element; nothing where there are none."""
    if not rows:
        return
    yield Note(
        f"Single factors. {captions.placed_by(rows)} {coded} See {called.command('ask coding-agreement')}."
    )
    for _, element in groupby(rows, key=lambda row: row.element):
        here = list(element)
        yield ""
        yield f"  {here[0].element_label}"
        for row in here:
            sure = row.confidence_label.removesuffix(" confidence")
            second = "" if row.role == "primary" else ", secondary"
            text = f"{row.determinant_label} ({row.subject_label}; {row.relation}, {sure}{second})"
            yield Hanging(f"    {row.direction_label:<13}", text)
        for note in dict.fromkeys(row.note for row in here if row.note):
            of = "; ".join(row.determinant_label for row in here if row.note == note)
            yield Hanging(f"    {'note':<13}", f"{of}: {note}")


def _found(row: Coding) -> str:
    """Say how many findings there are; what was looked for in vain is none."""
    if not row.not_found:
        return many(row.findings, "finding")
    vain = f"looked for and not found in {many(row.not_found, 'publication')}"
    return f"{many(row.findings, 'finding')}; {vain}" if row.findings else vain


def _codes(answer: Cfir) -> list[list[Block]]:
    """Give the constructs that reviews code to as they stand, each with its number of findings."""
    listed: list[list[Block]] = [
        [
            Note(f"What {review} looks for as it stands there, found or not"),
            *(f"        {row.code_label} ({_found(row)})" for row in rows),
        ]
        for review, rows in groupby(answer.codes, key=lambda row: row.review_label)
    ]
    return [*listed, [Note(str(answer.read))]] if listed else []


def unmapped(answer: Cfir) -> Told:
    """Tell the influences that nobody maps and the domains that nothing of a review maps to."""
    rows = answer.unmapped
    return Told(rows, ("", *_apart(_unmapped(answer))))


def _unmapped(answer: Cfir) -> list[list[Block]]:
    influences: list[list[Block]] = [
        [
            Note(f"Influences of {review} that no source maps"),
            *(f"    {_rank(row.rank)}  {row.influence_label}" for row in rows),
        ]
        for review, rows in groupby(answer.nothing, key=lambda row: row.review_label)
    ]
    return influences + [
        [
            Note(f"Domains that nothing of {review} maps to"),
            *(f"        {row.domain_label} ({row.framework_label})" for row in gaps),
        ]
        for review, gaps in groupby(answer.gaps, key=lambda row: row.review_label)
    ]


def _rank(rank: int | None) -> str:
    return f"{'' if rank is None else rank:>2}"


def _element(row: CfirElements, below: Sequence[CfirElements]) -> Iterator[Block]:
    place = f", part of {row.broader_label}" if row.broader_label else ""
    code = f" {row.notation}" if row.notation else ""  # not every element has one
    yield f"{row.element_label} ({row.kind_label}{code} of {row.framework_label}{place})"
    yield Note(row.definition)
    if below:
        yield Note(f"Below it: {', '.join(each.element_label for each in below)}.")
