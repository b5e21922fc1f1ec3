"""How what is shown is cited: a line on pages, and links beside answers, as signposting.org has them."""

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from determinants.ask.citing import Citation
from determinants.ground import called
from determinants.ground.vocab import BASE
from determinants.server.calls import Call, Reply
from determinants.server.markup import Markup, tag
from determinants.server.served import Served
from determinants.write.citations import CITATION_FORMATS, sentence

ROUTE = "/cite"
TEXT = next(iter(CITATION_FORMATS.values()))


def link(call: Call, question: str = "", query: str = "") -> str:
    """Give the value of a Link header: what an answer is of, and where its citation is."""
    where = f"{call.root}{ROUTE}{'/' if question else ''}{question}{'?' if query else ''}{query}"
    return f'<{BASE}dataset>; rel="cite-as", <{where}>; rel="describedby"; type="{TEXT.media_type}"'


def beside(give: Callable[[Served, Call], Reply]) -> Callable[[Served, Call], Reply]:
    """Give a route whose reply leads to how the data are cited, if it has no citation of its own."""

    def found(served: Served, call: Call) -> Reply:
        reply = give(served, call)
        return replace(reply, headers={"Link": link(call), **reply.headers})

    return found


def line(made: Citation, call: Call, question: str = "", query: str = "") -> Markup:
    """Give the line of a page that says how it is cited, and where that is for reference managers."""
    at = f"{call.root}{ROUTE}{'/' if question else ''}{question}"
    ends = {each.name: f"{at}{each.suffix}{query and '?'}{query}" for each in CITATION_FORMATS.values()}
    forms = [
        part for name, end in ends.items() if name != TEXT.name for part in (" ", tag("a", name, href=end))
    ]
    return tag("p", f"Cite as: {sentence(made)}", *forms, class_="quiet")


def without_format(pairs: Sequence[tuple[str, str]]) -> str:
    """Give the parameters of an address again, without the format that is asked for."""
    return urlencode([(name, value) for name, value in pairs if name != "format"])


def typed(command: str, given: Mapping[str, Sequence[str]], first: Sequence[str]) -> str:
    """Give the command that gives the same answer; `first` are the parameters that have no name there.

    >>> typed("studies", {"thing": ["psw-training"], "direction": ["hinders"]}, ["thing"])
    'determinants studies psw-training --direction hinders'
    >>> typed("cfir", {"unmapped": ["true"], "given": ["training=internal"]}, ["thing"])
    'determinants cfir --unmapped --given training=internal'
    """
    words = [called.NAME, command, *(value for name in first for value in given.get(name, ()))]
    for name, values in given.items():
        if name in {*first, "format"}:
            continue
        option = f"--{name.replace('_', '-')}"
        for value in values:
            words += {"true": [option], "false": []}.get(value, [option, value])
    return shlex.join(words)
