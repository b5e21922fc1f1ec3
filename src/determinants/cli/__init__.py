"""The command line. A command parses options, calls one function, prints and exits.

Exit codes: 0 fine, 1 the data are wrong, 2 the call is wrong.
"""

import os
import sys

import typer

from determinants.cli import asking, data, networks, querying
from determinants.problems import DataError, DeterminantsError, UsageError

app = typer.Typer(
    name="determinants",
    help="What helps and hinders implementing peer support work in mental health care: which publications "
    "support it, which way, and how it maps to the CFIR.",
    epilog="Start with 'determinants influences', then 'determinants studies organisational-culture'.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
asking.add_to(app)
querying.add_to(app)
networks.add_to(app)
data.add_to(app)


def main() -> None:
    """Run the command line."""
    sys.exit(run())


def run() -> int:
    """Run the command that the arguments name; give its exit code."""
    try:
        app(standalone_mode=False)
    except typer.Exit as end:
        return end.exit_code
    except DataError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)} problem(s); nothing was changed.", file=sys.stderr)
        return 1
    except UsageError as error:
        print(f"determinants: {error}", file=sys.stderr)
        return 2
    except DeterminantsError as error:
        print(f"determinants: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader has seen enough. Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, typer.Abort):
        print("stopped", file=sys.stderr)
        return 130
    except Exception as error:
        if type(error).__module__.startswith(("click", "typer")) and hasattr(error, "format_message"):
            print(f"determinants: {error.format_message()}", file=sys.stderr)
            return 2
        raise
    return 0
