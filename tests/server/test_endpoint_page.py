"""docs/endpoint.md shows what the server gives: each call of curl on it is made, and its output compared.

python tests/server/test_endpoint_page.py    puts what is given now into the page
"""

import re
import shlex
import sys
from collections.abc import Callable
from urllib.parse import quote

from asgi import Client
from conftest import DATA, ONTOLOGY

PAGE = ONTOLOGY.parent / "docs/endpoint.md"
BLOCK = re.compile(r"```sh\n(curl .*?)```\n(?:\n```text\n.*?```\n)?", re.DOTALL)
BASE = "http://127.0.0.1:8000"


def given(client: Client, command: str) -> str:
    """What a call of curl prints, perhaps no more than its first lines."""
    call, _, head = command.rpartition(" | head -n ") if " | head -n " in command else (command, "", "")
    words = iter(shlex.split(call)[1:])
    target, accept, form = "", "", ""
    for word in words:
        match word:
            case "-s":
                pass
            case "-H":
                accept = next(words).removeprefix("Accept: ")
            case "--data-urlencode":
                name, _, value = next(words).partition("=")
                form = f"{name}={quote(value)}"
            case _:
                target = word.removeprefix(BASE)
                assert target.startswith("/"), f"what is {word}?"
    kind = "application/x-www-form-urlencoded"
    got = client.post(target, form, kind, accept=accept) if form else client.get(target, accept)
    lines = got.text.replace("\r\n", "\n").splitlines(keepends=True)
    return "".join(lines[: int(head)] if head else lines)


def with_outputs(page: str, client: Client) -> str:
    """The page with what each call gives now."""

    def block(found: re.Match[str]) -> str:
        return f"```sh\n{found[1]}```\n\n```text\n{given(client, found[1])}```\n"

    return BLOCK.sub(block, page)


def test_the_page_shows_what_the_server_gives(released: Client) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert len(BLOCK.findall(page)) > 6
    assert with_outputs(page, released) == page


def test_the_page_names_every_way_in(served: object) -> None:
    from determinants.server.answers import ANSWERS
    from determinants.server.application import ROUTES, STREAMS

    page = PAGE.read_text(encoding="utf-8")
    for path in {*ROUTES, *STREAMS} - {"/style.css"}:
        assert path.partition("{")[0].rstrip("/.") in page, path
    assert [name for name in ANSWERS if name not in page] == []


def _main(write: Callable[[str], object]) -> None:
    from asgi import served_by
    from determinants import __version__
    from determinants.server.application import Application
    from determinants.store import cache

    served = served_by(cache.open_graph([DATA], ONTOLOGY, __version__, cache.folder()))
    write(with_outputs(PAGE.read_text(encoding="utf-8"), Client(Application(served))))


if __name__ == "__main__":
    _main(PAGE.write_text)
    sys.exit()
