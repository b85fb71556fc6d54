"""What `/v1` is asked for what the page is asked."""

from __future__ import annotations

from typing import Any

from openfisca_jordan_sp.asked_policies import TOGETHER
from openfisca_jordan_sp.errors import Text

from .reading import line_of, value_of
from .state import Asked

#: What a bill is called that nobody has named.
UNNAMED = Text("My changes", "تعديلاتي")


def policies_body(asked: Asked) -> list[Any]:
    """The policies: ids of the catalogue, those that are applied together as a list, and the bill at the end."""
    named = [one.split(TOGETHER) if TOGETHER in one else one for one in asked.policies]
    return [*named, bill(asked)] if asked.made else named


def bill(asked: Asked) -> dict[str, Any]:
    """The visitor's own bill."""
    values: dict[str, dict[str, Any]] = {}
    for change in asked.made:
        values.setdefault(change.path, {})[change.since] = value_of(change.value)
    title = asked.title or None
    return {"title": {"en": title or UNNAMED.en, "ar": title or UNNAMED.ar}, "values": values}


def compare_body(asked: Asked) -> dict[str, Any]:
    """The body of `POST /v1/compare`; of the job of statistics too."""
    return {
        "population": asked.population,
        "period": asked.period,
        "line": line_of(asked.line),
        "policies": policies_body(asked),
    }


def hurt_body(asked: Asked) -> dict[str, Any]:
    """The body of the job of who is hurt by the policy that is shown."""
    shown = policies_body(asked)[asked.shown - 1]
    return {"population": asked.population, "period": asked.period, "policies": [shown]}
