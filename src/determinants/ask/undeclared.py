"""Terms of our namespace in a query that the ontology does not have.

To SPARQL they are names like any other, and the answer is what it says it is: nothing, as a rule. But
whoever wrote `det:Findings` meant something.
"""

from difflib import get_close_matches

from determinants.ground.vocab import DET, compact
from determinants.store.engine import Engine
from determinants.store.prefixes import iris
from determinants.store.solutions import Rows


def told(engine: Engine, query: str) -> list[str]:
    """Give a sentence for each term of ours in a query that the ontology of the graph does not have.

    Where the graph has no ontology, nothing is said. The query must be one that can be read.
    """
    used = {iri: word for word, iri in reversed(iris(query)) if iri.startswith(DET.iri)}
    used = {iri: word for iri, word in used.items() if iri != DET.iri}
    if not used:
        return []
    asked = " ".join(f"<{iri}>" for iri in sorted(used))
    there = _terms(engine, f"SELECT DISTINCT ?term WHERE {{ VALUES ?term {{ {asked} }} ?term a ?kind }}")
    unknown = [iri for iri in used if iri not in there]
    if not unknown:
        return []
    names = {iri.removeprefix(DET.iri) for iri in _terms(engine, _ALL)}
    if not names:
        return []
    sentences = []
    for iri in sorted(unknown, key=lambda iri: used[iri].start):
        line = query.count("\n", 0, used[iri].start) + 1
        near = _near(iri.removeprefix(DET.iri), names)
        hint = f" Did you mean {' or '.join(f'det:{name}' for name in near)}?" if near else ""
        sentences.append(f"line {line}: the ontology has no {compact(iri)}.{hint}")
    return sentences


def _near(said: str, names: set[str]) -> list[str]:
    """Give up to two names that come close, whatever their case; classes first where one is meant."""
    close = get_close_matches(said.lower(), sorted({name.lower() for name in names}), n=2)
    near = [name for lower in close for name in sorted(names) if name.lower() == lower]
    return sorted(near, key=lambda name: name[:1].isupper() != said[:1].isupper())[:2]


_ALL = f'SELECT DISTINCT ?term WHERE {{ ?term a ?kind FILTER(STRSTARTS(STR(?term), "{DET.iri}")) }}'


def _terms(engine: Engine, query: str) -> set[str]:
    answer = engine.query(query)
    assert isinstance(answer, Rows)
    return {str(getattr(row[0], "value", "")) for row in answer.rows}
