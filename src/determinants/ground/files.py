"""Files written whole or not at all."""

import os
from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, content: Iterable[bytes]) -> None:
    """Write the parts of a file so that a reader sees the old content or the new, never a part.

    Raises:
        OSError: if it cannot be written; what was there before stays.
    """
    import tempfile  # takes a while to import, and most commands write no file

    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as part:
        try:
            part.writelines(content)
            part.flush()
            written = Path(part.name)
            written.chmod(0o666 & ~_umask())
            written.replace(path)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
