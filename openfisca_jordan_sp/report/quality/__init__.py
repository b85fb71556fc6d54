"""The quality report of a population: one HTML file that needs nothing else."""

from openfisca_jordan_sp.report.quality.page import render

__all__ = ["render"]
