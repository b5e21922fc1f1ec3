"""Plots: drawn from their rows and nothing else, in words as in colours, and safe with any text."""

import html
import io
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import vl_convert
from pyoxigraph import Literal
from pypdf import PdfReader

from conftest import ONTOLOGY, TINY
from determinants import __version__
from determinants.ask.asking import Graph
from determinants.ground.problems import UsageError
from determinants.ground.vocab import XSD
from determinants.plots import (
    FIGURE_FORMATS,
    NO_OWN_SCORES,
    PLOTS,
    SIZES,
    Figure,
    Plot,
    figure_formats,
    style,
)
from determinants.plots.plot import letters
from determinants.service import measure
from determinants.store import building
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Rows
from determinants.write import row_formats
from printers import opened

PROGRAM = Path(sys.executable).with_name("determinants")
SVG = "{http://www.w3.org/2000/svg}"

each_kind = pytest.mark.parametrize("kind", PLOTS)
each_world = pytest.mark.parametrize("world", ["tiny", "released"])

Make = Callable[[str, str], Plot]
Show = Callable[[str, str], Figure]
Draw = Callable[[str, str, str], bytes]


@pytest.fixture(scope="session")
def made(tiny: OxigraphEngine, shipped: OxigraphEngine) -> Make:
    """Each plot of each world, made once."""
    asks = {"tiny": Graph(tiny), "released": Graph(shipped)}
    known: dict[tuple[str, str], Plot] = {}

    def make(kind: str, world: str) -> Plot:
        if (kind, world) not in known:
            whose = "ibrahim2019" if world == "released" and PLOTS[kind].of_one else None
            known[kind, world] = PLOTS[kind].make(asks[world].of(whose).ask)
        return known[kind, world]

    return make


@pytest.fixture(scope="session")
def figure(made: Make) -> Show:
    """Each figure, made once: for a slide from the tiny world, for a page from the released one."""
    known: dict[tuple[str, str], Figure] = {}

    def show(kind: str, world: str) -> Figure:
        if (kind, world) not in known:
            known[kind, world] = Figure(made(kind, world), SIZES["slide" if world == "tiny" else "page"])
        return known[kind, world]

    return show


@pytest.fixture(scope="session")
def drawn(figure: Show) -> Draw:
    """Each figure in each format, drawn once."""
    known: dict[tuple[str, str, str], bytes] = {}

    def draw(kind: str, world: str, suffix: str) -> bytes:
        if (kind, world, suffix) not in known:
            known[kind, world, suffix] = FIGURE_FORMATS[suffix].write(figure(kind, world))
        return known[kind, world, suffix]

    return draw


def own(*scores: str | None, name: str = "Northtown", total: str | None = None) -> Rows:
    """Answers of an own service to the two items of the tiny world."""
    rows = (
        (
            Literal(name),
            Literal(str(ordinal), datatype=XSD.integer),
            Literal(label),
            None if score is None else Literal(score, datatype=XSD.decimal),
            None if total is None else Literal(total, datatype=XSD.decimal),
        )
        for ordinal, (label, score) in enumerate(zip(("Culture", "Training"), scores, strict=True), 1)
    )
    return Rows(NO_OWN_SCORES.columns, tuple(rows))


def words(svg: bytes) -> str:
    """All that is written in a picture, on one line and without what lines are broken at."""
    root = ET.fromstring(svg)
    return "".join(" ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text")).split())


def squeezed(text: str) -> str:
    return "".join(text.split())


# The registry.


def test_records_are_found_by_their_names() -> None:
    for registry in (PLOTS, SIZES, FIGURE_FORMATS):
        assert [made.name for made in registry.values()] == list(registry)
        assert all(made.what for made in registry.values())


def test_scores_of_ones_own_come_as_the_service_gives_them() -> None:
    assert measure.own([]) == NO_OWN_SCORES


@pytest.mark.parametrize("kind", [name for name, kind in PLOTS.items() if not kind.takes_own])
def test_a_plot_without_a_place_for_scores_refuses_them(kind: str, tiny: OxigraphEngine) -> None:
    with pytest.raises(
        UsageError,
        match=f"{kind} shows no scores: your own have a place in construct-sites or sites or profile",
    ):
        PLOTS[kind].make(Graph(tiny).ask, own("2", "1"))


@pytest.mark.slow
@each_kind
@each_world
def test_a_plot_says_of_how_many_it_is_made_by_whom_and_what_it_does_not_say(
    kind: str, world: str, made: Make
) -> None:
    plot = made(kind, world)
    assert plot.title
    assert re.search(r"n = \d+|\d+ alignments", plot.subtitle)
    assert "Source: " in plot.subtitle
    assert f"determinants {__version__}" in plot.subtitle
    assert plot.caution.endswith(".")
    numbers = re.findall(r"n = (\d+)", plot.subtitle)
    assert all(number in plot.alt for number in numbers)
    assert len(plot.alt) > 90
    assert "None" not in plot.title + plot.subtitle + plot.caution + plot.alt


@pytest.mark.slow
@each_kind
@each_world
def test_the_chart_is_drawn_from_the_rows_and_from_nothing_else(
    kind: str, world: str, made: Make, drawn: Draw
) -> None:
    rows, spec = made(kind, world).rows, json.loads(drawn(kind, world, "json"))
    assert rows.rows
    assert spec.pop("datasets") == {"rows": json.loads(row_formats.as_json(rows)), "once": [{}]}
    assert '"values": [{' not in json.dumps(spec)


COMPUTED = re.compile(r'"(?:as|groupby)": \[?"(\w+)"')
NAMED = re.compile(r'"field": "(\w+)"|datum\.(\w+)')


@pytest.mark.slow
@each_kind
def test_every_field_that_a_chart_names_is_a_column_or_computed(kind: str, made: Make, drawn: Draw) -> None:
    """What the chart says of a field is a text, which no type checker reads."""
    spec = json.loads(drawn(kind, "released", "json"))
    told = json.dumps({name: part for name, part in spec.items() if name != "datasets"})
    there = {*made(kind, "released").rows.columns, *COMPUTED.findall(told), "value"}
    assert {one or other for one, other in NAMED.findall(told)} <= there


@pytest.mark.slow
@each_kind
def test_a_chart_is_what_its_schema_allows(kind: str, made: Make) -> None:
    assert made(kind, "released").chart(SIZES["slide"]).to_dict(validate=True)


@pytest.mark.slow
@each_kind
@each_world
def test_a_plot_is_drawn_in_every_format(kind: str, world: str, drawn: Draw) -> None:
    starts = {"svg": b"<svg ", "png": b"\x89PNG", "pdf": b"%PDF", "html": b"<!DOCTYPE", "json": b"{"}
    assert starts.keys() == FIGURE_FORMATS.keys()
    for suffix, start in starts.items():
        assert drawn(kind, world, suffix).startswith(start)


@pytest.mark.slow
@each_kind
def test_a_plot_is_drawn_alike_each_time(kind: str, tiny: OxigraphEngine, drawn: Draw) -> None:
    again = Figure(PLOTS[kind].make(Graph(tiny).ask), SIZES["slide"])
    for suffix in ("svg", "json"):
        assert FIGURE_FORMATS[suffix].write(again) == drawn(kind, "tiny", suffix)


@pytest.mark.slow
def test_a_plot_is_laid_out_alike_in_another_process(tmp_path: Path, drawn: Draw) -> None:
    code = (
        "import sys, determinants; from determinants import plots\n"
        "made = plots.PLOTS['co-occurrence'].make(determinants.open_graph().of('ibrahim2019').ask)\n"
        "sys.stdout.buffer.write(plots.FIGURE_FORMATS['json'].write(plots.Figure(made, plots.SIZES['page'])))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={"HOME": str(tmp_path), "PYTHONHASHSEED": "7"},
    )
    assert told.stdout == drawn("co-occurrence", "released", "json")


# What is read.


@pytest.mark.slow
@each_kind
@each_world
def test_no_label_is_cut(kind: str, world: str, made: Make, drawn: Draw) -> None:
    read, plot = words(drawn(kind, world, "svg")), made(kind, world)
    assert "…" not in read
    for text in (plot.title, plot.subtitle, plot.caution):
        assert squeezed(text) in read
    for row in plot.rows.records():
        for column in ("influence_label", "domain_label", "condition_label", "site_label", "source_label"):
            if row.get(column) and row.get("origin") != "own":
                assert squeezed(str(row[column])) in read


@pytest.mark.slow
@each_kind
@each_world
def test_numbers_stand_in_the_picture(kind: str, world: str, made: Make, drawn: Draw) -> None:
    root = ET.fromstring(drawn(kind, world, "svg"))
    shown = {word for text in root.iter(f"{SVG}text") for word in "".join(text.itertext()).split()}
    columns = {"publications", "number", *style.COLOURS}
    if kind in {"influences", "directions"}:
        columns = {"count", *style.COLOURS} if kind == "influences" else {*style.COLOURS}
    numbers = {
        str(row[column])
        for row in made(kind, world).rows.records()
        if row.get("kind") != "link"  # how wide a line is
        for column in columns
        if row.get(column) is not None
    }
    assert numbers <= shown


@pytest.mark.slow
@each_kind
def test_a_picture_has_a_title_and_a_description_for_those_who_do_not_see_it(
    kind: str, made: Make, drawn: Draw
) -> None:
    root = ET.fromstring(drawn(kind, "released", "svg"))
    plot = made(kind, "released")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "plot-title plot-alt"
    assert [root.findtext(f"{SVG}{name}") for name in ("title", "desc")] == [plot.title, plot.alt]


@pytest.mark.slow
@pytest.mark.parametrize("kind", PLOTS)
def test_a_picture_is_as_wide_as_it_is_for(kind: str, drawn: Draw) -> None:
    root = ET.fromstring(drawn(kind, "released", "svg"))
    width = float(root.get("width", "0"))
    assert 0.9 * SIZES["page"].width < width < 1.05 * SIZES["page"].width


def contrast(one: str, other: str) -> float:
    low, high = sorted([style.luminance(one), style.luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_directions_differ_in_grey() -> None:
    ordered = sorted(style.COLOURS.values(), key=style.luminance)
    assert ordered == list(style.COLOURS.values())
    assert all(contrast(one, other) > 1.5 for one, other in pairwise(ordered))
    assert contrast(style.COLOURS["facilitates"], style.COLOURS["hinders"]) > 3


def test_words_can_be_read_on_what_is_behind_them() -> None:
    assert contrast(style.QUIET, "#ffffff") > 7
    assert contrast(style.INK, style.EMPTY) > 7


def test_text_is_measured_and_broken_where_it_does_not_fit() -> None:
    size = SIZES["page"]
    assert letters("iii") < letters("WWW") / 4
    assert size.lines("", 100) == [""]
    assert "".join(size.lines("W" * 50, 100)) == "W" * 50
    assert all(letters(line) * size.font <= 100 for line in size.lines("W" * 50 + " a b c", 100))


# What the figures say.


def test_influences_stand_with_both_counts_apart(made: Make) -> None:
    rows = {row["influence_label"]: row for row in made("influences", "tiny").rows.records()}
    culture, training = rows["Culture"], rows["Training"]
    # `f1`, `f2` and `f7`: of two publications one reports two directions.
    assert [culture[name] for name in ("facilitates", "hinders", "mixed", "unclear")] == [1, 1, 0, 1]
    assert (culture["publications"], culture["count"], culture["basis_label"]) == (2, 3, "printed")
    assert (training["count"], training["total"], training["basis_label"]) == (2, 5, "derived")


def test_what_the_review_counts_is_not_named(made: Make, drawn: Draw) -> None:
    plot = made("influences", "released")
    assert "which publications those are, this graph does not know" in plot.subtitle
    assert "28 of 53, printed".replace(" ", "") in words(drawn("influences", "released", "svg"))


def test_domains_without_influences_and_influences_without_domain_are_shown(made: Make) -> None:
    rows = list(made("cfir", "released").rows.records())
    mapped = {(row["influence_label"], row["domain_label"]) for row in rows if row["status"] != "not mapped"}
    domains = {row["domain_label"] for row in rows}
    assert domains - {domain for _, domain in mapped} == {"Intervention Characteristics"}
    assert len({row["influence_label"] for row in rows} - {name for name, _ in mapped}) == 6
    conditional = [row for row in rows if row["status"] == "mapped on a condition"]
    assert len(conditional) == 5
    assert all(str(row["condition_label"]).startswith("if ") for row in conditional)


def test_what_holds_without_a_condition_is_shown_without_one(made: Make) -> None:
    rows = {(row["influence_label"], row["domain_label"]): row for row in made("cfir", "tiny").rows.records()}
    # To the domain and to a construct in it.
    assert rows["Culture", "Inner Setting"]["condition_label"] is None
    assert rows["Training", "Inner Setting"]["condition_label"] == "if training is provided internally"
    assert rows["Training", "Outer Setting"]["status"] == "not mapped"


def test_constructs_hold_what_is_placed_there_and_the_empty_ones_are_counted(
    made: Make, shipped: OxigraphEngine
) -> None:
    plot, ask = made("constructs", "released"), Graph(shipped).of("ibrahim2019").ask
    placed = {
        (row["element"], row["determinant"], row["direction_label"])
        for row in ask("cfir-factors").records()
        if str(row["framework"]).endswith(("cfir2009", "cfir2022"))
    }
    drawn = {row["element"]: row for row in plot.rows.records()}
    assert drawn.keys() == {element for element, *_ in placed}
    for element, row in drawn.items():
        for way in ("hinders", "facilitates"):
            assert row[way] == sum(there == element and told == way for there, _, told in placed)
    for edition, of in (("2009", 41), ("2022", 69)):
        empty = len(ask("cfir-unmapped-constructs", framework=f"cfir{edition}"))
        held = sum(row["element"] != row["domain"] for row in drawn.values() if edition in row["framework"])
        assert held + empty == of
        for text in (plot.subtitle, plot.alt):
            assert f"{empty} of {of} in CFIR {edition}" in text
    assert "placed by the determinants project" in plot.subtitle


def test_an_edition_in_which_a_review_has_nothing_placed_is_empty(made: Make) -> None:
    # Who places in 2009 are two: what neither fills is empty. In 2022 stands only what belongs to no review.
    plot = made("constructs", "tiny")
    assert "2 of 4 in CFIR 2009 and 3 of 3 in CFIR 2022" in plot.subtitle
    held = [(row["element_label"], row["hinders"], row["facilitates"]) for row in plot.rows.records()]
    assert held == [("Climate", 0, 1), ("Readiness", 1, 0)]


def test_a_factor_that_two_place_in_one_construct_counts_once_there(made: Make, tiny: OxigraphEngine) -> None:
    def twice(question: str, **where: Any) -> Rows:
        rows = Graph(tiny).ask(question, **where)
        return Rows(rows.columns, rows.rows * 2) if question == "cfir-factors" else rows

    assert PLOTS["constructs"].make(twice).rows == made("constructs", "tiny").rows


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
def test_a_factor_is_as_wide_in_both_editions_and_bars_and_words_have_room(size: str, made: Make) -> None:
    spec = Figure(made("constructs", "released"), SIZES[size]).spec
    wide, rows = set(), list(made("constructs", "released").rows.records())
    for panel, edition in zip(spec.get("hconcat") or spec["vconcat"], ("2009", "2022"), strict=True):
        here = [row for row in rows if edition in str(row["framework"])]
        ends = next(
            layer["encoding"]["x"]["scale"]["domain"]
            for layer in panel["layer"]
            if "scale" in layer["encoding"]["x"]
        )
        assert -ends[0] >= max(row["hinders"] for row in here)
        assert ends[1] >= max(row["facilitates"] for row in here)
        wide.add(round(panel["width"] / (ends[1] - ends[0]), 6))
        room = letters("facilitators") * SIZES[size].font * style.BOLD
        assert ends[1] * panel["width"] / (ends[1] - ends[0]) > room
    assert len(wide) == 1
    assert min(wide) > 3  # pixels, so that one can be seen


def counted(shipped: OxigraphEngine, missing: str) -> int:
    """For how many publications something is not known, as a stored question has it."""
    where = {"review": "ibrahim2019", "directness": "counted"}
    (row,) = Graph(shipped).ask("evidence-totals", **where).records()
    number = row[missing]
    assert isinstance(number, int)
    assert number
    return number


@pytest.mark.parametrize(
    ("kind", "missing"), [("countries", "without_country"), ("designs", "without_design")]
)
def test_publications_of_which_something_is_not_known_are_said_and_shown(
    kind: str, missing: str, made: Make, shipped: OxigraphEngine
) -> None:
    plot = made(kind, "released")
    assert f"for {counted(shipped, missing)} of them no" in plot.subtitle
    feature = plot.rows.columns[2]
    assert any(row[feature] is None and row["publications"] for row in plot.rows.records())
    assert any(row["status"] == "none reported" for row in plot.rows.records())


def test_publications_without_a_year_are_said_and_shown(
    made: Make, drawn: Draw, shipped: OxigraphEngine
) -> None:
    missing = counted(shipped, "without_year")
    assert f"for {missing} of them no year is known" in made("years", "released").subtitle
    assert "notknown" in words(drawn("years", "released", "svg"))
    assert "no year is known" not in made("years", "tiny").subtitle


def test_the_flow_makes_no_number_up(made: Make, drawn: Draw) -> None:
    rows = made("flow", "released").rows.records()
    boxes = [row for row in rows if row["kind"] == "box"]
    numbers = {row["box"]: row["number"] for row in boxes if row["review_label"] == "Ibrahim et al. 2019"}
    assert {box: number for box, number in numbers.items() if number is not None} == {
        "found": 5813,
        "included": 53,
    }
    assert "5760" not in drawn("flow", "released", "json").decode()
    read = words(drawn("flow", "released", "svg"))
    unknown = [row for row in boxes if row["number"] is None]
    assert read.count("n=?") == len(unknown) + 1  # and once in the caution


def test_a_review_with_a_single_number_is_named_and_not_drawn(made: Make) -> None:
    plot = made("flow", "released")
    assert "Cooper et al. 2024" not in {row["review_label"] for row in plot.rows.records()}
    for said in (plot.subtitle, plot.alt):
        assert "is Cooper et al. 2024 (35 publications included in the review)." in said


def test_where_nothing_flows_it_is_said_what_there_is(shipped: OxigraphEngine) -> None:
    with pytest.raises(UsageError, match=r"nothing to draw: flow .* Cooper et al. 2024 \(35 publications"):
        PLOTS["flow"].make(Graph(shipped).of("cooper2024").ask)


def test_where_nobody_reports_anything_a_circle_of_noughts_is_not_drawn(shipped: OxigraphEngine) -> None:
    with pytest.raises(UsageError, match="nothing to draw: co-occurrence"):
        PLOTS["co-occurrence"].make(Graph(shipped).of("cooper2024").ask)


def test_sites_have_the_totals_that_are_printed(made: Make) -> None:
    totals = {
        row["site_label"]: row["score"]
        for row in made("sites", "tiny").rows.records()
        if row["item"] == "total"
    }
    assert totals == {"North": 5, "South": None}  # there is none for the other


@pytest.mark.parametrize("kind", ["sites", "profile"])
def test_own_answers_stand_beside_the_sites(kind: str, tiny: OxigraphEngine) -> None:
    plot = PLOTS[kind].make(Graph(tiny).ask, own("2.5", None))
    assert "Northtown" in plot.subtitle
    assert "Northtown has Culture 2.5 and Training not answered." in plot.alt
    read = words(FIGURE_FORMATS["svg"].write(Figure(plot, SIZES["page"])))
    assert "Northtown" in read
    assert "notanswered" in read


@pytest.mark.browser
def test_the_interactive_page_draws_in_a_browser_without_network(
    tiny: OxigraphEngine, tmp_path: Path
) -> None:
    """Its own policy lets its own scripts run, and nothing else: the chart is there, names are texts."""
    hostile = own("2", None, name="<img src=x onerror=alert(1)></script>")
    page = tmp_path / "sites.html"
    page.write_bytes(
        FIGURE_FORMATS["html"].write(Figure(PLOTS["sites"].make(Graph(tiny).ask, hostile), SIZES["page"]))
    )
    shown = opened(page, tmp_path)
    assert 'class="marks"' in shown
    assert "<img" not in re.sub(r"<script>.*?</script>", "", shown, flags=re.DOTALL)


def test_an_own_total_is_as_it_was_scored_or_is_not_given(tiny: OxigraphEngine) -> None:
    for answered, total in ((own("2.5", "1", total="3"), 3), (own("2.5", None), None)):
        rows = PLOTS["sites"].make(Graph(tiny).ask, answered).rows.records()
        assert [row["score"] for row in rows if row["origin"] == "own" and row["item"] == "total"] == [total]


def test_a_threshold_is_said_and_kept(made: Make) -> None:
    plot = made("co-occurrence", "released")
    least = int(re.findall(r"at least (\d+) publications", plot.subtitle)[0])
    links = [row["publications"] for row in plot.rows.records() if row["kind"] == "link"]
    assert min(links) >= least
    assert len(links) <= 30


def test_sources_are_told_apart_and_what_cannot_be_named_is_said(made: Make) -> None:
    plot = made("overlap", "released")
    assert "Ibrahim et al. 2019 (53)" in plot.caution
    assert "Cooper et al. 2024 and Ibrahim et al. 2019 1" in plot.alt
    rows = {(row["source"], row["other"]): row["publications"] for row in plot.rows.records()}
    assert len(rows) == len({source for source, _ in rows}) ** 2


# Pages.


@pytest.mark.slow
@each_kind
def test_a_page_loads_nothing(kind: str, made: Make, drawn: Draw) -> None:
    page = drawn(kind, "released", "html").decode()
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 2
    around = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert "default-src 'none'" in around
    assert not re.search(r"(src|href)=|@import|url\(", around)
    assert '<html lang="en">' in around
    plot = made(kind, "released")
    assert f"<title>{html.escape(plot.title)}</title>" in around
    for text in (plot.alt, plot.caution, plot.subtitle):
        assert f">{html.escape(text)}<" in around
    assert around.count("<tr>") == len(plot.rows) + 1


@pytest.mark.slow
def test_a_page_lets_only_its_own_scripts_run(drawn: Draw) -> None:
    page = drawn("influences", "tiny", "html").decode()
    for script in re.findall(r"<script>(.*?)</script>", page, re.DOTALL):
        assert figure_formats._digest(script) in page
    assert "unsafe-eval" not in page.split("<style>")[0]


@pytest.mark.slow
def test_what_draws_a_page_is_changed_only_where_it_names_its_own_end(drawn: Draw) -> None:
    page = drawn("influences", "tiny", "html").decode()
    library = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)[0]
    restored = re.sub(r"<\\(/script|!--)", r"<\1", library, flags=re.IGNORECASE)
    assert restored == vl_convert.javascript_bundle()


# Hostile texts.

SCRIPT = "</script><script>alert(1)</script><!-- & \"'`${x}"
LONG = "A very long name " + "of something " * 20 + "x" * 60
HOSTILE = {"Culture": SCRIPT, "Training": LONG, "North": "__proto__", "South": "<b>الشمال</b>"}


def renamed(path: Path, **labels: str) -> None:
    """Give things in a table other labels."""
    text = path.read_text()
    for old, new in labels.items():
        quoted = '"' + new.replace('"', '""') + '"'
        assert f",{old}," in text
        text = text.replace(f",{old},", f",{quoted},", 1)
    path.write_text(text)


@pytest.mark.slow
def test_any_label_is_drawn_in_full_and_harms_nothing(tmp_path: Path, drawn: Draw) -> None:
    world = Path(shutil.copytree(TINY, tmp_path / "world"))
    for table, names in {"influences": ("Culture", "Training"), "sites": ("North", "South")}.items():
        renamed(world / f"reviews/tiny2020/{table}.csv", **{name: HOSTILE[name] for name in names})
    ask = Graph(OxigraphEngine.load(building.quads([world], ONTOLOGY, __version__))).ask
    shown = set()
    for kind, known in PLOTS.items():
        plot = known.make(ask)
        figure = Figure(plot, SIZES["page"])
        read = words(FIGURE_FORMATS["svg"].write(figure))
        for row in plot.rows.records():
            here = {str(row[name]) for name in ("influence_label", "site_label") if row.get(name)}
            assert all(squeezed(label) in read for label in here), kind
            shown |= here
        page = FIGURE_FORMATS["html"].write(figure).decode()
        assert page.count("</script>") == drawn(kind, "tiny", "html").decode().count("</script>") == 2
        assert "<script>alert" not in re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert shown >= set(HOSTILE.values())


def test_two_influences_with_one_name_stay_two(tmp_path: Path) -> None:
    world = Path(shutil.copytree(TINY, tmp_path / "world"))
    path = world / "reviews/tiny2020/influences.csv"
    path.write_text(path.read_text().replace(",Culture,", ",Training,"))
    ask = Graph(OxigraphEngine.load(building.quads([world], ONTOLOGY, __version__))).ask
    read = words(FIGURE_FORMATS["svg"].write(Figure(PLOTS["influences"].make(ask), SIZES["page"])))
    assert "Training(culture)" in read
    assert "Training(training)" in read


# The command.


def run(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, "plot", *arguments], capture_output=True, text=True, check=False, cwd=folder, timeout=60
    )


@pytest.mark.slow
def test_the_command_writes_a_figure_and_its_rows_and_says_what_is_in_it(tmp_path: Path) -> None:
    done = run("sites", "--data-out", "rows.csv", folder=tmp_path)
    assert (done.returncode, done.stderr.replace("Building the graph, this once…\n", "")) == (0, "")
    assert done.stdout.splitlines()[:2] == ["sites.svg", "rows.csv"]
    assert "6 published sites" in done.stdout
    assert (tmp_path / "sites.svg").read_bytes().startswith(b"<svg ")
    assert (tmp_path / "rows.csv").read_text().startswith("origin,site,")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["influences", "-o", "a.jpg"], "one of .svg, .png, .pdf, .html, .json"),
        (["influences", "--data-out", "a.xls"], "one of .csv, .tsv, .json, .jsonl, .md"),
        (["influences", "--data-out", "there.csv"], "already there"),
        (["influences", "-o", "a.json", "--data-out", "a.json"], "the same name"),
        (["influences", "-o", "nowhere/a.svg"], "no folder"),
    ],
    ids=lambda given: given if isinstance(given, str) else " ".join(given[1:]),
)
def test_a_wrong_call_writes_nothing(arguments: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "there.csv").write_text("mine")
    done = run(*arguments, folder=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["there.csv"]
    assert (tmp_path / "there.csv").read_text() == "mine"


def test_without_altair_one_is_told_what_to_install(made: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figure_formats, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install 'determinants\[plots\]'"):
        FIGURE_FORMATS["svg"].write(Figure(made("sites", "tiny"), SIZES["page"]))


# ---- How a figure is cited

CITED = "The project. <Version> 1.2.0 & state 1f. Made with: determinants plot influences"


def chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG, by their names; each with the sum that it must have."""
    place = len(b"\x89PNG\r\n\x1a\n")
    while place < len(picture):
        size = int.from_bytes(picture[place : place + 4])
        part, told = picture[place + 4 : place + 8 + size], picture[place + 8 + size : place + 12 + size]
        assert zlib.crc32(part) == int.from_bytes(told)
        yield part[:4], part[4:]
        place += 12 + size


@pytest.mark.slow
def test_a_figure_says_inside_how_it_is_cited(made: Make) -> None:
    figure = Figure(made("influences", "tiny"), SIZES["page"], CITED)
    written = {name: FIGURE_FORMATS[name].write(figure) for name in FIGURE_FORMATS}
    assert json.loads(written["json"])["usermeta"]["citation"] == CITED
    svg = ET.fromstring(written["svg"])
    assert [each.text for each in svg if each.tag.endswith("metadata")] == [CITED]
    assert f"<p>Cite as: {html.escape(CITED)}</p>" in written["html"].decode()
    page = PdfReader(io.BytesIO(written["pdf"])).metadata
    assert page is not None
    assert (page.title, page.subject, page["/Keywords"]) == (figure.plot.title, figure.plot.alt, CITED)
    held = dict(chunks(written["png"]))
    assert held[b"iTXt"] == b"Comment\0\0\0\0\0" + CITED.encode()
    assert (next(iter(held)), list(held)[-1]) == (b"IHDR", b"IEND")


def test_a_figure_that_is_not_cited_is_as_it_was(made: Make, drawn: Draw) -> None:
    assert b"metadata" not in drawn("influences", "tiny", "svg")
    told = PdfReader(io.BytesIO(drawn("influences", "tiny", "pdf"))).metadata
    assert told is not None
    assert "/Keywords" not in told
