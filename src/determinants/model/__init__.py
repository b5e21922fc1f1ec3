"""The model: what one row of each table may say (frozen pydantic), and which tables there are."""

from determinants.model.evidence import Agent, Finding, Publication, Retired
from determinants.model.fields import Row
from determinants.model.frameworks import Element, Endorsement, Framework, Mapping, MappingSet
from determinants.model.measure import Anchor, Item, Rating, Site, Statistic
from determinants.model.review import (
    Alignment,
    Checklist,
    Condition,
    Count,
    Criterion,
    Determinant,
    Fact,
    Influence,
    QualityBand,
    Reference,
    Review,
    Robustness,
    Source,
    StudySet,
)
from determinants.model.schemes import Code, Country
from determinants.model.tables import TABLES, Table

__all__ = [
    "TABLES",
    "Agent",
    "Alignment",
    "Anchor",
    "Checklist",
    "Code",
    "Condition",
    "Count",
    "Country",
    "Criterion",
    "Determinant",
    "Element",
    "Endorsement",
    "Fact",
    "Finding",
    "Framework",
    "Influence",
    "Item",
    "Mapping",
    "MappingSet",
    "Publication",
    "QualityBand",
    "Rating",
    "Reference",
    "Retired",
    "Review",
    "Robustness",
    "Row",
    "Site",
    "Source",
    "Statistic",
    "StudySet",
    "Table",
]
