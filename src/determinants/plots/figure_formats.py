"""Plots as files. A new format is one function and its record in `FIGURE_FORMATS`."""

import base64
import hashlib
import html
import json
import re
import zlib
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from determinants.ground.headings import heading
from determinants.ground.problems import UsageError
from determinants.plots import style
from determinants.plots.plot import NARROW, SIZES, Plot, Size
from determinants.write import row_formats
from determinants.write.formats import Format

Spec = dict[str, Any]

POINTS = 0.75  # to a pixel, of which 96 are an inch
ENDING = re.compile(r"<(/script|!--)", re.IGNORECASE)
HEAD_OF_PNG = 33  # bytes: its signature, and the chunk that says how large it is
MEASURE = re.compile(r'\b(width|height)="([0-9.]+)"')


def can_draw() -> bool:
    """Whether what draws is installed; it comes with the extra `plots`."""
    return find_spec("altair") is not None and find_spec("vl_convert") is not None


@dataclass(frozen=True)
class Figure:
    """A plot for a size, and how it is cited, which stands inside the file."""

    plot: Plot
    size: Size
    cited: str = ""

    @cached_property
    def spec(self) -> Spec:
        """The plot as Vega-Lite: its rows, its words and its chart.

        Raises:
            UsageError: if altair is not installed; it comes with the extra `plots`.

        """
        plot, size = self.plot, self.size
        room = size.width - 3 * size.font
        return self.drawing | {
            "datasets": {"rows": json.loads(row_formats.as_json(plot.rows)), "once": [{}]},
            "description": plot.alt,
            **({"usermeta": {"citation": self.cited}} if self.cited else {}),
            "title": {
                "text": size.lines(plot.title, room, size.font * 1.5 * style.BOLD),
                "subtitle": [*size.lines(plot.subtitle, room), *size.lines(plot.caution, room)],
            },
        }

    @cached_property
    def drawing(self) -> Spec:
        """The chart without its rows and words, as on a dark screen where its size is for one.

        Raises:
            UsageError: if altair is not installed.

        """
        if not can_draw():
            raise UsageError("plots need altair: pip install 'determinants[plots]'.")
        chart: Spec = self.plot.chart(self.size).to_dict(validate=False)  # tests have validated it
        chart["config"] = style.config(self.size)
        told: Spec = style.darkened(chart) if self.size.night else chart
        return told

    @cached_property
    def svg(self) -> str:
        """The plot as SVG, whose title and description are for those who do not see it."""
        spec = self.spec
        import vl_convert

        drawn: str = vl_convert.vegalite_to_svg(spec)
        start, tag, rest = drawn.partition(">")
        named = start + ' role="img" aria-labelledby="plot-title plot-alt"' + tag
        title, alt = html.escape(self.plot.title), html.escape(self.plot.alt)
        cited = f"<metadata>{html.escape(self.cited)}</metadata>" if self.cited else ""
        svg = f'{named}<title id="plot-title">{title}</title><desc id="plot-alt">{alt}</desc>{cited}{rest}\n'
        return _numbered_alike(svg)


_COUNTED = re.compile(r"\b(gradient|clip)_?(\d+)\b")


def _numbered_alike(svg: str) -> str:
    """Give an SVG whose gradients are numbered by their order, as the library goes on counting in a process.

    >>> _numbered_alike('<rect fill="url(#gradient_7)"/><linearGradient id="gradient_7"/>')
    '<rect fill="url(#gradient_0)"/><linearGradient id="gradient_0"/>'
    """
    numbers: dict[str, str] = {}
    return _COUNTED.sub(lambda found: numbers.setdefault(found[0], f"{found[1]}_{len(numbers)}"), svg)


def as_json(figure: Figure) -> bytes:
    """Give the Vega-Lite description, from which every other format is made."""
    return (json.dumps(figure.spec, ensure_ascii=False, indent=1) + "\n").encode()


def as_svg(figure: Figure) -> bytes:
    """Give SVG, which says its title and description to those who do not see it."""
    return figure.svg.encode()


def as_png(figure: Figure) -> bytes:
    """Give a picture made of dots: for a page 300 of them to an inch, for a slide twice its pixels."""
    svg = figure.svg
    import vl_convert

    drawn: bytes = vl_convert.svg_to_png(svg, scale=figure.size.scale, ppi=figure.size.dots)
    return _commented(drawn, figure.cited) if figure.cited else drawn


def _commented(picture: bytes, text: str) -> bytes:
    """Give a PNG with a text in it, after its head: `iTXt`, the chunk that takes any sign."""
    chunk = b"iTXt" + b"Comment\0\0\0\0\0" + text.encode()
    whole = len(chunk[4:]).to_bytes(4) + chunk + zlib.crc32(chunk).to_bytes(4)
    return picture[:HEAD_OF_PNG] + whole + picture[HEAD_OF_PNG:]


def as_pdf(figure: Figure) -> bytes:
    """Give a PDF of one page, on which the plot is as large as it is meant to be."""
    svg = figure.svg
    import vl_convert

    def points(found: re.Match[str]) -> str:
        return f'{found[1]}="{float(found[2]) * POINTS:g}"'

    return _described(vl_convert.svg_to_pdf(MEASURE.sub(points, svg, count=2)), figure)


def _described(page: bytes, figure: Figure) -> bytes:
    """Give a PDF that says what it shows and how it is cited, where programs look for it."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=BytesIO(page))
    said = {"/Title": figure.plot.title, "/Subject": figure.plot.alt, "/Keywords": figure.cited}
    writer.add_metadata({name: text for name, text in said.items() if text})
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def as_html(figure: Figure) -> bytes:
    """Give one page that needs nothing from elsewhere: chart, what draws it, words, and the rows as a table.

    It has the chart for a phone as well, and both for a dark screen. Its policy lets only its own scripts
    run, and loads nothing.
    """
    plot = figure.plot
    phone = SIZES["page" if plot.least else "phone"]
    # The page says the title.
    spec = {name: told for name, told in figure.spec.items() if name != "title"}
    shared = {name: spec.pop(name) for name in ("datasets", "description")}
    cited = f"<p>Cite as: {html.escape(figure.cited)}</p>\n" if figure.cited else ""
    sizes = (figure.size, phone)
    charts = [[Figure(plot, replace(size, night=night)).drawing for night in (False, True)] for size in sizes]
    import vl_convert

    library = _harmless(vl_convert.javascript_bundle())  # type: ignore[call-arg]  # it has a default
    told = json.dumps([shared, charts]).replace("<", "\\u003c")  # no tag can begin in it
    call = CALL.replace("TOLD", told).replace("NARROW", str(NARROW))
    policy = (
        f"default-src 'none'; script-src {_digest(library)} {_digest(call)}; "
        "style-src 'unsafe-inline'; img-src data:"
    )
    words = {name: html.escape(getattr(plot, name)) for name in ("title", "subtitle", "caution", "alt")}
    page = PAGE.format(
        **words, policy=policy, library=library, call=call, rows=_table(plot), width=figure.size.width,
        scrolls=' tabindex="0"' if plot.least else "",
        least=min(plot.least, figure.size.width), cited=cited,
    )  # fmt: skip
    return page.encode()


# Draws the chart for the screen that it is on, and again when that changes.
CALL = """
const [shared, charts] = TOLD;
const narrow = matchMedia('(max-width: NARROWpx)'), dark = matchMedia('(prefers-color-scheme: dark)');
const draw = () => vegaEmbed('#chart', {...charts[+narrow.matches][+dark.matches], ...shared},
  {renderer: 'svg', actions: false, ast: true});
narrow.addEventListener('change', draw);
dark.addEventListener('change', draw);
draw();
"""

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
:root {{ --paper: #fff; --ink: #1a1a1a; --line: #ddd; }}
@media (prefers-color-scheme: dark) {{ :root {{ --paper: #161616; --ink: #ececec; --line: #444; }} }}
body {{ font: 1rem/1.45 Arial, Helvetica, sans-serif; color: var(--ink); background: var(--paper);
  margin: 1.5rem auto; padding: 0 12px; max-width: {width}px; overflow-wrap: anywhere; }}
h1 {{ font-size: 1.5rem; margin: 0 0 .5rem; }}
figure {{ margin: 1rem 0; }}
#chart {{ width: 100%; overflow-x: auto; }}
#chart svg {{ display: block; width: 100%; height: auto; min-width: {least}px; }}
.wide {{ overflow-x: auto; }}
table {{ border-collapse: collapse; font-size: .8rem; overflow-wrap: normal; }}
th, td {{ text-align: left; vertical-align: top; padding: .2rem .6rem;
  border-bottom: 1px solid var(--line); }}
</style>
<script>{library}</script>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{subtitle}</p>
<p><strong>{caution}</strong></p>
<figure aria-labelledby="alt">
<div id="chart"{scrolls}></div>
<figcaption id="alt">{alt}</figcaption>
</figure>
<details><summary>The rows that the chart draws</summary><div class="wide">
{rows}</div></details>
{cited}</main>
<script>{call}</script>
</body>
</html>
"""


def _table(plot: Plot) -> str:
    """Give the rows as a table of the page."""
    head = "".join(f'<th scope="col">{html.escape(heading(name))}</th>' for name in plot.rows.columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(_cell(cell))}</td>" for cell in row.values()) + "</tr>\n"
        for row in plot.rows.records()
    )
    return f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>\n"


def _cell(cell: object) -> str:
    return "" if cell is None else str(cell)


def _harmless(script: str) -> str:
    """Keep a script from ending where it names its own end, and from opening what hides that."""
    return ENDING.sub(r"<\\\1", script)


def _digest(script: str) -> str:
    """Give what a policy knows a script by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


FIGURE_FORMATS: dict[str, Format[Figure]] = {
    made.name: made
    for made in (
        Format("svg", ".svg", "image/svg+xml", "a drawing that can be scaled", as_svg),
        Format("png", ".png", "image/png", "a picture made of dots", as_png),
        Format("pdf", ".pdf", "application/pdf", "a page to print", as_pdf),
        Format("html", ".html", "text/html", "a page by itself, with the rows as a table", as_html),
        Format("json", ".json", "application/json", "Vega-Lite, of which all others are made", as_json),
    )
}
