"""What `--cite` does: the answer that is being worked out says how it is cited, wherever it goes."""

import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from determinants.ask.asking import Graph
from determinants.cli import parameters, saying
from determinants.ground import called

if TYPE_CHECKING:
    from determinants.ask.citing import Citation
    from determinants.write.telling import Told

# How the answer that is being worked out is cited, if it is to say so; what shows it, takes it.
_waiting: "list[Citation]" = []


def citing() -> bool:
    """Whether the answer that is being worked out is to say how it is cited."""
    return bool(_waiting)


@contextmanager
def cited(graph: Graph, what: str, given: Mapping[str, Any]) -> Iterator[None]:
    """Let what is shown meanwhile say how it is cited; if nothing is, standard error does."""
    _waiting[:] = [_of_call(graph, what, given)]
    try:
        yield
        for made in _waiting:
            aside(made)
    finally:
        _waiting.clear()


def typed_again(*, names_only: bool = False) -> str:
    """Give the call as it can be typed again, without where its answer goes.

    With `names_only`, a file or folder stands in it by its name, and not with where it is on this machine: so
    it may go into a file that is handed on, in which nobody sees it.
    """
    words = parameters.typed()
    if names_only:
        words = [_name(word) for word in words]
    return f"{called.NAME} {shlex.join(words)}"


def _name(word: str) -> str:
    """Give a word without the folders before a file, where it has some.

    >>> _name("/home/lee/own form.csv"), _name("--answers=a/b.csv"), _name("http://localhost/sparql")
    ('own form.csv', '--answers=b.csv', 'http://localhost/sparql')
    """
    option, equals, value = word.partition("=") if word.startswith("--") else ("", "", word)
    if "://" in value:
        return word
    return f"{option}{equals}{PurePath(value).name or value}"


def _of_call(graph: Graph, what: str, given: Mapping[str, Any]) -> "Citation":
    """Give how the answer to the call as it was typed is cited: to a stored question, by what that asks."""
    from determinants.ask import citing, narrowing

    again = typed_again()
    if "query" in given and "where" in given:
        return citing.cite(graph, given["query"], narrowing.pairs(given["where"] or ()), command=again)
    return citing.of_graph(graph, what, command=again)


def taken() -> "Citation | None":
    """Give what is to be said of how an answer is cited, to whoever says it."""
    return _waiting.pop() if _waiting else None


def below(told: "Told", made: "Citation") -> "Told":
    """Give an answer with its citation below it."""
    from determinants.write import citations

    return citations.told(told, made)


def aside(made: "Citation") -> None:
    """Say on standard error how an answer is cited."""
    from determinants.write import citations

    saying.aside(f"Cite as: {citations.sentence(made)}")
