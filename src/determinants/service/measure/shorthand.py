"""Abbreviations in what a review calls its codes, spelt out where they stand first."""

import re
from collections.abc import Iterable, Iterator, Mapping


def spelt_out(texts: Iterable[str], abbreviations: Mapping[str, str]) -> Iterator[str]:
    """Yield texts that are read one after another: in the first that has an abbreviation, it is spelt out.

    >>> list(spelt_out(["1. PSW training", "PSW pay"], {"PSW": "peer support worker"}))
    ['1. Peer support worker (PSW) training', 'PSW pay']
    >>> list(spelt_out(["Work with PSWs"], {"PSW": "peer support worker"}))
    ['Work with peer support workers (PSWs)']
    """
    left = dict(abbreviations)
    for text in texts:
        told = text
        for short, long in list(left.items()):
            if found := re.search(rf"\b{re.escape(short)}(s?)\b", told):
                begins = re.fullmatch(r"(.*[.:] )?", told[: found.start()], re.DOTALL)
                whole = long[0].upper() + long[1:] if begins else long
                told = f"{told[: found.start()]}{whole}{found[1]} ({found[0]}){told[found.end() :]}"
                del left[short]
        yield told
