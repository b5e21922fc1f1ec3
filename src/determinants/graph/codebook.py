"""Codebooks: factors of our own, rules of coding, alignments with constructs, and how far codings agree."""

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from determinants.graph.terms import Place, decimal, english, named, number, plain, qualified, term
from determinants.ground.values import DIRECTNESS
from determinants.ground.vocab import DCTERMS, DET, LICENCE, PROV, SEMAPV, SKOS, SSSOM, thing
from determinants.tables.model import Agreement, Codebook, ConstructAlignment, Factor, Rule
from determinants.tables.model.codebook import KINDS


def codebook(row: Codebook, at: Place) -> Iterator[Quad]:
    """Yield a codebook, which is the scheme of its factors."""
    yield from at.write(
        thing(row.key),
        (DET.Codebook, SKOS.ConceptScheme, PROV.Entity),
        {
            SKOS.prefLabel: english(row.label),
            DCTERMS.title: english(row.label),
            DCTERMS.license: LICENCE,
            SKOS.definition: english(row.definition),
            DET.codingNote: english(row.coding),
            PROV.wasAttributedTo: thing("agent", "project"),
        },
    )


def factor(row: Factor, at: Place) -> Iterator[Quad]:
    """Yield a facilitator or barrier of our own, below its influence or topic."""
    above = qualified(row.influence, "influence") if row.influence else None
    topic = named("topic", row.topic)
    kind = DET.Facilitator if row.direction == "facilitates" else DET.Barrier
    yield from at.write(
        at.thing("determinant", row.slug),
        (DET.Determinant, kind, SKOS.Concept),
        {
            SKOS.prefLabel: english(row.label),
            SKOS.definition: english(row.definition),
            SKOS.inScheme: thing(at.scope),
            SKOS.topConceptOf: thing(at.scope),
            SKOS.broader: above or topic,
            DET.influence: above,
            DET.topic: topic,
            DET.direction: term(row.direction),
            DET.include: english(row.include),
            DET.exclude: english(_in_words(row.exclude)),
            DET.instead: _instead(row.exclude),
            DET.locator: plain(f"Codebook, {row.slug}"),
            PROV.hadPrimarySource: thing(at.scope),
            DET.codebook: thing(at.scope),
        },
    )
    yield Quad(thing(at.scope), SKOS.hasTopConcept, at.thing("determinant", row.slug), at.graph)


def rule(row: Rule, at: Place) -> Iterator[Quad]:
    """Yield a rule of coding: what is coded as something, and what is not, by this codebook."""
    kind, _, name = row.code.partition("/")
    yield from at.write(
        at.thing("rule", f"{kind}--{name.replace(':', '--')}"),
        DET.CodingRule,
        {
            SKOS.prefLabel: english(f"What is coded as {kind} {name.rpartition(':')[2]}"),
            DET.codebook: thing(at.scope),
            DET.ruleFor: _code(row.code),
            DET.include: english(row.include),
            DET.exclude: english(_in_words(row.exclude)),
            DET.instead: _instead(row.exclude),
        },
    )


# How the tables name another code within a text: `influence/ibrahim2019:psw-training`, `topic/co-production`.
_CODE = re.compile(rf"\b(?:{'|'.join(KINDS)})/(?:[\w-]+:)?[\w-]*\w")


def _in_words(text: str | None) -> str | None:
    """Give a text in which the words of a code stand for its name, which means something in the tables only.

    >>> _in_words("Training colleagues: influence/ibrahim2019:staff-willingness-and-ability.")
    'Training colleagues: “staff willingness and ability”.'
    """
    return text and _CODE.sub(lambda found: f"“{_words(found.group())}”", text)


def _words(code: str) -> str:
    kind, _, name = code.partition("/")
    if kind == "directness":
        return DIRECTNESS[name].label
    return name.rpartition(":")[2].replace("-", " ").replace("psw ", "peer support worker ")


def _instead(text: str | None) -> list[NamedNode]:
    """Give the codes that a text names, each once."""
    return [_code(code) for code in dict.fromkeys(_CODE.findall(text or ""))]


def _code(code: str) -> NamedNode:
    kind, _, name = code.partition("/")
    match kind:
        case "influence" | "determinant":
            return qualified(name, kind)
        case "directness":
            return DIRECTNESS[name].term
        case "direction":
            return DET[name]
        case _:
            return thing(kind, name)


def alignment(row: ConstructAlignment, at: Place) -> Iterator[Quad]:
    """Yield this project's judgement that a factor belongs to a construct."""
    scope, slug = row.determinant.split(":")
    framework, element = row.element.split(":")
    yield from at.write(
        at.thing("alignment", f"{scope}-{slug}--{framework}-{element}"),
        (DET.Alignment, PROV.Entity),
        {
            DET.determinant: qualified(row.determinant, "determinant"),
            DET.alignsWith: qualified(row.element),
            DET.relation: SKOS[row.predicate],
            DET.alignmentRole: plain(row.role),
            DET.confidence: term(row.confidence),
            DET.justification: english(row.justification),
            DET.settledBy: plain(row.settled),
            SKOS.editorialNote: english(row.note),
            DET.assertedBy: thing("agent", "project"),
            DET.locator: plain(f"Codebook, {slug}"),
            SSSOM.mapping_justification: SEMAPV.ManualMappingCuration,
            DET.codebook: thing(at.scope),
        },
    )


def agreement(row: Agreement, at: Place) -> Iterator[Quad]:
    """Yield how far two independent codings agree."""
    yield from at.write(
        at.thing("agreement", row.variable),
        DET.Agreement,
        {
            SKOS.prefLabel: english(row.label),
            DET.units: number(row.units),
            DET.agreed: number(row.agreed),
            DET.percentage: decimal(row.percentage),
            DET.alpha: decimal(row.alpha),
            PROV.wasAttributedTo: thing("agent", "project"),
            DET.codebook: thing(at.scope),
        },
    )
