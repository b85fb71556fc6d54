"""The blueprint of a population: all that its parts need to be made, each alone and in any order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from numpy.typing import NDArray

from openfisca_jordan_sp.errors import PopulationError, Text
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import IDENTIFIERS, columns_among
from openfisca_jordan_sp.populations.synthesise.align import Alignment
from openfisca_jordan_sp.populations.synthesise.assets import add_assets
from openfisca_jordan_sp.populations.synthesise.calibrate import Calibration, calibrate
from openfisca_jordan_sp.populations.synthesise.careers import add_careers
from openfisca_jordan_sp.populations.synthesise.dwelling import add_dwelling
from openfisca_jordan_sp.populations.synthesise.family_events import add_family_events
from openfisca_jordan_sp.populations.synthesise.frame import Frame, make_frame
from openfisca_jordan_sp.populations.synthesise.health_cover import add_health_cover
from openfisca_jordan_sp.populations.synthesise.human import add_human_capital
from openfisca_jordan_sp.populations.synthesise.income import add_other_income
from openfisca_jordan_sp.populations.synthesise.insurance_records import add_insurance_records
from openfisca_jordan_sp.populations.synthesise.pensions import add_pensions
from openfisca_jordan_sp.populations.synthesise.plan import Part, Plan, make_plan
from openfisca_jordan_sp.populations.synthesise.pool import Pool, draw_pool
from openfisca_jordan_sp.populations.synthesise.receipt import add_receipt
from openfisca_jordan_sp.populations.synthesise.refugees import add_refugees
from openfisca_jordan_sp.populations.synthesise.schooling import add_schooling
from openfisca_jordan_sp.populations.synthesise.status import add_status
from openfisca_jordan_sp.populations.synthesise.streams import ALIGNMENT_SAMPLE
from openfisca_jordan_sp.populations.synthesise.wages import add_wages
from openfisca_jordan_sp.populations.synthesise.work import add_work
from openfisca_jordan_sp.populations.target_checks import check_targets
from openfisca_jordan_sp.populations.targets import Targets

#: Below this a governorate may have no household at all.
FEWEST_HOUSEHOLDS = 1_000

#: Households on which alignment is solved (all of a population that is not larger), and the fewest of a governorate.
ALIGNMENT_HOUSEHOLDS = 100_000
_ALIGNMENT_FEWEST = 4_000

_SMALL_POOL, _LARGE_POOL = 12_000, 36_000
#: Up to so many households the small pool is varied enough.
_SMALL = 10_000

_STAGES: tuple[Callable[[Frame], None], ...] = (
    add_refugees,
    add_dwelling,
    add_human_capital,
    add_pensions,
    add_work,
    add_careers,
    add_wages,
    add_insurance_records,
    add_other_income,
    add_health_cover,
    add_assets,
    add_receipt,
    add_status,
    add_schooling,
    add_family_events,
)


@dataclass(frozen=True)
class Maker:
    """Makes parts, each alone and in any order.

    Attributes:
        seed: of the population.
        targets: what it is to meet.
        pool: the template households.
        alignment: every number that was solved.
    """

    seed: int
    targets: Targets
    pool: Pool
    alignment: Alignment

    def make(self, part: Part) -> Population:
        """One part, its identifiers from 0."""
        return self.attributed((part,), part.number)

    def attributed(
        self, parts: Sequence[Part], number: int, advance: Callable[[str], None] = lambda _: None
    ) -> Population:
        """Households of several governorates, with every attribute."""
        frame = make_frame(self.pool, parts, number, self.seed, self.targets, self.alignment)
        for add in _STAGES:
            advance(add.__name__.removeprefix("add_"))
            add(frame)
        return _population(frame)


@dataclass(frozen=True)
class Blueprint:
    """What a population is made from.

    Attributes:
        maker: of its parts.
        plan: which template each household is.
        calibration: weights of the templates.
        whole: the population without its manifest, where it is small enough to be made while aligning.
    """

    maker: Maker
    plan: Plan
    calibration: Calibration
    whole: Population | None

    @property
    def parts(self) -> list[Part]:
        """The parts of the population, in order."""
        return list(self.plan.parts())


def draw_blueprint(
    households: int, seed: int, targets: Targets, progress: Callable[[str], None] | None = None
) -> Blueprint:
    """Draw the pool, calibrate, plan, and solve the alignment.

    Args:
        households: how many, from `FEWEST_HOUSEHOLDS` up.
        seed: 0 or more.
        targets: what to meet.
        progress: called with the name of each step as it begins.

    Raises:
        PopulationError: too few households, a negative seed, or targets that contradict each other.
    """
    _check(households, seed)
    check_targets(targets)
    advance = progress or (lambda _: None)
    advance("weights")
    pool, calibration = _calibrated(_SMALL_POOL if households <= _SMALL else _LARGE_POOL, seed, _Key(targets))
    advance("plan")
    plan = make_plan(pool, calibration, households, seed, targets)
    maker = Maker(seed, targets, pool, Alignment())
    if households <= ALIGNMENT_HOUSEHOLDS:
        sample = maker.attributed(list(plan.parts(households)), 0, advance)
    else:
        maker.attributed(plan.sample(pool, ALIGNMENT_HOUSEHOLDS, _ALIGNMENT_FEWEST), ALIGNMENT_SAMPLE, advance)
        sample = None
    maker.alignment.is_solved = True
    return Blueprint(maker, plan, calibration, sample)


@dataclass(frozen=True)
class _Key:
    """Targets that are the same if their content is."""

    targets: Targets

    def __hash__(self) -> int:
        return hash(self.targets.sha256)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.targets.sha256 == self.targets.sha256


@lru_cache(maxsize=2)
def _calibrated(size: int, seed: int, key: _Key) -> tuple[Pool, Calibration]:
    pool = draw_pool(size, seed, key.targets)
    return pool, calibrate(pool, key.targets)


def _population(frame: Frame) -> Population:
    """The tables of a frame in the order and dtypes of the schema."""
    tables: dict[str, dict[str, NDArray[Any]]] = {}
    for table in IDENTIFIERS:
        columns: Mapping[str, NDArray[Any]] = getattr(frame, table)
        tables[table] = {
            column.name: columns[column.name].astype(column.dtype, copy=False)
            for column in columns_among(table, columns.keys())
        }
    return Population(**tables, manifest={"base_date": frame.targets.base_date})


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
