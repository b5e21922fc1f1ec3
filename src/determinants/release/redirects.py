"""Rules by which w3id.org leads from the IRIs of this project to files of a release that say what they are.

Things are found by the named graph that says what they are; which graph that is comes from the data. People
get a page where there is one, programs the syntax that they ask for, and Turtle if they ask for none.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from pyoxigraph import NamedNode

from determinants import __version__
from determinants.ground.vocab import BASE, DET, RDF
from determinants.release.parts import Part, Source

# Where the rules lead until somebody says where a release is published: a reserved name, with nothing there.
NOWHERE = "https://example.org/determinants"
FEW = (
    12  # names of one level that have rules of their own; where there are more, the graph of most is for all
)
SYNTAXES = {
    r"application/ld\+json": "jsonld",
    r"application/rdf\+xml": "rdf",
    "application/n-triples": "nt",
    "application/n-quads": "nq",
    "application/trig": "trig",
}
PAGES = r"text/html|application/xhtml\+xml"


def parts(source: Source) -> Iterator[Part]:
    """Yield the rules, and what to do with them."""
    yield Part("w3id/.htaccess", "text/plain", "redirects for w3id.org", partial(rules, source))
    yield Part("w3id/README.md", "text/markdown", "how the redirects are put in force", lambda: README)


def rules(source: Source) -> str:
    """Give the rules as Apache reads them."""
    lines = [
        f"# Redirects of {BASE} to a published release. See README.md beside this file.",
        "Options +FollowSymLinks",
        "RewriteEngine on",
        "",
        "# Where the release is published: the one line to change.",
        f"RewriteRule ^ - [E=AT:{NOWHERE}]",
        "",
        "# Files of this release, by their names.",
        f"RewriteRule ^release/{_literally(__version__)}/(.+)$ %{{ENV:AT}}/$1 [R=302,L]",
        f"RewriteRule ^release/{_literally(__version__)}/?$ %{{ENV:AT}}/index.html [R=303,L]",
        "RewriteRule ^$ %{ENV:AT}/index.html [R=303,L]",
        *_page("dataset", "index.html", "R=303,L"),
        r"RewriteCond %{HTTP_ACCEPT} application/ld\+json",
        "RewriteRule ^dataset$ %{ENV:AT}/catalogue.jsonld [R=303,L]",
        "RewriteRule ^dataset$ %{ENV:AT}/catalogue.ttl [R=303,L]",
        "RewriteRule ^shapes$ %{ENV:AT}/ontology/shapes.ttl [R=303,L]",
        "RewriteRule ^question/ %{ENV:AT}/questions/questions.ttl [R=303,L]",
        *(
            f"RewriteRule ^nanopublication/{pattern} %{{ENV:AT}}/nanopublications/{name}.trig [R=303,L]"
            for pattern, name in {"(.+/)?finding/": "findings", "": "alignments"}.items()
        ),
        "",
        "# The ontology.",
        *_negotiated(f"ontology(/{_literally(__version__)})?", "graph/named/ontology", "html/ontology.html"),
    ]
    for framework in source.of_kind(DET.Framework):
        key = framework.value.removeprefix(BASE)
        lines += ["", f"# The framework {key}, and its parts."]
        lines += _page(f"{key}/([^/]+)", f"html/{key}.html#$1", "R=303,NE,L")
        lines += _page(key, f"html/{key}.html", "R=303,L")
    lines += ["", "# Things, by the named graph that says what they are."]
    for pattern, graph in places(source):
        lines += ["RewriteCond %{ENV:GRAPH} ^$", f"RewriteRule ^{pattern}$ - [E=GRAPH:{graph}]"]
    known = "RewriteCond %{ENV:GRAPH} ."
    for media_type, ending in SYNTAXES.items():
        lines += [known, f"RewriteCond %{{HTTP_ACCEPT}} {media_type}"]
        lines.append(f"RewriteRule ^ %{{ENV:AT}}/graph/named/%{{ENV:GRAPH}}.{ending} [R=303,L]")
    lines += [known, "RewriteRule ^ %{ENV:AT}/graph/named/%{ENV:GRAPH}.ttl [R=303,L]"]
    return "\n".join(lines) + "\n"


def _negotiated(pattern: str, file: str, page: str) -> Iterator[str]:
    yield from _page(pattern, page, "R=303,L")
    for media_type, ending in SYNTAXES.items():
        yield f"RewriteCond %{{HTTP_ACCEPT}} {media_type}"
        yield f"RewriteRule ^{pattern}$ %{{ENV:AT}}/{file}.{ending} [R=303,L]"
    yield f"RewriteRule ^{pattern}$ %{{ENV:AT}}/{file}.ttl [R=303,L]"


def _page(pattern: str, page: str, how: str) -> Iterator[str]:
    yield f"RewriteCond %{{HTTP_ACCEPT}} {PAGES}"
    yield f"RewriteRule ^{pattern}$ %{{ENV:AT}}/{page} [{how}]"


def places(source: Source) -> list[tuple[str, str]]:
    """Give patterns of paths, each with the named graph that says what the things there are, in order."""
    graphs = defaultdict[tuple[str, ...], set[str]](set)
    for name, quads in source.named.items():
        for quad in quads:
            iri = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
            if (
                quad.predicate == RDF.type
                and iri.startswith(BASE)
                and "#" not in iri
                and iri != BASE + "dataset"
            ):
                graphs[tuple(iri.removeprefix(BASE).split("/"))].add(name)
    return list(_below((), {path: min(names) for path, names in graphs.items()}))


def _below(prefix: tuple[str, ...], graphs: dict[tuple[str, ...], str]) -> Iterator[tuple[str, str]]:
    """Yield the patterns of what begins so, exceptions before what holds for the others."""
    here = {path: graph for path, graph in graphs.items() if path[: len(prefix)] == prefix}
    names = sorted(set(here.values()))
    at = "/".join(map(_literally, prefix))
    if len(names) == 1 and prefix:
        yield f"{at}(/.*)?", names[0]
        return
    most = max(names, key=lambda name: (list(here.values()).count(name), name))
    children = sorted({path[: len(prefix) + 1] for path in here if len(path) > len(prefix)})
    others = [
        child
        for child in children
        if {graph for path, graph in here.items() if path[: len(child)] == child} != {most}
    ]
    if prefix in here and here[prefix] != most:
        yield at, here[prefix]
    for child in others if prefix and len(children) > FEW else children:
        yield from _below(child, here)
    if prefix and len(children) > FEW:
        yield f"{at}(/.*)?", most


def _literally(text: str) -> str:
    return text.replace(".", r"\.").replace("+", r"\+")


README = f"""\
# Redirects for w3id.org

Nothing here is in force: the addresses of this project are to be registered, and do not open yet.

To put them in force, publish the folder that this one stands in on any web server; write its address into the
one line of `.htaccess` that says so, in place of `{NOWHERE}`; and offer `.htaccess` and this
file to https://github.com/perma-id/w3id.org as the folder `determinants`.

What is asked for as HTML leads to a page where there is one (the ontology, frameworks and their parts); else,
to the named graph that says what the thing is, in the syntax that is asked for: JSON-LD, RDF/XML, N-Triples,
N-Quads, TriG, or Turtle for everything else. Weights in `Accept` are not looked at: Apache's rules cannot.
"""
