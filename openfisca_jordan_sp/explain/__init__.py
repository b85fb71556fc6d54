"""Why a family gets what it gets: the tree from a result to its facts and values, and what would change it."""

from openfisca_jordan_sp.explain.data import Explanation
from openfisca_jordan_sp.explain.differences import Difference, difference
from openfisca_jordan_sp.explain.explaining import explain

__all__ = ["Difference", "Explanation", "difference", "explain"]
