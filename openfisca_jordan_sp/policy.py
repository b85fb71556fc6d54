"""A policy: the law in force with reforms applied in order.

One `Policy` object serves Python, the command line, the service and the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from openfisca_core.parameters import Parameter, ParameterNode
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from openfisca_jordan_sp.errors import InvalidReformError, Text
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.catalogue import Programme, programmes
from openfisca_jordan_sp.reform import Reform, load_reform
from openfisca_jordan_sp.reform_checks import broken_python, changes_of, check_reform, check_values
from openfisca_jordan_sp.reform_rules import clash, rule_clashes, rules_of
from openfisca_jordan_sp.sent_reforms import arrived, sent
from openfisca_jordan_sp.system import PolicySystem, law_in_force


@dataclass(frozen=True)
class Provision:
    """One value that a policy changes, with what it was at that date."""

    path: str
    label: Text
    instrument: str
    unit: str
    date: str
    before: Any
    before_confidence: str
    after: Any


@dataclass(frozen=True)
class Policy:
    """The law in force and the reforms that change it, in their order."""

    reforms: tuple[Reform, ...] = ()

    @classmethod
    def of(cls, *reforms: Reform | str | Path) -> Policy:
        """A policy from reforms, files or ids; every mistake is reported before anything is computed.

        Raises:
            UnknownReformError: a name that is neither a file nor an id.
            InvalidReformError: a reform with mistakes, all of them listed.
        """
        loaded = tuple(item if isinstance(item, Reform) else load_reform(item) for item in reforms)
        policy = cls(loaded)
        policy._check()
        return policy

    def with_values(
        self,
        values: Mapping[str, Mapping[str, Any]],
        *,
        name: str = "",
        title: Text | None = None,
    ) -> Policy:
        """This policy with some values set on top of it: a scenario made in a millisecond.

        A value that a reform of this policy sets gives way from the first date on that is given here. Unlike a
        reform's, a value may be the one in force already.

        Args:
            values: by path of a parameter and date (`YYYY-MM-DD`); each holds from its date on.
            name: the id of the scenario, `path=value` where it is left out.
            title: of the scenario, its id where it is left out.

        Raises:
            InvalidReformError: an unknown path, a wrong date, type or range; all mistakes are listed.
        """
        scenario = name or ", ".join(f"{path}={value}" for path, dated in values.items() for value in dated.values())
        problems = check_values(self.system.parameters, values)
        if problems:
            raise InvalidReformError(scenario, problems)
        reform = Reform(id=scenario, title=title or Text(scenario, scenario), status="scenario", values=values)
        return Policy((*self.reforms, reform))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as the content of its reforms; its system is built where it arrives."""
        return _arrived, (sent(self.reforms),)

    @property
    def id(self) -> str:
        """The ids of the reforms, or `law_in_force`."""
        return "+".join(reform.id for reform in self.reforms) or "law_in_force"

    @property
    def title(self) -> Text:
        """The titles of the reforms together."""
        if not self.reforms:
            return Text("The law in force", "القانون النافذ")
        return Text("; ".join(r.title.en for r in self.reforms), "؛ ".join(r.title.ar for r in self.reforms))

    @cached_property
    def system(self) -> TaxBenefitSystem:
        """The OpenFisca system of the policy (the shared law in force where there is no reform)."""
        if not self.reforms:
            return law_in_force()
        system = PolicySystem(law_in_force())
        for reform in self.reforms:
            apply_values(system, reform)
        for owner, variable in rules_of(self.reforms):
            apply_rule(system, owner, variable)
        for name in dict.fromkeys(name for reform in self.reforms for name in reform.neutralise):
            system.neutralize_variable(name)
        return system

    @cached_property
    def programmes(self) -> tuple[Programme, ...]:
        """The programmes counted: those of the law and those that the reforms create."""
        return programmes() + tuple(item for reform in self.reforms for item in reform.programmes)

    def provisions(self) -> list[Provision]:
        """The values changed or added, in the order of the reforms."""
        law = law_in_force().parameters
        return [
            provision
            for reform in self.reforms
            for path, dated in {**changes_of(reform, law), **_added_values(reform)}.items()
            for provision in _provisions(law, self.system.parameters, path, dated)
        ]

    def _check(self) -> None:
        law = law_in_force()
        for reform in self.reforms:
            check_reform(reform, law)
        for owner, problem in rule_clashes(self.reforms):
            raise InvalidReformError(owner, [problem])
        owners: dict[str, str] = {}
        for reform in self.reforms:
            for path in changes_of(reform, law.parameters):
                if path in owners:
                    raise InvalidReformError(reform.id, [clash(path, owners[path])])
                owners[path] = reform.id


#: Policies that a process keeps as they arrived, and as it has built them.
_KEPT = 256


@lru_cache(maxsize=_KEPT)
def _arrived(content: bytes) -> Policy:
    """The policy of some content: one object in each process, however often it arrives."""
    return Policy(arrived(content))


def _added_values(reform: Reform) -> dict[str, dict[str, Any]]:
    """The values of the parameters that a reform adds, by path and date."""
    return {
        path: {day: value["value"] for day, value in sorted(data["values"].items())}
        for path, data in reform.adds.items()
    }


def apply_values(system: PolicySystem, reform: Reform) -> None:
    """Set a reform's values in a system that nobody has used yet."""
    law = law_in_force().parameters
    system.parameters = with_changes(system.parameters, reform, changes_of(reform, law))


def apply_rule(system: PolicySystem, owner: str, variable: type[Variable]) -> None:
    """Put a rule of a reform into a system that nobody has used yet.

    Raises:
        InvalidReformError: the variable cannot be built.
    """
    try:
        system.update_variable(variable)
    except (TypeError, ValueError) as error:
        raise InvalidReformError(owner, [broken_python(variable.__name__, error)]) from None


def with_changes(root: ParameterNode, reform: Reform, changes: Mapping[str, Mapping[str, Any]]) -> ParameterNode:
    """The tree with a reform's values; branches that it does not touch are shared."""
    for path, data in reform.adds.items():
        root = tree.with_parameter(root, path, Parameter(path, dict(data)))
    for path, dated in changes.items():
        parameter = tree.find(root, path)
        assert isinstance(parameter, Parameter), path  # check_reform refused every other path
        root = tree.with_parameter(root, path, tree.with_values(parameter, dated, list(reform.source)))
    return root


def _provisions(law: ParameterNode, changed: ParameterNode, path: str, dated: Mapping[str, Any]) -> Iterable[Provision]:
    before, after = tree.find(law, path), tree.find(changed, path)
    assert isinstance(after, Parameter), path
    metadata = after.metadata
    label = metadata.get("label", {"en": path, "ar": path})
    for day, value in sorted(dated.items()):
        old = tree.record_at(before, day) if isinstance(before, Parameter) else None
        yield Provision(
            path=path,
            label=Text(label["en"], label["ar"]),
            instrument=path.partition(".")[0],
            unit=metadata.get("unit", ""),
            date=day,
            before=old.value if old else None,
            before_confidence=old.confidence if old else "",
            after=value,
        )
