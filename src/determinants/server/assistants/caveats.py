"""What has to be known of an answer to repeat it rightly, beside what is told of it anyway."""

from collections.abc import Sequence

from determinants.ask import captions
from determinants.ask.asking import Graph
from determinants.ground.vocab import BASE
from determinants.store.solutions import Rows
from determinants.write.prose import NOT_AN_EFFECT

SEEN = 1_000  # rows that are looked through for empty cells
COUNTS = {"count", "percentage", "publications", "findings", "bodies"}
WHICH = (
    "Where a review prints only how many publications it counts, this graph does not know which ones: never "
    "name publications for such a count."
)
BLANK = "An empty cell says nothing: it is no 0, and no 'none'."


def coded(graph: Graph) -> str:
    """Say how findings were coded, and from how much; nothing where there are none."""
    said = str(captions.coded(graph.ask))
    return f"How the findings of this graph came about: {said[:1].lower()}{said[1:]}" if said else ""


def beside(graph: Graph, rows: Rows, notes: Sequence[str], thing: str = "") -> list[str]:
    """Give what is to be said beside rows, where their notes do not say it already."""
    columns, said = set(rows.columns), " ".join(notes)
    more = []
    if columns & COUNTS and NOT_AN_EFFECT not in said:
        more.append(NOT_AN_EFFECT)
    if {"count", "total"} <= columns and "publication" not in columns and "does not know" not in said:
        more.append(WHICH)
    if ("finding" in columns or f"{BASE}finding/" in thing) and "coded" not in said:
        more.append(coded(graph))
    if any(None in row for row in rows.rows[:SEEN]):
        more.append(BLANK)
    return [note for note in more if note]


def all_of_them(graph: Graph) -> str:
    """Give every caveat, as text to be read before anything is repeated."""
    parts = [
        "# How to repeat what this graph says",
        NOT_AN_EFFECT + " Never add up or average counts of several reviews.",
        WHICH,
        "A direction (helps, hinders, mixed, unclear) belongs to a statement and not to an influence: the "
        "same influence helps here and hinders there.",
        "Say who says so: a study's own finding, a review's report of a study, and a judgement of this "
        "project (coding, placement in a construct) are three different things.",
        "A printed number and what its own data give may differ; both stay. A number says whether it is "
        "printed or derived, and where.",
        "No certainty is graded here. Do not give a grade of GRADE-CERQual, nor rate a study's quality "
        "yourself.",
        BLANK,
        coded(graph),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"
