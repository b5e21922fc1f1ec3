"""What a name may become that somebody begins to type."""

from determinants.ask import naming
from determinants.ask.kinds import KINDS
from determinants.server.served import Served

MOST = 100  # as the protocol has it


def beginning(served: Served, kind: str, said: str) -> tuple[list[str], int]:
    """Give the names of things of a kind that begin so, then those that have it within; and how many are.

    A kind that there is not has no names.
    """
    if kind == "question":
        known = set(served.questions)
    elif kind in KINDS:
        known = naming.slugs(served.graph.engine, KINDS[kind])
    else:
        return [], 0
    wanted = said.strip().casefold().replace(" ", "-")
    having = sorted(name for name in known if wanted in name.casefold())
    having.sort(key=lambda name: not name.casefold().startswith(wanted))
    return having[:MOST], len(having)
