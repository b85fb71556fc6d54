"""A bill as the checks see it: the file, the values that it sets, the law that it makes, and what rests on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from openfisca_core.parameters import Parameter, ParameterNode
from openfisca_core.periods import Period
from openfisca_core.periods import period as parse_period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.defaults import DEFAULT_PERIOD
from openfisca_jordan_sp.drafting.checks.graph import Graph, law_graph
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import Reform
from openfisca_jordan_sp.reform_checks import changes_of
from openfisca_jordan_sp.system import law_in_force


@dataclass(frozen=True, eq=False)
class Bill:
    """One bill.

    Attributes:
        reform: as written.
        file: where it stands; None where it came as data.
    """

    reform: Reform
    file: Path | None = None

    @cached_property
    def law(self) -> TaxBenefitSystem:
        """The law in force."""
        return law_in_force()

    @cached_property
    def policy(self) -> Policy:
        """The law with the bill."""
        return Policy((self.reform,))

    @property
    def system(self) -> TaxBenefitSystem:
        """The law that the bill makes."""
        return self.policy.system

    @property
    def root(self) -> ParameterNode:
        """The values of the law that the bill makes."""
        root: ParameterNode = self.system.parameters
        return root

    @cached_property
    def changes(self) -> Mapping[str, Mapping[str, Any]]:
        """The values set, by path and date."""
        return changes_of(self.reform, self.law.parameters)

    @cached_property
    def added(self) -> Mapping[str, Mapping[str, Any]]:
        """The values of the parameters added, by path and date."""
        return {
            path: {str(day): value.get("value") for day, value in sorted(data["values"].items())}
            for path, data in self.reform.adds.items()
        }

    @property
    def metadata_added(self) -> Mapping[str, Mapping[str, Any]]:
        """The metadata of the parameters added, also of such as cannot be read."""
        found = {path: data.get("metadata") for path, data in self.reform.adds.items() if isinstance(data, Mapping)}
        return {path: metadata for path, metadata in found.items() if isinstance(metadata, Mapping)}

    @cached_property
    def values(self) -> Mapping[str, Mapping[str, Any]]:
        """All values set and added, by path and date."""
        return {**self.changes, **self.added}

    @cached_property
    def own_variables(self) -> tuple[str, ...]:
        """The variables that the bill's Python defines."""
        return tuple(variable.__name__ for variable in self.reform.code.variables)

    @property
    def new_variables(self) -> tuple[str, ...]:
        """Those of them that the law does not have."""
        return tuple(name for name in self.own_variables if name not in self.law.variables)

    def own_formulas(self, name: str) -> list[tuple[str, Callable[..., Any]]]:
        """The formulas that the bill's Python gives a variable, by day: the law's older ones stay beside them."""
        law = self.law.variables.get(name)
        known = set(law.formulas.values()) if law else set()
        formulas = self.system.variables[name].formulas
        return [(day, formula) for day, formula in formulas.items() if formula not in known]

    @cached_property
    def days(self) -> tuple[str, ...]:
        """The days on which the bill changes something, in order: of values, else of rules."""
        days = {day for dated in self.values.values() for day in dated}
        formulas = {day for name in self.own_variables for day, _ in self.own_formulas(name)}
        return tuple(sorted(days or formulas))

    @cached_property
    def month(self) -> Period:
        """The month in which people are looked at: the first of the bill, and not before that of the figures."""
        first = self.days[0][: len(DEFAULT_PERIOD)] if self.days else DEFAULT_PERIOD
        return parse_period(max(first, DEFAULT_PERIOD))

    @cached_property
    def graph(self) -> Graph:
        """What reads what under the bill."""
        # A rule that takes a folder whole reads what is added to it.
        folders = tuple(f"{path.rsplit('.', 2)[0]}." for path in self.added)
        beside = {path for path in law_graph().parameter_readers if path.startswith(folders)} if folders else set()
        return law_graph().with_rules(self.system, {*self.own_variables, *law_graph().readers_of(beside)})

    @cached_property
    def downstream(self) -> frozenset[str]:
        """The variables that the bill may change: those that it touches, and all that rests on them."""
        readers = self.graph.readers_of(self.values) | law_graph().readers_of(self.values)
        touched = readers | {*self.own_variables, *self.reform.neutralise}
        return self.graph.resting_on(touched)

    def parameter(self, path: str) -> Parameter | None:
        """A parameter under the bill; None for a folder, or where there is none."""
        found = tree.find(self.root, path)
        return found if isinstance(found, Parameter) else None

    def published(self) -> Iterator[date]:
        """The days on which the bill's sources were published; the first of what is told by month or year."""
        return days_of(str(source.get("published") or "") for source in self.reform.source)


def days_of(texts: Iterable[str]) -> Iterator[date]:
    """The days that texts such as `2024`, `2024-03` and `2024-03-17` tell; others are passed over."""
    for text in texts:
        whole = text + "-01-01"[len(text) - len("YYYY") :] if text[:4].isdigit() else text
        try:
            yield date.fromisoformat(whole[: len("YYYY-MM-DD")])
        except ValueError:
            continue
