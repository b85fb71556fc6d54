"""Joint calibration of households and persons, in every governorate and over the Kingdom.

The weight of template i in governorate g is w = d exp(X (l_g + n)): l_g meets
the margins of the governorate, n those of the Kingdom. Newton's method on the
convex dual; its matrix has the form of an arrow (a block for each governorate,
and one that they share), so that a step costs little more than the sums.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import PopulationError, Text
from openfisca_jordan_sp.populations.schema import GOVERNORATES, NATIONALITIES
from openfisca_jordan_sp.populations.synthesise.margins import (
    Margin,
    households_by_governorate,
    local_margins,
    national_margins,
    syrians_by_governorate,
)
from openfisca_jordan_sp.populations.synthesise.pool import Pool
from openfisca_jordan_sp.populations.targets import Targets

FloatArray = NDArray[numpy.float64]

TOLERANCE = 1e-4
_RIDGE = 1e-9
_ROUNDS = 80
_LARGEST_STEP = 3.0
_HALVINGS = 8
_MUCH_WORSE = 1.5
_BLOCK = 128
_THREADS = 2
#: What a sample may miss rather than weigh very unevenly: 0.1 % for weights that double, or more if that fails.
_SLACKS = (0.001, 0.01, 0.1, 1.0)


@dataclass(frozen=True)
class Calibration:
    """Weights of the templates in every governorate, and how well they meet the margins.

    Attributes:
        weight: households, one row a governorate, one column a template.
        names: of the margins.
        wanted: what each margin was to be, relative to its scale; likewise `achieved`.
    """

    weight: FloatArray
    names: tuple[str, ...]
    wanted: FloatArray
    achieved: FloatArray

    @property
    def largest_miss(self) -> float:
        """The largest relative miss of all margins."""
        return float(numpy.abs(self.achieved - self.wanted).max())


def calibrate(pool: Pool, targets: Targets, without: Collection[str] = ()) -> Calibration:
    """Weights that meet all margins, as near as can be (relative entropy) to the prior mixture of each governorate.

    Args:
        pool: the templates.
        targets: what to meet.
        without: targets to leave out, to see how well the others predict them.

    Raises:
        PopulationError: the targets contradict each other, or no template can meet them.
    """
    margins = [*local_margins(pool, targets), *national_margins(pool, targets, without)]
    return solve(prior(pool, targets), margins)


def prior(pool: Pool, targets: Targets) -> FloatArray:
    """Households that each template stands for at first: nationalities as they are spread over governorates."""
    households, groups = households_by_governorate(targets), targets["population.nationality"]
    syrian = syrians_by_governorate(targets)
    persons = numpy.array([targets["population.governorate"][name] for name in GOVERNORATES], dtype=numpy.float64)
    rest, others = persons - syrian, targets["population.other_nationalities"]
    of_rest = {name: groups["other"] * count / sum(others.values()) for name, count in others.items()}
    of_rest["jordanian"] = groups["jordanian"]
    total = sum(of_rest.values())
    columns = [syrian if name == "syrian" else rest * of_rest[name] / total for name in NATIONALITIES]
    shares = numpy.stack(columns, axis=1) / persons[:, None]
    templates = numpy.bincount(pool.nationality, minlength=len(NATIONALITIES))
    return numpy.asarray(households[:, None] * (shares / templates)[:, pool.nationality])


def solve(first: FloatArray, margins: list[Margin], slack: float = 0.0) -> Calibration:
    """Weights nearest to `first` that meet the margins.

    Args:
        first: one row a governorate, one column a template; 0 where there is none.
        margins: local ones (a total for each governorate) first, then national ones.
        slack: 0 to meet them all; above 0 a miss is allowed where meeting it would cost very uneven weights.

    Raises:
        PopulationError: they cannot be met (only without slack).
    """
    problem = _Problem(first, margins, slack)
    power = problem.start()
    weight, miss = problem.weights(power)
    for _ in range(_ROUNDS):
        if numpy.abs(miss).max() < TOLERANCE / 100:
            break
        step = problem.newton_step(weight, miss)
        power, weight, miss = problem.best_step(power, step, float(numpy.abs(miss).max()))
    worst = int(numpy.abs(miss).argmax())
    if not abs(miss[worst]) < TOLERANCE:
        raise _impossible(problem.names[worst], float(-miss[worst]))
    # Rounded, so that another processor's last bit does not change who is sampled.
    rounded = numpy.round(weight.reshape(len(first), -1)[:, : first.shape[1]], 6)
    return Calibration(rounded, problem.names, problem.wanted, problem.wanted - miss - problem.slack * power)


def solve_nearly(first: FloatArray, margins: list[Margin]) -> FloatArray:
    """Weights of a sample: margins are met as nearly as its few households allow without very uneven weights.

    Args:
        first: one row a governorate, one column a household or template; 0 where there is none.
        margins: as `solve`; local totals are not wanted where the sample has nothing of them.

    Raises:
        PopulationError: they cannot be met even nearly.
    """
    wanted = [_where_there_are_any(margin, first) for margin in margins]
    for slack in _SLACKS[:-1]:
        try:
            return solve(first, wanted, slack).weight
        except PopulationError:
            continue
    return solve(first, wanted, _SLACKS[-1]).weight


def _where_there_are_any(margin: Margin, first: FloatArray) -> Margin:
    if len(margin.totals) == 1:
        return margin
    return replace(margin, totals=numpy.where(first @ margin.values > 0, margin.totals, 0.0))


def _impossible(name: str, miss: float) -> PopulationError:
    return PopulationError(
        Text(
            f"No weights meet all targets: {name} is missed by {miss:+.2%}.",
            f"لا أوزان تحقق كل المستهدفات: {name} بفارق {miss:+.2%}.",
        ),
        path=f"targets: {name}",
        hint=Text(
            "It contradicts others, or no household of the pool can have it. Change it, or one it depends on.",
            "يتعارض مع مستهدفات أخرى أو لا توجد أسرة نموذجية تحققه. غيّره أو غيّر ما يرتبط به.",
        ),
    )


class _Problem:
    """The margins as blocks of a few rows.

    Products of whole matrices would go to many threads, whose order of summation
    (and, on a busy machine, whose waiting) is out of hand; small blocks do not.
    """

    def __init__(self, first: FloatArray, margins: list[Margin], slack: float) -> None:
        places, templates = first.shape
        self.places = places
        # With one place only, all margins are of the whole.
        self.local = [margin for margin in margins if len(margin.totals) == places > 1]
        self.national = [margin for margin in margins if len(margin.totals) == 1]
        blocks = -(-templates // _BLOCK)
        columns = numpy.zeros((blocks * _BLOCK, len(margins)))
        for number, margin in enumerate([*self.local, *self.national]):
            columns[:templates, number] = margin.values / margin.scales.max()
        self.columns = columns.reshape(blocks, _BLOCK, len(margins))
        padded = numpy.zeros((places, blocks * _BLOCK))
        padded[:, :templates] = first
        self.first = padded.reshape(places, blocks, _BLOCK)
        # A local column is scaled by its largest governorate; `unit` brings each governorate to its own scale.
        units = [margin.scales.max() / margin.scales for margin in self.local]
        self.unit = numpy.concatenate([numpy.empty(0), *units])
        self.names = (
            *(f"{margin.name} {place}" for margin in self.local for place in GOVERNORATES[:places]),
            *(margin.name for margin in self.national),
        )
        scales = numpy.concatenate([margin.scales for margin in [*self.local, *self.national]])
        self.wanted = numpy.concatenate([margin.totals for margin in [*self.local, *self.national]]) / scales
        self.slack = slack / scales

    def start(self) -> FloatArray:
        """No change of the first weights."""
        return numpy.zeros(len(self.names))

    def _split(self, power: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Powers of the local margins (one row a governorate, scaled as the columns are), and of the national ones."""
        local = (power[: len(self.unit)] * self.unit).reshape(len(self.local), self.places).T
        return local, power[len(self.unit) :]

    def weights(self, power: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Weights of that power of the columns, and what each margin misses."""
        local, national = self._split(power)
        weight = numpy.empty_like(self.first)
        sums = numpy.empty((self.places, self.columns.shape[2]))

        def one(place: int) -> None:
            exponent = self.columns @ numpy.append(local[place], national)
            weight[place] = self.first[place] * numpy.exp(numpy.clip(exponent, -30, 30))
            sums[place] = numpy.matmul(weight[place][:, None, :], self.columns)[:, 0, :].sum(axis=0)

        _in_threads(one, self.places)
        count = len(self.local)
        achieved = numpy.append((sums[:, :count].T.reshape(-1) * self.unit), sums[:, count:].sum(axis=0))
        return weight, self.wanted - achieved - self.slack * power

    def newton_step(self, weight: FloatArray, miss: FloatArray) -> FloatArray:
        """The step that would meet the margins if weights were linear, cut where it is too bold."""
        size = self.columns.shape[2]
        grams = numpy.empty((self.places, size, size))

        def one(place: int) -> None:
            weighted = self.columns * weight[place][:, :, None]
            grams[place] = numpy.matmul(self.columns.transpose(0, 2, 1), weighted).sum(axis=0)

        _in_threads(one, self.places)
        step = self._arrow(grams, miss)
        local, national = self._split(step)
        largest = max(
            float(numpy.abs(self.columns @ numpy.append(local[place], national)).max()) for place in range(self.places)
        )
        return numpy.asarray(step * min(1.0, _LARGEST_STEP / max(largest, _LARGEST_STEP)))

    def _arrow(self, grams: FloatArray, miss: FloatArray) -> FloatArray:
        """Solve by eliminating each governorate's own block."""
        count, places = len(self.local), self.places
        unit = self.unit.reshape(count, places).T
        misses = miss[: count * places].reshape(count, places).T
        slack = self.slack[: count * places].reshape(count, places).T
        shared = grams[:, count:, count:].sum(axis=0)
        shared = shared + numpy.diag(self.slack[count * places :] + _RIDGE * numpy.diag(shared).mean())
        right = miss[count * places :].copy()
        own, mixed = [], []
        for place in range(places):
            block = grams[place, :count, :count] * numpy.outer(unit[place], unit[place])
            own.append(block + numpy.diag(slack[place] + _RIDGE * numpy.trace(block) / max(count, 1)))
            mixed.append(grams[place, :count, count:] * unit[place][:, None])
            shared = shared - mixed[-1].T @ numpy.linalg.solve(own[-1], mixed[-1])
            right = right - mixed[-1].T @ numpy.linalg.solve(own[-1], misses[place])
        national = numpy.linalg.solve(shared, right)
        local = [numpy.linalg.solve(own[place], misses[place] - mixed[place] @ national) for place in range(places)]
        return numpy.append(numpy.stack(local).T.reshape(-1), national)

    def best_step(
        self, power: FloatArray, step: FloatArray, before: float
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """The whole step, or the first halving of it that does not make the worst miss much worse."""
        share = 1.0
        weight, miss = self.weights(power + step)
        for _ in range(_HALVINGS):
            if numpy.abs(miss).max() < _MUCH_WORSE * before:
                break
            share /= 2
            weight, miss = self.weights(power + share * step)
        return power + share * step, weight, miss


def _in_threads(task: Callable[[int], None], places: int) -> None:
    """Do the task for every governorate: each writes its own row, so the order does not matter."""
    with ThreadPoolExecutor(_THREADS) as threads:
        list(threads.map(task, range(places)))
