"""A private page does not outlive the process that prints it, and goes nowhere else."""

import os
import re
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from determinants.service import printing
from parts import need

pytestmark = pytest.mark.slow

PRIVATE = "Elm scores 1 on training"

# It reads its page, as a browser does, says so, and takes its time if it is told to.
BROWSER = r"""#!/bin/sh
for part; do case $part in
  --print-to-pdf=*) printed="${part#*=}";;
  --user-data-dir=*) mkdir -p "${part#*=}";;
  file://*) start="${part#file://}";;
esac; done
page=$(sed -n 's|.*"GET", "file://\([^"]*\)".*|\1|p' "$start")
grep -c Elm "$page" > "$READ"
[ -z "$SLOW" ] || exec sleep 20
printf '%s' "%PDF- of $(cat "$page")" > "$printed"
"""

PRINTING = """
import sys
from determinants.service import printing
printing.BROWSERS = (sys.argv[1],)
try:
    assert printing.pdf(sys.argv[2].encode()) == b"%PDF- of " + sys.argv[2].encode()
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_no_private_page_stays_in_the_temporary_folder(how: signal.Signals, tmp_path: Path) -> None:
    browser, read, temporary = tmp_path / "browser", tmp_path / "read", tmp_path / "temporary"
    browser.write_text(BROWSER)
    browser.chmod(0o755)
    temporary.mkdir()
    neighbour = temporary / ".determinants-of-somebody"  # is not ours
    neighbour.mkdir()
    command = [sys.executable, "-c", PRINTING, browser, PRIVATE]
    here = {**os.environ, "TMPDIR": str(temporary), "READ": str(read)}
    with subprocess.Popen(command, env={**here, "SLOW": "yes"}) as process:
        until = time.monotonic() + 60
        while not (read.exists() and read.read_text()):
            assert time.monotonic() < until
            assert process.poll() is None
            time.sleep(0.02)
        assert read.read_text() == "1\n"
        subprocess.run(command, env=here, check=True)  # another one meanwhile: sweeps nothing of it
        [folder] = set(temporary.iterdir()) - {neighbour}
        assert folder.stat().st_mode & 0o077 == 0
        process.send_signal(how)
        assert process.wait(30) in {-how, 130}
    assert not [path for path in temporary.rglob("*") if path.is_file() and PRIVATE in path.read_text()]
    if how is not signal.SIGKILL:
        assert list(temporary.iterdir()) == [neighbour]
    subprocess.run(command, env=here, check=True)
    assert list(temporary.iterdir()) == [neighbour]


@pytest.mark.browser
def test_a_browser_that_prints_asks_for_no_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "log"
    monkeypatch.setattr(printing, "BROWSERS", (need("browser"),))
    monkeypatch.setattr(printing, "ALONE", (*printing.ALONE, f"--log-net-log={log}"))
    monkeypatch.setattr(printing, "_by_library", lambda _: pytest.fail("no browser printed it"))
    page = b"<!doctype html><html><head><title>Elm</title></head><body><p>Elm</p></body></html>"
    printed = PdfReader(BytesIO(printing.pdf(page)))
    assert "Skia" in str(printed.metadata)
    assert [page.extract_text().strip() for page in printed.pages] == ["Elm"]
    told = log.read_text(encoding="utf-8")
    assert '"UDP_CONNECT":' in told  # the log has the names of what it tells of
    assert re.findall(r'"address(?:_list)?":\s*\[?"([^"]*)', told) == []  # of connections, tried or made
    assert printing._offline() == printing.OFFLINE, "this system gives nobody a network of one's own"
