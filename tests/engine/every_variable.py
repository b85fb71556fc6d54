"""Every variable of the law computed twice: by the engine and by plain OpenFisca."""

import warnings

import numpy
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.engine.plain import plain_simulation, settle
from openfisca_jordan_sp.engine.quota import quotas_in_force
from openfisca_jordan_sp.engine.simulated import simulate_month
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.system import clear_law_errors

#: JOD; money may differ by no more.
TOLERANCE = 0.001


def asked_period(variable, month):
    """The period for which a variable is computed, or None where it has no rule."""
    return {DateUnit.MONTH: month, DateUnit.YEAR: month.this_year}.get(variable.definition_period)


def disagreements(population, month, policy=None):
    """What the two give differently, and how many variables were computed."""
    policy = policy or Policy()
    with clear_law_errors():
        parts, _ = simulate_month(policy, population, month)
        (fast,) = parts
        plain = plain_simulation(policy.system, population, [month])
        for quota in quotas_in_force(policy, month):
            settle(quota, policy, population, plain, month)
    found, computed = [], 0
    for name, variable in sorted(policy.system.variables.items()):
        period = asked_period(variable, month)
        if period is None or not variable.formulas:
            continue
        expected, given = _result(plain, name, period), _result(fast, name, period)
        computed += 1
        if isinstance(expected, str):
            # The engine may not need what plain OpenFisca asks for in vain; what it lacks, plain lacks too.
            if isinstance(given, str) and given != expected:
                found.append(f"{name}: {given} instead of {expected}")
        elif isinstance(given, str):
            found.append(f"{name}: {given}, though plain OpenFisca computes it")
        elif (problem := _difference(numpy.asarray(given), numpy.asarray(expected))) is not None:
            found.append(f"{name}: {problem}")
    return found, computed


def _result(simulation, name, period):
    """A variable, or the parameter that it lacks."""
    try:
        with clear_law_errors(), warnings.catch_warnings():
            return simulation.calculate(name, period)
    except UnsetParameterError as error:
        return f"{error.path} is unset"


def _difference(given, expected):
    if given.dtype != expected.dtype or given.shape != expected.shape:
        return f"{given.dtype}{given.shape} instead of {expected.dtype}{expected.shape}"
    if given.dtype.kind != "f":
        return None if (given == expected).all() else f"{int((given != expected).sum())} rows differ"
    if not numpy.allclose(given, expected, rtol=0, atol=TOLERANCE, equal_nan=True):
        return f"{numpy.nanmax(numpy.abs(given - expected))} JOD apart"
    return None
