"""Income limits of loans to productive families, raised with consumer prices since 2018."""

from collections.abc import Mapping

from openfisca_core.parameters import ParameterNode

from openfisca_jordan_sp.law.parameters import find, record_at, records

LIMITS = "social_development_law.productive_families.income_limit"
NAMES = ("single", "up_to_five", "over_five_or_disability")
START = "2026-01-01"


def values(parameters: ParameterNode) -> Mapping[str, Mapping[str, float]]:
    """Each limit times the index of 2025 over that of 2018, the first year of the index, to the dinar."""
    index = {record.date: record.value for record in records(find(parameters, "statistics.consumer_price_index"))}
    rise = index["2025-01-01"] / index["2018-01-01"]
    paths = [f"{LIMITS}.{name}" for name in NAMES]
    return {path: {START: round(record_at(find(parameters, path), START).value * rise)} for path in paths}
