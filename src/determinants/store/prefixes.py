"""The prefixes of a query: those that it declares, and ours, which it need not."""

import re
from collections.abc import Sequence

from determinants.ground.vocab import PREFIXES
from determinants.store import grammar
from determinants.store.grammar import Word


def declared(words: Sequence[Word]) -> dict[str, str]:
    """Give the prefixes that a query declares itself."""
    return {
        prefix.text[:-1]: iri.text[1:-1]
        for keyword, prefix, iri in zip(words, words[1:], words[2:], strict=False)
        if keyword.kind == "PREFIX" and iri.kind == "IRI"
    }


def with_prefixes(text: str) -> str:
    """Give a query with the prefixes of ours declared that it uses without declaring them.

    They are put on its first line, so that lines keep their numbers.
    """
    words = list(grammar.words(text))
    own = declared(words)
    used = {word.text.partition(":")[0] for word in words if word.kind in {"NAME", "NAMESPACE"}}
    lines = [f"PREFIX {name}: <{PREFIXES[name]}> " for name in sorted(used & PREFIXES.keys() - own.keys())]
    return "".join(lines) + text


def iris(text: str) -> list[tuple[Word, str]]:
    """Give the IRIs and prefixed names that a query uses, each with the whole IRI that it stands for."""
    words = list(grammar.words(text))
    prefixes = {**PREFIXES, **declared(words)}
    found = []
    for word in words:
        if word.kind == "IRI":
            found.append((word, word.text[1:-1]))
        elif word.kind == "NAME":
            prefix, _, local = word.text.partition(":")
            found.append((word, prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)))
    return found
