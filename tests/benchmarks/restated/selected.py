"""Aid to whom a caseworker, a list or a giver chose, as numpy over everybody."""

import numpy

from tests.benchmarks.restated.arrays import any_of, by_size, count_of, require, sum_of
from tests.benchmarks.restated.codes import CHILD, DISASTER, EXCELLENCE, FOSTER, IMPRISONMENT, NO_EVENT


def aid_after_events(inputs, law, head_citizen, beneficiary):
    """Emergency, instant and quarterly aid of the National Aid Fund."""
    families = inputs.families
    paid = {
        "emergency_aid": emergency_aid(inputs, law, head_citizen, beneficiary),
        "instant_aid": numpy.where(head_citizen, numpy.minimum(families["instant_aid_need"], law.instant_maximum), 0),
    }
    if law.quarterly_maximum:
        assessed = numpy.minimum(families["quarterly_addition_assessed"], law.quarterly_maximum)
        paid["quarterly_addition"] = numpy.where(beneficiary, assessed, 0)
    return paid


def emergency_aid(inputs, law, head_citizen, beneficiary):
    """The mean case up to the maximum of its kind, once for each event."""
    persons, families = inputs.persons, inputs.families
    event, in_prison = families["emergency_event"], families["imprisonment_days"]
    pupils = (persons["school_average"] >= law.excellent_average) & (persons["family_role"] == CHILD)
    is_due = head_citizen & (event != NO_EVENT) & ~families["emergency_aid_already_received"]
    is_due &= (event != IMPRISONMENT) | ((in_prison >= law.prison_from) & (in_prison <= law.prison_to))
    is_due &= (event != EXCELLENCE) | (any_of(inputs, pupils) & beneficiary)
    limit = numpy.where(event == DISASTER, law.emergency_disaster, law.emergency_regular)
    return numpy.where(is_due, numpy.minimum(law.emergency_mean, limit), 0)


def gifts(inputs, law):
    """Vouchers, cards and coupons of the Royal Court and the Zakat Fund, and coupons of social security."""
    families, paid = inputs.families, {}
    paid["royal_food_card"] = families["royal_food_cards_received"] * law.food_card
    if law.royal_voucher:
        is_selected = families["is_royal_voucher_selected"]
        paid["royal_voucher"] = numpy.where(is_selected, law.royal_voucher, 0)
        paid["royal_food_card"] = numpy.where(is_selected, 0, paid["royal_food_card"])
    if law.zakat_feast:
        paid["zakat_feast_grant"] = numpy.where(families["receives_zakat_feast_grant"], law.zakat_feast, 0)
    if law.zakat_extra:
        paid["zakat_extra_salary"] = families["zakat_monthly_salary"] * law.zakat_extra
    if law.coupon:
        coupons = by_size(inputs.size, law.coupons)
        paid["ssc_coupon"] = numpy.where(families["receives_ssc_coupons"], law.coupon * coupons, 0)
    paid["zakat_coupon"] = families["zakat_coupons_received"] * law.zakat_coupon
    return paid


def care_and_funerals(inputs, law, days):
    """Foster families, care bought for the elderly, and funerals of the insured."""
    persons = inputs.persons
    fostered = count_of(inputs, persons["alternative_care_placement"] == FOSTER)
    require("social_development_law.alternative_care.foster_allowance", law.foster, fostered)
    is_bought = (persons["birth_date"] <= days.elderly) & persons["receives_purchased_elderly_care"]
    return {
        "foster_family_allowance": numpy.where(fostered > 0, fostered * law.foster, 0),
        "elderly_care_purchase": sum_of(inputs, numpy.where(is_bought, law.elderly_care, 0)),
        "funeral_grant": inputs.families["insured_deaths"] * law.funeral,
    }
