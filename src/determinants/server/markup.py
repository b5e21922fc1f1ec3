"""HTML that is made of elements: a text is always a text in it, whatever signs it has."""

import html

from determinants.ground.spelling import seen
from determinants.ground.vocab import BASE

EMPTY = {"input", "link", "meta", "br"}


class Markup(str):
    """What is HTML already; any other text is escaped where it is put into an element."""

    __slots__ = ()


def tag(element: str, /, *inside: str, **attributes: str) -> Markup:
    """Give an element with what is in it; attributes that Python has words for end in an underscore.

    >>> tag("a", "<b>", href='"x"')
    '<a href="&quot;x&quot;">&lt;b&gt;</a>'
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_escaped(value)}"' for key, value in attributes.items()
    )
    if element in EMPTY:
        return Markup(f"<{element}{said}>")
    return Markup(f"<{element}{said}>{joined(*inside)}</{element}>")


def joined(*parts: str) -> Markup:
    """Give parts one after another, texts escaped."""
    return Markup("".join(part if isinstance(part, Markup) else _escaped(part) for part in parts))


def _escaped(text: str) -> str:
    return html.escape(seen(text), quote=True)


def place(iri: str, root: str) -> str:
    """Give where a page of something is: here for what is ours, on the web for what is elsewhere on it.

    >>> place("https://w3id.org/determinants/cfir2009/culture", ""), place("javascript:alert(1)", "")
    ('/cfir2009/culture', '')
    """
    if iri.startswith(BASE):
        return f"{root}/{iri.removeprefix(BASE)}"
    return iri if iri.startswith(("https://", "http://")) else ""


def link(iri: str, text: str, root: str) -> Markup:
    """Give a text that leads to a page of something, if there can be one."""
    where = place(iri, root)
    return tag("a", text, href=where) if where else joined(text)


def table(columns: list[str], rows: list[list[Markup]]) -> Markup:
    """Give a table."""
    head = tag("thead", tag("tr", *(tag("th", column, scope="col") for column in columns)))
    body = tag("tbody", *(tag("tr", *(tag("td", cell) for cell in row)) for row in rows))
    return tag("div", tag("table", head, body), class_="wide")


def page(title: str, *body: str, root: str = "", links: dict[str, str] | None = None) -> bytes:
    """Give a whole page; `links` has its other forms, by media type."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{title} · determinants"),
        tag("link", rel="stylesheet", href=f"{root}/style.css"),
        *(
            tag("link", rel="alternate", type=media_type, href=where)
            for media_type, where in (links or {}).items()
        ),
    )
    ways = {"Start": "/", "Questions": "/questions", "SPARQL": "/sparql", "Ontology": "/ontology"}
    nav = tag("nav", *(tag("a", name, href=root + where) for name, where in ways.items()))
    whole = tag("html", head, tag("body", nav, tag("main", tag("h1", title), *body)), lang="en")
    return f"<!DOCTYPE html>\n{whole}\n".encode()


STYLE = b"""\
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 0 1rem 3rem; }
nav { display: flex; gap: 1.25rem; padding: 1rem 0; flex-wrap: wrap; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0;
  border-bottom: 1px solid color-mix(in srgb, currentcolor 20%, transparent); overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
.quiet { opacity: .75; }
textarea { width: 100%; min-height: 14rem; font: .95rem/1.4 ui-monospace, monospace; }
pre { overflow-x: auto; padding: .75rem; background: color-mix(in srgb, currentcolor 7%, transparent); }
label { display: block; margin: .5rem 0; }
button, select, input { font: inherit; padding: .25rem .5rem; }
"""
