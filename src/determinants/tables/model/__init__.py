"""The model: what one row of each table may say (frozen pydantic), and which tables there are."""

from determinants.tables.model.catalogue import TABLES, Table
from determinants.tables.model.codebook import Agreement, Codebook, ConstructAlignment, Decision, Factor, Rule
from determinants.tables.model.evidence import Agent, Dependence, Finding, Publication, Retired, Search
from determinants.tables.model.fields import Row
from determinants.tables.model.frameworks import (
    Element,
    Endorsement,
    Framework,
    LevelCount,
    Mapping,
    MappingSet,
)
from determinants.tables.model.measure import Anchor, Item, Rating, Site, Statistic
from determinants.tables.model.review import (
    Alignment,
    Checklist,
    Coding,
    Condition,
    Count,
    Criterion,
    Determinant,
    Inclusion,
    Influence,
    QualityBand,
    Reference,
    Review,
    Robustness,
    Source,
    StudySet,
)
from determinants.tables.model.schemes import Code, Country
from determinants.tables.model.statements import Fact, Statement

__all__ = [
    "TABLES",
    "Agent",
    "Agreement",
    "Alignment",
    "Anchor",
    "Checklist",
    "Code",
    "Codebook",
    "Coding",
    "Condition",
    "ConstructAlignment",
    "Count",
    "Country",
    "Criterion",
    "Decision",
    "Dependence",
    "Determinant",
    "Element",
    "Endorsement",
    "Fact",
    "Factor",
    "Finding",
    "Framework",
    "Inclusion",
    "Influence",
    "Item",
    "LevelCount",
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
    "Rule",
    "Search",
    "Site",
    "Source",
    "Statement",
    "Statistic",
    "StudySet",
    "Table",
]
