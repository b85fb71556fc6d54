"""Many families at once: tables of facts in, entitlements out; a mistake in one family never stops the others.

    >>> from openfisca_jordan_sp.batch import calculate_batch
    >>> columns = {"family_id": ["a", "a"], "role": ["head", "spouse"], "wage": [260, None]}
    >>> [answer] = calculate_batch(columns, "2026-01", ["uct_entitled"])
    >>> answer.values["uct_entitled"].tolist()
    [False]

A row of the table is a person: `family_id`, `role` (head, spouse, child, dependant), `household_id` and `person_id`
where there are any, the facts of persons under their names, those of the family and of the household under `family.…`
and `household.…` (in the row of the head). Rows of a family stand together, and so do families of a household. What
is null is not told: the law works it out, or its default holds.
"""

from openfisca_jordan_sp.batch.answers import Answer, Units
from openfisca_jordan_sp.batch.calculating import calculate_batch, calculate_cases, calculate_table
from openfisca_jordan_sp.batch.question import DEFAULT_OUTPUTS, BatchQuestion
from openfisca_jordan_sp.batch.tables import PersonTable, from_arrow, from_columns, from_parquet, from_stream

__all__ = [
    "DEFAULT_OUTPUTS",
    "Answer",
    "BatchQuestion",
    "PersonTable",
    "Units",
    "calculate_batch",
    "calculate_cases",
    "calculate_table",
    "from_arrow",
    "from_columns",
    "from_parquet",
    "from_stream",
]
