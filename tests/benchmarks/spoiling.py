"""Good texts and files, spoilt by chance: what fuzzing gives to all that reads them."""

import csv
import io
from random import Random

STRANGE = (
    "\0", "\ufeff", '"', "'", '"""', "\\", "\n", "\r", "\r\n", "\t", ",", ";", "=1+1", "'=", "\u202e",
    "\u200b",
    "é", "e\u0301", "-1", "0", "1e999", "NaN", "inf", "99999999999999999999", "2026-02-30",
    "2026-13-01", "10000-01-01",
    "true", "null", "[]", "{}", "<!--", "&amp;", "]]>", "../..", "a" * 30_000, "1" * 5000, "\U000e0001",
    "\x1b[2J",
    " ", "\u00a0", "#", "%", "*", "[", "]", "{", "}", "(", ")", "<", ">", "?", "$", "^", "@en", "|", "&", "!",
)  # fmt: skip
SPARQL = (
    "SERVICE <http://127.0.0.1:9/> { ?x ?y ?z }", "SERVICE", "service?x{", "SERVICE SILENT",
    "FROM <http://x/>", "FROM NAMED",
    "\\u0053ERVICE", "ASK", "SELECT", "CONSTRUCT", "DESCRIBE", "INSERT DATA { <a:b> <a:b> 1 }",
    "LOAD <file:///etc/passwd>", "DROP ALL",
    "PREFIX SERVICE: <http://x/>", "SERVICE:x", "BASE <http://x/>", "VALUES ?x { 1 }", "BIND(1 AS ?x)",
    "FILTER", "EXISTS",
    "{ SELECT * { ?s ?p ?o } }", "OPTIONAL { }", "UNION", "MINUS", "GRAPH ?g { }", "GROUP BY ?s",
    "ORDER BY", "LIMIT 1", "# x\n", "<a:b>",
    "COUNT(*)", "(SUM(?x) AS ?y)", "<<?s ?p ?o>>", "a|b", "^a", "(a/b)*", "'''", "_:b", "[]", "()",
    "1.", ".5", "-", "IN (1,2)",
)  # fmt: skip


def spoilt(text: str, chance: Random, pieces: tuple[str, ...] = STRANGE) -> str:
    """Give a text with some of it left out, doubled, moved, or something strange in between."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 1, 2, 5, 20, 200)))
        match chance.randrange(6):
            case 0:
                text = text[:start] + text[end:]
            case 1:
                text = text[:end] + text[start:end] * chance.choice((1, 2, 50)) + text[end:]
            case 2:
                to = chance.randrange(len(text) + 1)
                text = text[:to] + text[start:end] + text[to:]
            case 3:
                text = (
                    text[:start]
                    + chr(chance.choice((chance.randrange(128), chance.randrange(0xD7FF))))
                    + text[end:]
                )
            case _:
                text = text[:start] + chance.choice(pieces) + text[end:]
    return text


def spoilt_bytes(content: bytes, chance: Random) -> bytes:
    """Give bytes of which some are others."""
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8))):
        if made:
            at = chance.randrange(len(made))
            match chance.randrange(4):
                case 0:
                    made[at] = chance.randrange(256)
                case 1:
                    del made[at : at + chance.choice((1, 2, 50))]
                case 2:
                    made[at:at] = chance.randbytes(chance.choice((1, 2, 9)))
                case _:
                    made[at:at] = made[at : at + 50]
    return bytes(made)


def spoilt_table(content: bytes, chance: Random) -> bytes:
    """Give a table of which cells are others, or its text is, or its bytes are."""
    match chance.randrange(3):
        case 0:
            rows = list(csv.reader(io.StringIO(content.decode())))
            for _ in range(chance.choice((1, 2, 5))):
                row, other = chance.choice(rows), chance.choice(rows)
                if row and other:
                    row[chance.randrange(len(row))] = chance.choice((*STRANGE, chance.choice(other)))
            out = io.StringIO()
            csv.writer(out, delimiter=chance.choice(",,,;\t")).writerows(rows)
            return out.getvalue().encode(chance.choice(("utf-8", "utf-8-sig", "utf-16")))
        case 1:
            return spoilt(content.decode(), chance).encode("utf-8", "surrogatepass")
        case _:
            return spoilt_bytes(content, chance)
