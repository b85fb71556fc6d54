"""What an imported population says of itself: never a row, never a path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.populations.survey.calibrate import Calibration
from openfisca_jordan_sp.populations.survey.rules import Rule, SurveyMapping
from openfisca_jordan_sp.populations.survey.totals import CheckResult

_DERIVED_FAMILIES = Text(
    "Families are derived from the relationship to the reference person by simple rules; registered families differ.",
    "اشتُقت الأسر من صلة القرابة بالشخص المرجعي بقواعد بسيطة، وقد تختلف عن الأسر المسجلة.",
)
_MICRODATA = Text(
    "This folder holds the records of a survey: it must not leave the machine. Share tables, never rows.",
    "يضم هذا المجلد سجلات مسح ويجب ألا يغادر الجهاز. شارك الجداول لا السجلات.",
)


def manifest_of(
    mapping: SurveyMapping, calibration: Calibration | None, checks: Sequence[CheckResult], minimum_cell: int
) -> dict[str, Any]:
    """The manifest, without what the store adds (sizes, total of weights, files)."""
    about: dict[str, Any] = {
        "kind": "survey",
        "title": vars(mapping.title),
        "base_date": mapping.base_date,
        "prices_of": mapping.prices_of,
        "minimum_cell": minimum_cell,
        "mapping": {"name": mapping.name, "sha256": mapping.sha256, "changed": list(mapping.changed)},
        "columns": {table: _ways(list(rules.rules.values())) for table, rules in mapping.tables.items()},
        "not_verified": {
            f"{table}.{rule.name}": rule.confidence
            for table, rules in mapping.tables.items()
            for rule in rules.rules.values()
            if rule.confidence not in {"", "verified"}
        },
        "calibration": None if calibration is None else calibration.to_dict(),
        "checks": [check.to_dict() for check in checks],
        "caveats": [vars(text) for text in _caveats(mapping)],
    }
    return {key: value for key, value in about.items() if value is not None}


def _ways(rules: list[Rule]) -> dict[str, list[str]]:
    """The columns by where they come from."""
    ways: dict[str, list[str]] = {"read": [], "derived": [], "rank_matched": [], "constant": []}
    for rule in rules:
        if not rule.is_helper:
            ways[rule.how].append(rule.name)
    return {how: names for how, names in ways.items() if names}


def _caveats(mapping: SurveyMapping) -> list[Text]:
    texts = [_MICRODATA, *mapping.caveats]
    if not mapping.tables["persons"].family:
        texts.append(_DERIVED_FAMILIES)
    constants = {
        table: [rule.name for rule in rules.rules.values() if rule.how == "constant" and not rule.is_helper]
        for table, rules in mapping.tables.items()
    }
    named = ", ".join(name for names in constants.values() for name in names)
    if named:
        texts.append(
            Text(
                f"The survey does not tell these facts; the same value is assumed for everybody: {named}.",
                f"لا يذكر المسح هذه الوقائع وافتُرضت لها قيمة واحدة للجميع: {named}.",
            )
        )
    return texts
