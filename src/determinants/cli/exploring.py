"""The command that writes the explorer, and the explorer as routes of the server."""

from pathlib import Path
from typing import Annotated

import typer

import determinants
from determinants.cli import saying
from determinants.cli.options import DataOption, ForceOption, check_targets, say_building
from determinants.explorer import building, mounted, writing
from determinants.explorer.resources import Resources, state_of
from determinants.server.calls import Call, Reply
from determinants.server.refusing import Refused
from determinants.server.sending import tag
from determinants.server.served import Served

PLACE = "/explore"  # where a server has the explorer


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command()(site)


def say_building_pages() -> None:
    """Say that the explorer is being built."""
    saying.aside("Building the explorer, this once…")


def site(
    where: Annotated[
        Path, typer.Argument(metavar="DIR|FILE.html", help="A folder for a web host, or one file.")
    ],
    data: DataOption = None,
    force: ForceOption = False,
) -> None:
    """Write the explorer: a folder of files for any web host, or one file that opens from a disk.

    The whole graph and an engine that answers SPARQL are in it, so that it needs no server and no network.
    docs/explorer.md says what can be done in it.
    """
    one = where.suffix.lower() in {".html", ".htm"}
    if one:
        check_targets([where], force=force)
    graph = determinants.open_graph(data or (), on_build=say_building)
    resources = Resources(graph, building.parts(say_building_pages), state_of(graph))
    size = (writing.one_file if one else writing.folder)(resources, where)
    saying.aside(f"{where}: {size / 1_000_000:.1f} MB; open {where if one else where / writing.INDEX}.")


def _explore(served: Served, call: Call) -> Reply:
    """Give what is at a path below the explorer's.

    Raises:
        Refused: if there is nothing there.
    """
    resources = Resources(served.graph, building.parts(say_building_pages), served.state)
    found = mounted.found(resources, call.path.removeprefix(PLACE).removeprefix("/"))
    if found is None:
        raise Refused(404, "there is nothing here: the explorer is at /explore/.")
    marked = tag(served.state, call.path)
    return Reply(found.body, found.media_type, headers=found.headers, tag=marked, keep=True)


def _to_the_explorer(served: Served, call: Call) -> Reply:
    return Reply(b"", status=308, headers={"Location": f"{call.root}{PLACE}/"})


ROUTES = {PLACE: _to_the_explorer, f"{PLACE}/{{path:path}}": _explore}
