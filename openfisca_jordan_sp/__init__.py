"""Jordan's social-protection law as OpenFisca parameters, variables and reforms.

>>> from openfisca_jordan_sp import compare
>>> result = compare("uct_maximum_160", period="2026-01")
>>> result.tables["programmes"]
"""

from openfisca_jordan_sp.comparison import Comparison, Comparisons, compare
from openfisca_jordan_sp.cost_path import CostPath, CostPaths, compare_years
from openfisca_jordan_sp.errors import JordanSPError
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.store import read_population
from openfisca_jordan_sp.reform import Reform, load_reform
from openfisca_jordan_sp.situations import build_situation, calculate, complete_situation
from openfisca_jordan_sp.system import JordanSocialProtectionSystem

#: The name under which OpenFisca's own tools look for a country's system.
CountryTaxBenefitSystem = JordanSocialProtectionSystem

__all__ = [
    "Comparison",
    "Comparisons",
    "CostPath",
    "CostPaths",
    "CountryTaxBenefitSystem",
    "JordanSPError",
    "JordanSocialProtectionSystem",
    "Policy",
    "Reform",
    "build_situation",
    "calculate",
    "compare",
    "compare_years",
    "complete_situation",
    "load_reform",
    "read_population",
]
