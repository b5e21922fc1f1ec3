"""The heads of stored questions → `ask/records.py`: one class a question, by which code reads its answer."""

from collections.abc import Iterable

from determinants.ask.questions import Question

TOP = '''"""One row of each stored question's answer, with its columns as attributes. Made from `queries/`.

`determinants.release.documents` writes this file; a test fails where it is not what the heads say.

>>> import determinants
>>> from determinants.ask.records import InfluenceCounts, records
>>> [first, *_] = records(determinants.open_graph().of("ibrahim2019").ask, InfluenceCounts)
>>> first.influence_label, first.count
('Organisational culture', 28)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import ClassVar, TypeVar

from determinants.store.solutions import Rows, Value

Ask = Callable[..., Rows]  # a stored question, narrowed, as `Graph.ask` answers it


class Record:
    """A row of an answer. What a column holds is said by its kind, in the head of the question."""

    question: ClassVar[str]

    def __init__(self, cells: Mapping[str, Value]) -> None:
        """Take the cells of a row."""
        self.__dict__.update(cells)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__.values()))

    def __repr__(self) -> str:
        cells = ", ".join(f"{column}={cell!r}" for column, cell in self.__dict__.items() if cell is not None)
        return f"{type(self).__name__}({cells})"


R = TypeVar("R", bound=Record)


def records(ask: Ask, kind: type[R], **where: object) -> list[R]:
    """Give the answer to the question of a class, narrowed, as objects of that class.

    Raises:
        UnknownName: if there is no such narrowing column or value; near misses are suggested.
    """
    return read(ask(kind.question, **where), kind)


def read(rows: Rows, kind: type[R]) -> list[R]:
    """Give rows that answer the question of a class as objects of that class."""
    return [kind(record) for record in rows.records()]
'''


def class_name(question: str) -> str:
    """Give the name of the class of a question.

    >>> class_name("influence-votes-by-country")
    'InfluenceVotesByCountry'
    """
    return "".join(word.capitalize() for word in question.split("-"))


def records(stored: Iterable[Question]) -> str:
    """Give the module with a class for each question."""
    return TOP + "".join(f"\n\n{_class(question)}" for question in stored)


def _class(question: Question) -> str:
    lines = [f"class {class_name(question.name)}(Record):"]
    lines += [f'    """{question.summary}"""', "", f'    question = "{question.name}"']
    for column in question.head.columns.values():
        lines.append(f"    {column.name}: {column.kind.gives}{' | None' if column.optional else ''}")
    return "\n".join(lines) + "\n"
