"""Citations by HTTP: of the data, and of the answer to a stored question as it is narrowed."""

from determinants.ask.citing import Citation, cite
from determinants.ground.problems import UnknownName
from determinants.server.calls import Call, Reply
from determinants.server.sending import tag as state_tag
from determinants.server.served import Served
from determinants.server.stored import kept_to_review, single
from determinants.write.citations import CITATION_FORMATS
from determinants.write.formats import in_parts

OFFERED = {each.media_type: name for name, each in CITATION_FORMATS.items()}
ENDINGS = {each.suffix[1:]: name for name, each in CITATION_FORMATS.items()}


def of_data(served: Served, call: Call) -> Reply:
    """Give how the data are cited.

    Raises:
        Refused: if there is no such format.

    """
    given = call.parameters("format")
    return _reply(served, call, cite(served.graph), single(given, "format"), _split(call.path)[1])


def of_question(served: Served, call: Call) -> Reply:
    """Give how the answer to a stored question is cited; its parameters are those of the question.

    Raises:
        Refused: if there is no such parameter or format.
        UnknownName: if there is no such question or value.

    """
    name, suffix = _split(call.path.rpartition("/")[2])
    if name not in served.questions:
        from difflib import get_close_matches

        raise UnknownName("question", name[:100], get_close_matches(name[:100], served.questions, n=3))
    one = served.questions[name]
    given = call.parameters(*dict.fromkeys([*one.columns, "review", "format"]))
    where = {column: values for column, values in given.items() if column != "format"}
    graph, where = kept_to_review(served.graph, one, where)
    return _reply(served, call, cite(graph, name, where), single(given, "format"), suffix)


def _split(name: str) -> tuple[str, str | None]:
    """Give the name in a path, and the format that its ending asks for."""
    stem, dot, ending = name.rpartition(".")
    return (stem, ENDINGS[ending]) if dot and ending in ENDINGS else (name, None)


def _reply(served: Served, call: Call, made: Citation, asked: str | None, suffix: str | None) -> Reply:
    name, media_type = call.chosen(OFFERED, asked, suffix)
    body = b"".join(in_parts(CITATION_FORMATS[name].write([made])))
    mark = state_tag(served.dated, call.path, call.query, name, call.root)
    return Reply(body, media_type, tag=mark, keep=True)
