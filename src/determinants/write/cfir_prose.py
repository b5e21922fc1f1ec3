"""What is told of the answer to `cfir`, and how it stands on a terminal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from pyoxigraph import NamedNode

from determinants.ask import captions, meaning, naming
from determinants.ask.cfir import EDITIONS, Cfir
from determinants.ask.constructs import Coding, Empty
from determinants.ask.meaning import Meant
from determinants.ask.records import (
    CfirAlignments,
    CfirAlignmentsDerived,
    CfirElements,
    CfirFactors,
    CfirFindings,
)
from determinants.ground import called
from determinants.ground.values import DIRECTION
from determinants.ground.words import many
from determinants.store.solutions import Value
from determinants.write.onward import onward
from determinants.write.telling import Block, Hanging, Note, Told, on

NOTHING = "No influence is mapped {where}{given}."
# Whether a publication reports something is told of factors; an effect is not.
COUNTED = "Publications count where they report a factor themselves; that is not the size of an effect."


def cfir(answer: Cfir) -> Told:
    """Tell influences by domain, with the conditions on which they belong there, and what maps to nothing.

    For one domain or construct: what it is, what maps to it, and the single factors that are placed in it.
    For an influence, a factor or a study: where it leads.
    """
    return Told(
        answer.main,
        tuple(_cfir(answer)),
        facts={"edition": answer.edition.label, "given": dict(answer.given)},
        tables={
            "element": [vars(answer.element)] if answer.element else [],
            "below": [vars(row) for row in answer.below],
            "factor": [vars(answer.factor)] if answer.factor else [],
            "alignments": _beside(answer, answer.edition.alignments.question, answer.alignments),
            "factors": _beside(answer, CfirFactors.question, answer.placed),
            "reported": [vars(row) for row in answer.reported],
            "codes": [{**vars(row), "found": _found(row)} for row in answer.codes],
            **_lacking(answer),
        },
        onward=onward(answer.about or _first(answer), "cfir"),
    )


def _beside(answer: Cfir, question: str, rows: Iterable[object]) -> list[Mapping[str, Value]]:
    """Give the rows of a table that are not the main ones already."""
    return [] if answer.question == question else [vars(row) for row in rows]


def _lacking(answer: Cfir) -> dict[str, list[Mapping[str, Value]]]:
    return {
        "unmapped_influences": [vars(row) for row in answer.nothing],
        "unmapped_domains": [vars(row) for row in answer.gaps],
        "unmapped_constructs": [
            {
                "asserted_by": one.asserted_by,
                "asserted_by_label": one.asserted_by_label,
                "heading": _who(answer, one),
                "constructs": len(one.own),
                "of": one.of,
                "later": one.later,
                "later_additions": len(one.additions),
            }
            for one in answer.empty
        ],
    }


def _first(answer: Cfir) -> Meant | None:
    """Give a construct or domain to go on from, where all were asked for."""
    first = next(iter(answer.alignments or ()), None)
    return Meant(meaning.ELEMENT, NamedNode(first.element)) if first else None


def _cfir(answer: Cfir) -> Iterator[Block]:
    nothing = _none(answer) + (" Reviews map to its domains only." if answer.only_domains else "")
    match answer.about and answer.about.kind:
        case None:
            parts = [_alignments(answer, nothing) if answer.alignments or not answer.codes else []]
            parts += [_elsewhere(answer), *_codes(answer), *_unmapped(answer, whole=False)]
        case meaning.ELEMENT:
            parts = [_element(answer.element, answer.below)] if answer.element else []
            parts += _codes(answer)
            if answer.alignments or not (answer.placed or answer.codes):
                parts.append(_alignments(answer, nothing))
            parts += [_placed(answer), *_unmapped(answer, whole=False)]
        case meaning.INFLUENCE:
            parts = [_alignments(answer, _none(answer, f"to {answer.edition.label}"))]
            parts.append(_placed(answer))
        case meaning.FACTOR:
            parts = [_factor(answer), _placed(answer, "No codebook and no review places it anywhere.")]
        case _:
            parts = [_of_study(answer)]
    yield from _apart([_given(answer), *parts])


def _none(answer: Cfir, where: str = "here") -> str:
    return NOTHING.format(where=where, given=" under what was given" if answer.given else "")


def _elsewhere(answer: Cfir) -> list[Block]:
    """Say which other edition reviews code to, with the command for it."""
    names = {edition: name for name, edition in EDITIONS.items()}
    found = dict.fromkeys((edition, code.review, code.review_label) for edition, code in answer.elsewhere)
    return [
        Note(
            f"{label} codes to {edition.label}: "
            f"{called.command(f'cfir --review {naming.slug(review)} --edition {names[edition]}')}"
        )
        for edition, review, label in found
    ]


def _apart(parts: Iterable[Sequence[Block]]) -> Iterator[Block]:
    """Yield parts with an empty line between them."""
    for place, part in enumerate(part for part in parts if part):
        yield from ("",) if place else ()
        yield from part


def _given(answer: Cfir) -> list[Block]:
    """Say what was given; what holds under it then stands without its condition."""
    said = "; ".join(f"{row.condition_label} ({row.facet}={row.answer})" for row in answer.settled)
    return [Note(f"Given that {said}.")] if said else []


def _alignments(answer: Cfir, nothing: str) -> list[Block]:
    return list(_mapped(answer, nothing))


def _mapped(answer: Cfir, nothing: str) -> Iterator[Block]:
    rows = answer.alignments
    if not rows:
        yield Note(nothing)
    for _, framework in groupby(rows, key=lambda row: row.framework):
        listed = sorted(framework, key=lambda row: (row.element, row.rank or 0))
        who = ", ".join(sorted({row.asserted_by_label for row in listed}))
        derived = answer.edition.alignments is CfirAlignmentsDerived
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
                text = f"{row.influence_label}{_if(answer, row)} ({_via(row)}{row.locator})"
                yield Hanging(f"    {_rank(row.rank)}  ", text)


def _if(answer: Cfir, row: CfirAlignments | CfirAlignmentsDerived | CfirFactors) -> str:
    """Give the condition, where it is not settled by what was given."""
    return f", if {row.condition_label}" if row.condition and row.facet not in answer.given else ""


def _via(row: CfirAlignments | CfirAlignmentsDerived) -> str:
    if isinstance(row, CfirAlignments):
        return ""
    return f"from {row.stated_element_label}, {row.relation_label}, {row.crosswalk_basis}; "


def _placed(answer: Cfir, nothing: str = "") -> list[Block]:
    """Give single factors by construct: those that codebooks place there, and those that a review does."""
    if not answer.placed and nothing:
        return [Note(nothing)]
    ours = [row for row in answer.placed if row.role is not None]
    theirs = [row for row in answer.placed if row.role is None]
    blocks: list[Block] = []
    if ours:
        blocks.append(
            Note(
                f"Single factors. {captions.placed_by(ours)} {answer.coded} See "
                f"{called.command('ask coding-agreement')}. {COUNTED}"
            )
        )
        blocks += _by_element(answer, ours)
    if theirs:
        blocks += [""] if blocks else []
        who = " and ".join(sorted({row.asserted_by_label for row in theirs}))
        blocks.append(Note(f"Single factors that {who} places. {'' if ours else COUNTED}"))
        blocks += _by_element(answer, theirs)
    return blocks


def _by_element(answer: Cfir, rows: Sequence[CfirFactors]) -> Iterator[Block]:
    for element, group in groupby(rows, key=lambda row: row.element):
        here = list(group)
        yield ""
        yield f"  {_coded_name(here[0])}"
        if said := _reported(answer, element):
            yield Hanging("    reported     ", said)
        for row in here:
            text = f"{row.determinant_label} ({row.subject_label}; {_how(answer, row)}; {_counts(row)})"
            yield Hanging(f"    {row.direction_label:<13}", text)
        for note in dict.fromkeys(row.note for row in here if row.note):
            of = "; ".join(row.determinant_label for row in here if row.note == note)
            yield Hanging(f"    {'note':<13}", f"{of}: {note}")


def _coded_name(row: CfirFactors | CfirFindings) -> str:
    return f"{row.notation} {row.element_label}" if row.notation else row.element_label


def _how(answer: Cfir, row: CfirFactors) -> str:
    sure = (row.confidence_label or "").removesuffix(" confidence")
    second = "secondary" if row.role not in {None, "primary"} else ""
    where = (row.locator or "") if row.role is None else ""  # a codebook stands where its rules do
    return ", ".join(filter(None, (row.relation, sure, second, where))) + _if(answer, row)


def _counts(row: CfirFactors) -> str:
    """Give how many publications report a factor: one number, or one for each way in which they do."""
    ways = {direction.slug: number for direction in DIRECTION if (number := getattr(row, direction.slug, 0))}
    own = row.direction.rpartition("#")[2]
    if not ways or list(ways) == [own]:
        return f"reported by {ways.get(own, 0)}"
    return "reported by " + ", ".join(f"{number} {way}" for way, number in ways.items())


def _reported(answer: Cfir, element: str) -> str:
    """Give how many publications report something that is placed here, each way, review by review."""
    here = [row for row in answer.reported if row.element == element]
    parts = []
    for review, rows in groupby(here, key=lambda row: row.review_label):
        said = ", ".join(f"{row.publications} {row.direction_label}" for row in rows)
        parts.append(f"{review or 'of no review'}: {said}")
    return "; ".join(parts)


def _factor(answer: Cfir) -> list[Block]:
    one = answer.factor
    if one is None:
        return []
    of = f", of {one.review_label}" if one.review_label else ""
    return [f"{one.label} ({one.direction_label}; {one.subject_label}{of})"]


def _of_study(answer: Cfir) -> list[Block]:
    """Give where the findings of a study lead, construct by construct."""
    if not answer.found:
        return [Note(f"Nothing that it reports is placed in a construct of {answer.edition.label}.")]
    blocks: list[Block] = [
        f"{answer.found[0].publication_label}, in {answer.edition.label}",
        Note(f"Each finding stands where its factor is placed, or where it is coded to. {answer.coded}"),
    ]
    for _, group in groupby(answer.found, key=lambda row: row.element):
        here = list(group)
        blocks += ["", f"  {_coded_name(here[0])}"]
        for row in here:
            factor = f"{row.determinant_label}: " if row.determinant_label else ""
            text = f"{factor}{row.wording} ({row.locator})"
            blocks.append(Hanging(f"    {row.direction_label:<13}", text))
    return blocks


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
            Note(f"What {label}{on(answer.topics, review)} looks for as it stands there, found or not"),
            *(f"        {row.code_label} ({_found(row)})" for row in rows),
        ]
        for (review, label), rows in groupby(answer.codes, key=lambda row: (row.review, row.review_label))
    ]
    return [*listed, [Note(str(answer.read))]] if listed else []


def unmapped(answer: Cfir) -> Told:
    """Tell what nobody maps: influences, domains, and constructs that hold nothing, by who fills others."""
    parts = _unmapped(answer, whole=True)
    if not parts:
        parts = [[Note("Nothing here is unmapped.")]]
    return Told(
        answer.unmapped,
        tuple(_apart(parts)),
        facts={"edition": answer.edition.label},
        tables=_lacking(answer),
        onward=_to_others(answer),
    )


def _to_others(answer: Cfir) -> tuple[str, ...]:
    """Give the command for another edition."""
    name = next(name for name, edition in EDITIONS.items() if edition != answer.edition)
    return (called.command(f"cfir --unmapped --edition {name}"),) if answer.about is None else ()


def _unmapped(answer: Cfir, *, whole: bool) -> list[list[Block]]:
    parts: list[list[Block]] = [
        [
            Note(f"Influences of {review} that no source maps"),
            *(f"    {_rank(row.rank)}  {row.influence_label}" for row in rows),
        ]
        for review, rows in groupby(answer.nothing, key=lambda row: row.review_label)
    ]
    parts += [
        [
            Note(f"Domains that nothing of {review} maps to"),
            *(f"        {row.domain_label} ({row.framework_label})" for row in gaps),
        ]
        for review, gaps in groupby(answer.gaps, key=lambda row: row.review_label)
    ]
    if whole:
        return parts + [
            [
                Hanging("", f"{_who(answer, one)}: {_how_many(one)}"),
                *(
                    f"    {row.notation or '':<9} {row.element_label} ({row.broader_label})"
                    for row in one.constructs
                ),
            ]
            for one in answer.empty
        ]
    lines: list[Block] = [Hanging("", f"{_who(answer, one)}: {_how_many(one)}") for one in answer.empty]
    path = f" {answer.about.path}" if answer.about else ""
    edition = next(name for name, edition in EDITIONS.items() if edition == answer.edition)
    if lines:
        lines.append(Note(f"'{called.command(f'cfir{path} --edition {edition} --unmapped')}' lists them."))
    return [*parts, lines]


def _who(answer: Cfir, one: Empty) -> str:
    if one.codes:
        about = on(answer.topics, one.asserted_by)
        return f"Constructs with no finding and no count of {one.asserted_by_label}{about} here"
    of = f" of {one.review_label}" if one.review_label else ""
    return f"Constructs in which {one.asserted_by_label} places no factor{of}"


def _how_many(one: Empty) -> str:
    """Say how many constructs hold nothing; what was added later is counted apart."""
    added = f"{one.later} of {many(len(one.additions), 'later addition')}" if one.additions else ""
    return ", and ".join(filter(None, (f"{len(one.own)} of {one.of}" if one.of else "", added)))


def _rank(rank: int | None) -> str:
    return f"{'' if rank is None else rank:>2}"


def _element(row: CfirElements, below: Sequence[CfirElements]) -> list[Block]:
    place = f", part of {row.broader_label}" if row.broader_label else ""
    code = f" {row.notation}" if row.notation else ""  # not every element has one
    blocks: list[Block] = [
        f"{row.element_label} ({row.kind_label}{code} of {row.framework_label}{place})",
        Note(row.definition),
    ]
    if below:
        blocks.append(Note(f"Below it: {', '.join(each.element_label for each in below)}."))
    return blocks
