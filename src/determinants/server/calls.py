"""A request as routes see it, and what they give back: both plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from determinants.server.negotiation import best
from determinants.server.refusing import Refused

LONGEST_FORM = 1 << 20
MOST_FIELDS = 1_000


@dataclass(frozen=True)
class Call:
    """What came in: a method, a path below our root, parameters, headers in small letters, and a body."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    root: str = ""  # what stands before the path where the server is mounted
    base: str = "http://localhost"  # the address of the server, as whoever asks sees it

    def pairs(self) -> list[tuple[str, str]]:
        """Give the parameters of the address, in order.

        Raises:
            Refused: if they are not UTF-8, or too many.

        """
        return form_pairs(self.query)

    def parameters(self, *known: str) -> dict[str, list[str]]:
        """Give the parameters of the address by name, of known names alone; what is empty is as if not given.

        Raises:
            Refused: if there is another name.

        """
        found: dict[str, list[str]] = {}
        for name, value in self.pairs():
            if name not in known:
                raise Refused(400, f"there is no parameter '{name[:60]}': there are {', '.join(known)}.")
            if value or name == "format":  # which is never the field of a form that was left empty
                found.setdefault(name, []).append(value)
        return found

    @property
    def accept(self) -> str | None:
        """What it accepts; nothing, where it does not say."""
        return self.headers.get("accept")

    def chosen(
        self, offered: Mapping[str, str], asked: str | None = None, suffix: str | None = None
    ) -> tuple[str, str]:
        """Give the format, and its media type, of those offered by media type: as asked, or as accepted.

        Raises:
            Refused: if there is no such format, or none is accepted.

        """
        for said in (asked, suffix):
            if said is not None:
                for media_type, name in offered.items():
                    if name == said:
                        return name, media_type
                names = ", ".join(dict.fromkeys(offered.values()))
                raise Refused(400, f"there is no format '{said[:60]}' of this: there are {names}.")
        media_type = best(self.accept, list(offered)) or ""
        if not media_type:
            raise Refused(406, f"what is accepted is not to be had: there are {', '.join(offered)}.")
        return offered[media_type], media_type


def form_pairs(text: str) -> list[tuple[str, str]]:
    """Read the parameters of an address or a form.

    Raises:
        Refused: if they are not UTF-8, or too many.

    """
    try:
        return parse_qsl(
            text, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=MOST_FIELDS
        )
    except UnicodeDecodeError:
        raise Refused(400, "the parameters are not UTF-8 text.") from None
    except ValueError:
        raise Refused(400, f"there are more than {MOST_FIELDS} parameters.") from None


@dataclass(frozen=True)
class Reply:
    """What is sent back. `tag` is of the state of the data and the form, where nothing else changes it."""

    body: bytes
    media_type: str = "text/plain"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    tag: str = ""
    keep: bool = False  # whether the same request has the same reply as long as the data have their state

    @property
    def content_type(self) -> str:
        """The media type, with its character set where it is a text."""
        if self.media_type.startswith("text/"):
            return f"{self.media_type}; charset=utf-8"
        return self.media_type
