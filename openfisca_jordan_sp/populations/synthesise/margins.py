"""The margins that household weights are raked to, from the targets and the pool."""

from __future__ import annotations

from collections.abc import Iterator

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import GOVERNORATES, SEXES, code
from openfisca_jordan_sp.populations.synthesise.pool import Pool
from openfisca_jordan_sp.populations.synthesise.raking import Margin
from openfisca_jordan_sp.populations.targets import Targets

FloatArray = NDArray[numpy.float64]
Mask = NDArray[numpy.bool_]

ADULT_AGE = 15
CHILD_BELOW = 18


def broad_ages(targets: Targets) -> dict[str, dict[str, float]]:
    """Share of all persons in each broad age group and sex, by group, then sex."""
    profile, under_15 = targets["population.age_profile"], targets["population.under_15_share"]
    groups = {name: numpy.array(shares) for name, shares in profile.items()}
    children = groups["0-14"].sum()
    adults = sum(float(shares.sum()) for name, shares in groups.items() if name != "0-14")
    fixed = {
        name: shares * (under_15 / children if name == "0-14" else (1 - under_15) / adults)
        for name, shares in groups.items()
    }
    male = {
        name: float((fixed[name] * numpy.array(shares)).sum())
        for name, shares in targets["population.male_share_profile"].items()
    }
    factor = targets["population.male_share"] / sum(male.values())
    return {
        name: {"male": male[name] * factor, "female": float(fixed[name].sum()) - male[name] * factor} for name in fixed
    }


def age_bounds(group: str) -> tuple[int, int]:
    """First age of a group such as `15-24` or `65+`, and the first age above it."""
    if group.endswith("+"):
        return int(group[:-1]), 200
    low, _, high = group.partition("-")
    return int(low), int(high or low) + 1


def size_bounds(group: str) -> tuple[int, int]:
    """Smallest size of a group such as `1`, `4-5` or `6+`, and the first size above it."""
    return age_bounds(group)


def total_persons(targets: Targets) -> float:
    """Everybody in the Kingdom."""
    return float(sum(targets["population.governorate"].values()))


def pool_margins(pool: Pool, targets: Targets) -> list[Margin]:
    """Every margin of the targets whose role is `calibrate`."""
    return [
        *_household_margins(pool, targets),
        *_place_margins(pool, targets),
        *_age_margins(pool, targets),
        *_family_margins(pool, targets),
    ]


def _margin(name: str, values: FloatArray | Mask, total: float) -> Margin:
    return Margin(name, values.astype(numpy.float64), total, total)


def _household_margins(pool: Pool, targets: Targets) -> Iterator[Margin]:
    households = targets["population.households"]
    size = numpy.diff(pool.first_person)
    shares = targets["households.size"]
    for group, share in shares.items():
        low, high = size_bounds(group)
        total = households * share / sum(shares.values())
        yield _margin(f"households.size {group}", (size >= low) & (size < high), total)
    female = pool.of_first("sex") == code("sex", "female")
    yield _margin("households.female_headed", female, households * targets["households.female_headed"])


def _place_margins(pool: Pool, targets: Targets) -> Iterator[Margin]:
    size = numpy.diff(pool.first_person)
    for number, name in enumerate(GOVERNORATES):
        total = targets["population.governorate"][name]
        yield _margin(f"population.governorate {name}", size * (pool.governorate == number), total)
    groups = targets["population.nationality"]
    for name in ("jordanian", "syrian"):
        share = groups[name] / sum(groups.values())
        members = size * (pool.nationality == code("nationality", name))
        yield _margin(f"population.nationality {name}", members, share * total_persons(targets))


def _age_margins(pool: Pool, targets: Targets) -> Iterator[Margin]:
    age, sex = pool.persons["age"], pool.persons["sex"]
    for group, shares in broad_ages(targets).items():
        low, high = age_bounds(group)
        of_age = (age >= low) & (age < high)
        for name in SEXES:
            persons = pool.of_households(of_age & (sex == code("sex", name)))
            yield _margin(f"population.age {group} {name}", persons, shares[name] * total_persons(targets))


def _family_margins(pool: Pool, targets: Targets) -> Iterator[Margin]:
    """Widows, divorced women and orphans: shares of a group, so the sum of members less share is to be 0."""
    persons = pool.persons
    women = (persons["sex"] == code("sex", "female")) & (persons["age"] >= ADULT_AGE)
    children = persons["age"] < CHILD_BELOW
    fatherless, motherless = ~persons["is_father_alive"], ~persons["is_mother_alive"]
    groups = (
        ("marital.female_widowed", women, persons["marital_status"] == code("marital_status", "widowed")),
        ("marital.female_divorced", women, persons["marital_status"] == code("marital_status", "divorced")),
        ("orphans.any", children, fatherless | motherless),
        ("orphans.mother_dead", children, motherless),
    )
    everybody = total_persons(targets)
    for name, group, members in groups:
        share = targets[name]
        excess = pool.of_households((members & group) - share * group)
        yield Margin(name, excess, 0.0, share * everybody * float(group.mean()))
