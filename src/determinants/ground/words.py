"""Numbers with their nouns, said in one place so that none is said wrongly."""


def many(count: int, what: str) -> str:
    """Give a number with its noun, which is a singular.

    >>> many(1, "publication"), many(2, "country"), many(0, "link"), many(1, "other publication")
    ('1 publication', '2 countries', '0 links', '1 other publication')
    """
    plural = what[:-1] + "ies" if what.endswith("y") and what[-2] not in "aeiou" else what + "s"
    return f"{count} {what if count == 1 else plural}"


def legible(text: str, length: int = 300) -> str:
    r"""Give a text from outside on one line, of a length to be read, without what steers a terminal.

    >>> legible("no such\n graph \x1b[31m")
    'no such graph \ufffd[31m'
    """
    shown = " ".join(text[: 4 * length].split())
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in shown)
    return shown if len(shown) <= length else f"{shown[:length]} …"
