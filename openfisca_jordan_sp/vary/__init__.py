"""One household along an input: what it is entitled to and has, with every cliff found exactly."""

from openfisca_jordan_sp.vary.axis import Over, parse_over
from openfisca_jordan_sp.vary.cliff import Cliff, Moved, Reason, Stretch
from openfisca_jordan_sp.vary.search import cliffs_of
from openfisca_jordan_sp.vary.variation import Variation, vary

__all__ = ["Cliff", "Moved", "Over", "Reason", "Stretch", "Variation", "cliffs_of", "parse_over", "vary"]
