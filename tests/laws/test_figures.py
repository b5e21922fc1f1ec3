"""Whatever is drawn: described in sentences, words that can be read, a key to each colour, bars from zero.

And the numbers in the figures are counted anew, from the tables alone.
"""

import csv
import json
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from conftest import DATA
from determinants.ask.asking import Graph
from determinants.plots import PLOTS, SIZES, Figure, Plot, style
from determinants.plots.plot import letters
from determinants.store.oxigraph import OxigraphEngine

SVG = "{http://www.w3.org/2000/svg}"
REVIEW = "ibrahim2019"
READABLE = 4.5  # to one, as WCAG has it

each_kind = pytest.mark.parametrize("kind", PLOTS)
Make = Callable[[str], Plot]


@pytest.fixture(scope="module")
def made(shipped: OxigraphEngine) -> Make:
    """Each plot of what is released, made once."""
    known: dict[str, Plot] = {}

    def make(kind: str) -> Plot:
        if kind not in known:
            whose = REVIEW if PLOTS[kind].of_one else None
            known[kind] = PLOTS[kind].make(Graph(shipped).of(whose).ask)
        return known[kind]

    return make


# Sentences.

VERB = re.compile(
    r"\b(is|are|was|were|has|have|had|shows?|stands?|says?|counts?|gives?|reports?|holds?|maps?|makes?|does"
    r"|given|draws?)\b"
)


def sentences(said: str) -> list[str]:
    """The sentences of a text; what is short for something ends none."""
    said = re.sub(r"\bet al\.", "et al", said)
    return re.split(r"(?<=[.!?])\s+(?=[A-Z0-9])", said)


@pytest.mark.slow
@each_kind
def test_a_description_is_made_of_sentences(kind: str, made: Make) -> None:
    alt = made(kind).alt
    assert alt.endswith(".")
    for sentence in sentences(alt):
        assert VERB.search(sentence), f"no verb: {sentence}"
        assert sentence[0].isupper() or sentence[0].isdigit()
        assert "None" not in sentence


# Words on colours.


def shown(root: ET.Element) -> Iterator[tuple[ET.Element, float, float]]:
    """Each shape and text of a picture, in the order in which they are painted, and where it is."""

    def below(node: ET.Element, x: float, y: float) -> Iterator[tuple[ET.Element, float, float]]:
        moved = re.search(r"translate\(([-\d.e]+)[, ]+([-\d.e]+)\)", node.get("transform", ""))
        if moved:
            x, y = x + float(moved[1]), y + float(moved[2])
        yield node, x, y
        for child in node:
            yield from below(child, x, y)

    return below(root, 0, 0)


def box(node: ET.Element) -> tuple[float, float, float, float] | None:
    """The box that a filled rectangle or circle takes, from where it is; nothing for any other shape."""
    if node.tag == f"{SVG}rect":
        return 0, 0, float(node.get("width", 0)), float(node.get("height", 0))
    way = node.get("d", "") if node.tag == f"{SVG}path" else ""
    number = r"([-\d.e]+)"
    if found := re.fullmatch(rf"M{number},{number}h{number}v{number}h{number}Z", way):
        x, y, wide, high = (float(each) for each in found.groups()[:4])
        return min(x, x + wide), min(y, y + high), max(x, x + wide), max(y, y + high)
    if found := re.match(rf"M{number},0A", way):
        radius = abs(float(found[1]))
        return -radius, -radius, radius, radius
    return None


def colour(told: str) -> str | None:
    if told == "white":
        return style.WHITE
    if found := re.fullmatch(r"rgb\((\d+), ?(\d+), ?(\d+)\)", told):
        return "#" + "".join(f"{int(part):02x}" for part in found.groups())
    return told if re.fullmatch(r"#[0-9a-f]{6}", told) else None


def middle(node: ET.Element, said: str) -> tuple[float, float]:
    """How far the middle of a text is from where it begins."""
    font = float(re.sub(r"px$", "", node.get("font-size", "10")))
    wide = letters(said) * font
    along = {"start": wide / 2, "end": -wide / 2}.get(node.get("text-anchor", "start"), 0)
    upright = "rotate(270)" in node.get("transform", "") or "rotate(-90)" in node.get("transform", "")
    return (0, -along) if upright else (along, -font * 0.35)


def contrast(one: str, other: str) -> float:
    low, high = sorted([style.luminance(one), style.luminance(other)])
    return (high + 0.05) / (low + 0.05)


def read_on(svg: str) -> list[tuple[str, str, str]]:
    """Each text of a picture with its colour and that of what is painted behind it."""
    behind: list[tuple[tuple[float, float, float, float], str]] = []
    words = []
    for node, x, y in shown(ET.fromstring(svg)):
        said = "".join(node.itertext()).strip()
        if node.tag == f"{SVG}text" and said and node.get("fill", "black") != "none":
            right, down = middle(node, (node[0].text or "") if len(node) else said)  # of the first line
            at, over = x + right, y + down
            under = [fill for (a, b, c, d), fill in behind if a <= at <= c and b <= over <= d]
            words.append((said, colour(node.get("fill", style.BLACK)) or style.BLACK, under[-1]))
        elif (place := box(node)) and (fill := colour(node.get("fill", ""))):
            left, top, end, bottom = place
            behind.append(((x + left, y + top, x + end, y + bottom), fill))
    return words


@pytest.mark.slow
@pytest.mark.parametrize("night", [False, True], ids=["light", "dark"])
@each_kind
def test_words_can_be_read_on_what_is_behind_them(kind: str, night: bool, made: Make) -> None:
    size = replace(SIZES["page"], night=night)
    words = read_on(Figure(made(kind), size).svg)
    assert len(words) > 5
    faint = [(said, one, other) for said, one, other in words if contrast(one, other) < READABLE]
    assert faint == []


def test_what_cannot_be_read_is_found() -> None:
    """The law sees a number on a colour that is too near to its own, and takes no heed of what is beside."""
    cell = '<path d="M0,0h20v20h-20Z" fill="#0b5394"/><path d="M40,0h20v20h-20Z" fill="#ffffff"/>'
    text = '<text transform="translate(10,14)" text-anchor="middle" font-size="10px" fill="#1a1a1a">7</text>'
    picture = f'<svg xmlns="{SVG[1:-1]}"><rect width="90" height="90" fill="white"/>{cell}{text}</svg>'
    assert read_on(picture) == [("7", "#1a1a1a", "#0b5394")]
    assert contrast("#1a1a1a", "#0b5394") < READABLE


@pytest.mark.parametrize("ramp", [style.DAY, style.NIGHT], ids=["light", "dark"])
def test_words_can_be_read_on_each_colour_of_a_ramp(ramp: style.Ramp) -> None:
    for hundredth in range(101):
        part = hundredth / 100
        mixed = "#" + "".join(
            f"{round(int(one, 16) * (1 - part) + int(other, 16) * part):02x}"
            for one, other in zip(
                re.findall("..", ramp.none[1:]), re.findall("..", ramp.most[1:]), strict=True
            )
        )
        assert contrast(ramp.after if part > ramp.turn else ramp.before, mixed) >= READABLE


# Keys, and where scales begin.


def layers(spec: object) -> Iterator[dict[str, Any]]:
    """Each part of a description that draws something."""
    if isinstance(spec, dict):
        if "mark" in spec:
            yield spec
        for part in ("layer", "hconcat", "vconcat", "concat"):
            for each in spec.get(part, []):
                yield from layers(each)


TOLD_BY_COLOUR = ("color", "fill", "stroke", "shape", "size", "strokeWidth", "opacity")


@pytest.mark.slow
@each_kind
def test_what_colour_shape_or_size_say_is_told_by_a_key_or_by_the_number_itself(
    kind: str, made: Make
) -> None:
    drawn = list(layers(made(kind).chart(SIZES["page"]).to_dict(validate=False)))
    written = {each["encoding"].get("text", {}).get("field") for each in drawn}
    for each in drawn:
        for channel in TOLD_BY_COLOUR:
            told = each["encoding"].get(channel, {})
            if "field" in told:
                assert told.get("legend", {}) is not None or told["field"] in written, (channel, told)


@pytest.mark.slow
@each_kind
def test_bars_and_colours_begin_at_zero(kind: str, made: Make) -> None:
    for each in layers(made(kind).chart(SIZES["page"]).to_dict(validate=False)):
        mark = each["mark"]["type"] if isinstance(each["mark"], dict) else each["mark"]
        encoding = each["encoding"]
        shade = encoding.get("color", {})
        if shade.get("type") == "quantitative":
            assert shade["scale"]["type"] == "linear"
            assert shade["scale"]["domain"][0] == 0
        if mark == "bar":
            lengths = [at for at in ("x", "y") if encoding.get(at, {}).get("type") == "quantitative"]
            low, high = encoding[lengths[0]]["scale"]["domain"]
            assert low <= 0 < high


@pytest.mark.slow
@each_kind
def test_a_dark_figure_has_no_colour_of_the_light_one(kind: str, made: Make) -> None:
    told = json.dumps(Figure(made(kind), replace(SIZES["phone"], night=True)).drawing)
    for light in style.DARK:
        if light not in style.DARK.values():
            assert f'"{light}"' not in told


@pytest.mark.slow
@each_kind
def test_a_figure_for_a_phone_is_as_wide_as_a_phone(kind: str, made: Make) -> None:
    if made(kind).least:
        return  # its layout says something: it keeps its width, in a frame that moves
    figure = Figure(made(kind), SIZES["phone"])
    assert float(ET.fromstring(figure.svg).get("width", 0)) <= 390


# The numbers, from the tables.


def table(path: str) -> list[dict[str, str]]:
    with (DATA / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def slug(iri: object) -> str:
    return str(iri).rsplit("/", 1)[-1]


@pytest.fixture(scope="module")
def reported() -> list[tuple[str, str, str]]:
    """What named publications report themselves on influences: influence, direction, publication."""
    return [
        (row["influence"].partition(":")[2], row["direction"], row["reported_by"])
        for row in table("findings/findings.csv")
        if row["directness"] in {"own", "coding"} and row["influence"].startswith(f"{REVIEW}:")
    ]


@pytest.mark.parametrize("kind", ["influences", "directions"])
def test_publications_by_direction_are_those_of_the_tables(
    kind: str, made: Make, reported: list[tuple[str, str, str]]
) -> None:
    for row in made(kind).rows.records():
        for way in ("facilitates", "hinders", "mixed", "unclear"):
            here = {who for code, how, who in reported if (code, how) == (slug(row["influence"]), way)}
            assert row[way] == len(here), (row["influence"], way)


@pytest.mark.parametrize(("kind", "column"), [("countries", "country"), ("designs", "design")])
def test_publications_by_country_and_design_are_those_of_the_tables(
    kind: str, column: str, made: Make, reported: list[tuple[str, str, str]]
) -> None:
    field = {"countries": "countries", "designs": "design"}[kind]
    known = {
        row["key"]: [each.strip() for each in row[field].split(";")] for row in table("publications.csv")
    }
    counted = defaultdict[tuple[str, str], set[str]](set)
    for code, _, who in reported:
        for value in known[who]:
            counted[code, value].add(who)
    for row in made(kind).rows.records():
        value = "" if row[column] is None else slug(row[column])
        assert (row["publications"] or 0) == len(counted[slug(row["influence"]), value])


def test_publications_by_year_are_those_of_the_tables(
    made: Make, reported: list[tuple[str, str, str]]
) -> None:
    year = {row["key"]: row["year"] for row in table("publications.csv")}
    counted = defaultdict[tuple[str, str], set[str]](set)
    for _, way, who in reported:
        counted[way, year[who]].add(who)
    rows = list(made("years").rows.records())
    assert len(rows) == len(counted)
    for row in rows:
        assert row["publications"] == len(
            counted[slug(row["direction"]).partition("#")[2], row["year"] or ""]
        )


def test_scores_are_those_of_the_tables(made: Make) -> None:
    printed = {
        (row["site"], row["item"]): int(row["score"]) for row in table(f"reviews/{REVIEW}/ratings.csv")
    }
    drawn = {(slug(row["site"]), slug(row["item"])): row["score"] for row in made("profile").rows.records()}
    assert drawn == printed


@pytest.fixture(scope="module")
def factors() -> dict[str, tuple[str, str]]:
    """Each factor under an influence of the review, with the influence and which way it works."""
    printed = table(f"reviews/{REVIEW}/determinants.csv")
    found = [row for row in table("codebooks/beyond/factors.csv") if row["influence"].startswith(REVIEW)]
    return {
        **{f"{REVIEW}:{row['slug']}": (row["influence"], row["direction"]) for row in printed},
        **{f"beyond:{row['slug']}": (row["influence"].partition(":")[2], row["direction"]) for row in found},
    }


@pytest.fixture(scope="module")
def placed(factors: dict[str, tuple[str, str]]) -> dict[str, set[str]]:
    """The factors that the codebook places in each construct."""
    held = defaultdict[str, set[str]](set)
    for row in table("codebooks/beyond/alignments.csv"):
        if row["determinant"] in factors:
            held[row["element"]].add(row["determinant"])
    return held


def element(row: dict[str, Any]) -> str:
    """The construct that a row is about, as the tables write it."""
    return ":".join(str(row["element"]).rsplit("/", 2)[1:])


def test_factors_in_constructs_are_those_of_the_tables(
    made: Make, placed: dict[str, set[str]], factors: dict[str, tuple[str, str]]
) -> None:
    """Of those, the figure has what the review itself prints."""
    rows = {element(row): row for row in made("constructs").rows.records()}
    for name, held in placed.items():
        here = [factors[each][1] for each in held if each.startswith(f"{REVIEW}:")]
        if here:
            row = rows.pop(name)
            assert (row["hinders"], row["facilitates"]) == (here.count("hinders"), here.count("facilitates"))
    assert not rows


def test_findings_by_study_and_construct_are_those_of_the_tables(
    made: Make, placed: dict[str, set[str]]
) -> None:
    """What is coded to a factor stands where the factor is placed, once for each finding."""
    counted = defaultdict[tuple[str, str], set[str]](set)
    reach = defaultdict[str, set[str]](set)
    for row in table("findings/findings.csv"):
        for name, held in placed.items():
            if row["directness"] in {"own", "coding"} and row["determinant"] in held:
                counted[name, row["reported_by"]].add(row["id"])
                reach[row["reported_by"]].add(name)
    plot = made("construct-studies")
    assert f"n = {len(reach)} " in plot.subtitle
    rows = list(plot.rows.records())
    for cell in rows:
        here = counted.get((element(cell), slug(cell["publication"])), set())
        assert (cell["findings"] or 0) == len(here)
    drawn = {slug(cell["publication"]) for cell in rows}
    fewest = min(len(reach[who]) for who in drawn)
    assert all(len(held) < fewest for who, held in reach.items() if who not in drawn)


def test_findings_by_study_and_influence_are_those_of_the_table(made: Make) -> None:
    """A finding counts once, and the direction is what all of a study say together."""
    counted = defaultdict[tuple[str, str], dict[str, str]](dict)
    reach = defaultdict[str, set[str]](set)
    for row in table("findings/findings.csv"):
        if row["directness"] in {"own", "coding"} and row["influence"].startswith(f"{REVIEW}:"):
            counted[row["influence"], row["reported_by"]][row["id"]] = row["direction"]
            reach[row["reported_by"]].add(row["influence"])
    plot = made("influence-studies")
    assert f"n = {len(reach)} " in plot.subtitle
    rows = list(plot.rows.records())
    for cell in rows:
        here = counted.get((f"{REVIEW}:{slug(cell['influence'])}", slug(cell["publication"])), {})
        assert (cell["findings"] or 0) == len(here)
        if len(set(here.values())) == 1 and "mixed" not in here.values():
            assert cell["way"] == next(iter(here.values()))
    drawn = {slug(cell["publication"]) for cell in rows}
    fewest = min(len(reach[who]) for who in drawn)
    assert all(len(held) < fewest for who, held in reach.items() if who not in drawn)


def test_scores_by_site_and_construct_are_those_of_the_tables(
    made: Make, placed: dict[str, set[str]], factors: dict[str, tuple[str, str]]
) -> None:
    items = {row["slug"]: row["influence"] for row in table(f"reviews/{REVIEW}/items.csv")}
    printed = defaultdict[str, dict[str, int]](dict)
    for rating in table(f"reviews/{REVIEW}/ratings.csv"):
        printed[rating["site"]][items[rating["item"]]] = int(rating["score"])
    rows = list(made("construct-sites").rows.records())
    assert rows
    for row in rows:
        behind = {factors[each][0] for each in placed[element(row)]} & set(items.values())
        scores = [printed[slug(row["site"])][each] for each in behind]
        assert (row["items"], row["lowest"], row["highest"]) == (len(behind), min(scores), max(scores))
