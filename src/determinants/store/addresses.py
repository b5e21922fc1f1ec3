"""The address of an endpoint: read in one way, whether it is asked or filled, and shown without secrets."""

from urllib.parse import SplitResult, urlsplit, urlunsplit

from determinants.ground.problems import UsageError
from determinants.ground.words import legible

USER, PASSWORD = "DETERMINANTS_USER", "DETERMINANTS_PASSWORD"


def read(text: str) -> str:
    """Give the address of an endpoint as it is used.

    >>> read("HTTP://localhost:7878/query")
    'http://localhost:7878/query'

    Raises:
        UsageError: if it is empty, not one of http or https, cannot be one, or has a password in it, which
            is then not repeated.

    """
    text = text.strip()
    if not text:
        raise UsageError("the address of the endpoint is empty: it must start with http.")
    scheme, _, rest = text.partition("://")
    if scheme.lower() not in {"http", "https"}:
        named = f"'{shown(text)}'" if "@" not in text else "what is given"
        raise UsageError(f"{named} is not the address of an endpoint: it must start with http.")
    if "@" in rest.partition("?")[0]:
        raise UsageError(
            "the address of the endpoint has a user or a password in it, where others can read them: "
            f"take them out, and set {USER} and {PASSWORD}."
        )
    parts = _split(text)
    if parts is None or not parts.hostname or not text.isprintable() or " " in text:
        raise UsageError(f"'{shown(text)}' cannot be the address of an endpoint.")
    return urlunsplit(parts._replace(fragment=""))


def shown(text: str) -> str:
    """Give an address as it may be shown: on one line, without user and password."""
    before, mark, rest = text.partition("//")
    place, slash, path = rest.partition("/")
    return legible(f"{before}{mark}{place.rpartition('@')[2]}{slash}{path}")


def near(address: str) -> bool:
    """Whether an address is on this machine."""
    parts = _split(address)
    return parts is not None and parts.hostname in {"localhost", "127.0.0.1", "::1"}


def _split(text: str) -> SplitResult | None:
    """Give the parts of an address, if it has a form that it can have."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # which is read only now
    except ValueError:
        return None
    return parts
