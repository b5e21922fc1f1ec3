"""The pages that lead to all else: the first one, and the one for a query."""

import json
from dataclasses import replace

from determinants.ask.citing import cite
from determinants.ground.vocab import BASE
from determinants.server import citing, describing, things
from determinants.server.answers import ANSWERS
from determinants.server.calls import Call, Reply
from determinants.server.markup import STYLE, page, place, tag
from determinants.server.openapi import described
from determinants.server.sending import tag as state_tag
from determinants.server.served import Served
from determinants.store.solutions import Triples
from determinants.write.formats import in_parts
from determinants.write.sparql_formats import SPARQL_FORMATS, TRIPLE_FORMATS

HTML = "text/html"
RDF = {each.media_type: name for name, each in TRIPLE_FORMATS.items()}
EXAMPLE = """\
# Which influences does a review count most often?
SELECT ?influence ?count ?total WHERE {
  ?observation a det:PublicationCount ;
    det:influence/skos:prefLabel ?influence ;
    det:count ?count ;
    det:total ?total .
}
ORDER BY DESC(?count) ?influence
LIMIT 10
"""


def start(served: Served, call: Call, *, explored: bool = False) -> Reply:
    """Give the first page, or, in RDF, what the data set is; it leads to an explorer where there is one."""
    name, _ = call.chosen({HTML: "html"} | RDF)
    if name != "html":
        return void(served, call)
    reviews = served.graph.ask("review-list").records()
    explorer = {"/explore/": "the explorer: all of it in your browser, for reading and searching"}
    ways = (explorer if explored else {}) | {
        "/questions": "stored questions, each with its answer in every format of rows",
        "/answers": f"the answers that people come for: {', '.join(ANSWERS)}",
        "/sparql": "anything in SPARQL 1.1",
        "/.well-known/void": "what the data set is, in RDF (VoID)",
        "/graph-store?default": "the whole graph (SPARQL 1.1 Graph Store Protocol)",
        "/cite": "how the data are cited; /cite/QUESTION, how the answer to a stored question is",
        "/openapi.json": "how programs ask, in OpenAPI",
        "/health": "whether the server is well",
    }
    body = page(
        "Determinants of implementation",
        tag("p", "Influences, facilitators and barriers, and the publications that report them."),
        tag("p", "A count says how often something is reported; it is not the size of an effect."),
        tag("h2", "Reviews"),
        tag(
            "ul",
            *(
                tag("li", tag("a", str(row["review_label"]), href=place(str(row["review"]), call.root)))
                for row in reviews
            ),
        ),
        tag("h2", "Ways in"),
        tag(
            "ul",
            *(tag("li", tag("a", way, href=call.root + way), f": {what}") for way, what in ways.items()),
        ),
        citing.line(cite(served.graph), call),
        root=call.root,
        links=dict.fromkeys(RDF, f"{call.root}/.well-known/void"),
    )
    return Reply(body, HTML, tag=state_tag(served.dated, "start", call.root, str(explored)))


def void(served: Served, call: Call) -> Reply:
    """Give what the data set is, in RDF; to a browser, the page of the data set."""
    name, media_type = call.chosen(RDF | {HTML: "html"})
    if name == "html":
        return things.thing(served, replace(call, path="/dataset.html"))
    return _described(served, describing.dataset(served, f"{call.base}/sparql"), name, media_type, call)


def service(served: Served, call: Call) -> Reply:
    """Give what the SPARQL service is, in RDF; to a browser, the page for a query."""
    name, media_type = call.chosen(RDF | {HTML: "html"})
    if name == "html":
        return Reply(
            _query_page(served, call), HTML, tag=state_tag(served.state, "form", call.root), keep=True
        )
    return _described(served, describing.service(served, f"{call.base}/sparql"), name, media_type, call)


def _described(served: Served, triples: Triples, name: str, media_type: str, call: Call) -> Reply:
    body = b"".join(in_parts(TRIPLE_FORMATS[name].write(triples)))
    return Reply(body, media_type, tag=state_tag(served.state, call.path, name, call.base), keep=True)


def _query_page(served: Served, call: Call) -> bytes:
    names = {**SPARQL_FORMATS, **TRIPLE_FORMATS}
    return page(
        "Ask anything in SPARQL",
        tag("p", describing.limits(served)),
        tag(
            "form",
            tag("label", "The query", tag("textarea", EXAMPLE, name="query", spellcheck="false")),
            tag(
                "label",
                "The answer as ",
                tag("select", *(tag("option", name, value=name) for name in names), name="format"),
            ),
            tag("button", "Ask"),
            action=f"{call.root}/sparql",
            method="post",
        ),
        tag(
            "p", "Our prefixes, such as ", tag("code", "det:"), f" for {BASE}ontology#, need not be declared."
        ),
        root=call.root,
        links=dict.fromkeys(RDF, f"{call.root}/sparql"),
    )


def openapi(served: Served, call: Call) -> Reply:
    """Give how all of it is asked, in OpenAPI."""
    told = described(served.questions.values(), call.base)
    body = (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
    return Reply(body, "application/json", tag=state_tag(served.state, "openapi", call.base), keep=True)


def style(served: Served, call: Call) -> Reply:
    """Give how pages look."""
    return Reply(STYLE, "text/css", headers={"Cache-Control": "max-age=3600"}, keep=True)
