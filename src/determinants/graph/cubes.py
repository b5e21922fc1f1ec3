"""Roll-ups: how many publications and findings there are for each code, direction, country and so on.

Counting over a whole literature is what no SPARQL engine does fast. So it is done once, from the rows that
the graph is made of, over columns of numbers, and the counts become observations (RDF Data Cube) in a named
graph of their own. A cube says of what state of the rows it is; a cube of another state is stale.
"""

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from determinants.graph.terms import Place, english, named, number, plain, qualified, term
from determinants.ground.values import COUNTED, COUNTS, DIRECTION, DIRECTNESS, NOT_FOUND
from determinants.ground.vocab import DET, PROV, QB, SKOS, thing
from determinants.tables import derivation, model
from determinants.tables.reading import Entry

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Rows = Mapping[str, Numbers]

GRAPH = "derived"
NOTHING_COUNTED = "Nothing is counted here: no finding or publication has what it is counted by."


@dataclass(frozen=True)
class Cube:
    """A roll-up: for each combination of its dimensions that occurs, what is counted."""

    slug: str
    label: str
    structure: NamedNode
    dimensions: tuple[str, ...]
    measures: tuple[str, ...] = ("publications",)
    of_reviews: bool | None = None  # only what belongs to a review, or only what belongs to none


VOTES = ("code", "direction", "directness")
CODED = ("coder", "review", "confidence", "directness")
CUBES = (
    Cube("votes", "Votes", DET.votes, VOTES, ("publications", "findings", "bodies")),
    Cube("votes-by-country", "Votes by country", DET.votesByCountry, (*VOTES, "country")),
    Cube("votes-by-design", "Votes by design", DET.votesByDesign, (*VOTES, "design")),
    Cube("votes-by-quality", "Votes by quality", DET.votesByQuality, (*VOTES, "quality")),
    Cube("votes-by-modality", "Votes by modality", DET.votesByModality, (*VOTES, "modality")),
    Cube("votes-by-scope", "Votes by scope", DET.votesByScope, (*VOTES, "scope")),
    Cube(
        "reports",
        "Publications by code",
        DET.reports,
        ("code", "directness"),
        ("publications", "bodies"),
    ),
    Cube(
        "reports-by-scope",
        "Publications by code and scope",
        DET.reportsByScope,
        ("code", "directness", "scope"),
        ("publications", "bodies"),
    ),
    Cube("pairs", "Pairs of codes", DET.pairs, ("code", "otherCode", "directness")),
    Cube("domains", "Publications by domain", DET.domains, ("domain", "directness")),
    Cube(
        "factors",
        "Votes by factor",
        DET.factors,
        ("determinant", "direction", "directness"),
        ("publications", "findings"),
    ),
    # Findings that are coded as a topic belong to no review, and every observation of a cube has a value for
    # each of its dimensions: so there are two.
    Cube("codings", "Findings by coder", DET.codings, CODED, ("findings",), of_reviews=True),
    Cube(
        "codings-of-topics",
        "Findings of topics by coder",
        DET.codingsOfTopics,
        CODED,
        ("findings",),
        of_reviews=False,
    ),
)

# The property that each dimension is written with.
PROPERTIES = {
    **{name: DET[name] for cube in CUBES for name in cube.dimensions},
    "coder": PROV.wasAttributedTo,
    "review": DET.codeOf,
    "scope": DET.withinScope,
}
# Of these a publication may have several.
SEVERAL = ("country", "scope")


class Codes:
    """Numbers for names, given out in the order in which names come."""

    def __init__(self) -> None:
        """Begin with none."""
        self.numbers: dict[str, int] = {}

    def of(self, name: str | None) -> int:
        """Give the number of a name; nothing is -1."""
        return -1 if name is None else self.numbers.setdefault(name, len(self.numbers))

    def names(self) -> list[str]:
        """Give the names in the order of their numbers."""
        return list(self.numbers)


def _column() -> "array[int]":
    return array("i")


@dataclass
class Columns:
    """What the counts are made of, as columns of numbers: publications, and who reports which finding."""

    codes: dict[str, Codes] = field(default_factory=dict)
    attributes: dict[str, "array[int]"] = field(default_factory=dict)  # one number a publication
    several: dict[str, "array[int]"] = field(default_factory=dict)  # publication, country, publication, …
    reports: dict[str, "array[int]"] = field(default_factory=dict)  # one number a finding and publication
    aligned: list[tuple[str, str]] = field(default_factory=list)  # code, domain
    reviews: set[str] = field(default_factory=set)
    articles: dict[str, str] = field(default_factory=dict)  # review → the publication that reports it
    domains: set[str] = field(default_factory=set)
    above: dict[str, str] = field(default_factory=dict)  # element → what it is part of
    bodies: derivation.Bodies = field(default_factory=derivation.Bodies)
    scopes: derivation.Scopes = field(default_factory=derivation.Scopes)

    def watch(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Hand rows on, remembering of them what is counted."""
        for entry in entries:
            self._add(entry)
            yield entry

    def domain_of(self, element: str) -> str | None:
        """Give the domain that an element of a framework is, or is part of."""
        while element not in self.domains:
            if element not in self.above:
                return None
            element = self.above[element]
        return element

    def in_domains(self) -> Iterator[tuple[str, str]]:
        """Yield codes with the domains that their review maps them to, or that they are constructs of."""
        for code, element in self.aligned:
            if domain := self.domain_of(element):
                yield code, domain
        for code in self.of("code").names():
            _, _, element = code.partition(":")
            if ":" in element and (domain := self.domain_of(element)):
                yield code, domain

    def of(self, dimension: str) -> Codes:
        """Give the numbers of a dimension."""
        return self.codes.setdefault(dimension, Codes())

    def _add(self, entry: Entry) -> None:
        match entry.row:
            case model.Review() as row:
                self.reviews.add(row.key)
                self.articles[row.key] = row.publication
            case model.Finding() as row:
                self._finding(_Said.by_project(row))
            case model.Coding() as row:
                self._finding(_Said.by_review(row, entry.scope, self.articles.get(entry.scope, "")))
            case model.Publication() as row:
                self._publication(row)
            case model.Scope() | model.Scoping() as row:
                self._scope(row)
            case model.Dependence(publication=publication, other=other):
                self.bodies.join(publication, other)
            case model.Element(level="domain", slug=slug):
                self.domains.add(f"{entry.scope}:{slug}")
            case model.Element(slug=slug, broader=str(broader)):
                self.above[f"{entry.scope}:{slug}"] = f"{entry.scope}:{broader}"
            case model.Alignment(influence=str(influence), element=element):
                self.aligned.append((f"{entry.scope}:{influence}", element))

    def _scope(self, row: model.Scope | model.Scoping) -> None:
        if isinstance(row, model.Scope):
            self.scopes.add(row)
        else:
            within = (scope for scope, value in self.scopes.of(row).items() if value == "yes")
            self._has(self.of("publication").of(row.publication), "scope", within)

    def _publication(self, row: model.Publication) -> None:
        at = self.of("publication").of(row.key)
        for name in ("design", "quality", "modality"):
            column = self.attributes.setdefault(name, _column())
            column.extend([-1] * (at + 1 - len(column)))
            column[at] = self.of(name).of(getattr(row, name))
        self._has(at, "country", row.countries)

    def _has(self, publication: int, dimension: str, values: Iterable[str]) -> None:
        for value in values:
            self.several.setdefault(dimension, _column()).extend((publication, self.of(dimension).of(value)))

    def _finding(self, said: "_Said") -> None:
        names = {
            # any number that no other finding has
            "finding": len(self.reports.get("finding", ())),
            "code": self.of("code").of(said.code),
            "review": self.of("review").of(said.review),
            "direction": self.of("direction").of(said.direction),
            "directness": self.of("directness").of(said.directness),
            "determinant": self.of("determinant").of(said.determinant),
            "coder": self.of("coder").of(said.coder),
            "confidence": self.of("confidence").of(said.confidence),
        }
        for key in said.reported_by:
            for name, value in names.items():
                self.reports.setdefault(name, _column()).append(value)
            self.reports.setdefault("publication", _column()).append(self.of("publication").of(key))


@dataclass(frozen=True)
class _Said:
    """What is counted of a finding. `code` is `review:influence`, or `review:framework:construct`.

    `review` is whose code it is; empty, where it is a topic's.
    """

    reported_by: Sequence[str]
    code: str | None
    review: str
    direction: str
    directness: str
    determinant: str | None
    coder: str
    confidence: str

    @classmethod
    def by_project(cls, row: model.Finding) -> "_Said":
        review = row.influence.partition(":")[0] if row.influence else ""
        told = (row.direction, row.directness, row.determinant, f"agent/{row.coder}", row.confidence)
        return cls(row.reported_by, row.influence, review, *told)

    @classmethod
    def by_review(cls, row: model.Coding, review: str, article: str) -> "_Said":
        factor = f"{review}:{row.determinant}" if row.determinant else None
        coder = f"agent/{row.coder}" if row.coder else review
        told = (row.direction, row.directness, factor, coder, row.confidence)
        return cls((row.study or article,), f"{review}:{row.influence or row.element}", review, *told)


def observations(columns: Columns, state: str) -> Iterator[Quad]:
    """Yield every cube, with the state of the rows that it was counted from."""
    at = Place(thing("graph", GRAPH))
    table = _Table(columns)
    for cube in CUBES:
        it = thing(GRAPH, cube.slug)
        counted = table.count(cube)
        first = next(counted, None)
        yield from at.write(
            it,
            (QB.DataSet, PROV.Entity),
            {
                SKOS.prefLabel: english(cube.label),
                # It is there all the same, with its state: that none was found is an answer too.
                SKOS.editorialNote: english(NOTHING_COUNTED) if first is None else None,
                QB.structure: cube.structure,
                DET.state: plain(state),
                PROV.wasDerivedFrom: thing("dataset"),
            },
        )
        for names, counts in chain([first] if first else [], counted):
            yield from at.write(
                thing(GRAPH, cube.slug, *(_path(name) for name in names if name)),
                QB.Observation,
                {
                    QB.dataSet: it,
                    DET.codeOf: _review(cube, names, columns.reviews),
                    **{
                        PROPERTIES[dimension]: _thing(dimension, name)
                        for dimension, name in zip(cube.dimensions, names, strict=True)
                    },
                    **{
                        DET[measure]: number(count)
                        for measure, count in zip(cube.measures, counts, strict=True)
                    },
                },
            )


# Dimensions whose names begin with the review that they belong to.
OF_A_REVIEW = ("code", "domain", "determinant")


def _review(cube: Cube, names: Sequence[str], reviews: Collection[str]) -> NamedNode | None:
    """Give the review that counts belong to; those of a factor of our own belong to none."""
    for dimension, name in zip(cube.dimensions, names, strict=True):
        scope = name.partition(":")[0]
        if dimension in OF_A_REVIEW and scope in reviews:
            return thing(scope)
    return None


def _path(name: str) -> str:
    return name.removeprefix("agent/").replace(":", "/")


def _thing(dimension: str, name: str) -> NamedNode | None:
    match dimension:
        case "code" | "otherCode":
            review, _, code = name.partition(":")
            return qualified(code) if ":" in code else thing(review, "influence", code)
        case "determinant":
            return qualified(name, "determinant")
        case "domain":
            return qualified(name.partition(":")[2])
        case "confidence":
            return term(name)
        case "direction":
            return DIRECTION[name].term
        case "directness":
            return COUNTED.term if name == COUNTED.slug else DIRECTNESS[name].term
        case "coder" | "review":
            return thing(name) if name else None
        case _:
            return named(dimension, name)


class _Table:
    """The columns as arrays, and how combinations of them are counted.

    Rows in which each publication stands once for each combination are made by sorting, once; features of
    publications are then only looked up, and rows counted.
    """

    def __init__(self, columns: Columns) -> None:
        import numpy

        self._columns = columns
        stated = {name: numpy.array(column) for name, column in columns.reports.items()}
        # What counts as a study's own is there twice: as it was stated, and as counted.
        self._reports = _with_counted(stated, columns.of("directness")) if stated else {}
        self._attributes = {name: numpy.array(column) for name, column in columns.attributes.items()}
        self._several = {
            name: numpy.array(columns.several.get(name, ()), dtype=numpy.int64).reshape(-1, 2)
            for name in SEVERAL
        }
        self._votes = _once(self._reports, (*VOTES, "publication")) if self._reports else {}

    def count(self, cube: Cube) -> Iterator[tuple[list[str], list[int]]]:
        """Yield each combination of the cube's dimensions, as names, with what is counted of it."""
        if not self._reports:
            return
        counted: dict[tuple[int, ...], list[int]] = {}
        names = {dimension: self._columns.of(dimension).names() for dimension in cube.dimensions}
        for measure in cube.measures:
            rows, known = self._counted(measure, cube)
            names |= known
            for key, count in _tally(rows, cube.dimensions):
                counted.setdefault(key, []).append(count)
        for key, counts in sorted(counted.items()):
            called = [names[dimension][code] for dimension, code in zip(cube.dimensions, key, strict=True)]
            if cube.of_reviews is None or cube.of_reviews == bool(called[cube.dimensions.index("review")]):
                yield called, counts

    def _counted(self, measure: str, cube: Cube) -> "tuple[Rows, dict[str, list[str]]]":
        match measure:
            case "findings":
                return self._findings()
            case "bodies":
                rows = self._featured(self._reporting(cube), cube.dimensions)
                rows = {**rows, "body": self._bodies()[rows["publication"]]}
                return _once(rows, (*cube.dimensions, "body")), {}
            case _:
                return self._publications(cube)

    def _reporting(self, cube: Cube) -> "Rows":
        """Give the rows; where a cube does not tell directions apart, only those that report something."""
        if "direction" in cube.dimensions:
            return self._reports
        found = self._found()
        return {name: column[found] for name, column in self._reports.items()}

    def _bodies(self) -> "Numbers":
        """Give for each publication the number of the body of evidence that it belongs to."""
        import numpy

        numbers = self._columns.of("publication").numbers
        bodies = numpy.arange(len(numbers))
        for member, name in self._columns.bodies.members():
            bodies[numbers[member]] = numbers[name]
        return bodies

    def _findings(self) -> "tuple[Rows, dict[str, list[str]]]":
        """Give each finding once, though several publications may report it; these stand together."""
        import numpy

        rows = {name: self._reports[name] for name in self._reports}
        keep = numpy.unique(rows["finding"] * 2 + rows["counted"], return_index=True)[1]
        return {name: column[keep] for name, column in rows.items()}, {}

    def _publications(self, cube: Cube) -> "tuple[Rows, dict[str, list[str]]]":
        """Give each publication once for each combination; and the names of what is not in the reports."""
        dimensions = set(cube.dimensions)
        if "domain" in dimensions:
            return self._by_domain()
        if "otherCode" in dimensions:
            return self._pairs()
        if not dimensions >= set(VOTES):
            rows = self._featured(self._reporting(cube), dimensions)
            return _once(rows, (*cube.dimensions, "publication")), {}
        return self._featured(self._votes, dimensions), {}

    def _featured(self, rows: "Rows", dimensions: Collection[str]) -> "Rows":
        """Give rows with the features of their publications; where there are several, a row for each."""
        for dimension in self._attributes.keys() & dimensions:
            rows = {**rows, dimension: self._attributes[dimension][rows["publication"]]}
        for dimension in self._several.keys() & dimensions:
            rows = _joined(rows, "publication", self._several[dimension], dimension)
        return rows

    def _found(self) -> "Numbers":
        """Give which rows report something: what was looked for and not found is no report of it."""
        found: Numbers = self._reports["direction"] != self._columns.of("direction").of(NOT_FOUND.slug)
        return found

    def _own(self) -> "Rows":
        """Give each code and publication that reports it itself, once."""
        own = self._reports["directness"] == self._columns.of("directness").of(COUNTED.slug)
        own &= self._found()
        rows = {name: self._reports[name][own] for name in ("code", "directness", "publication")}
        return _once(rows, ("code", "directness", "publication"))

    def _by_domain(self) -> "tuple[Rows, dict[str, list[str]]]":
        """Give domains with the publications that report on codes that their review maps there."""
        import numpy

        codes = self._columns.of("code").numbers
        placed = {(code, f"{code.partition(':')[0]}:{domain}") for code, domain in self._columns.in_domains()}
        domains = sorted({domain for _, domain in placed})
        places = {domain: number for number, domain in enumerate(domains)}
        aligned = {(codes[code], places[domain]) for code, domain in placed if code in codes}
        pairs = numpy.array(sorted(aligned), dtype=numpy.int64).reshape(-1, 2)
        rows = _joined(self._own(), "code", pairs, "domain")
        return _once(rows, ("domain", "directness", "publication")), {"domain": domains}

    def _pairs(self) -> "tuple[Rows, dict[str, list[str]]]":
        """Pair the codes of one review that a publication reports, each with those that come after it."""
        import numpy

        known = self._columns.of("code").names()
        ordered = sorted(known, key=lambda name: (name.partition(":")[0], str(_thing("code", name))))
        rank = numpy.array([ordered.index(name) for name in known], dtype=numpy.int64)
        reviews = [name.partition(":")[0] for name in ordered]
        review = numpy.array([sorted(set(reviews)).index(name) for name in reviews], dtype=numpy.int64)
        own = self._own()
        many = max(len(known), 1)
        places = rank[own["code"]] if known else own["code"]
        # One group for each publication and review: codes are paired within it, and never beyond.
        groups = own["publication"] * many + (review[places] if known else places)
        keys = numpy.sort(groups * many + places)
        groups, codes = keys // many, keys % many
        first, second = [], []
        for distance in range(1, many):
            same = groups[:-distance] == groups[distance:]
            if not same.any():
                break
            first.append(codes[:-distance][same])
            second.append(codes[distance:][same])
        paired = {
            name: numpy.concatenate(part) if part else numpy.array([], numpy.int64)
            for name, part in (("code", first), ("otherCode", second))
        }
        counted = self._columns.of("directness").of(COUNTED.slug)
        paired["directness"] = numpy.full_like(paired["code"], counted)
        return paired, {"code": ordered, "otherCode": ordered}


def _with_counted(rows: "Rows", directness: Codes) -> "dict[str, Numbers]":
    """Give rows with those that count as a study's own a second time, as counted."""
    import numpy

    counted = numpy.isin(rows["directness"], [directness.of(value.slug) for value in COUNTS])
    again = {name: column[counted] for name, column in rows.items()}
    again["directness"] = numpy.full_like(again["directness"], directness.of(COUNTED.slug))
    both = {name: numpy.concatenate((column, again[name])) for name, column in rows.items()}
    both["counted"] = numpy.repeat([0, 1], [len(rows["finding"]), len(again["finding"])])
    return both


def _known(rows: "Rows", names: Sequence[str]) -> "Numbers":
    """Give which rows have a value in each of the columns."""
    import numpy

    known: Numbers = numpy.logical_and.reduce([rows[name] >= 0 for name in names])
    return known


def _packed(rows: "Rows", names: Sequence[str]) -> "tuple[Numbers, list[int]]":
    """Give one number for each row that has a value in each of the columns, and the sizes to unpack it by."""
    import numpy

    known = _known(rows, names)
    sizes = [int(rows[name].max(initial=0)) + 1 for name in names]
    key = numpy.zeros(int(known.sum()), dtype=numpy.int64)
    for name, size in zip(names, sizes, strict=True):
        key = key * size + rows[name][known]
    return key, sizes


def _once(rows: "Rows", names: Sequence[str]) -> "dict[str, Numbers]":
    """Give each combination of columns that occurs, once."""
    import numpy

    key, sizes = _packed(rows, names)
    key.sort()
    key = key[numpy.concatenate(([True], key[1:] != key[:-1]))] if len(key) else key
    found = {}
    for name, size in zip(reversed(names), reversed(sizes), strict=True):
        key, found[name] = numpy.divmod(key, size)
    return found


def _joined(rows: "Rows", on: str, pairs: "Numbers", name: str) -> "dict[str, Numbers]":
    """Join rows with pairs of (a value of `on`, a value of `name`): a row for each that fits."""
    import numpy

    pairs = pairs[numpy.argsort(pairs[:, 0], kind="stable")]
    starts = numpy.searchsorted(pairs[:, 0], rows[on], side="left")
    counts = numpy.searchsorted(pairs[:, 0], rows[on], side="right") - starts
    repeated = numpy.repeat(numpy.arange(len(counts)), counts)
    within = numpy.arange(counts.sum()) - numpy.repeat(counts.cumsum() - counts, counts)
    return {
        **{column: values[repeated] for column, values in rows.items()},
        name: pairs[starts[repeated] + within, 1],
    }


def _tally(rows: "Rows", dimensions: Sequence[str]) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield each combination of dimensions that occurs, with how many rows have it."""
    import numpy

    key, sizes = _packed(rows, dimensions)
    counts = numpy.bincount(key)
    for packed in numpy.flatnonzero(counts).tolist():
        codes, rest = [], packed
        for size in reversed(sizes):
            rest, code = divmod(rest, size)
            codes.append(code)
        yield tuple(reversed(codes)), int(counts[packed])
