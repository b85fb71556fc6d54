"""Memory that large arrays have given back is kept for the next ones."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache

#: Numbers of glibc's mallopt.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_MOST_KEPT = 2**31 - 1
#: glibc takes no larger one.
_LARGEST_FROM_HEAP = 32 * 2**20


@cache
def keep_freed_memory() -> bool:
    """Let glibc keep what is freed: an array in fresh memory costs a page fault for each of its pages.

    Returns:
        Whether it could be set; not on systems without glibc, where nothing happens.
    """
    mallopt = _of_glibc("mallopt")
    if mallopt is None:
        return False
    settings = ((_MMAP_THRESHOLD, _LARGEST_FROM_HEAP), (_TRIM_THRESHOLD, _MOST_KEPT))
    done = [mallopt(ctypes.c_int(name), ctypes.c_int(value)) for name, value in settings]
    return all(done)


def give_back_freed_memory() -> bool:
    """Give what was freed, but is kept, back to the system: whoever ranks needs it beside what partitions needed.

    Returns:
        Whether anything was given back; not on systems without glibc, where nothing happens.
    """
    malloc_trim = _of_glibc("malloc_trim")
    return malloc_trim is not None and bool(malloc_trim(ctypes.c_size_t(0)))


def _of_glibc(name: str) -> Callable[..., int] | None:
    """A function of glibc; None on systems without it."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        function: Callable[..., int] = getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError):
        return None
    return function
