"""Where the shipped data, ontology and queries stand: inside the installed package, or in a checkout."""

from functools import cache
from pathlib import Path

from determinants.ground.problems import DeterminantsError

HERE = Path(__file__).resolve().parents[1]


@cache
def folder(name: str) -> Path:
    """Give the folder `data`, `ontology` or `queries` that came with this package.

    A wheel carries them in `determinants/shipped`; a checkout has them at its top.

    Raises:
        DeterminantsError: if neither is there, which means a broken installation.
    """
    for place in (HERE / "shipped" / name, HERE.parents[1] / name):
        if place.is_dir():
            return place
    raise DeterminantsError(f"the installation is not complete: its folder '{name}' is missing.")
