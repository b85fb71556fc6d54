"""The headline results of every reform of the catalogue on the demo, as `tests/reforms_expected.csv` holds them.

`python -m tests.reforms.expected` writes the file anew: look at what changed before you keep it.
"""

from pathlib import Path

import pandas

from openfisca_jordan_sp.comparison import Comparisons, compare_each
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import catalogue

FILE = Path(__file__).parents[1] / "reforms_expected.csv"
DEFAULT_MONTH = "2026-01"
#: Reforms that change nothing any more by 2026. For the exemption, the first year whose poverty line is known.
OWN_MONTHS = {"bread_compensation_2020": "2020-01", "income_tax_exemptions_9000_proposal_2013": "2018-01"}
COLUMNS = ["reform", "period", "measure", "unit", "law_in_force", "reform_value", "difference"]
#: Measure: its unit, the table of a comparison, which row of it, the column, decimals kept.
MEASURES = {
    "cost_month": ("JOD/month", "programmes", -1, "cost_month", 3),
    "cost_year": ("JOD/year", "programmes", -1, "cost_year", 3),
    "families_reached": ("families", "programmes", -1, "families", 3),
    "persons_reached": ("persons", "programmes", -1, "persons", 3),
    "levies_year": ("JOD/year", "levies", -1, "cost_year", 3),
    "poverty_headcount": ("share", "poverty", 0, "headcount", 9),
    "poverty_gap": ("share", "poverty", 0, "gap", 9),
    "gini": ("share", "inequality", 0, "gini", 9),
}
#: Persons who gain or lose: there is no such number under the law in force.
CHANGES = {"persons_who_gain": "persons_gain", "persons_who_lose": "persons_lose"}
ENTITIES = {"person": "persons", "family": "families", "household": "households"}


def month_of(policy):
    """The month of a reform's figures: January 2026, or the first month in which it is in force."""
    first = min(provision.date for provision in policy.provisions())
    return OWN_MONTHS.get(policy.id) or max(DEFAULT_MONTH, first[:7])


def headlines():
    """The rows of every reform, computed together where the month is the same."""
    policies = [Policy.of(name) for name in catalogue()]
    months = {policy.id: month_of(policy) for policy in policies}
    tables = {}
    for month in sorted(set(months.values())):
        result = compare_each([p for p in policies if months[p.id] == month], "demo", month, "national")
        each = result.comparisons if isinstance(result, Comparisons) else (result,)
        tables |= {one.policy.id: one.tables for one in each}
    rows = [row for name, month in months.items() for row in rows_of(name, month, tables[name])]
    return pandas.DataFrame(rows, columns=COLUMNS)


def rows_of(name, month, tables):
    """Main figures first, then the services to which other people have a right than before."""
    start = (name, month)
    for measure, (unit, table, row, column, decimals) in MEASURES.items():
        yield (*start, measure, unit, *_trio(tables[table].iloc[row], column, decimals))
    everybody = tables["winners_losers"].iloc[-1]
    for measure, column in CHANGES.items():
        count = _rounded(everybody[column], 3)
        yield (*start, measure, "persons", 0.0, count, count)
    for _, service in tables["services"].iterrows():
        if service["entitled_difference"]:
            unit = ENTITIES[service["entity"]]
            yield (*start, f"entitled.{service['service']}", unit, *_trio(service, "entitled", 3))
        if service["value_month_difference"] and not pandas.isna(service["value_month_difference"]):
            yield (*start, f"value.{service['service']}", "JOD/month", *_trio(service, "value_month", 3))


def _trio(row, column, decimals):
    before, after = (_rounded(row[f"{column}_{of}"], decimals) for of in ("baseline", "reform"))
    return before, after, _rounded(after - before, decimals)


def _rounded(value, decimals):
    return round(float(value), decimals) + 0.0  # no minus before a nought


def expected():
    """The file as it stands."""
    return pandas.read_csv(FILE)


def main():
    headlines().to_csv(FILE, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
