"""How each target is measured; importing this registers them, in the order in which they are shown."""

from openfisca_jordan_sp.populations.quality.measures import (
    aid,
    assets,
    health,
    households,
    insurance,
    money,
    people,
    work,
)

__all__ = ["aid", "assets", "health", "households", "insurance", "money", "people", "work"]
