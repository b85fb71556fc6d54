"""What every job of the package hands back: named tables with notes, written in the formats of economists.

`Tabular` writes tables; `Result` is the common base of what a population gives, `PopulationResult` of those that hold
their tables; `TableResult` makes one of plain tables.
"""

from openfisca_jordan_sp.results.base import PopulationResult, Result
from openfisca_jordan_sp.results.plain import TableResult
from openfisca_jordan_sp.results.tabular import Tabular

__all__ = ["PopulationResult", "Result", "TableResult", "Tabular"]
