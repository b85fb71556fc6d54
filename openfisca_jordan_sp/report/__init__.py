"""The report of a result (a comparison of a month or of years, statistics, totals): one HTML file.

What renders pages is imported when it is asked for: it needs the extra `report`, other modules here do not.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openfisca_jordan_sp.report.hurt_page import render_hurt
    from openfisca_jordan_sp.report.page import render
    from openfisca_jordan_sp.report.policies_page import render_policies
    from openfisca_jordan_sp.report.statistics_page import render_statistics
    from openfisca_jordan_sp.report.totals_page import render_totals
    from openfisca_jordan_sp.report.years_page import render_years

__all__ = ["render", "render_hurt", "render_policies", "render_statistics", "render_totals", "render_years"]

_MODULES = {
    "render": "page",
    "render_hurt": "hurt_page",
    "render_policies": "policies_page",
    "render_statistics": "statistics_page",
    "render_totals": "totals_page",
    "render_years": "years_page",
}


def __getattr__(name: str) -> Any:
    """A renderer, imported from its module."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
