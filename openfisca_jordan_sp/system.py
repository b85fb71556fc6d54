"""The tax-benefit system: the law in force, loaded from the folders of the law."""

from __future__ import annotations

import gc
import importlib.util
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from openfisca_core.errors import ParameterNotFoundError
from openfisca_core.periods import Instant, Period
from openfisca_core.reforms import Reform
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable as CoreVariable

from openfisca_jordan_sp.entities import ENTITIES
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.family_population import FamilyPopulation
from openfisca_jordan_sp.fast.persons import fast_populations
from openfisca_jordan_sp.fast.views import ParameterView, ParameterViews, Recorder
from openfisca_jordan_sp.law.sources import class_source
from openfisca_jordan_sp.open_api import EXAMPLES
from openfisca_jordan_sp.variable import Variable

_log = logging.getLogger(__name__)

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
        self.open_api_config = dict(EXAMPLES)
        with _without_collection():
            self.add_variables_from_directory(str(law_directory("variables")))
            self.load_parameters(str(law_directory("parameters")))

    def get_package_metadata(self) -> dict[str, str]:
        """Core's account of this package, looked up once: core asks for it at every file of variables."""
        return dict(self._package_metadata)

    @cached_property
    def _package_metadata(self) -> dict[str, str]:
        found: dict[str, str] = super().get_package_metadata()
        return found

    def add_variables_from_file(self, file_path: str) -> None:
        """Add the variables of a file as core does, without parsing its source a second time.

        Raises:
            Exception: whatever the file raises; the log names the file.
        """
        try:
            for variable in _variables_of_file(file_path, f"{id(self)}_{hash(os.path.abspath(file_path))}"):
                shown = file_path.replace(self._package_metadata["location"], "")
                if issubclass(variable, Variable):
                    variable.__written_in__ = (shown, file_path, variable.__name__)
                else:
                    variable.introspection_data = (shown, *class_source(file_path, variable.__name__))
                self.add_variable(variable)
        except Exception:
            _log.exception('Unable to load OpenFisca variables from file "%s"', file_path)
            raise


def _variables_of_file(path: str, prefix: str) -> list[type[CoreVariable]]:
    """The variables that a file defines itself, in the order of their names.

    As in core, `prefix` keeps apart the modules of files with one name, and of one file in several systems.
    """
    name = f"{prefix}_{Path(path).stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    members = [vars(module)[member] for member in sorted(vars(module))]
    return [member for member in members if _is_variable_of(member, name)]


def _is_variable_of(member: Any, module: str) -> bool:
    return isinstance(member, type) and issubclass(member, CoreVariable) and member.__module__ == module


@contextmanager
def _without_collection() -> Iterator[None]:
    """Hold back the collector of cycles: what is loaded stays, and is searched in vain again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


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
