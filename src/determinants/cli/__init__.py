"""The command line. A command parses options, calls one function, prints and exits.

Exit codes: 0 fine, 1 the data are wrong, 2 the call is wrong, 3 stopped by a limit, 130 by the user.
"""

import os
import sys
from importlib import import_module

import typer

from determinants.ground.problems import DataError, DeterminantsError, LimitReached, UsageError

LONGEST = 600
STOPPED = 130

# Which module has which commands. A module is imported when one of its commands is called, or all are
# listed, so that no command waits for what another needs.
COMMANDS = {
    "asking": ("influences", "factors", "studies", "cfir", "show"),
    "querying": ("ask", "queries", "sparql"),
    "networks": ("network",),
    "plotting": ("plot",),
    "scoring": ("form", "score", "report"),
    "data": ("build", "check", "audit", "export", "load", "cache"),
    "reviewing": ("review",),
}


def program(called: str = "") -> typer.Typer:
    """Give the program with the commands of the module that has the one called, or with all of them."""
    app = typer.Typer(
        name="determinants",
        help="What helps and what hinders implementation, review by review: which publications support it, "
        "which way, and how it maps to the CFIR.",
        epilog="Start with 'determinants influences', then 'determinants studies organisational-culture'.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(lambda: None)  # else a module with one command would be a program without commands
    for module in [name for name, commands in COMMANDS.items() if called in commands] or COMMANDS:
        import_module(f"determinants.cli.{module}").add_to(app)
    return app


def run() -> int:
    """Run the command that the arguments name; give its exit code."""
    code = _run()
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        code = 0 if code in {0, 1} else code
        _leave_stdout()
    except OSError as error:
        if code == 0:  # else it has been said
            code = _say(f"determinants: {error.strerror}.", 1)
        _leave_stdout()
    return code


def _run() -> int:
    try:
        # The library returns the code of an early exit, and 130 where the user stopped the program.
        code = program(*sys.argv[1:2])(standalone_mode=False)
        if code == STOPPED:
            raise KeyboardInterrupt
        return code if isinstance(code, int) else 0
    except SystemExit as end:
        # Where a pipe closes early, the command line library ends with 1. The reader has seen enough.
        _leave_stdout()
        return 0 if end.code == 1 else int(end.code or 0)
    except BrokenPipeError:
        _leave_stdout()
    except (KeyboardInterrupt, typer.Abort):
        return _say("stopped", STOPPED)
    except Exception as error:  # what is not ours to explain is raised again
        return _explain(error)
    return 0


def _explain(error: Exception) -> int:
    match error:
        case DataError():
            return _say(f"{error}\n{len(error.problems)} problem(s); nothing was changed.", 1)
        case UsageError():
            return _say(f"determinants: {_on_one_line(error)}", 2)
        case LimitReached():
            return _say(f"determinants: {_on_one_line(error)}", 3)
        case DeterminantsError():
            return _say(f"determinants: {_on_one_line(error)}", 1)
        case OSError():
            return _say(f"determinants: {error.strerror or error}.", 1)
    if not hasattr(error, "format_message"):
        raise error
    said = str(error.format_message())
    return _say(said if said.startswith("Usage:") else f"determinants: {_on_one_line(said)}", 2)


def _say(text: str, code: int) -> int:
    """Write to standard error and give the exit code."""
    print(text, file=sys.stderr)
    return code


def _on_one_line(said: object) -> str:
    """Put an error on one line, of a length to be read."""
    text = " ".join(str(said).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def _leave_stdout() -> None:
    """Point standard output to nowhere. Python would complain once more when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
