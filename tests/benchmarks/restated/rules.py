"""Which programmes are restated, and in which place their amounts stand."""

from openfisca_jordan_sp.law.catalogue import programmes

#: Programmes that have no rule in 2026.
WITHOUT_RULE = ("takaful_1", "takaful_3", "bread_compensation")

#: Programmes granted by the year: the question of a month does not ask for them.
YEARLY = ("physical_rehabilitation", "gharimat_support", "unhcr_winter_cash", "fuel_compensation_2012")

#: Programmes granted by the month.
MONTHLY = tuple(item.id for item in programmes() if item.id not in {*WITHOUT_RULE, *YEARLY})

#: The place of each of them.
PLACE = {programme: place for place, programme in enumerate(MONTHLY)}
