"""The articles that a value or a rule of the law comes from, as far as they are known."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from openfisca_core.parameters import Parameter
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.reads import variable_reads
from openfisca_jordan_sp.law.register import register


@dataclass(frozen=True)
class Articles:
    """Finds articles: those that a value's own sources name, else of the rules that read it, else of the register.

    Attributes:
        system: whose values and rules are asked about.
        readers: the variables that read each value.
        registered: the articles that the register names, by instrument and variable.
    """

    system: TaxBenefitSystem
    readers: Mapping[str, tuple[str, ...]]
    registered: Mapping[tuple[str, str], tuple[str, ...]]

    @classmethod
    def of(cls, system: TaxBenefitSystem, paths: Collection[str]) -> Articles:
        """Ready for some parameters of a system."""
        return cls(system, _readers(system, frozenset(paths)), _registered())

    def of_value(self, parameter: Parameter, day: str) -> tuple[str, ...]:
        """The articles of a parameter's value on a day; none where no source, rule or provision names one."""
        path = str(parameter.name)
        cited = _cited(parameter, day)
        if cited:
            return cited
        readers = self.readers.get(path, ())
        rules = [getattr(self.system.variables[name], "article", None) for name in readers]
        folder = path.partition(".")[0]
        provisions = [article for name in readers for article in self.registered.get((folder, name), ())]
        return _each_once([article for article in rules if article] or provisions)

    def of_rule(self, folder: str, name: str) -> tuple[str, ...]:
        """The articles of a variable."""
        own = getattr(self.system.variables.get(name), "article", None)
        return (str(own),) if own else self.registered.get((folder, name), ())


def _cited(parameter: Parameter, day: str) -> tuple[str, ...]:
    """The articles that the sources of the value on a day name, or those of its history where that names none."""
    history = [record for record in tree.records(parameter) if record.confidence != "reform"]
    in_force = [record for record in history if record.date <= day][-1:]
    for records in (in_force, history):
        references = [one for record in records for one in record.references if isinstance(one, Mapping)]
        articles = [str(one["article"]) for one in references if one.get("article")]
        if articles:
            return _each_once(articles)
    return ()


def _each_once(articles: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(articles))


def _readers(system: TaxBenefitSystem, paths: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The variables that read each of some parameters: all formulas are gone through once."""
    found: dict[str, list[str]] = {path: [] for path in paths}
    for name in system.variables if paths else ():
        for path in variable_reads(system, name).parameters & paths:
            found[path].append(name)
    return {path: tuple(names) for path, names in found.items()}


@cache
def _registered() -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = {}
    for one in register():
        for provision in one.provisions:
            for name in provision.variables if provision.article else ():
                found.setdefault((one.instrument.folder, name), []).append(str(provision.article))
    return {key: _each_once(articles) for key, articles in found.items()}
