"""Winter aid and the fuel support of shocks, moved by the rise of consumer prices."""

from collections.abc import Mapping

from openfisca_core.parameters import ParameterNode

from openfisca_jordan_sp.law.parameters import find, record_at, records

WINTER = "national_aid_fund.winter_aid.mean_per_family"
#: The last winter paid, and the next.
LAST_WINTER, NEXT_WINTER = "2025-12-01", "2026-12-01"
FUEL = (
    "shock_response.vertical.one_or_two_persons",
    "shock_response.vertical.three_or_four_persons",
    "shock_response.vertical.five_or_more_persons",
)
FUEL_BASE, FUEL_START = "2022-01-01", "2026-01-01"
FILS = 3


def values(parameters: ParameterNode) -> Mapping[str, Mapping[str, float]]:
    """Amounts to the fils; prices are those of the last year whose mean is known, 2025.

    Winter aid of December 2026 has the rise from 2024 to 2025, fuel support that from 2022 to 2025.
    """
    index = {record.date: record.value for record in records(find(parameters, "statistics.consumer_price_index"))}
    winter = record_at(find(parameters, WINTER), LAST_WINTER).value * index["2025-01-01"] / index["2024-01-01"]
    rise = index["2025-01-01"] / index[FUEL_BASE]
    fuel = {
        path: {FUEL_START: round(record_at(find(parameters, path), FUEL_START).value * rise, FILS)} for path in FUEL
    }
    return {WINTER: {NEXT_WINTER: round(winter, FILS)}, **fuel}
