"""The numbers of the rules that few people meet (see `parameters.py`)."""

from datetime import date

import numpy

from openfisca_jordan_sp.formulas import is_quarter_end, optional_limit, optional_value
from tests.benchmarks.restated.codes import DOMESTIC, GARMENT, HARD_HIT, LOADING
from tests.benchmarks.restated.days import day_number, months_before
from tests.benchmarks.restated.more_records import (
    BySize,
    Deaths,
    Injuries,
    Jobs,
    LumpSum,
    Orders,
    Pensions,
    Reaya,
    Selected,
    Yearly,
)

LABOUR_SECTORS = 6


def by_size(node, small, middle, large):
    """Amounts by the size of a family."""
    names = ("first_size_limit", "second_size_limit", small, middle, large)
    return BySize(*(float(node[name]) for name in names))


def by_sex(node):
    """Values by the code of sex."""
    return float(node.male), float(node.female)


def whole(number):
    """A count as a whole number, for it is compared with counts.

    Raises:
        ValueError: it is not one.
    """
    if number != int(number):
        raise ValueError(f"{number} is no count.")
    return int(number)


def counts_by_sex(node):
    """Counts by the code of sex."""
    return whole(node.male), whole(node.female)


def _day(text):
    return day_number(date.fromisoformat(text))


def selected_of(law, month, *, is_waived):
    """Aid to whom somebody chose."""
    fund, charity, care = law.national_aid_fund, law.zakat_and_charity, law.social_development_law
    emergency, zakat, account = fund.emergency, charity.zakat_fund, care.elderly.care_account
    coupons = law.defence_orders.ssc_coupons
    return Selected(
        emergency_mean=float(law.statistics.national_aid_fund.emergency_mean_case),
        emergency_regular=float(emergency.regular_maximum),
        emergency_disaster=float("inf") if is_waived else float(emergency.disaster_maximum),
        prison_from=whole(emergency.imprisonment_minimum_days),
        prison_to=whole(emergency.imprisonment_maximum_days),
        excellent_average=float(emergency.excellence_minimum_average),
        instant_maximum=float(emergency.instant_maximum),
        quarterly_maximum=float(fund.quarterly_addition.maximum) if is_quarter_end(month) else 0.0,
        royal_voucher=float(fund.vouchers.royal),
        food_card=float(charity.royal_food_card.value),
        zakat_coupon=float(zakat.coupon),
        zakat_feast=float(zakat.feast_grant),
        zakat_extra=float(zakat.extra_salaries),
        foster=float(optional_value(care.alternative_care, "foster_allowance")),
        elderly_care=float(account.service_price + account.centre_support),
        funeral=float(law.social_security_law.funeral_grant.amount),
        coupon=float(coupons.value),
        coupons=by_size(coupons, "small_family", "middle_family", "large_family"),
    )


def reaya_of(reaya, month):
    """Childcare of insured mothers."""
    return Reaya(
        months=whole(reaya.months),
        born_after=max(_day(reaya.births_after), months_before(month, reaya.maximum_child_age + 1)),
        home_care=float(reaya.home_care_allowance),
        home_care_wage=float(reaya.home_care_wage_limit),
        nursery_wage=float(optional_limit(reaya, "nursery_wage_limit")),
        nursery=float(optional_value(reaya, "nursery_allowance")),
        nursery_minimum=float(reaya.nursery_minimum),
        nursery_maximum=float(reaya.nursery_maximum),
    )


def pensions_of(law):
    """Old age, early retirement and natural disability."""
    old_age, averaging, minimum = law.old_age, law.averaging, law.minimum_pension
    early, disability, dependants = law.early_retirement, law.disability, law.dependants_increase
    rows = [early.transition[f"from_{age}"] for age in (45, 44, 43, 42)]
    accrual = sorted((float(bracket.threshold), float(bracket.rate)) for bracket in _set(old_age.accrual))
    then = date.fromisoformat(early.transition.age_day)
    return Pensions(
        contributions=whole(old_age.contributions),
        actual_contributions=whole(old_age.actual_contributions),
        thresholds=tuple(threshold for threshold, _ in accrual),
        rates=tuple(rate for _, rate in accrual),
        lowest_average=float(1 - averaging.max_fall),
        highest_average=float(1 + averaging.max_growth),
        minimum_standard=_least(minimum, "basic_standard"),
        minimum_disability=_least(minimum, "basic_death_disability"),
        increase_old_age=float(law.general_increase.old_age),
        increase_disability=float(law.general_increase.disability_death),
        has_dependants_increase=bool(dependants.in_force),
        first_rate=float(dependants.first_rate),
        first_minimum=float(dependants.first_min),
        first_maximum=float(dependants.first_max),
        other_rate=float(dependants.other_rate),
        other_maximum=float(dependants.other_max),
        other_count=whole(dependants.other_count),
        cohort=_day(early.cohort_date),
        standard=counts_by_sex(early.old_cohort.contributions),
        long_career=whole(early.old_cohort.long_career.contributions),
        transition_born=tuple(day_number(then.replace(year=then.year - int(row.age))) for row in rows),
        transition=tuple(counts_by_sex(row.contributions) for row in rows),
        later_cohort=counts_by_sex(early.new_cohort.contributions),
        hazardous=counts_by_sex(early.hazardous.contributions),
        hazardous_recent=whole(early.hazardous.recent_contributions),
        reduction=float(optional_value(early, "reduction_table")),
        disability_actual=whole(disability.min_actual_contributions),
        disability_consecutive=whole(disability.min_consecutive),
        claim_months=whole(disability.claim_months),
        long_contributions=whole(disability.long_contributions),
        short_contributions=whole(disability.short_contributions),
        base_rate=float(disability.base_rate),
        rate_long=float(disability.rate_per_year_long),
        rate_short=float(disability.rate_per_year_short),
        partial_share=float(disability.partial_share),
    )


def _least(node, name):
    """A minimum; where none is set, none holds."""
    return float(node[name]) if name in node else float("-inf")


def _set(scale):
    nodes = [scale[name] for name in scale]
    return [node for node in nodes if "threshold" in node and "rate" in node]


def injuries_of(law, wages):
    """Work injuries."""
    injury, general = law.work_injury, wages.general
    minimum = numpy.repeat([[float(general.non_jordanian)], [float(general.jordanian)]], LABOUR_SECTORS, axis=1)
    own = [
        (1, HARD_HIT, wages.hard_hit_2021, "jordanian"),
        (1, GARMENT, wages.garment, "jordanian"),
        (0, GARMENT, wages.garment, "non_jordanian"),
        (0, DOMESTIC, wages.excluded_2021, "non_jordanian"),
        (0, LOADING, wages.excluded_2021, "non_jordanian"),
    ]
    for is_citizen, sector, node, name in own:
        if name in node:
            minimum[is_citizen, sector] = node[name]
    return Injuries(
        total_rate=float(injury.total_rate),
        partial_threshold=float(injury.partial_threshold),
        helper_increase=float(injury.helper_increase),
        minimum_wage=minimum,
        lump_sum_months=float(injury.lump_sum_months),
        employer_days=whole(injury.daily_allowance.employer_days),
        daily_rate=float(injury.daily_allowance.rate / injury.daily_allowance.days_per_month),
    )


def deaths_of(law):
    """What the death of an insured person leaves."""
    survivors = law.survivors
    return Deaths(
        in_service=whole(survivors.in_service.contributions),
        in_service_consecutive=whole(survivors.in_service.consecutive),
        out_of_service=whole(survivors.out_of_service.contributions),
        out_of_service_consecutive=whole(survivors.out_of_service.consecutive),
        longest_gap=whole(survivors.out_of_service.max_gap),
        injury_rate=float(law.work_injury.death_rate),
        counts_former_wives=bool(survivors.divorced_and_widowed_daughters),
        widower_must_be_disabled=bool(survivors.widower_disability_required),
        share=float(optional_value(survivors, "shares_table")),
    )


def lump_sum_of(lump_sum):
    """The lump sum of who leaves insurance."""
    brackets = [lump_sum.rates[f"bracket_{number}"] for number in (3, 2, 1)]
    return LumpSum(
        thresholds=tuple(whole(bracket.threshold) for bracket in brackets),
        rates=tuple(float(bracket.rate) for bracket in brackets),
        older_contributions=whole(lump_sum.older.maximum_contributions),
        months_out=whole(lump_sum.older.months_out),
    )


def jobs_of(law, month):
    """Tashgheel and Estidama++."""
    tashgheel, estidama = law.employment_programmes.tashgheel, law.employment_programmes.estidama_plus
    hired_after = date.fromisoformat(estidama.hired_after)
    since = (month.start.year - hired_after.year) * 12 + month.start.month - hired_after.month
    return Jobs(
        tashgheel_is_open=bool(tashgheel.wage_support > 0),
        contract_months=whole(tashgheel.contract_minimum_months),
        months=whole(tashgheel.months.general),
        months_disability=whole(tashgheel.months.disability),
        months_vocational=whole(tashgheel.months.vocational),
        long_term_months=whole(law.disability_rights_law.long_term_months),
        transport=by_sex(tashgheel.transport),
        workers=whole(estidama.maximum_workers),
        hired_within=whole(since),
        wage_limit=float(estidama.wage_limit),
        old_age_cover=float(estidama.minimum_old_age_cover),
        support_months=whole(estidama.months),
        support=float(estidama.monthly_support),
        instalment=float(estidama.cash_incentive_total / estidama.instalments),
        instalments=whole(estidama.instalments),
        interval=int(estidama.months_between_instalments),
    )


def orders_of(orders):
    """Wages under the defence orders."""
    first, second, estidama = orders.tadamun_1, orders.tadamun_2, orders.estidama
    full, reduced = estidama.full_wage, estidama.reduced_wage
    return Orders(
        wage_share=float(first.wage_share),
        minimum=float(first.minimum),
        maximum=float(first.maximum),
        employer_share=float(first.employer_share),
        employer_maximum=float(first.employer_maximum),
        insured_months=whole(second.insured_months),
        flat=float(second.amount),
        estidama_maximum=float(estidama.maximum),
        pay_share=numpy.array([0.0, full.pay_share, reduced.pay_share]),
        programme_share=numpy.array([0.0, full.programme_share, reduced.programme_share]),
    )


def yearly_of(law, at_end):
    """What is granted by the year; the winter's cash as at its end."""
    fuel, winter = law.price_compensation.fuel_2012, at_end.humanitarian_assistance.unhcr_winter
    paid = float(winter.jod_per_usd * (1 - at_end.shock_response.refocus.unhcr_cut_rate))
    return Yearly(
        fuel_2012=float(fuel.amount_per_person),
        fuel_2012_persons=float(fuel.maximum_persons),
        fuel_2012_income=float(fuel.family_income_limit),
        rehabilitation=float(law.national_aid_fund.physical_rehabilitation.annual_maximum),
        gharimat=float(law.zakat_and_charity.zakat_fund.gharimat_maximum),
        winter_one=float(optional_value(winter, "one_person_usd")) * paid,
        winter_largest=float(optional_value(winter, "seven_persons_usd")) * paid,
        winter_other=float(optional_value(winter, "other_sizes_usd")) * paid,
        winter_largest_size=whole(winter.largest_family),
    )
