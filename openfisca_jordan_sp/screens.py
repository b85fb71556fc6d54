"""The terminal that results are printed on, with Arabic lines in their order."""

from __future__ import annotations

import sys
from io import StringIO

from rich.console import Console

from openfisca_jordan_sp.writing import Writing


def screen_for(writing: Writing, width: int) -> Console:
    """A terminal of at least so many columns; in Arabic each line that is printed is brought in order."""
    columns = max(Console().width, width)
    if not writing.is_right_to_left:
        return Console(width=columns)
    return Console(width=columns, file=_InOrder(writing), color_system=None)


class _InOrder(StringIO):
    """Writes whole lines to the standard output, in the order of their language."""

    def __init__(self, writing: Writing) -> None:
        super().__init__()
        self._writing = writing
        self._rest = ""

    def write(self, text: str) -> int:
        *whole, self._rest = (self._rest + text).split("\n")
        for line in whole:
            sys.stdout.write(self._writing.line(line.rstrip()) + "\n")
        return len(text)

    def flush(self) -> None:
        sys.stdout.flush()
