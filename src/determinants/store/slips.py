"""Why a query cannot be read, in words: the line, the column, what stands there, and what to do.

The same words whichever engine was asked. Every query is read by one reader of SPARQL 1.1 before an engine
without one, or with habits of its own, sees it; where that refuses, the slip is looked for here.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise

from pyoxigraph import Store

from determinants.ground.problems import QueryRefused
from determinants.ground.vocab import BASE, PREFIXES, XSD
from determinants.store import grammar
from determinants.store.grammar import Word
from determinants.store.misplaced import IRI_WITHOUT_MARKS, SCHEMES, place_of, told
from determinants.store.prefixes import declared

# Functions whose names are IRIs: the standard has only these, which turn a value into another kind.
CASTS = ("boolean", "date", "dateTime", "decimal", "double", "float", "integer", "string", "time")

_EMPTY = Store()
_UNKNOWN_FUNCTION = re.compile(r"custom function <([^>]*)>")


def check(text: str, *, own_functions: bool = False) -> None:
    """Pass a query that can be read.

    With `own_functions`, functions named by an IRI are left to the engine, which may have some.

    Raises:
        QueryRefused: with the place of the first slip, and what to do.
    """
    try:
        _EMPTY.query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise refusal(text, error) from None
    except (ValueError, RuntimeError) as error:
        if not own_functions:
            raise refusal(text, error) from None


def refusal(text: str, said: Exception) -> QueryRefused:
    """Give the error for a query that could not be read or begun, from its text and what an engine said."""
    try:
        found = _found(text, str(said))
    except RecursionError:  # so deep that the rules cannot be followed
        found = None
    if found is None:
        what = "read" if isinstance(said, SyntaxError) else "answered"
        return QueryRefused(f"the query cannot be {what}: {said}")
    place, message = found
    line, column = place_of(text, place)
    return QueryRefused(f"line {line}, column {column}: {message}")


def _found(text: str, said: str) -> tuple[int, str] | None:
    """Give where the first slip is, and what to say of it."""
    words = list(grammar.words(text))
    slip = grammar.first_slip(text)
    named = next(_names(words), None)
    if slip and (named is None or slip.word.start < named[0]):
        return slip.word.start, told(text, slip)
    if named:
        return named
    if function := _UNKNOWN_FUNCTION.search(said):
        return _function(words, function[1])
    return next((found for look in (_aggregates, _names_twice) for found in look(words)), None)


# ---- Names


def _names(words: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """Yield the names that stand for no IRI: their prefix is not declared, or they are part of an IRI."""
    known = {**PREFIXES, **declared(words)}
    based = False
    for before, word in zip((None, *words), words, strict=False):
        based = based or word.kind == "BASE"
        if word.kind == "IRI" and not based and not re.match(r"<[A-Za-z][A-Za-z0-9+.-]*:", word.text):
            yield (
                word.start,
                f"{word.text} is a part of an IRI only: write all of it, as <{BASE}ontology#Finding>, or a "
                "prefixed name, as det:Finding.",
            )
        declares = before is not None and before.kind == "PREFIX"
        prefix = word.text.partition(":")[0]
        if word.kind not in {"NAME", "NAMESPACE"} or declares or prefix in known:
            continue
        if prefix in SCHEMES:
            yield word.start, IRI_WITHOUT_MARKS.format(word.text)
            continue
        near = get_close_matches(prefix, known, n=2)
        hint = f" Did you mean {' or '.join(f'{name}:' for name in near)}?" if near else ""
        yield (
            word.start,
            f"the prefix {prefix}: of '{word.text}' is not declared.{hint} Those of this project are there "
            f"without being declared; for another, begin the query with PREFIX {prefix}: <its IRI>.",
        )


def _function(words: Sequence[Word], iri: str) -> tuple[int, str] | None:
    known = {**PREFIXES, **declared(words)}
    for word, after in pairwise(words):
        prefix, _, local = word.text.partition(":")
        whole = word.text[1:-1] if word.kind == "IRI" else known.get(prefix, "") + local
        if whole == iri and after.kind in {"(", "NIL"}:
            near = get_close_matches(local, CASTS, n=1) if iri.startswith(XSD.iri) else ()
            hint = f" Did you mean {' or '.join(f'xsd:{name}' for name in near)}?" if near else ""
            return (
                word.start,
                f"there is no function {word.text} here.{hint} Of functions with a prefix there are "
                f"{', '.join(f'xsd:{name}' for name in CASTS)}; others are words, such as STR.",
            )
    return None


# ---- Variables


def _aggregates(words: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """Yield variables that stand beside an aggregate and are not grouped by."""
    for place, word in enumerate(words):
        if word.text.upper() != "SELECT":
            continue
        end = next(at for at in range(place, len(words)) if words[at].kind in {"{", "END"})
        asked = words[place + 1 : end]
        grouped, named = _grouping(words, end)
        if not named and not any(each.text.upper() in grammar.AGGREGATES for each in asked):
            continue
        for each in asked:
            if each.text == "*" and each is asked[0]:
                yield each.start, "SELECT * and GROUP BY do not go together: name what you ask for."
        for each in _outside(asked):
            if each.text[1:] not in grouped:
                yield (
                    each.start,
                    f"{each.text} stands beside an aggregate and is not grouped by: end the query with "
                    f"GROUP BY {each.text}, or leave {each.text} out, or take one of its values with "
                    f"SAMPLE({each.text}).",
                )


def _grouping(words: Sequence[Word], start: int) -> tuple[set[str], bool]:
    """Give the variables that a SELECT whose pattern starts here groups by, and whether it groups."""
    depth = 0
    at = start
    while at < len(words):
        depth += (words[at].text == "{") - (words[at].text == "}")
        at += 1
        if depth == 0:
            break
    grouped: set[str] = set()
    groups = False
    while at < len(words) and words[at].kind not in {"}", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"}:
        groups = groups or words[at].kind == "GROUP"
        if words[at].kind == "VAR":
            grouped.add(words[at].text[1:])
        at += 1
    return grouped, groups


def _outside(asked: Sequence[Word]) -> Iterator[Word]:
    """Yield the variables that a SELECT asks for outside of its aggregates, and not the names it gives."""
    depth, within = 0, None
    for before, word in zip((None, *asked), asked, strict=False):
        if word.text == "(":
            if within is None and before and before.text.upper() in grammar.AGGREGATES:
                within = depth
            depth += 1
        elif word.text == ")":
            depth -= 1
            within = None if within == depth else within
        elif word.kind == "VAR" and within is None and not (before and before.kind == "AS"):
            yield word


def _names_twice(words: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """Yield names that are given to a second value."""
    seen: set[str] = set()
    for before, word in zip((None, *words), words, strict=False):
        if word.kind == "VAR":
            name = word.text[1:]
            if before and before.kind == "AS" and name in seen:
                yield word.start, f"{word.text} has a value already: give the new one another name after AS."
            seen.add(name)
    labels: set[str] = set()
    closed: set[str] = set()
    for word in words:
        if word.kind == "BLANK" and word.text in closed:
            yield word.start, f"{word.text} stands in two groups, which it cannot: write a variable instead."
        if word.kind == "BLANK":
            labels.add(word.text)
        elif word.text in {"{", "}"}:
            closed |= labels
