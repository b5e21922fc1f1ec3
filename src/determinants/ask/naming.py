"""Which thing is meant by what a user types."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from pyoxigraph import Literal, NamedNode

from determinants.ask import fitting
from determinants.ask.kinds import KINDS, Kind
from determinants.ask.questions import Column, Question, find
from determinants.ground import shipped
from determinants.ground.problems import UnknownName, UsageError
from determinants.ground.vocab import BASE, DET
from determinants.store.engine import Engine
from determinants.store.solutions import Value


@cache
def question(name: str) -> Question:
    """Read a stored question that came with this package, once.

    Raises:
        UnknownName: if there is no such question; near misses are suggested.

    """
    return find(shipped.folder("queries"), name)


def labels(engine: Engine, *classes: str) -> dict[str, set[str]]:
    """Give what everything of some classes, or everything, is called, by IRI."""
    asked = question("thing-names")
    found: dict[str, set[str]] = {}
    by = {"kind": [DET[name] for name in classes]} if classes else {}
    for record in fitting.answered(engine, asked, by).records():
        found.setdefault(str(record["thing"]), set()).add(str(record["label"]))
    return found


def named(
    engine: Engine, said: str, kind: str, review: NamedNode | None = None, *, whole: bool = False
) -> NamedNode:
    """Give the thing of a kind that is meant; with a review, one of its own if it has any."""
    return NamedNode(resolve(said, _of(review, labels(engine, *KINDS[kind].classes)), kind, whole=whole))


def _of(review: NamedNode | None, known: dict[str, set[str]]) -> dict[str, set[str]]:
    """Keep what stands below a review, if anything does, so that another's does not get in the way."""
    scheme = f"{review.value}/" if review else ""
    return {iri: names for iri, names in known.items() if iri.startswith(scheme)} or known


def code(engine: Engine, said: str, review: NamedNode | None = None, *, whole: bool = False) -> NamedNode:
    """Give the code that is meant: an influence of a review, or a construct that a review codes to.

    With a review, only its own codes are meant, so that another's influence is not taken for its construct.

    Raises:
        UnknownName: if nothing, or more than one code, is called so.
    """
    if review is not None and (own := _codes(engine, review)):
        return NamedNode(resolve(said, own, "influence", codes=_notations(engine), whole=whole))
    influences = labels(engine, *KINDS["influence"].classes)
    try:
        return NamedNode(resolve(said, influences, "influence", whole=whole))
    except UnknownName as error:
        constructs = {iri: names for iri, names in _codes(engine).items() if iri not in influences}
        if error.ambiguous or not constructs:
            raise
        try:
            return NamedNode(resolve(said, constructs, "influence", whole=whole))
        except UnknownName as other:
            raise (other if other.ambiguous or not error.near else error) from None


def _codes(engine: Engine, review: NamedNode | None = None) -> dict[str, set[str]]:
    """Give what the codes of a review, or of all, are called: what it counts, lists or has findings on."""
    by = {"review": [review]} if review is not None else {}
    found: dict[str, set[str]] = {}
    for name in ("influence-counts", "finding-reads"):
        for row in fitting.answered(engine, question(name), by).records():
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
    return fitting.answered(engine, question(name)).records()


def value(
    engine: Engine,
    column: Column,
    said: str,
    review: NamedNode | None = None,
    framework: NamedNode | None = None,
) -> NamedNode | Literal:
    """Give the value that a stored question is to be narrowed to; with a review, its own goes first.

    With a framework, a domain or construct of it is meant.

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
    if kind.name == "element" and "://" not in said:
        return element(engine, said, framework)
    if kind.classes and "://" not in said and "#" not in said:
        return named(engine, said, kind.name, review)
    return column.term(said)


def element(
    engine: Engine, said: str, framework: NamedNode | None = None, *, whole: bool = False
) -> NamedNode:
    """Give the domain or construct that is meant: of one framework, or of any if only one has it.

    It may also be named by its code as printed, as in `III.B`, which frameworks may share. With `whole`, a
    part of a name is not enough.

    Raises:
        UnknownName: if nothing, or more than one thing, is called so.
    """
    scheme = f"{framework.value}/" if framework else BASE
    known = labels(engine, *KINDS["element"].classes)
    inside = {iri: names for iri, names in known.items() if iri.startswith(scheme)}
    of = f" of {slug(framework.value)}" if framework else ""
    what = f"domain or construct{of}"
    try:
        return NamedNode(resolve(said, inside, what, codes=_notations(engine), whole=whole))
    except UnknownName as error:
        if not error.ambiguous or framework:
            raise
        raise UnknownName(what, said, error.near, ambiguous=True, hint=_edition(error.near)) from None


def _edition(near: Iterable[str]) -> str:
    """Say what settles which of several editions is meant, where they are of several."""
    several = {name.partition("/")[0] for name in near}
    return f"Name the edition, as in --framework {min(several)}." if len(several) > 1 else ""


def _notations(engine: Engine) -> dict[str, str]:
    """Give the codes of domains and constructs, as their frameworks print them, by IRI."""
    found = ((str(row["element"]), row["notation"]) for row in _rows(engine, "cfir-elements"))
    return {iri: str(notation) for iri, notation in found if notation}


def thing(engine: Engine, said: str, framework: NamedNode | None = None) -> NamedNode:
    """Give anything that the graph says something about, by IRI, path, slug or label.

    A domain or construct may also be named by its code. With a framework, one of its own is meant.
    """
    if framework is not None:
        return element(engine, said, framework)
    asked = question("thing-statements")
    below = said.removeprefix(BASE).strip("/")
    for candidate in (said, BASE + below, f"{BASE}finding/{below}", f"{BASE}publication/{below}"):
        try:
            node = NamedNode(candidate)
        except ValueError:
            continue
        if fitting.answered(engine, asked, {"thing": [node]}).rows:
            return node
    return NamedNode(resolve(said, labels(engine), "thing", codes=_notations(engine)))


def conditions(engine: Engine, given: Iterable[str], review: NamedNode | None = None) -> dict[str, str]:
    """Read `training=internal` and the like, held against the conditions of a review, or of all.

    Raises:
        UsageError: if one is not QUESTION=ANSWER, is not known, or a question is answered twice.

    """
    known: dict[str, list[str]] = {}
    by = {"review": [review]} if review else {}
    for record in fitting.answered(engine, question("cfir-conditions"), by).records():
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


def resolve(
    said: str,
    labels: Mapping[str, set[str]],
    kind: str,
    *,
    codes: Mapping[str, str] | None = None,
    whole: bool = False,
) -> str:
    """Give the IRI of the thing that is meant.

    `labels` has the names of every candidate by IRI. A thing may be named by its IRI, by its path
    below our base, by the last part of it, by a label, or by a part of either that no other has; with
    `whole`, not by a part. Where `codes` are given, it may be named by its code as well, alone or after its
    scheme: `III.B`, `cfir2009:III.B`.

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
    coded = [iri for iri, code in (codes or {}).items() if iri in labels and _is_code(said, code, iri)]
    if len(coded) == 1:
        return coded[0]
    if coded:
        raise UnknownName(kind, said, among := sorted(map(path, coded)), ambiguous=True, hint=_edition(among))
    wanted = _plain(said)
    names = {iri: {_plain(slug(iri)), *map(_plain, known)} for iri, known in labels.items()}
    part = _called(wanted, names, whole=whole)
    if not part and (spelt := _spelt(wanted)):
        alike = {iri: {_spelt(name) for name in known} for iri, known in names.items()}
        part = _called(spelt, alike, whole=whole)
    if len(part) == 1:
        return part[0]
    if part:
        raise UnknownName(kind, said, sorted(map(path, part))[:8], ambiguous=True)
    by_name = {name: iri for iri, known in names.items() for name in known}
    near = dict.fromkeys(slug(by_name[name]) for name in get_close_matches(wanted, by_name, n=3))
    raise UnknownName(kind, said, near)


def _called(wanted: str, names: Mapping[str, set[str]], *, whole: bool) -> list[str]:
    """Give what has a name, or where nothing has it, and it need not be whole, what has it in a name."""
    exact = [iri for iri, known in names.items() if wanted and wanted in known]
    if exact or whole or not wanted:
        return exact
    return [iri for iri, known in names.items() if any(wanted in name for name in known)]


def _spelt(name: str) -> str:
    """Spell a name alike wherever English is written, and for one as for many.

    >>> _spelt("organizations behavior")
    'organisation behavior'
    """
    for there, here in _SPELLINGS:
        name = there.sub(here, name)
    return name


_SPELLINGS = (
    (re.compile(r"iz(?=[aei])"), "is"),
    (re.compile(r"our(?=s?\b|al)"), "or"),
    (re.compile(r"programme"), "program"),
    (re.compile(r"centre"), "center"),
    (re.compile(r"(?<=\w\w\w[^s])s\b"), ""),
)


def _qualified(said: str, labels: Mapping[str, set[str]]) -> str | None:
    """Give what is meant by a name as tables write it: `ibrahim2019:psw-training`, if it is one thing."""
    scope, colon, name = said.partition(":")
    if not colon or not scope or not name:
        return None
    found = [iri for iri in labels if iri.startswith(f"{BASE}{scope}/") and slug(iri) == name]
    return found[0] if len(found) == 1 else None


def _is_code(said: str, code: str, iri: str) -> bool:
    """Whether a code is meant: as it is printed, or after the scheme that it is of."""
    scope, sign, bare = said.replace("/", ":").rpartition(":")
    return bare.casefold() == code.casefold() and (not sign or iri.startswith(f"{BASE}{scope}/"))


def slug(iri: str) -> str:
    """Give the last part of an IRI.

    >>> slug("https://w3id.org/determinants/cfir2009/culture")
    'culture'
    """
    return re.split(r"[/#]", iri)[-1]


def slugs(engine: Engine, kind: Kind) -> set[str]:
    """Give the last part of the IRI of each thing of a kind; none of what is no thing."""
    if kind.values:
        return set(kind.values.slugs)
    if not kind.classes and kind.name != "thing":
        return set()
    return {slug(iri) for iri in labels(engine, *kind.classes)}


def path(iri: str) -> str:
    """Give an IRI below our base, without the base.

    >>> path("https://w3id.org/determinants/cfir2009/culture")
    'cfir2009/culture'
    """
    return iri.removeprefix(BASE)


def _plain(name: str) -> str:
    """Make names comparable: lower case, words only."""
    if not name.isascii():  # the same letters may be made of other signs
        from determinants.ground import spelling

        name = spelling.compared(name)
    return " ".join(re.findall(r"\w+", name.casefold()))
