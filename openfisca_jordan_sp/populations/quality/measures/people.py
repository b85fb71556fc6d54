"""Where people live, who they are, and how old."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy

from openfisca_jordan_sp.populations.quality.registry import measure
from openfisca_jordan_sp.populations.quality.view import Mask, Measured, View
from openfisca_jordan_sp.populations.schema import GOVERNORATES, SEXES
from openfisca_jordan_sp.populations.synthesise.margins import age_shares
from openfisca_jordan_sp.populations.targets import Targets

_Numbers = Iterator[Measured]


def _here(view: View, governorate: str) -> Mask:
    """The persons of a governorate."""
    of_household = view.households["governorate"] == GOVERNORATES.index(governorate)
    return numpy.asarray(of_household[view.persons.household])


@measure("population.households", "household_weight")
def _households(view: View, targets: Targets) -> _Numbers:
    yield view.households.total(targets["population.households"], view.households.all)


@measure("households.relative_size", "governorate")
def _households_by_governorate(view: View, targets: Targets) -> _Numbers:
    """Households of each governorate: persons by the relative size of its households."""
    raw = {name: targets["population.governorate"][name] / size for name, size in _relative_sizes(targets).items()}
    for name, households in raw.items():
        here = view.households["governorate"] == GOVERNORATES.index(name)
        wanted = targets["population.households"] * households / sum(raw.values())
        yield view.households.total(wanted, here, f"{name} (households)")


def _relative_sizes(targets: Targets) -> Mapping[str, float]:
    sizes: Mapping[str, float] = targets["households.relative_size"]
    return sizes


@measure("population.governorate", "governorate")
def _persons_by_governorate(view: View, targets: Targets) -> _Numbers:
    for name, wanted in targets["population.governorate"].items():
        yield view.persons.total(wanted, _here(view, name), name)


@measure("population.men", "governorate", "sex")
def _men_by_governorate(view: View, targets: Targets) -> _Numbers:
    men = view.persons.is_("sex", "male")
    for name, wanted in targets["population.men"].items():
        yield view.persons.total(wanted, men & _here(view, name), name)


@measure("population.syrians_by_governorate", "governorate", "nationality")
def _syrians_by_governorate(view: View, targets: Targets) -> _Numbers:
    """Spread as those registered are, in all as many as there are Syrians."""
    syrian, spread = view.persons.is_("nationality", "syrian"), targets["population.syrians_by_governorate"]
    for name, registered in spread.items():
        wanted = targets["population.nationality"]["syrian"] * registered / sum(spread.values())
        yield view.persons.total(wanted, syrian & _here(view, name), name)


@measure("population.urban_share", "governorate", "is_urban")
def _urban(view: View, targets: Targets) -> _Numbers:
    urban = view.households["is_urban"][view.persons.household]
    for name, wanted in targets["population.urban_share"].items():
        yield view.persons.share(wanted, urban, _here(view, name), name)


@measure("population.nationality", "nationality")
def _nationality(view: View, targets: Targets) -> _Numbers:
    groups = targets["population.nationality"]
    known = [name for name in groups if name != "other"]
    for name, wanted in groups.items():
        rows = ~view.persons.is_("nationality", *known) if name == "other" else view.persons.is_("nationality", name)
        yield view.persons.total(wanted, rows, name)


@measure("population.age_groups", "birth_date", "sex")
def _age_groups(view: View, targets: Targets) -> _Numbers:
    for group, shares in age_shares(targets).items():
        for sex in SEXES:
            members = view.ages(group) & view.persons.is_("sex", sex)
            yield view.persons.share(shares[sex], members, part=f"{group} {sex}")


@measure("marital.female_widowed", "marital_status")
def _widowed(view: View, targets: Targets) -> _Numbers:
    yield _women(view, targets["marital.female_widowed"], "widowed")


@measure("marital.female_divorced", "marital_status")
def _divorced(view: View, targets: Targets) -> _Numbers:
    yield _women(view, targets["marital.female_divorced"], "divorced")


def _women(view: View, wanted: float, status: str) -> Measured:
    women = view.persons.is_("sex", "female") & view.adult
    return view.persons.share(wanted, view.persons.is_("marital_status", status), women)


@measure("orphans.any", "is_father_alive", "is_mother_alive")
def _orphans(view: View, targets: Targets) -> _Numbers:
    orphans = ~view.persons["is_father_alive"] | ~view.persons["is_mother_alive"]
    yield view.persons.share(targets["orphans.any"], orphans, view.child)


@measure("orphans.mother_dead", "is_mother_alive")
def _motherless(view: View, targets: Targets) -> _Numbers:
    yield view.persons.share(targets["orphans.mother_dead"], ~view.persons["is_mother_alive"], view.child)
