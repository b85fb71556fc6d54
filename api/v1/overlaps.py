"""What each family of a registry is due, what it is given twice, and what the law does not allow together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openfisca_core.periods import DateUnit, Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.case_simulation import Joined, join_all
from openfisca_jordan_sp.errors import Problem, SituationError, Text
from openfisca_jordan_sp.law.catalogue import Programme
from openfisca_jordan_sp.law.exclusions import Exclusion, exclusions
from openfisca_jordan_sp.law.reads import variable_reads
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.situations import Situation

from .families import OfUnits, period_of, total_of, values_by_family
from .telling import grounds, named, text_data

#: The law's own variables of support for the same need twice.
DUPLICATES = ("has_duplicate_monthly_cash", "has_duplicate_food_support", "has_duplicate_health_cover")
#: In how many programmes a family is.
NUMBER = "number_of_programmes_received"
#: What is paid and what is worked out from a record: who gives the second leaves out the first.
_PENSION, _WORKED_OUT = "pension", "ssc_pension_amount"


@dataclass(frozen=True)
class Checked:
    """What was found of families.

    Attributes:
        families: by id, as JSON has it.
        problems: receipts of programmes that the policy does not have.
        unset: parameters without a value that something needs.
    """

    families: Mapping[str, dict[str, Any]]
    problems: Mapping[str, Sequence[Problem]]
    unset: frozenset[str]


@dataclass(frozen=True, eq=False)
class _Run:
    """The families computed together; each variable once."""

    system: TaxBenefitSystem
    groups: Sequence[Joined]
    month: Period
    known: dict[str, dict[str, OfUnits]] = field(default_factory=dict)

    def of(self, variable: str) -> dict[str, OfUnits]:
        """A variable in the month, or in its year, by family and unit."""
        if variable not in self.known:
            period = period_of(self.system, variable, self.month)
            self.known[variable] = values_by_family(self.groups, variable, period)
        return self.known[variable]

    def unset(self) -> frozenset[str]:
        """The parameters without a value that something needed."""
        return frozenset(one for of in self.known.values() for one in of.values() if isinstance(one, str))


def checked_families(
    policy: Policy, situations: Mapping[str, Situation], month: Period, receives: Mapping[str, Sequence[str]]
) -> Checked:
    """Families under a policy.

    Args:
        policy: the law in force, or with reforms.
        situations: ready to be computed, by the id of the family.
        month: that is computed.
        receives: the programmes that the registry pays each family, by their ids.
    """
    if not situations:
        return Checked({}, {}, frozenset())
    groups, problems = _joined(policy.system, situations, month)
    run = _Run(policy.system, groups, month)
    programmes = {one.id: one for one in policy.programmes}
    found = {
        name: {
            "number_of_programmes": _only(run.of(NUMBER)[name]),
            "programmes": list(_due(run, programmes.values(), name)),
            "overlaps": [one for variable in DUPLICATES for one in _overlaps(run, variable, name)],
            "not_together": list(_forbidden(run, programmes, receives.get(name, ()))),
            "receipt": list(_receipt(run, programmes, name, receives.get(name))),
            "counted_twice": list(_counted_twice(run, name)),
        }
        for name in situations
        if name not in problems
    }
    for name, ids in receives.items():
        problems.setdefault(name, []).extend(_unknown(name, ids, programmes))
    return Checked(found, problems, run.unset())


def _joined(
    system: TaxBenefitSystem, situations: Mapping[str, Situation], month: Period
) -> tuple[list[Joined], dict[str, list[Problem]]]:
    """The families that OpenFisca reads, together; of the others, each tried by itself, why it does not."""
    try:
        return join_all(system, situations, str(month)), {}
    except SituationError:
        groups: list[Joined] = []
        problems: dict[str, list[Problem]] = {}
    for name, situation in situations.items():
        try:
            groups += join_all(system, {name: situation}, str(month))
        except SituationError as error:
            problems[name] = [Problem(error.code, f"body.families.{name}", error.message, error.hint)]
    return groups, problems


def _only(values: OfUnits) -> int | None:
    """The sum over the family's units; nothing where it is not known."""
    total = None if isinstance(values, str) else total_of(values)
    return None if total is None else int(total)


def _amount(run: _Run, programme: Programme, family: str) -> tuple[float | None, str | None]:
    """What a family is due of a programme, or the parameter without a value that it needs."""
    values = run.of(programme.variable)[family]
    return (None, values) if isinstance(values, str) else (total_of(values), None)


def _due(run: _Run, programmes: Any, family: str) -> Iterator[dict[str, Any]]:
    for programme in programmes:
        amount, unset = _amount(run, programme, family)
        if amount != 0:
            yield {**_programme(run, programme), "amount": amount, "unset": unset}


def _programme(run: _Run, programme: Programme) -> dict[str, Any]:
    unit = run.system.variables[programme.variable].definition_period
    return {
        "id": programme.id,
        "label": text_data(programme.label),
        "per": "year" if unit == DateUnit.YEAR else "month",
    }


def _overlaps(run: _Run, variable: str, family: str) -> Iterator[dict[str, Any]]:
    """The units of a family that are given something twice, and by what."""
    values = run.of(variable)[family]
    parts = sorted(variable_reads(run.system, variable, run.month).names)
    for unit, is_given_twice in values.items() if isinstance(values, dict) else ():
        if is_given_twice:
            given = [name for name in parts if _is_given(run.of(name)[family], unit)]
            yield {
                **named(run.system, variable),
                "unit": unit,
                "given": [{**named(run.system, name), "grounds": grounds(run.system, name)} for name in given],
            }


def _is_given(values: OfUnits, unit: str) -> bool:
    return isinstance(values, dict) and bool(values.get(unit))


def _forbidden(run: _Run, programmes: Mapping[str, Programme], receives: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The programmes in payment that a clause does not allow together."""
    for clause in exclusions():
        for one in clause.programmes:
            others = [other for other in clause.others if other in receives and other in programmes]
            if one in receives and one in programmes and others:
                yield _clause(run, clause, programmes[one], [programmes[other] for other in others])


def _clause(run: _Run, clause: Exclusion, programme: Programme, others: Sequence[Programme]) -> dict[str, Any]:
    return {
        "programme": _programme(run, programme),
        "others": [_programme(run, other) for other in others],
        "rule": named(run.system, clause.rule),
        "blocked_by": named(run.system, clause.blocked_by),
        "grounds": grounds(run.system, clause.rule),
    }


def _receipt(
    run: _Run, programmes: Mapping[str, Programme], family: str, receives: Sequence[str] | None
) -> Iterator[dict[str, Any]]:
    """Where what the registry pays is not what the law gives; nothing where the registry did not say what it pays."""
    if receives is None:
        return
    for programme in programmes.values():
        amount, unset = _amount(run, programme, family)
        is_paid = programme.id in receives
        if unset is None and is_paid != (amount != 0):
            told = "paid_not_due" if is_paid else "due_not_paid"
            rules = grounds(run.system, programme.variable)
            yield {**_programme(run, programme), "finding": told, "amount": amount, "grounds": rules}


def _counted_twice(run: _Run, family: str) -> Iterator[dict[str, Any]]:
    """Pensions that are given as received and worked out from a record too."""
    paid, worked_out = run.of(_PENSION)[family], run.of(_WORKED_OUT)[family]
    for unit in paid if isinstance(paid, dict) and isinstance(worked_out, dict) else ():
        if paid[unit] and worked_out[unit]:  # type: ignore[index]
            yield {"unit": unit, "variables": [named(run.system, name) for name in (_PENSION, _WORKED_OUT)]}


def _unknown(family: str, ids: Sequence[str], programmes: Mapping[str, Programme]) -> list[Problem]:
    return [
        Problem(
            "unknown_programme",
            f"body.receives.{family}.{place}",
            Text(f"There is no programme {name}.", f"لا يوجد برنامج باسم {name}."),
        )
        for place, name in enumerate(ids)
        if name not in programmes
    ]
