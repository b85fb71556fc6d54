"""Checks of whom a bill reaches, on a sample of the demo population and on the case families.

A rule that nobody can meet, and an exclusion that takes a benefit from nearly all of those whom it is for, are each
told with the condition at fault: the one that rests on no other condition at fault.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy
from openfisca_core.errors import VariableNotFoundError
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.cases import Case, cases
from openfisca_jordan_sp.copies import Change, copies
from openfisca_jordan_sp.drafting.checks import told
from openfisca_jordan_sp.drafting.checks.bill import Bill
from openfisca_jordan_sp.drafting.checks.findings import ERROR, PEOPLE, WARNING, Check, Spot
from openfisca_jordan_sp.drafting.checks.people import Array, Trial, Tried, trial_of, unknown_inputs
from openfisca_jordan_sp.errors import JordanSPError, Text, UnsetParameterError
from openfisca_jordan_sp.law.catalogue import quotas, services
from openfisca_jordan_sp.law.structure import at

#: An exclusion that takes so large a part of the beneficiaries swallows the group that the benefit is for.
_SWALLOWED = 0.95
#: Of fewer beneficiaries in the sample no share is told.
_FEW = 10
#: Values along the axis of a case family on which a rule that nobody meets is tried.
_STEPS = 31


def targets(bill: Bill) -> list[str]:
    """The programmes, services and new entitlements that a bill may change, without those that it switches off."""
    known = [programme.variable for programme in bill.policy.programmes]
    known += [service.variable for service in services()]
    known += [name for name in bill.new_variables if name.endswith("_entitled")]
    affected = bill.downstream - set(bill.reform.neutralise)
    return [name for name in dict.fromkeys(known) if name in affected and name in bill.system.variables]


def failing_rules(bill: Bill) -> Iterator[Spot]:
    """Rules that end with an error when they are computed."""
    trial = trial_of(bill)
    told_without_people = (JordanSPError, VariableNotFoundError)
    failing = {name: error for name, error in _failures(bill) if not isinstance(error, told_without_people)}
    for name in trial.deepest(list(failing)):
        kind = type(failing[name]).__name__
        reason = " ".join(f"{kind}: {failing[name]}".split())
        message = Text(f"cannot be computed: {reason}.", f"تعذر حسابه ({kind}).")
        yield Spot(name, message, Text("Mend its formula.", "أصلح صيغته."))


def _failures(bill: Bill) -> Iterator[tuple[str, Exception]]:
    """The rules of a bill, and the benefits that it changes, that cannot be computed and could under the law."""
    trial = trial_of(bill)
    for name in dict.fromkeys([*bill.own_variables, *targets(bill)]):
        trial.after.value(name)
        trial.before.value(name)
        if name in trial.after.failures and name not in trial.before.failures:
            yield name, trial.after.failures[name]


def needed_values(bill: Bill) -> Iterator[Spot]:
    """Values that no source gives and that somebody needs under the bill, though nobody does under the law."""
    needing = {name: error for name, error in _failures(bill) if isinstance(error, UnsetParameterError)}
    for name in trial_of(bill).deepest(list(needing)):
        error = needing[name]
        if _is_optional(bill, error.parameter):
            variable = told.variable(bill.system, name)
            message = Text(
                f"has no value, and somebody needs it for {variable.en}.",
                f"لا قيمة له ويحتاج إليه بعضهم في {variable.ar}.",
            )
            yield Spot(f"{error.parameter}[{error.date}]", message, Text("Set it in the bill.", "حدده في المشروع."))


def _is_optional(bill: Bill, path: str) -> bool:
    """Whether the rules that read a parameter let it be unset: those that do not are told without people."""
    return any(path in bill.graph.reads[name].optional for name in bill.graph.readers_of([path]))


def never_applied(bill: Bill) -> Iterator[Spot]:
    """Benefits that nobody has under the bill, for a condition fails for everybody."""
    trial = trial_of(bill)
    for name in targets(bill):
        before, after = trial.before.truth(name), trial.after.truth(name)
        if after is None or after.any():
            continue
        is_new = name in bill.new_variables or before is None
        if not is_new and before is not None and not before.any():
            continue
        at_fault = _new_rule_at_fault(trial, name) if is_new else _at_fault_for_all(trial, name)
        if at_fault and not _applies_to_a_case(bill, name):
            yield _nobody(bill, name, at_fault)


def _nobody(bill: Bill, name: str, at_fault: list[str]) -> Spot:
    benefit, conditions = told.variable(bill.system, name), told.variables(bill.system, at_fault)
    message = Text(
        f"nobody in the sample and no case family can have it: {benefit.en}.",
        f"لا يمكن لأحد في العينة أو في الحالات أن يستحقه: {benefit.ar}.",
    )
    hint = Text(f"It fails for everybody at: {conditions.en}.", f"يخفق عند الجميع في: {conditions.ar}.")
    return Spot(name, message, hint)


def _fails(trial: Trial, tried: Tried, name: str, among: Array | None = None) -> float | None:
    """The share of people for whom a condition fails; None where it cannot be told."""
    values = tried.truth(name)
    if values is None or not len(values):
        return None
    failing = values if name in trial.excluding else ~values
    return float(failing.mean() if among is None else failing[among].mean())


def _at_fault_for_all(trial: Trial, name: str) -> list[str]:
    """The deepest conditions of a benefit that fail for everybody under the bill and do not under the law."""
    found = [
        condition
        for condition in trial.conditions_below(name)
        if _fails(trial, trial.after, condition) == 1
        and (condition not in trial.before.simulation.system.variables or _fails(trial, trial.before, condition) != 1)
        and condition not in trial.bill.reform.neutralise
        and not _is_closed_quota(trial.bill, condition)
    ]
    return trial.deepest(found)


def _is_closed_quota(bill: Bill, name: str) -> bool:
    """Whether a condition is the flag of a quota of nobody, which the bill closes."""
    quota = next((quota for quota in quotas() if quota.flag == name), None)
    return quota is not None and not at(bill.root, quota.families, str(bill.month.start))


def _new_rule_at_fault(trial: Trial, name: str) -> list[str]:
    """The deepest conditions of a new rule that fail for everybody, whatever the sample does not know.

    None where the rule rests on an amount that the sample does not know: then nothing can be told.
    """
    unknown = unknown_inputs(trial.bill, name)
    variables = trial.bill.system.variables
    if any(variables[other].value_type is not bool for other in unknown):
        return []
    opened = trial.after.answering(frozenset(unknown) - trial.excluding)
    values = opened.truth(name)
    if values is None or values.any():
        return []
    conditions = trial.conditions_below(name)
    return trial.deepest([other for other in conditions if _fails(trial, opened, other) == 1]) or [name]


def _applies_to_a_case(bill: Bill, name: str) -> bool:
    """Whether one of the case families has a benefit under the bill at some value along its axis."""
    return any(_applies(bill, name, case) for case in cases().values())


def _applies(bill: Bill, name: str, case: Case) -> bool:
    axis = case.varies
    values = numpy.linspace(axis.low, axis.high, _STEPS) if axis else numpy.zeros(1)
    changes = [Change(axis.variable, axis.of, values)] if axis else []
    variable = bill.system.variables[name]
    period = bill.month.this_year if variable.definition_period == DateUnit.YEAR else bill.month
    try:
        simulation = copies(bill.system, case.situation, str(bill.month), changes, count=len(values))
        return bool((numpy.asarray(simulation.calculate(name, period)) > 0).any())
    except Exception:  # a case that the bill's own Python cannot compute shows nothing
        return False


def swallowing_exclusions(bill: Bill) -> Iterator[Spot]:
    """Benefits that nearly all who have them lose under the bill, for a condition, while somebody still has them."""
    trial = trial_of(bill)
    for name in targets(bill):
        before, after = trial.before.truth(name), trial.after.truth(name)
        if before is None or after is None or before.sum() < _FEW or not after.any():
            continue
        share = float((~after)[before].mean())
        at_fault = _at_fault_for(trial, name, before) if share >= _SWALLOWED else []
        if at_fault:
            yield _swallowed(bill, name, share, at_fault)


def _at_fault_for(trial: Trial, name: str, group: Array) -> list[str]:
    """The deepest conditions that fail for nearly all of a group under the bill, and did not under the law."""
    entity, found = trial.before.entity(name), []
    for condition in trial.conditions_below(name):
        now, then = (_share_failing(trial, tried, condition, entity, group) for tried in (trial.after, trial.before))
        if now is not None and now >= _SWALLOWED and (then is None or then < 1 - _SWALLOWED):
            found.append(condition)
    return trial.deepest(found)


def _share_failing(trial: Trial, tried: Tried, condition: str, entity: str, group: Array) -> float | None:
    values = tried.truth(condition)
    spread = None if values is None else tried.onto(values, tried.entity(condition), entity)
    if spread is None:
        return None
    failing = spread if condition in trial.excluding else ~spread
    return float(failing[group].mean())


def _swallowed(bill: Bill, name: str, share: float, at_fault: list[str]) -> Spot:
    benefit, conditions = told.variable(bill.system, name), told.variables(bill.system, at_fault)
    percent = f"{100 * share:.1f}%"
    message = Text(
        f"{percent} of those in the sample who have it under the law in force lose it: {benefit.en}.",
        f"يفقده {percent} من مستحقيه في العينة بموجب القانون النافذ: {benefit.ar}.",
    )
    hint = Text(f"They fail at: {conditions.en}.", f"يخفقون في: {conditions.ar}.")
    return Spot(name, message, hint)


CHECKS = (
    Check("rule_fails", ERROR, failing_rules, PEOPLE),
    Check("value_needed", ERROR, needed_values, PEOPLE),
    Check("rule_never_applies", WARNING, never_applied, PEOPLE),
    Check("exclusion_swallows_group", WARNING, swallowing_exclusions, PEOPLE),
)
