"""Completion for shells: what may come next in a command line, and the command that sets it up."""

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any

import typer

from determinants.cli.options import emit, one_of
from determinants.ground import shipped
from determinants.ground.problems import DeterminantsError

SCRIPTS = {
    "bash": """\
_determinants() {
    local IFS=$'\\n'
    COMPREPLY=($(_DETERMINANTS_COMPLETE=bash "$1" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
    [[ ${COMPREPLY[0]} != *= ]] || compopt -o nospace
}
complete -o default -F _determinants determinants
""",
    "zsh": """\
_determinants() {
    local -a found
    found=("${(@f)$(_DETERMINANTS_COMPLETE=zsh $words[1] "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -z $found[1] ]]; then _files
    elif [[ $found[1] == *= ]]; then compadd -S '' -a found
    else compadd -a found
    fi
}
compdef _determinants determinants
""",
    "fish": """\
function __determinants
    set -l before (commandline -opc)
    env _DETERMINANTS_COMPLETE=fish $before[1] $before[2..-1] (commandline -ct) 2>/dev/null
end
complete -c determinants -a '(__determinants)'
""",
}

# Which things a parameter names, by the kind of column that they would stand in.
KINDS = {
    "influence": "influence",
    "element": "element",
    "review": "review",
    "design": "design",
    "country": "country",
    "quality": "quality",
    "modality": "modality",
    "scope": "scope",
    "reviewed_in": "publication",
    "thing": "thing",
}


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("completion")(show_script)


def show_script(
    shell: Annotated[
        str,
        typer.Argument(metavar="SHELL", parser=one_of("shell", SCRIPTS), help=f"{', '.join(SCRIPTS)}."),
    ],
) -> None:
    """Print what lets a shell complete commands, options, questions, columns and the names of things.

    Let the shell read it when it starts: source <(…) in ~/.bashrc, or in ~/.zshrc after compinit, with
    'determinants completion bash' or zsh for the dots; … | source in fish's config.fish.
    """
    emit(SCRIPTS[shell])


def complete(shell: str, words: Sequence[str], program: Callable[[str], typer.Typer]) -> int:
    """Print what the last of some words may become, after those before it; give the exit code."""
    whole, cut = _joined(words) if shell == "bash" else (list(words), "")
    try:
        found = sorted({each for each in _next(whole, program) if each.startswith(whole[-1])})
    except (DeterminantsError, KeyError):
        return 1  # nothing can be offered, and a line that is being typed is no place to say why
    emit("".join(f"{each.removeprefix(cut)}\n" for each in found))
    return 0


def _joined(words: Sequence[str]) -> tuple[list[str], str]:
    """Put together what bash took apart at `=`; give the words, and what it holds for another word."""
    whole: list[str] = []
    for place, word in enumerate(words):
        if whole and (word == "=" or (place and words[place - 1] == "=")):
            whole[-1] += word
        else:
            whole.append(word)
    column, equals, _ = (whole or [""])[-1].partition("=")
    return whole or [""], column + equals if equals else ""


def _next(words: Sequence[str], program: Callable[[str], typer.Typer]) -> Iterable[str]:
    """Give what the last of some words may become."""
    *before, last = words
    command: Any = typer.main.get_command(program(before[0] if before else ""))
    rest = list(before)
    while rest and rest[0] in getattr(command, "commands", {}):
        command = command.commands[rest.pop(0)]
    options = {name: each for each in command.params for name in each.opts if name.startswith("-")}
    if hasattr(command, "commands"):
        return [] if rest else [*command.commands, *options, "--help"]
    asked, given = None, []
    for word in rest:
        if asked is not None:
            asked = None
        elif word in options:
            asked = None if getattr(options[word], "is_flag", False) else options[word]
        elif not word.startswith("-"):
            given.append(word)
    if asked is not None:
        return _values(asked, given, last)
    arguments = [each for each in command.params if not each.opts[0].startswith("-")]
    place = arguments[len(given)] if len(given) < len(arguments) else None
    return [*options, "--help", *(_values(place, given, last) if place else ())]


def _values(parameter: Any, given: Sequence[str], last: str) -> Iterable[str]:
    """Give the values that a parameter may have, of which the last word may be the beginning."""
    if getattr(parameter, "names", ()):
        return tuple(parameter.names)
    from determinants.ask import naming, questions
    from determinants.ask.asking import open_graph
    from determinants.ask.kinds import KINDS as ALL

    stored = shipped.folder("queries")
    if parameter.name == "query":
        return [path.stem for path in stored.glob("*.rq")]
    if parameter.name == "where":
        columns = questions.find(stored, given[0]).columns if given else {}
        column, equals, _ = last.partition("=")
        if not equals:
            return [f"{name}=" for name in columns]
        return [f"{column}={each}" for each in naming.slugs(open_graph().engine, columns[column].kind)]
    return naming.slugs(open_graph().engine, ALL[KINDS[parameter.name]]) if parameter.name in KINDS else ()
