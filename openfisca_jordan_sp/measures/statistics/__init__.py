"""Statistics of a population under several policies: poverty, inequality, targeting, winners, budget, with errors."""

from openfisca_jordan_sp.measures.statistics.entry import statistics_tables
from openfisca_jordan_sp.measures.statistics_options import Options

__all__ = ["Options", "statistics_tables"]
