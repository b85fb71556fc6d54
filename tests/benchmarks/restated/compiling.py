"""How the kernels are compiled, and the two functions that all of them share."""

from contextlib import suppress
from math import floor
from pathlib import Path

from numba import njit


def _forget_older_kernels():
    """Remove kernels kept from before a change: numba looks at a kernel's own file, not at those it calls."""
    folder = Path(__file__).parent
    changed = max(source.stat().st_mtime for source in folder.glob("*.py"))
    for index in (folder / "__pycache__").glob("*.nbi"):
        # Another process may do the same at the same time.
        with suppress(FileNotFoundError):
            if index.stat().st_mtime < changed:
                index.unlink()


_forget_older_kernels()

#: Kept on disk (`cache`); threads run beside each other (`nogil`). Nothing is allocated, so that numba need not
#: count who refers to an array (`_nrt`): counting at each column of each person took twenty times the rules' time.
kernel = njit(nogil=True, cache=True, _nrt=False)
#: The same for what only kernels call: without a way in from Python, which takes long to make for so many columns.
compiled = njit(nogil=True, cache=True, _nrt=False, no_cpython_wrapper=True, no_cfunc_wrapper=True)


@compiled
def round_half_up(amount, unit):
    """Whole multiples of `unit`, halves upwards."""
    return floor(amount / unit + 0.5 + 1e-6) * unit


@compiled
def by_size(size, scale):
    """JOD by the size of a family."""
    if size <= scale.first_limit:
        return scale.small
    return scale.middle if size <= scale.second_limit else scale.large
