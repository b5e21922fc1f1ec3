"""The stored questions by HTTP: which there are, and the answer to each, narrowed, in every format."""

from collections.abc import Mapping, Sequence

from determinants.ask.asking import Graph
from determinants.ask.citing import cite, of_graph
from determinants.ask.questions import Question
from determinants.ground.headings import heading
from determinants.ground.problems import UnknownName
from determinants.server import citing
from determinants.server.calls import Call, Reply
from determinants.server.markup import Markup, joined, link, page, place, table, tag
from determinants.server.refusing import Refused
from determinants.server.sending import tag as state_tag
from determinants.server.served import Served
from determinants.store.solutions import Rows, value
from determinants.write import asked, row_formats
from determinants.write.answers import TABLE, left_out, written
from determinants.write.formats import in_parts
from determinants.write.references import REFERENCE_FORMATS
from determinants.write.row_formats import ROW_FORMATS
from determinants.write.telling import Told, plain

HTML = "text/html"
WIDTH = 120
SHOWN = 500  # rows that a page shows
OF_ROWS = {each.media_type: name for name, each in ROW_FORMATS.items() if name != TABLE}
# What is usual goes first, what is for people last.
ROWS = {"application/json": "json"} | OF_ROWS | {HTML: "html", ROW_FORMATS[TABLE].media_type: TABLE}
REFERENCES = {each.media_type: name for name, each in REFERENCE_FORMATS.items()}
ALL = ROWS | REFERENCES


def split(name: str) -> tuple[str, str | None]:
    """Give the name in the last part of a path, and the format that its suffix asks for.

    >>> split("influence-counts.csv"), split("influence-counts")
    (('influence-counts', 'csv'), ('influence-counts', None))
    """
    stem, dot, ending = name.rpartition(".")
    known = {"html": "html"} | {each.suffix[1:]: each.name for each in ROW_FORMATS.values()}
    known |= {each.suffix[1:]: each.name for each in REFERENCE_FORMATS.values() if each.suffix != ".json"}
    return (stem, known[ending]) if dot and ending in known else (name, None)


def listing(served: Served, call: Call) -> Reply:
    """Give the list of stored questions, perhaps of one tag."""
    given = call.parameters("tag", "format")
    _, suffix = split(call.path)
    name, media_type = call.chosen(ROWS, single(given, "format"), suffix)
    chosen = asked.tagged(served.questions.values(), single(given, "tag"))
    if name == "html":
        rows = [
            [tag("a", each.name, href=f"{call.root}/questions/{each.name}"), joined(each.summary)]
            for each in chosen
        ]
        again = citing.typed("queries", given, ["tag"])
        body = page(
            "Stored questions",
            tag(
                "p",
                "Each can be narrowed, and has its answer in every format of rows. Programs find ",
                tag("a", "how each is asked", href=f"{call.root}/openapi.json"),
                " in OpenAPI.",
            ),
            table(["question", "asks"], rows),
            citing.line(of_graph(served.graph, "Which questions are stored?", command=again), call),
            root=call.root,
        )
    else:
        body = b"".join(in_parts(written(plain(asked.listed(chosen)), name, None, WIDTH)))
    return Reply(body, media_type, tag=mark(served, call, name), keep=True)


def question(served: Served, call: Call) -> Reply:
    """Give the answer to a stored question.

    Raises:
        Refused: if there is no such parameter or format, or the question is called otherwise now.
        UnknownName: if there is no such question or value.

    """
    said, suffix = split(call.path.rpartition("/")[2])
    known = served.questions
    if said not in known:
        raise _elsewhere(call, said, known)
    one = known[said]
    given = call.parameters(*dict.fromkeys([*one.columns, "review", "format"]))
    name, media_type = call.chosen(offered(one), single(given, "format"), suffix)
    where = {column: values for column, values in given.items() if column != "format"}
    graph, where = kept_to_review(served.graph, one, where)
    told = asked.answered(graph, one, where, viewed=name == TABLE)
    query = citing.without_format(call.pairs())
    if name == "html":
        cited = citing.line(cite(graph, one.name, where), call, one.name, query)
        body = _page(one, where, told, call, cited)
    else:
        body = b"".join(in_parts(written(told, name, graph, WIDTH)))
    headers = {**beside(told, name), "Link": citing.link(call, one.name, query)}
    return Reply(body, media_type, headers=headers, tag=mark(served, call, name), keep=True)


def offered(one: Question) -> Mapping[str, str]:
    """Give the formats of the answer to a question, by media type; publications come as references also."""
    return ALL if "publication" in one.head.columns else ROWS


def beside(told: Told, name: str) -> Mapping[str, str]:
    """Give what is said beside an answer of which a format leaves something out."""
    left = left_out(told, name) if name != "html" else ""
    return {"X-Left-Out": left} if left else {}


def kept_to_review(
    graph: Graph, one: Question, where: dict[str, list[str]]
) -> tuple[Graph, dict[str, list[str]]]:
    """Give the graph kept to the one review that is asked for, as `--review` does, and the other values.

    Raises:
        Refused: if the question cannot be kept to a review.

    """
    reviews = where.get("review", [])
    if reviews and "review" not in one.markers:
        raise Refused(400, f"'{one.name}' cannot be kept to one review: {one.head.across}.")
    if len(reviews) != 1:
        return graph, where
    return graph.of(reviews[0]), {column: said for column, said in where.items() if column != "review"}


def _elsewhere(call: Call, said: str, known: Mapping[str, Question]) -> Exception:
    from determinants.ask import naming

    try:
        now = naming.question(said).name
    except (UnknownName, ValueError, OSError):
        from difflib import get_close_matches

        return UnknownName("question", said[:100], get_close_matches(said[:100], known, n=3))
    ending = call.path.rpartition("/")[2].removeprefix(said)
    where = f"{call.root}/questions/{now}{ending}{'?' if call.query else ''}{call.query}"
    return Refused(308, f"'{said}' is now called '{now}'.", {"Location": where})


def single(given: Mapping[str, Sequence[str]], name: str) -> str | None:
    """Give the one value of a parameter, or nothing.

    Raises:
        Refused: if there are several.

    """
    values = given.get(name, ())
    if len(values) > 1:
        raise Refused(400, f"there is more than one '{name}'.")
    return values[0] if values else None


def mark(served: Served, call: Call, name: str) -> str:
    """Give what tells the state of an answer apart."""
    state = served.dated if name == "html" else served.state  # a page says when it was looked at
    return state_tag(state, call.path, call.query, name, call.root)


def _page(one: Question, where: Mapping[str, Sequence[str]], told: Told, call: Call, cited: Markup) -> bytes:
    root, here = call.root, f"{call.root}/questions/{one.name}"
    query = f"?{call.query}" if call.query else ""
    forms = [tag("a", each.name, href=f"{here}{each.suffix}{query}") for each in ROW_FORMATS.values()]
    fields = [
        tag(
            "label",
            f"{column.name} ",
            tag("input", name=column.name, value=" ".join(where.get(column.name, ()))),
            tag("span", f" as in {column.example}", class_="quiet"),
        )
        for column in one.columns.values()
    ]
    narrowing = [tag("form", *fields, tag("button", "Narrow"), action=here)] if fields else []
    return page(
        one.summary,
        *([tag("p", one.head.description)] if one.head.description else []),
        *narrowing,
        *(tag("p", note) for note in told.notes),
        shown(told.rows, one.view, root),
        tag("p", "The same as ", *(part for form in forms for part in (form, " ")), "."),
        cited,
        tag("h2", "The question in SPARQL"),
        tag("pre", one.text),
        root=root,
        links={each.media_type: f"{here}{each.suffix}{query}" for each in ROW_FORMATS.values()},
    )


def shown(rows: Rows, view: Sequence[str], root: str) -> Markup:
    """Give rows as a table: the columns that matter most, and each label leading to what it is of."""
    columns = [column for column in view if column in rows.columns] or list(rows.columns)
    lines = []
    for row in rows.rows[:SHOWN]:
        here = {column: value(term) for column, term in zip(rows.columns, row, strict=True)}
        cells = []
        for column in columns:
            text = row_formats.shown(here[column])
            iri = str(here.get(column.removesuffix("_label")) or "")
            label = str(here.get(f"{column}_label") or text)
            cells.append(link(iri, label, root) if place(iri, root) and "://" in iri else joined(text))
        lines.append(cells)
    more = len(rows) - SHOWN
    said = [tag("p", f"{more} more rows are not shown here; the other formats have them all.")] * (more > 0)
    count = tag("p", f"{len(rows)} rows", class_="quiet")
    return joined(count, table([heading(column) for column in columns], lines), *said)
