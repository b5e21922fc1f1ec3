"""Which tables there are: where each stands in a data folder, and what its rows are.

Adding a table is one line here, its row, and what the graph makes of it.
"""

from dataclasses import dataclass

from determinants.tables.model import codebook, evidence, frameworks, measure, review, schemes, statements
from determinants.tables.model.fields import Row


@dataclass(frozen=True)
class Table:
    """A kind of table. `*` in the path is the scope: a review's folder or a framework's file."""

    name: str
    path: str
    row: type[Row]

    @property
    def scoped(self) -> bool:
        """Whether names are told apart by scope, so that two reviews may use the same slug."""
        return "*" in self.path and self.name not in {"findings", "sites"}

    def key(self, scope: str) -> tuple[str, str]:
        """Give what tells its names apart: this table, and the scope where names are told apart by it."""
        return (self.name, scope if self.scoped else "")


TABLES: tuple[Table, ...] = (
    Table("agents", "agents.csv", evidence.Agent),
    Table("countries", "schemes/countries.csv", schemes.Country),
    Table("designs", "schemes/designs.csv", schemes.Code),
    Table("grades", "schemes/grades.csv", schemes.Code),
    Table("modalities", "schemes/modalities.csv", schemes.Code),
    Table("income-levels", "schemes/income-levels.csv", schemes.Code),
    Table("topics", "schemes/topics.csv", schemes.Code),
    Table("outcomes", "schemes/outcomes.csv", schemes.Code),
    Table("scopes", "schemes/scopes.csv", schemes.Scope),
    Table("publications", "publications.csv", evidence.Publication),
    Table("scopings", "publication-scope.csv", evidence.Scoping),
    Table("dependences", "independence.csv", evidence.Dependence),
    Table("frameworks", "frameworks/frameworks.csv", frameworks.Framework),
    Table("elements", "frameworks/*.csv", frameworks.Element),
    Table("crosswalks", "frameworks/*.sssom.tsv", frameworks.Mapping),
    Table("endorsements", "endorsements/*.csv", frameworks.Endorsement),
    Table("endorsement-levels", "endorsement-levels/*.csv", frameworks.LevelCount),
    Table("reviews", "reviews/*/review.csv", review.Review),
    Table("facts", "reviews/*/facts.csv", statements.Fact),
    Table("criteria", "reviews/*/criteria.csv", review.Criterion),
    Table("sources", "reviews/*/sources.csv", review.Source),
    Table("quality-bands", "reviews/*/quality-bands.csv", review.QualityBand),
    Table("checklists", "reviews/*/checklists.csv", review.Checklist),
    Table("study-sets", "reviews/*/study-sets.csv", review.StudySet),
    Table("inclusions", "reviews/*/included.csv", review.Inclusion),
    Table("influences", "reviews/*/influences.csv", review.Influence),
    Table("determinants", "reviews/*/determinants.csv", review.Determinant),
    Table("statements", "reviews/*/statements.csv", statements.Statement),
    Table("counts", "reviews/*/counts.csv", review.Count),
    Table("codings", "reviews/*/codings.csv", review.Coding),
    Table("references", "reviews/*/references.csv", review.Reference),
    Table("conditions", "reviews/*/conditions.csv", review.Condition),
    Table("alignments", "reviews/*/alignments.csv", review.Alignment),
    Table("robustness", "reviews/*/robustness.csv", review.Robustness),
    Table("sites", "reviews/*/sites.csv", measure.Site),
    Table("items", "reviews/*/items.csv", measure.Item),
    Table("anchors", "reviews/*/anchors.csv", measure.Anchor),
    Table("ratings", "reviews/*/ratings.csv", measure.Rating),
    Table("statistics", "reviews/*/statistics.csv", measure.Statistic),
    Table("codebooks", "codebooks/*/codebook.csv", codebook.Codebook),
    Table("determinants", "codebooks/*/factors.csv", codebook.Factor),
    Table("rules", "codebooks/*/rules.csv", codebook.Rule),
    Table("construct-alignments", "codebooks/*/alignments.csv", codebook.ConstructAlignment),
    Table("decisions", "codebooks/*/decisions.csv", codebook.Decision),
    Table("agreements", "codebooks/*/agreement.csv", codebook.Agreement),
    Table("searches", "searches.csv", evidence.Search),
    Table("listings", "listed.csv", evidence.Listing),
    Table("findings", "findings/*.csv", evidence.Finding),
    Table("retired", "retired.csv", evidence.Retired),
)
