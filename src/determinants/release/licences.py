"""The page of licences: of everything that the locks have, as each package says it of itself."""

import re
from importlib import metadata
from pathlib import Path

# The first lock that has a package says what it is needed for.
LOCKS = {
    "program": "the program, or building it from a checkout",
    "plots": "figures",
    "report": "reports and workbooks",
    "serve": "the server",
    "explorer": "building the explorer in a checkout",
    "mcp": "assistants",
    "test": "data frames and tests",
    "dev": "developers",
}
# Whoever changes one of these has to give the change away under the same terms, of a file or of the whole.
COPYLEFT = {
    "GPL-2.0-or-later",
    "GPL-3.0-or-later",
    "LGPL-2.0-or-later",
    "LGPL-3.0-or-later",
    "MPL-1.1",
    "MPL-2.0",
}
FREE = {"0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0"}
FREE |= {"MIT-CMU", "PSF-2.0", "W3C", "W3C-20150513", "Zlib"}
# How packages say it that do not say it in SPDX; which BSD licence it is, they leave open.
SAID = {
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 3-Clause OR Apache-2.0": "BSD-3-Clause OR Apache-2.0",
    "BSD License": "BSD",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "W3C License": "W3C",
}
NOT_KNOWN = "not known"
# What does not say it where it should: by the file of its licence, and that of a script that it brings.
LOOKED_AT = {"axe-playwright-python": "MIT AND MPL-2.0"}

PAGE = """# Licences

What `./run` installs beside the project, and the licence of each package, as it says itself. Nothing of it is
part of the wheel or the sdist; what these have of others' is named in `LICENSE-DATA` and, for the
explorer, in `LICENSE-EXPLORER`. Packages that only build the explorer stand in
`src/explorer/package-lock.json`, each with its licence.

| package | licence | needed for |
|---|---|---|
{rows}

Whoever changes one of these has to give the change away, and is free to use it as it comes, which is what is
done here:

{binding}
"""


def page(root: Path) -> str:
    """Give the page for a checkout; of what is not installed here as it was locked, what it said before."""
    written = root / "docs/licences.md"
    before = told(written.read_text(encoding="utf-8")) if written.is_file() else {}
    needed, releases = _locked(root)
    licences = {}
    for name, versions in sorted(releases.items()):
        said = _installed(name, versions)
        licences[name] = before.get(name, NOT_KNOWN) if said is None else said
    rows = (f"| {name} | {licence} | {LOCKS[needed[name]]} |" for name, licence in licences.items())
    binding = (f"- {name}, for {LOCKS[needed[name]]}" for name, licence in licences.items() if binds(licence))
    return PAGE.format(rows="\n".join(rows), binding="\n".join(binding))


def told(text: str) -> dict[str, str]:
    """Give the licence that a page tells of each package."""
    rows = re.findall(r"^\| ([a-z0-9-]+) \| ([^|]+) \| [^|]+ \|$", text, re.M)
    return dict(rows[1:])  # the first is the head


def binds(licence: str) -> bool:
    """Whether an expression leaves no choice without copyleft.

    >>> binds("MPL-2.0"), binds("MIT OR GPL-3.0-or-later"), binds("MIT AND MPL-2.0")
    (True, False, True)
    """
    return all(COPYLEFT & set(_parts(choice)) for choice in licence.split(" OR "))


def is_known(licence: str) -> bool:
    """Whether all parts of an expression are licences that somebody has looked at."""
    return set(_parts(licence)) <= COPYLEFT | FREE


def _parts(licence: str) -> list[str]:
    return re.split(r" AND | OR ", licence.replace("(", "").replace(")", ""))


def _locked(root: Path) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Give the first lock of each package, and its releases."""
    needed: dict[str, str] = {}
    releases: dict[str, set[str]] = {}
    for lock in LOCKS:
        text = (root / f"locks/{lock}.txt").read_text(encoding="utf-8")
        for name, version in re.findall(r"^([a-z0-9-]+)==([^ ]+)", text, re.M):
            needed.setdefault(name, lock)
            releases.setdefault(name, set()).add(version)
    return needed, releases


def _installed(name: str, versions: set[str]) -> str | None:
    """Give the licence of a package as it says itself, or nothing where none of these versions is here."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    if said["Version"] not in versions:
        return None
    for field in ("License-Expression", "License"):
        licence = SAID.get(said[field], said[field]) if field in said else ""
        if licence and is_known(licence):
            return licence
    classifiers = [
        line.rpartition(" :: ")[2] for line in said.get_all("Classifier", []) if "License ::" in line
    ]
    said_so = " OR ".join(SAID[each] for each in classifiers if each in SAID)
    return said_so or LOOKED_AT.get(name, NOT_KNOWN)
