"""How much is drawn: a few seeds a year with `make test`, many with `make properties`."""

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", "1"))
HOMES = int(os.environ.get("PROPERTY_HOMES", "250"))

seeds = st.integers(min_value=0, max_value=2**24)
#: A raise, in whole dinars a month.
raises = st.one_of(st.integers(min_value=1, max_value=10), st.integers(min_value=11, max_value=500))
#: A draw is hundreds of families: a failing one is told by its seed, not made smaller.
drawn = settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
