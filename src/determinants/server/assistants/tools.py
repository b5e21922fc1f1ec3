"""The tools of assistants: one for each answer of the commands, the stored questions, names, and free SPARQL.

There are some ninety stored questions. One tool for each would fill what an assistant can hold in mind before
it has asked anything, and clients take no more than some dozens of tools. So one tool lists them by what is
looked for, one says how a question is asked, and one asks it.

A new answer by HTTP (`ANSWERS`) is a tool by itself; any other tool is a function and its record here.
"""

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from determinants.ground import called
from determinants.ground.problems import UsageError
from determinants.server.answers import ANSWERS, REVIEW, Answer
from determinants.server.assistants import arguments, caveats, free, pages, portions, questions
from determinants.server.assistants.arguments import NUMBER, Argument
from determinants.server.assistants.pages import Page
from determinants.server.assistants.portions import LEAN, MAIN, Asked, Record, Whole
from determinants.server.served import Served
from determinants.server.workers import Worker
from determinants.write.telling import Told

PART = Argument("part", "Which table of the answer, where it has several. Without it: its main rows.", "rows")
OFFSET = Argument("offset", "How many rows to pass over, to go on where an answer left off.", 25, NUMBER)
COLUMNS = Argument(
    "columns",
    "Which columns, by name. Without it, those are left out that others stand for; 'all' gives every one. "
    "Few columns leave room for more rows.",
    ["publication_label", "doi", "locator"],
    many=True,
)
PAGING = (PART, OFFSET, COLUMNS)

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Tool:
    """A tool: what it answers, what it may be called with, and the function that gives the answer.

    One that is `free` needs a worker, who can be stopped.
    """

    name: str
    title: str
    what: str
    own: tuple[Argument, ...]
    give: Callable[[Served, Values], Told] | None = None
    free: Callable[[Served, Worker, Values, int], Whole] | None = None
    paging: tuple[Argument, ...] = field(default=PAGING)

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """All that it may be called with."""
        return self.own + self.paging


def _answer(one: Answer) -> Tool:
    def give(served: Served, values: Values) -> Told:
        graph = served.graph
        if REVIEW in one.parameters:
            graph = graph.of(next(iter(values.get("review", ())), None))
        return one.told(graph, values)

    more = MORE.get(one.name, "")
    return Tool(
        one.name,
        TITLES.get(one.name, one.name.capitalize()),
        f"{one.summary} {more}".strip(),
        tuple(map(arguments.of, one.parameters)),
        give,
    )


TITLES = {"cfir": "The CFIR", "show": "Everything about one thing", "audit": "Printed numbers, recomputed"}
MORE = {
    "influences": "Begin here. Without a thing, all of them; with one, those that it belongs to.",
    "studies": "This is the evidence: each row is a finding, with its publication, DOI and locator.",
    "show": "Use it to follow an IRI that another answer gave.",
}

TOOLS: dict[str, Tool] = {
    each.name: each
    for each in (
        *map(_answer, ANSWERS.values()),
        Tool(
            "find",
            "What is called so",
            "Complete a name: the things whose names have these words, with IRI, label and kind.",
            (
                Argument("words", "A name, or a part of one.", "training", required=True),
                Argument("kind", "Only things of this kind.", "influence", choices=tuple(questions.FINDABLE)),
            ),
            questions.find,
        ),
        Tool(
            "list_questions",
            "Which stored questions there are",
            "The stored questions, each with the columns that it may be narrowed on. They answer what the "
            "other tools do not: countries, designs, sites, measures, methods, overlaps, coding, gaps.",
            (
                Argument("words", "What they should be about. Without it: all.", "countries"),
                Argument("tag", "Only those for these people or of this subject.", "implementer"),
            ),
            questions.listed,
        ),
        Tool(
            "describe_question",
            "How a stored question is asked",
            "How a stored question may be narrowed, what its columns are, and how it stands in SPARQL.",
            (questions.QUESTION,),
            questions.described,
        ),
        Tool(
            "ask_question",
            "Ask a stored question",
            "The answer to a stored question, narrowed where that is wanted.",
            (questions.QUESTION, questions.WHERE),
            questions.answered,
        ),
        Tool(
            "sparql",
            "Ask anything in SPARQL",
            "The answer to a query in SPARQL 1.1, which only reads. Prefixes such as det:, skos: and "
            "dcterms: need not be declared. The resource determinants://ontology says what the words mean. "
            "End in ORDER BY, so that rows can be gone through.",
            (Argument("query", "The query.", free.EXAMPLE, required=True),),
            free=free.answered,
            paging=(OFFSET,),
        ),
    )
}


def tool(name: str) -> Tool:
    """Give a tool by its name.

    Raises:
        UnknownName: if there is none.

    """
    if name not in TOOLS:
        raise arguments.unknown("tool", name, TOOLS)
    return TOOLS[name]


@dataclass(frozen=True)
class Call:
    """A tool with the values that it is called with, and what of its answer is wanted."""

    tool: Tool
    values: Values
    asked: Asked

    @classmethod
    def of(cls, name: str, sent: Mapping[str, object]) -> "Call":
        """Read what is sent.

        Raises:
            UsageError: if it cannot be done so, with what can.

        """
        one = tool(name)
        values = dict(arguments.read(name, one.arguments, sent))
        paging = {each.name: values.pop(each.name, None) for each in PAGING}
        own = {key: said for key, said in sent.items() if key in values}
        asked = Asked(
            name,
            own | ({"columns": columns} if (columns := paging["columns"]) else {}),
            (paging["part"] or [MAIN])[0],
            paging["offset"] or 0,
            tuple(columns or [LEAN]),
        )
        return cls(one, values, asked)

    def answered(self, served: Served) -> Page:
        """Give the answer of a tool that needs no worker.

        Raises:
            DeterminantsError: if there is no such thing, or what else is wrong.

        """
        if self.tool.give is None:
            raise UsageError(f"{self.tool.name} is answered by a worker.")
        told = self.tool.give(served, self.values)
        thing = str(told.facts.get("thing") or "")
        notes = caveats.beside(served.graph, told.rows, told.notes, thing)
        return self._page(served, portions.of_told(told, notes, onward(told.onward)))

    def freely(self, served: Served, worker: Worker) -> Page:
        """Give the answer of a tool that does, by a worker.

        Raises:
            DeterminantsError: if it cannot be read, or reaches a limit.

        """
        if self.tool.free is None:
            raise UsageError(f"{self.tool.name} needs no worker.")
        return self._page(served, self.tool.free(served, worker, self.values, self.asked.offset))

    def _page(self, served: Served, whole: Whole) -> Page:
        part, offset = self.asked.part, self.asked.offset
        if part not in whole.tables:
            raise arguments.unknown("part of this answer", part, whole.tables)
        total = whole.tables[part].total
        if offset and offset >= total:
            raise UsageError(f"there are no rows after the first {offset}: '{part}' has {total}.")
        return pages.page(whole, self.asked, lambda records: _with_dois(served, records))


def _with_dois(served: Served, records: Sequence[Record]) -> Sequence[Record]:
    """Give rows about publications with the DOI of each."""
    if not any("publication" in record and "doi" not in record for record in records):
        return records
    known = {row["publication"]: row["doi"] for row in served.graph.ask("publication-records").records()}
    return [
        {**record, "doi": known.get(record["publication"])}
        if "publication" in record and "doi" not in record
        else record
        for record in records
    ]


def onward(commands: Sequence[str]) -> list[str]:
    """Give the calls that commands for the next step are.

    >>> onward(["determinants factors training", "determinants ask item-spread --where item=a"])
    ['factors {"thing": "training"}', 'ask_question {"question": "item-spread", "where": {"item": ["a"]}}']
    """
    calls = (_call(shlex.split(each.removeprefix(called.command("")))) for each in commands)
    return [each for each in calls if each]


def _call(words: Sequence[str]) -> str:
    name, rest = words[0], list(words[1:])
    given: dict[str, object] = {}
    where: dict[str, list[str]] = {}
    while rest:
        word = rest.pop(0)
        if word == "--where" and rest:
            column, _, value = rest.pop(0).partition("=")
            where.setdefault(column, []).append(value)
        elif word.startswith("--"):
            given[word[2:]] = rest.pop(0) if rest and not rest[0].startswith("--") else "true"
        else:
            given["question" if name == "ask" else "thing"] = word
    if where:
        given["where"] = where
    name = "ask_question" if name == "ask" else name
    known = {each.name for each in TOOLS[name].arguments} if name in TOOLS else set()
    return portions.call(name, given) if given.keys() <= known and known else ""
