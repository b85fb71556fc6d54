"""The groups by which statistics are broken down, each with its names in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.measures.arrays import FloatArray, IntArray
from openfisca_jordan_sp.measures.law_tables import governorate_names
from openfisca_jordan_sp.measures.statistics.ground import Ground
from openfisca_jordan_sp.measures.statistics.ledger import Layout
from openfisca_jordan_sp.measures.targeting import quantiles
from openfisca_jordan_sp.populations.groups import group_bounds
from openfisca_jordan_sp.populations.schema import DISABILITY_SEVERITIES, HOUSEHOLD_ROLES, NATIONALITIES, SEXES

DECILES = 10
#: Age groups end where Jordan's law does: a child is below 18, an elderly person 60 or more.
AGES = ("0-5", "6-17", "18-59", "60+")
SIZES = ("1", "2", "3-4", "5-6", "7+")

_SEXES = {"male": Text("male", "ذكر"), "female": Text("female", "أنثى")}
_HEADS = {"male": Text("headed by a man", "يرأسها رجل"), "female": Text("headed by a woman", "ترأسها امرأة")}
_NATIONALITIES = {
    "jordanian": Text("Jordanian", "أردنية"),
    "palestinian_gaza": Text("Palestinian of Gaza", "فلسطينية من غزة"),
    "syrian": Text("Syrian", "سورية"),
    "iraqi": Text("Iraqi", "عراقية"),
    "egyptian": Text("Egyptian", "مصرية"),
    "other": Text("other", "أخرى"),
}
_DISABLED = {
    "without": Text("without a disability", "دون إعاقة"),
    "with": Text("with a disability", "مع إعاقة"),
}
_SIZES = {
    "1": Text("1 person", "فرد واحد"),
    "2": Text("2 persons", "فردان"),
    **{band: Text(f"{band} persons", f"{band} أفراد") for band in SIZES[2:]},
}
ALL = {"all": Text("all", "الجميع")}


@dataclass(frozen=True)
class Group:
    """One kind of group.

    Attributes:
        kind: such as `governorate`.
        names: of the groups, by id, in the order of their codes.
        layout: the household and the group of each entry.
        units: persons (families, households) of the group for one household, of each entry.
    """

    kind: str
    names: dict[str, Text]
    layout: Layout
    units: FloatArray


@dataclass(frozen=True)
class FamilyGroup:
    """One kind of group of the persons (or households) that families belong to.

    Attributes:
        kind: such as `sex`.
        names: of the groups, by id, in the order of their codes.
        family: the family of each entry.
        codes: the group of each entry.
        persons: of the family who are of the group.
        share: those as a share of the family.
    """

    kind: str
    names: dict[str, Text]
    family: IntArray
    codes: IntArray
    persons: FloatArray
    share: FloatArray


def everybody(ground: Ground) -> Group:
    """All in one group."""
    return _of_households(ground, "all", ALL, numpy.zeros(len(ground.size), dtype=numpy.int64))


def deciles(ground: Ground) -> IntArray:
    """The decile of each household (0 the poorest) by welfare under the first policy, each a tenth of the units."""
    return quantiles(ground.welfare[0], ground.weight * ground.units, DECILES)


def all_groups(ground: Ground) -> list[Group]:
    """Every kind of group; by age only where persons are counted."""
    found = [everybody(ground), *(_of_households(ground, *kind) for kind in _kinds(ground))]
    if ground.options.unit == "persons":
        found.insert(-2, _ages(ground))
    return found


def _kinds(ground: Ground) -> list[tuple[str, dict[str, Text], IntArray]]:
    """Kinds of households: id, names, and the code of each household."""
    persons, count = ground.population.persons, ground.population.household_count
    reference = persons["household_role"] == HOUSEHOLD_ROLES.index("reference_person")
    home = persons["household_id"][reference]
    sex, nationality = (numpy.zeros(count, dtype=numpy.int64) for _ in range(2))
    sex[home], nationality[home] = persons["sex"][reference], persons["nationality"][reference]
    disabled = numpy.bincount(persons["household_id"], _is_disabled(ground), minlength=count) > 0
    return [
        ("governorate", governorates(), ground.basis.governorate),
        ("sex_of_head", {name: _HEADS[name] for name in SEXES}, sex),
        ("nationality_of_head", {name: _NATIONALITIES[name] for name in NATIONALITIES}, nationality),
        ("disability_in_household", _DISABLED, disabled.astype(numpy.int64)),
        ("household_size", _SIZES, _band_of(ground.size.astype(numpy.int64), SIZES)),
        ("decile", decile_names(DECILES), deciles(ground)),
    ]


def names_by_kind() -> dict[str, dict[str, Text]]:
    """The groups that do not depend on the population, by kind, with their names."""
    return {
        "all": ALL,
        "governorate": governorates(),
        "sex_of_head": {name: _HEADS[name] for name in SEXES},
        "nationality_of_head": {name: _NATIONALITIES[name] for name in NATIONALITIES},
        "disability_in_household": _DISABLED,
        "age": _bands(AGES, "{} years", "{} سنة"),
    }


def governorates() -> dict[str, Text]:
    """The governorates, in the order of their codes."""
    return {key: Text(en, ar) for key, (en, ar) in governorate_names().items()}


def decile_names(count: int) -> dict[str, Text]:
    """Quantiles by number, 1 the poorest."""
    return {str(number + 1): Text(str(number + 1), str(number + 1)) for number in range(count)}


def _of_households(ground: Ground, kind: str, names: dict[str, Text], codes: IntArray) -> Group:
    return Group(kind, names, Layout(numpy.arange(len(codes)), codes, len(names)), ground.units)


def _ages(ground: Ground) -> Group:
    """Persons by age: a household has entries in every group of which it has members."""
    homes = ground.population.persons["household_id"]
    rows, codes, persons = _counted(homes, _band_of(ground.age, AGES), ground.population.household_count, len(AGES))
    return Group("age", _bands(AGES, "{} years", "{} سنة"), Layout(rows, codes, len(AGES)), persons)


def family_groups(ground: Ground) -> list[FamilyGroup]:
    """Kinds of the persons of families, and of where they live: a family is in the group of each of its members."""
    persons = ground.population.persons
    of_home = ground.household_of_family
    kinds: list[tuple[str, dict[str, Text], NDArray[numpy.integer]]] = [
        ("sex", {name: _SEXES[name] for name in SEXES}, persons["sex"]),
        ("nationality", {name: _NATIONALITIES[name] for name in NATIONALITIES}, persons["nationality"]),
        ("disability", _DISABLED, _is_disabled(ground).astype(numpy.int64)),
        ("age", _bands(AGES, "{} years", "{} سنة"), _band_of(ground.age, AGES)),
    ]
    whole: list[tuple[str, dict[str, Text], IntArray]] = [
        ("all", ALL, numpy.zeros(len(of_home), dtype=numpy.int64)),
        ("governorate", governorates(), ground.basis.governorate[of_home]),
        ("decile", decile_names(DECILES), deciles(ground)[of_home]),
    ]
    return [
        *(_of_families(ground, *kind) for kind in whole),
        *(_by_member(ground, kind, names, codes.astype(numpy.int64)) for kind, names, codes in kinds),
    ]


def _of_families(ground: Ground, kind: str, names: dict[str, Text], codes: IntArray) -> FamilyGroup:
    count = len(codes)
    return FamilyGroup(kind, names, numpy.arange(count), codes, ground.family_size, numpy.ones(count))


def _by_member(ground: Ground, kind: str, names: dict[str, Text], codes: IntArray) -> FamilyGroup:
    families = ground.population.persons["family_id"]
    family, group, persons = _counted(families, codes, ground.population.family_count, len(names))
    return FamilyGroup(kind, names, family, group, persons, persons / ground.family_size[family])


def _counted(
    owners: NDArray[numpy.integer], codes: IntArray, count: int, size: int
) -> tuple[IntArray, IntArray, FloatArray]:
    """Persons by owner and group, without those that are nobody: owner, group and number of each entry."""
    numbers = numpy.bincount(owners.astype(numpy.int64) * size + codes, minlength=count * size)
    some = numpy.flatnonzero(numbers)
    return some // size, some % size, numbers[some].astype(numpy.float64)


def _is_disabled(ground: Ground) -> NDArray[numpy.bool_]:
    return numpy.not_equal(ground.population.persons["disability_severity"], DISABILITY_SEVERITIES.index("none"))


def _band_of(values: IntArray, bands: Sequence[str]) -> IntArray:
    """The position of the band that each whole number is in."""
    edges = [group_bounds(band)[0] for band in bands]
    return numpy.clip(numpy.searchsorted(edges, values, side="right") - 1, 0, None)


def _bands(bands: Sequence[str], en: str, ar: str) -> dict[str, Text]:
    return {band: Text(en.format(band), ar.format(band)) for band in bands}
