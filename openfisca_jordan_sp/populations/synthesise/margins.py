"""The margins that household weights are calibrated to, from the targets and the pool.

Local margins hold in every governorate, national ones over all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.groups import group_bounds
from openfisca_jordan_sp.populations.schema import GOVERNORATES, SEXES, code
from openfisca_jordan_sp.populations.synthesise.pool import Pool
from openfisca_jordan_sp.populations.targets import Targets

FloatArray = NDArray[numpy.float64]
Mask = NDArray[numpy.bool_]

ADULT_AGE = 15
CHILD_BELOW = 18

#: Kinds of the pool that are nothing but parents and their unmarried children.
_NUCLEAR = ("couple", "couple_led_by_wife")
_RELATION = "relationship_to_reference_person"
_OF_NUCLEUS = ("reference_person", "spouse", "child", "not_related")
_EXTENDED = ("extended_parent", "extended_son", "extended_sibling", "extended_daughter")


@dataclass(frozen=True)
class Margin:
    """One linear condition on household weights.

    Attributes:
        name: the target and the part of it.
        values: one a template; their weighted sum is to be the total.
        totals: wanted in each governorate (local), or one number (national).
        scales: what a miss is compared with: the total itself, where it is not 0.
    """

    name: str
    values: FloatArray
    totals: FloatArray
    scales: FloatArray

    @property
    def block(self) -> str:
        """The name of the target."""
        return self.name.partition(" ")[0]


def age_shares(targets: Targets) -> dict[str, dict[str, float]]:
    """Share of all persons in each five-year age group and sex, by group, then sex."""
    profile, under_15 = targets["population.age_groups"], targets["population.under_15_share"]
    children = sum(share for group, share in profile.items() if group_bounds(group)[1] <= ADULT_AGE)
    adults = sum(profile.values()) - children
    fixed = {
        group: share * (under_15 / children if group_bounds(group)[1] <= ADULT_AGE else (1 - under_15) / adults)
        for group, share in profile.items()
    }
    male = {group: fixed[group] * share for group, share in targets["population.male_share_by_age"].items()}
    factor = sum(targets["population.men"].values()) / total_persons(targets) / sum(male.values())
    return {group: {"male": male[group] * factor, "female": fixed[group] - male[group] * factor} for group in fixed}


def total_persons(targets: Targets) -> float:
    """Everybody in the Kingdom."""
    return float(sum(targets["population.governorate"].values()))


def households_by_governorate(targets: Targets) -> FloatArray:
    """Households of each governorate: persons by the relative size of its households, summing to all households."""
    persons, sizes = targets["population.governorate"], targets["households.relative_size"]
    raw = numpy.array([persons[name] / sizes[name] for name in GOVERNORATES])
    return numpy.asarray(raw * (targets["population.households"] / raw.sum()))


def syrians_by_governorate(targets: Targets) -> FloatArray:
    """Syrians of each governorate, as those registered with UNHCR are spread."""
    registered = targets["population.syrians_by_governorate"]
    shares = numpy.array([registered[name] for name in GOVERNORATES], dtype=numpy.float64)
    return numpy.asarray(targets["population.nationality"]["syrian"] * shares / shares.sum())


def composition_class(adults: FloatArray, children: FloatArray) -> NDArray[numpy.int64]:
    """For each household the number of its class in `households.composition` (adults are 18 and over)."""
    few, many = adults <= 2, adults > 2  # noqa: PLR2004 - the names of the classes
    conditions = [few & (children == 0), few & (children <= 2), few, many & (children <= 1), many & (children <= 3)]  # noqa: PLR2004
    return numpy.select(conditions, range(5), 5)


def local_margins(pool: Pool, targets: Targets) -> list[Margin]:
    """Households, persons, men and Syrians of every governorate."""
    persons = pool.persons
    men = pool.of_households(persons["sex"] == code("sex", "male"))
    syrian = pool.nationality == code("nationality", "syrian")
    return [
        _local("households.relative_size households", numpy.ones(pool.count), households_by_governorate(targets)),
        _local("population.governorate", pool.size, _by_governorate(targets, "population.governorate")),
        _local("population.men", men, _by_governorate(targets, "population.men")),
        _local("population.syrians_by_governorate", pool.size * syrian, syrians_by_governorate(targets)),
    ]


def national_margins(pool: Pool, targets: Targets, without: Collection[str] = ()) -> list[Margin]:
    """Every other margin of the targets whose role is `calibrate`, but those of the targets `without`."""
    margins = [
        *_household_margins(pool, targets),
        *_type_margins(pool, targets),
        *_person_margins(pool, targets),
        *_family_margins(pool, targets),
    ]
    return [margin for margin in margins if margin.block not in without]


def _by_governorate(targets: Targets, name: str) -> FloatArray:
    return numpy.array([targets[name][governorate] for governorate in GOVERNORATES], dtype=numpy.float64)


def _local(name: str, values: FloatArray | NDArray[numpy.int64], totals: FloatArray) -> Margin:
    return Margin(name, values.astype(numpy.float64), totals, totals)


def national(name: str, values: FloatArray | Mask, total: float, scale: float | None = None) -> Margin:
    """A margin of the whole Kingdom; give a scale where the total is 0."""
    totals = numpy.array([total], dtype=numpy.float64)
    return Margin(name, values.astype(numpy.float64), totals, totals if scale is None else numpy.array([scale]))


def _household_margins(pool: Pool, targets: Targets) -> Iterator[Margin]:
    households, shares = targets["population.households"], targets["households.size"]
    for group, share in shares.items():
        low, high = group_bounds(group)
        total = households * share / sum(shares.values())
        yield national(f"households.size {group}", (pool.size >= low) & (pool.size < high), total)
    female = pool.of_reference("sex") == code("sex", "female")
    yield national("households.female_headed", female, households * targets["households.female_headed"])
    adults = pool.of_households(pool.persons["age"] >= CHILD_BELOW)
    classes = composition_class(adults, pool.size - adults)
    composition = targets["households.composition"]
    for number, (name, share) in enumerate(composition.items()):
        total = households * share / sum(composition.values())
        yield national(f"households.composition {name}", classes == number, total)


def _type_margins(pool: Pool, targets: Targets) -> Iterator[Margin]:
    """The types that the Population and Family Health Survey counts."""
    size = pool.size
    nucleus = [code(_RELATION, name) for name in _OF_NUCLEUS]
    relatives = pool.of_households(~numpy.isin(pool.persons[_RELATION], nucleus))
    # A divorced daughter without children is a child of the couple.
    couple = pool.is_kind(*_NUCLEAR) | (pool.is_kind(*_EXTENDED) & (relatives == 0))
    members = {
        "couple_only": couple & (size == 2),  # noqa: PLR2004 - two persons
        "couple_children": couple & (size > 2),  # noqa: PLR2004
        "lone_mother": pool.is_kind("lone_mother") & (size > 1),
        "lone_father": pool.is_kind("lone_father") & (size > 1),
        "extended": relatives > 0,
        "non_relatives": pool.is_kind("workers"),
    }
    sizes, types = targets["households.size"], targets["households.type"]
    # With those of one person they are all households, whatever was lost to rounding.
    all_but_one_person = targets["population.households"] * (1 - sizes["1"] / sum(sizes.values()))
    for name, share in types.items():
        yield national(f"households.type {name}", members[name], all_but_one_person * share / sum(types.values()))


def _person_margins(pool: Pool, targets: Targets) -> Iterator[Margin]:
    everybody, groups = total_persons(targets), targets["population.nationality"]
    jordanian = pool.size * (pool.nationality == code("nationality", "jordanian"))
    share = groups["jordanian"] / sum(groups.values())
    yield national("population.nationality jordanian", jordanian, share * everybody)
    age, sex = pool.persons["age"], pool.persons["sex"]
    for group, shares in age_shares(targets).items():
        low, high = group_bounds(group)
        of_age = (age >= low) & (age < high)
        for name in SEXES:
            persons = pool.of_households(of_age & (sex == code("sex", name)))
            yield national(f"population.age_groups {group} {name}", persons, shares[name] * everybody)


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
        scale = numpy.array([share * everybody * float(group.mean())])
        yield Margin(name, excess, numpy.zeros(1), scale)
