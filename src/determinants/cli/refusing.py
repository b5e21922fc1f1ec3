"""What is said where `--review` is no option: the command is about more than the codes of a review."""

import re
from collections.abc import Sequence

from determinants.ground import called
from determinants.ground.problems import UsageError
from determinants.ground.vocab import BASE

# What writes or fills with named graphs, or can ask for them.
OF_GRAPHS = {"export", "build", "load", "sparql"}


def not_of_one_review(command: str, typed: Sequence[str]) -> UsageError:
    """Give the error for `--review` with a command that cannot be kept to one, with what to do instead.

    >>> print(not_of_one_review("audit", ["--review", "cooper2024"]))
    'audit' cannot be kept to one review with --review. Name the review: 'determinants audit cooper2024'
    """
    found = re.search(r"--review[ =]([\w-]+)", " ".join(typed))
    review = found[1] if found else "KEY"
    if command in OF_GRAPHS:
        graph = f"GRAPH <{BASE}graph/{review}> {{ ?s ?p ?o }}"
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {graph} }}"
        asked = called.command(f'sparql "{query}" --format ntriples')
        told = f"What one review says is a named graph: '{asked}'"
    elif command == "audit":
        told = f"Name the review: '{called.command(f'audit {review}')}'"
    else:
        one = called.command(f"influences --review {review}")
        told = f"Only commands that answer from codes can, such as '{one}'"
    return UsageError(f"'{command}' cannot be kept to one review with --review. {told}")
