"""Words and signs of a query that stand where they cannot: what they are, and what to do."""

from collections.abc import Sequence
from difflib import get_close_matches

from determinants.store import grammar
from determinants.store.grammar import Slip, Word

SCHEMES = ("http", "https", "urn")
IRI_WITHOUT_MARKS = "'{}' begins an IRI: put the IRI between < and >."

_BESIDE = {"AND": "&&", "OR": "||", "NOT": "!", "LIKE": "CONTAINS(text, part) or REGEX(text, pattern)"}
_OPENING = {")": "(", "}": "{", "]": "["}
_CLOSING = {opening: closing for closing, opening in _OPENING.items()}
_TERMS = {"VAR", "IRI", "NAME", "NAMESPACE", "STRING", "INTEGER", "NUMBER", "SIGNED", "BLANK"}


def told(text: str, slip: Slip) -> str:
    """Say what is wrong with a word that cannot stand where it stands, and what to do."""
    word = slip.word
    opened = _open(slip.before)
    still = ""
    if opened:
        line, column = place_of(text, opened[-1].start)
        still = f"the {opened[-1].text} of line {line}, column {column} is still open"
    if word.kind == "STRANGE":
        return _sign(text, word)
    if word.kind == "END" and opened:
        return f"the query ends here, and {still}: close it with {_CLOSING[opened[-1].text]}."
    if word.text in _OPENING and not opened:
        return f"there is one {word.text} too many here, which nothing opens."
    if word.text in _OPENING and opened[-1].text != _OPENING[word.text]:
        return f"{word.text} stands here while {still}: close that first."
    return _misplaced(text, slip) or _plainly(word, slip.wanted)


def place_of(text: str, start: int) -> tuple[int, int]:
    """Give the line and the column of a place in a text, both from 1."""
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def _misplaced(text: str, slip: Slip) -> str | None:
    """Say what to do about a word that people often put where it cannot stand."""
    word, wanted = slip.word, slip.wanted
    last = slip.before[-1].text if slip.before else ""
    if word.kind in {"NAME", "NAMESPACE"} and word.text.partition(":")[0] in SCHEMES:
        return IRI_WITHOUT_MARKS.format(word.text)
    if word.text == last == "=":
        return "== is not SPARQL: write one = to compare."
    if word.text.upper() in _BESIDE and "&&" in wanted:
        return f"{word.text} is not SPARQL: write {_BESIDE[word.text.upper()]}."
    if "(" in wanted and last.upper() in {"FILTER", "HAVING", "DESC", "ASC"}:
        return f"put what follows {last} into brackets: {last}(…)."
    called = word.text.isidentifier() and text[word.start + len(word.text) :].lstrip().startswith("(")
    return _in_select(word, wanted, called) or _of_function(word, wanted, called) or _of_value(word, wanted)


def _in_select(word: Word, wanted: frozenset[str], called: bool) -> str | None:
    said = word.text
    if not ({"VAR", "REDUCED"} <= wanted or {"VAR", "(", "WHERE"} <= wanted):
        return None
    if said == ",":
        return "what SELECT asks for stands side by side: leave the comma out."
    if called and said.upper() in _functions():
        return f"put it into brackets and name it, as in ({said}(?x) AS ?name)."
    if said.isidentifier() and word.kind not in {"SELECT", "CONSTRUCT", "ASK", "DESCRIBE"}:
        return f"'{said}' is no variable: write ?{said}.{_near(said, wanted)}"
    return None


def _of_function(word: Word, wanted: frozenset[str], called: bool) -> str | None:
    said = word.text
    if called and {"FUNCTION1", "BOUND"} <= wanted:
        near = get_close_matches(said.upper(), _functions(), n=2)
        hint = f" Did you mean {' or '.join(_functions()[name] for name in near)}?" if near else ""
        return f"there is no function '{said}' in SPARQL 1.1.{hint}"
    if said == ")" and "," in wanted:
        return "a value is missing before the bracket: write a comma and the value."
    if said == "," and ")" in wanted:
        return "there is one value too many after this comma."
    if said == ")" and "AS" in wanted:
        return "what is computed needs a name: write AS ?name before the bracket."
    return None


def _of_value(word: Word, wanted: frozenset[str]) -> str | None:
    if word.text in {"}", "]", ".", ";", ","} and {"VAR", "STRING"} <= wanted:
        return f"a value is missing before '{word.text}'."
    if word.text == "<" and "IRI" in wanted:
        return "an IRI begins here that has a space, a quotation mark or a bracket in it, or no > at its end."
    if word.kind in _TERMS and {".", ";", ","} <= wanted:
        return (
            f"'{word.text}' would be the fourth part of a statement, which has three: end the statement "
            "before it with a full stop, or go on with ; and a property, or with , and a value."
        )
    return None


def _plainly(word: Word, wanted: frozenset[str]) -> str:
    at_end = word.kind == "END"
    said = "the query ends here, where" if at_end else f"'{word.text}' stands here, where"
    if "NAME" in wanted:
        wanted -= {"IRI", "NAMESPACE"}
    kinds = dict.fromkeys(grammar.KINDS.get(kind, kind) for kind in sorted(wanted, key=_weight))
    shown = list(kinds)[:7]
    more = " or something else" if len(kinds) > len(shown) else ""
    listed = " or ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
    return f"{said} {listed}{more} is expected.{'' if at_end else _near(word.text, wanted)}"


def _weight(kind: str) -> tuple[bool, str]:
    """Put keywords before kinds of words, and marks last."""
    return (kind.lower() == kind, kind)


def _near(said: str, wanted: frozenset[str]) -> str:
    keywords = [kind for kind in wanted if kind.isupper() and kind not in grammar.KINDS]
    near = get_close_matches(said.upper(), keywords, n=1)
    return f" Did you mean {near[0]}?" if near else ""


def _functions() -> dict[str, str]:
    return {name.upper(): name for name in grammar.FUNCTION_NAMES}


def _open(before: Sequence[Word]) -> list[Word]:
    """Give the brackets that are still open after some words."""
    opened: list[Word] = []
    for word in before:
        if word.text in _OPENING.values():
            opened.append(word)
        elif word.text in _OPENING and opened:
            opened.pop()
    return opened


# ---- Signs that are no SPARQL

_QUOTES = frozenset(map(chr, (0x60, 0xB4, 0xAB, 0xBB, *range(0x2018, 0x2020), 0x2032, 0x2033)))


def _sign(text: str, word: Word) -> str:
    """Say of a sign that begins no word what it is, and what to write."""
    import unicodedata

    sign = word.text
    name = unicodedata.name(sign, "a sign without a name").lower()
    coded = f"{name}, U+{ord(sign):04X}"
    if sign in _QUOTES:
        return f"{sign} is a typographic quotation mark ({coded}): write \" or ' instead."
    if unicodedata.category(sign) in {"Zs", "Zl", "Zp", "Cf", "Cc"}:
        return f"a sign that cannot be seen stands here ({coded}): put a plain space, or nothing."
    if unicodedata.category(sign) == "Pd" or name == "minus sign":
        return f"{sign} is a dash of printed text ({coded}): write - instead."
    if sign in "\"'":
        line = text[word.start : text.find("\n", word.start) if "\n" in text[word.start :] else None]
        if "\\" in line:
            return 'a string begins here that has a \\ in it: write \\\\ where a \\ is meant, as in "\\\\d".'
        return (
            f"a string begins here and is not closed on its line: end it with {sign}, or put it between "
            f"{sign * 3}."
        )
    if sign == "&":
        return "write && for and."
    if sign == "@":
        return 'a language stands right after @, as in "text"@en.'
    return f"'{sign}' ({coded}) means nothing in SPARQL here: leave it out."
