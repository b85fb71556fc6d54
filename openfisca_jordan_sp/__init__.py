"""Jordan's social-protection law as OpenFisca parameters, variables and reforms.

>>> from openfisca_jordan_sp import compare
>>> result = compare("uct_maximum_160", period="2026-01")
>>> result.tables["programmes"]

Each name is imported when it is first used: who asks for the law alone does not wait for pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openfisca_jordan_sp.case_outcomes import CaseResults, case_results
    from openfisca_jordan_sp.comparison import Comparison, Comparisons, compare
    from openfisca_jordan_sp.cost_path import CostPath, CostPaths, compare_years
    from openfisca_jordan_sp.errors import JordanSPError
    from openfisca_jordan_sp.hurt.result import WhoIsHurt, who_is_hurt
    from openfisca_jordan_sp.policy import Policy
    from openfisca_jordan_sp.population_statistics import Statistics, statistics
    from openfisca_jordan_sp.populations.store import read_population
    from openfisca_jordan_sp.reform import Reform, load_reform
    from openfisca_jordan_sp.situations import build_situation, calculate, complete_situation
    from openfisca_jordan_sp.system import JordanSocialProtectionSystem

    #: The name under which OpenFisca's own tools look for a country's system.
    CountryTaxBenefitSystem = JordanSocialProtectionSystem

__all__ = [
    "CaseResults",
    "Comparison",
    "Comparisons",
    "CostPath",
    "CostPaths",
    "CountryTaxBenefitSystem",
    "JordanSPError",
    "JordanSocialProtectionSystem",
    "Policy",
    "Reform",
    "Statistics",
    "WhoIsHurt",
    "build_situation",
    "calculate",
    "case_results",
    "compare",
    "compare_years",
    "complete_situation",
    "load_reform",
    "read_population",
    "statistics",
    "who_is_hurt",
]

_HOMES = {
    "case_outcomes": ("CaseResults", "case_results"),
    "comparison": ("Comparison", "Comparisons", "compare"),
    "cost_path": ("CostPath", "CostPaths", "compare_years"),
    "errors": ("JordanSPError",),
    "hurt.result": ("WhoIsHurt", "who_is_hurt"),
    "policy": ("Policy",),
    "population_statistics": ("Statistics", "statistics"),
    "populations.store": ("read_population",),
    "reform": ("Reform", "load_reform"),
    "situations": ("build_situation", "calculate", "complete_situation"),
    "system": ("JordanSocialProtectionSystem",),
}
_MODULES = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """A public name, imported from its module and kept."""
    own_name = "JordanSocialProtectionSystem" if name == "CountryTaxBenefitSystem" else name
    if own_name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_MODULES[own_name]}"), own_name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
