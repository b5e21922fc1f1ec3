"""Networks as files. A new format is one function and its record in `NETWORK_FORMATS`.

The same network gives the same bytes. networkx does the writing; it also reads each of them back.
"""

import io
import json
from typing import TYPE_CHECKING

from determinants.write.formats import Format, as_xml

if TYPE_CHECKING:
    import networkx as nx


def as_graphml(network: "nx.Graph") -> bytes:
    """Give GraphML, which Gephi, Cytoscape, yEd and igraph read."""
    import networkx as nx

    out = io.BytesIO()
    # The writer that is the same whether lxml is installed or not.
    nx.write_graphml_xml(network, out)
    return as_xml(out.getvalue() + b"\n")


def as_gexf(network: "nx.Graph") -> bytes:
    """Give GEXF, the format of Gephi."""
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter()
    # networkx writes today's date, which says nothing of the network and would change its bytes.
    del writer.xml.find("meta").attrib["lastmodifieddate"]
    writer.add_graph(network)
    out = io.BytesIO()
    writer.write(out)
    return as_xml(out.getvalue() + b"\n")


def as_cytoscape(network: "nx.Graph") -> bytes:
    """Give the JSON of Cytoscape and cytoscape.js, in which the name of a node is its label."""
    import networkx as nx

    told = nx.cytoscape_data(network, name="label")
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


NETWORK_FORMATS: "dict[str, Format[nx.Graph]]" = {
    made.name: made
    for made in (
        Format(
            "graphml", ".graphml", "application/graphml+xml", "for Gephi, Cytoscape, yEd, igraph", as_graphml
        ),
        Format("gexf", ".gexf", "application/gexf+xml", "for Gephi", as_gexf),
        Format("cyjs", ".cyjs", "application/json", "for Cytoscape, cytoscape.js", as_cytoscape),
    )
}
