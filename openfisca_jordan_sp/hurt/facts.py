"""Facts about households that are true or false of each, in words that a drafter would use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.hurt.losses import BoolArray, Losses
from openfisca_jordan_sp.law.yaml_text import read_yaml
from openfisca_jordan_sp.measures.basis import Basis
from openfisca_jordan_sp.measures.law_tables import governorate_names
from openfisca_jordan_sp.populations.population import ages_at
from openfisca_jordan_sp.populations.schema import EMPLOYMENT_STATUSES, HOUSEHOLD_ROLES, code

#: Ages in completed years, by usage of statistics and not by any rule: children, young children, older persons.
_CHILD, _YOUNG, _OLD = 18, 6, 60
_SEVERAL_CHILDREN, _LARGE = 3, 7
_AT_WORK = EMPLOYMENT_STATUSES.index("employee")


@dataclass(frozen=True, eq=False)
class Fact:
    """A fact that holds of some households and not of others.

    Attributes:
        id: its name.
        holds: for each household of the population; of a fact about what is lost, true of losing ones only.
        weight: how much it counts in itself when households are put together.
        is_of_loss: whether it is about what is lost, and not about who loses.
        words: what is said of those of whom it holds, and of the others.
    """

    id: str
    holds: BoolArray
    weight: float
    is_of_loss: bool
    words: tuple[Text, Text]

    def phrase(self, *, holds: bool) -> Text:
        """The words that follow "Households"."""
        return self.words[0] if holds else self.words[1]


def facts_of(losses: Losses) -> list[Fact]:
    """The facts of the households of a population: who they are, where they live, and what they lose."""
    people = _People(losses.basis)
    found = [_fact(name, holds(people)) for name, holds in _HOLDS.items()]
    governorate = losses.basis.governorate
    for number, (name, (english, arabic)) in enumerate(governorate_names().items()):
        found.append(_fact("governorate", governorate == number, name, Text(english, arabic)))
    return [*found, *_facts_of_loss(losses)]


def _facts_of_loss(losses: Losses) -> Iterator[Fact]:
    """What is lost, first where the greatest losses come from."""
    for channel in sorted(losses.channels, key=lambda each: -float(losses.weight @ each.loss)):
        falls = _among_all(losses, channel.loss > 0)
        if channel.is_levy:
            yield _fact("pays_more", falls, channel.id, channel.label, is_of_loss=True)
            continue
        yield _fact("falls", falls, channel.id, channel.label, is_of_loss=True)
        yield _fact("ends", _among_all(losses, channel.is_lost), channel.id, channel.label, is_of_loss=True)


def _among_all(losses: Losses, of_losing: BoolArray) -> BoolArray:
    holds = numpy.zeros(len(losses.is_losing), dtype=bool)
    holds[losses.rows] = of_losing
    return holds


def _fact(kind: str, holds: BoolArray, of: str = "", name: Text | None = None, *, is_of_loss: bool = False) -> Fact:
    entry = _words()[kind]
    words = [Text(entry[side]["en"], entry[side]["ar"]) for side in ("is", "not")]
    if name is not None:
        words = [Text(each.en.format(name=name.en), each.ar.format(name=name.ar)) for each in words]
    return Fact(f"{kind}:{of}" if of else kind, holds, float(entry.get("weight", 0)), is_of_loss, (words[0], words[1]))


@cache
def _words() -> dict[str, dict[str, Any]]:
    content = files(__package__).joinpath("facts.yaml").read_text(encoding="utf-8")
    words: dict[str, dict[str, Any]] = read_yaml(content)
    return words


@dataclass(frozen=True)
class _People:
    """The persons of a population by household, and the head of each."""

    basis: Basis

    @cached_property
    def persons(self) -> Mapping[str, Any]:
        return self.basis.population.persons

    @cached_property
    def households(self) -> Mapping[str, Any]:
        return self.basis.population.households

    @cached_property
    def age(self) -> Any:
        return ages_at(self.persons["birth_date"], str(self.basis.baseline.period.start))

    @cached_property
    def works(self) -> BoolArray:
        found: BoolArray = self.persons["employment_status"] >= _AT_WORK
        return found

    def is_member(self, column: str, *members: str) -> BoolArray:
        """For each person whether a column has one of some members."""
        return numpy.isin(self.persons[column], [code(column, member) for member in members])

    def count(self, of_persons: BoolArray) -> Any:
        """For each household how many of its persons are so."""
        return numpy.bincount(self.persons["household_id"], of_persons, minlength=self.basis.population.household_count)

    def any(self, of_persons: BoolArray) -> BoolArray:
        """For each household whether one of its persons is so."""
        found: BoolArray = self.count(of_persons) > 0
        return found

    def head(self, of_persons: BoolArray) -> BoolArray:
        """For each household whether its reference person is so."""
        return self.any(of_persons & (self.persons["household_role"] == HOUSEHOLD_ROLES.index("reference_person")))

    def working_in(self, sector: str) -> BoolArray:
        """For each person whether he or she works in a sector."""
        return self.works & self.is_member("employment_sector", sector)

    def poorest(self, deciles: int) -> BoolArray:
        """For each household whether it is in the poorest deciles of consumption per head."""
        found: BoolArray = self.basis.decile < deciles
        return found


def _has_car(people: _People) -> BoolArray:
    families = people.basis.population.families
    found: BoolArray = people.basis.of_households((families["number_of_cars"] > 0).astype(numpy.float64)) > 0
    return found


#: For each fact of facts.yaml the households of which it holds.
_HOLDS: Mapping[str, Callable[[_People], BoolArray]] = {
    "head_woman": lambda p: p.head(p.is_member("sex", "female")),
    "head_widowed": lambda p: p.head(p.is_member("marital_status", "widowed")),
    "head_divorced": lambda p: p.head(p.is_member("marital_status", "divorced", "deserted")),
    "head_never_married": lambda p: p.head(p.is_member("marital_status", "never_married")),
    "head_syrian": lambda p: p.head(p.is_member("nationality", "syrian")),
    "head_jordanian": lambda p: p.basis.is_jordanian,
    "has_refugee": lambda p: p.any(p.persons["is_registered_refugee"]),
    "head_public": lambda p: p.head(p.working_in("public")),
    "head_private_formal": lambda p: p.head(p.working_in("private_formal")),
    "head_informal": lambda p: p.head(p.working_in("informal")),
    "head_unemployed": lambda p: p.head(p.is_member("employment_status", "unemployed")),
    "head_retired": lambda p: p.head(~p.works & (p.persons["pension"] > 0)),
    "head_works": lambda p: p.head(p.works),
    "head_old": lambda p: p.head(p.age >= _OLD),
    "nobody_works": lambda p: ~p.any(p.works),
    "two_earners": lambda p: p.count(p.works) > 1,
    "has_unemployed": lambda p: p.any(p.is_member("employment_status", "unemployed")),
    "has_formal_worker": lambda p: p.any(p.working_in("private_formal")),
    "has_children": lambda p: p.any(p.age < _CHILD),
    "has_three_children": lambda p: p.count(p.age < _CHILD) >= _SEVERAL_CHILDREN,
    "has_young_child": lambda p: p.any(p.age < _YOUNG),
    "is_single": lambda p: p.basis.household_persons == 1,
    "is_large": lambda p: p.basis.household_persons >= _LARGE,
    "has_old": lambda p: p.any(p.age >= _OLD),
    "has_disabled": lambda p: p.any(~p.is_member("disability_severity", "none")),
    "has_severely_disabled": lambda p: p.any(p.is_member("disability_severity", "severe")),
    "has_student": lambda p: p.any(~p.is_member("study_level", "none")),
    "has_pension": lambda p: p.any(p.persons["pension"] > 0),
    "owns_dwelling": lambda p: p.households["tenure"] == code("tenure", "owned"),
    "has_car": _has_car,
    "is_urban": lambda p: p.households["is_urban"],
    "poorest_tenth": lambda p: p.poorest(1),
    "poorest_fifth": lambda p: p.poorest(2),
    "poorer_half": lambda p: p.poorest(5),
    "richest_fifth": lambda p: ~p.poorest(8),
}
