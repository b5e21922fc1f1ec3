"""What the article says beside its numbers: each clause is answered by a stored question, with its place."""

from collections.abc import Mapping

import pytest

from determinants.ask.asking import Graph
from determinants.store.oxigraph import OxigraphEngine

IMPLICATIONS = "Discussion, Implications for practice and research"
STAGE_3 = "Results, Stage 3, paragraph 3"

# question → what a row of it says; and all of the article's clauses that such rows tell.
CLAUSES: tuple[tuple[str, Mapping[str, str], Mapping[str, object]], ...] = (
    *(
        ("review-methods", {}, {"aspect_label": "stage of the synthesis", "ordinal": place, "value": name})
        for place, name in enumerate(
            (
                "developing a preliminary synthesis",
                "exploring relationships between studies",
                "assessing the robustness of the synthesis",
            ),
            1,
        )
    ),
    ("review-methods", {}, {"value": "thematic analysis", "locator": "Method, Analysis"}),
    ("review-methods", {}, {"value": "vote counting", "locator": "Method, Analysis"}),
    ("review-methods", {}, {"value": "carried out in high-income countries only"}),
    ("review-methods", {}, {"value": "most give no sample size"}),
    (
        "review-eligibility",
        {"role": "inclusion"},
        {"label": "peer support work is formal and face to face", "locator": "Abstract, Methods"},
    ),
    ("review-eligibility", {"role": "inclusion"}, {"reason": "languages of the sites of the UPSIDES study"}),
    ("review-sources", {}, {"ordinal": 2, "reason": "they publish studies of peer support workers"}),
    ("review-appraisal", {}, {"label": "Good quality", "from_percentage": 60, "below_percentage": None}),
    ("review-limitations", {}, {"ordinal": 3, "publication_label": "Fan et al. 2018"}),
    ("review-limitations", {}, {"ordinal": 4, "publication_label": "Higgins et al. 2017"}),
    ("measure-statements", {}, {"aspect_label": "midpoint of its scale", "value": "1.5", "locator": STAGE_3}),
    ("measure-statements", {}, {"aspect_label": "lowest total of its measure", "value": "0"}),
    ("measure-statements", {}, {"aspect_label": "highest total of its measure", "value": "24"}),
    (
        "measure-statements",
        {},
        {"aspect_label": "rater of its measure", "value": "the site lead of each site scored it"},
    ),
    ("measure-statements", {}, {"value": "no marked floor or ceiling effects were found"}),
    ("measure-statements", {}, {"aspect_label": "use of its measure", "ordinal": 1}),
    ("measure-statements", {}, {"aspect_label": "use of its measure", "ordinal": 2}),
    *(
        (
            "influence-approaches",
            {"influence": "organisational-culture"},
            {"kind": "change", "publication": key, "locator": f"{IMPLICATIONS}, paragraph 2, sentence 6"},
        )
        for key in (
            *("bird2012", "tse2016", "priebe2014", "cook2012", "schrank2012", "kirst2014"),
            *("schrank2014wellfocus", "schrank2014framework", "slade2017wellbeing", "slade2017positive"),
            *("slade2010", "crowther2018", "toney2018mechanisms", "toney2018fidelity", "funk2017"),
        )
    ),
    ("influence-approaches", {}, {"kind": "target", "publication": "repper2013"}),
    *(
        ("review-statements", {"kind": "part"}, {"part_label": part, "locator": "Abstract, Conclusion"})
        for part in (
            *("PSW training", "PSW role definition", "Resource availability"),
            "PSW access to a peer network",
        )
    ),
    *(
        ("review-statements", {"kind": "operation"}, {"statement_label": said, "publication": "flottorp2013"})
        for said in (
            "determinants may modify an effect",
            "determinants may mediate",
            "determinants may be links in a chain of causes",
        )
    ),
    *(
        ("review-statements", {"kind": "consequence"}, {"publication": key})
        for key in ("henderson2014", "schrank2015", "meadows2019", "slade2015")
    ),
    *(
        (
            "review-statements",
            {"kind": "direction", "influence": influence},
            {"statement_label": "each has both facilitators and barriers"},
        )
        for influence in (
            *("psw-self-management", "psw-expectations", "organisational-processes"),
            "research-design-needs",
        )
    ),
)


def _said(cell: object) -> object:
    return cell.rpartition("/")[2] if isinstance(cell, str) and cell.startswith("https://") else cell


@pytest.mark.parametrize(("question", "where", "told"), CLAUSES)
def test_a_clause_of_the_article_is_answered(
    question: str, where: Mapping[str, str], told: Mapping[str, object], shipped: OxigraphEngine
) -> None:
    rows = Graph(shipped).ask(question, review="ibrahim2019", **where).records()
    found = [row for row in rows if all(_said(row[column]) == value for column, value in told.items())]
    assert found
    assert all(row["locator"] for row in found)


def test_eight_limitations_and_three_strengths_are_named(shipped: OxigraphEngine) -> None:
    rows = Graph(shipped).ask("review-limitations", review="ibrahim2019").records()
    named = {(row["aspect_label"], row["ordinal"]) for row in rows}
    assert named == {("limitation", n) for n in range(1, 9)} | {("strength", n) for n in range(1, 4)}


@pytest.mark.parametrize(
    ("validity", "compared"),
    [
        ("convergent", {"mean-experienced": "1.8", "mean-inexperienced": "0.8"}),
        ("discriminant", {"mean-low-and-lower-middle-income": "1.3", "mean-high-income": "1.5"}),
    ],
)
def test_each_validity_rests_on_its_own_comparison(
    validity: str, compared: dict[str, str], shipped: OxigraphEngine
) -> None:
    rows = Graph(shipped).ask("measure-statements", review="ibrahim2019").records()
    found = {
        _said(row["statistic"]): str(row["statistic_value"])
        for row in rows
        if f"{validity} validity" in str(row["value"])
    }
    assert found == compared


def test_what_a_review_cites_for_a_statement_is_no_finding(shipped: OxigraphEngine) -> None:
    rows = Graph(shipped).ask("influence-approaches", review="ibrahim2019").records()
    cited = {_said(row["publication"]) for row in rows}
    findings = Graph(shipped).ask("publication-findings").records()
    assert cited
    assert not cited & {_said(row["publication"]) for row in findings}
