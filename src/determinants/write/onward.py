"""The commands for the next step: from an influence, a factor, a construct or a study to the three others."""

from determinants.ask.meaning import ELEMENT, FACTOR, INFLUENCE, STUDY, Meant
from determinants.ground import called

# What is gone to, by the command that answers it.
COMMANDS = {INFLUENCE: "influences", FACTOR: "factors", ELEMENT: "cfir", STUDY: "studies"}


def onward(about: Meant | None, here: str) -> tuple[str, ...]:
    """Give the commands from a thing to the three others, but for the command that just answered.

    >>> from pyoxigraph import NamedNode
    >>> from determinants.ground.vocab import BASE
    >>> onward(Meant(ELEMENT, NamedNode(BASE + "cfir2022/culture")), "factors")
    ('determinants influences cfir2022/culture', 'determinants studies cfir2022/culture')
    """
    if about is None:
        return ()
    return tuple(
        called.command(f"{command} {about.path}")
        for kind, command in COMMANDS.items()
        if kind != about.kind and command != here
    )
