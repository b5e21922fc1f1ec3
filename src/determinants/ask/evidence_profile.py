"""What stands behind each influence, as somebody needs it who assesses confidence with GRADE-CERQual.

Nothing here is an assessment, and none can be made of it by counting: each is a judgement of people who have
read the studies.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from determinants.ask import captions
from determinants.ask.records import (
    Ask,
    InfluenceCounts,
    InfluenceFindings,
    PublicationRecords,
    ReviewInclusions,
    records,
)
from determinants.ground.values import COUNTS, DIRECTION, NOT_FOUND

NOT_KNOWN = "not known"


@dataclass(frozen=True)
class ContributingStudy:
    """A study that contributes to what a review finds on an influence: what it is, and its findings on it.

    `graded` is the quality that the review gave it, or that the record of it has; empty where nobody did.
    """

    record: PublicationRecords
    findings: tuple[InfluenceFindings, ...]
    graded: str

    @property
    def directions(self) -> tuple[str, ...]:
        """Which ways its findings point, each once."""
        said = {row.direction for row in self.findings}
        return tuple(way.label for way in DIRECTION if way.iri in said)

    @property
    def context(self) -> str:
        """Where and with whom it was done, as far as that is known."""
        known = (self.record.countries, self.record.setting, self.record.population)
        return "; ".join(each for each in known if each)


@dataclass(frozen=True)
class Profiled:
    """An influence of a review, with the studies that contribute to it and what the review counts.

    `others` is how many further sources only report of studies, or remark on earlier work; they contribute
    no study of their own. `looked_for` is how many studies looked for it and did not find it.
    """

    review: str
    review_label: str
    influence: str
    label: str
    rank: int | None
    counted: InfluenceCounts | None
    studies: tuple[ContributingStudy, ...]
    others: int
    looked_for: int
    coded: str

    def by(self, what: str) -> dict[str, int]:
        """Give how many studies there are of each design, country or grade; what is not known last."""
        found: Counter[str] = Counter()
        for study in self.studies:
            of = {
                "design": study.record.design_label,
                "country": study.record.countries,
                "grade": study.graded,
            }
            values = (of[what] or "").split(" ") if what == "country" else [of[what] or ""]
            found.update({value or NOT_KNOWN: 1 for value in values})
        return dict(sorted(found.items(), key=lambda each: (each[0] == NOT_KNOWN, -each[1], each[0])))

    @property
    def directions(self) -> dict[str, int]:
        """How many studies have findings of each direction; one may have several."""
        found = Counter(way for study in self.studies for way in study.directions)
        return {way.label: found[way.label] for way in DIRECTION if way.label in found}


def evidence_profile(ask: Ask) -> tuple[Profiled, ...]:
    """Give a profile of each influence, and of each construct that a review codes to, review by review.

    Studies contribute that report findings themselves, or from which a review that includes them codes some.

    >>> import determinants
    >>> culture = evidence_profile(determinants.open_graph().of("ibrahim2019").ask)[0]
    >>> culture.label, culture.counted.count, len(culture.studies) > culture.counted.count
    ('Organisational culture', 28, True)
    """
    known = {row.publication: row for row in records(ask, PublicationRecords)}
    graded = _grades(ask)
    counts = {(row.review, row.influence): row for row in records(ask, InfluenceCounts)}
    found = defaultdict[tuple[str, str], list[InfluenceFindings]](list)
    for row in records(ask, InfluenceFindings):
        found[row.review, row.influence].append(row)
    labels = {key: (row.review_label, row.influence_label) for key, rows in found.items() for row in rows}
    labels |= {key: (row.review_label, row.influence_label) for key, row in counts.items()}
    profiles = []
    for key in {**counts, **found}:
        review, influence = key
        own = {way.iri for way in COUNTS}
        met = [row for row in found[key] if row.directness in own and row.direction != NOT_FOUND.iri]
        gone = [row for row in found[key] if row.directness in own and row.direction == NOT_FOUND.iri]
        studies = _studies(
            met, known, {study: grade for (of, study), grade in graded.items() if of == review}
        )
        named = {study.record.publication for study in studies}
        count = counts.get(key)
        profiles.append(
            Profiled(
                review,
                labels[key][0],
                influence,
                labels[key][1],
                count.rank if count else None,
                count,
                studies,
                len({row.stated_in for row in found[key] if row.directness not in own} - named),
                len({row.publication for row in gone} - named),
                str(captions.coded(ask, influence=NamedNode(influence), review=NamedNode(review))),
            )
        )
    profiles.sort(
        key=lambda each: (each.review, each.rank is None, each.rank or 0, each.label, each.influence)
    )
    return tuple(profiles)


def _grades(ask: Ask) -> dict[tuple[str, str], str]:
    """Give the quality that reviews gave to publications, in their words where these are printed."""
    return {
        (row.review, row.publication): str(row.quality_printed or row.quality_label)
        for row in records(ask, ReviewInclusions)
        if row.quality_printed or row.quality_label
    }


def _studies(
    rows: list[InfluenceFindings], known: Mapping[str, PublicationRecords], graded: Mapping[str, str]
) -> tuple[ContributingStudy, ...]:
    of = defaultdict[str, list[InfluenceFindings]](list)
    for row in rows:
        of[row.publication].append(row)
    return tuple(
        ContributingStudy(known[study], tuple(found), graded.get(study) or known[study].quality_label or "")
        for study, found in sorted(of.items(), key=lambda each: (known[each[0]].publication_label, each[0]))
    )
