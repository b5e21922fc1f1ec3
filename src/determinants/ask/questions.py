"""Stored questions: each a plain SPARQL file with a head, and how one is narrowed.

A question is narrowed by inserting a VALUES block, made of serialised RDF terms, where the file has
a marker for the column: `#? influence`, or with a pattern that the block needs to take hold,
`#? country: ?publication det:country ?country .`. To a SPARQL engine the markers are comments, so
that every file runs as it stands. Narrowing leaves rows out; it never changes one.

The head says `form: SELECT` on its second line, for clients that look for the form of a query in its comments
too, and would take a "construct" or "ask" in them for it.

A question about one thing has a VALUES block of its own before the marker, with an example; narrowing
puts another thing in its place.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from determinants.ask.kinds import KINDS, Kind
from determinants.ground.problems import DeterminantsError, UnknownName

Narrowing = Mapping[str, Sequence[NamedNode | Literal]]


@dataclass(frozen=True)
class Column:
    """A column that a question may be narrowed on: the kind of its values, and one of them."""

    name: str
    kind: Kind
    example: str

    def term(self, text: str) -> NamedNode | Literal:
        """Give a value of this column as an RDF term; see `Kind.term`."""
        return self.kind.term(text, self.name)


@dataclass(frozen=True)
class Shown:
    """A column of the answer: the kind of its values, and whether it may be empty."""

    name: str
    kind: Kind
    optional: bool


@dataclass(frozen=True)
class Head:
    """What a question's file says of it: what it asks, and because of what; the first tag says who asks.

    `across` says why a question is about several reviews, or about none, and so cannot be narrowed to one;
    `graphs` why it needs the named graphs as such, and finds nothing where their triples were put together.
    """

    summary: str
    because: str
    description: str
    tags: tuple[str, ...]
    aliases: tuple[str, ...]  # names that it had before
    narrowing: Mapping[str, Column]
    columns: Mapping[str, Shown]
    view: tuple[str, ...]
    across: str = ""
    graphs: str = ""


@dataclass(frozen=True)
class Question:
    """A stored question, as its file states it. The head is read when it is first needed."""

    name: str
    text: str

    @cached_property
    def head(self) -> Head:
        """What the file says of the question.

        Raises:
            DeterminantsError: if the head is missing or is not as it should be.
        """
        return read_head(self.name, self.text)

    @property
    def summary(self) -> str:
        """The question in plain English."""
        return self.head.summary

    @property
    def columns(self) -> Mapping[str, Column]:
        """The columns that it may be narrowed on."""
        return self.head.narrowing

    @property
    def markers(self) -> tuple[str, ...]:
        """The names of the columns that it may be narrowed on, for which its head need not be read."""
        return tuple(_MARKER.findall(self.text))

    @property
    def view(self) -> tuple[str, ...]:
        """The columns that matter most."""
        return self.head.view

    @property
    def counts_findings(self) -> bool:
        """Whether it gives numbers of findings, of publications that have some, or how far codings agree."""
        counted = {"findings", "publications", "bodies", "agreed"} & set(self.head.columns)
        return bool(counted) and bool(re.search("det:Finding|determinants/derived/|det:agreed", self.text))

    def narrowed(self, by: Narrowing) -> str:
        """Give the SPARQL of this question, narrowed to rows that have one of the values in each column.

        Raises:
            UnknownName: if the question cannot be narrowed on a column.
        """
        for column in by:
            if column not in (marked := self.markers):
                near = get_close_matches(column, marked, n=3) or tuple(self.columns)
                raise UnknownName(f"narrowing column of {self.name}", column, near)
        return "\n".join(_marked(line, by) for line in self.text.splitlines()) + "\n"


_MARKER = re.compile(r"#\? (\w+)")


def _marked(line: str, by: Narrowing) -> str:
    before, found, rest = line.partition("#? ")
    column, _, pattern = rest.partition(":")
    if not found or not (terms := by.get(column.strip())):
        return line
    indent = before[: len(before) - len(before.lstrip())]
    return f"{indent}VALUES ?{column.strip()} {{ {' '.join(map(str, terms))} }}{pattern.rstrip()}"


def read_head(name: str, text: str) -> Head:
    """Read what the text of a question says of it.

    Raises:
        DeterminantsError: if the head is missing or is not as it should be.
    """
    import yaml  # takes a while to import, and a question that is only asked needs none of it

    head = "\n".join(line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+"))
    try:
        told = yaml.safe_load(head)
        if told["form"] != "SELECT":
            raise DeterminantsError(f"{name}.rq: its form must be SELECT: the answer to a question is rows.")
        return Head(
            summary=told["summary"],
            because=told["because"],
            description=(told.get("description") or "").strip(),
            tags=tuple(told["tags"]),
            aliases=tuple(told.get("aliases") or ()),
            narrowing={
                column: Column(column, _kind(name, column, how["kind"]), str(how["example"]))
                for column, how in (told.get("narrow") or {}).items()
            },
            columns={
                column: Shown(column, _kind(name, column, kind.removesuffix("?")), kind.endswith("?"))
                for column, kind in told["columns"].items()
            },
            view=tuple(told["view"]),
            across=told.get("across") or "",
            graphs=told.get("graphs") or "",
        )
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise DeterminantsError(f"{name}.rq: its head cannot be used ({error!r}).") from None


def _kind(question: str, column: str, kind: str) -> Kind:
    """Give a kind by its name.

    Raises:
        DeterminantsError: if there is none of this name, which would make a narrowing find nothing.
    """
    if kind not in KINDS:
        near = get_close_matches(kind, KINDS, n=3)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"There are {', '.join(KINDS)}."
        raise DeterminantsError(f"{question}.rq: no kind of column is called '{kind}' ({column}). {hint}")
    return KINDS[kind]


def load(folder: Path) -> dict[str, Question]:
    """Read every question of a folder, in the order of their names."""
    return {
        path.stem: Question(path.stem, path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.rq"), key=lambda path: path.stem)
    }


_ALIASES = re.compile(r"^#\+ aliases: \[([^\]]*)\]$", re.MULTILINE)


def find(folder: Path, name: str) -> Question:
    """Read one question, by its name or by a name that it had before.

    Raises:
        UnknownName: if there is no such question; near misses are suggested.
    """
    path = folder / f"{name}.rq"
    if name == path.stem and path.is_file():
        return Question(name, path.read_text(encoding="utf-8"))
    names = []
    for other in sorted(folder.glob("*.rq")):
        text = other.read_text(encoding="utf-8")
        names.append(other.stem)
        if (found := _ALIASES.search(text)) and name in re.split(r",\s*", found[1]):
            return Question(other.stem, text)
    raise UnknownName("question", name, get_close_matches(name, names, n=3))
