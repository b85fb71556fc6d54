"""The report of a comparison, of a month or of years: one HTML file that needs nothing else."""

from openfisca_jordan_sp.report.page import render
from openfisca_jordan_sp.report.policies_page import render_policies
from openfisca_jordan_sp.report.years_page import render_years

__all__ = ["render", "render_policies", "render_years"]
