"""The report of a comparison: one HTML file that needs nothing else."""

from openfisca_jordan_sp.report.page import render

__all__ = ["render"]
