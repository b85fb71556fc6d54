"""The tax-benefit system: the law in force, loaded from the folders of the law."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from openfisca_core.errors import ParameterNotFoundError
from openfisca_core.parameters import ParameterNodeAtInstant
from openfisca_core.periods import Instant, Period, instant
from openfisca_core.populations import GroupPopulation, Population
from openfisca_core.reforms import Reform
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.entities import ENTITIES
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.family_population import FamilyPopulation

PACKAGE = "openfisca_jordan_sp"


def law_directory(name: str) -> Path:
    """The folder `parameters`, `variables` or `reforms`, wherever the package is installed.

    The three are neighbours in the repository and in the wheel. They are found
    by `variables`, for `parameters` holds no Python: core would take a cache
    folder of compiled files there for a node of the law.
    """
    return Path(str(files(f"{PACKAGE}.variables"))).parent / name


class LawSystem:
    """What the law in force and every policy built on it share (a mixin for core's systems).

    Core keeps the parameters of all systems in one cache of 128 entries, which
    goes stale and keeps every reform alive; here each system has its own.
    """

    entities: Any
    group_entities: Any
    parameters: Any
    person_entity: Any

    def instantiate_entities(self) -> dict[str, Any]:
        """Empty populations for one simulation, by entity key."""
        persons = Population(self.person_entity)
        populations: dict[str, Any] = {self.person_entity.key: persons}
        for entity in self.group_entities:
            kind = FamilyPopulation if entity.key == "family" else GroupPopulation
            populations[entity.key] = kind(entity, persons)
        return populations

    def get_parameters_at_instant(self, when: str | int | Instant | Period) -> ParameterNodeAtInstant:
        """The parameters in force at an instant, at the start of a period, or at a date."""
        day = when.start if isinstance(when, Period) else instant(when)
        known = self.__dict__.setdefault("_law_at", {})
        if day not in known:
            known[day] = self.parameters.get_at_instant(str(day))
        return known[day]


class JordanSocialProtectionSystem(LawSystem, TaxBenefitSystem):
    """The law of Jordan's social protection as it is in force."""

    def __init__(self) -> None:
        super().__init__(ENTITIES)
        self.add_variables_from_directory(str(law_directory("variables")))
        self.load_parameters(str(law_directory("parameters")))


class PolicySystem(LawSystem, Reform):
    """A system that one reform or more has changed. `policy.py` builds it."""

    def __init__(self, baseline: TaxBenefitSystem) -> None:
        self._law_at: dict[Instant, ParameterNodeAtInstant] = {}
        super().__init__(baseline)

    def apply(self) -> None:
        """Nothing yet: changes are made one by one, then checked, by `policy.py`."""


@cache
def law_in_force() -> JordanSocialProtectionSystem:
    """The law in force, loaded once for each process. Treat it as read-only."""
    return JordanSocialProtectionSystem()


@contextmanager
def clear_law_errors() -> Iterator[None]:
    """Turn core's missing parameter into an error that names it and says what to do."""
    try:
        yield
    except ParameterNotFoundError as error:
        raise UnsetParameterError(_parameter_named(error), str(error.instant_str)) from None


def _parameter_named(error: ParameterNotFoundError) -> str:
    """The dotted path in core's message; its attribute `name` is overwritten by Python on the way."""
    quoted = str(error).split("'")[1]
    return quoted.replace("[", ".").replace("]", "")
