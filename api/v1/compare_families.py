"""Families of the request under policies beside the law in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from openfisca_core.periods import Period

from openfisca_jordan_sp.case_items import PROGRAMME
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.reads import nearest_inputs
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.situation_checks import PLURALS
from openfisca_jordan_sp.situations import Situation

from ..law_state import law_date
from ..operations import Asked, Counts, Reply
from .families import month_of, policies_of, read_families
from .outcomes import Outcomes, outcomes_of
from .telling import named, policy_data, quoted, text_data, unverified, warning, warnings_on

#: Facts that nobody gave and that are told of each family, those read most directly first.
_MOST_MISSING = 10


def compare_families(asked: Asked) -> Reply:
    """What each family gets, pays and is left with: the baseline, each policy, and the difference.

    Raises:
        InvalidRequestError: mistakes in families, policies or outputs, with their places in the request.
        TooLargeError: more families than one request may have.
    """
    body = asked.body
    month = month_of(body["period"])
    policies = [Policy(), *policies_of(asked)]
    families = read_families(asked, body["families"], month, "body.families")
    families.refuse()
    outcomes = outcomes_of(policies, families.situations, month, body.get("outputs", ()))
    inputs = _inputs(outcomes, month)
    told = {
        name: {
            "items": outcomes.data(name),
            "missing_facts": _missing(inputs, situation, policies[0]),
            "notes": [text_data(note) for note in families.notes[name]],
        }
        for name, situation in families.situations.items()
    }
    reply = {"period": str(month), **_told_of_all(outcomes, month, len(told)), "families": told}
    counts = Counts(tuple(policy.id for policy in policies), len(told), families.persons)
    return Reply(reply, law_date=law_date(str(month)), counts=counts)


def _told_of_all(outcomes: Outcomes, month: Period, families: int) -> dict[str, Any]:
    """The policies with their provisions, the values that are not verified, and the warnings."""
    policies = outcomes.policies
    values = unverified(policies, month, outcomes.variables())
    warnings = [*warnings_on(policies[1:], month, values, outcomes.unset()), *_no_effect(outcomes, families)]
    return {
        "policies": [policy_data(policy) for policy in policies[1:]],
        "values_not_verified": values,
        "warnings": warnings,
    }


def _no_effect(outcomes: Outcomes, families: int) -> Iterator[dict[str, Any]]:
    those = Text("this family", "هذه الأسرة") if families == 1 else Text("these families", "هذه الأسر")
    for place, policy in enumerate(outcomes.policies):
        if place and not outcomes.changed(place):
            title = quoted(policy.title)
            english, arabic = (
                f"{title.en} changes nothing for {those.en}.",
                f"لا يتغير شيء ل{those.ar} بسياسة {title.ar}.",
            )
            yield warning("policy_changes_nothing", Text(english, arabic))


def _inputs(outcomes: Outcomes, month: Period) -> list[str]:
    """The facts on which the programmes, or what was asked for, rest, those read most directly first."""
    system = outcomes.policies[0].system
    names = [item.variable for item in outcomes.items if item.kind == PROGRAMME or item.id in outcomes.asked]
    return nearest_inputs(system, [name for name in names if name in system.variables], (), month)


def _missing(inputs: list[str], situation: Situation, law: Policy) -> list[dict[str, Any]]:
    """The facts that no unit of a family gave, so that the law's default was taken."""
    units: list[Mapping[str, Any]] = [values for plural in PLURALS for values in situation[plural].values()]
    given = {name for values in units for name in values}
    missing = [name for name in inputs if name not in given]
    return [named(law.system, name) for name in missing[:_MOST_MISSING]]
