"""What every job of the package hands back: named tables with notes, written in the formats of economists.

`Result` is the common base; `TableResult` makes one of plain tables.
"""

from openfisca_jordan_sp.results.base import Result
from openfisca_jordan_sp.results.plain import TableResult

__all__ = ["Result", "TableResult"]
