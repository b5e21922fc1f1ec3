"""What puts the explorer into wheel and sdist: the build of the package calls it, and nothing else.

It stands alone, as the package is not installed when it is built. A checkout that is only linked to needs no
explorer in it; and where it cannot be built, the package is built without, and says so.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ExplorerHook(BuildHookInterface[BuilderConfig]):
    """Builds the explorer before the package, where it is not there yet."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build it, unless the package is only linked to."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        try:
            from determinants.explorer import building
            from determinants.ground.problems import UsageError

            try:
                building.parts(lambda: self.app.display_info("Building the explorer…"))
            except UsageError as error:
                self.app.display_warning(f"The package is built without the explorer: {error}")
        finally:
            sys.path.pop(0)
