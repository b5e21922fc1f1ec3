"""The SPARQL 1.1 Protocol: what is asked, over which graphs, and in which form the answer is wanted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from determinants.server.calls import Call, form_pairs
from determinants.server.refusing import Refused, read_only
from determinants.store import grammar, guard
from determinants.store.solutions import Result
from determinants.write.formats import Format
from determinants.write.sparql_formats import SPARQL_FORMATS, TRIPLE_FORMATS

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

# What formats are called beside their own media types.
ALSO = {
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
ALSO_TRIPLES = {
    "application/x-turtle": "turtle",
    "text/plain": "ntriples",
    "application/xml": "rdfxml",
    "text/xml": "rdfxml",
    "application/json": "jsonld",
}

# What clients call formats in the parameter `format`: SPARQLWrapper names one twice, as itself and as a type.
CALLED = {
    "xml": "rdfxml",
    "rdf": "rdfxml",
    "rdf+xml": "rdfxml",
    "json": "jsonld",
    "json-ld": "jsonld",
    "ttl": "turtle",
    "n3": "turtle",
    "nt": "ntriples",
}

# What gives another answer each time.
FRESH = {"NOW", "RAND", "UUID", "STRUUID", "BNODE"}


@dataclass(frozen=True)
class Asked:
    """A query, the graphs that the protocol names for it, and the formats that were said."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()

    @property
    def lasting(self) -> bool:
        """Whether it has the same answer as long as the data have their state."""
        return not any((token["word"] or "").upper() in FRESH for token in guard.tokens(self.text))


def media_types(formats: Mapping[str, Format[Result]]) -> dict[str, str]:
    """Give formats by their media types, the standards' before that for people."""
    found = {each.media_type: name for name, each in formats.items()}
    return dict(sorted(found.items(), key=lambda pair: (pair[1] == "table", pair[1] != "json")))


def offered(text: str) -> dict[str, str]:
    """Give the formats that the answer to a query can be had in, by media type; the usual one first."""
    if guard.form(text) in {"CONSTRUCT", "DESCRIBE"}:
        return {each.media_type: name for name, each in TRIPLE_FORMATS.items()} | ALSO_TRIPLES
    return media_types(SPARQL_FORMATS) | ALSO


def named(said: Sequence[str], offered: Mapping[str, str]) -> str | None:
    """Give the format, of those offered by media type, that is asked for by a name or a media type.

    Of several the first that is offered counts; where none is, the first is given as it was said.

    >>> named(["n3"], {"text/turtle": "turtle"}), named(["tsv", "text/csv"], {"text/csv": "csv"})
    ('turtle', 'csv')
    """
    known = set(offered.values())
    for each in said:
        for name in (each, offered.get(each.lower(), ""), CALLED.get(each.lower(), "")):
            if name in known:
                return name
    return said[0] if said else None


def read(call: Call) -> Asked | None:
    """Give what is asked; nothing, where the service itself is asked about.

    Raises:
        Refused: if it is no query, or more than one, or an update, or not said as the protocol has it.

    """
    if call.method in {"GET", "HEAD"}:
        pairs = call.pairs()
        if not pairs:
            return None
        if any(name == "update" for name, _ in pairs):
            raise Refused(400, "an update is never taken by GET, and nothing can be changed here at all.")
        return _asked(pairs, [value for name, value in pairs if name == "query"])
    kind, _, more = call.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if kind == UPDATE:
        raise read_only()
    if kind not in {FORM, QUERY}:
        said = f"not {kind[:60]}" if kind else "and says so in its Content-Type"
        raise Refused(415, f"a query comes by POST as {FORM} or as {QUERY}, {said}.")
    charset = more.lower().partition("charset=")[2].strip(' "').partition(";")[0]
    if charset not in {"", "utf-8", "utf8"}:
        raise Refused(415, f"a query is sent as UTF-8, not as {charset[:30]}.")
    try:
        body = call.body.decode()
    except UnicodeDecodeError:
        raise Refused(400, "the query is not UTF-8 text.") from None
    pairs = call.pairs() + (form_pairs(body) if kind == FORM else [])
    if any(name == "update" for name, _ in pairs):
        raise read_only()
    queries = [value for name, value in pairs if name == "query"]
    return _asked(pairs, queries + [body] * (kind == QUERY))


def _asked(pairs: Sequence[tuple[str, str]], queries: Sequence[str]) -> Asked:
    if len(queries) != 1:
        how = "there is no query" if not queries else f"there are {len(queries)} queries"
        raise Refused(400, f"{how}: send one, as the parameter 'query' or as the body.")
    if len(queries[0].encode("utf-8", "surrogatepass")) > guard.MAX_LENGTH:
        raise Refused(413, f"the query is longer than {guard.MAX_LENGTH // 1024} kB: ask for less at a time.")
    given = {
        parameter: tuple(value for name, value in pairs if name == parameter)
        for parameter in ("default-graph-uri", "named-graph-uri", "format")
    }
    return Asked(queries[0], given["default-graph-uri"], given["named-graph-uri"], given["format"])


def examined(asked: Asked, graphs: Collection[str]) -> str:
    """Give the text of a query that only reads what is loaded, over the graphs that the protocol names.

    Raises:
        Refused: if a graph is not loaded, of which nothing is fetched.
        QueryRefused: if it asks for what is never done here.

    """
    for parameter, names in (
        ("default-graph-uri", asked.default_graphs),
        ("named-graph-uri", asked.named_graphs),
    ):
        for name in names:
            if name not in graphs:
                raise Refused(
                    400,
                    f"{parameter} names <{name[:200]}>, which is not loaded, and nothing is fetched. Leave "
                    "it out to ask all graphs together; the service description lists them.",
                )
    guard.examine(asked.text, graphs)
    if not asked.default_graphs and not asked.named_graphs:
        return asked.text
    return over(asked.text, asked.default_graphs, asked.named_graphs)


AFTER_GRAPHS = {"FROM", "WHERE", "{", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES", "END"}


def over(text: str, default: Sequence[str], named: Sequence[str]) -> str:
    """Give a query over these graphs: what the protocol names counts, and not what the query does.

    >>> over("SELECT * FROM <a:b> { ?s ?p ?o }", ["c:d"], ["e:f"])
    'SELECT * FROM <c:d> FROM NAMED <e:f> { ?s ?p ?o }'
    >>> over("DESCRIBE <a:b>", ["c:d"], [])
    'DESCRIBE <a:b> FROM <c:d> '

    Raises:
        Refused: if its words cannot be told apart, so that nothing can be put between them.

    """
    words = list(grammar.words(text))
    outside, depth = [], 0
    for place, word in enumerate(words):
        depth -= word.kind in {"}", ")", "]"}
        if depth == 0:
            outside.append((place, word))
        depth += word.kind in {"{", "(", "["}
    forms = {"SELECT", "CONSTRUCT", "DESCRIBE", "ASK"}
    form = next((at for at, (_, word) in enumerate(outside) if word.kind in forms), None)
    if form is None or any(word.kind == "STRANGE" for word in words):
        raise Refused(400, "the query cannot be read, so that no graphs can be named for it.")
    after = outside[form + 1 :]
    if outside[form][1].kind == "CONSTRUCT" and after and after[0][1].kind == "{":
        after = after[2:]  # the braces of the template
    start = next((word.start for _, word in after if word.kind in AFTER_GRAPHS), len(text))
    end = start
    if words_of := [place for place, word in after if word.kind == "FROM"]:
        rest = words[words_of[-1] + 1 :]
        end = rest[1 + (rest[0].kind == "NAMED")].start if len(rest) > 2 else len(text)
    clauses = "".join(f"FROM <{name}> " for name in default) + "".join(
        f"FROM NAMED <{name}> " for name in named
    )
    between = "" if start == 0 or text[start - 1].isspace() else " "
    return f"{text[:start]}{between}{clauses}{text[end:]}"
