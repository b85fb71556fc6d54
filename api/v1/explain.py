"""Why a family gets what it gets, and why it differs under another policy or in another month."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from openfisca_core.periods import Period
from openfisca_core.periods import period as parse_period

from openfisca_jordan_sp.cases import Case
from openfisca_jordan_sp.errors import Problem, Text, UnknownNameError
from openfisca_jordan_sp.explain import Difference, Explanation, as_json, difference, explain, page, text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.writing import Writing

from ..errors import InvalidRequestError
from ..law_state import law_date
from ..operations import Asked, Counts, Reply, operation
from .asked_policies import policy_of
from .families import case_of, month_of, one_policy, read_situation, refuse_unit, told_at
from .forms import form_of

#: The forms in which an explanation is told.
JSON, HTML, PLAIN = FORMS = ("application/json", "text/html", "text/plain")
_UTF_8 = "; charset=utf-8"
#: Persons up to whom changes are searched for: the search computes the family once for each of its facts.
_MOST_PERSONS = 12


@operation("explain")
def explain_result(asked: Asked) -> Reply:
    """The explanation of one result, or of a difference.

    Raises:
        InvalidRequestError: a situation, variable, unit or period that cannot be explained, with its place.
        NotAcceptableError: none of the forms that are offered.
    """
    form = form_of(asked, FORMS)
    body = asked.body
    first = _first_month(body["period"])
    situation, _ = read_situation(body["situation"], first, "body.situation")
    policy = one_policy(asked, "policy", "body.policy")
    refuse_unit(policy, situation, body["variable"], body.get("of"), "body.of")
    case = case_of(body["situation"], body["period"])
    with told_of_result():
        found, policies = _found(asked, case, policy)
    content = _content(found, form, asked.language)
    media_type = form if form == JSON else form + _UTF_8
    persons = len(body["situation"]["persons"])
    counts = Counts(tuple(policies), families=1, persons=persons)
    return Reply(content, media_type=media_type, law_date=law_date(str(first)), counts=counts, result=found)


def _first_month(period: str) -> Period:
    """The month for which the household is described: of a year its first."""
    return month_of(str(parse_period(period).first_month))


def _found(asked: Asked, case: Case, policy: Policy) -> tuple[Explanation | Difference, list[str]]:
    body = asked.body
    what = {"variable": body["variable"], "period": body["period"], "of": body.get("of"), "policy": policy}
    if "against" not in body:
        is_searched = bool(body.get("changes"))
        if is_searched and len(case.situation["persons"]) > _MOST_PERSONS:
            raise InvalidRequestError([_too_many()])
        return explain(case, **what, is_searched=is_searched), [policy.id]
    if body.get("changes"):
        raise InvalidRequestError([_no_changes()])
    against = body["against"]
    month = against.get("period")
    if month is not None:
        _first_month(month)
    other = _other_policy(asked, against)
    found = difference(case, **what, against=other, against_period=month)
    return found, [policy.id, (other or policy).id]


def _other_policy(asked: Asked, against: dict[str, Any]) -> Policy | None:
    """The other policy of a difference; None where only the month is another."""
    given = against.get("policy")
    return None if given is None else policy_of(given, asked.services.store, "body.against.policy")


def _too_many() -> Problem:
    return Problem(
        "too_many_persons",
        "body.changes",
        Text(
            f"Changes are searched for families of up to {_MOST_PERSONS} persons.",
            f"لا يُبحث عما يغير النتيجة إلا لأسر لا يزيد أفرادها على {_MOST_PERSONS}.",
        ),
        Text("Ask without `changes`.", "اطلب بدون `changes`."),
    )


def _no_changes() -> Problem:
    return Problem(
        "invalid_request",
        "body.changes",
        Text("is not for a difference.", "لا يصلح مع `against`."),
        Text("Leave out `changes` or `against`.", "احذف `changes` أو `against`."),
    )


@contextmanager
def told_of_result() -> Iterator[None]:
    """Tell what is wrong with the variable, the unit or the period where each stands in the request.

    Raises:
        InvalidRequestError: with the place.
    """
    try:
        with told_at("body.period"):
            yield
    except UnknownNameError as error:
        raise InvalidRequestError([Problem(error.code, "body.variable", error.message, error.hint)]) from None


def _content(found: Explanation | Difference, form: str, language: str) -> Any:
    writing = Writing(language)
    if isinstance(found, Difference):
        if form == JSON:
            return as_json.difference_data(found)
        if form == HTML:
            return page.difference_page(found, writing).encode()
        return ("\n".join(text.difference_lines(found, writing)) + "\n").encode()
    if form == JSON:
        return as_json.explanation_data(found)
    if form == HTML:
        return page.explanation_page(found, writing).encode()
    return ("\n".join(text.explanation_lines(found, writing)) + "\n").encode()
