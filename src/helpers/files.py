"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

NEW = ".new"  # how the name of a file ends that is not in its place yet
LEFT_AFTER = 60  # seconds: no write takes so long


def write_whole(path: Path, content: str | bytes) -> None:
    """Write beside, then put in place: nobody ever meets half a file, and a failure leaves the old one.

    Parameters
    ----------
    path : the file; its folder exists.
    content : bytes, or text that is written as UTF-8 with its own line ends.

    What a write left beside the file when its program was killed is taken away by a later one.

    Raises OSError when the disk refuses.
    """
    _sweep(path)
    data = content.encode("utf-8") if isinstance(content, str) else content
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", suffix=NEW, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _sweep(path: Path) -> None:
    """Remove what killed writes of this file left; what another program writes now is young and stays."""
    before = f".{path.name}."
    for left in path.parent.iterdir():
        if left.name.startswith(before) and left.name.endswith(NEW):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > LEFT_AFTER:
                    left.unlink()


def _umask() -> int:
    """Rights that new files do not get; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
