"""What the pages of the CFIR and of a service are given: counts that pool nothing, and every measure."""

from determinants.ask.asking import Graph
from determinants.ask.records import CfirElements, CfirFindings, records
from determinants.explorer import cfir
from determinants.ground.values import CODING, OWN
from determinants.service import prepared, words
from determinants.store.oxigraph import OxigraphEngine


def counted(engine: OxigraphEngine) -> dict[tuple[str, str, str], int]:
    return {
        (str(row["element"]), str(row["review"] or ""), str(row["direction"])): int(str(row["publications"]))
        for row in cfir.counts(Graph(engine)).records()
    }


def test_a_publication_counts_once_in_a_place_and_in_what_that_is_part_of(tiny: OxigraphEngine) -> None:
    ask = Graph(tiny).ask
    found = counted(tiny)
    assert any(found.values())
    elements = records(ask, CfirElements)
    rows = [row for row in records(ask, CfirFindings) if row.directness in {OWN.iri, CODING.iri}]
    for element in elements:
        inside = {element.element}
        while more := {e.element for e in elements if e.broader in inside} - inside:
            inside |= more
        for (place, review, direction), number in found.items():
            if place == element.element:
                assert number == len(
                    {
                        row.publication
                        for row in rows
                        if row.element in inside
                        and row.direction == direction
                        and (row.review or "") == review
                    }
                )
    assert {place for place, _, _ in found} >= {row.element for row in rows}


def test_another_review_changes_nothing_that_is_counted_of_a_review(
    tiny: OxigraphEngine, reviews: OxigraphEngine
) -> None:
    whole = counted(reviews)
    assert len(whole) > len(counted(tiny))
    for key, number in counted(tiny).items():
        if key[1]:
            assert whole[key] == number


def test_each_review_with_a_measure_has_it_there_and_each_language_its_words(
    tiny: OxigraphEngine, reviews: OxigraphEngine
) -> None:
    for engine in (tiny, reviews):
        graph = Graph(engine)
        given = prepared.everything(graph)
        with_one = {str(row["review"]) for row in graph.ask("measure-items").records()}
        assert {each["review"] for each in given["measures"]} == with_one
        assert [each["code"] for each in given["spoken"]] == list(words.languages())
    assert prepared.spoken()["texts"].keys() == words.language().texts.keys()
