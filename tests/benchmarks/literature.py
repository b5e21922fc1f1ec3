"""A literature that nobody wrote: tables of our shape, of any size, the same bytes everywhere.

    python tests/benchmarks/literature.py FOLDER --triples 1000000 --seed 1

writes `publications.csv` and `findings/literature.csv` into FOLDER, which any command takes with
`--data FOLDER`. Influences, factors, designs, countries and the rest are those of the released data, and
each is as frequent as it is there: many publications report organisational culture, few the match between
worker and patient. Rows are written as they are made, so that ten million triples take no more memory than
ten thousand. Nothing in it is true.
"""

import argparse
import csv
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

DATA = Path(__file__).parents[2] / "data"

# Measured on the released graph: statements of a publication with its findings, and findings of one.
TRIPLES_PER_PUBLICATION = 72.8
MOST_FINDINGS = 12

# What a review says is no study's own finding, and a commentary has no data in which to find anything.
NO_STUDIES = {"systematic-review", "literature-review", "commentary"}

PUBLICATION = (
    "key,kind,title,authors,year,venue,volume,issue,pages,doi,countries,design,design_note,quality,modality,"
    "setting,read"
).split(",")
FINDING = (
    "id,stated_in,locator,reported_by,influence,determinant,direction,directness,wording,confidence,coder"
).split(",")

WORDS = (
    "peer support worker role team service training culture staff supervision recovery hospital community "
    "manager funding pay network meeting referral record ward clinic group trust time space policy"
).split()


class Choice:
    """Draws one of some values as often as it was seen, with one random number and no more."""

    def __init__(self, seen: Sequence[Any]) -> None:
        """Count what was seen."""
        counted = Counter(seen)
        self.values = sorted(counted, key=str)
        self.limits = list(accumulate(counted[value] for value in self.values))

    def draw(self, chance: Random) -> Any:
        """Give one of the values."""
        return self.values[bisect(self.limits, chance.random() * self.limits[-1])]


@dataclass(frozen=True)
class Shape:
    """What is frequent in the released data."""

    subjects: Choice  # influence, direction, directness
    factors: dict[tuple[str, str], list[str]]
    countries: Choice
    designs: Choice
    findings: Choice  # how many a publication reports


def rows(path: Path) -> list[dict[str, str]]:
    """Read a table."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def released() -> Shape:
    """Read the shape of the released data."""
    findings = [row for row in rows(DATA / "findings/findings.csv") if row["influence"]]
    factors: dict[tuple[str, str], list[str]] = {}
    for row in rows(DATA / "reviews/ibrahim2019/determinants.csv"):
        key = (f"ibrahim2019:{row['influence']}", row["direction"])
        factors.setdefault(key, []).append(f"ibrahim2019:{row['slug']}")
    publications = rows(DATA / "publications.csv")
    per_publication = Counter(row["reported_by"] for row in findings if row["directness"] == "own")
    return Shape(
        subjects=Choice([(row["influence"], row["direction"], row["directness"]) for row in findings]),
        factors=factors,
        countries=Choice([row["countries"] for row in publications if row["countries"]]),
        designs=Choice(
            [row["design"] for row in publications if row["design"] and row["design"] not in NO_STUDIES]
        ),
        findings=Choice([min(count, MOST_FINDINGS) for count in per_publication.values()]),
    )


def literature(triples: int, seed: int) -> Iterator[tuple[dict[str, str], list[dict[str, str]]]]:
    """Yield publications, each with what it states, until they make about so many triples."""
    shape, chance = released(), Random(seed)
    for number in range(round(triples / TRIPLES_PER_PUBLICATION)):
        key = f"synthetic{number}"
        publication = _publication(key, number, shape, chance)
        yield publication, [_finding(key, number, n, shape, chance) for n in range(_how_many(shape, chance))]


def _how_many(shape: Shape, chance: Random) -> int:
    return int(shape.findings.draw(chance))


def _publication(key: str, number: int, shape: Shape, chance: Random) -> dict[str, str]:
    words = [WORDS[int(chance.random() * len(WORDS))] for _ in range(8)]
    year = 1995 + int(30 * chance.random() ** 0.5)
    graded, stated = chance.random(), chance.random()
    return {
        "key": key,
        "kind": "journal-article",
        "title": " ".join(words).capitalize(),
        "authors": f"{words[0].capitalize()} A; {words[1].capitalize()} B",
        "year": str(year),
        "venue": f"Journal of {words[2]} and {words[3]}",
        "volume": str(year - 1990),
        "issue": str(1 + number % 12),
        "pages": f"{number % 900 + 1}-{number % 900 + 9}",
        "doi": f"10.9999/synthetic.{number}",
        "countries": str(shape.countries.draw(chance)),
        "design": str(shape.designs.draw(chance)),
        "design_note": f"{10 + number % 90} participants",
        # The released data grade nothing yet, and say seldom how support was given.
        "quality": ("good", "fair", "poor")[int(graded * 3)] if graded < 0.9 else "",
        "modality": ("individual", "group", "both")[int(stated * 6)] if stated < 0.5 else "",
        "setting": f"a {words[4]} {words[5]}",
        "read": "abstract",
    }


def _finding(key: str, number: int, place: int, shape: Shape, chance: Random) -> dict[str, str]:
    influence, direction, directness = shape.subjects.draw(chance)
    factors = shape.factors.get((influence, direction), [])
    matched = int(chance.random() * 2 * len(factors))
    earlier = f"synthetic{int(chance.random() * number)}"
    secondary = directness == "secondary" and earlier != key
    words = [WORDS[int(chance.random() * len(WORDS))] for _ in range(9)]
    return {
        "id": f"s{number}-{place}",
        "stated_in": key,
        "locator": "Abstract, results",
        "reported_by": earlier if secondary else key,
        "influence": influence,
        "determinant": factors[matched] if matched < len(factors) else "",
        "direction": direction,
        "directness": directness if secondary or directness == "background" else "own",
        "wording": " ".join(words).capitalize() + ".",
        "confidence": "high" if chance.random() < 0.7 else "medium",
        "coder": "first-coding",
    }


def write(folder: Path, triples: int, seed: int) -> None:
    """Write the tables of such a literature into a folder."""
    (folder / "findings").mkdir(parents=True, exist_ok=True)
    with (
        (folder / "publications.csv").open("w", encoding="utf-8", newline="") as first,
        (folder / "findings/literature.csv").open("w", encoding="utf-8", newline="") as second,
    ):
        publications = csv.DictWriter(first, PUBLICATION, lineterminator="\n")
        findings = csv.DictWriter(second, FINDING, lineterminator="\n")
        publications.writeheader()
        findings.writeheader()
        for publication, stated in literature(triples, seed):
            publications.writerow(publication)
            findings.writerows(stated)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--triples", type=int, default=30_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(given.folder, given.triples, given.seed)
