"""The page that carries the explorer's script and style: of a folder of files, of a server, or in one file.

Each has a Content-Security-Policy under which nothing is loaded from another host, no text of the data can be
run, and no form is sent anywhere.
"""

import base64
import gzip
import hashlib
import html
import json

from determinants.explorer.resources import Resources

TITLE = "determinants"
SAID = "What helps and what hinders implementation: influences, factors, and publications that report them."
COMMON = (
    "default-src 'none'; img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'; "
    "object-src 'none'"
)
FOLDER_POLICY = f"{COMMON}; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'"
SERVER_POLICY = f"{FOLDER_POLICY}; frame-ancestors 'none'"
STYLE, SCRIPT = "explorer.css", "explorer.js"


def packed(content: bytes) -> bytes:
    """Compress bytes; the same bytes always become the same."""
    return gzip.compress(content, 9, mtime=0)


def of_folder(base: str, server: str = "") -> bytes:
    """Give the page that loads what it needs from a folder beside it.

    `server` is where the server that gives it begins, as seen from the page; nothing, where only files are.
    """
    told = {"kind": "folder", "base": base, **({"server": server} if server else {})}
    return _page(
        FOLDER_POLICY,
        f'<link rel="stylesheet" href="{base}{STYLE}">',
        _place(told) + f'<script src="{base}{SCRIPT}" defer></script>',
    )


def of_one_file(resources: Resources) -> bytes:
    """Give the page that has everything in it, and opens from a disk."""
    style, script = resources.parts[STYLE].decode(), _inline(resources.parts[SCRIPT].decode())
    held = "".join(
        f'<script type="text/plain" id="resource:{html.escape(name)}">'
        f"{base64.b64encode(packed(resources.give(name) or b'')).decode()}</script>\n"
        for name in resources.names()
    )
    policy = (
        f"{COMMON}; script-src '{_hash(script)}' 'wasm-unsafe-eval'; style-src '{_hash(style)}'; "
        "connect-src 'none'"
    )
    body = f"{_place({'kind': 'file'})}{held}<script>{script}</script>"
    return _page(policy, f"<style>{style}</style>", body)


def _inline(script: str) -> str:
    """Make a script such that nothing in it ends the element that it stands in."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _place(told: dict[str, str]) -> str:
    return f'<script type="application/json" id="place">{json.dumps(told)}</script>\n'


def _page(policy: str, style: str, scripts: str) -> bytes:
    return (
        "<!DOCTYPE html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="description" content="{SAID}">\n'
        f'<title>{TITLE}</title>\n<link rel="icon" href="data:,">\n{style}\n</head>\n'
        f'<body>\n<div id="explorer"><main><h1>{TITLE}</h1><p>{SAID}</p></main></div>\n'
        "<noscript><p>This page is a program and needs JavaScript, which it has in itself: nothing is loaded "
        f"from elsewhere.</p></noscript>\n{scripts}\n</body>\n</html>\n"
    ).encode()
