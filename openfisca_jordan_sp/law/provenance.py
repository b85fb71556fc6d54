"""How well the numbers behind a result are known."""

from __future__ import annotations

from openfisca_core.parameters import Parameter
from openfisca_core.periods import Period

from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.catalogue import quotas
from openfisca_jordan_sp.law.reads import all_parameters_read
from openfisca_jordan_sp.policy import Policy


def values_used(policy: Policy, period: Period) -> list[tree.ValueRecord]:
    """The parameter values that a policy's programmes need in a period, by path.

    Parameters that have no value at that date are left out: nothing read them,
    or the computation would have stopped.
    """
    names = [programme.variable for programme in policy.programmes]
    in_force = [quota for quota in quotas() if policy.system.get_variable(quota.flag).get_formula(period) is not None]
    paths = set(all_parameters_read(policy.system, names, period)) | {quota.families for quota in in_force}
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
