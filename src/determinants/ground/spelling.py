"""What people call things, in one spelling: the same letters made of other signs are the same name.

And which signs have no place in a text for people, because they steer a terminal or hide what is there.
"""

import re
import unicodedata
from functools import cache

# Marks that are not seen and only say which way to read or where a line may break. Joiners are not among
# them: some languages, and emoji, need those.
_MARKS = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]")
_TURNING = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))  # within a text, no marks
_JOINERS = re.compile("[\u034f\u200c\u200d]")


@cache
def _hidden() -> re.Pattern[str]:
    """Give what finds a sign that cannot be seen and does something to others, or means nothing in public.

    Controls but for tabs and ends of lines; separators of lines; what turns the way of reading; fillers;
    halves of signs; private use; tags; and variation selectors after one another, of which no sign takes two.
    """
    never = "".join(f"{chr(plane * 0x10000 + 0xFFFE)}-{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(14))
    return re.compile(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2061-\u206f\ufff9-\ufffb"
        "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
        "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
        f"{never}\U000e0000-\U000e00ff\U000e01f0-\U0010ffff]"
        "|(?<=[\ufe00-\ufe0f\U000e0100-\U000e01ef])[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
    )


def seen(text: str) -> str:
    r"""Give a text as it can be shown to people: what steers a terminal, or hides, stands as its escape.

    Tabs and ends of lines stay. Every text for people passes here on its way out.

    >>> print(seen("Bl\x1b[31mame"))
    Bl\u001B[31mame
    """
    if text.isprintable() and text.isascii():
        return text
    return _hidden().sub(_escaped, text.replace("\r\n", "\n"))


def _escaped(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"


def hidden(text: str) -> str:
    r"""Say which sign of a text hides or steers, and where it stands; nothing, if none does.

    >>> hidden("Bl\u202eame")
    "U+202E (right-to-left override), its sign 3, after 'Bl'"
    >>> hidden("\u200d\u200d")
    'no sign that can be seen'
    """
    if text.isascii() and text.isprintable():
        return ""
    if found := _hidden().search(text):
        place = found.start()
        before = f", after '{text[max(0, place - 20) : place]}'" if place else ""
        return f"{_named(found[0])}, its sign {place + 1}{before}"
    if text and all(unicodedata.category(sign)[0] in "MZC" for sign in text):
        return "no sign that can be seen"
    return ""


def _named(sign: str) -> str:
    kinds = {"Cc": "a control character", "Co": "a sign of private use", "Cs": "half a sign"}
    name = kinds.get(unicodedata.category(sign)) or unicodedata.name(sign, "a sign without a name").lower()
    return f"U+{ord(sign):04X} ({name})"


def plain(text: str) -> str:
    r"""Give a text with its letters whole (NFC), and without marks that are not seen and change nothing.

    >>> plain("Ko\u0308ln\u200e") == "K\u00f6ln"
    True
    """
    return text if text.isascii() else unicodedata.normalize("NFC", _MARKS.sub("", text).strip(_TURNING))


def compared(text: str) -> str:
    r"""Give a name as it is compared with others: in capitals or not, and however spaced.

    >>> compared(" Praxis  K\u00d6LN") == compared("praxis ko\u0308ln")
    True
    """
    return plain(" ".join(_JOINERS.sub("", plain(text)).casefold().split()))


def signs(text: str) -> int:
    """Count the columns that a text takes on a terminal: wide signs take two, and marks on letters none.

    >>> signs("Ulm"), signs("東京")
    (3, 4)
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(sign: str) -> int:
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
