"""The engine as the benchmarks and the restatement's test call it: in this one place."""

from openfisca_jordan_sp.engine import evaluate as engine


def engine_month(policies, population, month):
    """JOD of the month for each programme granted by the month and each family, one mapping a policy."""
    return [_programmes(policy, engine._evaluate_month(policy, population, month).amounts) for policy in policies]


def engine_twelfths(policies, population, month):
    """A twelfth of what is granted by the year, in the same form."""
    years = [engine._evaluate_year(policy, population, month.this_year) for policy in policies]
    return [
        {name: amount / 12 for name, amount in _programmes(policy, year).items()}
        for policy, year in zip(policies, years, strict=True)
    ]


def plain_month(policies, population, month):
    """`engine_month` as each policy evaluated alone, month by month, nothing shared: what a faster way must equal."""
    return [_programmes(policy, engine._evaluate_month(policy, population, month).amounts) for policy in policies]


def _programmes(policy, amounts):
    return {item.id: amounts[item.id] for item in policy.programmes if item.id in amounts}
