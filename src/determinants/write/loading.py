"""How others load what is written here: what each engine has to be told, said once.

The statements stand in named graphs. Most engines ask only the default graph, which is empty then, unless
they are told to take the named graphs together.
"""

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from determinants import __version__
from determinants.write.formats import Format

SWITCHES: dict[str, str] = {
    "Oxigraph": "--union-default-graph, for 'oxigraph query' and 'oxigraph serve'",
    "pyoxigraph": "store.query(text, use_default_graph_as_union=True)",
    "rdflib": "rdflib.Dataset(default_union=True)",
    "comunica": "--unionDefaultGraph, or unionDefaultGraph: true in the context of a query",
    "Virtuoso": "nothing: it asks all graphs together",
    "Fuseki": "tdb2:unionDefaultGraph true for the dataset (from its documentation, not tried here)",
}

_KEPT = "The statements stand in named graphs. To ask all of them together, switch on in"
_MERGED = (
    "The statements of all named graphs together, for any engine as it is.",
    "Questions that ask which graph says what find nothing here: export nquads or trig for those.",
)


def head(kept: bool) -> list[str]:
    """Give what stands at the head of a file, line by line: what it is, and how it is loaded."""
    lines = [f"determinants {__version__}: a graph of implementation determinants, CC BY 4.0"]
    if not kept:
        return [*lines, *_MERGED]
    width = max(map(len, SWITCHES))
    return [*lines, f"{_KEPT}:", *(f"  {name:<{width}}  {how}" for name, how in SWITCHES.items())]


def explained() -> str:
    """Give the same as a paragraph, for help and pages."""
    return f"{_KEPT} {'; '.join(f'{name}: {how}' for name, how in SWITCHES.items())}."


def headed(how: Format[Iterable[Quad]], quads: Iterable[Quad]) -> Iterator[bytes]:
    """Yield a graph in a format with its head before it, as a comment, where the format has comments."""
    written = how.write(quads)
    parts = (
        [written]
        if isinstance(written, bytes)
        else [written.encode()]
        if isinstance(written, str)
        else written
    )
    lines = head("named graphs" in how.what)
    if how.name == "rdfxml":
        yield from _after_declaration(parts, "\n".join(["<!--", *lines, "-->", ""]))
    elif how.name != "jsonld":
        yield "".join(f"# {line}\n" for line in lines).encode()
        yield from parts
    else:
        yield from parts


def _after_declaration(parts: Iterable[bytes], comment: str) -> Iterator[bytes]:
    """Put a comment where XML allows it first: after the line that says that it is XML."""
    waiting = iter(parts)
    declaration, newline, rest = next(waiting, b"").partition(b"\n")
    yield declaration + newline + comment.replace("--union", "- -union").encode() + rest
    yield from waiting
