"""Reforms made up for the tests of who is hurt: each hurts a group that is known."""

from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.reform import ReformCode, reform_from_data
from openfisca_jordan_sp.variable import Variable

RATE, CAP = "health_insurance.contribution.rate", "health_insurance.contribution.cap"
FOOD, CASH = "shock_response.refocus.wfp_cut_rate", "shock_response.refocus.unhcr_cut_rate"
COVER = "health_insurance.free_cover.elderly_age"
#: A value that no source gives, and that nothing in force reads in 2026.
UNSET = "defence_orders.musaned_3.wage_limit"


def reform(name, **values):
    """A reform that sets values from 2026 on, by path (dots written as two underscores)."""
    dated = {path.replace("__", "."): {"2026-01-01": value} for path, value in values.items()}
    title = {"en": f"Made up: {name}", "ar": "مشروع مصطنع للاختبار"}
    return reform_from_data({"id": name, "title": title, "status": "scenario", "values": dated})


def two_groups():
    """Civil health insurance costs more and food assistance ends: it hurts the insured, and registered refugees."""
    return reform("two_groups", **{RATE: 0.06, CAP: 60, FOOD: 1.0})


class civil_health_contribution_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Contribution made up for a test"
    label_ar = "اشتراك مصطنع للاختبار"
    unit = "JOD/month"

    def formula_2026(person, period, parameters):
        return person("is_citizen", period) * parameters(period).defence_orders.musaned_3.wage_limit


#: A rule that fails without a value which another change of the same reform sets.
NEEDS_A_VALUE = ReformCode(variables=(civil_health_contribution_amount,))
