"""A tax-benefit system as the routes look at it: prepared once for a process, not for each request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from openfisca_core.periods import Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from openfisca_jordan_sp.fast.foreign import FastSystem
from openfisca_jordan_sp.system import LawSystem

from .dates import KEPT, is_exact, period_told
from .refusals import Mistake, shown
from .values import Reader, Writer, reader_of, writer_of


@dataclass(frozen=True, eq=False)
class KnownVariable:
    """A variable with what reads and writes its values.

    Attributes:
        name: of the variable.
        plural: of the entity that it belongs to.
        variable: core's.
        read: a value of JSON as an array holds it.
        write: an array as values of JSON.
    """

    name: str
    plural: str
    variable: Variable
    read: Reader
    write: Writer


class KnownSystem:
    """A system with its entities and its variables by name."""

    def __init__(self, system: TaxBenefitSystem) -> None:
        # Core's own populations fail where a group has no members; the fast ones give what core's give, for any system.
        self.system: Any = system if isinstance(system, LawSystem) else FastSystem(system)
        self.persons: str = system.person_entity.plural
        self.groups: tuple[Any, ...] = tuple(system.group_entities)
        self.entities: Mapping[str, Any] = {entity.plural: entity for entity in system.entities}
        #: Under what the members of a group stand, by the group's plural.
        self.role_keys = {one.plural: frozenset(role.plural or role.key for role in one.roles) for one in self.groups}
        #: Whether families may be left out, and nobody may be left out of them.
        self.is_jordan = isinstance(system, LawSystem)
        self._variables: dict[str, KnownVariable] = {}
        #: The period of a text for which a variable is told something, and whether it is one of its own.
        self.told = lru_cache(maxsize=KEPT)(_told)

    def variable(self, name: str, plural: str | None = None) -> KnownVariable:
        """A variable, which belongs to an entity where one is named.

        Raises:
            UnknownName: there is no such variable.
            Mistake: it belongs to another entity.
        """
        known = self._variables.get(name)
        if known is None:
            known = self._variables[name] = self._known(name)
        if plural is not None and known.plural != plural:
            raise Mistake(
                f"You tried to compute or to set the variable '{name}' for the entity '{plural}'; however the variable "
                f"'{name}' is defined for '{known.plural}'. Learn more about entities in our documentation: "
                "<https://openfisca.org/doc/coding-the-legislation/50_entities.html>.",
                f"المتغير '{name}' يخص '{known.plural}' لا '{plural}'.",
            )
        return known

    def _known(self, name: str) -> KnownVariable:
        variable = self.system.variables.get(name)
        if variable is None:
            raise UnknownName(
                f"You tried to calculate or to set a value for variable '{shown(name)}', but it was not found in the "
                f"loaded tax and benefit system ({self._package}). Are you sure you spelled '{shown(name)}' correctly? "
                "If it used to work and suddenly does not, the system was updated: its changelog tells of renames and "
                "removals.",
                f"لا يوجد متغير باسم '{shown(name)}' في المنظومة ({self._package}). تأكد من كتابة الاسم.",
            )
        return KnownVariable(name, variable.entity.plural, variable, reader_of(variable), writer_of(variable))

    @cached_property
    def _package(self) -> str:
        told = self.system.get_package_metadata()
        return f"{told['name']}@{told['version']}" if told["version"] else str(told["name"])


class UnknownName(Mistake):
    """A name that is neither a variable nor a role."""


def _told(known: KnownVariable, text: str) -> tuple[Period, bool]:
    period = period_told(known.variable, text)
    return period, is_exact(known.variable, period)
