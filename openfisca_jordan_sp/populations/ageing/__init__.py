"""Uprating and ageing: a population of one year carried to another by data that a user can change."""

from openfisca_jordan_sp.populations.ageing.age import age_population, base_year, parse_year, population_for
from openfisca_jordan_sp.populations.ageing.series import FIRST_YEAR, LAST_YEAR, AgeingSeries, Series, Value
from openfisca_jordan_sp.populations.ageing.series_file import load_series

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "AgeingSeries",
    "Series",
    "Value",
    "age_population",
    "base_year",
    "load_series",
    "parse_year",
    "population_for",
]
