"""The words of form, interview and report, in one file for each language: `en.toml` is the first.

Code and templates name a sentence and give what stands in it; how it is worded is the file's. Another
language is one more file beside it, with the same keys. What a review says, such as the names of its items,
is data and stands in its tables.
>>> say("form.kept", count=1, file="a.csv"), say("form.kept", count=12, file="a.csv")
('a.csv: 1 answer kept', 'a.csv: 12 answers kept')
"""

import string
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from determinants.ground.problems import UsageError

HERE = Path(__file__).parent
FIRST = "en"
HEAD = "language"  # the table of a file that tells of the language itself
PLURAL = frozenset({"one", "other"})

Text = str | tuple[str, ...] | Mapping[str, str]


@dataclass(frozen=True)
class Language:
    """The words of one language: `code` is its tag (BCP 47), `name` what it calls itself.

    `texts` are by their keys, such as `form.kept`: a sentence, several of them, or one for each number
    (`one`, `other`). `singular` are the counts that are said with `one`, and `direction` is the script's.
    """

    code: str
    name: str
    texts: Mapping[str, Text]
    singular: frozenset[int] = frozenset({1})
    direction: str = "ltr"

    def say(self, key: str, /, **given: object) -> str:
        """Give a sentence with what stands in it. Where it has a plural, `count` chooses.

        Raises:
            LookupError: if there is no such sentence, or not just what stands in it is given.
        """
        text = self._at(key)
        if isinstance(text, tuple):
            raise LookupError(f"'{key}' is several sentences: ask for its lines.")
        if isinstance(text, str):
            return _filled(key, text, places(text), given)
        count = given.get("count")
        if not isinstance(count, int):
            raise LookupError(f"'{key}' is worded by a number: give count.")
        chosen = text["one" if count in self.singular else "other"]
        return _filled(key, chosen, places(*text.values()) | {"count"}, given)

    def lines(self, key: str, /, **given: object) -> tuple[str, ...]:
        """Give several sentences, as they follow one another.

        Raises:
            LookupError: if there are none under this key, or not just what stands in them is given.
        """
        text = self._at(key)
        if not isinstance(text, tuple):
            raise LookupError(f"'{key}' is one sentence: have it said.")
        return tuple(_filled(key, line, places(*text), given) for line in text)

    def under(self, prefix: str, /) -> dict[str, str]:
        """Give all sentences of a table of the file by their own names, such as the heads of columns.

        Raises:
            LookupError: if there is no such table, or what stands in it is not plain.
        """
        found = {
            key.removeprefix(f"{prefix}."): self.say(key)
            for key in self.texts
            if key.startswith(f"{prefix}.")
        }
        if not found:
            raise LookupError(f"there is nothing under '{prefix}'.")
        return found

    def _at(self, key: str) -> Text:
        if (text := self.texts.get(key)) is None:
            raise LookupError(f"there is no '{key}' in the words of {self.name}.")
        return text


def _filled(key: str, text: str, wanted: frozenset[str], given: Mapping[str, object]) -> str:
    if given.keys() != wanted:
        raise LookupError(f"in '{key}' stand {sorted(wanted)}, and given are {sorted(given)}.")
    return text.format_map(given)


def places(*texts: str) -> frozenset[str]:
    """Give what has to be given for texts: the names in braces.

    >>> sorted(places("{count} of {all}", "one of {all}"))
    ['all', 'count']

    Raises:
        ValueError: if braces hold anything but a name.
    """
    found = set()
    for text in texts:
        for _, name, spec, conversion in string.Formatter().parse(text):
            if name is not None:
                if not name.isidentifier() or spec or conversion:
                    raise ValueError(f"'{text}': write a name alone in the braces.")
                found.add(name)
    return frozenset(found)


def read(text: str, code: str) -> Language:
    """Give the language that a file holds.

    Raises:
        ValueError: if it is not TOML, does not say what the language calls itself, or has a text in it that
            is neither a sentence, nor several, nor one for each number.
    """
    tables = tomllib.loads(text)
    head = tables.pop(HEAD, {})
    if not head.get("name"):
        raise ValueError(f"the words of '{code}' do not say what the language calls itself.")
    return Language(
        code,
        head["name"],
        dict(_texts(tables, "")),
        frozenset(head.get("singular", [1])),
        head.get("direction", "ltr"),
    )


def _texts(table: Mapping[str, Any], before: str) -> Iterator[tuple[str, Text]]:
    for name, text in table.items():
        key = f"{before}{name}"
        match text:
            case str():
                places(text)
                yield key, text
            case list() if text and all(isinstance(line, str) for line in text):
                places(*text)
                yield key, tuple(text)
            case dict() if text.keys() == PLURAL and all(isinstance(form, str) for form in text.values()):
                places(*text.values())
                yield key, text
            case dict():
                yield from _texts(text, f"{key}.")
            case _:
                raise ValueError(f"'{key}' is no text.")


def languages(folder: Path = HERE) -> tuple[str, ...]:
    """Give the languages that there are words in."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


@cache
def language(code: str = FIRST, folder: Path = HERE) -> Language:
    """Give the words of a language.

    Raises:
        UsageError: if there are none.
    """
    if code not in (known := languages(folder)):
        raise UsageError(f"there are no words in '{code}': there are {', '.join(known)}.")
    return read((folder / f"{code}.toml").read_text(encoding="utf-8"), code)


_SPOKEN: ContextVar[Language | None] = ContextVar("spoken", default=None)


def spoken() -> Language:
    """Give the language that is spoken at present: English, if nobody chose another."""
    return _SPOKEN.get() or language()


@contextmanager
def speaking(chosen: Language) -> Iterator[None]:
    """Speak another language for as long as this lasts, so that an option is taken in one place."""
    before = _SPOKEN.set(chosen)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def say(key: str, /, **given: object) -> str:
    """Give a sentence in the language that is spoken. See `Language.say`."""
    return spoken().say(key, **given)


def lines(key: str, /, **given: object) -> tuple[str, ...]:
    """Give several sentences in the language that is spoken. See `Language.lines`."""
    return spoken().lines(key, **given)


def under(prefix: str, /) -> dict[str, str]:
    """Give a table of sentences in the language that is spoken. See `Language.under`."""
    return spoken().under(prefix)
