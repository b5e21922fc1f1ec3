"""What is never done here, found before an engine sees the query.

A query may only read what is loaded. Engines do not all cut a query into words alike: some need no space
between them, some read escapes first, and a `<` may open an IRI or compare two values. So what counts is
the shape of a call to another server, wherever it stands. It does no harm in a comment or a string, and
passes there if the rest of the query is so plain that no engine can take the comment or string for
something else.

It also keeps out what crashes engines instead of failing: long, deeply nested and endlessly chained queries.
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Collection, Iterator

from determinants.ground.problems import QueryRefused
from determinants.ground.vocab import PREFIXES

MAX_LENGTH = 65_536
MAX_NESTING = 64
MAX_CHAIN = 1_000
MAX_PATTERNS = 150  # what orders those of one thing takes more than the cube of their number
MAX_STEPS = 200  # of a path
MAX_LIST = 5_000
MAX_STRAYS = 100  # each is sought to the end of the text: so are calls

_U = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_E = rf"\\[tbnrf\"'\\]|{_U}"

# No group is repeated without giving back: before Python 3.11.5, as in Debian 12, that matches too little.
_TOKEN = re.compile(
    rf"""
      (?P<comment>\#[^\n\r]*)
    | (?P<string>\"\"\"(?:[^"\\]++|{_E}|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]++|{_E}|'(?!''))*'''
               |"(?:[^"\\\n\r]++|{_E})*"|'(?:[^'\\\n\r]++|{_E})*')
    | (?P<iri><[A-Za-z][A-Za-z0-9+.-]*:(?:[^<>"{{}}|^`\\\x00-\x20]|{_U})*>)
    | (?P<variable>[?$]\w+)
    | (?:(?<![\w.-])(?P<name>[^\W\d_][\w.-]*+))?:
      (?P<local>(?:(?:[\w:]|%[0-9A-Fa-f]{{2}}|\\[_~.!$&'()*+,;=/?\#@%-])
                (?:[\w:]|%[0-9A-Fa-f]{{2}}|\\[_~.!$&'()*+,;=/?\#@%-]|[.-](?=[\w:.%\\-]))*)?)
    | @(?P<language>[A-Za-z][A-Za-z0-9-]*)
    | (?P<word>[^\W\d]\w*)
    | (?P<open>[({{\[]|<<)
    | (?P<close>[)}}\]]|>>)
    | (?P<operator>[-+*/|&!^=<>])
    | \d++(?:\.\d++)?
    | (?P<separator>[.;,])
    | (?P<stray>["'])
    """,
    re.VERBOSE | re.DOTALL,
)

# A call, wherever it stands: the word, an endpoint, and a group. Only white space and comments between.
_GAP = r"(?:[\s\ufeff]++|\#[^\n\r]*+[\n\r])*"
_CALL = re.compile(
    rf"(?<![?$])SERVICE{_GAP}(?:SILENT{_GAP})?"
    rf"(?:[?$]\w++|<[^<>]*+>|(?:[^\s{{}}<>\"'()\#:?$]*+):(?:\\.|[^\s{{\#\\]++)*){_GAP}\{{",
    re.IGNORECASE | re.DOTALL,
)

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

CHAINED = {"UNION", "MINUS", "OPTIONAL", "FILTER", "BIND"}
UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"}


def examine(query: str, graphs: Collection[str]) -> None:
    """Pass a query that only reads what is loaded.

    `graphs` has the IRIs of the named graphs, the only ones that FROM may name.

    Raises:
        QueryRefused: with the line and what to do, if the query is empty, too long or too deep, calls
            SERVICE, names a graph that is not loaded, or is an update.

    """
    if not query.strip(" \t\r\n\ufeff"):
        raise QueryRefused("the query is empty.")
    try:
        length = len(query.encode())
    except UnicodeEncodeError:
        raise QueryRefused("the query has half a character (a lone surrogate): is it UTF-8 text?") from None
    if length > MAX_LENGTH:
        raise QueryRefused(f"the query is longer than {MAX_LENGTH // 1024} kB: ask for less at a time.")
    if "\x00" in query:
        raise QueryRefused("the query has a NUL character: is it a text file?")
    # The standard reads escapes such as \u0053 before anything else; some engines read them only
    # within strings and IRIs. A query must pass both ways, or an escaped quote could hide a word.
    for text in dict.fromkeys((query, _ESCAPE.sub(_unescape, query))):
        _scan(text, graphs)


def _scan(text: str, graphs: Collection[str]) -> None:
    _refuse_calls(text)
    prefixes = dict(PREFIXES)  # which need not be declared
    scanned = list(tokens(text))
    _refuse_long(scanned)
    depth = brackets = 0
    for place, token in enumerate(scanned):
        depth += bool(token["open"]) - bool(token["close"])
        brackets += (token["open"] == "(") - (token["close"] == ")")
        # Within brackets, what looks like an IRI may be a comparison, and the brackets in it real.
        hidden = (token["iri"] or "").count("(") if brackets else 0
        if max(depth, hidden) > MAX_NESTING:
            raise QueryRefused(
                f"line {_line(text, token)}: nested more than {MAX_NESTING} deep: simplify the query."
            )
        word = (token["word"] or "").upper()
        following = scanned[place + 1 : place + 3]
        if word == "PREFIX" and len(following) == 2 and following[1]["iri"]:
            prefixes[following[0]["name"] or ""] = following[1]["iri"][1:-1]
        elif depth == 0 and _may_be_from(token, word):
            named = word == "FROM" and bool(following) and (following[0]["word"] or "").upper() == "NAMED"
            if word not in {"FROM", "FROMNAMED"}:
                raise QueryRefused(f"line {_line(text, token)}: write FROM as a word of its own.")
            _graph(following[named:], prefixes, graphs, f"line {_line(text, token)}")
        elif word in UPDATES and depth == 0:
            raise QueryRefused(
                f"line {_line(text, token)}: {word} changes data; queries here only read. Use SELECT, ASK, "
                "CONSTRUCT or DESCRIBE."
            )


def _refuse_long(scanned: list[re.Match[str]]) -> None:
    """Refuse chains and lists so long that an engine takes the square or cube of their length, or breaks."""
    signs = Counter(token["operator"] or token["separator"] for token in scanned)
    chained = sum((token["word"] or "").upper() in CHAINED for token in scanned)
    operators = sum(bool(token["operator"]) for token in scanned)
    if chained + operators > MAX_CHAIN:
        raise QueryRefused(f"more than {MAX_CHAIN} operators: simplify the query, or use VALUES or IN.")
    if signs["/"] > MAX_STEPS:
        raise QueryRefused(f"more than {MAX_STEPS} steps of paths: simplify the query, or use + or *.")
    if signs["."] + signs[";"] > MAX_PATTERNS:
        raise QueryRefused(f"more than {MAX_PATTERNS} patterns: ask for less at a time.")
    if signs[","] > MAX_LIST:
        raise QueryRefused(f"lists of more than {MAX_LIST:,} in all: use VALUES, or ask for less at a time.")


def _refuse_calls(text: str) -> None:
    # Each is sought to the end of the text. Capitals first: some letters that are no S are one when raised.
    if text.upper().count("SERVICE") > MAX_STRAYS:
        raise QueryRefused(
            f"the word SERVICE stands in it more than {MAX_STRAYS} times: ask for less at a time."
        )
    calls = list(_CALL.finditer(text))
    if not calls:
        return
    found = list(_matches(text))
    quiet = [match.span() for match in found if match["comment"] or match["string"] is not None]
    plain = _is_plain(text, found)
    for call in calls:
        at = bisect(quiet, call.start(), key=lambda span: span[0]) - 1
        if not (plain and at >= 0 and call.end() <= quiet[at][1]):
            raise QueryRefused(
                f"line {_line(text, call)}: SERVICE asks another server, which is never done here: "
                "load what you need, or run the query on an engine of your own."
            )


def _is_plain(text: str, found: list[re.Match[str]]) -> bool:
    """Whether every engine finds the same comments and strings in a text."""
    if re.search(r"(?<!\\)(?:\\\\)*\\[^tnr\"'\\]", text):  # an escape that not every engine reads alike
        return False
    for place, match in enumerate(found):
        quoted = match["open"] == "<<" or match["close"] == ">>"
        if quoted or (match["operator"] == "<" and not text[match.end() : match.end() + 1].isspace()):
            return False  # a part of it may open an IRI
        declared = place > 1 and (found[place - 2]["word"] or "").upper() == "PREFIX"
        if match["iri"] and not declared and re.search(r"[#'()]", match["iri"]):
            return False  # it may be a comparison, with a comment or a string after it
    return True


def _may_be_from(token: re.Match[str], word: str) -> bool:
    """Whether some engine may read FROM in a token outside of all brackets."""
    return "FROM" in word or (token["name"] or "").upper().startswith("FROM")


def chooses_graphs(query: str) -> bool:
    """Whether a query says with FROM which graphs it is about."""
    return any((token["word"] or "").upper() == "FROM" for token in tokens(query))


def form(query: str) -> str:
    """Give the form of a query: SELECT, ASK, CONSTRUCT, DESCRIBE, or nothing where it has none."""
    words = ((token["word"] or "").upper() for token in tokens(query))
    return next((word for word in words if word in {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}), "")


def looks_like_query(text: str) -> bool:
    """Whether a text begins as queries and updates do, and so is not the name of a file.

    No query goes on as names of files do: select.rq and load-all.rq are such names.
    """
    first = next(tokens(text), None)
    if first is None or text[first.end() : first.end() + 1] in {".", "-", "/", "\\"}:
        return False
    word = (first["word"] or "").upper()
    return word in {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE", "WITH", *UPDATES}


def tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield the tokens of a query that matter here; comments and strings do not."""
    return (match for match in _matches(text) if not match["comment"] and match["string"] is None)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield all tokens of a query that is not full of quotation marks that nothing closes."""
    strays = 0
    for match in _TOKEN.finditer(text):
        strays += bool(match["stray"])
        if strays > MAX_STRAYS:
            raise QueryRefused(
                f"line {_line(text, match)}: quotation marks that nothing closes, more than {MAX_STRAYS}: "
                "close each string by the mark that opened it."
            )
        yield match


def _unescape(match: re.Match[str]) -> str:
    """Give the character that an escape stands for: SPARQL reads them before anything else."""
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else match[0]


def _line(text: str, token: re.Match[str]) -> int:
    return text.count("\n", 0, token.start()) + 1


def _graph(
    following: list[re.Match[str]], prefixes: dict[str, str], graphs: Collection[str], line: str
) -> None:
    token = following[0] if following else None
    if token is None:
        return  # the engine says what is missing
    if token["iri"]:
        iri = token["iri"][1:-1]
    elif token["local"] is not None:
        iri = prefixes.get(token["name"] or "", "") + token["local"]
    elif token["operator"] == "<":
        raise QueryRefused(f"{line}: FROM names a graph in part only: write its whole IRI.")
    else:
        return
    if iri not in graphs:
        raise QueryRefused(
            f"{line}: FROM names <{iri}>, which is not loaded, and nothing is fetched. "
            "Leave FROM out to ask all graphs together, or list them with "
            "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }."
        )
