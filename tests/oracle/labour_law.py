"""Labour Law, article 52: the minimum wage (dossier on social security, tax and labour, section 7)."""

from tests.oracle.common import Series, is_citizen

#: Jordanians, and others whom the rises of 2012 and 2017 left out.
JORDANIANS = Series(y2006_06=110, y2009=150, y2012_02=190, y2017_03=220, y2021=260, y2025=290)
OTHERS = Series(y2006_06=110, y2009=150, y2021=230, y2022=245, y2023=260, y2025=290)
#: Activities with an amount of their own, by whether the worker is a Jordanian.
OWN_AMOUNTS = {
    ("garment", True): Series(y2012_02=170, y2017_03=None),
    ("garment", False): Series(y2012_02=110, y2021=220, y2025=230),
    ("domestic", False): Series(y2021=150, y2025=None),
    ("loading", False): Series(y2021=150, y2025=None),
    ("hard_hit_2021", True): Series(y2021=220, y2021_06=None),
}


def minimum_wage(person, day):
    """The amount of the activity where it has one, else the general one."""
    citizen = is_citizen(person)
    own = OWN_AMOUNTS.get((person["labour_sector"], citizen))
    amount = own.known(day) if own else None
    return (JORDANIANS if citizen else OTHERS).at(day) if amount is None else amount


EXTRAS = {"minimum_wage_amount": minimum_wage}
