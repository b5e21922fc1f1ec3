"""What changed between two graphs, told: in plain sentences, as rows, and as a section of a changelog."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pyoxigraph import Literal, NamedNode

from determinants.ask.answer_changes import AnswerChange
from determinants.ask.changes import ADDED, CHANGED, DROPPED, WAYS, WITHDRAWN, Change, Changes, Difference
from determinants.ground.vocab import BASE
from determinants.ground.words import many
from determinants.store.solutions import Rows, Term
from determinants.store.standing import Standing
from determinants.write.row_formats import in_markdown
from determinants.write.telling import Block, Hanging, Note, Told

COLUMNS = (
    *("about", "about_label", "change", "kind", "thing", "thing_label", "told"),
    *("property", "property_label", "old", "new"),
)
ELSEWHERE = "About no influence"
MANY = 25  # changes of one kind and way of which, beside no influence, only the number is told on a terminal


def changes(found: Changes) -> Told:
    """Tell what changed: which versions, then influence by influence, then answers."""
    if not found.any:
        return Told(_rows(found), (Note(f"{_between(found)} {_nothing(found)}"),), facts=_facts(found))
    blocks: list[Block] = [Note(f"{_between(found)} {_sum(found.things)}")]
    for heading, group in _grouped(found.things):
        blocks += ["", f"{heading}: {_counted(group)}"]
        blocks += [Hanging(f"  {_mark(each)} ", sentence(each)) for each in group]
    blocks += ["", Note(_answers(found))] if found.asked else []
    blocks += [Hanging(f"  {each.question}: ", answer(each)) for each in found.answers]
    if found.unannounced:
        blocks += ["", Note(_unannounced(found.unannounced))]
    return Told(
        _rows(found),
        tuple(blocks),
        facts=_facts(found),
        tables={
            "answers": [
                {
                    "question": each.question,
                    "asks": each.summary,
                    "before": each.before,
                    "after": each.after,
                    "added": each.added,
                    "dropped": each.dropped,
                    "changed": each.changed,
                    "order": each.order or None,
                    "told": answer(each),
                }
                for each in found.answers
            ],
            "things": [
                {
                    "about": "; ".join(label for _, label in each.about) or ELSEWHERE,
                    "change": each.how,
                    "mark": _mark(each),
                    "thing": each.thing,
                    "told": sentence(each),
                }
                for each in found.things
            ],
            "sums": [
                {"about": heading, "changes": _counted(group)} for heading, group in _grouped(found.things)
            ],
        },
    )  # fmt: skip


def changelog(found: Changes) -> str:
    """Give a section of a changelog of the data: a heading with the version, and a sentence for each change.

    It is made from the two graphs alone, so that the same two give the same bytes.
    """
    version = found.new.version or "of no version"
    lines = [f"## {version} ({found.new.issued or 'unreleased'})", ""]
    lines += [f"{_between(found)} {_sum(found.things) if found.any else _nothing(found)}"]
    for heading, group in _grouped(found.things):
        lines += ["", f"### {in_markdown(heading)}", ""]
        lines += [f"- {in_markdown(sentence(each))}" for each in group]
    if found.asked:
        lines += ["", "### Answers", "", _answers(found)]
    if found.answers:
        lines += ["", *(f"- `{each.question}`: {in_markdown(answer(each))}" for each in found.answers)]
    if found.unannounced:
        lines += ["", _unannounced(found.unannounced)]
    return "\n".join(lines) + "\n"


def _grouped(things: Sequence[Change]) -> Iterator[tuple[str, list[Change]]]:
    """Yield changes by what they are about; what is about two influences stands with both."""
    told = [(of, each) for each in things for of in (label for _, label in each.about)]
    for heading, group in groupby(sorted(told, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        yield heading, [each for _, each in group]
    if rest := [each for each in things if not each.about]:
        yield ELSEWHERE, rest


_MARKS = {ADDED: "+", DROPPED: "-", WITHDRAWN: "-", CHANGED: "*"}


def _mark(change: Change) -> str:
    return _MARKS[change.how]


def sentence(change: Change) -> str:
    """Tell one change.

    >>> f2 = BASE + "finding/f2"
    >>> sentence(Change(ADDED, f2, "finding", "Staff were trained.", "Ash 2010, facilitates"))
    'The finding f2 was added: Staff were trained (Ash 2010, facilitates).'
    >>> turned = Difference("", "direction", ("unclear",), ("hinders",))
    >>> noted = Difference("", "note", (), ("A slip",))
    >>> sentence(Change(CHANGED, f2, "finding", "", differences=(turned, noted)))
    'The finding f2 was changed: direction from "unclear" to "hinders"; note added, "A slip".'
    """
    name = change.thing.removeprefix(BASE)
    name = name if change.kind != "finding" else name.rpartition("/")[2]
    known = f"The {change.kind} {name} was {change.how}"
    gist = f" ({change.gist})" if change.gist else ""
    if change.how == CHANGED:
        return f"{known}: {'; '.join(map(_difference, change.differences))}."
    if change.how == WITHDRAWN:
        instead = f" Instead: {change.instead}." if change.instead else ""
        return f"{known}: {change.reason.rstrip('.') or 'no reason is given'}.{instead}"
    named = change.label.removeprefix(f"{change.kind}: ")  # what has no name is called by its address
    if named != change.label or not named:
        return f"{known}{gist}."
    end = named[-1] if named.endswith(("?", "!")) else ""
    return f"{known}: {named.rstrip('.?!')}{end}{gist}{'' if end and not gist else '.'}"


def _difference(change: Difference) -> str:
    old, new = (" and ".join(f'"{each}"' for each in side) for side in (change.old, change.new))
    if old and new:
        return f"{change.label} from {old} to {new}"
    return f"{change.label} added, {new}" if new else f"{change.label} dropped, {old}"


def answer(change: AnswerChange) -> str:
    """Tell how one answer differs.

    >>> answer(AnswerChange("q", "?", 5, 6, added=2, dropped=1, changed=1, order="'B' now stands before 'A'"))
    "5 rows before, 6 now: 2 added, 1 dropped, 1 changed. The order differs: 'B' now stands before 'A'."
    """
    if change.refused:
        return f"not compared: {change.refused}"
    parts = [(change.added, ADDED), (change.dropped, DROPPED), (change.changed, CHANGED)]
    told = ", ".join(f"{number} {how}" for number, how in parts if number) or "each is as it was"
    order = f" The order differs: {change.order}." if change.order else ""
    return f"{many(change.before, 'row')} before, {change.after} now: {told}.{order}"


def _answers(found: Changes) -> str:
    moved = sum(bool(each.order) for each in found.answers)
    if not found.answers:
        told = f"All {found.asked} stored questions have the answers that they had."
    else:
        told = f"Of {found.asked} stored questions, {len(found.answers)} have another answer"
        told += f", and in {moved} of them what both have stands in another order." if moved else "."
    if found.unasked:
        told += f" {many(len(found.unasked), 'question')} about named graphs could not be asked: "
        told += "one of the two keeps none."
    return told


def _between(found: Changes) -> str:
    return f"From {_named(found.old)} to {_named(found.new)}."


def _named(graph: Standing) -> str:
    version = f"version {graph.version}" if graph.version else "data without a version"
    issued = f" of {graph.issued}" if graph.issued else ""
    return f"{version}{issued} ({f'state {graph.state}' if graph.state else 'of no known state'})"


def _nothing(found: Changes) -> str:
    if found.old.program != found.new.program and found.old.program and found.new.program:
        made = f"{found.old.program} made the first, {found.new.program} the second"
        return f"Nothing differs but the program: {made}."
    return "No thing and no answer differs." if found.asked or found.alike else "No thing differs."


def _sum(things: Sequence[Change]) -> str:
    return f"{_counted(things)[:1].upper()}{_counted(things)[1:]}." if things else "No thing differs."


def _counted(things: Iterable[Change]) -> str:
    """Give how many were added, dropped, withdrawn and changed, in words."""
    found = Counter(each.how for each in things)
    return ", ".join(f"{found[how]} {how}" for how in WAYS if found[how])


def _unannounced(dropped: Sequence[Change]) -> str:
    return (
        f"{many(len(dropped), 'thing')} {'was' if len(dropped) == 1 else 'were'} dropped without a row in "
        "retired.csv: whoever has linked or cited one finds nothing, and is not told why."
    )


def _facts(found: Changes) -> dict[str, str | int | None]:
    return {
        "old": found.old.place,
        "old_version": found.old.version or None,
        "old_state": found.old.state or None,
        "new": found.new.place,
        "new_version": found.new.version or None,
        "new_state": found.new.state or None,
        "questions_asked": found.asked,
        "questions_not_asked": ", ".join(found.unasked) or None,
    }


def _rows(found: Changes) -> Rows:
    """Give a row for each thing and code it is about, and for one that was changed, for each property."""
    rows: list[tuple[Term | None, ...]] = []
    for each in found.things:
        for code, label in each.about or (("", ""),):
            for how in each.differences or (None,):
                rows.append(
                    (
                        NamedNode(code) if code else None,
                        _text(label),
                        Literal(each.how),
                        Literal(each.kind),
                        NamedNode(each.thing),
                        _text(each.label),
                        _text(each.gist or each.reason),
                        NamedNode(how.property) if how else None,
                        _text(how.label if how else ""),
                        _text("; ".join(how.old) if how else ""),
                        _text("; ".join(how.new) if how else ""),
                    )
                )
    return Rows(COLUMNS, tuple(rows))


def _text(said: str) -> Literal | None:
    return Literal(said) if said else None
