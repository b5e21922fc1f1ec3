"""The explorer below a path of a server: what is there is made when it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from determinants.explorer import paging, writing
from determinants.explorer.resources import Resources

FOR_GOOD = "public, max-age=31536000, immutable"
POLICY = {"Content-Security-Policy": paging.SERVER_POLICY, "Referrer-Policy": "no-referrer"}
SERVER = "../"  # where the server begins, as seen from the explorer below it
TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}


@dataclass(frozen=True)
class Found:
    """What there is: its bytes, what they are, and what is said of them."""

    body: bytes
    media_type: str
    headers: Mapping[str, str] = field(default_factory=dict)


def found(resources: Resources, path: str) -> Found | None:
    """Give what is at a path below the explorer's; nothing, if there is nothing."""
    base = writing.assets(resources)
    if path in {"", writing.INDEX}:
        return Found(paging.of_folder(base, SERVER), "text/html", POLICY)
    if not path.startswith(base):
        return None
    name = path.removeprefix(base)
    if name in {paging.SCRIPT, paging.STYLE}:
        ending = name[name.rindex(".") :]
        return Found(resources.parts[name], TYPES[ending], {"Cache-Control": FOR_GOOD})
    content = resources.give(name.removesuffix(".gz")) if name.endswith(".gz") else None
    if content is None:
        return None
    return Found(paging.packed(content), "application/gzip", {"Cache-Control": FOR_GOOD})
