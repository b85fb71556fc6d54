"""Wages, pensions, other income, consumption and poverty."""

from __future__ import annotations

from collections.abc import Iterator

import numpy

from openfisca_jordan_sp.populations.quality.registry import measure
from openfisca_jordan_sp.populations.quality.view import MONTHS, FloatArray, Measured, View
from openfisca_jordan_sp.populations.schema import GOVERNORATES
from openfisca_jordan_sp.populations.synthesise.refugees import Lists, RegisteredHouseholds, assistance_of_survey
from openfisca_jordan_sp.populations.targets import Targets

_Numbers = Iterator[Measured]
_STATUS, _SECTOR = "employment_status", "employment_sector"


@measure("labour.mean_wage", "wage", _SECTOR)
def _wage(view: View, targets: Targets) -> _Numbers:
    for sector, by_sex in targets["labour.mean_wage"].items():
        for sex, wanted in by_sex.items():
            group = view.persons.is_(_SECTOR, sector) & view.persons.is_("sex", sex)
            yield view.persons.mean(wanted, view.persons["wage"], group, f"{sector} {sex}")


@measure("labour.mean_informal_wage", "wage", _STATUS, _SECTOR)
def _informal_wage(view: View, targets: Targets) -> _Numbers:
    informal = view.persons.is_(_STATUS, "employee", "daily_wage_worker") & view.persons.is_(_SECTOR, "informal")
    for sex, wanted in targets["labour.mean_informal_wage"].items():
        yield view.persons.mean(wanted, view.persons["wage"], informal & view.persons.is_("sex", sex), sex)


@measure("labour.mean_own_earnings", "other_earnings", _STATUS)
def _own_earnings(view: View, targets: Targets) -> _Numbers:
    own = view.persons.is_(_STATUS, "self_employed", "employer")
    for sex, wanted in targets["labour.mean_own_earnings"].items():
        yield view.persons.mean(wanted, view.persons["other_earnings"], own & view.persons.is_("sex", sex), sex)


@measure("labour.mean_insured_wage", "wage", _SECTOR)
def _insured_wage(view: View, targets: Targets) -> _Numbers:
    insured = view.persons.is_(_SECTOR, "public", "private_formal")
    yield view.persons.mean(targets["labour.mean_insured_wage"], view.persons["wage"], insured)


@measure("pensions.own", "pension")
def _pensions(view: View, targets: Targets) -> _Numbers:
    """Own-right pensions and those of heirs together: the data do not tell them apart."""
    kinds = (targets["pensions.own"], targets["pensions.heirs"])
    pension = view.persons["pension"]
    yield view.persons.total(sum(kind["persons"] for kind in kinds), pension > 0, "and heirs, persons")
    bill = sum(kind["persons"] * kind["mean"] for kind in kinds)
    yield view.persons.total(bill, pension, "and heirs, JOD/month")


@measure("income.rent_receivers", "rent_income")
def _rent_receivers(view: View, targets: Targets) -> _Numbers:
    receives = view.persons.any_in_household(view.persons["rent_income"] > 0)
    yield view.households.share(targets["income.rent_receivers"], receives)


@measure("income.mean_rent", "rent_income")
def _rent(view: View, targets: Targets) -> _Numbers:
    yield view.persons.mean(targets["income.mean_rent"], view.persons["rent_income"] * MONTHS)


@measure("income.transfer_receivers", "private_transfers")
def _transfer_receivers(view: View, targets: Targets) -> _Numbers:
    receives = view.persons.any_in_household(view.persons["private_transfers"] > 0)
    yield view.households.share(targets["income.transfer_receivers"], receives)


@measure("income.mean_transfer", "private_transfers")
def _transfer(view: View, targets: Targets) -> _Numbers:
    amount = view.persons.by_household(view.persons["private_transfers"])
    yield view.households.mean(targets["income.mean_transfer"], amount, amount > 0)


def _yearly_at_2018(view: View, targets: Targets) -> FloatArray:
    """Consumption of each household, JOD a year at the prices of 2018."""
    monthly = view.households["consumption_before_benefits"]
    return numpy.asarray(monthly * (MONTHS / targets["prices.uprating_2018_to_2025"]))


@measure("consumption.mean_household", "consumption_before_benefits")
def _consumption(view: View, targets: Targets) -> _Numbers:
    yearly = _yearly_at_2018(view, targets)
    yield view.households.mean(targets["consumption.mean_household"], yearly, part="(prices of 2018)")


@measure("consumption.mean_by_governorate", "consumption_before_benefits", "governorate")
def _consumption_by_governorate(view: View, targets: Targets) -> _Numbers:
    """Scaled so that the governorates' means, with the households that each is to have, give the Kingdom's."""
    yearly, means = _yearly_at_2018(view, targets), targets["consumption.mean_by_governorate"]
    sizes = targets["households.relative_size"] if "households.relative_size" in targets.by_name else {}
    households = {name: persons / sizes.get(name, 1) for name, persons in targets["population.governorate"].items()}
    overall = sum(means[name] * households[name] for name in means) / sum(households.values())
    for name, mean in means.items():
        here = view.households["governorate"] == GOVERNORATES.index(name)
        wanted = mean * targets["consumption.mean_household"] / overall
        yield view.households.mean(wanted, yearly, here, f"{name} (prices of 2018)")


@measure("poverty.rate_jordanian", "consumption_before_benefits")
def _poverty(view: View, targets: Targets) -> _Numbers:
    line = targets["poverty.line"] * targets["prices.uprating_2018_to_2025"]
    poor = (view.per_head < line)[view.persons.household]
    yield view.persons.share(targets["poverty.rate_jordanian"], poor, view.jordanian)


@measure("poverty.refugees", "consumption_before_benefits", "is_registered_refugee", "lives_in_refugee_camp")
def _refugee_poverty(view: View, targets: Targets) -> _Numbers:
    """As surveyed: with the assistance of that year, which the lists in the manifest of a synthetic population tell."""
    listed = view.population.manifest.get("synthesis", {}).get("lists_when_refugees_were_surveyed")
    if listed is None:
        return
    rows = view.persons["is_registered_refugee"][view.reference]
    in_camp = view.persons["lives_in_refugee_camp"][view.reference]
    group = RegisteredHouseholds(view.size[rows], view.households.weight[rows], in_camp[rows])
    per_head = view.per_head / targets["prices.uprating_2021_to_2025"]
    amounts = targets["refugees.assistance_of_survey"]
    per_head[rows] += assistance_of_survey(per_head[rows], group, amounts, Lists(*listed))
    poor = (per_head < targets["poverty.refugees"]["line"])[view.persons.household]
    registered = view.persons["is_registered_refugee"]
    yield view.persons.share(targets["poverty.refugees"]["rate"], poor, registered, "(with the assistance of 2021)")
