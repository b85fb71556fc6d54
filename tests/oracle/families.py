"""Random families with every input of the law, as arrays for the package and as plain values for the oracle.

The same seed and year give the same families. Values hold in the whole calendar year;
incomes of the year before are others. An input that the law can also derive is given in
some draws and left out in others, for all families alike; the quotas' flags always are.
"""

from decimal import Decimal
from functools import cache

import numpy
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import DateUnit, Period, period
from openfisca_core.simulations import Simulation

from tests.oracle.draws import HOOKS, ROLES, Draws
from tests.oracle.scales import INCOMES

ENTITIES = ("person", "household", "family")


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
        self.count, self.year = count, year
        draws = Draws(seed, year)
        self._draw_structure(draws.chance("structure"))
        self.inputs = {key: [] for key in ENTITIES}
        for variable in sorted(system.variables.values(), key=lambda variable: variable.name):
            if draws.is_given(variable):
                self.inputs[variable.entity.key].append(variable)
        self.tables, self.last_year = {}, {}
        for key, inputs in self.inputs.items():
            roles = self.role if key == "person" else None
            incomes = [each for each in inputs if each.name in INCOMES]
            self.tables[key] = {each.name: draws.values(each, self.counts[key], roles) for each in inputs}
            self.last_year[key] = {
                each.name: draws.values(each, self.counts[key], roles, "last year") for each in incomes
            }

    def __len__(self):
        return self.count

    def _draw_structure(self, random):
        """Sizes of 1 to 12, up to four spouses, roles in any order, one family to a household or several."""
        count = self.count
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
        structure = zip(
            persons, self.family_of_person.tolist(), self.role.tolist(), self.is_member.tolist(), strict=True
        )
        for person, family, role, is_member in structure:
            person["family"] = families[family]
            person["is_reference_person"] = not is_member
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
    """Values of variables, the same in every period of a year, each stored as it is: no rule of input spreads them."""
    for variable, values in values_of.items():
        stored = EnumArray(values, variable.possible_values) if variable.value_type is Enum else values
        holder = simulation.populations[variable.entity.key].get_holder(variable.name)
        if not holder.variable.is_neutralized:
            for each in _periods(variable.definition_period, year):
                holder.put_in_cache(stored, each)


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


@cache
def _periods(unit, year):
    """The periods of a definition period in a year."""
    if unit == DateUnit.ETERNITY:
        return [Period.eternity()]
    if unit == DateUnit.YEAR:
        return [year]
    return [year.first_month.offset(index, "month") for index in range(12)]
