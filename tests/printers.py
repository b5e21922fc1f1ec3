"""What prints and shows pages: tests that need it skip where there is none, and say so; in CI they fail."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from determinants.service import printing


def need_browser() -> str:
    """The browser that is here."""
    found = next(filter(None, map(shutil.which, printing.BROWSERS)), None)
    if found is None:
        assert "CI" not in os.environ, "CI needs a browser"
        pytest.skip("no browser is installed")
    return found


def opened(page: Path, folder: Path, *options: str) -> str:
    """What a page is once a browser without network has opened it and run its scripts."""
    bare = ["--no-sandbox"] if os.geteuid() == 0 else []
    own = [f"--user-data-dir={folder}/profile", "--virtual-time-budget=8000", "--dump-dom"]
    done = subprocess.run(
        [need_browser(), *printing.ALONE, *bare, *own, *options, page.as_uri()],
        capture_output=True,
        check=True,
        timeout=120,
    )
    return done.stdout.decode()
