"""Which answers to stored questions differ between two graphs, and whether in their order too."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from determinants.ask import questions as stored
from determinants.ask.questions import Question
from determinants.ground import shipped
from determinants.ground.problems import DeterminantsError
from determinants.store.engine import ask
from determinants.store.solutions import Row, Rows, value
from determinants.store.standing import Standing


@dataclass(frozen=True)
class AnswerChange:
    """How the answer to a question differs: how many of its rows, and whether their order does.

    Rows are told apart by the things that they name. `order` says which now stands before which; `refused`
    why one of the graphs does not answer.
    """

    question: str
    summary: str
    before: int = 0
    after: int = 0
    added: int = 0
    dropped: int = 0
    changed: int = 0
    order: str = ""
    refused: str = ""


def of_answers(old: Standing, new: Standing) -> tuple[tuple[AnswerChange, ...], int, tuple[str, ...]]:
    """Give the answers that differ, how many questions were asked of both graphs, and which could not be."""
    kept = old.named and new.named
    questions = stored.load(shipped.folder("queries")).values()
    unasked = () if kept else tuple(each.name for each in questions if each.head.graphs)
    asked = [each for each in questions if each.name not in unasked]
    found = tuple(change for each in asked if (change := _change(each, old, new)))
    return found, len(asked), unasked


def _change(question: Question, old: Standing, new: Standing) -> AnswerChange | None:
    answers = []
    for graph in (old, new):
        try:
            answers.append(ask(graph.engine, question.text))
        except DeterminantsError as error:
            return AnswerChange(question.name, question.summary, refused=f"{graph.place}: {error}")
    return compared(question, *answers)


def compared(question: Question, before: Rows, after: Rows) -> AnswerChange | None:
    """Give how two answers to a question differ; nothing where they do not."""
    if before.rows == after.rows:
        return None
    by_things = all(
        len(set(keys)) == len(keys) for keys in (_things(question, each) for each in (before, after))
    )
    old, new = (
        dict(zip(_things(question, each) if by_things else _whole(each), each.rows, strict=True))
        for each in (before, after)
    )
    shared = old.keys() & new.keys()
    return AnswerChange(
        question.name,
        question.summary,
        len(before),
        len(after),
        len(new) - len(shared),
        len(old) - len(shared),
        sum(old[key] != new[key] for key in shared),
        _order(
            question, after, [key for key in old if key in shared], [key for key in new if key in shared], new
        ),
    )


def _things(question: Question, answer: Rows) -> list[Hashable]:
    """Give for each row the things that it names."""
    columns = question.head.columns
    places = [
        place
        for place, name in enumerate(answer.columns)
        if name in columns and not columns[name].kind.literal and columns[name].kind.name != "value"
    ]
    return [tuple(row[place] for place in places) for row in answer.rows]


def _whole(answer: Rows) -> list[Hashable]:
    """Give for each row all that it says, and how often that stands before it."""
    seen = Counter[Row]()
    keys: list[Hashable] = []
    for row in answer.rows:
        seen[row] += 1
        keys.append((row, seen[row]))
    return keys


def _order(
    question: Question,
    answer: Rows,
    was: Sequence[Hashable],
    now: Sequence[Hashable],
    rows: dict[Hashable, Row],
) -> str:
    """Say what now stands before what, where that is not as it was; of several, the first."""
    for before, after in zip(was, now, strict=True):
        if before != after:
            ahead, behind = (_name(question, answer.columns, rows[key]) for key in (after, before))
            return (
                f"{ahead} now stands before {behind}"
                if ahead != behind
                else "its rows stand in another order"
            )
    return ""


def _name(question: Question, columns: Sequence[str], row: Row) -> str:
    """Give what a row is of, as people call it."""
    cells = {column: value(term) for column, term in zip(columns, row, strict=True)}
    shown = [column for column in question.view if column.endswith("_label")] or question.view[:1]
    told = dict.fromkeys(str(cells[column]) for column in shown if cells.get(column) is not None)
    return f"'{', '.join(told)}'"[:160]
