"""What cells on publications may hold, and what spreadsheet programs and web pages make of it.

Where it is clear what was meant, the message gives it.
"""

import re
from datetime import date, timedelta
from typing import Annotated, Any
from urllib.parse import unquote

from pydantic import AfterValidator, BeforeValidator, Field

from determinants.tables.model.fields import Mistake, Text, Texts, legible

_DOI = re.compile(r"10\.\d{4,9}/[^\sA-Z]+")
_ENCODED = re.compile("%[0-9A-Fa-f]{2}")


def _bare_doi(text: str) -> str:
    if _DOI.fullmatch(text) and not _ENCODED.search(text):
        return legible(text)
    found = _DOI.search(unquote(text).lower())
    advice = f"Write {found[0]}." if found else "Write it as in 10.1186/s12913-019-4499-3, or leave it empty."
    raise Mistake(f"'{text[:100]}' is not a bare lower-case DOI", advice)


Doi = Annotated[str, AfterValidator(_bare_doi)]

# ---- Volumes, issues, pages and years, of which spreadsheet programs make days

_MONTHS = (
    *("jan jän ene", "feb fév fev", "mar mär mrz", "apr abr avr", "may mai", "jun juin", "jul juil"),
    *("aug ago aoû", "sep set", "oct okt out", "nov", "dec dez dic déc"),
)
_MONTH = {name: str(number) for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAMED = "|".join(_MONTH)
_DAYS = (
    re.compile(rf"(?P<day>\d{{1,2}})[-. /]+(?P<month>{_NAMED})\.?", re.IGNORECASE),
    re.compile(rf"(?P<month>{_NAMED})\.?[-. /]+(?P<day>\d{{1,2}})", re.IGNORECASE),
    re.compile(r"\d{4}-(?P<month>\d{2})-(?P<day>\d{2})(?:[ T].*)?"),
    re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./]\d{4}"),
)
_FIRST = date(1899, 12, 30)  # the day from which spreadsheet programs count
_TYPED = range((date(2010, 1, 1) - _FIRST).days, (date(2040, 1, 1) - _FIRST).days)  # days of typing


def _printed(text: str) -> str:
    """Give a volume, an issue or pages; a whole number may come from a spreadsheet with a point."""
    if whole := re.fullmatch(r"(\d+)\.0+", text):
        return whole[1]
    for pattern in _DAYS:
        if found := pattern.fullmatch(text):
            month = _MONTH.get(found["month"].lower(), found["month"].lstrip("0"))
            meant = f"{month}-{found['day'].lstrip('0')}"
            raise Mistake(
                f"'{text}' is a day that a spreadsheet made of what was printed",
                f"Write what is printed (was it {meant}?), and give the column the type Text.",
            )
    if text.isascii() and text.isdigit() and int(text) in _TYPED:
        day = _FIRST + timedelta(int(text))
        raise Mistake(
            f"'{text}' is how a spreadsheet keeps {day}",
            f"Write what is printed (was it {day.month}-{day.day}?); or, of an article, 'article {text}'.",
        )
    return text


Printed = Annotated[Text, AfterValidator(_printed)]


def _year(cell: Any) -> Any:
    """Find the year in a day, which a spreadsheet may have made of it."""
    if not isinstance(cell, str):
        return cell
    if found := re.fullmatch(r"([12]\d{3})-\d{2}-\d{2}.*|\d{1,2}[./]\d{1,2}[./]([12]\d{3})", cell.strip()):
        raise Mistake(f"'{cell.strip()}' is a day", f"Write {found[1] or found[2]}.")
    if re.fullmatch(r"[2-7]\d{4}", cell.strip()):
        day = _FIRST + timedelta(int(cell))
        raise Mistake(f"'{cell.strip()}' is how a spreadsheet keeps {day}", f"Write {day.year}.")
    return cell


Year = Annotated[int, Field(ge=1500, le=2100), BeforeValidator(_year)]

# ---- Authors

_SUFFIX = r"(?:[JS]r\.?|[1-9](?:st|nd|rd|th)|II|III|IV)"
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?-?){1,4}")
_PERSON = re.compile(rf"[^\W\d_][^,;]*? {_INITIALS.pattern}(?: {_SUFFIX})?")
_ORGANISATION = re.compile(
    r"\b(?:of|for|and|the|health|world|national|\w*(?:foundation|organi[sz]ation|department|ministry|government|"
    r"institute?|cent(?:re|er)|collaborative|group|team|coalition|commission|network|trust|office|agency|"
    r"council|committee|university|college|society|association|alliance|consortium|services?|bank|union|"
    r"authority|board|federation|initiative|panel|programme?|project|research|partnership|task ?force|"
    r"unit|forum))s?\b|&",
    re.IGNORECASE,
)
_PARTICLE = re.compile(
    r"(?:v[ao]n|de[lnr]?|d[aiou]s?|l[aeo]s?|el|al|bin|ben|te[nr]?|st\.?|san|mac) ", re.IGNORECASE
)
_GIVEN = re.compile(r"[^\W\d_][^\W\d_]*[a-zß-ÿ](?:-[^\W\d_]+)?")


def _authors(names: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse lists that another mark than `;` parts, and names that are not family name and initials."""
    meant = [_meant(name) for name in names]
    if all(found == [name] for found, name in zip(meant, names, strict=True)):
        return names
    wrong = next(name for found, name in zip(meant, names, strict=True) if found != [name])
    wanted = "; ".join(each for found in meant for each in found)
    raise Mistake(
        f"'{wrong[:100]}' is not one author as family name and initials",
        f"Write {wanted[:300]}, with ; between authors. An organisation of two words begins with 'The'.",
    )


def _meant(name: str) -> list[str]:
    """Give the authors that a text seems to name, as they are to be written; itself if it is well."""
    parts = [part.strip() for part in re.split(r",|\band\b|&|\bund\b|\bet\b(?! al)", name) if part.strip()]
    persons = [part for part in parts if _PERSON.fullmatch(part)]
    if len(parts) > 1 and len(persons) == len(parts):
        return [_plain(part) for part in parts]
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and "," not in given:
        if re.fullmatch(_SUFFIX, given):
            return [f"{_turned(family)} {given}"]
        if not _ORGANISATION.search(name) and all(map(_is_given, given.split())) and given:
            return [f"{family} {_initials(given.split())}"]
    return [_turned(name)]


def _is_given(word: str) -> bool:
    return bool(_INITIALS.fullmatch(word) or (_GIVEN.fullmatch(word) and word[0].isupper()))


def _initials(given: list[str]) -> str:
    return "".join(word.replace(".", "") if _INITIALS.fullmatch(word) else word[0] for word in given)


def _plain(name: str) -> str:
    return re.sub(r"\.", "", name)


def _turned(name: str) -> str:
    """Give `John R. Doe` as `Doe JR`; what may be a family name alone, or an organisation, as it is."""
    words = name.split()
    if not 2 <= len(words) <= 4 or _PERSON.fullmatch(name) or _ORGANISATION.search(name):
        return name
    *given, family = words
    if _PARTICLE.match(name) or not all(map(_is_given, given)) or not _GIVEN.fullmatch(family):
        return name
    if not family[0].isupper() or not (len(words) == 2 or any(map(_INITIALS.fullmatch, given))):
        return name
    return f"{family} {_initials(given)}"


Authors = Annotated[Texts, AfterValidator(_authors)]
