"""What a command costs that is started anew, against an empty Typer program and Oxigraph's own command line.

    python tests/benchmarks/starting.py [PAIRS]

Whole processes, in turn, with a warm cache; the medians of their times, and their ratios to the empty
program. Oxigraph's own command line answers, over a store on disk, the query behind `studies`.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import determinants
from determinants.ground.vocab import thing

BIN = Path(sys.executable).parent
EMPTY = "import typer; app = typer.Typer(); app.command()(lambda: None); app(standalone_mode=False)"
INFLUENCE = "organisational-culture"


def commands(folder: Path) -> dict[str, list[str]]:
    """Give what is timed, by name; `folder` is filled with a store and a query for Oxigraph."""
    program = str(BIN / "determinants")
    store, query = folder / "store", folder / "query.rq"
    subprocess.run([program, "load", "--store", str(store)], check=True, capture_output=True)
    asked = determinants.open_graph().questions()["influence-findings"]
    query.write_text(asked.narrowed({"influence": [thing("ibrahim2019", "influence", INFLUENCE)]}))
    oxigraph = [str(BIN / "oxigraph"), "query", "--location", str(store), "--query-file", str(query)]
    oxigraph += ["--results-format", "tsv", "--union-default-graph"]
    return {
        "an empty Typer program": [sys.executable, "-c", EMPTY],
        "studies": [program, "studies", INFLUENCE],
        "studies, over a store": [program, "studies", INFLUENCE, "--store", str(store)],
        "influences": [program, "influences"],
        "--help": [program, "--help"],
        "Oxigraph's own": oxigraph,
    }


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Give how long a process took, which must end well."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - begun


def main() -> None:
    """Print a row for each."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as made:
        timed = commands(Path(made))
        environment = dict(os.environ)
        for command in timed.values():  # what is kept between calls is made
            seconds(command, environment)
        times: dict[str, list[float]] = {name: [] for name in timed}
        for _ in range(pairs):
            for name, command in timed.items():
                times[name].append(seconds(command, environment))
    base = median(times["an empty Typer program"])
    rows = {
        name: {"ms": round(1000 * median(took)), "ratio": round(median(took) / base, 2)}
        for name, took in times.items()
    }
    for name, row in rows.items():
        print(f"{name:<24}{row['ms']:>6} ms {row['ratio']:>6.2f}")
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
