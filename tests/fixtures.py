"""What several tests share: a small population, made once."""

from functools import cache

SMALL = 1500


@cache
def small_population():
    """A synthetic population that takes a second to make."""
    from openfisca_jordan_sp.populations.synthesise import synthesise

    return synthesise(SMALL, seed=3)
