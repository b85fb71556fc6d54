"""Every computed variable of the law on the embedded population, at dates from 2018 to 2026."""

import numpy
import pytest
from openfisca_core.periods import DateUnit, period

from openfisca_jordan_sp import read_population
from openfisca_jordan_sp.engine.quota import inside_quota
from openfisca_jordan_sp.engine.simulation import build_simulation
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.law.catalogue import quotas
from openfisca_jordan_sp.system import clear_law_errors, law_in_force

#: What nobody can compute at a date, for no source gives the value: the variable stops and names it.
UNSET = {
    "moh_patient_share": "health_insurance.patient_share.insured",
    "is_bread_income_within_limit": "price_compensation.bread.single_income_limit",
    "is_bread_property_within_limit": "price_compensation.bread.maximum_cars",
}
#: Not a number stands for an unknown score.
UNKNOWN_SCORES = {"naf_targeting_score"}


def ranked(simulation, population, month):
    for quota in quotas():
        if law_in_force().variables[quota.flag].get_formula(month) is None:
            continue
        node = law_in_force().get_parameters_at_instant(month)
        for part in quota.families.split("."):
            node = node[part]
        candidates = numpy.logical_and.reduce([simulation.calculate(name, month) for name in quota.all_of])
        score = simulation.calculate(quota.score, month)
        simulation.set_input(quota.flag, month, inside_quota(candidates, score, population.family_weight, node))


@pytest.mark.parametrize("date", ["2018-01", "2020-04", "2022-07", "2024-12", "2026-03"])
def test_every_variable_is_computed_without_error_and_is_never_negative(date):
    month = period(date)
    population = read_population("demo")
    months = [*year_months(month.this_year.last_year), *year_months(month.this_year)]
    simulation = build_simulation(law_in_force(), population, months)
    for each in months:
        ranked(simulation, population, each)
    faults = []
    for name, variable in sorted(law_in_force().variables.items()):
        asked = {DateUnit.MONTH: month, DateUnit.YEAR: month.this_year}.get(variable.definition_period)
        if asked is None or not variable.formulas:
            continue
        try:
            with clear_law_errors():
                values = numpy.asarray(simulation.calculate(name, asked))
        except UnsetParameterError as error:
            if UNSET.get(name) != error.path:
                faults.append(f"{name}: {error}")
            continue
        if values.dtype.kind == "f" and name not in UNKNOWN_SCORES and numpy.isnan(values).any():
            faults.append(f"{name}: not a number")
        if name.endswith("_amount") and (values < 0).any():
            faults.append(f"{name}: {values.min()}")
    assert faults == []
