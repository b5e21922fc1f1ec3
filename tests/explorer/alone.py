"""The explorer out of one file in a network namespace of its own, and what anything there sends.

Run as a program: `python alone.py FILE` prints a line of JSON for each page, and one for an address elsewhere
that the browser is sent to on purpose, to show that what it sends is seen. Every way out of the namespace
leads back into it, and the system counts the packets, whoever sends them.
"""

import json
import subprocess
import sys
from pathlib import Path

from test_in_a_browser import PAGES, Visit, visit

import offline

OUT = "http://192.0.2.1/"  # which nobody has
OPEN = "document.querySelectorAll('main details').forEach(it => it.open = true)"


def opened(window: Visit, address: str) -> dict[str, object]:
    """Open a page with all that is folded on it, and give what stands there and what went out for it."""
    before, asked = offline.sent(), len(window.asked)
    # So that it is this page that is waited for, and not the one before.
    window.page.evaluate("document.querySelector('main')?.removeAttribute('data-page')")
    window.go(address)
    window.page.evaluate(OPEN)
    window.page.wait_for_timeout(20)  # until what opened has begun to ask
    window.settle()
    return {
        "page": address,
        "heading": window.page.inner_text("h1"),
        "wrong": window.page.locator(".wrong").all_inner_texts(),
        "asked": window.asked[asked:],
        "sent": offline.sent() - before,
    }


def main(file: Path) -> None:
    for command in ("link set lo up", "address add 10.9.9.9/32 dev lo", "route add default dev lo"):
        subprocess.run(["ip", *command.split()], check=True)
    with visit(file.as_uri()) as window:
        for address in PAGES:
            sys.stdout.write(json.dumps(opened(window, address)) + "\n")
        before = offline.sent()
        window.page.evaluate("address => { location.href = address }", OUT)
        window.page.wait_for_timeout(300)
        sys.stdout.write(json.dumps({"page": OUT, "sent": offline.sent() - before}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
