"""The synthetic Kingdom: template households, calibrated weights, then attributes, part by part.

Margins are met by calibration, structure by construction, behaviour by
alignment; what policy pays is never fitted. Everything follows from the seed
and the targets alone.

>>> from openfisca_jordan_sp.populations.synthesise import synthesise
>>> population = synthesise(2_000, seed=1)
"""

from openfisca_jordan_sp.populations.synthesise.blueprint import FEWEST_HOUSEHOLDS, Blueprint, draw_blueprint
from openfisca_jordan_sp.populations.synthesise.kingdom import synthesise, synthesise_to

__all__ = ["FEWEST_HOUSEHOLDS", "Blueprint", "draw_blueprint", "synthesise", "synthesise_to"]
