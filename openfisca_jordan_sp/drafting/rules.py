"""The rules that differ between two policies: new, fallen away, changed, switched off or on again."""

from __future__ import annotations

import inspect
import linecache
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.drafting.articles import Articles
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.catalogue import is_instrument
from openfisca_jordan_sp.law.show import documentation_of, file_of, variable_named
from openfisca_jordan_sp.policy import Policy

ADDED, REMOVED, CHANGED, NEUTRALISED, RESTORED = "added", "removed", "changed", "neutralised", "restored"
#: How core writes the date of a formula that holds from the start.
_FROM_THE_START = "0001"


@dataclass(frozen=True)
class FormulaDifference:
    """A formula that differs: its text under both policies, None where there is none.

    Attributes:
        since: from when it holds; None where it holds from the start.
    """

    since: str | None
    before: str | None
    after: str | None


@dataclass(frozen=True)
class RuleDifference:
    """One variable whose rule differs between two policies.

    Attributes:
        name: of the variable.
        label: its name in words.
        instrument: the folder of its instrument; empty where it has none.
        articles: that the rule comes from, as far as they are known.
        kind: `added`, `removed`, `changed`, `neutralised` (switched off) or `restored`.
        before: what the rule says of itself under the first policy (English only); empty where there is none.
        after: under the second.
        formulas: those that differ, oldest first; none where a rule is switched off or on.
    """

    name: str
    label: Text
    instrument: str
    articles: tuple[str, ...]
    kind: str
    before: str
    after: str
    formulas: tuple[FormulaDifference, ...] = ()

    @property
    def since(self) -> str | None:
        """From when the first formula that differs holds; None where from the start, or where it is switched."""
        return self.formulas[0].since if self.formulas else None


def rule_differences(before: Policy, after: Policy) -> tuple[RuleDifference, ...]:
    """The variables whose rule differs between two policies, by name."""
    old, new = before.system, after.system
    names = sorted({*old.variables, *new.variables})
    differing = [name for name in names if old.variables.get(name) is not new.variables.get(name)]
    articles = [Articles.of(system, ()) for system in (old, new)] if differing else []
    return tuple(row for name in differing for row in _rule(name, (old, new), articles))


def _rule(name: str, systems: tuple[TaxBenefitSystem, TaxBenefitSystem], articles: list[Articles]) -> Iterator[Any]:
    pair = [system.variables.get(name) for system in systems]
    formulas = _formulas(*pair)
    kind = _kind(*pair, differs=bool(formulas))
    if kind is None:
        return
    at = 0 if pair[0] is not None else 1
    folder = next((folder for folder in map(folder_of, pair) if folder), "")
    cited = articles[at].of_rule(folder, name) or articles[1].of_rule(folder, name)
    yield RuleDifference(
        name=name,
        label=variable_named(systems[_telling(pair)], name).label,
        instrument=folder,
        articles=cited,
        kind=kind,
        before="" if pair[0] is None else documentation_of(pair[0]),
        after="" if pair[1] is None or kind == NEUTRALISED else documentation_of(pair[1]),
        formulas=() if kind in {NEUTRALISED, RESTORED} else formulas,
    )


def _telling(pair: list[Any]) -> int:
    """The system whose label is told: the second's, unless the rule is not there or is switched off."""
    return 1 if pair[1] is not None and not pair[1].is_neutralized else 0


def _kind(old: Any, new: Any, *, differs: bool) -> str | None:
    if old is None:
        return ADDED
    if new is None:
        return REMOVED
    if old.is_neutralized != new.is_neutralized:
        return NEUTRALISED if new.is_neutralized else RESTORED
    return CHANGED if not new.is_neutralized and (differs or _form(old) != _form(new)) else None


def _form(variable: Any) -> tuple[Any, ...]:
    """What else makes a rule another one."""
    kind, entity, period = variable.value_type, variable.entity.key, str(variable.definition_period)
    return kind, entity, period, variable.unit, str(variable.end), str(variable.default_value)


def folder_of(variable: Any) -> str:
    """The instrument of a variable of the law; none of one that a reform defines, or that is no instrument's."""
    folder = Path(file_of(variable)).parent.name if variable is not None else ""
    return folder if is_instrument(folder) else ""


def _formulas(old: Any, new: Any) -> tuple[FormulaDifference, ...]:
    before, after = (dict(variable.formulas) if variable is not None else {} for variable in (old, new))
    days = sorted({*before, *after})
    return tuple(
        FormulaDifference(
            since=None if day.startswith(_FROM_THE_START) else day,
            before=_source(before[day]) if day in before else None,
            after=_source(after[day]) if day in after else None,
        )
        for day in days
        if not _is_same(before.get(day), after.get(day))
    )


def _is_same(one: Callable[..., Any] | None, other: Callable[..., Any] | None) -> bool:
    """Whether two formulas are one, or are the same words in files of the same words (one file loaded twice)."""
    if one is None or other is None:
        return one is other
    return one is other or (_source(one) == _source(other) and _file_text(one) == _file_text(other))


@cache
def _source(formula: Callable[..., Any]) -> str:
    return textwrap.dedent(inspect.getsource(formula)).strip()


def _file_text(formula: Callable[..., Any]) -> str:
    return "".join(linecache.getlines(formula.__code__.co_filename))
