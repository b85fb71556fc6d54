"""What JSON Schema cannot say of the bodies of `/v1`: which names there are, and what holds together.

Schemathesis makes bodies that hold what the contract says. `mended` makes one of them that must be answered 2xx: its
names are those of the law, the catalogue and the populations, its months lie within the time whose law is known.
"""

from __future__ import annotations

import copy
import zlib
from collections.abc import Callable, Iterable
from typing import Any

from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from openfisca_jordan_sp.cases import cases
from openfisca_jordan_sp.law.catalogue import programmes
from openfisca_jordan_sp.system import law_in_force
from tests.api.made_up_families import units_of, whole
from tests.api.made_up_policies import Policies, sweepable

_MONTH = "2026-01"
_FIRST_YEAR, _LAST_YEAR = 2024, 2026

Body = dict[str, Any]
_MENDED: dict[str, Callable[[Body], None]] = {}


def mended(operation_id: str, body: Any) -> Any:
    """A body that holds the schema of an operation, changed so that nothing in it is unknown."""
    made = copy.deepcopy(body)
    if isinstance(made, dict) and operation_id in _MENDED:
        _MENDED[operation_id](made)
    return made


def _of(*operation_ids: str) -> Callable[[Callable[[Body], None]], Callable[[Body], None]]:
    def kept(function: Callable[[Body], None]) -> Callable[[Body], None]:
        _MENDED.update(dict.fromkeys(operation_ids, function))
        return function

    return kept


def _known(name: str, names: Iterable[str]) -> str:
    """A name itself where it is one of these; else another one of them, the same each time."""
    listed = list(names)
    return name if name in listed else listed[zlib.crc32(name.encode()) % len(listed)]


def _each_known(given: list[str], names: Iterable[str]) -> list[str]:
    """Names, each once."""
    return list(dict.fromkeys(_known(name, names) for name in given))


def _variables(is_fit: Callable[[Variable], bool]) -> list[str]:
    return sorted(name for name, variable in law_in_force().variables.items() if is_fit(variable))


def _is_number(variable: Variable) -> bool:
    return variable.value_type in (int, float) and variable.definition_period == DateUnit.MONTH


def _is_told(variable: Variable) -> bool:
    """What every family can be told: numbers and truths of the month."""
    return _is_number(variable) or (variable.value_type is bool and variable.definition_period == DateUnit.MONTH)


def _in_time(month: str) -> str:
    """A month, or a year, within the years whose law is known."""
    year = min(max(int(month[:4]), _FIRST_YEAR), _LAST_YEAR)
    return f"{year}{month[4:]}"


@_of("explain")
def _explain(body: Body) -> None:
    body["situation"] = whole(body["situation"])
    name = body["variable"] = _known(body["variable"], _variables(lambda one: one.definition_period != "eternity"))
    _name_unit(body, "of", body["situation"], name)
    by_year = law_in_force().variables[name].definition_period == DateUnit.YEAR
    policies, against = Policies(), body.get("against", {})
    for part in (body, against):
        if "period" in part:
            period = _in_time(part["period"])
            part["period"] = period if by_year or len(period) > len("2026") else f"{period}-01"
        if "policy" in part:
            part["policy"] = policies.one(part["policy"])
    if against:
        body["changes"] = False


def _name_unit(body: Body, key: str, situation: Body, variable: str) -> None:
    """Say whose a variable is; of groups that are derived, nobody knows the names beforehand."""
    units = units_of(situation, variable)
    body.pop(key, None)
    if units:
        body[key] = units[zlib.crc32(variable.encode()) % len(units)]


@_of("vary")
def _vary(body: Body) -> None:
    body["situation"], body["period"] = whole(body["situation"]), _in_time(body["period"])
    _mend_policies(body)
    if "outputs" in body:
        body["outputs"] = _each_known(body["outputs"], _variables(_is_told))
    over = body["over"]
    given = over["variable"]
    name = over["variable"] = _known(given, _variables(lambda one: _is_number(one) and not one.formulas))
    _name_unit(over, "of", body["situation"], name)
    is_counted = law_in_force().variables[name].value_type is int
    if name == given and over["from"] < over["to"] and not is_counted:
        return
    over |= {"from": abs(over["from"]) % 1000 // 1, "to": abs(over["from"]) % 1000 // 1 + 40, "step": 4}
    if law_in_force().variables[name].unit == "share":
        over |= {"from": 0, "to": 1, "step": 0.25}


@_of("listQuestions")
def _questions(body: Body) -> None:
    body["situation"], body["period"] = whole(body["situation"]), _in_time(body["period"])
    _mend_policies(body)
    # All programmes of many people under many policies are more than one request may ask for.
    body["programmes"] = _each_known(body.get("programmes", ["uct"]), [one.id for one in programmes()])[:5]
    if "outputs" in body:
        body["outputs"] = _each_known(body["outputs"], _variables(_is_told))[:5]


def _mend_policies(body: Body) -> None:
    if "policies" in body:
        body["policies"] = Policies().each(body["policies"])


@_of("recalculateAppeal")
def _appeal(body: Body) -> None:
    decision, corrected = body["decision"], body["corrected"]
    situation = decision["situation"] = whole(decision["situation"])
    decision["period"] = _in_time(decision["period"])
    decision["outputs"] = _each_known(decision["outputs"], _variables(_is_told))
    if "policy" in decision:
        decision["policy"] = Policies().one(decision["policy"])
    if "taken" in decision:
        decision["taken"] = dict(zip(decision["outputs"], decision["taken"].values(), strict=False))
    if "until" in body:
        body["until"] = max(_in_time(body["until"]), decision["period"])
    if "situation" in corrected:
        corrected["situation"] = whole(corrected["situation"])
    else:
        corrected["facts"] = [_fact(fact, situation) for fact in corrected["facts"]]


def _fact(fact: Body, situation: Body) -> Body:
    """A fact of one of the persons, of the kind that the value is of."""
    value = fact["value"]
    one = next(iter(value.values())) if isinstance(value, dict) else value
    kind: Any = bool if isinstance(one, bool) else Enum if isinstance(one, str) else float
    fits = _variables(
        lambda variable: (
            variable.value_type is kind
            and variable.entity.is_person
            and not variable.formulas
            and variable.definition_period == DateUnit.MONTH
            and getattr(variable, "unit", None) != "share"
        )
    )
    name = _known(fact["variable"], fits)
    if kind is Enum:
        one = _known(one, [item.name for item in law_in_force().variables[name].possible_values])
    elif kind is float and one is not None:
        one = abs(one)
    dated = {f"{_in_time(period)[:4]}-01": one for period in value} if isinstance(value, dict) else one
    return {"of": _known(fact["of"], situation["persons"]), "variable": name, "value": dated}


@_of("computeCases")
def _compute_cases(body: Body) -> None:
    if "cases" in body:
        body["cases"] = _each_known(body["cases"], cases())
    if "period" in body:
        body["period"] = _in_time(body["period"])
    _mend_policies(body)


@_of("compare", "createJob")
def _compare(body: Body) -> None:
    body["period"] = _in_time(body["period"])
    _mend_policies(body)
    if "outputs" in body:
        body["outputs"] = _each_known(body["outputs"], _variables(_is_told))
    if "families" in body:
        body["families"] = {name: whole(one) for name, one in list(body["families"].items())[:3]}
    if "population" in body:
        body["population"] = _known(body["population"], ["small", "demo"])
    if "vary" in body:
        body["vary"] = sweepable(body["vary"])
    if "since" in body:
        body["since"] = f"{_in_time(body['since'])[:7]}-01"
    if "years" in body:
        body["years"] = "2026:2028"


@_of("createPolicy")
def _create_policy(body: Body) -> None:
    body["reforms"] = Policies().one(body["reforms"])


@_of("checkReform")
def _check_reform(body: Body) -> None:
    body["reform"] = Policies().one(body["reform"] or "uct_maximum_160")
    if isinstance(body["reform"], list) or "+" in body["reform"]:
        body["quick"] = True


@_of("diffPolicies")
def _diff_policies(body: Body) -> None:
    policies = Policies()
    body |= {key: policies.one(body[key]) for key in ("before", "after")}


@_of("checkRegistry")
def _check_registry(body: Body) -> None:
    body["period"] = _in_time(body["period"])
    if "policy" in body:
        body["policy"] = Policies().one(body["policy"])


@_of("calculateBatch")
def _calculate_batch(body: Body) -> None:
    """A table of persons: columns of one length, of facts that there are."""
    body["period"] = _in_time(body["period"])
    if "outputs" in body:
        body["outputs"] = _each_known(body["outputs"], law_in_force().variables)
    if "policy" in body:
        body["policy"] = Policies().one(body["policy"])
    columns, rows = body["columns"], len(body["columns"]["family_id"])
    given = {name: values for name, values in columns.items() if name not in ("family_id", "role")}
    names = _each_known([*given], _variables(lambda one: one.entity.is_person))
    facts = {name: (values + [None] * rows)[:rows] for name, values in zip(names, given.values(), strict=False)}
    ids = [str(one) for one in columns["family_id"]]
    body["columns"] = {"family_id": ids, "role": (columns["role"] + [None] * rows)[:rows]} | facts
