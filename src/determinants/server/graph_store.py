"""The reads of the SPARQL 1.1 Graph Store Protocol: one named graph, or all together, as it stands."""

from determinants.ground.vocab import BASE
from determinants.server.calls import Call
from determinants.server.protocol import ALSO_TRIPLES
from determinants.server.refusing import Refused
from determinants.write.sparql_formats import TRIPLE_FORMATS

OFFERED = {each.media_type: name for name, each in TRIPLE_FORMATS.items()} | ALSO_TRIPLES


def query(call: Call, graphs: frozenset[str]) -> str:
    """Give the query for the graph that is asked for.

    Raises:
        Refused: if it is not said which, or there is none of that name.

    """
    pairs = [(name, said) for name, said in call.pairs() if name != "format"]
    if pairs == [("default", "")]:
        return "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    if len(pairs) != 1 or pairs[0][0] != "graph":
        raise Refused(
            400,
            f"say which graph: ?default for all together, or ?graph=IRI for one, such as "
            f"?graph={BASE}graph/cfir2009.",
        )
    name = pairs[0][1]
    if name not in graphs:
        known = ", ".join(sorted(each.removeprefix(BASE) for each in graphs))
        raise Refused(404, f"no named graph is called <{name[:200]}>. Below {BASE} there are {known}.")
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"
