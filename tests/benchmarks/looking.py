"""What every page of the explorer looks like, narrow and wide, light and dark, for whoever changed it.

    python tests/benchmarks/looking.py [FOLDER] [--only WORD]

It writes the explorer as one file, opens it in a browser, and puts a picture of each view into the folder
(`screenshots`, which git leaves alone), with a page that shows them all. It tells what is wider than its
window.
"""

import argparse
import html
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import determinants
from determinants.explorer import building, writing
from determinants.explorer.resources import Resources, state_of
from determinants.service import measure
from determinants.service.report import FORM_FORMATS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from determinants.ask.asking import Graph

WIDTHS = (390, 768, 1280)
SCHEMES = ("light", "dark")
INFLUENCE = "thing/ibrahim2019/influence/psw-training"
VIEWS = {
    "home": "",
    "influence": INFLUENCE,
    "influence-filtered": f"{INFLUENCE}?direction_label=hinders&since=2020&given=training%3Dexternal",
    "review": "thing/ibrahim2019",
    "publication": "thing/publication/gillard2013",
    "construct": "thing/cfir2022/culture",
    "factor": "thing/ibrahim2019/determinant/role-ambiguity",
    "site": "thing/site/ulm",
    "question": "ask/influence-pairs?influence=ibrahim2019/influence/psw-training",
    "questions": "questions",
    "cfir": "cfir",
    "glossary": "cfir/words",
    "compare": "compare?down=country",
    "pictures": "pictures",
    "picture": "pictures/co-occurrence?review=ibrahim2019",
    "search": "search?q=organistional",
    "sparql": "sparql?query=SELECT+%3Fsite+%7B+%3Fsite+a+det%3ASite+%7D",
    "score": "score",
    "score-service": "score/service",
    "score-measure": "score/measure",
    "score-checklist": "score/checklist",
    "score-report": "score/report",
    "score-plan": "score/plan",
    "data": "data",
    "kept": "kept",
    "nowhere": "nowhere",
}
SCORED = {"score-report", "score-plan"}  # of a form that is filled in
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def filled(graph: "Graph") -> bytes:
    """Give a form of two raters, with every score of the scale, and a plan."""
    asked = measure.instrument(graph.ask)
    scale = list(asked.anchors)
    replies = [
        measure.Answered(
            item.key, str(scale[(at + shift) % len(scale)]), site="Riverside", date="2026-01-31", rater=rater
        )
        for shift, rater in enumerate(("Kim", "Lee"))
        for at, item in enumerate(asked.items)
    ]
    return FORM_FORMATS[".csv"].write(measure.filled(asked, replies))


def looks(browser: "Browser", start: str, form: Path, into: Path, only: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each view and its picture, which is in the folder then."""
    for width in WIDTHS:
        for scheme in SCHEMES:
            page = browser.new_page(
                viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
            )
            for name, address in VIEWS.items():
                if only in name:
                    open_view(page, start, address, form if name in SCORED else None)
                    wide = page.evaluate("document.documentElement.scrollWidth")
                    if wide > width:
                        print(f"{name}: {wide} pixels wide, in a window of {width}")
                    picture = f"{name}-{width}-{scheme}.png"
                    page.screenshot(path=into / picture, full_page=True)
                    yield name, picture
            page.close()


def open_view(page: "Page", start: str, address: str, form: Path | None) -> None:
    """Open a view, and wait until everything on it is there."""
    if form is not None:
        page.goto("about:blank")
        page.goto(f"{start}#/score")
        page.set_input_files("#open", form)
        page.wait_for_selector(".sheet")
    page.goto(f"{start}#/{address}")
    page.wait_for_selector("main[data-page] h1")
    page.wait_for_selector("[aria-busy]", state="detached", timeout=60_000)


def sheet(pictures: dict[str, list[str]]) -> str:
    """Give a page that shows all of them, view by view."""
    rows = "".join(
        f"<h2>{html.escape(name)}</h2><p>"
        + "".join(f'<a href="{each}"><img src="{each}" width="220" alt="{each}"></a> ' for each in of)
        for name, of in pictures.items()
    )
    return f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>The explorer</title>{rows}</html>\n'


def main() -> None:
    """Take the pictures, and say where they are."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", default="screenshots", type=Path)
    parser.add_argument("--only", default="", help="views with this in their name")
    parser.add_argument("--browser", default="/usr/bin/chromium")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    graph = determinants.open_graph()
    pictures: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        file, form = Path(place) / "explorer.html", Path(place) / "form.csv"
        writing.one_file(Resources(graph, building.parts(), state_of(graph)), file)
        form.write_bytes(filled(graph))
        browser = driver.chromium.launch(executable_path=asked.browser, args=OPTIONS)
        for name, picture in looks(browser, file.as_uri(), form, asked.folder, asked.only):
            pictures.setdefault(name, []).append(picture)
        browser.close()
    (asked.folder / "index.html").write_text(sheet(pictures), encoding="utf-8")
    print(f"{sum(map(len, pictures.values()))} pictures: open {asked.folder / 'index.html'}")


if __name__ == "__main__":
    main()
