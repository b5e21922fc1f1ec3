"""The program: `determinants`, or `python -m determinants`."""

import gc
import os
import sys

STOPPED = 130


def main() -> None:
    """Run the command line and end the process with its code."""
    try:
        # A command is short. Looking for garbage while modules are read takes a twentieth and finds none.
        gc.set_threshold(100_000)
        _open_streams()
        from determinants.cli import run

        code = run()
        sys.stderr.flush()
    except KeyboardInterrupt:  # while modules were read, or at the very end
        os.write(2, b"stopped\n")
        code = STOPPED
    os._exit(code)  # standard output is flushed; taking everything down first takes a tenth


def _open_streams() -> None:
    """Put something in the place of streams that are closed.

    Else the first files that are opened get their numbers, and what is printed would be written into them.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            # What is written to standard output fails, as it should; what else is said has no reader.
            opened = os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)
            os.dup2(opened, number)
            if opened != number:
                os.close(opened)
            stream = open(number, "r" if name == "stdin" else "w", encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)


if __name__ == "__main__":
    main()
