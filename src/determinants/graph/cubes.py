"""Roll-ups: how many publications and findings there are for each influence, direction, country and so on.

Counting over a whole literature is what no SPARQL engine does fast. So it is done once, from the rows that
the graph is made of, over columns of numbers, and the counts become observations (RDF Data Cube) in a named
graph of their own. A cube says of what state of the rows it is; a cube of another state is stale.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from determinants import model
from determinants.graph.evidence import DIRECTNESS
from determinants.graph.writing import Place, english, named, number, plain, qualified, term
from determinants.tables import Entry
from determinants.vocab import DET, PROV, QB, SKOS, thing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

GRAPH = "derived"


@dataclass(frozen=True)
class Cube:
    """A roll-up: for each combination of its dimensions that occurs, what is counted."""

    slug: str
    label: str
    structure: NamedNode
    dimensions: tuple[str, ...]
    measures: tuple[str, ...] = ("publications",)


VOTES = ("influence", "direction", "directness")
CUBES = (
    Cube("votes", "Votes", DET.votes, VOTES, ("publications", "findings")),
    Cube("votes-by-country", "Votes by country", DET.votesByCountry, (*VOTES, "country")),
    Cube("votes-by-design", "Votes by design", DET.votesByDesign, (*VOTES, "design")),
    Cube("votes-by-quality", "Votes by quality", DET.votesByQuality, (*VOTES, "quality")),
    Cube("votes-by-modality", "Votes by modality", DET.votesByModality, (*VOTES, "modality")),
    Cube("reports", "Publications by influence", DET.reports, ("influence", "directness")),
    Cube("pairs", "Pairs of influences", DET.pairs, ("influence", "otherInfluence", "directness")),
    Cube("domains", "Publications by domain", DET.domains, ("domain", "directness")),
    Cube(
        "factors",
        "Votes by factor",
        DET.factors,
        ("determinant", "direction", "directness"),
        ("publications", "findings"),
    ),
    Cube("codings", "Findings by coder", DET.codings, ("coder", "confidence", "directness"), ("findings",)),
)

# The property that each dimension is written with.
PROPERTIES = {
    **{name: DET[name] for cube in CUBES for name in cube.dimensions},
    "coder": PROV.wasAttributedTo,
}


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
    return array("q")


@dataclass
class Columns:
    """What the counts are made of, as columns of numbers: publications, and who reports which finding."""

    codes: dict[str, Codes] = field(default_factory=dict)
    attributes: dict[str, "array[int]"] = field(default_factory=dict)  # one number a publication
    located: "array[int]" = field(default_factory=_column)  # publication, country, publication, …
    reports: dict[str, "array[int]"] = field(default_factory=dict)  # one number a finding and publication
    aligned: list[tuple[str, str]] = field(default_factory=list)  # influence, domain
    domains: set[str] = field(default_factory=set)

    def watch(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Hand rows on, remembering of them what is counted."""
        for entry in entries:
            self._add(entry)
            yield entry

    def of(self, dimension: str) -> Codes:
        """Give the numbers of a dimension."""
        return self.codes.setdefault(dimension, Codes())

    def _add(self, entry: Entry) -> None:
        match entry.row:
            case model.Finding() as row:
                self._finding(row)
            case model.Publication() as row:
                self._publication(row)
            case model.Element(level="domain", slug=slug):
                self.domains.add(f"{entry.scope}:{slug}")
            case model.Alignment(influence=influence, element=element):
                self.aligned.append((f"{entry.scope}:{influence}", element))

    def _publication(self, row: model.Publication) -> None:
        at = self.of("publication").of(row.key)
        for name in ("design", "quality", "modality"):
            column = self.attributes.setdefault(name, _column())
            column.extend([-1] * (at + 1 - len(column)))
            column[at] = self.of(name).of(getattr(row, name))
        for country in row.countries:
            self.located.extend((at, self.of("country").of(country)))

    def _finding(self, row: model.Finding) -> None:
        said = {
            "finding": len(self.reports.get("finding", ())),  # any number that no other finding has
            "influence": self.of("influence").of(row.influence),
            "direction": self.of("direction").of(row.direction),
            "directness": self.of("directness").of(row.directness),
            "determinant": self.of("determinant").of(row.determinant),
            "coder": self.of("coder").of(row.coder),
            "confidence": self.of("confidence").of(row.confidence),
        }
        for key in row.reported_by:
            for name, value in said.items():
                self.reports.setdefault(name, _column()).append(value)
            self.reports.setdefault("publication", _column()).append(self.of("publication").of(key))


def observations(columns: Columns, state: str) -> Iterator[Quad]:
    """Yield every cube, with the state of the rows that it was counted from."""
    at = Place(thing("graph", GRAPH))
    table = _Table(columns)
    for cube in CUBES:
        it = thing(GRAPH, cube.slug)
        yield from at.write(
            it,
            (QB.DataSet, PROV.Entity),
            {
                SKOS.prefLabel: english(cube.label),
                QB.structure: cube.structure,
                DET.state: plain(state),
                PROV.wasDerivedFrom: thing("dataset"),
            },
        )
        for names, counts in table.count(cube):
            yield from at.write(
                thing(GRAPH, cube.slug, *(name.replace(":", "/") for name in names)),
                QB.Observation,
                {
                    QB.dataSet: it,
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


def _thing(dimension: str, name: str) -> NamedNode | None:
    match dimension:
        case "influence" | "otherInfluence":
            return qualified(name, "influence")
        case "determinant":
            return qualified(name, "determinant")
        case "domain":
            return qualified(name)
        case "direction" | "confidence":
            return term(name)
        case "directness":
            return DIRECTNESS[name]
        case "coder":
            return named("agent", name)
        case _:
            return named(dimension, name)


class _Table:
    """The columns as arrays, and how combinations of them are counted."""

    def __init__(self, columns: Columns) -> None:
        import numpy

        self._columns = columns
        self._reports = {name: numpy.array(column) for name, column in columns.reports.items()}
        self._attributes = {name: numpy.array(column) for name, column in columns.attributes.items()}
        self._located = numpy.array(columns.located).reshape(-1, 2)

    def count(self, cube: Cube) -> Iterator[tuple[list[str], list[int]]]:
        """Yield each combination of the cube's dimensions, as names, with what is counted of it."""
        if not self._reports:
            return
        rows, names = self._rows(cube)
        counted: dict[tuple[int, ...], list[int]] = {}
        for measure in cube.measures:
            for key, count in _distinct(rows, cube.dimensions, measure.removesuffix("s")):
                counted.setdefault(key, []).append(count)
        for key, counts in sorted(counted.items()):
            yield (
                [names[dimension][code] for dimension, code in zip(cube.dimensions, key, strict=True)],
                counts,
            )

    def _rows(self, cube: Cube) -> "tuple[Mapping[str, Numbers], dict[str, list[str]]]":
        """Give the reports with all the dimensions of a cube, and the names of these."""
        names = {dimension: self._columns.of(dimension).names() for dimension in cube.dimensions}
        rows = self._reports
        if "domain" in names:
            return self._by_domain(rows, names)
        if "otherInfluence" in names:
            return self._pairs(rows, names)
        for dimension in names.keys() & self._attributes.keys():
            rows = {**rows, dimension: self._attributes[dimension][rows["publication"]]}
        if "country" in names:
            rows = _joined(rows, "publication", self._located, "country")
        return rows, names

    def _own(self, rows: "Mapping[str, Numbers]") -> "dict[str, Numbers]":
        own = rows["directness"] == self._columns.of("directness").of("own")
        kept = own & (rows["influence"] >= 0)
        return {name: rows[name][kept] for name in ("influence", "directness", "publication")}

    def _by_domain(
        self, rows: "Mapping[str, Numbers]", names: dict[str, list[str]]
    ) -> "tuple[Mapping[str, Numbers], dict[str, list[str]]]":
        import numpy

        influences = self._columns.of("influence").numbers
        domains = sorted(self._columns.domains)
        aligned = {
            (influences[influence], domains.index(element))
            for influence, element in self._columns.aligned
            if influence in influences and element in self._columns.domains
        }
        pairs = numpy.array(sorted(aligned), dtype=numpy.int64).reshape(-1, 2)
        return _joined(self._own(rows), "influence", pairs, "domain"), {**names, "domain": domains}

    def _pairs(
        self, rows: "Mapping[str, Numbers]", names: dict[str, list[str]]
    ) -> "tuple[Mapping[str, Numbers], dict[str, list[str]]]":
        """Pair the influences that a publication reports, each with those whose IRI comes after its own."""
        import numpy

        known = self._columns.of("influence").names()
        ordered = sorted(known, key=lambda name: qualified(name, "influence").value)
        rank = numpy.array([ordered.index(name) for name in known], dtype=numpy.int64)
        own = self._own(rows)
        many = max(len(known), 1)
        keys = numpy.unique(own["publication"] * many + rank[own["influence"]])
        publications, influences = keys // many, keys % many
        first, second, where = [], [], []
        for distance in range(1, many):
            same = publications[:-distance] == publications[distance:]
            if not same.any():
                break
            first.append(influences[:-distance][same])
            second.append(influences[distance:][same])
            where.append(publications[:-distance][same])
        together = [
            numpy.concatenate(part) if part else numpy.array([], int) for part in (first, second, where)
        ]
        paired = dict(zip(("influence", "otherInfluence", "publication"), together, strict=True))
        paired["directness"] = numpy.full_like(
            paired["publication"], self._columns.of("directness").of("own")
        )
        return paired, {**names, "influence": ordered, "otherInfluence": ordered}


def _joined(rows: "Mapping[str, Numbers]", on: str, pairs: "Numbers", name: str) -> "dict[str, Numbers]":
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


def _distinct(
    rows: "Mapping[str, Numbers]", dimensions: Iterable[str], measure: str
) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield each combination of dimensions that occurs, with how many different values there are."""
    import numpy

    columns = [rows[dimension] for dimension in dimensions]
    known = numpy.logical_and.reduce([column >= 0 for column in columns])
    if not known.any():
        return
    sizes = [int(column.max()) + 1 for column in columns]
    key = numpy.zeros(int(known.sum()), dtype=numpy.int64)
    for column, size in zip(columns, sizes, strict=True):
        key = key * size + column[known]
    many = int(rows[measure].max()) + 1
    keys, counts = numpy.unique(numpy.unique(key * many + rows[measure][known]) // many, return_counts=True)
    for packed, count in zip(keys.tolist(), counts.tolist(), strict=True):
        codes, rest = [], packed
        for size in reversed(sizes):
            rest, code = divmod(rest, size)
            codes.append(code)
        yield tuple(reversed(codes)), count
