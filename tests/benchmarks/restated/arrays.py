"""What all rules in numpy share: sums over families, roundings, and the rows inside a quota.

`persons` is always a mapping from column to array, one value a person: of everybody (`Inputs.persons`), or of some
rows (`Rows`). A rule works for both.
"""

import numpy

from openfisca_jordan_sp.errors import UnsetParameterError
from tests.benchmarks.restated.codes import FEMALE, FROM_GAZA, JORDANIAN


class Rows:
    """Some rows of a table: a column is cut when a rule asks for it."""

    def __init__(self, table, rows):
        self._table, self._rows = table, rows

    def __getitem__(self, name):
        return self._table[name][self._rows]


def sum_of(inputs, values):
    """Sum over the members of each family, in the order of persons."""
    return numpy.bincount(inputs.persons["family_id"], values, len(inputs.head))


def sum_of_rows(inputs, rows, values):
    """The same where only some persons have a value."""
    return numpy.bincount(inputs.persons["family_id"][rows], values, len(inputs.head))


def count_of(inputs, persons):
    """How many members of each family are among some persons (a mask, or rows)."""
    return numpy.bincount(inputs.persons["family_id"][persons], minlength=len(inputs.head))


def any_of(inputs, persons):
    """Whether each family has one of some persons (a mask, or rows)."""
    found = numpy.zeros(len(inputs.head), dtype=bool)
    found[inputs.persons["family_id"][persons]] = True
    return found


def round_half_up(amounts, unit):
    """Whole multiples of `unit`, halves upwards."""
    multiples = amounts / unit
    multiples += 0.5 + 1e-6
    numpy.floor(multiples, out=multiples)
    multiples *= unit
    return multiples


def by_size(size, scale):
    """JOD by the size of a family."""
    larger = numpy.where(size <= scale.second_limit, scale.middle, scale.large)
    return numpy.where(size <= scale.first_limit, scale.small, larger)


def is_at_least(persons, name, pair):
    """Whether a count reaches the number for men or for women."""
    values, is_female = persons[name], persons["sex"] == FEMALE
    return (is_female & (values >= pair[1])) | (~is_female & (values >= pair[0]))


def has_reached(persons, pair):
    """Whether the age for men or for women is reached, given as the birth dates of those who just reach it."""
    born, is_female = persons["birth_date"], persons["sex"] == FEMALE
    return (is_female & (born <= pair[1])) | (~is_female & (born <= pair[0]))


def is_below(persons, day, days):
    """Whether born, and below the age that those born on `day` reach on the first of the month."""
    born = persons["birth_date"]
    return (born > day) & (born <= days.first_of_month)


def citizens_of(inputs):
    """Citizens of each family."""
    return inputs.size - count_of(inputs, inputs.persons["nationality"] != JORDANIAN)


def head_of(inputs, name):
    """A column of persons, for the head of each family."""
    return inputs.persons[name][inputs.head]


def head_from_gaza(inputs):
    """Whether the head is of Gaza origin."""
    return head_of(inputs, "nationality") == FROM_GAZA


def inside_quota(candidates, score, weight, families):
    """The rows of `candidates` with the lowest scores whose weights together do not exceed the quota."""
    if weight[candidates].sum() <= families * (1 - 1e-9):
        return candidates
    order = candidates[numpy.argsort(score[candidates], kind="stable")]
    return order[numpy.cumsum(weight[order]) <= families]


def require(path, value, needed):
    """Stop where somebody needs an amount that no source gives.

    Raises:
        UnsetParameterError: somebody does.
    """
    if numpy.isnan(value) and numpy.any(needed):
        raise UnsetParameterError(path, "2026")
