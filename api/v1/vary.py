"""One household along an input: its curves, and each cliff with its rule, its article, its size and its trap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.vary import Cliff, Moved, Reason, Variation, vary
from openfisca_jordan_sp.vary.search import Found
from openfisca_jordan_sp.vary.tables import compared as compared_cliffs
from openfisca_jordan_sp.vary.tables import others_of
from openfisca_jordan_sp.vary.watched import FIGURES, Series

from ..errors import InvalidRequestError
from ..law_state import law_date
from ..operations import Asked, Counts, Reply, operation
from .families import case_of, figure, month_of, policies_of, read_situation, refuse_unit, told_at
from .outcomes import unknown
from .telling import article_data, text_data

#: Persons computed along an axis, under all policies and for all outputs together.
_MOST_PERSONS = 150_000


@operation("vary")
def vary_household(asked: Asked) -> Reply:
    """The household along an input, under the law in force and under each policy.

    Raises:
        InvalidRequestError: mistakes in the situation, the input, its range or the outputs, with their places.
    """
    body = asked.body
    month = month_of(body["period"])
    policies = policies_of(asked)
    situation, _ = read_situation(body["situation"], month, "body.situation")
    over = body["over"]
    refuse_unit(Policy(), situation, over["variable"], over.get("of"), "body.over.of")
    _refuse_too_many(asked, over, runs=(len(policies) + 1) * len(body.get("outputs") or [None]))
    case = case_of(body["situation"], str(month))
    axis = (over["variable"], over["from"], over["to"], over["step"])
    outputs = body.get("outputs") or [None]
    _refuse_unknown(body.get("outputs", ()), policies)
    places = {over["variable"]: "body.over.variable", "outcome": "body.outputs"}
    found = []
    for output in outputs:
        with told_at("body.over", places):
            found.append(vary(case, *policies, over=axis, of=over.get("of"), period=str(month), outcome=output))
    reply = {
        "period": str(month),
        "over": _axis(found[0]),
        "policies": [{"id": policy.id, "title": text_data(policy.title)} for policy in found[0].policies],
        "results": [_result(one, output) for one, output in zip(found, outputs, strict=True)],
    }
    ids = tuple(policy.id for policy in found[0].policies)
    counts = Counts(ids, families=1, persons=len(body["situation"]["persons"]))
    return Reply(reply, law_date=law_date(str(month)), counts=counts, result=found)


def _refuse_too_many(asked: Asked, over: dict[str, Any], *, runs: int) -> None:
    most = asked.services.settings.most_points
    # A range without meaning is refused by `vary` itself.
    points = (over["to"] - over["from"]) / over["step"] + 1
    problem = None
    if points > most:
        message = Text(f"That are {points:,.0f} points; at most {most:,}.", f"عدد النقاط {points:,.0f} والحد {most:,}.")
        problem = ("too_many_points", message)
    elif points * len(asked.body["situation"]["persons"]) * runs > _MOST_PERSONS:
        message = Text(
            f"Points, persons, policies and outputs multiply to more than {_MOST_PERSONS:,}.",
            f"حاصل ضرب النقاط والأفراد والسياسات والمخرجات يزيد على {_MOST_PERSONS:,}.",
        )
        problem = ("too_much_work", message)
    if problem is not None:
        hint = Text("Take larger steps or a shorter range.", "كبر الخطوة أو قصر المدى.")
        raise InvalidRequestError([Problem(problem[0], "body.over.step", problem[1], hint)])


def _refuse_unknown(outputs: Sequence[str], policies: Sequence[Policy]) -> None:
    systems = [policy.system for policy in (Policy(), *policies)]
    problems = [
        unknown(Policy(), name, f"body.outputs.{place}")
        for place, name in enumerate(outputs)
        if not all(name in system.variables for system in systems)
    ]
    if problems:
        raise InvalidRequestError(problems)


def _axis(found: Variation) -> dict[str, Any]:
    axis = found.axes[0]
    ends = {"from": axis.low / axis.scale, "to": axis.high / axis.scale, "step": axis.step / axis.scale}
    return {
        "variable": axis.variable,
        "of": axis.of,
        "label": text_data(axis.label),
        "unit": axis.unit,
        **ends,
        "here": axis.here,
    }


def _result(found: Variation, output: str | None) -> dict[str, Any]:
    return {
        "output": output,
        "not_computed": {name: text_data(error.message) for name, error in found.failures.items()},
        "curves": [_curve(policy, one) for policy, one in found.found.items()],
        "cliffs": [{"policy": policy, "cliff": _cliff(one)} for policy, of in found.cliffs.items() for one in of],
        "stretches": [_stretch(policy, one) for policy, of in found.found.items() for one in of.stretches],
        "cliff_changes": list(_changes(found)),
        "notes": [text_data(note) for note in found.notes()],
    }


def _curve(policy: str, found: Found) -> dict[str, Any]:
    amounts = found.jumps.amounts
    shown = [
        (place, series)
        for place, series in enumerate(found.probe.series)
        if series.kind in FIGURES or amounts[:, place].any()
    ]
    return {
        "policy": policy,
        "values": found.axis.values(found.jumps.grid).tolist(),
        "series": [_series(series, amounts[:, place].tolist()) for place, series in shown],
        "effective_marginal_rates": None if found.rates is None else _figures(found.rates.tolist()),
    }


def _series(series: Series, amounts: Iterable[float]) -> dict[str, Any]:
    return {
        "variable": series.variable,
        "kind": series.kind,
        "label": text_data(series.label),
        "unit": series.unit,
        "amounts": _figures(amounts),
    }


def _figures(values: Iterable[float]) -> list[float | None]:
    return [figure(value) for value in values]


def _cliff(cliff: Cliff) -> dict[str, Any]:
    return {
        "kind": cliff.kind,
        "last_before": cliff.before,
        "first_after": cliff.after,
        "main": _moved(cliff.main),
        "size": figure(cliff.size),
        "change_over_step": figure(cliff.over_step),
        "moved": [_moved(one) for one in cliff.moved],
        "rules": [_reason(one) for one in cliff.reasons],
        "conditions": list(cliff.conditions),
        "articles": [article_data(one) for one in cliff.articles],
        "known": list(cliff.known),
        "is_trap": cliff.is_trap,
        "back_at": cliff.back,
        "trap_width": cliff.trap,
    }


def _moved(moved: Moved) -> dict[str, Any]:
    return {
        "variable": moved.variable,
        "kind": moved.kind,
        "label": text_data(moved.label),
        "change": figure(moved.change),
        "unit": moved.unit,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "variable": reason.variable,
        "label": text_data(reason.label),
        "kind": reason.kind,
        "holds_after": reason.rises,
        "article": article_data(reason.article),
        "instrument": reason.instrument,
        "limits_decide": reason.limits_decide,
        "limits": [
            {
                "path": limit.path,
                "label": text_data(limit.label),
                "value": limit.value if isinstance(limit.value, bool | int | float) else str(limit.value),
                "unit": limit.unit,
                "since": limit.since,
                "confidence": limit.confidence,
                "article": article_data(limit.article),
            }
            for limit in reason.limits
        ],
    }


def _stretch(policy: str, stretch: Any) -> dict[str, Any]:
    return {
        "policy": policy,
        "from": stretch.low,
        "to": stretch.high,
        "effective_marginal_rate": figure(stretch.rate),
        "takers": [_moved(one) for one in stretch.moved],
        "known": list(stretch.known),
    }


def _changes(found: Variation) -> Iterable[dict[str, Any]]:
    """What each policy does to the cliffs of the law in force."""
    for policy, one in others_of(found.found).items():
        for kind, before, after in compared_cliffs(found.found[Policy().id].cliffs, one.cliffs):
            yield {
                "policy": policy,
                "change": kind,
                "before": None if before is None else _cliff(before),
                "after": None if after is None else _cliff(after),
            }
