"""Cash of the agencies of the United Nations as numpy."""

import numpy

from tests.benchmarks.restated.arrays import any_of, count_of, head_from_gaza, head_of, is_below, require
from tests.benchmarks.restated.codes import FEMALE, MODERATELY, MOST, NOT_DISABLED


def food_assistance(persons, refugees):
    """WFP: registered refugees of the camps, and outside them who is on its list."""
    tier = persons["wfp_tier"]
    listed = numpy.select([tier == MOST, tier == MODERATELY], [refugees.wfp_most, refugees.wfp_moderate], 0)
    of_camp = numpy.where(persons["is_registered_refugee"], refugees.wfp_camp, 0)
    return numpy.where(persons["lives_in_refugee_camp"], of_camp, listed)


def refugee_cash(size, in_camp, is_listed, refugees):
    """UNHCR: families on its list, by size; of the camps no amount is known."""
    require("humanitarian_assistance.unhcr_cash.camp_family", refugees.unhcr_camp, is_listed & in_camp)
    further = numpy.minimum(size, refugees.unhcr_largest) - 1
    full = numpy.where(in_camp, refugees.unhcr_camp, refugees.unhcr_one + refugees.unhcr_further * further)
    return numpy.where(is_listed, full * refugees.unhcr_share, 0)


def hajati(persons, refugees, days):
    """UNICEF: pupils of double-shift schools in the months of term."""
    is_due = persons["is_hajati_enrolled"] & persons["attends_double_shift_school"] & persons["is_in_school_term"]
    born = persons["birth_date"]
    is_due &= (born > days.pupil_no_more) & (born <= days.pupil)
    return numpy.where(is_due, refugees.hajati, 0)


def unrwa(inputs, refugees, days):
    """UNRWA's relief of 2020: families in need by members, and families from Gaza."""
    persons, is_paid, paid = inputs.persons, inputs.families["is_unrwa_relief_paid"], {}
    if refugees.unrwa_member:
        in_need = head_of(inputs, "sex") == FEMALE
        in_need |= head_of(inputs, "birth_date") <= days.unrwa_elderly
        in_need |= head_of(inputs, "disability_severity") != NOT_DISABLED
        in_need |= any_of(inputs, is_below(persons, days.unrwa_child_no_more, days))
        registered = count_of(inputs, persons["is_unrwa_registered"])
        paid["unrwa_relief"] = numpy.where(is_paid & in_need, refugees.unrwa_member * registered, 0)
    if refugees.unrwa_gaza:
        is_due = is_paid & head_from_gaza(inputs) & head_of(inputs, "is_unrwa_registered")
        paid["unrwa_gaza_grant"] = numpy.where(is_due, refugees.unrwa_gaza, 0)
    return paid
