"""What people call things, in one spelling: the same letters made of other signs are the same name."""

import re
import unicodedata

# Marks that are not seen and only say which way to read or where a line may break. Joiners are not among
# them: some languages need those.
_MARKS = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]")
_TURNING = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))  # within a text, no marks
_JOINERS = re.compile("[\u200c\u200d]")


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
