"""The version of the data in a folder, which stands at the head of its own `CHANGELOG.md`, and nowhere else.

Data change without the program, and the program without the data. So each has a version and a changelog of
its own, and what is cited is the version of the data with the digest of their rows.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from determinants.ground import files
from determinants.ground.problems import UsageError

CHANGELOG = "CHANGELOG.md"
LONGEST = 1 << 20  # bytes of a changelog in which a version is looked for
_HEADING = re.compile(
    r"^## \[?v?(\d+\.\d+\.\d+[0-9A-Za-z.+-]*)\]?(?: \(([^)]*)\)| - (\S+))?\s*$", re.MULTILINE
)


@dataclass(frozen=True)
class Version:
    """A version of data, and the day on which it was released; no day where it is not yet."""

    number: str
    issued: date | None = None

    @property
    def with_more(self) -> "Version":
        """The version of data that have more beside them: not this one alone, and issued on no day."""
        return Version(f"{self.number}+more")

    def __str__(self) -> str:
        """As it is cited.

        >>> str(Version("0.2.0", date(2026, 11, 29))), str(Version("0.3.0"))
        ('0.2.0 (2026-11-29)', '0.3.0 (unreleased)')
        """
        return f"{self.number} ({self.issued or 'unreleased'})"


def version(*folders: Path) -> Version | None:
    """Give the version of the first of these folders that has a changelog; nothing where none has.

    It is the first heading there that names one: `## 0.2.0 (2026-11-29)`, or `## 0.2.0 (unreleased)`.

    Raises:
        UsageError: if there is a changelog that cannot be read.
    """
    for folder in folders:
        try:
            with files.open_plain(folder / CHANGELOG) as stream:
                text = stream.read(LONGEST).decode("utf-8-sig", "replace")
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise UsageError(f"{folder / CHANGELOG} cannot be read: {error.strerror or error}.") from None
        if found := stated(text):
            return found
    return None


def stated(changelog: str) -> Version | None:
    r"""Give the version that a changelog begins with.

    >>> stated("# Changes\n\n## 0.2.0 (2026-11-29)\n\n## 0.1.0 (2026-01-05)")
    Version(number='0.2.0', issued=datetime.date(2026, 11, 29))
    >>> stated("## 0.2.0 (unreleased)"), stated("Nothing yet.")
    (Version(number='0.2.0', issued=None), None)
    """
    found = _HEADING.search(changelog)
    if not found:
        return None
    said = found[2] or found[3] or ""
    return Version(found[1], date.fromisoformat(said) if _is_day(said) else None)


def _is_day(said: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", said)) and bool(date.fromisoformat(said))
    except ValueError:
        return False
