"""What is taken where a user does not say; apart from all else, so that a command's help loads nothing for it."""

#: The month of the figures.
DEFAULT_PERIOD = "2026-01"

#: Amounts are rounded to fils and dinars: a smaller raise would measure the rounding.
SMALLEST_STEP = 1.0

#: Types of losing households, if a user does not say how many, and the facts that tell each apart at most.
DEFAULT_TYPES, FACTS_OF_A_TYPE = 6, 3
MOST_TYPES = 2**FACTS_OF_A_TYPE
