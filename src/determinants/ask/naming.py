"""Which thing is meant by what a user types."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from determinants.ask.kinds import KINDS
from determinants.ask.questions import Column, Question, find
from determinants.ground import shipped
from determinants.ground.problems import UnknownName, UsageError
from determinants.ground.vocab import BASE, DET
from determinants.ground.vocab import thing as iri_of
from determinants.store.engine import Engine, ask
from determinants.store.solutions import Value


def question(name: str) -> Question:
    """Read a stored question that came with this package.

    Raises:
        UnknownName: if there is no such question; near misses are suggested.

    """
    return find(shipped.folder("queries"), name)


def labels(engine: Engine, *classes: str) -> dict[str, set[str]]:
    """Give what everything of some classes, or everything, is called, by IRI."""
    asked = question("thing-names")
    found: dict[str, set[str]] = {}
    by = {"kind": [DET[name] for name in classes]} if classes else {}
    for record in ask(engine, asked.narrowed(by)).records():
        found.setdefault(str(record["thing"]), set()).add(str(record["label"]))
    return found


def named(engine: Engine, said: str, kind: str, review: NamedNode | None = None) -> NamedNode:
    """Give the thing of a kind that is meant; with a review, one of its own if it has any."""
    return NamedNode(resolve(said, _of(review, labels(engine, *KINDS[kind].classes)), kind))


def _of(review: NamedNode | None, known: dict[str, set[str]]) -> dict[str, set[str]]:
    """Keep what stands below a review, if anything does, so that another's does not get in the way."""
    scheme = f"{review.value}/" if review else ""
    return {iri: names for iri, names in known.items() if iri.startswith(scheme)} or known


def code(engine: Engine, said: str, review: NamedNode | None = None) -> NamedNode:
    """Give the code that is meant: an influence of a review, or a construct that a review codes to.

    With a review, only its own codes are meant, so that another's influence is not taken for its construct.

    Raises:
        UnknownName: if nothing, or more than one code, is called so.
    """
    if review is not None and (own := _codes(engine, review)):
        return NamedNode(resolve(said, own, "influence"))
    influences = labels(engine, *KINDS["influence"].classes)
    try:
        return NamedNode(resolve(said, influences, "influence"))
    except UnknownName as error:
        constructs = {iri: names for iri, names in _codes(engine).items() if iri not in influences}
        if error.ambiguous or not constructs:
            raise
        try:
            return NamedNode(resolve(said, constructs, "influence"))
        except UnknownName as other:
            raise (other if other.ambiguous or not error.near else error) from None


def _codes(engine: Engine, review: NamedNode | None = None) -> dict[str, set[str]]:
    """Give what the codes of a review, or of all, are called: what it counts, lists or has findings on."""
    by = {"review": [review]} if review is not None else {}
    found: dict[str, set[str]] = {}
    for name in ("influence-counts", "finding-reads"):
        for row in ask(engine, question(name).narrowed(by)).records():
            found.setdefault(str(row["influence"]), set()).add(str(row["influence_label"]))
    names = labels(engine, *KINDS["influence"].classes)  # an influence may have further names
    return {iri: known | names.get(iri, set()) for iri, known in found.items()}


def _candidates(engine: Engine, kind: str) -> dict[str, set[str]] | None:
    """Give what things of a kind are called whose names the graph does not hold as labels."""
    match kind:
        case "class":
            return {str(row["kind"]): {str(row["kind_label"])} for row in _rows(engine, "class-counts")}
        case "graph":
            return {str(row["graph"]): set() for row in _rows(engine, "graph-sizes")}
        case "item":
            return {str(row["item"]): {str(row["influence_label"])} for row in _rows(engine, "item-spread")}
        case _:
            return None


def _rows(engine: Engine, name: str) -> Iterator[dict[str, Value]]:
    return ask(engine, question(name).text).records()


def value(engine: Engine, column: Column, said: str, review: NamedNode | None = None) -> NamedNode | Literal:
    """Give the value that a stored question is to be narrowed to; with a review, its own goes first.

    Raises:
        UnknownName: if no thing of the column's kind, or more than one, is meant.

    """
    kind = column.kind
    if kind.values and said in kind.values:
        return kind.values[said].term
    if kind.name == "thing":
        return thing(engine, said)
    if (known := _candidates(engine, kind.name)) is not None:
        whole = column.term(said)  # an IRI, or a path below our base, as the examples have it
        return (
            whole
            if str(getattr(whole, "value", "")) in known
            else NamedNode(resolve(said, _of(review, known), kind.name))
        )
    if kind.name == "influence" and "://" not in said:
        return code(engine, said, review)
    if kind.classes and "://" not in said and "#" not in said:
        return named(engine, said, kind.name, review)
    return column.term(said)


def element(engine: Engine, said: str, framework: str) -> NamedNode:
    """Give the domain or construct of a framework that is meant."""
    scheme = iri_of(framework).value + "/"
    known = labels(engine, *KINDS["element"].classes)
    inside = {iri: names for iri, names in known.items() if iri.startswith(scheme)}
    return NamedNode(resolve(said, inside, f"domain or construct of {framework}"))


def thing(engine: Engine, said: str) -> NamedNode:
    """Give anything that the graph says something about, by IRI, path, slug or label."""
    asked = question("thing-statements")
    path = said.removeprefix(BASE).strip("/")
    for candidate in (said, BASE + path, f"{BASE}finding/{path}", f"{BASE}publication/{path}"):
        try:
            node = NamedNode(candidate)
        except ValueError:
            continue
        if ask(engine, asked.narrowed({"thing": [node]})).rows:
            return node
    return NamedNode(resolve(said, labels(engine), "thing"))


def conditions(engine: Engine, given: Iterable[str], review: NamedNode | None = None) -> dict[str, str]:
    """Read `training=internal` and the like, held against the conditions of a review, or of all.

    Raises:
        UsageError: if one is not QUESTION=ANSWER, is not known, or a question is answered twice.

    """
    known: dict[str, list[str]] = {}
    asked = question("cfir-conditions").narrowed({"review": [review]} if review else {})
    for record in ask(engine, asked).records():
        known.setdefault(str(record["facet"]), []).append(str(record["answer"]))
    answered: dict[str, str] = {}
    for said in given:
        facet, equals, answer = said.partition("=")
        if not equals:
            raise UsageError(f"'{said}' is not QUESTION=ANSWER, as in training=internal.")
        if facet not in known:
            raise UnknownName("condition", facet, sorted(known))
        if answer not in known[facet]:
            raise UnknownName(f"answer to {facet}", answer, known[facet])
        if answered.setdefault(facet, answer) != answer:
            raise UsageError(f"{facet} is given two answers: {answered[facet]} and {answer}.")
    return answered


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
    if found := _qualified(said, labels):
        return found
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


def _qualified(said: str, labels: Mapping[str, set[str]]) -> str | None:
    """Give what is meant by a name as tables write it: `ibrahim2019:psw-training`, if it is one thing."""
    scope, colon, name = said.partition(":")
    if not colon or not scope or not name:
        return None
    found = [iri for iri in labels if iri.startswith(f"{BASE}{scope}/") and slug(iri) == name]
    return found[0] if len(found) == 1 else None


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
    if not name.isascii():  # the same letters may be made of other signs
        from determinants.ground import spelling

        name = spelling.compared(name)
    return " ".join(re.findall(r"\w+", name.casefold()))
