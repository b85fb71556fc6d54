"""The codes of the members of enums that the restated rules compare with."""

from openfisca_jordan_sp.populations.schema import code
from openfisca_jordan_sp.system import law_in_force


def _codes(variable, *members):
    possible = law_in_force().variables[variable].possible_values
    return tuple(int(possible[member].index) for member in members)


HEAD, SPOUSE, CHILD = (code("family_role", role) for role in ("head", "spouse", "child"))
REFERENCE_PERSON = code("household_role", "reference_person")
(FEMALE,) = _codes("sex", "female")
JORDANIAN, FROM_GAZA = _codes("nationality", "jordanian", "palestinian_gaza")
NEVER_MARRIED, DIVORCED, WIDOWED, DESERTED = _codes(
    "marital_status", "never_married", "divorced", "widowed", "deserted"
)
NOT_DISABLED, SEVERE = _codes("disability_severity", "none", "severe")
INACTIVE, UNEMPLOYED, EMPLOYEE, DAILY_WAGE_WORKER, SELF_EMPLOYED = _codes(
    "employment_status", "inactive", "unemployed", "employee", "daily_wage_worker", "self_employed"
)
PUBLIC, PRIVATE_FORMAL, INFORMAL = _codes("employment_sector", "public", "private_formal", "informal")
AGRICULTURE, GARMENT, HARD_HIT, DOMESTIC, LOADING = _codes(
    "labour_sector", "agriculture", "garment", "hard_hit_2021", "domestic", "loading"
)
NOT_LISTED, MODERATELY, MOST = _codes("wfp_tier", "not_listed", "moderately_vulnerable", "most_vulnerable")
NO_EVENT, IMPRISONMENT, DISASTER, EXCELLENCE = _codes(
    "emergency_event", "none", "imprisonment", "natural_disaster", "academic_excellence"
)
(FOSTER,) = _codes("alternative_care_placement", "foster")
FULL_WAGE, REDUCED_WAGE = _codes("estidama_pay", "full_wage", "reduced_wage")
OLD_AGE, EARLY, TOTAL_DISABILITY, PARTIAL_DISABILITY, TOTAL_INJURY, PARTIAL_INJURY, SURVIVOR = _codes(
    "ssc_pension_claim",
    "old_age",
    "early_retirement",
    "natural_disability_total",
    "natural_disability_partial",
    "work_injury_total",
    "work_injury_partial",
    "survivor",
)
NOT_DISABLED_FOR_SSC, PARTIAL, TOTAL = _codes("natural_disability_degree", "none", "partial", "total")
NO_DEATH, IN_SERVICE, OUT_OF_SERVICE, INJURY_DEATH = _codes(
    "deceased_insured_death", "none", "in_service", "out_of_service", "work_injury"
)
WIDOW, WIDOWER, SON, DAUGHTER, OTHER_SURVIVOR = _codes(
    "survivor_kind", "widow", "widower", "son", "daughter", "other_recorded"
)
FOREIGNER_CASE, DISABILITY_CASE, DEATH_CASE, PENSION_AGE_CASE, SINGLE_WOMAN_CASE, OLDER_CASE = _codes(
    "lump_sum_case",
    "non_jordanian_leaving",
    "disability_out_of_cover",
    "death_out_of_cover",
    "short_at_pension_age",
    "single_woman",
    "older_with_few_contributions",
)
