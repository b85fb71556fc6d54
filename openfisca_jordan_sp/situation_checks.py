"""What can be wrong in a description of persons, families and households: all of it is told at once.

OpenFisca's own builder stops at the first mistake, tells it in English alone, and computes a text such as `9*9` that
stands where a number should. So everything is looked at here before the builder sees it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from openfisca_core.periods import DateUnit
from openfisca_core.periods import period as parse_period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from openfisca_jordan_sp.errors import NO_HINT, Problem, SituationError, Text
from openfisca_jordan_sp.situation_values import both, value_problem

#: The groups of a situation, and what one unit of each is called.
PLURALS = {
    "persons": Text("persons", "الأفراد"),
    "families": Text("families", "الأسر"),
    "households": Text("households", "الأسر المعيشية"),
}
_OF_ONE = {
    "person": Text("a person", "صفات الفرد"),
    "family": Text("a family", "صفات الأسرة"),
    "household": Text("a household", "صفات الأسرة المعيشية"),
}
#: The role of a group that exactly one person has.
LEADERS = {"families": "head", "households": "reference_person"}
#: What core takes beside the groups.
_AXES = "axes"


def problem(path: str, message: Text, hint: Text = NO_HINT) -> Problem:
    """One mistake in a situation."""
    return Problem("situation_error", path, message, hint)


def raise_problems(problems: Sequence[Problem], path: str = "situation") -> None:
    """Raise all problems as one error; nothing where there is none.

    Raises:
        SituationError: with a line for each problem.
    """
    if not problems:
        return
    if len(problems) == 1:
        raise SituationError(problems[0].message, path=problems[0].path, hint=problems[0].hint)
    raise SituationError(listed(problems), path=path)


def listed(problems: Sequence[Problem]) -> Text:
    """All problems as one message, a line for each."""
    return Text(_lines(problems, "en"), _lines(problems, "ar"))


def _lines(problems: Sequence[Problem], language: str) -> str:
    lines = []
    for one in problems:
        said = " ".join(filter(None, (getattr(one.message, language), getattr(one.hint, language))))
        lines.append(f"{one.path}: {said}")
    return "\n".join(lines)


def unknown_variable(system: TaxBenefitSystem, name: str, path: str) -> Problem:
    """That there is no such variable, with the nearest names."""
    near = get_close_matches(str(name), system.variables, n=3, cutoff=0.6)
    hint = both("Nearest: {}.", "الأقرب: {}.", near) if near else NO_HINT
    return problem(path, Text(f"There is no variable {name}.", f"لا يوجد متغير باسم {name}."), hint)


def situation_problems(system: TaxBenefitSystem, situation: Mapping[str, Any]) -> list[Problem]:
    """Every mistake in the form and in the facts of a situation; groups may be left out."""
    found = [*form_problems(situation)]
    for entity in system.entities:
        units = situation.get(entity.plural)
        if not isinstance(units, Mapping):
            continue
        if not entity.is_person and units:
            found += _membership_problems(entity.plural, entity, units, _mapping(situation.get("persons")))
        for unit, values in units.items():
            found += _unit_problems(system, entity, f"{entity.plural}.{unit}", values)
    return found


def form_problems(situation: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with the groups themselves: unknown ones, no objects, no head or several."""
    for key in situation:
        if key not in PLURALS and key != _AXES:
            message = Text("is no part of a situation.", "ليس جزءا من وصف الحالة.")
            yield problem(str(key), message, both("Known: {}.", "المعروف: {}.", PLURALS))
    for plural in PLURALS:
        value = situation.get(plural)
        if value is not None and not isinstance(value, Mapping):
            yield problem(plural, Text("must be an object.", "يجب أن يكون كائنا."))
        elif plural in LEADERS:
            yield from _leader_problems(plural, LEADERS[plural], _mapping(value))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _leader_problems(plural: str, role: str, groups: Mapping[str, Any]) -> Iterator[Problem]:
    """Every group that is given has exactly one person in its first role: the law looks at the head."""
    for name, group in groups.items():
        count = len(as_list(group.get(role))) if isinstance(group, Mapping) else 0
        if count != 1:
            yield problem(
                f"{plural}.{name}",
                Text(f"must have exactly one {role}, not {count}.", f"يجب أن يكون فيها {role} واحد لا {count}."),
            )


def as_list(value: Any) -> list[str]:
    """Who stands in a role: nobody, one or several."""
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def _unit_problems(system: TaxBenefitSystem, entity: Any, path: str, values: Any) -> Iterator[Problem]:
    if not isinstance(values, Mapping):
        yield problem(path, Text("must be an object of names and values.", "يجب أن يكون أسماء وقيما."))
        return
    roles = () if entity.is_person else role_names(entity)
    for name, value in values.items():
        if name not in roles:
            yield from _fact_problems(system, entity.key, f"{path}.{name}", str(name), value)


def role_names(entity: Any) -> tuple[str, ...]:
    """The names under which the members of a group stand, in the singular and in the plural."""
    return tuple(name for role in entity.roles for name in {role.key, role.plural or role.key})


def _membership_problems(
    plural: str, entity: Any, units: Mapping[str, Any], persons: Mapping[str, Any]
) -> Iterator[Problem]:
    """Who stands in a role and is nobody, in two groups or in none; too many in a role."""
    places: dict[str, list[str]] = {}
    for unit, values in units.items():
        for role in entity.roles if isinstance(values, Mapping) else ():
            path, members = f"{plural}.{unit}.{role.plural or role.key}", _members(values, role)
            for member in members:
                places.setdefault(member, []).append(str(unit))
            yield from (_nobody(path, member, persons) for member in members if member not in persons)
            most = role.max
            if most and most > 1 and len(members) > most:
                said = Text(f"holds {len(members)}, at most {most}.", f"فيه {len(members)} والحد الأعلى {most}.")
                yield problem(path, said)
    for person in persons:
        found = places.get(str(person), [])
        if len(found) != 1:
            yield _misplaced(str(person), plural, found)


def _misplaced(person: str, plural: str, places: Sequence[str]) -> Problem:
    """Somebody in no group, or more than once in them."""
    arabic = PLURALS[plural].ar
    if not places:
        message = Text(f"stands in none of the {plural}.", f"لا ينتمي إلى أي من {arabic}.")
    else:
        message = both(f"stands more than once in the {plural}: {{}}.", f"مذكور أكثر من مرة في {arabic}: {{}}.", places)
    return problem(f"persons.{person}", message)


def _members(values: Mapping[str, Any], role: Any) -> list[str]:
    return as_list(values.get(role.plural or role.key, values.get(role.key)))


def _nobody(path: str, member: str, persons: Mapping[str, Any]) -> Problem:
    message = Text(f"names {member}, who is none of the persons.", f"يذكر {member} ولا أحد بهذا الاسم بين الأفراد.")
    return problem(path, message, both("They are: {}.", "الأفراد: {}.", persons))


def _fact_problems(system: TaxBenefitSystem, key: str, path: str, name: str, value: Any) -> Iterator[Problem]:
    """What is wrong with one fact of one unit."""
    variable = system.variables.get(name)
    if variable is None:
        yield unknown_variable(system, name, path)
        return
    if variable.entity.key != key:
        right = _OF_ONE[variable.entity.key]
        yield problem(
            path,
            Text(f"is told of {right.en}, not of {_OF_ONE[key].en}.", f"من {right.ar} لا من {_OF_ONE[key].ar}."),
        )
        return
    dated = value.items() if isinstance(value, Mapping) else (("", value),)
    for when, one in dated:
        place = f"{path}.{when}" if when else path
        wrong = _period_problem(variable, str(when), place) if when else None
        if wrong is not None:
            yield wrong
            continue
        told = value_problem(variable, one)
        if told is not None:
            yield problem(place, *told)


def _period_problem(variable: Variable, when: str, path: str) -> Problem | None:
    """What is wrong with the date of a fact."""
    try:
        period = parse_period(when)
    except ValueError:
        return problem(path, Text(f"{when!r} is not a period.", f"{when!r} ليس فترة."), _FORM)
    unit = variable.definition_period
    is_spread = bool(variable.set_input) and period.unit in (DateUnit.MONTH, DateUnit.YEAR)
    if unit == DateUnit.ETERNITY or is_spread or (period.unit == unit and period.size == 1):
        return None
    if unit == DateUnit.YEAR:
        return problem(path, Text("is told by the year.", "يُذكر لسنة كاملة."), Text("Write 2026.", "اكتب 2026."))
    return problem(path, Text("is told by the month.", "يُذكر لشهر بعينه."), Text("Write 2026-01.", "اكتب 2026-01."))


_FORM = Text("Write 2026-01 for a month, 2026 for a year.", "اكتب 2026-01 للشهر و2026 للسنة.")
