"""Which facts of a family can still change what programmes give, and what settles the results without the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openfisca_core.periods import Period

from openfisca_jordan_sp.errors import NO_HINT, Problem, Text
from openfisca_jordan_sp.explain.mattering import what_matters
from openfisca_jordan_sp.explain.questions import Matters, Question
from openfisca_jordan_sp.law.catalogue import Programme
from openfisca_jordan_sp.law.show import variable_named
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.situations import Situation
from openfisca_jordan_sp.system import law_in_force

from ..errors import InvalidRequestError
from ..law_state import law_date
from ..operations import Asked, Counts, Reply, operation
from .families import case_of, month_of, policies_of, read_situation, told_at
from .law_told import nearest_of
from .outcomes import unknown
from .question_data import fact_data, reason_data, value_in
from .telling import named, text_data, warning, warnings_on

#: Persons, results and policies multiply to at most so many: each is walked by itself.
_MOST_WALKED = 3_000


@dataclass(frozen=True)
class _Wanted:
    """What a family is asked about.

    Attributes:
        policies: the law in force first.
        names: the variables of the results, by the id of the policy that has them.
        programmes: the ids of programmes by their variable.
    """

    policies: Sequence[Policy]
    names: Mapping[str, Sequence[str]]
    programmes: Mapping[str, str]

    def system_of(self, variable: str) -> Any:
        """The law of the first policy that has a variable."""
        return next(one.system for one in self.policies if variable in one.system.variables)


@operation("listQuestions")
def list_questions(asked: Asked) -> Reply:
    """The facts that can change what is asked for, and the others with what settles the results without them.

    Raises:
        InvalidRequestError: mistakes in the situation, the policies or what is asked for, with their places.
    """
    body = asked.body
    month = month_of(body["period"])
    policies = [Policy(), *policies_of(asked)]
    _, notes = read_situation(body["situation"], month, "body.situation")
    wanted = _wanted(body, policies)
    _refuse_too_much(body, wanted)
    results = [(policy, wanted.names[policy.id]) for policy in policies]
    with told_at("body.situation"):
        found = what_matters(case_of(body["situation"], str(month)), results, str(month))
    reply = {
        "period": str(month),
        "policies": [{"id": policy.id, "title": text_data(policy.title)} for policy in policies],
        "results": _results(wanted),
        **_found(found, body["situation"], month, wanted),
        "notes": [text_data(note) for note in notes],
        "warnings": [*_of_policies_alone(found, wanted), *warnings_on(policies[1:], month, (), found.unset)],
    }
    counts = Counts(tuple(one.id for one in policies), families=1, persons=len(body["situation"]["persons"]))
    return Reply(reply, law_date=law_date(str(month)), counts=counts, result=found)


def _wanted(body: Mapping[str, Any], policies: Sequence[Policy]) -> _Wanted:
    """The results asked for; where a request names none, those of all programmes."""
    known: dict[str, Programme] = {one.id: one for policy in reversed(policies) for one in policy.programmes}
    outputs = body.get("outputs", ())
    chosen = body.get("programmes", () if outputs else known)
    _refuse_unknown(chosen, known, outputs, policies)
    names = {
        policy.id: list(
            dict.fromkeys(
                [
                    *(one.variable for one in policy.programmes if one.id in chosen),
                    *(name for name in outputs if name in policy.system.variables),
                ]
            )
        )
        for policy in policies
    }
    return _Wanted(policies, names, {known[name].variable: name for name in chosen})


def _refuse_unknown(
    chosen: Iterable[str], known: Mapping[str, Programme], outputs: Sequence[str], policies: Sequence[Policy]
) -> None:
    problems = [
        _no_programme(name, known, f"body.programmes.{place}") for place, name in enumerate(chosen) if name not in known
    ]
    problems += [
        unknown(policies[0], name, f"body.outputs.{place}")
        for place, name in enumerate(outputs)
        if not any(name in policy.system.variables for policy in policies)
    ]
    if problems:
        raise InvalidRequestError(problems)


def _no_programme(name: str, known: Iterable[str], path: str) -> Problem:
    near = ", ".join(nearest_of(name, known))
    hint = Text(f"Nearest: {near}.", f"الأقرب: {near}.") if near else NO_HINT
    message = Text(f"There is no programme {name}.", f"لا يوجد برنامج باسم {name}.")
    return Problem("unknown_programme", path, message, hint)


def _refuse_too_much(body: Mapping[str, Any], wanted: _Wanted) -> None:
    walked = len(body["situation"]["persons"]) * sum(map(len, wanted.names.values()))
    if walked > _MOST_WALKED:
        message = Text(
            f"Persons, results and policies multiply to more than {_MOST_WALKED:,}.",
            f"حاصل ضرب الأفراد والنتائج والسياسات يزيد على {_MOST_WALKED:,}.",
        )
        hint = Text("Name fewer programmes or policies.", "سم برامج أو سياسات أقل.")
        path = "body.outputs" if "outputs" in body else "body.programmes"
        raise InvalidRequestError([Problem("too_much_work", path, message, hint)])


def _results(wanted: _Wanted) -> list[dict[str, Any]]:
    """The variables asked for, each with the policies that have it."""
    names = dict.fromkeys(name for of_policy in wanted.names.values() for name in of_policy)
    return [
        {
            **named(wanted.system_of(name), name),
            "programme": wanted.programmes.get(name),
            "entity": wanted.system_of(name).variables[name].entity.key,
            "policies": [policy for policy, of_policy in wanted.names.items() if name in of_policy],
        }
        for name in names
    ]


def _found(found: Matters, situation: Situation, month: Period, wanted: _Wanted) -> dict[str, Any]:
    """What is asked, what is not and why, and each fact that is named."""
    asked = [one for one in found.alone if _can_be_told(one)]
    dropped = [
        {
            "when": when,
            "reason": reason_data(reason, wanted.policies),
            "questions": [_question(one, found, situation, month) for one in questions],
        }
        for when, by_question in (("later", found.later), ("never", found.never))
        for reason, questions in _by_reason(by_question).items()
    ]
    told = [one for part in (asked, found.later, found.never) for one in part if _can_be_told(one)]
    behind = [fact for facts in found.instead.values() for fact in facts]
    names = sorted({one.variable for one in (*told, *behind) if _can_be_told(one)})
    return {
        "facts": {name: fact_data(law_in_force().variables[name]) for name in names},
        "questions": [_question(one, found, situation, month) for one in asked],
        "dropped": dropped,
    }


def _by_reason(dropped: Mapping[Question, Any]) -> dict[Any, list[Question]]:
    found: dict[Any, list[Question]] = {}
    for question, reason in dropped.items():
        if _can_be_told(question):
            found.setdefault(reason, []).append(question)
    return found


def _can_be_told(question: Question) -> bool:
    """Whether a situation can tell a fact: one that only a policy adds, it cannot."""
    return question.variable in law_in_force().variables


def _question(question: Question, found: Matters, situation: Situation, month: Period) -> dict[str, Any]:
    plural = law_in_force().variables[question.variable].entity.plural
    unit = (situation.get(plural) or {}).get(question.unit, {})
    changes = found.changes.get(question, {})
    behind = (one for one in found.instead.get(question, ()) if _can_be_told(one))
    return {
        "variable": question.variable,
        "of": question.unit,
        "is_told": question.variable in unit,
        "answer": value_in(unit.get(question.variable), month),
        "can_change": [{"policy": policy, "results": list(names)} for policy, names in changes.items()],
        "instead_of": [{"variable": one.variable, "of": one.unit} for one in behind],
    }


def _of_policies_alone(found: Matters, wanted: _Wanted) -> Iterable[dict[str, Any]]:
    """That facts which only a policy knows are not asked for."""
    names = sorted({one.variable for one in (*found.alone, *found.later) if not _can_be_told(one)})
    if names:
        labels = [variable_named(wanted.system_of(name), name).label for name in names]
        english = f"Facts that only a policy adds cannot be told here: {', '.join(one.en for one in labels)}."
        arabic = f"معلومات لا تعرفها إلا سياسة مطلوبة ولا يمكن ذكرها هنا: {'، '.join(one.ar for one in labels)}."
        yield warning("fact_of_policy_alone", Text(english, arabic))
