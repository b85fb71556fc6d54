"""The rows of a report on how consumption, wages and pensions are spread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openfisca_jordan_sp.populations.quality.distribution import (
    HIGH_CONSUMPTION,
    Consumption,
    Spread,
    gini,
    share,
    spread,
)
from openfisca_jordan_sp.populations.quality.published import beside, published
from openfisca_jordan_sp.populations.quality.rows import COMPARED_TOLERANCE, Block, Row, Verdict
from openfisca_jordan_sp.populations.quality.tally import Tally
from openfisca_jordan_sp.populations.quality.view import MONTHS
from openfisca_jordan_sp.populations.targets import Targets


def gini_row(consumption: Consumption, targets: Targets) -> Iterator[Row]:
    """The Gini index beside its target, if there is one."""
    target = targets.by_name.get("consumption.gini")
    if target is None:
        return
    found = gini(consumption.per_head, consumption.persons)
    tolerance = COMPARED_TOLERANCE * target.value
    yield Row(
        block=Block.COMPARED,
        name=target.name,
        part="",
        unit=target.unit,
        achieved=found,
        verdict=Verdict.OK if abs(found - target.value) <= tolerance else Verdict.WARN,
        target=target.value,
        tolerance=tolerance,
        role=target.role,
        date=target.date,
        source=target.source,
        confidence=target.confidence,
    )


def distribution_rows(
    consumption: Consumption, in_bands: Mapping[tuple[str, str], Tally], targets: Targets
) -> Iterator[Row]:
    """Tenths of persons and of households, shares of bands, and who consumes much."""
    heads = spread(consumption.per_head, consumption.persons)
    homes = spread(consumption.amount, consumption.weight)
    yield from _spread_rows("consumption_per_head", "JOD/person/month", heads)
    yield from _spread_rows("consumption_per_household", "JOD/household/month", homes)
    if "prices.uprating_2018_to_2025" in targets.by_name:
        yield _high_row(consumption, targets["prices.uprating_2018_to_2025"])
    for (column, band), found in in_bands.items():
        yield _info(f"{column}_band", f"{band} JOD/month", "share of receivers", found.achieved)


def _spread_rows(name: str, unit: str, of: Spread) -> Iterator[Row]:
    for number, (mean, part) in enumerate(zip(of.means, of.shares, strict=True), start=1):
        yield _info(f"{name}.decile_mean", str(number), unit, mean)
        yield _info(f"{name}.decile_share", str(number), "share of consumption", part)
    yield _info(f"{name}.gini", "", "index", of.gini)
    yield _info(f"{name}.p90_to_p10", "", "factor", of.ratio)


def _high_row(consumption: Consumption, uprating: float) -> Row:
    """The survey counted income, the population has consumption: warned of, never judged."""
    (wanted,) = published("distribution")
    found = share(consumption.amount * MONTHS / uprating > HIGH_CONSUMPTION, consumption.weight)
    return beside(wanted, Block.DISTRIBUTION, found)


def _info(name: str, part: str, unit: str, value: float) -> Row:
    return Row(Block.DISTRIBUTION, name, part, unit, value, Verdict.INFO)
