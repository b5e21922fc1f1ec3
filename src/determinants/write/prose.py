"""What is told of the answers to `studies` and `show`, and how it stands on a terminal."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from determinants.ask import captions
from determinants.ask.records import CfirFindings, InfluenceCounts, ThingMentions, ThingStatements
from determinants.ask.showing import Shown
from determinants.ask.studies import Found, Studies
from determinants.ground.values import (
    BACKGROUND,
    CODING,
    COUNTS,
    DIRECTION,
    HIGH,
    NOT_FOUND,
    OWN,
    PRINTED,
    SECONDARY,
    SYNTHESIS,
    Named,
)
from determinants.ground.vocab import BASE, RDF, compact
from determinants.ground.vocab import thing as thing_of
from determinants.ground.words import many
from determinants.store.solutions import Value
from determinants.write.listings import of_this_name
from determinants.write.onward import from_thing, onward
from determinants.write.telling import Block, Hanging, Note, Told, on

IMPLEMENTATION = thing_of("outcome", "implementation").value

NOT_AN_EFFECT = "A count of publications says how often something is reported, not how strong its effect is."

# What stands over the findings of each directness, in the order in which they are told.
HEADINGS = {
    OWN: "Reported by the publication itself",
    CODING: "Coded by a review from a publication that it includes",
    SECONDARY: "Reported of a study by another source",
    SYNTHESIS: "Said by a review over its studies, and counted as no study's",
    BACKGROUND: "Remarks on earlier work that the source does not name",
}


def studies(answer: Studies) -> Told:
    """Tell the publications on an influence, a factor or a construct, after what reviews count."""
    return Told(
        answer.main,
        tuple(_studies(answer)),
        facts={
            "about": list(_about(answer)),
            "narrowed": list(answer.narrowed),
            "retracted": [f"{row.publication_label}: {row.retraction}" for row in answer.coded.retracted],
        },
        tables={
            "counts": [vars(count) for count in answer.counts],
            "publications": [
                {"of": review, **cell} for review, part in _by_review(answer) for cell in _crosstab(part)
            ],
            "sections": [
                {
                    "of": review,
                    "directness": directness.iri,
                    "directness_label": directness.label,
                    "section": title,
                    "publications": len({row.publication for row in part}),
                }
                for review, here in _by_review(answer)
                for directness, title, part in _sections(here)
            ],
        },
        onward=onward(answer.about, "studies"),
    )


def _about(answer: Studies) -> Iterator[str]:
    """Yield what is asked about, as each review has it."""
    if (one := answer.factor) is not None:
        of = f" of {one.review_label}" if one.review_label else ""
        yield f"{one.label} ({one.direction_label}; a factor of {one.subject_label}{of})"
    elif (element := answer.element) is not None:
        code = f" {element.notation}" if element.notation else ""
        yield f"{element.element_label} ({element.kind_label}{code} of {element.framework_label})"
    elif not answer.counts:
        yield answer.about_label
    yield from (f"{count.influence_label} ({_place(answer, count)})" for count in answer.counts)


def _by_review(answer: Studies) -> list[tuple[str | None, list[Found]]]:
    """Give the findings; of a construct, those of each review apart, which are never pooled."""
    if answer.element is None:
        return [(None, answer.findings)] if answer.findings else []
    reviews = {row.review_label: None for row in answer.findings}
    rows = sorted(answer.findings, key=lambda row: (row.publication, row.finding))
    return [
        (review or NO_REVIEW, _once(row for row in rows if row.review_label == review)) for review in reviews
    ]


def _once(rows: Iterable[Found]) -> list[Found]:
    """Give each finding once, however many constructs it leads to."""
    return [*{row.finding: row for row in rows}.values()]


NO_REVIEW = "Factors that belong to no review"


def _sections(
    found: Sequence[Found],
) -> Iterator[tuple[Named, str, list[Found]]]:
    """Yield the findings of each directness that there is, with their heading."""
    for directness, title in HEADINGS.items():
        if part := [row for row in found if row.directness == directness.iri]:
            yield directness, title, part


def _studies(answer: Studies) -> Iterator[Block]:
    about = _about(answer)
    if answer.element is not None:
        yield from (next(about), Note(answer.element.definition))
        yield from of_this_name(answer.elsewhere, "studies")
        yield ""
    for count in answer.counts:
        yield from (
            Hanging("", next(about)),
            "",
            Note(_count_sentence(count, named=count.review in answer.named)),
        )
        yield from ("",) if answer.element else ()
    for heading in about:
        yield from (heading, "")
    yield from (Note(NOT_AN_EFFECT), "")
    filters = f" (narrowed: {', '.join(answer.narrowed)})" if answer.narrowed else ""
    if answer.element is None or not answer.findings:  # of a construct, each review is told of by itself
        yield Note(_named_sentence(answer, answer.findings, filters))
    found = answer.findings
    if not found:
        return
    yield Note(str(answer.coded))
    if ours := [row for row in answer.placed if row.role is not None]:
        yield Note(f"Factors are placed by {captions.placers(ours)}. Each review stands apart.")
    for review, here in _by_review(answer):
        heading = Note(f"{review}{on(answer.topics, getattr(here[0], 'review', None))}")
        yield from ("", heading, Note(_named_sentence(answer, here, filters))) if review else ()
        yield Note(_outcomes_sentence(here))
        yield from map(Note, _scope_sentences(answer, here))
        yield ""
        yield from _grid(_crosstab(here))
        for _, title, part in _sections(here):
            yield from ("", f"{title} ({many(len({row.publication for row in part}), 'publication')})")
            yield from _by_publication(part, {row.publication for row in answer.coded.retracted})


def _named_sentence(answer: Studies, found: Sequence[Found], filters: str) -> str:
    """Say how many publications the graph can name, and in how many it was looked for in vain."""
    met = [row for row in found if row.direction != NOT_FOUND.iri]
    names = {row.publication for row in met}
    looked = {row.publication for row in found} - names
    several = ""
    if names:
        said = [
            f"This graph can name {many(len(names), 'publication')} that {_verb(len(names))} on it"
            f"{filters}, with {many(len({row.finding for row in met}), 'finding')}."
        ]
        if len({(row.publication, row.direction, row.directness) for row in met}) > len(names):
            several = "One publication may stand in several columns and sections."
    elif answer.lacking:
        said = [f"No publication here has {' or '.join(answer.lacking)}{filters}."]
    else:
        said = [f"No publication that this graph can name reports on it{filters}."]
    if looked:
        said.append(f"In {many(len(looked), 'publication')} it was looked for and not found.")
    if names and any(count.review not in answer.named for count in answer.counts):
        said.append("They are not the review's count.")
    return " ".join([*said, several] if several else said)


def _outcomes_sentence(found: Sequence[Found]) -> str:
    """Say how many findings bear on something else than implementation; empty where none does."""
    coded = {row.finding: row for row in found if row.outcome}
    on = Counter(str(row.outcome_label) for row in coded.values() if row.outcome != IMPLEMENTATION)
    if not on:
        return ""
    every = len({row.finding for row in found})
    what = ", ".join(f"{label} {number}" for label, number in on.most_common())
    if every == 1:
        return f"The finding is not on implementation itself, or not clearly ({what}); it is counted too."
    if on.total() == every:
        return f"None of these {every} findings is clearly on implementation itself ({what})."
    verb, too = ("is", "it is") if on.total() == 1 else ("are", "they are")
    return (
        f"{on.total()} of these {every} findings {verb} not on implementation itself, or not clearly "
        f"({what}); {too} counted too."
    )


def _scope_sentences(answer: Studies, found: Sequence[Found]) -> Iterator[str]:
    """Yield how many of the publications that report it themselves are within a scope, as far as is known."""
    counts = {value.iri for value in COUNTS}
    names = {row.publication for row in found if row.directness in counts and row.direction != NOT_FOUND.iri}
    for label in dict.fromkeys(row.scope_label for row in answer.scopes):
        said = Counter(
            row.value for row in answer.scopes if row.scope_label == label and row.publication in names
        )
        if len(names) == 1 and said:
            yield _scope_of_one(label, next(iter(said)))
        elif said:
            yield f"Of the {len(names)} publications that report on it themselves, {_scoped(label, said)}."


def _scope_of_one(label: str, value: str) -> str:
    """Say what the one publication is that reports on something itself."""
    if value == "not stated":
        return f"Whether what reports on it itself is one of the {label}, its record does not say."
    no = {"yes": "", "partly": " only in part"}.get(value, " not")
    return f"What reports on it itself is{no} one of the {label}, by what its record says."


def _scoped(label: str, said: Counter[str]) -> str:
    """Say how many publications are within a scope, and of how many that is not known, or not so."""
    inside, unknown = said["yes"], said["not stated"]
    outside = said.total() - inside - unknown
    parts = [f"{inside} {'is one of the' if inside == 1 else 'are'} {label}, by what is on record of them"]
    parts += [f"of {unknown} the records do not say all of that"] if unknown else []
    parts += [f"{outside} {'is' if outside == 1 else 'are'} not, or only in part"] if outside else []
    return "; ".join(parts)


def _place(answer: Studies, count: InfluenceCounts) -> str:
    """Give what a code is to its review: an influence, perhaps ranked, or a construct that it codes to."""
    if not count.influence.startswith(f"{count.review}/"):
        topic = answer.topics.get(count.review)
        about = f", a review on {topic}" if topic else ""
        return f"a construct that {count.review_label} codes to{about}"
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


def _crosstab(found: Iterable[Found]) -> list[dict[str, Value]]:
    """Count each publication once in every cell: of a directness, and of a direction."""
    cells = Counter(
        (direction, directness)
        for direction, directness, _ in {(row.direction, row.directness, row.publication) for row in found}
    )
    return [
        {
            "directness": directness.iri,
            "directness_label": directness.label,
            "direction": direction.iri,
            "direction_label": direction.label,
            "publications": cells[direction.iri, directness.iri],
        }
        for directness in HEADINGS
        for direction in DIRECTION
        if (direction.iri, directness.iri) in cells
    ]


def _grid(cells: list[dict[str, Value]]) -> Iterator[str]:
    """Lay the numbers of publications out: directness down, direction across."""
    number = {(cell["directness"], cell["direction"]): cell["publications"] for cell in cells}
    used = [each for each in HEADINGS if any(cell["directness"] == each.iri for cell in cells)]
    ways = [each for each in DIRECTION if any(cell["direction"] == each.iri for cell in cells)]
    wide = {way: max(13, len(way.label) + 2) for way in ways}
    yield f"  {'publications':<22}" + "".join(f"{way.label:>{wide[way]}}" for way in ways)
    for each in used:
        counts = "".join(f"{number.get((each.iri, way.iri), ''):>{wide[way]}}" for way in ways)
        yield f"  {each.label:<22}{counts}".rstrip()


def _by_publication(found: Iterable[Found], retracted: Collection[str]) -> Iterator[Block]:
    for _, group in groupby(found, key=lambda row: row.publication):
        rows = list(group)
        first = rows[0]
        no_more = "retracted" if first.publication in retracted else None
        facts = (first.publication_label, no_more, first.countries, first.design_label, first.doi_link)
        yield ""
        yield "  " + " · ".join(fact for fact in facts if fact)
        for row in rows:
            stood = " (retracted)" if row.stated_in in retracted else ""
            source = "" if row.stated_in == row.publication else f"{row.stated_in_label}{stood}, "
            sure = "" if row.confidence == HIGH.iri else f", {row.confidence_label}"
            factor = f"{row.determinant_label}: " if isinstance(row, CfirFindings) and row.determinant else ""
            text = f"{factor}{row.wording} ({source}{row.locator}{sure})"
            yield Hanging(f"    {row.direction_label:<11}  ", text)


LISTED = 12  # so many things that refer to one are listed by name


def thing(answer: Shown) -> Told:
    """Tell everything that is said about a thing, and what refers to it."""
    return Told(
        answer.main,
        tuple(_thing(answer)),
        facts={"thing": answer.iri, "named_graphs": [*_graphs(answer)]},
        tables={
            "is_value_of": [
                {
                    "property": listed[0].property,
                    "property_label": listed[0].property_label,
                    "things": len(listed),
                }
                for listed in _mentions(answer)
            ],
            "mentions": [vars(mention) for mention in answer.mentions],
        },
        onward=_from(answer),
    )


def _from(answer: Shown) -> tuple[str, ...]:
    return from_thing(
        answer.iri, [str(row.value) for row in answer.statements if row.property == RDF.type.value]
    )


def _graphs(answer: Shown) -> list[str]:
    return sorted({row.graph for row in answer.statements})


def _mentions(answer: Shown) -> Iterator[list[ThingMentions]]:
    """Yield what refers to the thing, property by property."""
    for _, mentions in groupby(answer.mentions, key=lambda row: row.property):
        yield list(mentions)


def _thing(answer: Shown) -> Iterator[Block]:
    yield f"<{answer.iri}>"
    for _, group in groupby(answer.statements, key=lambda row: row.property):
        for place, row in enumerate(group):
            name = _property(row) if place == 0 else ""
            yield Hanging(f"  {name:<29} ", _value(row))
    graphs = ", ".join(str(graph).removeprefix(BASE) for graph in _graphs(answer))
    yield f"  {'named graph':<30}{graphs}"
    for listed in _mentions(answer):
        yield ""
        yield f"  is '{_property(listed[0])}' of {many(len(listed), 'thing')}"
        for mention in listed[:LISTED]:
            label = f"  {mention.subject_label}" if mention.subject_label else ""
            yield Hanging("    ", f"{_path(mention.subject)}{label}")
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
