"""Names and stored questions, as tools give them."""

from collections.abc import Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode

from determinants.ask import naming
from determinants.ask.asking import Graph
from determinants.ask.kinds import KINDS
from determinants.ask.questions import Question
from determinants.ground.vocab import DET
from determinants.server.assistants.arguments import COLUMNS, Argument
from determinants.server.served import Served
from determinants.server.stored import kept_to_review
from determinants.store.solutions import Rows
from determinants.write import asked
from determinants.write.telling import Hanging, Note, Told, plain

QUESTION = Argument(
    "question", "The name of a stored question; list_questions has them.", "influence-counts", required=True
)
WHERE = Argument(
    "where",
    "Columns, and what each is narrowed to: a slug, label, path or IRI, or several. describe_question says "
    "which columns there are.",
    {"influence": "psw-training"},
    COLUMNS,
)
FINDABLE = sorted(name for name, kind in KINDS.items() if kind.classes)

Values = Mapping[str, Any]


def find(served: Served, values: Values) -> Told:
    """Give the things whose names have these words: first those that are called just so."""
    words = values["words"][0].casefold().replace("-", " ").split()
    kinds = {DET[name].value for name in KINDS[values["kind"][0]].classes} if "kind" in values else None
    found: dict[str, tuple[tuple[bool, bool, int, str], dict[str, str]]] = {}
    for row in served.graph.ask("thing-names").records():
        iri, label, kind = str(row["thing"]), str(row["label"]), str(row["kind"])
        slug = naming.slug(iri).replace("-", " ")
        name = f"{label} {slug}".casefold()
        if (kinds is not None and kind not in kinds) or not all(word in name for word in words):
            continue
        said = " ".join(words)
        exact = said in {label.casefold(), slug}
        order = (not exact, kind == DET.Determinant.value, len(label), iri)
        if iri not in found or found[iri][0] > order:
            found[iri] = (order, {"thing": iri, "label": label, "kind": str(row["kind_label"])})
    rows = [record for _, record in sorted(found.values(), key=lambda pair: pair[0])]
    columns = ("thing", "label", "kind")
    table = Rows(
        columns, tuple((NamedNode(row["thing"]), Literal(row["label"]), Literal(row["kind"])) for row in rows)
    )
    note = (
        () if rows else (f"Nothing has '{values['words'][0][:100]}' in its name: try fewer or other words.",)
    )
    return plain(table, (), *note)


def listed(served: Served, values: Values) -> Told:
    """Give the stored questions that have these words, those with most of them first."""
    chosen = asked.tagged(served.questions.values(), next(iter(values.get("tag", ())), None))
    words = [_stem(word) for word in next(iter(values.get("words", ())), "").casefold().split()]
    notes = []
    if words:
        having = {each.name: _hits(each, words) for each in chosen}
        some = sorted((each for each in chosen if having[each.name]), key=lambda each: -having[each.name])
        if not some:
            notes.append("No stored question has these words. Here are all.")
        chosen = some or chosen
    return plain(asked.listed(chosen), (), *notes)


def _stem(word: str) -> str:
    """Give the beginning of a word that its singular and its plural share."""
    return word.removesuffix("s").removesuffix("ie").removesuffix("y") if len(word) > 3 else word


def _hits(one: Question, words: list[str]) -> int:
    said = " ".join([one.name, one.summary, one.head.because, *one.columns, *one.head.tags]).casefold()
    return sum(word in said for word in words)


def known(graph: Graph, said: str) -> tuple[Question, list[str]]:
    """Give a stored question, and what is to be said where it is called otherwise now.

    Raises:
        UnknownName: if there is none of this name; near misses are suggested.

    """
    one = naming.question(said)
    return one, [] if one.name == said else [f"'{said}' is now called '{one.name}'."]


def described(served: Served, values: Values) -> Told:
    """Say how a question is narrowed, what its columns are, and how it stands in SPARQL."""
    one, notes = known(served.graph, values["question"][0])
    narrowing = [
        {
            "column": column.name,
            "holds": column.kind.holds,
            "example": column.example,
            "values": ", ".join(column.kind.values.slugs) if column.kind.values else None,
        }
        for column in one.columns.values()
    ]
    if "review" in one.markers and "review" not in one.columns:
        narrowing.append({"column": "review", "holds": "a review", "example": "ibrahim2019", "values": None})
    columns = ("column", "holds", "example", "values")
    rows = Rows(
        columns,
        tuple(tuple(map(_literal, (row[name] for name in columns))) for row in narrowing),
    )
    head = one.head
    notes += [f"{one.summary} Asked {head.because}.", head.description]
    if not narrowing:
        notes.append("It cannot be narrowed.")
    return Told(
        rows,
        (*(Note(note) for note in notes if note), Hanging("", one.text), rows),
        facts={"question": one.name, "sparql": one.text, "tags": list(head.tags)},
        tables={
            "columns": [
                {"column": name, "holds": shown.kind.holds, "may_be_empty": shown.optional}
                for name, shown in head.columns.items()
            ]
        },
    )


def _literal(text: str | None) -> Literal | None:
    return Literal(text) if text else None


def answered(served: Served, values: Values) -> Told:
    """Give the answer to a question, narrowed.

    Raises:
        UnknownName: if there is no such question, column or value; near misses are suggested.
        Refused: if it cannot be kept to a review.

    """
    one, notes = known(served.graph, values["question"][0])
    graph, where = kept_to_review(served.graph, one, dict(values.get("where", {})))
    told = asked.answered(graph, one, where)
    more = [one.summary, *notes, *(["Nothing was found."] if not told.rows.rows else [])]
    return Told(
        told.rows, (*(Note(note) for note in more), *told.blocks), told.facts, told.tables, told.onward
    )
