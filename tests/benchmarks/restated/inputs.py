"""The arrays of a population as the restated rules read them, once for any number of policies."""

from dataclasses import dataclass
from typing import Any

import numpy

from openfisca_jordan_sp.populations.schema import code, may_lack
from openfisca_jordan_sp.system import law_in_force

HEAD, CHILD = code("family_role", "head"), code("family_role", "child")
REFERENCE_PERSON = code("household_role", "reference_person")
FEMALE = code("sex", "female")
JORDANIAN, FROM_GAZA = code("nationality", "jordanian"), code("nationality", "palestinian_gaza")
DIVORCED, WIDOWED = code("marital_status", "divorced"), code("marital_status", "widowed")
DESERTED = code("marital_status", "deserted")
SEVERE = code("disability_severity", "severe")
UNEMPLOYED, EMPLOYEE = code("employment_status", "unemployed"), code("employment_status", "employee")
DAILY_WAGE_WORKER = code("employment_status", "daily_wage_worker")
PUBLIC, PRIVATE_FORMAL = code("employment_sector", "public"), code("employment_sector", "private_formal")
INFORMAL = code("employment_sector", "informal")
AGRICULTURE = code("labour_sector", "agriculture")
NOT_LISTED, MODERATELY, MOST = (
    code("wfp_tier", tier) for tier in ("not_listed", "moderately_vulnerable", "most_vulnerable")
)
#: Columns that a population may lack and the rules read.
READ = {
    "has_given_birth",
    "recent_maternity_contributions",
    "successive_maternity_contributions",
    "is_in_treasury_pension_scheme",
    "ssc_contributions_count",
    "ssc_actual_contributions_count",
    "ssc_last_contributory_wage",
    "was_last_job_privately_insured",
    "unemployment_spell_month",
    "unemployment_spells_before",
    "unemployment_insurance_contributions",
    "contributions_since_unemployment_spell",
    "labour_sector",
    "wfp_tier",
    "is_on_unhcr_cash_list",
    "hazard_rank",
}
UNKNOWN_DAY = int(numpy.datetime64("0001-01-01", "D").astype(numpy.int64))


@dataclass(frozen=True)
class Inputs:
    """Columns by name, births in days since 1970, and where each family begins.

    Attributes:
        persons: one value a person, ordered by family with the head first.
        families: one value a family.
        households: one value a household.
        head: the row of each family's head, who is its first member.
        size: members of each family.
        weight: families of the Kingdom that each family stands for.
        buffers: two arrays of persons to work in: fresh memory costs more than the sums in it.
    """

    persons: dict[str, Any]
    families: dict[str, Any]
    households: dict[str, Any]
    head: Any
    size: Any
    weight: Any
    buffers: tuple[Any, Any]


def inputs_of(population):
    """The arrays of a population; what it has no column for is the law's default.

    Raises:
        ValueError: there are insured events, but no wage to replace.
    """
    events = ("has_given_birth", "was_last_job_privately_insured")
    if "ssc_last_contributory_wage" not in population.persons and any(name in population.persons for name in events):
        raise ValueError("Benefits of social security need ssc_last_contributory_wage.")
    persons = _table(population, "persons", population.person_count)
    persons["birth_date"] = persons["birth_date"].view(numpy.int64)
    head = numpy.flatnonzero(persons["family_role"] == HEAD)
    return Inputs(
        persons=persons,
        families=_table(population, "families", population.family_count),
        households=_table(population, "households", population.household_count),
        head=head,
        size=numpy.diff(head, append=population.person_count),
        weight=population.family_weight,
        buffers=(numpy.empty(population.person_count), numpy.empty(population.person_count)),
    )


def _table(population, name, count):
    """The columns of a table, with the defaults of those that are read and that it may lack."""
    columns = dict(population.table(name))
    for column in may_lack(name):
        if column.name in READ and column.name not in columns:
            default = law_in_force().variables[column.name].default_array(count)
            columns[column.name] = numpy.asarray(default).astype(column.dtype)
            columns[column.name].flags.writeable = False  # as those of a population: numba compiles one way only
    return columns
