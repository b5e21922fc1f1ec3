"""The command that writes a release."""

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from determinants.cli import saying
from determinants.cli.options import DataOption, watched
from determinants.ground.problems import UsageError


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command()(release)


def release(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to write, new or empty.")],
    data: DataOption = None,
    since: Annotated[
        Path | None,
        typer.Option(
            "--since",
            metavar="OLD",
            help="An earlier release, a data folder or a built graph: what changed since then is told.",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Put it in the place of an earlier release.")
    ] = False,
) -> None:
    """Write the graph in all its forms into a folder, described and with SHA-256 sums.

    RDF in each syntax, whole and by named graph; frameworks, mappings, questions, tables, networks and
    references; what describes them for catalogues and archives. The same tables give the same bytes. The
    folder is written whole or not at all. docs/release.md says what is in it, and who else has read it.
    """
    if not find_spec("pyarrow"):
        raise UsageError("a release needs pyarrow: pip install 'determinants[frames]'.")
    from determinants.release import releasing, sources

    releasing.check_target(folder, force=force)
    source = sources.built_in(data or (), watched, since)
    written = list(watched(releasing.release(source, folder, force=force)))
    saying.aside(f"{folder}: {len(written)} files, {sum(each.size for each in written):,} bytes")
