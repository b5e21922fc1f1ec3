"""Commands for authors of reviews: review new."""

from pathlib import Path
from typing import Annotated

import typer

from determinants.cli import saying
from determinants.ground import called, shipped
from determinants.ground.problems import UsageError

# As in tables.starting, which is not imported before it is needed; a test holds the two together.
KINDS = ("systematic-review", "scoping-review", "umbrella-review", "realist-review", "other-review")
FRAMEWORKS = ("cfir2009", "cfir2022")


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    review = typer.Typer(
        help="Begin a review of your own: 'review new KEY' writes its tables, with examples to replace.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    review.callback()(lambda: None)  # else the only command would stand for them all
    review.command("new", short_help="Write the tables that a review needs, and a README.")(new)
    app.add_typer(review, name="review")


def new(
    key: Annotated[
        str, typer.Argument(metavar="KEY", help="Its name, such as smith2020: also the folder's.")
    ],
    kind: Annotated[
        str, typer.Option(metavar="KIND", help=f"What kind of review it is: {', '.join(KINDS)}.")
    ] = KINDS[0],
    framework: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help=f"It codes studies to the constructs of one: {' or '.join(FRAMEWORKS)}."
        ),
    ] = None,
    influences: Annotated[
        bool, typer.Option("--influences", help="It has themes of its own beside that framework.")
    ] = False,
    counts: Annotated[
        bool, typer.Option("--counts", help="It prints how many publications report something.")
    ] = False,
    sites: Annotated[bool, typer.Option("--sites", help="It rates sites with a measure of its own.")] = False,
) -> None:
    """Write a folder with the tables that a review of this kind needs, each with an example, and a README.

    Nothing that is there is touched. Fill the tables in a spreadsheet program, as README.md in the folder
    explains; 'determinants check KEY' says what is still to be done.
    """
    from determinants.tables import examples, starting

    plan = examples.Plan(key, kind, framework, influences, counts, sites)
    try:
        made = starting.start(plan, Path(), shipped.folder("data"))
    except OSError as error:
        raise UsageError(f"the folder {key} cannot be written here: {error.strerror}.") from None
    written = ", ".join(sorted(path.name for path in made.rglob("*.csv")))
    check = called.command(f"check {made}")
    saying.out(f"{made}: {written}. Next: read {made / 'README.md'}, then run '{check}'.")
