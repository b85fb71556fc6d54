"""The same people as core's populations and as fast ones: a small system whose only law is its groups."""

from functools import cache

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from openfisca_jordan_sp.fast.memberships import Membership
from openfisca_jordan_sp.fast.persons import fast_populations

Person = build_entity(key="person", plural="persons", label="", is_person=True)
Family = build_entity(
    key="family",
    plural="families",
    label="",
    containing_entities=("household",),
    roles=[
        {"key": "head", "max": 1},
        {"key": "parent", "plural": "parents", "subroles": ["mother", "father"]},
        {"key": "child", "plural": "children"},
        {"key": "guest", "plural": "guests"},
    ],
)
Household = build_entity(
    key="household", plural="households", label="", roles=[{"key": "owner", "max": 1}, {"key": "dweller"}]
)
HEAD, MOTHER, FATHER, CHILD, GUEST = range(5)
PARENTS = Family.roles[1]
ROLES = [None, *Family.roles, *PARENTS.subroles]


class Colour(Enum):
    __order__ = "red green blue"
    red = "Red"
    green = "Green"
    blue = "Blue"


class wage(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH


class rent(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH


class aid(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH


class colour(Variable):
    value_type = Enum
    possible_values = Colour
    default_value = Colour.red
    entity = Person
    definition_period = DateUnit.MONTH


@cache
def system():
    made = TaxBenefitSystem([Person, Family, Household])
    made.add_variables(wage, rent, aid, colour)
    return made


class People:
    """Who belongs to which family and household, and in which role: random, from a seed.

    Args:
        seed: of the draw.
        are_sorted: whether members stand one group after the other.
        with_empty: whether groups may be empty; core itself is wrong where the last one is.
    """

    def __init__(self, seed, are_sorted=False, with_empty=False):
        self.draw = numpy.random.default_rng(seed)
        self.families = int(self.draw.integers(1, 9))
        sizes = self.draw.integers(0 if with_empty else 1, 6, self.families)
        sizes[-1] = max(sizes[-1], 1)
        family = numpy.repeat(numpy.arange(self.families), sizes)
        roles = numpy.concatenate([self._roles(size) for size in sizes]).astype(numpy.int8)
        self.households = (self.families + 1) // 2
        if not are_sorted:
            order = self.draw.permutation(len(family))
            family, roles = family[order], roles[order]
        self.count, self.family, self.roles = len(family), family, roles
        self.household = family // 2
        self.household_roles = self.draw.integers(0, 2, self.count).astype(numpy.int8)

    def _roles(self, size):
        """At most one head, mother and father a family; each may be missing."""
        roles = self.draw.choice([CHILD, GUEST], size)
        for place, role in enumerate(self.draw.permutation([HEAD, MOTHER, FATHER])[:size]):
            if self.draw.random() < 0.6:
                roles[place] = role
        return self.draw.permutation(roles)

    def memberships(self):
        return {
            "family": Membership(self.family, self.roles, self.families),
            "household": Membership(self.household, self.household_roles, self.households),
        }

    def counts(self):
        return {"person": self.count, "family": self.families, "household": self.households}

    def plain(self):
        """Core's own populations."""
        return self.filled(system().instantiate_entities())

    def filled(self, populations):
        """Populations filled through the attributes that core's builder sets."""
        simulation = Simulation(system(), populations)
        for key, count in self.counts().items():
            populations[key].count, populations[key].ids = count, list(range(count))
        for key, ids, codes in (
            ("family", self.family, self.roles),
            ("household", self.household, self.household_roles),
        ):
            populations[key].members_entity_id = ids
            populations[key].members_role = numpy.array(populations[key].entity.flattened_roles)[codes]
        return simulation

    def fast(self):
        """Fast populations, filled as core's builder does."""
        return self.filled(fast_populations(system()))

    def bound(self, memberships=None):
        """Fast populations on memberships that may be shared."""
        populations = fast_populations(system())
        simulation = Simulation(system(), populations)
        populations["person"].count, populations["person"].ids = self.count, range(self.count)
        for key, membership in (memberships or self.memberships()).items():
            populations[key].bind(membership)
        return simulation

    def arrays(self, count):
        """One array of each kind that formulas hold."""
        draw = self.draw
        return {
            "float32": draw.normal(0, 1000, count).astype(numpy.float32),
            "float64": draw.normal(0, 1000, count),
            "int32": draw.integers(-5, 5, count, dtype=numpy.int32),
            "bool": draw.random(count) < 0.4,
            "enum": EnumArray(draw.integers(0, 3, count).astype(numpy.int16), Colour),
            "date": (draw.integers(0, 20_000, count)).astype("datetime64[D]"),
            "text": draw.choice(["a", "bb", "ccc"], count),
            "nan": numpy.where(draw.random(count) < 0.3, numpy.nan, 1.0),
        }


def outcome(function):
    """What a call gives: its array, or the kind and words of its error."""
    try:
        result = function()
    except Exception as error:
        return type(error).__name__, str(error)
    return result


def assert_same(ours, theirs):
    """The same error, or arrays of the same class (or one of its kind), dtype and values to the bit."""
    if isinstance(theirs, tuple) or isinstance(ours, tuple):
        assert ours == theirs
        return
    assert isinstance(ours, type(theirs))
    assert ours.dtype == theirs.dtype
    assert getattr(ours, "possible_values", None) is getattr(theirs, "possible_values", None)
    numpy.testing.assert_array_equal(numpy.asarray(ours), numpy.asarray(theirs))
