"""How well the numbers behind a result are known."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from openfisca_core.parameters import Parameter
from openfisca_core.periods import Period

from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.catalogue import quotas
from openfisca_jordan_sp.law.reads import all_parameters_read
from openfisca_jordan_sp.policy import Policy


def values_used(
    policy: Policy, period: Period, names: Iterable[str], flags: Collection[str] = ()
) -> list[tree.ValueRecord]:
    """The parameter values that some variables of a policy need in a period, by path.

    Parameters that have no value at that date are left out: nothing read them,
    or the computation would have stopped.

    Args:
        policy: the law in force, or with reforms.
        period: a month.
        names: the variables.
        flags: the quotas that left anybody in or out, by their flags.
    """
    reached = {quota.families for quota in quotas() if quota.flag in flags}
    paths = set(all_parameters_read(policy.system, names, period)) | reached
    records = []
    for path in sorted(paths):
        parameter = tree.find(policy.system.parameters, path)
        if isinstance(parameter, Parameter):
            record = tree.record_at(parameter, str(period.start))
            if record is not None and record.value is not None:
                records.append(record)
    return records


def not_verified(records: list[tree.ValueRecord]) -> list[tree.ValueRecord]:
    """Those of some values that were not read in a source as they stand."""
    return [record for record in records if record.confidence != tree.VERIFIED]
