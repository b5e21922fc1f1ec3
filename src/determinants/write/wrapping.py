"""Text on a terminal: wrapped to its columns, of which a wide sign takes two."""

import textwrap
from collections.abc import Iterator

from determinants.ground.spelling import signs


def wrapped(text: str, width: int, first: str = "", after: str = "", *, hyphens: bool = True) -> list[str]:
    """Give a text as lines of at most `width` columns, with what stands before the first and before others.

    With `hyphens`, a word may be broken after one; else also a long one, an address perhaps, stays whole.

    >>> wrapped("東京の病院 and others", 10)
    ['東京の病院', 'and others']
    """
    if signs(text) == len(text):
        return textwrap.wrap(
            text,
            max(width, len(after) + 1),
            initial_indent=first,
            subsequent_indent=after,
            break_on_hyphens=hyphens,
            break_long_words=hyphens,
        )
    lines, line, empty = [], first, True
    for piece in _pieces(text, max(2, width - signs(after))):
        if empty:
            line += piece
        elif signs(line) + 1 + signs(piece) <= width:
            line += f" {piece}"
        else:
            lines.append(line)
            line = f"{after}{piece}"
        empty = False
    return lines if empty else [*lines, line]


def _pieces(text: str, width: int) -> Iterator[str]:
    """Yield words, those wider than a line in parts."""
    for word in text.split():
        part = ""
        for sign in word:
            if part and signs(part + sign) > width:
                yield part
                part = ""
            part += sign
        yield part


def hanging(head: str, text: str, width: int, *, hyphens: bool = False) -> list[str]:
    """Give a text that hangs beside a head; below it, where too little room is left beside."""
    beside = signs(head)
    if beside <= width // 2:
        return wrapped(text, width, head, " " * beside, hyphens=hyphens)
    indent = " " * (len(head) - len(head.lstrip()) + 2)
    return [
        *wrapped(head.strip(), width, indent[:-2], indent),
        *wrapped(text, width, indent, indent, hyphens=False),
    ]


def padded(text: str, width: int) -> str:
    """Give a text filled up with spaces to so many columns."""
    return text + " " * (width - signs(text))
