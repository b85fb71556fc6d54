"""Households at random, written down both ways: as rows of a table of persons, and as a situation each."""

from __future__ import annotations

import random

from openfisca_jordan_sp import read_population
from openfisca_jordan_sp.populations.schema import Kind, column_named
from openfisca_jordan_sp.situations import build_situation
from openfisca_jordan_sp.system import clear_law_errors

PLURALS = {"spouse": "spouses", "child": "children", "dependant": "dependants"}
_NO_FACTS = {"household_id", "family_id", "person_id", "family_role", "household_role", "household_weight"}


def alone(system, situation, outputs, period):
    """What one situation gets by itself: values by output; or the code and the place of its first problem."""
    from openfisca_jordan_sp.errors import JordanSPError

    try:
        simulation, _ = build_situation(system, situation, period)
        with clear_law_errors():
            return {name: simulation.calculate(name, when) for name, when in outputs.items()}
    except JordanSPError as error:
        return error.code


def demo_households(count, seed):
    """Households of the demo, each a list of families, each a list of rows; some facts are left out at random."""
    population, draw = read_population("demo"), random.Random(seed)
    return [_household(population, number, draw) for number in draw.sample(range(population.household_count), count)]


def _household(population, number, draw):
    part = population.take([number])
    told = draw.random()
    families = []
    for family in range(part.family_count):
        rows = []
        for person in range(part.person_count):
            if part.persons["family_id"][person] == family:
                facts = _facts(part.persons, person, lambda: draw.random() < told)
                rows.append({"role": _item("family_role", part.persons["family_role"][person]), **facts})
        rows.sort(key=lambda row: row["role"] != "head")
        facts = _facts(part.families, family, lambda: draw.random() < told)
        if draw.random() < 0.5:
            facts["naf_targeting_score"] = draw.choice([20, 48.5, 70])
        if draw.random() < 0.5:
            facts["is_uct_inside_quota"] = draw.random() < 0.5
        rows[0] |= {f"family.{name}": value for name, value in facts.items()}
        families.append(rows)
    home = _facts(part.households, 0, lambda: draw.random() < told)
    families[0][0] |= {f"household.{name}": value for name, value in home.items()}
    return families


def _facts(table, row, is_told):
    facts = {}
    for name in table:
        if name in _NO_FACTS or not is_told():
            continue
        kind, value = column_named(name).kind, table[name][row]
        if kind == Kind.ENUM:
            facts[name] = _item(name, value)
        elif kind == Kind.DATE:
            facts[name] = str(value)
        elif value == value:  # noqa: PLR0124 - only NaN is not itself
            facts[name] = value.item()
    return facts


def _item(name, code):
    return column_named(name).members[code]


def as_columns(households):
    """A table of persons; families are numbered on and on."""
    rows, family = [], 0
    for number, families in enumerate(households):
        for members in families:
            rows += [{"household_id": f"h{number}", "family_id": f"f{family}", **row} for row in members]
            family += 1
    names = list(dict.fromkeys(name for row in rows for name in row))
    return {name: [row.get(name) for row in rows] for name in names}


def as_situation(families):
    """The same household as OpenFisca describes it."""
    made = {"persons": {}, "families": {}, "households": {"home": {"members": []}}}
    home = made["households"]["home"]
    for number, rows in enumerate(families):
        unit = made["families"][f"family {number}"] = {}
        for place, row in enumerate(rows):
            name = f"{number} {place}"
            for column, value in row.items():
                entity, _, fact = column.rpartition(".")
                if column != "role" and value is not None:
                    into = {"": made["persons"].setdefault(name, {}), "family": unit, "household": home}[entity]
                    into[fact] = value
            made["persons"].setdefault(name, {})
            if row["role"] == "head":
                unit["head"] = name
            else:
                unit.setdefault(PLURALS[row["role"]], []).append(name)
            if number == 0 and row["role"] == "head":
                home["reference_person"] = name
            else:
                home["members"].append(name)
    return made
