"""What prints: tests on paper skip where nothing does, and say so; in CI they fail."""

import os
import shutil

import pytest

from determinants import printing


def need_browser() -> None:
    if not any(map(shutil.which, printing.BROWSERS)):
        assert "CI" not in os.environ, "CI needs a browser"
        pytest.skip("no browser is installed")
