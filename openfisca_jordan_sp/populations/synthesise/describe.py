"""What a synthetic population says of itself: its origin, its caveats, and how its weights were found."""

from __future__ import annotations

from typing import Any

import numpy

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.populations.schema import GOVERNORATES
from openfisca_jordan_sp.populations.synthesise.blueprint import ALIGNMENT_HOUSEHOLDS, Blueprint

CAVEATS = (
    Text(
        "These households are synthetic. They were made to fit published totals; nobody was surveyed.",
        "هذه أسر اصطناعية أنشئت لتوافق أرقاما منشورة، وليست مسحا إحصائيا.",
    ),
    Text(
        "The targeting score is illustrative: the National Aid Fund never published the weights of its formula.",
        "درجة الاستهداف توضيحية: لم ينشر صندوق المعونة الوطنية أوزان معادلته.",
    ),
    Text(
        "Who receives recurring aid is a seeded layer of data: the published number of families, likelier the poorer.",
        "متلقو المعونة المتكررة طبقة بيانات مولدة: العدد المنشور من الأسر مع ترجيح الأفقر.",
    ),
    Text(
        "Targets marked assumed or recalled are not official statistics. Good for tests, teaching and rough sizes.",
        "المستهدفات الموسومة بأنها مفترضة أو مستذكرة ليست إحصاءات رسمية. تصلح للاختبار والتعليم وتقدير الأحجام.",
    ),
)


def manifest(blueprint: Blueprint) -> dict[str, Any]:
    """The manifest of a population made from a blueprint; the store adds sizes and files."""
    maker, targets = blueprint.maker, blueprint.maker.targets
    return {
        "kind": "synthetic",
        "seed": maker.seed,
        "base_date": targets.base_date,
        "targets_sha256": targets.sha256,
        "targets_assumed": sum(target.confidence in {"assumed", "recalled"} for target in targets),
        "targets_total": len(targets.by_name),
        "caveats": [{"en": text.en, "ar": text.ar} for text in CAVEATS],
        "synthesis": {
            "templates": maker.pool.count,
            "alignment_households": min(ALIGNMENT_HOUSEHOLDS, _households(blueprint)),
            "largest_miss_before_integers": float(f"{blueprint.calibration.largest_miss:.2e}"),
            # JOD a head and month of the survey's year: see `refugees.Lists`.
            "lists_when_refugees_were_surveyed": [
                round(float(highest), 4) for highest in maker.alignment.numbers["assistance lists"]
            ],
            "calibration": _weights(blueprint),
        },
    }


def _households(blueprint: Blueprint) -> int:
    return sum(len(template) for template in blueprint.plan.template)


def _weights(blueprint: Blueprint) -> dict[str, Any]:
    """For each governorate: how unevenly its templates weigh, and how many copies the commonest has."""
    rows = {}
    for number, name in enumerate(GOVERNORATES):
        weight, template = blueprint.calibration.weight[number], blueprint.plan.template[number]
        copies = numpy.bincount(template, minlength=1)
        effective = float(weight.sum() ** 2 / (weight**2).sum())
        rows[name] = {
            "households": len(template),
            "design_effect": round(len(weight) / effective, 3),
            "effective_templates": round(effective),
            "templates_used": int((copies > 0).sum()),
            "most_copies": int(copies.max()),
        }
    return rows
