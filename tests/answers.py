"""Stored answers of stored questions: how they are written, and how a new one is accepted.

    python tests/answers.py             accepts the answers of every question
    python tests/answers.py NAME …      accepts those of some

Read the difference before you commit it: an answer that changed is a claim that it should have.
"""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from determinants import __version__
from determinants.ask import questions
from determinants.store import building
from determinants.store.engine import Engine, ask
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Rows

TESTS = Path(__file__).parent
ROOT = TESTS.parent
EXPECTED = TESTS / "expected"
QUESTIONS = questions.load(ROOT / "queries")
WORLDS = {"tiny": TESTS / "worlds/tiny", "released": ROOT / "data"}

# An answer with more rows is kept as its number of rows, a digest of all of them, and the first few.
WHOLE, FIRST = 60, 12


# Questions about one thing ask, over the tiny world, about a thing that is in it.
THINGS = {"thing-mentions": "publication/ash2010", "thing-statements": "finding/f1"}


def worlds(question: questions.Question, world: str) -> str:
    """The SPARQL of a question for one world: as it stands, but for questions about one thing."""
    if world == "tiny" and question.name in THINGS:
        return question.narrowed({"thing": [question.columns["thing"].term(THINGS[question.name])]})
    return question.text


def written(world: str, table: Rows) -> str:
    """The answer over one world, as it is kept: SPARQL's TSV, one row a line."""
    return "\n".join(_lines(world, table)) + "\n"


def _lines(world: str, table: Rows) -> Iterator[str]:
    rows = ["\t".join("" if term is None else str(term) for term in row) for row in table.rows]
    yield f"# {world}: {len(rows)} rows"
    yield "\t".join(f"?{column}" for column in table.columns)
    if len(rows) <= WHOLE:
        yield from rows
    else:
        yield from rows[:FIRST]
        digest = hashlib.sha256("\n".join(rows).encode()).hexdigest()
        yield f"# and {len(rows) - FIRST} more; all together have the SHA-256 digest {digest}"


def open_world(folder: Path) -> Engine:
    """An engine over the world of a folder."""
    return OxigraphEngine.load(building.quads([folder], ROOT / "ontology", __version__))


def accept(names: list[str]) -> None:
    """Write the answers that questions give now."""
    EXPECTED.mkdir(exist_ok=True)
    engines = {world: open_world(folder) for world, folder in WORLDS.items()}
    for name in names or QUESTIONS:
        parts = [
            written(world, ask(engine, worlds(QUESTIONS[name], world))) for world, engine in engines.items()
        ]
        (EXPECTED / f"{name}.tsv").write_text("\n".join(parts), encoding="utf-8")
    for path in EXPECTED.glob("*.tsv"):
        if path.stem not in QUESTIONS:
            path.unlink()


if __name__ == "__main__":
    accept(sys.argv[1:])
