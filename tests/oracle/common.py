"""What the programmes share: dated numbers, ages, sizes and a memory for the month."""

import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import wraps


class MissingNumberError(Exception):
    """No source gives the value, and somebody needs it."""


class Series:
    """A number of the law over time, from each date until the next; `None` where nobody knows it."""

    def __init__(self, **values):
        """Dates as `y2020`, `y2020_04` or `y2020_04_14`."""
        self.steps = [(_date(key), value if value is None else Decimal(value)) for key, value in values.items()]
        self.found = {}

    def known(self, day):
        """The value on a day; `None` before the first one and where there is none."""
        if day not in self.found:
            earlier = [value for start, value in self.steps if start <= day]
            self.found[day] = earlier[-1] if earlier else None
        return self.found[day]

    def at(self, day):
        """The value on a day. Raises `MissingNumberError` where `known` finds nothing."""
        found = self.known(day)
        if found is None:
            raise MissingNumberError
        return found

    def begun(self, day):
        """Whether the series has begun by a day."""
        return self.steps[0][0] <= day


def _date(key):
    year, *rest = (int(part) for part in key[1:].split("_"))
    month, day = (*rest, 1, 1)[:2]
    return datetime.date(year, month, day)


def once(rule):
    """Remember what a rule says of a unit until another day is asked for."""

    @wraps(rule)
    def remembered(unit, day):
        memory = unit["memory"]
        if memory.get("day") != day:
            memory.clear()
            memory["day"] = day
        if rule not in memory:
            memory[rule] = rule(unit, day)
        return memory[rule]

    return remembered


def age(person, day):
    """Completed years on a day; `None` where nobody knows, or before birth."""
    told = person.get("age")
    if told is not None:
        return told if told >= 0 else None
    birth = person["birth_date"]
    if birth.year == 1:
        return None
    years = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    return years if years >= 0 else None


def is_child(person, day):
    """Child Rights Law, article 2: below 18, in earlier periods too. Unknown ages are no children's."""
    years = age(person, day)
    return years is not None and years < 18


#: Section 2.4 of the dossier on social development; no age is documented before.
ELDERLY_FROM = Series(y2018=60)


def is_elderly(person, day):
    """Aged 60 or more."""
    years = age(person, day)
    return ELDERLY_FROM.at(day) <= (-1 if years is None else years)


def is_citizen(person):
    """A Jordanian with a national number."""
    return person["nationality"] == "jordanian"


def citizens(family):
    """Citizens of a family: the size that the Fund counts."""
    return sum(is_citizen(person) for person in family["members"])


def size(family):
    """Everybody in the family."""
    return len(family["members"])


def to_fils(amount):
    """Three decimals, halves upwards."""
    return amount.quantize(Decimal("0.001"), rounding=ROUND_HALF_UP)


def to_dinars(amount):
    """Whole dinars, halves upwards."""
    return amount.quantize(Decimal(1), rounding=ROUND_HALF_UP)
