"""Random families with every input of the law, as arrays for the package and as plain values for the oracle.

The same seed and year give the same families. Values hold in the whole calendar year;
incomes of the year before are others. An input that the law can also derive is given in
some draws and left out in others, for all families alike; the quotas' flags always are.
"""

import datetime
import zlib
from decimal import Decimal

import numpy
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import DateUnit, Period, period
from openfisca_core.simulations import Simulation

from tests.oracle.scales import DEFAULT_IN_HALF_OF_THE_DRAWS, FREQUENT, INCOMES, SCALES, SHARES, Scale

ENTITIES = ("person", "household", "family")
ROLES = ("head", "spouse", "child", "dependant")
UNKNOWN_DATE = numpy.datetime64("0001-01-01", "D")
#: Places that a reform fills, not data about families.
HOOKS = {"reform_benefits_amount", "forsa_total_amount"}
#: Share of the draws in which an input that the law can also derive is given.
DERIVABLE_GIVEN = 0.4
#: Ages around the limits of the law, by role in the family.
EDGE_AGES = {
    "head": (17, 18, 23, *range(49, 62), 69, 70, 71),
    "spouse": (15, 16, 17, 18, 23, *range(54, 62), 69, 70),
    "child": (0, 1, 2, 4, 5, 6, 14, 15, 16, 17, 18, 19, 23, 24, 25),
    "dependant": (5, 6, 15, 17, 18, 59, 60, 69, 70, 80),
}
OTHER_AGES = {"head": (16, 95), "spouse": (15, 80), "child": (0, 35), "dependant": (0, 95)}
#: Share without an income, by role.
WITHOUT_INCOME = {"head": 0.4, "spouse": 0.7, "child": 0.9, "dependant": 0.9}


class Families:
    """Families of one draw.

    Attributes:
        count: how many.
        year: the calendar year in which their values hold.
        tables: by entity, by input: an array; enums as positions of their members.
        last_year: as `tables`, the incomes of the year before.
        inputs: by entity, the variables of the law that are given.
    """

    def __init__(self, system, count, seed, year):
        self.count, self.seed, self.year = count, seed, year
        self._begin("structure")
        self._draw_structure()
        self.inputs = {key: [] for key in ENTITIES}
        for variable in sorted(system.variables.values(), key=lambda variable: variable.name):
            if self._is_given(variable):
                self.inputs[variable.entity.key].append(variable)
        self.tables = {key: {each.name: self._draw(each) for each in self.inputs[key]} for key in ENTITIES}
        self.last_year = {
            key: {each.name: self._draw(each, "last year") for each in self.inputs[key] if each.name in INCOMES}
            for key in ENTITIES
        }

    def __len__(self):
        return self.count

    def _begin(self, *what):
        """Chance of its own for each thing that is drawn: an input more changes no other."""
        self.random = numpy.random.default_rng((self.seed, self.year, zlib.crc32(" ".join(what).encode())))

    def _draw_structure(self):
        """Sizes of 1 to 12, up to four spouses, roles in any order, one family to a household or several."""
        random, count = self.random, self.count
        sizes = random.choice(numpy.arange(1, 13), count, p=numpy.array([3, 3, 3, 3, 3, 2, 2, 1, 1, 1, 1, 1]) / 24)
        self.household_of_family = numpy.cumsum(random.random(count) < 0.85)
        self.household_of_family -= self.household_of_family[0]
        self.family_of_person = numpy.repeat(numpy.arange(count), sizes)
        self.household_of_person = self.household_of_family[self.family_of_person]
        persons = len(self.family_of_person)
        self.counts = {
            "person": persons,
            "family": count,
            "household": int(self.household_of_family[-1]) + 1,
        }
        # A place in the family by lot: the first is the head, the next ones are spouses.
        order = numpy.lexsort((random.random(persons), self.family_of_person))
        place = numpy.empty(persons, dtype=int)
        place[order] = numpy.arange(persons) - numpy.repeat(numpy.cumsum(sizes) - sizes, sizes)
        spouses = random.choice(5, count, p=[0.35, 0.45, 0.1, 0.05, 0.05])[self.family_of_person]
        younger = numpy.where(random.random(persons) < 0.85, ROLES.index("child"), ROLES.index("dependant"))
        self.role = numpy.where(place == 0, 0, numpy.where(place <= spouses, 1, younger))
        reference = random.permutation(persons)
        _, first = numpy.unique(self.household_of_person[reference], return_index=True)
        self.is_member = numpy.ones(persons, dtype=int)
        self.is_member[reference[first]] = 0

    def _is_given(self, variable):
        """Inputs always; what the law can derive in some draws, and the quotas' flags always."""
        if not variable.formulas:
            return variable.name not in HOOKS
        self._begin(variable.name, "is given")
        in_this_draw = self.random.random() < DERIVABLE_GIVEN
        return bool(variable.set_input) and (in_this_draw or variable.name.endswith("_inside_quota"))

    def _draw(self, variable, when="this year"):
        """Values of one input for all units of its entity."""
        self._begin(variable.name, when)
        count = self.counts[variable.entity.key]
        if variable.name in DEFAULT_IN_HALF_OF_THE_DRAWS and self.random.random() < 0.5:
            return numpy.asarray(variable.default_array(count))
        own = {"birth_date": self._birth_dates, "age": self._ages}
        if variable.name in own:
            return own[variable.name]()
        by_type = {
            Enum: self._members,
            bool: self._booleans,
            datetime.date: self._dates,
            int: self._counts,
            float: self._amounts,
        }
        return by_type[variable.value_type](variable, count)

    def _booleans(self, variable, count):
        return self.random.random(count) < SHARES.get(variable.name, 0.5)

    def _dates(self, variable, count):
        """Days of the last forty years; a fifth are unknown."""
        days = numpy.datetime64(f"{self.year - 40}-01-01", "D") + self.random.integers(0, 40 * 365, count)
        return numpy.where(self.random.random(count) < 0.2, UNKNOWN_DATE, days)

    def _counts(self, variable, count):
        return SCALES.get(variable.name, Scale((), 0, 7)).draw(self.random, count, 0).astype(int)

    def _amounts(self, variable, count):
        """In fils; not a number for some units only where that is the default."""
        values = SCALES.get(variable.name, Scale((), 0, 500)).draw(self.random, count, 3)
        if variable.entity.key == "person" and variable.name in INCOMES:
            values = numpy.where(self.random.random(count) < self._by_role(WITHOUT_INCOME), 0, values)
        if numpy.isnan(variable.default_value):
            values = numpy.where(self.random.random(count) < 0.1, numpy.nan, values)
        return values

    def _by_role(self, shares):
        return numpy.array([shares[role] for role in ROLES])[self.role]

    def _members(self, variable, count):
        """Positions of members; every member is drawn."""
        members = list(variable.possible_values)
        values = self.random.integers(0, len(members), count)
        if variable.name not in FREQUENT:
            return values
        frequent, share = FREQUENT[variable.name]
        return numpy.where(self.random.random(count) < share, variable.possible_values[frequent].index, values)

    def _ages(self):
        """Ages on the first of January, half of them around a limit; a few are unknown."""
        random, persons = self.random, self.counts["person"]
        ages = numpy.zeros(persons, dtype=int)
        for code, role in enumerate(ROLES):
            edges = random.choice(numpy.array(EDGE_AGES[role]), persons)
            others = random.integers(*OTHER_AGES[role], persons)
            drawn = numpy.where(random.random(persons) < 0.5, edges, others)
            ages = numpy.where(self.role == code, drawn, ages)
        return numpy.where(random.random(persons) < 0.02, -1, ages)

    def _birth_dates(self):
        """Births of such ages: in the year, a fifth on the first or second of a month, a few not yet or unknown."""
        random, persons = self.random, self.counts["person"]
        ages = self._ages()
        years = (self.year - 1 - ages - 1970).astype("datetime64[Y]")
        dates = years.astype("datetime64[D]") + random.integers(1, 366, persons)
        of_month = dates.astype("datetime64[M]").astype("datetime64[D]") + random.integers(0, 2, persons)
        dates = numpy.where(random.random(persons) < 0.2, of_month, dates)
        return numpy.where(random.random(persons) < 0.02, UNKNOWN_DATE, dates)

    def simulation(self, system, instead=None):
        """A simulation of the families under `system`, told every input for the calendar year and the one before.

        Args:
            system: the law, or a policy.
            instead: arrays of variables that are told instead of what was drawn.
        """
        told = {} if instead is None else instead
        built = Simulation(system, system.instantiate_entities())
        for key, population in built.populations.items():
            population.count = self.counts[key]
            population.ids = range(population.count)
        self._join(built, "household", self.household_of_person, self.is_member)
        self._join(built, "family", self.family_of_person, self.role)
        for year in (self.year - 1, self.year):
            for key in ENTITIES:
                table = self.tables[key] if year == self.year else self.tables[key] | self.last_year[key]
                drawn = {each: table[each.name] for each in self.inputs[key] if each.name not in told}
                _tell(built, drawn, period(str(year)))
            _tell(built, {system.variables[name]: values for name, values in told.items()}, period(str(year)))
        return built

    @staticmethod
    def _join(built, key, groups, codes):
        group = built.populations[key]
        group.members_entity_id = groups
        group.members_role = numpy.array(group.entity.flattened_roles, dtype=object)[codes]

    def plain(self):
        """The families as plain Python values, each with its members and its household."""
        households = self._rows("household")
        families = self._rows("family")
        persons = self._rows("person")
        for family, household in zip(families, self.household_of_family.tolist(), strict=True):
            family["household"] = households[household]
            family |= {"members": [], "spouses": [], "children": [], "dependants": []}
        groups = {1: "spouses", 2: "children", 3: "dependants"}
        for person, family, role in zip(persons, self.family_of_person.tolist(), self.role.tolist(), strict=True):
            person["family"] = families[family]
            person["role"] = ROLES[role]
            families[family]["members"].append(person)
            if role:
                families[family][groups[role]].append(person)
            else:
                families[family]["head"] = person
        return families

    @staticmethod
    def persons_of(families):
        """The persons of plain families, in the order of the arrays."""
        return [person for family in families for person in family["members"]]

    def _rows(self, key):
        """One dictionary for each unit of an entity."""
        rows = _rows_of(self.inputs[key], self.tables[key], self.counts[key])
        earlier = [each for each in self.inputs[key] if each.name in INCOMES]
        for row, before in zip(rows, _rows_of(earlier, self.last_year[key], self.counts[key]), strict=True):
            row["last_year"] = before
            row["memory"] = {}
        return rows


def _tell(simulation, values_of, year):
    """Values of variables, the same in every period of a year."""
    for variable, values in values_of.items():
        stored = EnumArray(values, variable.possible_values) if variable.value_type is Enum else values
        holder = simulation.populations[variable.entity.key].get_holder(variable.name)
        for each in _periods(variable, year):
            holder.set_input(each, stored)


def plain_defaults(system):
    """By entity, the plain value of each input of which nothing is known."""
    inputs = [each for each in system.variables.values() if not each.formulas and each.name not in HOOKS]
    return {
        key: {each.name: _plain(each, each.default_array(1))[0] for each in inputs if each.entity.key == key}
        for key in ENTITIES
    }


def _rows_of(variables, table, count):
    if not variables:
        return [{} for _ in range(count)]
    names = [variable.name for variable in variables]
    columns = [_plain(variable, table[variable.name]) for variable in variables]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _plain(variable, values):
    if variable.value_type is Enum:
        names = [member.name for member in variable.possible_values]
        return [names[code] for code in values.tolist()]
    if variable.value_type is float:
        return [None if value != value else Decimal(repr(value)) for value in values.tolist()]  # noqa: PLR0124 - NaN
    return values.tolist()


def _periods(variable, year: Period):
    if variable.definition_period == DateUnit.ETERNITY:
        return [Period.eternity()]
    if variable.definition_period == DateUnit.YEAR:
        return [year]
    return [year.first_month.offset(index, "month") for index in range(12)]
