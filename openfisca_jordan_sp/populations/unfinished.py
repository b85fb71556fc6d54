"""Folders that take their name when they are finished; what killed runs left is removed by the next one."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: What the name of an unfinished folder ends with, after the number of the process that writes it.
_UNFINISHED = ".unfinished"


@contextmanager
def unfinished_beside(target: Path) -> Iterator[Path]:
    """A new folder beside `target`, to be renamed when it is finished; else it is removed.

    Raises:
        OSError: it cannot be made.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove_unfinished(target)
    folder = target.parent / f".{target.name}.{threading.get_ident()}.{os.getpid()}{_UNFINISHED}"
    folder.mkdir()
    try:
        yield folder
    finally:
        if folder.exists():
            shutil.rmtree(folder, ignore_errors=True)


def _remove_unfinished(target: Path) -> None:
    """Remove what runs to the same target left when they were killed (not those that still go on)."""
    for left in target.parent.glob(f".{target.name}.*{_UNFINISHED}"):
        process = left.name.removesuffix(_UNFINISHED).rpartition(".")[2]
        if process.isdigit() and not _is_running(int(process)):
            shutil.rmtree(left, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
