"""How long the guard reads texts that were made to keep it busy, against their length.

    python tests/benchmarks/guarding.py

Each is read at three lengths, each twice the one before: where reading is linear, so are the times.
"""

import time

from determinants.ground.problems import QueryRefused
from determinants.store import guard

LENGTHS = (16_000, 32_000, 64_000)
REPEATED = (
    "a.", "a-", '\\"', '"', "'", '"""a""', "SERVICE:a", "SERVICEa", "SERVICE ", "SERVICE#\n", "SERVICE?a{",
    '"SERVICE <a:b> {" ', "<a:", "<", "\\u0041", ":a.", "%41", "@a-", "?a", "\\", "(", "a.:",
    "PREFIX a:<b:c>", "FROM ", "1.", "é.", "a'",
)  # fmt: skip
READERS = (guard.chooses_graphs, guard.form, guard.looks_like_query)


def seconds(text: str) -> float:
    """Give the processor time for everything that is read in a text before an engine sees it."""
    begun = time.process_time()
    for read in (*READERS, lambda query: guard.examine(query, ())):
        try:
            read(text)
        except QueryRefused:
            continue
    return time.process_time() - begun


def main() -> None:
    """Print a row for each."""
    print("repeated".ljust(20), *(f"{length // 1000:>5} kB" for length in LENGTHS))
    for piece in REPEATED:
        texts = (("SELECT * {" + piece * length)[:length] for length in LENGTHS)
        print(repr(piece).ljust(20), *(f"{1000 * seconds(text):>5.0f} ms" for text in texts))


if __name__ == "__main__":
    main()
