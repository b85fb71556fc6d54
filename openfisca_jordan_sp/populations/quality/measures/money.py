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


@measure("labour.mean_informal_wage", "wage", _STATUS, _SECTOR)
def _informal_wage(view: View, targets: Targets) -> _Numbers:
    informal = view.persons.is_(_STATUS, "employee", "daily_wage_worker") & view.persons.is_(_SECTOR, "informal")
    yield view.persons.mean(targets["labour.mean_informal_wage"], view.persons["wage"], informal)


@measure("labour.mean_insured_wage", "wage", _SECTOR)
def _insured_wage(view: View, targets: Targets) -> _Numbers:
    """Of wages as the Corporation knows them: up to the ceiling."""
    insured = view.persons.is_(_SECTOR, "public", "private_formal")
    if "is_in_treasury_pension_scheme" in view.persons:
        insured = insured & ~view.persons["is_in_treasury_pension_scheme"]
    declared = numpy.minimum(view.persons["wage"], targets["insurance.highest_wage"]["later"])
    yield view.persons.mean(targets["labour.mean_insured_wage"], declared, insured)


@measure("pensions.own", "pension")
def _pensions(view: View, targets: Targets) -> _Numbers:
    """Own-right pensions and those of heirs, of both schemes: the data do not tell them apart."""
    kinds = [scheme for kind in ("own", "heirs") for scheme in targets[f"pensions.{kind}"].values()]
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


def _a_head_at_2018(view: View, targets: Targets, *columns: str) -> FloatArray:
    """JOD a year of each person at the prices of 2018."""
    monthly = numpy.sum([view.persons[column] for column in columns], axis=0)
    return numpy.asarray(monthly * (MONTHS / targets["prices.uprating_2018_to_2025"]))


@measure("income.self_employment", "other_earnings")
def _self_employment(view: View, targets: Targets) -> _Numbers:
    yearly = _a_head_at_2018(view, targets, "other_earnings")
    yield view.persons.mean(targets["income.self_employment"], yearly, part="(prices of 2018)")


@measure("income.transfers", "pension", "private_transfers")
def _transfers(view: View, targets: Targets) -> _Numbers:
    """Without aid, which is policy."""
    wanted = targets["income.transfers"] - targets["income.aid_in_transfers"]
    yearly = _a_head_at_2018(view, targets, "pension", "private_transfers")
    yield view.persons.mean(wanted, yearly, part="without aid (prices of 2018)")


@measure("income.employment", "wage")
def _employment(view: View, targets: Targets) -> _Numbers:
    yearly = _a_head_at_2018(view, targets, "wage")
    yield view.persons.mean(targets["income.employment"], yearly, part="(prices of 2018)")


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
