"""Bounds of the Unified Cash Transfer, moved each January by the rise of prices since 2022."""

from collections.abc import Mapping

from openfisca_core.parameters import ParameterNode

from openfisca_jordan_sp.law.parameters import find, record_at, records

BASE_DATE = "2022-01-01"
BOUNDS = ("national_aid_fund.uct.benefit_minimum", "national_aid_fund.uct.benefit_maximum")
FILS = 3


def values(parameters: ParameterNode) -> Mapping[str, Mapping[str, float]]:
    """Each bound of 2022 times the index of the year before over the index of 2021, to the fils.

    A year's mean is known only when the year is over, so January follows the year before.
    """
    index = {record.date: record.value for record in records(find(parameters, "statistics.consumer_price_index"))}
    base = index["2021-01-01"]
    later = {f"{int(day[:4]) + 1}-01-01": value for day, value in index.items() if day >= BASE_DATE}
    bounds = {path: record_at(find(parameters, path), BASE_DATE).value for path in BOUNDS}
    return {
        path: {day: round(bound * value / base, FILS) for day, value in later.items()} for path, bound in bounds.items()
    }
