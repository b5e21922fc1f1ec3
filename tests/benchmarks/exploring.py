"""How soon the explorer shows something, and answers: on this machine, and with its processor slowed down.

    python tests/benchmarks/exploring.py

It writes the explorer as files and as one file, opens both in a browser, and tells for each: when the first
text is painted, when the matrix stands, how long the engine takes with the whole graph, and a narrowed
question after that.
"""

import functools
import http.server
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

import determinants
from determinants.explorer import building, writing
from determinants.explorer.resources import Resources, state_of

ASKED = """async () => {
  const begun = performance.now();
  await explorer.ask("influence-findings", { direction: ["ontology#hinders"], review: [await first()] });
  return performance.now() - begun;
  async function first() { return (await explorer.ask("review-list")).rows[0].review.value; }
}"""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Measure, and print a table."""
    graph = determinants.open_graph()
    resources = Resources(graph, building.parts(), state_of(graph))
    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        folder, file = Path(place) / "site", Path(place) / "explorer.html"
        print(f"{writing.folder(resources, folder):>10,} bytes as files")
        print(f"{writing.one_file(resources, file):>10,} bytes as one file")
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = driver.chromium.launch(
            executable_path=(sys.argv[1:] or ["/usr/bin/chromium"])[0], args=OPTIONS
        )
        print("slower  from   painted  matrix  engine  narrowed   (ms)")
        for rate in (1, 4):
            for name, start in (
                ("files", f"http://127.0.0.1:{server.server_port}/"),
                ("file", file.as_uri()),
            ):
                page = browser.new_page()
                page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
                page.goto(f"{start}#/")
                page.wait_for_selector("table.matrix")
                matrix, painted = page.evaluate("performance.now()"), page.evaluate(PAINTED)
                page.goto(f"{start}#/ask/influence-pairs")
                page.wait_for_selector("[data-question] table", timeout=60_000)
                engine = page.evaluate("Number(document.documentElement.dataset.engine)")
                narrowed = page.evaluate(ASKED)
                print(
                    f"{rate:>6}  {name:<5}  {painted:>7.0f}  {matrix:>6.0f}  {engine:>6.0f}  {narrowed:>8.0f}"
                )
                page.close()
        server.shutdown()


if __name__ == "__main__":
    main()
