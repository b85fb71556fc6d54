"""A law of two rules in the place of the engine: what it pays is known without computing it.

Each family gets the highest transfer (`uct.benefit_maximum`) a month if it is among the first `uct.quota_families`
rows, and each winter the mean winter aid (`winter_aid.mean_per_family`), whatever the rules say.
"""

import numpy

from openfisca_jordan_sp.engine.evaluate import Evaluation
from openfisca_jordan_sp.engine.quota import QuotaReach
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.catalogue import levies
from openfisca_jordan_sp.law.catalogue import quotas as all_quotas

#: Families of the Kingdom for which one family of the rows stands, in the quota's eyes.
FAMILIES_A_ROW = 1000


def evaluate_all(policies, population, period, progress=None):
    return [_evaluate(policy, population, period, progress) for policy in policies]


def _evaluate(policy, population, period, progress):
    count = population.family_count
    nothing = numpy.zeros(count)
    month = {programme.id: nothing for programme in policy.programmes}
    year = dict(month)
    month["uct"] = _paid(policy, str(period.start), count)
    year["uct"] = sum(_paid(policy, str(each.start), count) for each in year_months(period.this_year))
    year["winter_aid"] = nothing + value_of(policy, "winter_aid.mean_per_family", f"{period.start.year}-12-01")
    if progress is not None:
        progress(13)
    paid = {levy.id: nothing for levy in levies()}
    quotas = {quota.flag: QuotaReach(1.0, 1.0, 1.0, None) for quota in all_quotas()}
    return Evaluation(policy, period, month, year, quotas, levies_month=paid, levies_year=paid)


def _paid(policy, day, count):
    rows = value_of(policy, "uct.quota_families", day) // FAMILIES_A_ROW
    return numpy.where(numpy.arange(count) < rows, float(value_of(policy, "uct.benefit_maximum", day)), 0.0)


def value_of(policy, name, day):
    return tree.record_at(tree.find(policy.system.parameters, f"national_aid_fund.{name}"), day).value
