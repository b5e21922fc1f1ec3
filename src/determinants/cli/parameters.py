"""Values of parameters, taken as they were typed where that is all there is to do.

The library of the command line reads every value with a machinery that takes longer to import than a question
takes to answer. A text is a text, what reads an option is called, and what was not given is not there: only
what needs more, such as a number or a path, is left to the machinery.
"""

import inspect
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

from typer.core import TyperCommand, TyperGroup

Read = Callable[[str], Any]


_typed: list[str] = []  # the last call, as it was typed
ASIDE = {"--cite": 0, "--force": 0, "--output": 1, "-o": 1, "--data-out": 1}  # where to, and not what


def typed(*besides: str) -> list[str]:
    """Give the words of the last call, without those that say where its answer goes.

    Options `besides` that are left out too, with their values.
    """
    left_out = ASIDE | dict.fromkeys(besides, 1)
    kept: list[str] = []
    words = iter(_typed)
    for word in words:
        name = word.partition("=")[0]
        if name in left_out:
            for _ in range(left_out[name] if name == word else 0):
                next(words, None)
        elif not (word.startswith("-o") and len(word) > 2):
            kept.append(word)
    return kept


class _Helped:
    """What has an option for help, which is mostly not given."""

    def get_help_option(self, ctx: Any) -> Any:
        """Give the option, which takes what is not given for no, as it stands."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        process = getattr(option, "process_value", None)
        if process and not isinstance(process, partial):
            setattr(option, "process_value", partial(_asked_for, process))  # noqa: B010 - of this one only
        return option


def _asked_for(otherwise: Callable[..., Any], ctx: Any, value: Any) -> Any:
    return otherwise(ctx, bool(value))


class Group(_Helped, TyperGroup):
    """A group of such commands."""


class Command(_Helped, TyperCommand):
    """A command whose texts are taken as they were typed."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Make the command, and let its parameters process what they can themselves."""
        super().__init__(*arguments, **options)
        self._review = any("--review" in parameter.opts for parameter in self.params)
        declared = inspect.signature(self.callback).parameters if self.callback else {}
        for parameter in self.params:
            if parameter.name in declared and parameter.callback is None:
                read = _reader(declared[parameter.name].annotation)
                setattr(parameter, "names", getattr(read, "names", ()))  # noqa: B010 - for completion
                process = partial(_process, parameter, read, parameter.process_value)
                setattr(parameter, "process_value", process)  # noqa: B010 - of this one only

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed; where --review is no option here, say what does it instead."""
        typed = list(args)
        _typed[:] = [str(ctx.info_name), *typed]
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            if self._review or getattr(error, "option_name", "") != "--review":
                raise
            from determinants.cli.refusing import not_of_one_review

            raise not_of_one_review(str(ctx.info_name), typed) from None


def _process(parameter: Any, read: Read | None, otherwise: Callable[..., Any], ctx: Any, value: Any) -> Any:
    many = getattr(parameter, "multiple", False) or parameter.nargs == -1
    if not parameter.required and (value is None or value == ()):
        return () if many else None
    if isinstance(value, int | float | Path):
        return value  # by default: what is typed is a text
    if read and value and many:
        return tuple(map(read, value))
    return read(value) if read and isinstance(value, str) and not many else otherwise(ctx, value)


def _reader(annotation: Any) -> Read | None:
    """Give what reads a text that is typed for a parameter; nothing, where it takes no texts."""
    if get_origin(annotation) is not Annotated:
        return None
    kind, *said = get_args(annotation)
    parser = next((each.parser for each in said if getattr(each, "parser", None)), None)
    texts = [str, str | None, list[str] | None, list[str]]
    return (parser or str) if kind in texts else None
