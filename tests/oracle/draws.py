"""How each input of the random families is drawn: by its name, else by its type and unit."""

import datetime
import zlib

import numpy
from openfisca_core.indexed_enums import Enum

from tests.oracle.scales import (
    DAYS,
    DEFAULT_IN_HALF_OF_THE_DRAWS,
    FREQUENT,
    INCOMES,
    SHARES,
    TOLD_OF_EVERYBODY,
    scale_of,
)

#: Roles in a family, by the position that stands for them.
ROLES = ("head", "spouse", "child", "dependant")
UNKNOWN_DATE = numpy.datetime64("0001-01-01", "D")
#: Places that a reform fills, not data about families.
HOOKS = {"reform_benefits_amount", "forsa_total_amount"}
#: Share of the draws in which an input that the law can also derive is given.
DERIVABLE_GIVEN = 0.4
#: Ages around the limits of the law, by role in the family.
EDGE_AGES = {
    "head": (15, 16, 17, 18, 23, 27, 28, 29, 30, 40, 41, *range(44, 62), 69, 70, 71),
    "spouse": (15, 16, 17, 18, 23, *range(54, 62), 69, 70),
    "child": (0, 1, 2, 4, 5, 6, 14, 15, 16, 17, 18, 19, 23, 24, 25),
    "dependant": (5, 6, 15, 17, 18, 59, 60, 69, 70, 80),
}
OTHER_AGES = {"head": (16, 95), "spouse": (15, 80), "child": (0, 35), "dependant": (0, 95)}
#: Share without an income, by role.
WITHOUT_INCOME = {"head": 0.4, "spouse": 0.7, "child": 0.9, "dependant": 0.9}


class Draws:
    """The draws of one seed and year; each thing has chance of its own, so that an input more changes no other."""

    def __init__(self, seed, year):
        self.seed, self.year = seed, year

    def chance(self, *what):
        """The generator of one thing."""
        return numpy.random.default_rng((self.seed, self.year, zlib.crc32(" ".join(what).encode())))

    def is_given(self, variable):
        """Inputs always; what the law can derive in some draws, and the quotas' flags always."""
        if not variable.formulas:
            return variable.name not in HOOKS
        in_this_draw = self.chance(variable.name, "is given").random() < DERIVABLE_GIVEN
        return bool(variable.set_input) and (in_this_draw or variable.name.endswith("_inside_quota"))

    def values(self, variable, count, roles=None, when="this year"):
        """Values of one input for `count` units; `roles` are those of persons in their families."""
        random = self.chance(variable.name, when)
        if variable.name in DEFAULT_IN_HALF_OF_THE_DRAWS and random.random() < 0.5:
            return numpy.asarray(variable.default_array(count))
        if variable.name == "birth_date":
            return self._birth_dates(random, roles)
        if variable.name == "age":
            return ages(random, roles)
        by_type = {Enum: members, bool: booleans, datetime.date: self._dates, int: whole, float: amounts}
        values = by_type[variable.value_type](random, variable, count)
        if roles is not None and variable.name in INCOMES:
            values = numpy.where(random.random(count) < by_role(WITHOUT_INCOME, roles), 0, values)
        return values

    def _dates(self, random, variable, count):
        """Days of the last forty years, or as said of the input; a fifth are unknown."""
        edges, years = DAYS.get(variable.name, ((), 40))
        days = numpy.datetime64(f"{self.year - years}-01-01", "D") + random.integers(0, years * 365, count)
        if edges:
            at_edges = random.choice(numpy.array(edges, dtype="datetime64[D]"), count)
            days = numpy.where(random.random(count) < 0.3, at_edges, days)
        return numpy.where(random.random(count) < 0.2, UNKNOWN_DATE, days)

    def _birth_dates(self, random, roles):
        """Births of such ages; a fifth on the first or second of a month, a few to come or unknown."""
        count = len(roles)
        years = (self.year - 1 - ages(random, roles) - 1970).astype("datetime64[Y]")
        dates = years.astype("datetime64[D]") + random.integers(1, 366, count)
        of_month = dates.astype("datetime64[M]").astype("datetime64[D]") + random.integers(0, 2, count)
        dates = numpy.where(random.random(count) < 0.2, of_month, dates)
        return numpy.where(random.random(count) < 0.02, UNKNOWN_DATE, dates)


def by_role(values, roles):
    """The value of each person's role."""
    return numpy.array([values[role] for role in ROLES])[roles]


def ages(random, roles):
    """Ages on the first of January, half of them around a limit; a few are unknown, or of those yet to be born."""
    count = len(roles)
    drawn = numpy.zeros(count, dtype=int)
    for code, role in enumerate(ROLES):
        edges = random.choice(numpy.array(EDGE_AGES[role]), count)
        others = random.integers(*OTHER_AGES[role], count)
        drawn = numpy.where(roles == code, numpy.where(random.random(count) < 0.5, edges, others), drawn)
    return numpy.where(random.random(count) < 0.02, -1, drawn)


def members(random, variable, count):
    """Positions of an enumeration's members; every member is drawn."""
    possible = variable.possible_values
    values = random.integers(0, len(list(possible)), count)
    if variable.name not in FREQUENT:
        return values
    frequent, share = FREQUENT[variable.name]
    return numpy.where(random.random(count) < share, possible[frequent].index, values)


def booleans(random, variable, count):
    """Half of them hold, where nothing else is said."""
    return random.random(count) < SHARES.get(variable.name, 0.5)


def whole(random, variable, count):
    """Whole numbers, by the scale of the input."""
    return scale_of(variable).draw(random, count, 0).astype(int)


def amounts(random, variable, count):
    """In fils; some are not a number only where that is the default."""
    values = scale_of(variable).draw(random, count, 3)
    unknown = 0.1 if numpy.isnan(variable.default_value) else 0
    if variable.name in TOLD_OF_EVERYBODY:
        unknown = 0
    return numpy.where(random.random(count) < unknown, numpy.nan, values)
