"""HTML → PDF, by a browser or a library that is installed. Nothing is fetched while printing."""

import json
import os
import shutil
import subprocess

from determinants.ground import private
from determinants.ground.problems import DeterminantsError, UsageError

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)

# No page of another host, no background traffic, nothing of the user's own profile.
ALONE = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    # What a browser asks for by itself ends before a name is looked up, which first tries whether there is
    # IPv6, with a socket towards a public resolver: the only proxy is of a kind that is switched off.
    "--proxy-server=quic://127.0.0.1:9",
    "--component-updater=url-source=data:,",
    "--disable-features=NetworkTimeServiceQuerying",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--allow-file-access-from-files",
)
# Where Linux gives a user a network of one's own, with nothing in it, the browser sees that it is offline,
# and does not even try.
OFFLINE = ("unshare", "--user", "--map-current-user", "--net")
PATIENCE = 120  # seconds

# A browser takes a file for a page by the ending of its name, and what is in memory has no name. So it opens
# this, which becomes the page, and itself says nothing that is private.
START = """<!doctype html><meta charset="utf-8"><script>
const asked = new XMLHttpRequest();
asked.open("GET", %s, false);
asked.overrideMimeType("text/plain; charset=utf-8");
asked.send();
document.open();
document.write(asked.responseText);
document.close();
</script>
"""


def pdf(html: bytes) -> bytes:
    """Give a page as PDF, by the first browser that prints it, or else by the library.

    Raises:
        UsageError: if neither a browser nor WeasyPrint is installed.
        DeterminantsError: if all that are installed fail.
    """
    failed = []
    for browser in filter(None, map(shutil.which, BROWSERS)):
        try:
            return _by_browser(browser, html)
        except DeterminantsError as error:
            failed.append(str(error))
    try:
        return _by_library(html)
    except UsageError:
        if failed:
            raise DeterminantsError(" ".join(failed)) from None
        raise


def _by_browser(browser: str, html: bytes) -> bytes:
    with (
        private.folder() as folder,
        private.file(folder, "page.html") as page,
        private.file(folder, "page.pdf") as printed,
    ):
        page.write_bytes(html)
        start = folder / "start.html"
        start.write_text(START % json.dumps(page.as_uri()), encoding="ascii")
        # A browser of the superuser refuses its sandbox; there is no script in the page to hold.
        bare = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
        own = [f"--user-data-dir={folder}/profile", f"--print-to-pdf={printed}"]
        command = [*_offline(), browser, *ALONE, *bare, *own, start.as_uri()]
        try:
            done = subprocess.run(
                command, capture_output=True, check=False, timeout=PATIENCE, close_fds=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise DeterminantsError(f"{browser} did not print the page ({type(error).__name__}).") from None
        content = printed.read_bytes() if printed.is_file() else b""
        if done.returncode or not content.startswith(b"%PDF-"):
            last = " ".join(done.stderr.decode(errors="replace").strip().splitlines()[-1:])
            raise DeterminantsError(f"{browser} did not print the page (exit code {done.returncode}). {last}")
        return content


def _offline() -> tuple[str, ...]:
    """Give what a command begins with so that it has no network, where the system lets a user do that."""
    if shutil.which(OFFLINE[0]) is None:
        return ()
    try:
        tried = subprocess.run([*OFFLINE, "true"], capture_output=True, check=False, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return () if tried.returncode else OFFLINE


def _by_library(html: bytes) -> bytes:
    try:
        from weasyprint import HTML
    except (ImportError, OSError):  # the second where a library that it needs is missing
        raise UsageError(
            "a PDF needs a browser (Chromium, Chrome or Edge) or WeasyPrint (pip install weasyprint); "
            "without them, write .html and print it."
        ) from None
    printed: bytes = HTML(string=html.decode(), url_fetcher=_fetch_nothing).write_pdf()
    return printed


def _fetch_nothing(url: str) -> dict[str, object]:
    raise ValueError(f"the page is complete in itself, and {url} is not fetched")
