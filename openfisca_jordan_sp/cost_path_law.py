"""The law in years to come: its statistics go on by the series that carry the population."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from openfisca_core.parameters import Parameter

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.parameters import find, records
from openfisca_jordan_sp.policy import Policy, with_changes
from openfisca_jordan_sp.populations.ageing import LAST_YEAR, AgeingSeries
from openfisca_jordan_sp.reform import Reform
from openfisca_jordan_sp.reform_checks import changes_of
from openfisca_jordan_sp.system import law_in_force


@dataclass(frozen=True)
class Policies:
    """The law in force and the policy compared with it."""

    baseline: Policy
    reform: Policy


def with_projected_statistics(policy: Policy, series: AgeingSeries) -> Policies:
    """Both policies with the law's index of prices carried on after its last known year.

    A rule or a reform that follows prices would otherwise stand still while dinars are aged by prices. Values that a
    reform works out from the law are worked out anew from the longer index. Everything else in the law stays.

    Args:
        policy: the law in force with the reforms.
        series: those whose values are a parameter of the law are carried on, to the last year of ageing.
    """
    baseline, reform = projected([policy], series)
    return Policies(baseline, reform)


def projected(policies: Sequence[Policy], series: AgeingSeries) -> list[Policy]:
    """The same for several policies: first the law in force, then each in their order."""
    projection = _projection(series)
    law = law_in_force().parameters
    longer = with_changes(law, projection, projection.values)
    made = [Policy((projection,))]
    for policy in policies:
        reforms = [
            replace(reform, values=changes_of(reform, longer), code=replace(reform.code, values=None))
            for reform in policy.reforms
        ]
        made.append(Policy((projection, *reforms)))
    return made


def _projection(series: AgeingSeries) -> Reform:
    """What is assumed of the law's statistics, written as a reform."""
    values = {path: dict(dated) for path, dated in _projected(series) if dated}
    title = Text("Prices as assumed", "الأسعار كما هي مفترضة")
    return Reform(id="projected_statistics", title=title, status="scenario", values=values)


def _projected(series: AgeingSeries) -> Iterator[tuple[str, dict[str, float]]]:
    for one in series.money.values():
        parameter = find(law_in_force().parameters, one.parameter) if one.parameter else None
        if isinstance(parameter, Parameter):
            last = int(records(parameter)[-1].date[:4])
            yield one.parameter, {f"{year}-01-01": one.at(year).number for year in range(last + 1, LAST_YEAR + 1)}
