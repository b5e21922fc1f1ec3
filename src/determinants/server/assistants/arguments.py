"""What a tool may be called with: told to assistants as JSON Schema, and read from what they send.

Assistants are taken at their word where it is clear: one text where several may be given, a number where a
text is, and nothing at all for what need not be given. Else a sentence says what is wrong, and what there is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from determinants.ground.problems import UnknownName, UsageError
from determinants.server.answers import Parameter

TEXT, NUMBER, COLUMNS = "text", "number", "columns"
Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Argument:
    """What a tool may be called with; in `COLUMNS` each name of a column has one value or several."""

    name: str
    what: str
    example: object = None
    kind: str = TEXT
    many: bool = False
    required: bool = False
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int | None = None

    @property
    def schema(self) -> dict[str, Any]:
        """Say it in JSON Schema."""
        told: dict[str, Any] = {"description": self.what}
        if self.example is not None:
            told["examples"] = [self.example]
        if self.kind == NUMBER:
            most = {} if self.most is None else {"maximum": self.most}
            return {"type": "integer", "minimum": self.least, **most, **told}
        if self.kind == COLUMNS:
            values = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
            return {"type": "object", "additionalProperties": values, **told}
        one: dict[str, Any] = {"type": "string", **({"enum": list(self.choices)} if self.choices else {})}
        return ({"type": "array", "items": one} if self.many else one) | told

    def read(self, said: object) -> Any:
        """Give the value that is meant: a number, a list of texts, or such lists by column.

        Raises:
            UsageError: if it can be no value of this argument.

        """
        if self.kind == NUMBER:
            return self._number(said)
        if self.kind == COLUMNS:
            if not isinstance(said, Mapping):
                raise UsageError(f"'{self.name}' has a value for each column, as in {self.example}.")
            return {str(column): _texts(values, str(column)) for column, values in said.items()}
        texts = _texts(said, self.name)
        if len(texts) > 1 and not self.many:
            raise UsageError(f"there is more than one '{self.name}': give one.")
        for text in texts:
            if self.choices and text not in self.choices:
                raise unknown(self.name, text, self.choices)
        return texts

    def _number(self, said: object) -> int:
        text = str(said).strip()
        number = int(text) if text.isdecimal() and len(text) < 10 and not isinstance(said, bool) else -1
        if number < self.least or (self.most is not None and number > self.most):
            upper = f" up to {self.most}" if self.most is not None else " or more"
            raise UsageError(f"'{self.name}' is a whole number, {self.least}{upper}, not '{text[:60]}'.")
        return number


def unknown(kind: str, said: str, known: Iterable[str]) -> UnknownName:
    """Give what is said where there is nothing of a name: what comes near, or else what there is.

    >>> str(unknown("part", "row", ["rows", "counts"])), str(unknown("part", "x", ["rows", "counts"]))
    ("no part is called 'row'. Did you mean rows?", "no part is called 'x'. There are rows, counts.")
    """
    names = list(known)
    near = get_close_matches(said, names, n=2)
    return UnknownName(kind, said[:100], near, hint="" if near else f"There are {', '.join(names)}.")


def _texts(said: object, name: str) -> list[str]:
    """Give the texts that are meant by one value, or by a list of them; what is empty is none."""
    values = said if isinstance(said, list | tuple) else [said]
    texts = []
    for value in values:
        if value is None or value == "":
            continue
        if isinstance(value, bool):
            texts.append(str(value).lower())
        elif isinstance(value, str | int | float):
            texts.append(str(value))
        else:
            raise UsageError(f"'{name}' is a text, or a list of texts.")
    return texts


def of(parameter: Parameter) -> Argument:
    """Give the argument that a parameter of an answer is."""
    return Argument(
        parameter.name,
        parameter.what,
        [parameter.example] if parameter.many else parameter.example,
        many=parameter.many,
        required=parameter.required,
        choices=parameter.choices,
    )


def schema(arguments: Sequence[Argument]) -> dict[str, Any]:
    """Give the JSON Schema of what a tool is called with."""
    required = [each.name for each in arguments if each.required]
    return {
        "type": "object",
        "properties": {each.name: each.schema for each in arguments},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def read(tool: str, arguments: Sequence[Argument], sent: Mapping[str, object]) -> dict[str, Any]:
    """Give the values of what is sent to a tool, by name, without what is empty.

    Raises:
        UnknownName: if there is no such argument, or no such choice.
        UsageError: if something is missing, or can be no value.

    """
    known = {each.name: each for each in arguments}
    for name in sent:
        if name not in known:
            raise unknown(f"argument of {tool}", str(name), known)
    values = {name: known[name].read(said) for name, said in sent.items() if said is not None}
    values = {name: value for name, value in values.items() if value not in ([], {})}
    for each in arguments:
        if each.required and each.name not in values:
            raise UsageError(f"say '{each.name}': {each.what} As in {each.example!r}.")
    return values
