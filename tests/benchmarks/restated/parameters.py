"""The numbers of a policy that the restated rules read, from its OpenFisca system.

Conditions that are the same for everybody in a month (a programme in operation, the month of its payment,
a shock that is on) are settled here. So are limits of age: on the first of a month a person has completed
`n` years exactly if born on or before that day `n` years ago.
"""

import numpy

from openfisca_jordan_sp.formulas import optional_limit, optional_value, year_months
from openfisca_jordan_sp.populations.schema import GOVERNORATES
from tests.benchmarks.restated.days import days_of
from tests.benchmarks.restated.more_parameters import (
    by_size,
    deaths_of,
    injuries_of,
    jobs_of,
    lump_sum_of,
    orders_of,
    pensions_of,
    reaya_of,
    selected_of,
    whole,
    yearly_of,
)
from tests.benchmarks.restated.record import (
    Insurance,
    Occasional,
    Parameters,
    Recurring,
    Refugees,
    Shock,
    Transfer,
    Year,
)

YEAR = 2026


def parameters_of(policy, month):
    """The record of a policy in a month of 2026, when the restated formulas are in force.

    Raises:
        ValueError: the month is of another year, or a reform changes more than parameters.
    """
    if month.start.year != YEAR:
        raise ValueError(f"The rules are restated for {YEAR}, not for {month}.")
    for reform in policy.reforms:
        if reform.code.variables or reform.neutralise or reform.programmes:
            raise ValueError(f"{reform.id} changes rules: only parameters can be taken over.")
    law = policy.system.get_parameters_at_instant(month)
    at = policy.system.get_parameters_at_instant
    social_security = law.social_security_law
    return Parameters(
        days=days_of(law, month),
        transfer=_transfer(law.national_aid_fund),
        recurring=_recurring(law.national_aid_fund),
        occasional=_occasional(law, month),
        selected=selected_of(law, month, is_waived=at(month.stop).shock_response.disaster.cap_waived),
        refugees=_refugees(law),
        insurance=_insurance(social_security),
        reaya=reaya_of(social_security.reaya, month),
        pensions=pensions_of(social_security),
        injuries=injuries_of(social_security, law.labour_law.minimum_wage),
        deaths=deaths_of(social_security),
        lump_sum=lump_sum_of(social_security.lump_sum),
        jobs=jobs_of(law, month),
        orders=orders_of(law.defence_orders),
        shock=_shock(policy, law, month),
    )


def year_of(policy, year):
    """The record of a policy in a calendar year."""
    at = policy.system.get_parameters_at_instant
    months = tuple(parameters_of(policy, month) for month in year_months(year))
    return Year(yearly_of(at(year), at(year.stop)), months)


def _transfer(fund):
    targeting, uct = fund.targeting, fund.uct
    return Transfer(
        line=float(targeting.poverty_line),
        car_age=float(targeting.newest_car_minimum_age),
        business=float(targeting.business_capital_limit),
        real_estate=float(optional_limit(targeting, "real_estate_limit")),
        livestock=float(optional_limit(targeting, "livestock_limit")),
        gap_share=float(uct.gap_share),
        minimum=float(uct.benefit_minimum),
        maximum=float(uct.benefit_maximum),
        rounding=float(uct.rounding_unit),
        quota=float(uct.quota_families),
    )


def _recurring(fund):
    recurring, care = fund.recurring, fund.disability_care
    tariff = numpy.clip([care.mild, care.moderate, care.severe], care.floor, care.ceiling)
    return Recurring(
        disregard_months=whole(fund.earnings_disregard.months),
        income_limit=float(recurring.income_limit_per_person),
        tests_divorced=bool(recurring.divorced_income_tested),
        real_estate_disqualifies=bool(recurring.real_estate_disqualifies),
        step=float(recurring.per_person_step),
        floor=float(recurring.floor),
        ceiling=float(recurring.ceiling),
        rounding=float(recurring.rounding_unit),
        total_maximum=float(recurring.total_with_supplements_maximum),
        care=numpy.array([0.0, *tariff]),
    )


def _occasional(law, month):
    fund, prices = law.national_aid_fund, law.price_compensation
    winter, daily_wage = fund.winter_aid, fund.daily_wage_support_2020
    fuel_2022 = by_size(prices.fuel_2022, "one_or_two_persons", "three_or_four_persons", "five_or_more_persons")
    return Occasional(
        winter_aid=float(winter.mean_per_family) if month.start.month == winter.payment_month else 0.0,
        royal_grant=float(fund.royal_grant.amount),
        ramadan_voucher=float(fund.vouchers.ramadan_2021),
        fuel_2022=fuel_2022,
        fuel_2022_is_on=any(fuel_2022[2:]),
        daily_wage=by_size(daily_wage, "one_person", "two_persons", "three_or_more_persons"),
        daily_wage_is_on=bool(daily_wage.one_person > 0),
        child_benefit=float(law.child_rights_law.child_benefit.amount),
    )


def _refugees(law):
    nations = law.humanitarian_assistance
    wfp, cash = nations.wfp, nations.unhcr_cash
    cuts = law.shock_response.refocus

    def whole(amount):
        return float(numpy.floor(amount * (1 - cuts.wfp_cut_rate) / wfp.rounding + 0.5 + 1e-6) * wfp.rounding)

    return Refugees(
        wfp_camp=whole(wfp.camp),
        wfp_most=whole(wfp.most_vulnerable),
        wfp_moderate=whole(wfp.moderately_vulnerable),
        unhcr_one=float(cash.one_person),
        unhcr_further=float(cash.further_person),
        unhcr_largest=float(cash.largest_family),
        unhcr_camp=float(optional_value(cash, "camp_family")),
        unhcr_share=float(cash.factor * (1 - cuts.unhcr_cut_rate)),
        hajati=float(nations.hajati.amount * (1 - cuts.unicef_cut_rate)),
        unrwa_member=float(nations.unrwa_relief_2020.per_member),
        unrwa_gaza=float(nations.unrwa_relief_2020.gaza_family),
    )


def _insurance(law):
    unemployment, maternity = law.unemployment, law.maternity
    return Insurance(
        contributions=whole(unemployment.minimum_contributions),
        own_contributions=whole(unemployment.minimum_own_contributions),
        spells=whole(unemployment.maximum_spells),
        long_threshold=whole(unemployment.long_threshold),
        months_long=whole(unemployment.months_long),
        months_short=whole(unemployment.months_short),
        schedule=numpy.array([float(unemployment.schedule[f"month_{month}"]) for month in range(1, 7)]),
        cap=float(unemployment.cap),
        maternity_any_month=bool(maternity.lookback_months > maternity.minimum_contributions),
        maternity_contributions=whole(maternity.minimum_contributions),
        maternity_months=float(maternity.days / maternity.days_per_month),
        maternity_rate=float(maternity.replacement_rate),
        working_days=whole(law.coverage.working_days),
        rounding=float(law.rounding),
    )


def _shock(policy, law, month):
    shock, fund = law.shock_response, law.national_aid_fund
    vertical, horizontal, struck = shock.vertical, shock.horizontal, shock.flood.struck_share
    is_waived = policy.system.get_parameters_at_instant(month.stop).shock_response.disaster.cap_waived
    return Shock(
        vertical_is_on=_in_term(policy, month, vertical.months),
        vertical=by_size(vertical, "one_or_two_persons", "three_or_four_persons", "five_or_more_persons"),
        horizontal_is_on=_in_term(policy, month, horizontal.months),
        horizontal=by_size(horizontal, "one_person", "two_persons", "three_or_more_persons"),
        quota=float(horizontal.families),
        highest_score=float(fund.targeting.poverty_line + horizontal.score_band),
        strikes_informal=bool(horizontal.affects_informal_workers),
        strikes_work_lost=bool(horizontal.affects_income_lost),
        strikes_livestock=bool(horizontal.affects_livestock_owners),
        strikes_farm_work=bool(horizontal.affects_agricultural_workers),
        flood_is_on=any(struck[name] > 0 for name in GOVERNORATES) and shock.flood.mean_loss > 0,
        struck=numpy.array([float(struck[name]) for name in GOVERNORATES]),
        loss=float(shock.flood.mean_loss),
        relief_maximum=float("inf") if is_waived else float(fund.emergency.disaster_maximum),
    )


def _in_term(policy, month, term):
    """Whether a shock is on, and was not already on in all of the `term` months before."""
    before = [month.offset(-index, "month") for index in range(1, int(term) + 1)]
    return _is_shock_on(policy, month) and sum(_is_shock_on(policy, each) for each in before) < term


def _is_shock_on(policy, month):
    shock = policy.system.get_parameters_at_instant(month).shock_response
    if month.start.year < 2025:
        return False
    trigger = shock.trigger
    last = [month.offset(-index, "month") for index in range(int(trigger.months))]
    rises = sum(_is_price_rise(policy, each) for each in last)
    return bool(shock.declared) or (bool(trigger.in_operation) and rises == trigger.months)


def _is_price_rise(policy, month):
    system = policy.system
    law, before = (system.get_parameters_at_instant(each) for each in (month, month.offset(-1, "year")))
    trigger = law.shock_response.trigger
    if month.start.year < 2025 or not trigger.is_index_known:
        return False
    index = law.statistics.consumer_price_index
    return bool(index >= before.statistics.consumer_price_index * (1 + trigger.inflation_rate))
