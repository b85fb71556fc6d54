"""The smallest changes that a policy is made of: a value with its dates, a rule, a switch, a programme counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import Reform, ReformCode
from openfisca_jordan_sp.reform_checks import changes_of
from openfisca_jordan_sp.system import law_in_force
from openfisca_jordan_sp.variable import labels_of

#: `value`: a parameter of the law is changed; `added`: a new one; `rule`: a variable given or replaced in Python;
#: `switched_off`: a neutralised variable; `programme`: one that is counted from now on.
Kind = Literal["value", "added", "rule", "switched_off", "programme"]


@dataclass(frozen=True)
class Element:
    """One change of one reform.

    Attributes:
        reform: the place of its reform in the policy.
        kind: what is changed.
        name: the path of a parameter, the name of a variable, or the id of a programme.
        label: what a reader calls it.
    """

    reform: int
    kind: Kind
    name: str
    label: Text


def elements_of(policy: Policy) -> list[Element]:
    """The changes of a policy, in the order of its reforms."""
    law = law_in_force()
    return [
        Element(number, kind, name, label)
        for number, reform in enumerate(policy.reforms)
        for kind, name, label in _changes(reform, policy.system, law)
    ]


def _changes(reform: Reform, system: TaxBenefitSystem, law: TaxBenefitSystem) -> Iterator[tuple[Kind, str, Text]]:
    for path in changes_of(reform, law.parameters):
        yield "value", path, _label_of_parameter(system, path)
    for path in reform.adds:
        yield "added", path, _label_of_parameter(system, path)
    for variable in reform.code.variables:
        yield "rule", variable.__name__, _label_of_variable(system, variable.__name__)
    for name in reform.neutralise:
        yield "switched_off", name, _label_of_variable(system, name)
    for programme in reform.programmes:
        yield "programme", programme.id, programme.label


def _label_of_parameter(system: TaxBenefitSystem, path: str) -> Text:
    parameter = tree.find(system.parameters, path)
    label: Mapping[str, str] = getattr(parameter, "metadata", {}).get("label") or {"en": path, "ar": path}
    return Text(label["en"], label["ar"])


def _label_of_variable(system: TaxBenefitSystem, name: str) -> Text:
    return labels_of(system.variables[name])


def only(policy: Policy, chosen: frozenset[Element]) -> Policy:
    """The law in force with some of the changes of a policy, in their reforms and in the order of these."""
    law = law_in_force().parameters
    reforms = []
    for number, reform in enumerate(policy.reforms):
        own = {(element.kind, element.name) for element in chosen if element.reform == number}
        if own:
            reforms.append(_only(reform, own, changes_of(reform, law)))
    return Policy(tuple(reforms))


def _only(reform: Reform, own: set[tuple[Kind, str]], values: Mapping[str, Mapping[str, Any]]) -> Reform:
    """A reform with some of its changes; those that it works out stand as values."""
    variables = tuple(each for each in reform.code.variables if ("rule", each.__name__) in own)
    return replace(
        reform,
        values={path: dated for path, dated in values.items() if ("value", path) in own},
        adds={path: data for path, data in reform.adds.items() if ("added", path) in own},
        neutralise=tuple(name for name in reform.neutralise if ("switched_off", name) in own),
        programmes=tuple(each for each in reform.programmes if ("programme", each.id) in own),
        code=ReformCode(variables=variables),
    )
