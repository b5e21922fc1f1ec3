"""The kinds of columns that stored questions have, in one registry.

What may be typed for a value, what Python gives for it, and which classes of things have its name, all
follow from the record of the kind. A new kind is one record here.
"""

import re
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from determinants.ground.problems import UsageError
from determinants.ground.values import BASIS, CONFIDENCE, DIRECTION, DIRECTNESS, Values
from determinants.ground.vocab import BASE, XSD


@dataclass(frozen=True)
class Kind:
    """A kind of column. `classes` are those of things that are called by it; else it is a literal or an IRI.

    `gives` is the Python type of its values, `holds` says in words what they are.
    """

    name: str
    holds: str
    classes: tuple[str, ...] = ()
    gives: str = "str"
    datatype: str = ""
    form: str = ""
    values: Values | None = None  # where all its values are named in the ontology

    @property
    def literal(self) -> bool:
        """Whether its values are texts, numbers or truth values and not things."""
        return bool(self.datatype)

    def term(self, text: str, column: str) -> NamedNode | Literal:
        """Give what is typed as an RDF term: a literal, or an IRI, whole or below our base.

        >>> KINDS["influence"].term("ibrahim2019/influence/psw-training", "influence").value
        'https://w3id.org/determinants/ibrahim2019/influence/psw-training'

        Raises:
            UsageError: if it cannot be a value of this kind.
        """
        if self.literal:
            if not re.fullmatch(self.form, text, re.DOTALL):
                raise UsageError(f"'{text}' cannot be a value of {column}, which is a {self.name}.")
            return Literal(text, datatype=XSD[self.datatype])
        try:
            return NamedNode(text if "://" in text else BASE + text)
        except ValueError:
            raise UsageError(f"'{text}' cannot be a value of {column}: it is not an IRI.") from None


def _thing(name: str, holds: str, *classes: str, values: Values | None = None) -> Kind:
    return Kind(name, holds, classes, values=values)


_ALL = (
    Kind("text", "a text", datatype="string", form=r".*"),
    Kind("number", "a whole number", gives="int", datatype="integer", form=r"[+-]?[0-9]{1,18}"),
    Kind("decimal", "a decimal", (), "Decimal", "decimal", r"[+-]?[0-9]{1,18}(\.[0-9]{1,9})?"),
    Kind("truth", "yes or no", gives="bool", datatype="boolean", form=r"true|false"),
    Kind("value", "anything: a thing, a text or a number", gives="Value"),
    Kind("thing", "any thing"),
    Kind("term", "a class or property of some ontology"),
    Kind("link", "an address on the web"),
    Kind("class", "a class of things"),
    Kind("graph", "a named graph"),
    _thing("agent", "who says so", "Review", "Coding"),
    _thing("agreement", "how far codings agree", "Agreement"),
    _thing("alignment", "an alignment", "Alignment"),
    _thing("anchor", "what a score means", "ScaleAnchor"),
    _thing("basis", "printed or derived", "Basis", values=BASIS),
    _thing("body", "a body of evidence", "EvidenceBody"),
    _thing("check", "a robustness check", "RobustnessCheck"),
    _thing("cluster", "a cluster of strategies", "StrategyCluster"),
    _thing("code", "a code", "Influence", "Determinant", "Topic", "Direction", "Directness", "Outcome"),
    _thing("codebook", "a codebook", "Codebook"),
    _thing("condition", "a condition", "Condition"),
    _thing("confidence", "a confidence", "Confidence", values=CONFIDENCE),
    _thing("count", "a count of publications", "PublicationCount"),
    _thing("country", "a country", "Country"),
    _thing("criterion", "a criterion, or a source", "EligibilityCriterion", "InformationSource"),
    _thing("dependence", "a dependence", "Dependence"),
    _thing("design", "a study design", "Design"),
    _thing("determinant", "a facilitator or barrier", "Determinant"),
    _thing("direction", "a direction", "Direction", values=DIRECTION),
    _thing("directness", "a directness", "Directness", values=DIRECTNESS),
    _thing("discrepancy", "a discrepancy", "Discrepancy"),
    _thing("element", "a domain or construct", "Domain", "Subdomain", "Construct", "Addition"),
    _thing("endorsement", "an endorsement", "Endorsement"),
    _thing("fact", "a fact about a review", "ReviewFact"),
    _thing("finding", "a finding", "Finding"),
    _thing("framework", "a framework", "Framework"),
    _thing("income level", "an income level", "IncomeLevel"),
    _thing("influence", "an influence", "Influence"),
    _thing("item", "an item of a measure", "MeasureItem"),
    _thing("listing", "an entry of a list", "Listing"),
    _thing("modality", "a modality", "Modality"),
    _thing("outcome", "an outcome", "Outcome"),
    _thing("publication", "a publication", "Publication"),
    _thing("quality", "a grade of quality", "Quality"),
    _thing("review", "a review", "Review"),
    _thing("scope", "a scope", "StudyScope"),
    _thing("search", "a search", "EvidenceSearch"),
    _thing("site", "a site", "Site"),
    _thing("source", "an information source", "InformationSource"),
    _thing("statement", "a statement of a review", "ReviewStatement"),
    _thing("statistic", "a printed statistic", "Statistic"),
    _thing("strategy", "a strategy", "Strategy"),
    _thing("study set", "a study set", "StudySet"),
    _thing("topic", "a topic", "Topic"),
)  # fmt: skip

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}
