"""The recipe for R prints what it says, where there is an R to try it with."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from programs import Program

PAGE = (Path(__file__).parents[2] / "docs/r.md").read_text(encoding="utf-8")
CODE, PRINTED = (re.search(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)[1] for kind in ("r", "text"))  # type: ignore[index]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not here (Debian's r-base-core)")
def test_the_recipe_prints_what_it_says(program: Program, tmp_path: Path) -> None:
    (tmp_path / "recipe.R").write_text(CODE, encoding="utf-8")
    done = subprocess.run(
        ["Rscript", "--vanilla", tmp_path / "recipe.R"],
        capture_output=True,
        text=True,
        check=False,
        env=program.environment,
    )
    assert (done.returncode, done.stdout) == (0, PRINTED), done.stderr
