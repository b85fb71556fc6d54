"""The synthetic Kingdom: households drawn by kind, raked to margins, then given attributes.

Margins are met by calibration, structure by construction, behaviour by
alignment; what policy pays is never fitted. Everything follows from the seed
and the targets alone.

>>> from openfisca_jordan_sp.populations.synthesise import synthesise
>>> population = synthesise(2_000, seed=1)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import PopulationError, Text
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import TABLES
from openfisca_jordan_sp.populations.synthesise.assets import add_assets
from openfisca_jordan_sp.populations.synthesise.dwelling import add_dwelling
from openfisca_jordan_sp.populations.synthesise.frame import Frame, sample_frame
from openfisca_jordan_sp.populations.synthesise.human import add_human_capital
from openfisca_jordan_sp.populations.synthesise.income import add_other_income
from openfisca_jordan_sp.populations.synthesise.margins import pool_margins
from openfisca_jordan_sp.populations.synthesise.pool import draw_pool
from openfisca_jordan_sp.populations.synthesise.raking import rake
from openfisca_jordan_sp.populations.synthesise.receipt import add_receipt
from openfisca_jordan_sp.populations.synthesise.schooling import add_schooling
from openfisca_jordan_sp.populations.synthesise.status import add_status
from openfisca_jordan_sp.populations.synthesise.work import add_work
from openfisca_jordan_sp.populations.targets import Targets, load_targets

__all__ = ["FEWEST_HOUSEHOLDS", "synthesise"]

#: Below this a governorate may have no household at all.
FEWEST_HOUSEHOLDS = 1_000

_POOL_FACTOR = 4
_SMALLEST_POOL = 40_000
_LARGEST_POOL = 240_000

_ATTRIBUTES: tuple[Callable[[Frame], None], ...] = (
    add_dwelling,
    add_human_capital,
    add_work,
    add_other_income,
    add_assets,
    add_receipt,
    add_status,
    add_schooling,
)

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


def synthesise(
    households: int,
    seed: int,
    targets: Targets | None = None,
    progress: Callable[[str], None] | None = None,
) -> Population:
    """Make a population of `households` equally weighted households.

    Args:
        households: how many, from `FEWEST_HOUSEHOLDS` up.
        seed: 0 or more; the same seed and targets give the same population.
        targets: what to meet; those of the package if left out.
        progress: called with the name of each step as it begins.

    Raises:
        PopulationError: too few households, a negative seed, or targets that contradict each other.
    """
    _check(households, seed)
    targets = load_targets() if targets is None else targets
    advance = progress or (lambda _: None)
    advance("pool")
    pool = draw_pool(min(max(_POOL_FACTOR * households, _SMALLEST_POOL), _LARGEST_POOL), seed, targets)
    advance("weights")
    first = numpy.full(pool.count, targets["population.households"] / pool.count)
    weight = rake(first, pool_margins(pool, targets))
    advance("sample")
    frame = sample_frame(pool, weight, households, seed, targets)
    for add in _ATTRIBUTES:
        advance(add.__name__.removeprefix("add_"))
        add(frame)
    return Population(
        households=_typed("households", frame.households),
        families=_typed("families", frame.families),
        persons=_typed("persons", frame.persons),
        manifest=_manifest(seed, targets),
    )


def _check(households: int, seed: int) -> None:
    if households < FEWEST_HOUSEHOLDS:
        raise PopulationError(
            Text(
                f"A synthetic population needs at least {FEWEST_HOUSEHOLDS} households, not {households}.",
                f"يحتاج المجتمع الاصطناعي إلى {FEWEST_HOUSEHOLDS} أسرة معيشية على الأقل.",
            ),
            path="households",
        )
    if seed < 0:
        raise PopulationError(Text("The seed must be 0 or more.", "يجب أن تكون البذرة صفرا أو أكثر."), path="seed")


def _typed(table: str, columns: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """The columns of the schema, in its order and dtypes."""
    return {column.name: columns[column.name].astype(column.dtype, copy=False) for column in TABLES[table]}


def _manifest(seed: int, targets: Targets) -> dict[str, Any]:
    return {
        "kind": "synthetic",
        "seed": seed,
        "base_date": targets.base_date,
        "targets_sha256": targets.sha256,
        "targets_assumed": sum(target.confidence in {"assumed", "recalled"} for target in targets),
        "targets_total": len(targets.by_name),
        "caveats": [{"en": text.en, "ar": text.ar} for text in CAVEATS],
    }
