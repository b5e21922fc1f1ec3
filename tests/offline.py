"""Every command of the program, where every way out leads nowhere, and what each of them sends there.

Run as a program, in a namespace of its own: `python offline.py FOLDER` prints a line of JSON for each call.
What is sent by whatever it starts, in whatever language, counts as well: the system counts the packets.
"""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from conftest import TINY
from determinants.cli import program

ANSWERS = ["--answer", "psw-training=1", "--date", "2026-01-31"]
# At least one call of each command, so that each way in, each engine and each library that draws is used.
CALLS = [
    ["--version"],
    ["influences"],
    ["factors", "organisational-culture"],
    ["studies", "organisational-culture"],
    ["sparql", "ASK {}", "--engine", "rdflib", "--timeout", "600"],
    ["cfir", "leadership"],
    ["show", "organisational-culture"],
    ["ask", "publication-records", "--format", "ris"],
    ["queries"],
    ["sparql", "SELECT ?a { ?a ?b <http://192.0.2.1/> }"],
    ["network", "properties"],
    *(["plot", "influences", "--review", "ibrahim2019", "-o", f"a.{end}"] for end in ("html", "png", "pdf")),
    ["form", "-o", "form.xlsx"],
    ["score", *ANSWERS],
    ["report", *ANSWERS, "-o", "report.html", "-o", "report.xlsx"],
    ["build", "-o", "graph.nq"],
    ["check", str(TINY), "--alone"],
    ["audit", "ibrahim2019"],
    ["export", "jsonld", "-o", "graph.jsonld"],
    ["diff", str(TINY), str(TINY)],
    ["cite", "influence-counts"],
    ["release", "released"],
    ["load", "--store", "store"],
    ["influences", "--store", "store"],
    ["cache"],
    ["completion", "bash"],
    ["review", "new", "somebody2026"],
    ["mcp"],  # to which nothing is said
]


def by_name() -> None:
    socket.getaddrinfo("example.org", 80)


def by_number() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outside:
        outside.sendto(b"x", ("192.0.2.1", 9))


def by_another_program() -> None:
    going = f"import sys; sys.path[:0] = {sys.path!r}; import offline; offline.by_number()"
    subprocess.run([sys.executable, "-c", going], check=True)


# What has to be seen, if it is to be believed that nothing was.
PLANTED = [by_name, by_number, by_another_program]

asked: list[str] = []


def hears(event: str, told: tuple[Any, ...]) -> None:
    """Note who asks for a name, or for whatever is not of this machine."""
    if event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        asked.append(f"{event} {told[0]}")
    elif event in {"socket.connect", "socket.sendto"} and told[0].family != socket.AF_UNIX:
        asked.append(f"{event} {told[1]}")


def sent() -> int:
    """How many packets were sent here, by whomever."""
    lines = Path("/proc/net/dev").read_text(encoding="utf-8").splitlines()[2:]
    return sum(int(line.partition(":")[2].split()[8 + 1]) for line in lines)


def tried(name: list[str], what: Callable[[], int]) -> None:
    asked.clear()
    before = sent()
    try:
        code = what()
    except OSError:
        code = -1
    told = {"call": name, "code": code, "sent": sent() - before, "asked": list(asked)}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main(folder: Path) -> None:
    for command in ("link set lo up", "address add 10.9.9.9/32 dev lo", "route add default dev lo"):
        subprocess.run(["ip", *command.split()], check=True)
    os.chdir(folder)
    sys.addaudithook(hears)
    for call in CALLS:
        tried(call, lambda call=call: CliRunner().invoke(program(), call).exit_code)  # type: ignore[misc]
    for fault in PLANTED:
        tried([fault.__name__], lambda fault=fault: fault() or 0)  # type: ignore[misc]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
