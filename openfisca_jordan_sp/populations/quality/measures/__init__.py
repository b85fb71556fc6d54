"""How each target is measured; importing this registers them, in the order in which they are shown."""

from openfisca_jordan_sp.populations.quality.measures import (
    aid,
    assets,
    health,
    households,
    money,
    people,
    work,
    work_records,
)

__all__ = ["aid", "assets", "health", "households", "money", "people", "work", "work_records"]
