"""The tax-benefit system: the law in force, loaded from the folders of the law."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from openfisca_core.errors import ParameterNotFoundError
from openfisca_core.periods import Instant, Period
from openfisca_core.reforms import Reform
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.entities import ENTITIES
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.family_population import FamilyPopulation
from openfisca_jordan_sp.fast.persons import fast_populations
from openfisca_jordan_sp.fast.views import ParameterView, ParameterViews, Recorder

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
        populations = fast_populations(self)
        families = populations["family"]
        return populations | {"family": FamilyPopulation(families.entity, families.members)}

    def get_parameters_at_instant(self, when: str | int | Instant | Period) -> ParameterView:
        """The parameters in force at an instant, at the start of a period, or at a date."""
        return self._parameter_views().at(when)

    def recorded_parameters(self, when: str | int | Instant | Period, recorder: Recorder) -> ParameterView:
        """The same, telling `recorder` the dotted path of every parameter that is read."""
        return self._parameter_views().recorded(when, recorder)

    def _parameter_views(self) -> ParameterViews:
        """The views of this system's own tree; another tree, once set, gets others."""
        known: ParameterViews | None = self.__dict__.get("_views")
        if known is None or known.tree is not self.parameters:
            known = self.__dict__["_views"] = ParameterViews(self.parameters)
        return known


class JordanSocialProtectionSystem(LawSystem, TaxBenefitSystem):
    """The law of Jordan's social protection as it is in force."""

    def __init__(self) -> None:
        super().__init__(ENTITIES)
        self.add_variables_from_directory(str(law_directory("variables")))
        self.load_parameters(str(law_directory("parameters")))


class PolicySystem(LawSystem, Reform):
    """A system that one reform or more has changed. `policy.py` builds it."""

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
