"""Case families: named households with which a drafter tries a bill, as data."""

from openfisca_jordan_sp.cases.case import Case, Varied, case_from_data, cases, load_case

__all__ = ["Case", "Varied", "case_from_data", "cases", "load_case"]
