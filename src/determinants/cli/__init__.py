"""The command line. A command parses options, calls one function, prints and exits.

Exit codes: 0 fine, 1 the data are wrong, 2 the call is wrong, 3 stopped by a limit, 130 by the user.
"""

import errno
import inspect
import os
import platform
import sys
import warnings
from importlib import import_module
from typing import Annotated

import typer

from determinants import __version__
from determinants.cli import saying
from determinants.cli.parameters import Command, Group
from determinants.ground import called
from determinants.ground.problems import DataError, DeterminantsError, LimitReached, UsageError

LONGEST = 600
STOPPED = 130

# Which module has which commands, and what each is for, in a sentence that fits a line of 80 columns. A
# module is imported when one of its commands is called, so that no command waits for what another needs, and
# the list of them waits for none.
COMMANDS = {
    "asking": {
        "influences": "List the influences, with how many publications report each.",
        "factors": "List the facilitators and barriers of an influence.",
        "studies": "Show which publications support an influence, and which way.",
        "cfir": "Show how influences map to the CFIR, and who says so.",
        "show": "Show everything about one thing, and what refers to it.",
    },
    "querying": {
        "ask": "Ask a stored question, perhaps narrowed.",
        "queries": "List the stored questions.",
        "sparql": "Ask anything in SPARQL 1.1.",
    },
    "networks": {"network": "Measure what hangs together, or export it as a network."},
    "plotting": {"plot": "Draw a plot, with a description and its data."},
    "scoring": {
        "form": "Write a blank form for a service of your own.",
        "score": "Score a service beside the published sites.",
        "report": "Write a report on a service, with the evidence behind it.",
    },
    "data": {
        "build": "Build the graph from its tables into a file.",
        "check": "Check tables and graph, and list every problem.",
        "audit": "Recompute every printed number that the data can give.",
        "export": "Write the graph in an RDF format.",
        "load": "Fill a store on disk or a server with the graph.",
        "cache": "Say what is kept between calls, or remove it.",
    },
    "releasing": {"release": "Write the graph in all its forms into a folder, described."},
    "versions": {
        "diff": "Tell what changed between two versions of the data.",
        "cite": "Say how the data, or answers to stored questions, are cited.",
    },
    "serving": {
        "serve": "Serve the graph by HTTP, to read only.",
        "mcp": "Answer assistants (Model Context Protocol).",
    },
    "exploring": {"site": "Write the explorer as files for the web, or as one file."},
    "completing": {"completion": "Print what lets a shell complete commands and names."},
    "reviewing": {"review": "Begin a review of your own."},
}


def program(wanted: str | None = None) -> typer.Typer:
    """Give the program with all commands, or with those of the module that has the one wanted.

    Where the one wanted is none, its commands can be listed, and do nothing.
    """
    app = typer.Typer(
        name=called.NAME,
        cls=Group,
        help="What helps and what hinders implementation, review by review: which publications support it, "
        "which way, and how it maps to the CFIR.",
        epilog=f"Start with '{called.command('influences')}', then "
        f"'{called.command('studies organisational-culture')}'.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(_program)  # and a module with one command is not a program without commands
    of = {command: module for module, commands in COMMANDS.items() for command in commands}
    if wanted is not None and wanted not in of:
        for sentences in COMMANDS.values():
            for each, sentence in sentences.items():
                app.command(each, help=sentence)(lambda: None)
        return app
    for module in COMMANDS if wanted is None else [of[wanted]]:
        import_module(f"determinants.cli.{module}").add_to(app)
    for command in app.registered_commands:
        name = str(command.name or getattr(command.callback, "__name__", ""))
        command.short_help = COMMANDS[of[name]][name]
    for group in app.registered_groups:
        group.short_help = COMMANDS[of[str(group.name)]][str(group.name)]
    _finish(app)
    return app


def _finish(app: typer.Typer) -> None:
    """Let commands take texts as they are, and their help name others as the user would type them."""
    for info in app.registered_commands:
        info.cls = Command
        info.help = called.in_help(info.help or inspect.getdoc(info.callback) or "")
    for group in app.registered_groups:
        if group.typer_instance:
            _finish(group.typer_instance)


def _version(asked: bool) -> None:
    if not asked:
        return
    from determinants.ground import shipped
    from determinants.tables import reading, versions

    data = shipped.folder("data")
    of_data = versions.version(data)
    saying.out(f"determinants {__version__} (Python {platform.python_version()})")
    saying.out(f"data: {f'version {of_data}, ' if of_data else ''}state {reading.state(data)}")
    raise typer.Exit


def _program(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Show the version and the state of the data."
        ),
    ] = False,
) -> None:
    """Do nothing more: the version has been shown where it was asked for."""


def run() -> int:
    """Run the command that the arguments name; give its exit code."""
    warnings.showwarning = _warn
    warnings.simplefilter("always", UserWarning)
    warnings.simplefilter("always", FutureWarning)
    code = _run()
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        code = 0 if code in {0, 1} else code
        _leave_stdout()
    except OSError as error:
        if code == 0:  # else it has been said
            code = _say(f"{called.program()}: {error.strerror}.", 1)
        _leave_stdout()
    return code


def _run() -> int:
    try:
        # The library returns the code of an early exit, and 130 where the user stopped the program.
        called.start(sys.argv[0], os.environ)
        if shell := os.environ.get("_DETERMINANTS_COMPLETE"):
            from determinants.cli.completing import complete

            return complete(shell, sys.argv[1:], program)
        code = program("".join(sys.argv[1:2]))(prog_name=called.program(), standalone_mode=False)
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
            return _say(f"{called.program()}: {_on_one_line(error)}", 2)
        case LimitReached():
            return _say(f"{called.program()}: {_on_one_line(error)}", 3)
        case DeterminantsError():
            return _say(f"{called.program()}: {_on_one_line(error)}", 1)
        case OSError(errno=errno.EBADF):
            return _say(f"{called.program()}: standard output is closed.", 1)
        case OSError():
            return _say(f"{called.program()}: {error.strerror or error}.", 1)
    if not hasattr(error, "format_message"):
        raise error
    said = str(error.format_message())
    return _say(said if said.startswith("Usage:") else f"{called.program()}: {_on_one_line(said)}", 2)


def _warn(message: Warning | str, *_: object, **__: object) -> None:
    """Say a warning as errors are said, without the place in our code."""
    _say(f"determinants: {_on_one_line(message)}", 0)


def _say(text: str, code: int) -> int:
    """Write to standard error and give the exit code."""
    saying.aside(text)
    return code


def _on_one_line(said: object) -> str:
    """Put an error on one line, of a length to be read."""
    text = " ".join(str(said).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def _leave_stdout() -> None:
    """Point standard output to nowhere. Python would complain once more when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
