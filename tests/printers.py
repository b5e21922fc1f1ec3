"""A browser that shows what a page is."""

import os
import subprocess
from pathlib import Path

from determinants.service import printing
from parts import need


def opened(page: Path, folder: Path, *options: str) -> str:
    """What a page is once a browser without network has opened it and run its scripts."""
    bare = ["--no-sandbox"] if os.geteuid() == 0 else []
    own = [f"--user-data-dir={folder}/profile", "--virtual-time-budget=8000", "--dump-dom"]
    done = subprocess.run(
        [need("browser"), *printing.ALONE, *bare, *own, *options, page.as_uri()],
        capture_output=True,
        check=True,
        timeout=120,
    )
    return done.stdout.decode()
