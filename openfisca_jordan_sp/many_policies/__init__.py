"""Many policies in one pass: sweeps over values, the value that meets a target, the law's own uncertainty."""

from openfisca_jordan_sp.many_policies.intervals import LawUncertainty
from openfisca_jordan_sp.many_policies.solution import Solution
from openfisca_jordan_sp.many_policies.solve import solve
from openfisca_jordan_sp.many_policies.sweep import Sweep, sweep
from openfisca_jordan_sp.many_policies.uncertainty import law_uncertainty

__all__ = ["LawUncertainty", "Solution", "Sweep", "law_uncertainty", "solve", "sweep"]
