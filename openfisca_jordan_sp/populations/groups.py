"""Groups of ages and of household sizes, as the targets name them."""

from __future__ import annotations

#: An age, and a size of a household, that nothing reaches.
_BEYOND = 200


def group_bounds(group: str) -> tuple[int, int]:
    """First age (or size) of a group such as `15-24`, `65+` or `7`, and the first above it.

    >>> group_bounds("15-24")
    (15, 25)
    """
    if group.endswith("+"):
        return int(group[:-1]), _BEYOND
    low, _, high = group.partition("-")
    return int(low), int(high or low) + 1
