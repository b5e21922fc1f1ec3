"""Names: what people call things leads to one thing, or to what they may have meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from determinants.ask import naming
from determinants.ask.naming import resolve, slug
from determinants.ground.problems import UnknownName, UsageError
from determinants.ground.vocab import BASE
from determinants.store.engine import ask
from determinants.store.oxigraph import OxigraphEngine

CULTURE = f"{BASE}r/influence/organisational-culture"
PROCESSES = f"{BASE}r/influence/organisational-processes"
TRAINING = f"{BASE}r/influence/psw-training"
SELF = f"{BASE}r/influence/psw-self-management"
OTHER = f"{BASE}other/influence/organisational-culture"
CITY = f"{BASE}place/beer-sheva"

TOWN = f"{BASE}place/cologne"

LABELS = {
    TOWN: {"Ko\u0308ln"},
    CULTURE: {"Organisational culture"},
    PROCESSES: {"Organisational processes"},
    TRAINING: {"PSW training", "Training of peer support workers"},
    SELF: {"Peer workers' ability to self-manage"},  # "PSW" is in its slug and not in its label
    CITY: {"באר שבע", "Be'er Sheva"},
}


def unknown(said: str, labels: dict[str, set[str]] = LABELS) -> UnknownName:
    with pytest.raises(UnknownName) as refused:
        resolve(said, labels, "influence")
    return refused.value


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (CULTURE, CULTURE),
        ("r/influence/organisational-culture", CULTURE),
        ("/r/influence/organisational-culture/", CULTURE),
        ("organisational-culture", CULTURE),
        ("organisational culture", CULTURE),
        ("Organisational culture", CULTURE),
        ("  ORGANISATIONAL  Culture ", CULTURE),
        ("culture", CULTURE),
        ("cult", CULTURE),
        ("training of peer", TRAINING),
        ("PSW training", TRAINING),
        ("psw-training", TRAINING),
        ("self-manage", SELF),
        ("workers' ability", SELF),
        ("באר שבע", CITY),
        ("שבע", CITY),
        ("beer sheva", CITY),
        ("Be'er Sheva", CITY),
        ("K\u00f6ln", TOWN),
        ("Ko\u0308ln", TOWN),
        ("\u200eK\u00f6ln", TOWN),
    ],
)
def test_a_thing_is_known_by_iri_path_slug_label_or_a_part_that_no_other_has(said: str, meant: str) -> None:
    assert resolve(said, LABELS, "influence") == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("organizational culture", CULTURE),
        ("Organizational-Cultures", CULTURE),
        ("trainings", TRAINING),
        ("psw trainings", TRAINING),
    ],
)
def test_a_thing_is_known_in_other_spellings_and_as_many(said: str, meant: str) -> None:
    assert resolve(said, LABELS, "influence") == meant
    assert resolve("organizations", {CITY: {"Organizations of Be'er Sheva"}}, "place") == CITY


def test_a_name_as_it_is_spelt_wins_over_another_spelling() -> None:
    labels = {CULTURE: {"Organisational culture"}, OTHER: {"Organizational culture"}}
    assert resolve("Organizational culture", labels, "influence") == OTHER


def test_a_whole_name_wins_over_a_part_of_another() -> None:
    labels = {CULTURE: {"Culture"}, PROCESSES: {"Culture of processes"}}
    assert resolve("culture", labels, "influence") == CULTURE


@pytest.mark.parametrize("said", ["organisational", "psw", "PSW", "an", "or"])
def test_a_part_that_several_have_is_refused_with_all_of_them(said: str) -> None:
    refused = unknown(said)
    assert refused.ambiguous
    assert len(refused.near) > 1
    assert all(resolve(path, LABELS, "influence") for path in refused.near)
    assert str(refused) == f"more than one influence is meant by '{said}': {', '.join(refused.near)}."


def test_the_same_slug_in_two_reviews_is_told_apart_by_its_path() -> None:
    labels = LABELS | {OTHER: {"Organisational culture"}}
    refused = unknown("organisational-culture", labels)
    assert refused.near == ("other/influence/organisational-culture", "r/influence/organisational-culture")
    assert [resolve(path, labels, "influence") for path in refused.near] == [OTHER, CULTURE]


def test_a_long_list_of_what_may_be_meant_is_cut() -> None:
    labels = {f"{BASE}r/finding/f{number:04}": {f"finding {number}"} for number in range(100)}
    assert len(unknown("finding", labels).near) <= 8


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("organisational-kulture", "organisational-culture"),
        ("organisatonal culture", "organisational-culture"),
        ("organisatonal-processes", "organisational-processes"),
        ("psw-trainning", "psw-training"),
    ],
)
def test_a_near_miss_is_suggested(said: str, near: str) -> None:
    refused = unknown(said)
    assert not refused.ambiguous
    assert refused.near[0] == near
    assert str(refused).startswith(f"no influence is called '{said}'. Did you mean {near}")


@pytest.mark.parametrize("said", ["zzz", "42", "организация", "%", "https://example.org/culture"])
def test_what_is_near_to_nothing_is_refused_without_a_guess(said: str) -> None:
    refused = unknown(said)
    assert refused.near == ()
    assert str(refused) == f"no influence is called '{said}'."


@pytest.mark.parametrize("said", ["", " ", "\n", "-", "//", "'", "."])
def test_nothing_means_nothing(said: str) -> None:
    assert not unknown(said).ambiguous


def test_among_no_things_none_is_meant() -> None:
    assert unknown("culture", {}).near == ()


def test_an_unknown_name_is_a_wrong_call() -> None:
    assert isinstance(unknown("zzz"), UsageError)


@pytest.mark.parametrize("iri", LABELS)
def test_every_name_leads_to_its_thing(iri: str) -> None:
    assert {resolve(name, LABELS, "thing") for name in (iri, iri.removeprefix(BASE))} == {iri}
    for name in (slug(iri), *LABELS[iri]):
        assert {resolve(said, LABELS, "thing") for said in (name, name.upper(), f" {name} ")} == {iri}


@given(st.text(max_size=30))
def test_whatever_is_said_is_understood_or_refused(said: str) -> None:
    try:
        assert resolve(said, LABELS, "influence") in LABELS
    except UnknownName as refused:
        assert refused.name == said.strip()


@pytest.mark.parametrize(
    ("iri", "last"),
    [
        (f"{BASE}cfir2009/culture", "culture"),
        (f"{BASE}ontology#hinders", "hinders"),
        (f"{BASE}ibrahim2019", "ibrahim2019"),
        (f"{BASE}ibrahim2019/", ""),
    ],
)
def test_a_slug_is_the_last_part(iri: str, last: str) -> None:
    assert slug(iri) == last


def test_every_code_of_a_review_is_reached_by_its_label(reviews: OxigraphEngine) -> None:
    """Also where another review has an influence of that name, and where nothing was found on it."""
    for row in ask(reviews, naming.question("finding-reads").text).records():
        review = NamedNode(str(row["review"]))
        assert naming.code(reviews, str(row["influence_label"]), review).value == row["influence"]


@pytest.mark.slow
def test_another_reviews_influence_is_not_taken_for_a_construct(shipped: OxigraphEngine) -> None:
    culture = naming.code(shipped, "culture", NamedNode(BASE + "moss2023"))
    assert culture.value == BASE + "cfir2009/culture"
    with pytest.raises(UnknownName) as refused:
        naming.code(shipped, "champions", NamedNode(BASE + "moss2023"))
    assert "championing" not in str(refused.value), "which is of another review"
