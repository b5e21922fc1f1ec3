"""The answers that people come for, by HTTP: the same functions as the commands of the same names.

A new answer is a function here and one record in `ANSWERS`; routes, OpenAPI and documents follow from it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal

import determinants
from determinants.ask.asking import Graph
from determinants.ask.cfir import EDITIONS
from determinants.ask.citing import cite, of_graph
from determinants.ground.problems import UnknownName
from determinants.ground.values import DIRECTION, DIRECTNESS
from determinants.ground.vocab import BASE
from determinants.server import citing
from determinants.server.calls import Call, Reply
from determinants.server.markup import page, tag
from determinants.server.refusing import Refused
from determinants.server.served import Served
from determinants.server.stored import ALL, ROWS, WIDTH, beside, mark, single, split
from determinants.store.solutions import Rows
from determinants.write import audit_prose, cfir_prose, counts_prose, listings, prose
from determinants.write.answers import written
from determinants.write.formats import in_parts
from determinants.write.telling import Told, plain

Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Parameter:
    """What an answer may be asked with: what it is, an example, and whether it may or must be given."""

    name: str
    what: str
    example: str
    many: bool = False
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """An answer: what it says, what it may be asked with, and the function that gives it.

    `references` says whether its rows are about publications, so that reference managers can have it.
    """

    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    give: Callable[[Graph, Given], Told]
    references: bool = False

    @property
    def offered(self) -> Mapping[str, str]:
        """The formats that it comes in, by media type; a page goes last, for whoever wants it above all."""
        known = {of: name for of, name in (ALL if self.references else ROWS).items() if name != "html"}
        return known | {"text/html": "html"}

    def told(self, graph: Graph, given: Given) -> Told:
        """Give it.

        Raises:
            Refused: if a parameter is missing, or has a value that it cannot have.

        """
        for each in self.parameters:
            values = given.get(each.name, ())
            if each.required and not values:
                raise Refused(400, f"say which '{each.name}', as in ?{each.name}={each.example}.")
            if len(values) > 1 and not each.many:
                raise Refused(400, f"there is more than one '{each.name}'.")
            for said in values:
                if each.choices and said not in each.choices:
                    names = ", ".join(each.choices)
                    raise Refused(400, f"'{said[:60]}' is no {each.name}: there are {names}.")
        return self.give(graph, given)


def _first(given: Given, name: str) -> str | None:
    return next(iter(given.get(name, ())), None)


def _influences(graph: Graph, given: Given) -> Told:
    found = determinants.influences(graph, _first(given, "thing"), framework=_first(given, "framework"))
    return counts_prose.influences(found) if found.about is None else listings.listed(found, "influences")


def _factors(graph: Graph, given: Given) -> Told:
    found = determinants.factors(
        graph, _first(given, "thing"), _first(given, "direction"), framework=_first(given, "framework")
    )
    return listings.listed(found, "factors")


def _studies(graph: Graph, given: Given) -> Told:
    narrowed = ("direction", "directness", "design", "country", "quality", "modality", "outcome", "scope")
    return prose.studies(
        determinants.studies(
            graph,
            str(_first(given, "thing")),
            framework=_first(given, "framework"),
            reviewed_in=_first(given, "reviewed_in"),
            **{name: tuple(given.get(name, ())) for name in narrowed},
        )
    )


def _cfir(graph: Graph, given: Given) -> Told:
    edition = _first(given, "edition") or next(iter(EDITIONS))
    found = determinants.cfir(
        graph, _first(given, "thing"), edition=edition, given=tuple(given.get("given", ()))
    )
    return cfir_prose.unmapped(found) if _first(given, "unmapped") == "true" else cfir_prose.cfir(found)


def _show(graph: Graph, given: Given) -> Told:
    return prose.thing(determinants.show(graph, str(_first(given, "thing")), _first(given, "framework")))


def _audit(graph: Graph, given: Given) -> Told:
    said = _first(given, "review")
    if said is not None:  # a review, and never a folder of this machine
        known = [str(row["review"]).removeprefix(BASE) for row in graph.ask("review-list").records()]
        if said not in known:
            raise UnknownName("review", said[:100], known)
    return audit_prose.audit(determinants.audit(said))


REVIEW = Parameter("review", "Only what is coded to the codes of this review.", "ibrahim2019")
FRAMEWORK = Parameter("framework", "A domain or construct of this framework is meant.", "cfir2009")
THING = Parameter(
    "thing", "An influence, a factor, a construct or a study, by slug, label or IRI.", "psw-training"
)
NEEDED = Parameter(
    "thing", "An influence, a factor or a construct, by slug, label or IRI.", "psw-training", required=True
)

ANSWERS: dict[str, Answer] = {
    each.name: each
    for each in (
        Answer(
            "influences",
            "The influences on implementation, with how many publications a review counts for each.",
            (THING, FRAMEWORK, REVIEW),
            _influences,
        ),
        Answer(
            "factors",
            "The facilitators and barriers of an influence, a construct or a study.",
            (
                THING,
                Parameter(
                    "direction",
                    "Only facilitators or only barriers.",
                    "hinders",
                    choices=("facilitates", "hinders"),
                ),
                FRAMEWORK,
                REVIEW,
            ),
            _factors,
        ),
        Answer(
            "studies",
            "Which publications support an influence, which way, and where each statement stands.",
            (
                NEEDED,
                Parameter(
                    "direction",
                    "Only findings of this direction.",
                    "hinders",
                    many=True,
                    choices=tuple(DIRECTION.slugs),
                ),
                Parameter("design", "Only studies of this design.", "qualitative", many=True),
                Parameter("country", "Only studies in this country.", "gb", many=True),
                Parameter("quality", "Only studies of this grade of quality.", "good", many=True),
                Parameter("scope", "Only studies of this scope.", "primary-study", many=True),
                Parameter("modality", "Only studies of this modality.", "group", many=True),
                Parameter("outcome", "Only findings on this.", "implementation", many=True),
                Parameter(
                    "directness",
                    "Only findings of this directness.",
                    "own",
                    many=True,
                    choices=tuple(DIRECTNESS.slugs),
                ),
                Parameter("reviewed_in", "Only what this publication states.", "cooper2024"),
                FRAMEWORK,
                REVIEW,
            ),
            _studies,
            references=True,
        ),
        Answer(
            "cfir",
            "How influences map to the CFIR, on which condition, and who says so.",
            (
                THING,
                Parameter("edition", "Edition of the CFIR.", "2022", choices=tuple(EDITIONS)),
                Parameter("given", "Settles a condition.", "training=internal", many=True),
                Parameter("unmapped", "Only what maps to nothing.", "true", choices=("true", "false")),
                REVIEW,
            ),
            _cfir,
        ),
        Answer(
            "show",
            "Everything that the graph says about one thing, and what refers to it.",
            (
                Parameter("thing", "Any thing, by slug, label, path or IRI.", "finding/f0276", required=True),
                FRAMEWORK,
            ),
            _show,
        ),
        Answer(
            "audit",
            "Every printed number that can be recomputed, of the tables that came with this program.",
            (Parameter("review", "The review that is audited. Without it: all.", "ibrahim2019"),),
            _audit,
        ),
    )
}


def listing(served: Served, call: Call) -> Reply:
    """Give the list of these answers."""
    given = call.parameters("format")
    _, suffix = split(call.path)
    name, media_type = call.chosen(ROWS, single(given, "format"), suffix)
    if name == "html":
        items = [
            tag("li", tag("a", each.name, href=f"{call.root}/answers/{each.name}"), f": {each.summary}")
            for each in ANSWERS.values()
        ]
        body = page("Answers", tag("ul", *items), citing.line(cite(served.graph), call), root=call.root)
    else:
        said = (
            (each.name, each.summary, ", ".join(known.name for known in each.parameters))
            for each in ANSWERS.values()
        )
        rows = Rows(("answer", "says", "asked_with"), tuple(tuple(map(Literal, row)) for row in said))
        body = b"".join(in_parts(written(plain(rows), name, None, WIDTH)))
    return Reply(body, media_type, tag=mark(served, call, name), keep=True)


def answer(served: Served, call: Call) -> Reply:
    """Give one of these answers, in a format of rows.

    Raises:
        Refused: if there is no such parameter, value or format.
        UnknownName: if there is no such answer or thing.

    """
    said, suffix = split(call.path.rpartition("/")[2])
    if said not in ANSWERS:
        raise UnknownName("answer", said[:100], ANSWERS)
    one = ANSWERS[said]
    given = call.parameters(*(each.name for each in one.parameters), "format")
    name, media_type = call.chosen(one.offered, single(given, "format"), suffix)
    graph = served.graph
    if REVIEW in one.parameters:
        graph = graph.of(single(given, "review"))
    told = one.told(graph, given)
    if name == "html":
        again = citing.typed(said, given, ["review" if said == "audit" else "thing"])
        cited = citing.line(of_graph(graph, one.summary, command=again), call)
        body = page(one.summary, tag("pre", told.text(WIDTH)), cited, root=call.root)
    else:
        body = b"".join(in_parts(written(told, name, graph, WIDTH)))
    headers = {**beside(told, name), "Link": citing.link(call)}
    return Reply(body, media_type, headers=headers, tag=mark(served, call, name), keep=True)
