"""Case families: named, made-up households with which a bill is tried."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from typing import Any

from openfisca_core.periods import Period

from openfisca_jordan_sp.case_notes import MADE_UP
from openfisca_jordan_sp.cases import Case
from openfisca_jordan_sp.cases import cases as known_cases
from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.situations import prepare_situation
from openfisca_jordan_sp.system import law_in_force

from ..errors import InvalidRequestError, NotFoundError
from ..law_state import law_date
from ..operations import Asked, Counts, Reply, operation
from .families import month_of, policies_of
from .outcomes import outcomes_by_month
from .telling import policy_data, text_data, unverified, warning, warnings_on


@operation("listCases")
def list_cases(asked: Asked) -> Reply:
    """The case families with their titles."""
    del asked
    found = [_headed(case) for case in known_cases().values()]
    return Reply({"cases": found, "notes": [text_data(MADE_UP)]})


@operation("readCase")
def read_case(asked: Asked) -> Reply:
    """A case family with its situation."""
    name = asked.path["case_id"]
    case = known_cases().get(name)
    if case is None:
        message = Text(f"There is no case family {name}.", f"لا توجد حالة باسم {name}.")
        hint = Text("GET /v1/cases lists them.", "يعرضها GET /v1/cases.")
        raise NotFoundError(message, path="case_id", hint=hint)
    varies = case.varies
    axis: dict[str, Any] | None = None
    if varies is not None:
        axis = {"variable": varies.variable, "of": varies.of, "from": varies.low, "to": varies.high}
    return Reply(
        {
            **_headed(case),
            "varies": axis,
            "names": {unit: text_data(name) for unit, name in case.names.items()},
            "situation": _known_facts(case.situation),
            "notes": [text_data(MADE_UP)],
        },
        law_date=law_date(case.period),
    )


def _known_facts(situation: Any) -> Any:
    """A situation without the facts that it says are unknown: to leave them out says the same, and JSON can say it."""
    if not isinstance(situation, Mapping):
        return situation
    unknown = [key for key, value in situation.items() if isinstance(value, float) and isnan(value)]
    return {key: _known_facts(value) for key, value in situation.items() if key not in unknown}


def _headed(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "title": text_data(case.title),
        "summary": text_data(case.summary),
        "period": case.period,
        "persons": len(case.situation["persons"]),
    }


@operation("computeCases")
def compute_cases(asked: Asked) -> Reply:
    """What case families get, pay and are left with under policies beside the law in force.

    Raises:
        InvalidRequestError: an unknown case, or mistakes in the policies.
    """
    body = asked.body
    policies = [Policy(), *policies_of(asked)]
    chosen = _chosen(body.get("cases"))
    one_month = body.get("period")
    months = {case.id: month_of(one_month or case.period) for case in chosen}
    situations = {case.id: _prepared(case, months[case.id]) for case in chosen}
    outcomes = outcomes_by_month(policies, situations, months)
    last = max(months.values(), key=lambda month: month.start)
    values = unverified(policies, last, outcomes.variables())
    first = warning("made_up", MADE_UP)
    reply = {
        "policies": [policy_data(policy) for policy in policies[1:]],
        "cases": {
            case.id: {**_headed(case), "period": str(months[case.id]), "items": outcomes.data(case.id)}
            for case in chosen
        },
        "values_not_verified": values,
        "warnings": [first, *warnings_on(policies[1:], last, values, outcomes.unset())],
    }
    persons = sum(len(case.situation["persons"]) for case in chosen)
    counts = Counts(tuple(policy.id for policy in policies), len(chosen), persons)
    return Reply(reply, law_date=law_date(str(last)), counts=counts)


def _prepared(case: Case, month: Period) -> Any:
    return prepare_situation(law_in_force(), case.situation, str(month))[0]


def _chosen(names: list[str] | None) -> list[Case]:
    if names is None:
        return list(known_cases().values())
    unknown = [place for place, name in enumerate(names) if name not in known_cases()]
    if unknown:
        hint = Text("GET /v1/cases lists them.", "يعرضها GET /v1/cases.")
        raise InvalidRequestError([_no_case(names[place], f"body.cases.{place}", hint) for place in unknown])
    return [known_cases()[name] for name in names]


def _no_case(name: str, path: str, hint: Text) -> Problem:
    message = Text(f"There is no case family {name}.", f"لا توجد حالة باسم {name}.")
    return Problem("unknown_case", path, message, hint)
