"""An appeal against a decision: what was decided, the corrected facts, what they change, why, and what is owed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openfisca_core.periods import Period

from openfisca_jordan_sp.case_simulation import Joined, join_all
from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.situations import Situation

from ..errors import InvalidRequestError
from ..law_state import law_date, parameters_digest
from ..operations import Asked, Counts, Reply, operation
from .appeal_reasons import conditions_changed, reasons
from .arrears import arrears_of, last_month
from .asked_policies import policy_of
from .corrections import corrected_of, facts_changed
from .families import OfUnits, figure, month_of, period_of, read_situation, values_by_family
from .outcomes import unknown
from .telling import named, text_data, unverified, warning, warnings_on

#: Below half a fils two amounts are the same.
HALF_A_FILS = 0.0005
_FAMILY = "family"


@dataclass(frozen=True, eq=False)
class Appeal:
    """A decision beside the corrected facts.

    Attributes:
        policy: by which it was taken.
        month: for which.
        outputs: what was decided on.
        decided: the family as the decision has it, `corrected` as it is.
        raw: the same two as the request describes them.
    """

    policy: Policy
    month: Period
    outputs: Sequence[str]
    decided: Situation
    corrected: Situation
    raw: tuple[Situation, Situation]

    def joined(self) -> tuple[list[Joined], list[Joined]]:
        """Both families under the policy, each computed by itself."""
        system, period = self.policy.system, str(self.month)
        before, after = (join_all(system, {_FAMILY: one}, period) for one in (self.decided, self.corrected))
        return before, after

    def period_of(self, variable: str) -> Period:
        """The month; its year for what is of the year."""
        return period_of(self.policy.system, variable, self.month)


@operation("recalculateAppeal")
def recalculate(asked: Asked) -> Reply:
    """A decision as it was taken, recomputed, and recomputed again from the corrected facts.

    Raises:
        InvalidRequestError: mistakes in the decision or in the corrections, with their places in the request.
    """
    body = asked.body
    decision = body["decision"]
    appeal = _read(asked)
    until = last_month(body.get("until"), appeal.month)
    before, after = appeal.joined()
    changes = [one for name in appeal.outputs for one in _changes(appeal, name, before, after)]
    why, notes = reasons(appeal, changes)
    facts = facts_changed(*appeal.raw)
    values = unverified([appeal.policy], appeal.month, appeal.outputs)
    owed = None if until is None else arrears_of(appeal, until)
    reply = {
        "period": str(appeal.month),
        "policy": {"id": appeal.policy.id, "title": text_data(appeal.policy.title)},
        "decision": _as_taken(decision.get("taken"), changes),
        "corrected_facts": facts,
        "changes": changes,
        "conditions": list(conditions_changed(appeal, before, after)),
        "reasons": why,
        "arrears": owed,
        "values_not_verified": values,
        "warnings": [
            *_digest(decision.get("law_digest")),
            *notes,
            *_nothing_corrected(facts),
            *warnings_on([appeal.policy] if appeal.policy.reforms else [], appeal.month, values, _unset(changes, owed)),
        ],
    }
    persons = len(decision["situation"]["persons"])
    counts = Counts((appeal.policy.id,), families=1, persons=persons)
    return Reply(reply, law_date=law_date(str(appeal.month)), counts=counts)


def _read(asked: Asked) -> Appeal:
    decision, place = asked.body["decision"], "body.decision"
    month = month_of(decision["period"], f"{place}.period")
    given = decision.get("policy")
    policy = Policy() if given is None else policy_of(given, asked.services.store, f"{place}.policy")
    outputs = decision["outputs"]
    _refuse_outputs(policy, outputs, decision.get("taken", {}), place)
    decided, _ = read_situation(decision["situation"], month, f"{place}.situation")
    raw = corrected_of(policy.system, decision["situation"], decided, asked.body["corrected"])
    corrected, _ = read_situation(raw, month, "body.corrected")
    return Appeal(policy, month, outputs, decided, corrected, (decision["situation"], raw))


def _refuse_outputs(policy: Policy, outputs: Sequence[str], taken: Mapping[str, Any], place: str) -> None:
    known = policy.system.variables
    problems = [
        unknown(policy, name, f"{place}.outputs.{index}") for index, name in enumerate(outputs) if name not in known
    ]
    for name in taken:
        if name not in outputs:
            message = Text("is none of the outputs.", "ليس من المخرجات المطلوبة.")
            problems.append(Problem("unknown_name", f"{place}.taken.{name}", message))
    if problems:
        raise InvalidRequestError(problems)


def _changes(
    appeal: Appeal, variable: str, before: Sequence[Joined], after: Sequence[Joined]
) -> Iterator[dict[str, Any]]:
    """One output of each unit, before and after the corrections."""
    period = appeal.period_of(variable)
    old, new = (values_by_family(groups, variable, period)[_FAMILY] for groups in (before, after))
    for unit in dict.fromkeys([*_units(old), *_units(new)]) or [None]:
        was, now = _value(old, unit), _value(new, unit)
        yield {
            **named(appeal.policy.system, variable),
            "unit": unit,
            "period": str(period),
            "before": was,
            "after": now,
            "difference": _difference(was, now),
            "is_changed": not is_same(was, now),
            "unset": next((one for one in (old, new) if isinstance(one, str)), None),
        }


def _units(values: OfUnits) -> list[str]:
    return [] if isinstance(values, str) else list(values)


def _value(values: OfUnits, unit: str | None) -> Any:
    return None if isinstance(values, str) else values.get(str(unit))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _difference(before: Any, after: Any) -> float | None:
    return figure(float(after - before)) if _is_number(before) and _is_number(after) else None


def is_same(one: Any, other: Any) -> bool:
    """Whether two values are the same, amounts to the fils."""
    if _is_number(one) and _is_number(other):
        return abs(float(one) - float(other)) < HALF_A_FILS
    return type(one) is type(other) and bool(one == other)


def _as_taken(taken: Mapping[str, Any] | None, changes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Whether what was decided is what the law gives on the facts of the decision."""
    compared = []
    for one in changes if taken else ():
        given = (taken or {}).get(one["variable"])
        value = given.get(one["unit"]) if isinstance(given, Mapping) else given
        if value is not None:
            told = {"variable": one["variable"], "unit": one["unit"], "taken": value, "recomputed": one["before"]}
            compared.append({**told, "agrees": is_same(value, one["before"])})
    return {"agrees": all(one["agrees"] for one in compared) if compared else None, "compared": compared}


def _digest(of_decision: str | None) -> Iterator[dict[str, Any]]:
    if of_decision is not None and of_decision != parameters_digest():
        english = "The decision was taken by another state of the law's values and rules than the one computed here."
        arabic = "صدر القرار بقيم وأحكام للقانون غير التي حُسبت هنا."
        yield warning("law_differs", Text(english, arabic))


def _nothing_corrected(facts: Sequence[Any]) -> Iterator[dict[str, Any]]:
    if not facts:
        yield warning("nothing_corrected", Text("The corrected facts are those of the decision.", "لم تُصحح أي واقعة."))


def _unset(changes: Sequence[Mapping[str, Any]], owed: Mapping[str, Any] | None) -> list[str]:
    return [one["unset"] for one in changes if one["unset"]] + ([] if owed is None else list(owed["unset"]))
