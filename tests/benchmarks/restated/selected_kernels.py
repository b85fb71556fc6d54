"""The compiled rules of aid to families whom a caseworker, a list or a giver chose (see `kernels.py`)."""

from tests.benchmarks.restated.codes import (
    CHILD,
    DISASTER,
    EXCELLENCE,
    FEMALE,
    FROM_GAZA,
    IMPRISONMENT,
    JORDANIAN,
    NO_EVENT,
    NOT_DISABLED,
)
from tests.benchmarks.restated.compiling import by_size, compiled
from tests.benchmarks.restated.rules import PLACE

EMERGENCY, INSTANT = PLACE["emergency_aid"], PLACE["instant_aid"]
VOUCHER, FOOD_CARD = PLACE["royal_voucher"], PLACE["royal_food_card"]
ZAKAT_COUPON, ZAKAT_FEAST, ZAKAT_EXTRA = (
    PLACE["zakat_coupon"],
    PLACE["zakat_feast_grant"],
    PLACE["zakat_extra_salary"],
)
FUNERAL, COUPON = PLACE["funeral_grant"], PLACE["ssc_coupon"]
RELIEF, GAZA_GRANT = PLACE["unrwa_relief"], PLACE["unrwa_gaza_grant"]


@compiled
def selected(family, head, size, persons, families, parameters, amounts, scratch):
    """All such aid; an excellent pupil's waits for who is a beneficiary of the Fund."""
    law = parameters.selected
    if persons.nationality[head] == JORDANIAN:
        if families.rare[family].emergency_event != NO_EVENT:
            emergency(family, head, size, persons, families, law, amounts, scratch)
        if families.rare[family].instant_aid_need > 0:
            amounts[INSTANT, family] = min(families.rare[family].instant_aid_need, law.instant_maximum)
    gifts(family, size, families, law, amounts)
    if families.rare[family].is_unrwa_relief_paid:
        unrwa(family, head, size, persons, parameters, amounts)


@compiled
def emergency(family, head, size, persons, families, law, amounts, scratch):
    """Emergency aid of a citizen's family: the mean case, up to the maximum of its kind."""
    event, days = families.rare[family].emergency_event, families.rare[family].imprisonment_days
    if families.rare[family].emergency_aid_already_received:
        return
    if event == IMPRISONMENT and not law.prison_from <= days <= law.prison_to:
        return
    if event == EXCELLENCE:
        for person in range(head, head + size):
            is_excellent = persons.rare[person].school_average >= law.excellent_average
            if is_excellent and persons.family_role[person] == CHILD:
                scratch.has_excellent_pupil[family] = True
        return
    amounts[EMERGENCY, family] = min(
        law.emergency_mean, law.emergency_disaster if event == DISASTER else law.emergency_regular
    )


@compiled
def gifts(family, size, families, law, amounts):
    """Vouchers, cards, coupons, salaries of the Zakat Fund, and funerals."""
    if law.royal_voucher > 0 and families.rare[family].is_royal_voucher_selected:
        amounts[VOUCHER, family] = law.royal_voucher
    elif families.rare[family].royal_food_cards_received != 0:
        amounts[FOOD_CARD, family] = families.rare[family].royal_food_cards_received * law.food_card
    if families.rare[family].zakat_coupons_received != 0:
        amounts[ZAKAT_COUPON, family] = families.rare[family].zakat_coupons_received * law.zakat_coupon
    if families.rare[family].receives_zakat_feast_grant:
        amounts[ZAKAT_FEAST, family] = law.zakat_feast
    if families.rare[family].zakat_monthly_salary != 0:
        amounts[ZAKAT_EXTRA, family] = families.rare[family].zakat_monthly_salary * law.zakat_extra
    if families.rare[family].receives_ssc_coupons:
        amounts[COUPON, family] = law.coupon * by_size(size, law.coupons)
    if families.rare[family].insured_deaths != 0:
        amounts[FUNERAL, family] = families.rare[family].insured_deaths * law.funeral


@compiled
def unrwa(family, head, size, persons, parameters, amounts):
    """UNRWA's relief of 2020: families in need by members, and families from Gaza."""
    law, days = parameters.refugees, parameters.days
    in_need = persons.sex[head] == FEMALE or persons.birth_date[head] <= days.unrwa_elderly
    in_need |= persons.disability_severity[head] != NOT_DISABLED
    registered = 0
    for person in range(head, head + size):
        in_need |= days.unrwa_child_no_more < persons.birth_date[person] <= days.first_of_month
        registered += persons.rare[person].is_unrwa_registered
    if in_need:
        amounts[RELIEF, family] = law.unrwa_member * registered
    if persons.nationality[head] == FROM_GAZA and persons.rare[head].is_unrwa_registered:
        amounts[GAZA_GRANT, family] = law.unrwa_gaza
