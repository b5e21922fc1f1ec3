"""What people call things → which thing is meant."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from determinants.problems import UnknownName
from determinants.vocab import BASE


def resolve(said: str, labels: Mapping[str, set[str]], kind: str) -> str:
    """Give the IRI of the thing that is meant.

    `labels` has the names of every candidate by IRI. A thing may be named by its IRI, by its path
    below our base, by the last part of it, by a label, or by a part of either that no other has.

    >>> labels = {BASE + "r/influence/psw-training": {"PSW training"}}
    >>> resolve("training", labels, "influence")
    'https://w3id.org/determinants/r/influence/psw-training'

    Raises:
        UnknownName: if nothing, or more than one thing, is meant; near misses are suggested.
    """
    said = said.strip()
    if said in labels:
        return said
    if BASE + said.strip("/") in labels:
        return BASE + said.strip("/")
    wanted = _plain(said)
    names = {iri: {_plain(slug(iri)), *map(_plain, known)} for iri, known in labels.items()}
    exact = [iri for iri, known in names.items() if wanted and wanted in known]
    part = exact or [iri for iri, known in names.items() if wanted and any(wanted in name for name in known)]
    if len(part) == 1:
        return part[0]
    if part:
        raise UnknownName(kind, said, sorted(map(_path, part))[:8], ambiguous=True)
    by_name = {name: iri for iri, known in names.items() for name in known}
    near = dict.fromkeys(slug(by_name[name]) for name in get_close_matches(wanted, by_name, n=3))
    raise UnknownName(kind, said, near)


def slug(iri: str) -> str:
    """Give the last part of an IRI.

    >>> slug("https://w3id.org/determinants/cfir2009/culture")
    'culture'
    """
    return re.split(r"[/#]", iri)[-1]


def _path(iri: str) -> str:
    return iri.removeprefix(BASE)


def _plain(name: str) -> str:
    """Make names comparable: lower case, words only."""
    return " ".join(re.findall(r"\w+", name.casefold()))
