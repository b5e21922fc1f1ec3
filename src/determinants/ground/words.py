"""Numbers with their nouns, said in one place so that none is said wrongly."""


def many(count: int, what: str) -> str:
    """Give a number with its noun, which is a singular.

    >>> many(1, "publication"), many(2, "country"), many(0, "link"), many(1, "other publication")
    ('1 publication', '2 countries', '0 links', '1 other publication')
    """
    plural = what[:-1] + "ies" if what.endswith("y") and what[-2] not in "aeiou" else what + "s"
    return f"{count} {what if count == 1 else plural}"
