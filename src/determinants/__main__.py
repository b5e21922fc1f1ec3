"""The program: `determinants`, or `python -m determinants`."""

import gc
import os
import sys


def main() -> None:
    """Run the command line and end the process with its code."""
    # A command is short. Looking for garbage while modules are read takes a twentieth of it and finds none.
    gc.set_threshold(100_000)
    from determinants.cli import run

    code = run()
    sys.stderr.flush()
    os._exit(code)  # standard output is flushed; taking everything down first takes a tenth


if __name__ == "__main__":
    main()
