"""How well a population meets its targets: one row a number, fitted or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.population import Population, ages_at
from openfisca_jordan_sp.populations.schema import FAMILY_ROLES, GOVERNORATES, SEXES, TENURES, code
from openfisca_jordan_sp.populations.synthesise.margins import ADULT_AGE, CHILD_BELOW, age_bounds, age_shares
from openfisca_jordan_sp.populations.targets import Targets, load_targets

Array = NDArray[Any]
FloatArray = NDArray[numpy.float64]
Mask = NDArray[numpy.bool_]

MONTHS = 12


@dataclass(frozen=True)
class Margin:
    """One number of a target and what the population has.

    Attributes:
        name: the target's name and the part of it.
        target: the number wanted, in the target's unit.
        achieved: the number found.
        role: `calibrate`, `align` or `validate`.
        confidence: of the target.
        source: of the target.
    """

    name: str
    target: float
    achieved: float
    role: str
    confidence: str
    source: str

    @property
    def difference(self) -> float:
        """Achieved less target."""
        return self.achieved - self.target


def margins(population: Population, targets: Targets | None = None) -> list[Margin]:
    """Compare a population with targets, in the order of the blocks below.

    Args:
        population: any population with a `base_date` in its manifest.
        targets: those of the package if left out.
    """
    targets = load_targets() if targets is None else targets
    view = _View(population)
    rows = []
    for block in (_people, _households, _health, _work, _incomes, _consumption, _assets, _receipt):
        for name, part, wanted, achieved in block(view, targets):
            target = targets.by_name[name]
            label = f"{name} {part}".strip()
            row = Margin(label, float(wanted), float(achieved), target.role, target.confidence, target.source)
            rows.append(row)
    return rows


_Rows = Iterator[tuple[str, str, float, float]]


class _View:
    """The population as weighted sums and shares."""

    def __init__(self, population: Population) -> None:
        self.persons = population.persons
        self.families = population.families
        self.households = population.households
        self.person_weight = population.person_weight
        self.family_weight = population.family_weight
        self.household_weight: FloatArray = population.households["household_weight"]
        self.size = numpy.bincount(population.persons["household_id"])
        self.age = ages_at(population.persons["birth_date"], population.manifest["base_date"])
        first = code("household_role", "reference_person")
        self.reference = numpy.flatnonzero(population.persons["household_role"] == first)
        self.head = numpy.flatnonzero(population.persons["family_role"] == FAMILY_ROLES.index("head"))

    def is_(self, column: str, *members: str) -> Mask:
        return numpy.isin(self.persons[column], [code(column, member) for member in members])

    @cached_property
    def jordanian(self) -> Mask:
        return self.is_("nationality", "jordanian")

    @cached_property
    def adult(self) -> Mask:
        return self.age >= ADULT_AGE

    @cached_property
    def active(self) -> Mask:
        return ~self.is_("employment_status", "inactive")

    @cached_property
    def employed(self) -> Mask:
        return self.active & ~self.is_("employment_status", "unemployed")

    def ages(self, group: str) -> Mask:
        low, high = age_bounds(group)
        return (self.age >= low) & (self.age < high)

    def count(self, rows: Mask) -> float:
        """Persons of the Kingdom."""
        return float(self.person_weight[rows].sum())

    def share(self, members: Mask, group: Mask) -> float:
        """Share of a group of persons."""
        return share(members[group], self.person_weight[group])

    def mean(self, column: str, rows: Mask) -> float:
        """Mean of an amount of persons."""
        return mean(self.persons[column][rows], self.person_weight[rows])

    def any_in_household(self, of_families: Mask) -> Mask:
        return numpy.bincount(self.families["household_id"], of_families, minlength=len(self.size)) > 0


def mean(values: Array, weight: FloatArray) -> float:
    """Weighted mean; 0 of nobody."""
    total = float(weight.sum())
    return float((values * weight).sum()) / total if total else 0.0


def share(members: Mask, weight: FloatArray) -> float:
    """Weighted share of true values."""
    return mean(members.astype(numpy.float64), weight)


def gini(values: FloatArray, weight: FloatArray) -> float:
    """Gini index of a non-negative amount."""
    order = numpy.argsort(values, kind="stable")
    people, amount = weight[order], (values * weight)[order]
    below = numpy.cumsum(amount) - amount / 2
    return float(1 - 2 * (people * below).sum() / (people.sum() * amount.sum()))


def _people(view: _View, targets: Targets) -> _Rows:
    everybody = numpy.ones(len(view.age), dtype=bool)
    yield "population.households", "", targets["population.households"], float(view.household_weight.sum())
    governorate = view.households["governorate"][view.persons["household_id"]]
    urban = view.households["is_urban"][view.persons["household_id"]]
    for number, name in enumerate(GOVERNORATES):
        here = governorate == number
        yield "population.governorate", name, targets["population.governorate"][name], view.count(here)
        yield "population.urban_share", name, targets["population.urban_share"][name], view.share(urban, here)
    groups = targets["population.nationality"]
    for name, wanted in groups.items():
        known = [view.is_("nationality", each) for each in groups if each != "other"]
        rows = ~numpy.logical_or.reduce(known) if name == "other" else view.is_("nationality", name)
        yield "population.nationality", name, wanted, view.count(rows)
    for number, name in enumerate(GOVERNORATES):
        men = view.count(view.is_("sex", "male") & (governorate == number))
        yield "population.men", name, targets["population.men"][name], men
    for group, shares in age_shares(targets).items():
        for sex in SEXES:
            achieved = view.share(view.ages(group) & view.is_("sex", sex), everybody)
            yield "population.age_groups", f"{group} {sex}", shares[sex], achieved
    yield from _family_life(view, targets)


def _family_life(view: _View, targets: Targets) -> _Rows:
    women, children = view.is_("sex", "female") & view.adult, view.age < CHILD_BELOW
    fatherless, motherless = ~view.persons["is_father_alive"], ~view.persons["is_mother_alive"]
    for name, members, group in (
        ("marital.female_widowed", view.is_("marital_status", "widowed"), women),
        ("marital.female_divorced", view.is_("marital_status", "divorced"), women),
        ("orphans.any", fatherless | motherless, children),
        ("orphans.mother_dead", motherless, children),
    ):
        yield name, "", targets[name], view.share(members, group)


def _households(view: _View, targets: Targets) -> _Rows:
    weight = view.household_weight
    for group, wanted in targets["households.size"].items():
        low, high = age_bounds(group)
        yield "households.size", group, wanted, share((view.size >= low) & (view.size < high), weight)
    female = view.is_("sex", "female")[view.reference]
    yield "households.female_headed", "", targets["households.female_headed"], share(female, weight)
    for name, wanted in targets["dwelling.tenure"].items():
        owned = view.households["tenure"] == TENURES.index(name)
        yield "dwelling.tenure", name, wanted, share(owned, weight)
    low_use = view.households["electricity_consumption"] <= 600  # noqa: PLR2004 - the name of the target says it
    yield "dwelling.electricity_up_to_600", "", targets["dwelling.electricity_up_to_600"], share(low_use, weight)


def _health(view: _View, targets: Targets) -> _Rows:
    severity = view.persons["disability_severity"]
    severe = view.is_("disability_severity", "severe")
    for name, group in (("15_and_over", view.adult), ("under_15", ~view.adult)):
        any_rate = f"health.disabled_{name}"
        yield any_rate, "", targets[any_rate], view.share(severity > 0, group)
        yield "health.severity", f"{name} severe", targets["health.severity"][name]["severe"], view.share(severe, group)
    insured = view.persons["has_health_insurance"]
    for name, group in (("jordanian", view.jordanian), ("other", ~view.jordanian)):
        yield f"health.insured_{name}", "", targets[f"health.insured_{name}"], view.share(insured, group)
    for group_name, wanted in targets["education.enrolment"].items():
        achieved = view.share(view.persons["is_enrolled"], view.ages(group_name))
        yield "education.enrolment", group_name, wanted, achieved
    pupils = view.count(view.persons["is_enrolled"] & (view.age < CHILD_BELOW))
    yield "education.pupils", "(enrolled under 18)", targets["education.pupils"], pupils


def _work(view: _View, targets: Targets) -> _Rows:
    for origin, members in (("jordanian", view.jordanian), ("other", ~view.jordanian)):
        for sex in SEXES:
            group = members & view.is_("sex", sex) & view.adult
            name = f"labour.participation_{origin}"
            yield name, sex, targets[name][sex], view.share(view.active, group)
            name = f"labour.unemployment_{origin}"
            yield name, sex, targets[name][sex], view.share(~view.employed, group & view.active)
    yield from _work_by_age(view, targets)
    employed = view.count(view.employed & view.jordanian)
    yield "labour.employed_jordanian", "", targets["labour.employed_jordanian"], employed
    insured = view.mean("wage", view.is_("employment_sector", "public", "private_formal"))
    yield "labour.mean_insured_wage", "", targets["labour.mean_insured_wage"], insured


def _work_by_age(view: _View, targets: Targets) -> _Rows:
    """The counts as shares of the labour force: its size in the counts is another one."""
    counts = targets["labour.by_age"]
    total = sum(sum(group.values()) for group in counts.values())
    force = view.jordanian & view.active
    for group in counts["employed"]:
        for status, rows in (("employed", view.employed), ("unemployed", ~view.employed)):
            achieved = view.share(rows & view.ages(group), force)
            yield "labour.by_age", f"{status} {group} (share)", counts[status][group] / total, achieved


def _incomes(view: _View, targets: Targets) -> _Rows:
    pensioners = view.persons["pension"] > 0
    kinds = [scheme for kind in ("own", "heirs") for scheme in targets[f"pensions.{kind}"].values()]
    yield "pensions.own", "and heirs, persons", sum(kind["persons"] for kind in kinds), view.count(pensioners)
    bill = sum(kind["persons"] * kind["mean"] for kind in kinds)
    yield "pensions.own", "and heirs, JOD/month", bill, float((view.persons["pension"] * view.person_weight).sum())
    everybody = numpy.ones(len(view.age), dtype=bool)
    yield "income.mean_rent", "", targets["income.mean_rent"], view.mean("rent_income", everybody) * MONTHS
    yearly = MONTHS / targets["prices.uprating_2018_to_2025"]
    earnings = view.mean("other_earnings", everybody) * yearly
    yield "income.self_employment", "(prices of 2018)", targets["income.self_employment"], earnings
    transfers = view.mean("pension", everybody) + view.mean("private_transfers", everybody)
    achieved = transfers * yearly + targets["income.aid_in_transfers"]
    yield "income.transfers", "(prices of 2018)", targets["income.transfers"], achieved
    yield "income.employment", "(prices of 2018)", targets["income.employment"], view.mean("wage", everybody) * yearly


def _consumption(view: _View, targets: Targets) -> _Rows:
    amount, weight = view.households["consumption_before_benefits"], view.household_weight
    uprating = targets["prices.uprating_2018_to_2025"]
    yearly = mean(amount, weight) * MONTHS / uprating
    yield "consumption.mean_household", "(prices of 2018)", targets["consumption.mean_household"], yearly
    per_head = (amount / view.size)[view.persons["household_id"]]
    poor = per_head < targets["poverty.line"] * uprating
    yield "poverty.rate_jordanian", "", targets["poverty.rate_jordanian"], view.share(poor, view.jordanian)
    refugees = targets["poverty.refugees"]
    below = per_head < refugees["line"] * targets["prices.uprating_2021_to_2025"]
    achieved = view.share(below, view.is_("nationality", "syrian"))
    yield "poverty.refugees", "(all Syrians)", refugees["rate"], achieved
    yield "consumption.gini", "", targets["consumption.gini"], gini(per_head, view.person_weight)


def _assets(view: _View, targets: Targets) -> _Rows:
    weight, cars = view.household_weight, view.families["number_of_cars"] > 0
    yield "assets.car", "", targets["assets.car"], share(view.any_in_household(cars), weight)
    age = mean(view.families["newest_car_age"][cars], view.family_weight[cars])
    yield "assets.car_age", "mean", targets["assets.car_age"]["mean"], age
    heads = float((view.families["livestock_count"] * view.family_weight).sum())
    yield "assets.livestock_heads", "", targets["assets.livestock_heads"], heads


def _receipt(view: _View, targets: Targets) -> _Rows:
    receives, weight = view.families["receives_recurring_aid_last_month"], view.family_weight
    yield "naf.recurring_families", "", targets["naf.recurring_families"], float(weight[receives].sum())
    alone = numpy.bincount(view.persons["family_id"])[receives] == 1
    name = "naf.recurring_one_person_share"
    yield name, "", targets[name], share(alone, weight[receives])
    may_claim = view.jordanian[view.head] & ~receives
    claims = share(view.families["claims_cash_transfer"][may_claim], weight[may_claim])
    yield "naf.cash_transfer_take_up", "", targets["naf.cash_transfer_take_up"], claims
