"""A request read: who there is, what is told of them, what is asked. Each cell is looked at once.

Nothing is computed here, and no array is made; `building.py` does it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openfisca_core.periods import Period

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.situation_checks import form_problems
from openfisca_jordan_sp.situations import complete_situation

from ..settings import Settings
from .axes import NO_AXES, Axes, read_axes
from .dates import NotAPeriod, period_asked, pieces
from .known import KnownSystem, KnownVariable, UnknownName
from .members import Units, one_each, read_members
from .refusals import Mistake, RefusedError, RefusedNameError, too_large

_OBJECT = Text("Invalid type: must be of type 'Object'.", "يجب أن يكون كائنا.")
_NO_PERIOD = Text(
    "Can't deal with type: expected object. Input variables should be set for specific periods. For instance: "
    "{'salary': {'2017-01': 2000, '2017-02': 2500}}, or {'birth_date': {'ETERNITY': '1980-01-01'}}.",
    "تُذكر القيم لفترات محددة، مثل {'salary': {'2017-01': 2000}} أو {'birth_date': {'ETERNITY': '1980-01-01'}}.",
)
#: What a unit may be called, as `/spec` says it: no character that cannot be seen or that turns a line about.
_ID = re.compile("[^\\x00-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]{1,200}")
_WRONG_ID = Text(
    "An id has 1 to 200 characters, and none that cannot be seen or that changes the direction of a line.",
    "المعرف من حرف إلى 200 حرف، وليس فيه حرف لا يُرى أو يغير اتجاه السطر.",
)
#: Periods that values for longer ones may be spread over, in one request.
_MOST_PIECES = 20_000
#: Numbers that the arrays of one request may hold.
MOST_NUMBERS = 20_000_000


@dataclass(slots=True)
class Told:
    """The values that some units are told for one variable and period.

    Attributes:
        period: of the values.
        is_exact: whether it is one of the variable's own periods.
        where: the path of the first of them.
        units: their places.
        values: as arrays hold them.
    """

    period: Period
    is_exact: bool
    where: tuple[str, ...]
    units: list[int] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)


@dataclass(slots=True)
class Asked:
    """The cells of the request that ask for one variable and period.

    Attributes:
        known: the variable.
        text: the period, as the request writes it.
        period: the same.
        where: the path of the first cell.
        units: their places.
        cells: the objects of the request that hold the nulls.
    """

    known: KnownVariable
    text: str
    period: Period
    where: tuple[str, ...]
    units: list[int] = field(default_factory=list)
    cells: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Situation:
    """What a request says.

    Attributes:
        known: the system.
        units: of each entity, by its plural.
        told: by variable and by the text of the period.
        asked: by variable and by the text of the period.
        order: each cell asked for, in the order of the request.
        axes: along which the situation is repeated.
        notes: what was derived.
    """

    known: KnownSystem
    units: dict[str, Units] = field(default_factory=dict)
    told: dict[KnownVariable, dict[str, Told]] = field(default_factory=dict)
    asked: dict[tuple[KnownVariable, str], Asked] = field(default_factory=dict)
    order: list[Asked] = field(default_factory=list)
    axes: Axes = NO_AXES
    notes: tuple[Text, ...] = ()

    def count(self, plural: str) -> int:
        """How many units of an entity there are, copies along axes included."""
        return len(self.units[plural].ids) * self.axes.copies


def read_situation(known: KnownSystem, body: Any, settings: Settings) -> Situation:
    """A request as what it says. The objects of `body` are kept: answers are written into them.

    Raises:
        RefusedError: a mistake, at its place.
        TooLargeError: more than the service takes in one request.
    """
    if not isinstance(body, dict):
        raise RefusedError(("error",), _OBJECT)
    _refuse_unknown_entities(known, body)
    persons = body.get(known.persons)
    if not persons:
        raise RefusedError((known.persons,), _no_persons(known))
    _units_of(known.persons, persons, settings)
    completed, notes = _completed(known, body)
    units = {known.persons: Units(list(persons))}
    places = {name: place for place, name in enumerate(persons)}
    for entity in known.groups:
        given = _units_of(entity.plural, completed[entity.plural], settings) if entity.plural in completed else None
        if given is None:
            _refuse_axes_without_groups(body, entity.plural)
            units[entity.plural] = one_each(units[known.persons])
        else:
            units[entity.plural] = read_members(
                entity, given, places, known.persons, may_stand_alone=not known.is_jordan
            )
    sizes = {plural: len(one.ids) for plural, one in units.items()}
    axes = read_axes(known, body["axes"], sizes, settings) if "axes" in body else NO_AXES
    situation = Situation(known, units, axes=axes, notes=notes)
    for plural, of_entity in completed.items():
        roles = known.role_keys.get(plural, frozenset())
        for place, (name, facts) in enumerate(of_entity.items() if plural in units else ()):
            _read_facts(situation, plural, name, place, facts, roles)
    _refuse_too_much(situation)
    return situation


def _refuse_unknown_entities(known: KnownSystem, body: Mapping[str, Any]) -> None:
    unknown = [key for key in body if key not in known.entities and key != "axes"]
    if unknown:
        names, are = ", ".join(unknown[:5]), ", ".join(known.entities)
        raise RefusedError(
            (unknown[0],),
            Text(
                "Some entities in the situation are not defined in the loaded tax and benefit system. These entities "
                f"are not found: {names}. The defined entities are: {are}.",
                f"هذه الكيانات غير معرفة في المنظومة: {names}. المعرف منها: {are}.",
            ),
        )


def _no_persons(known: KnownSystem) -> Text:
    key = known.system.person_entity.key
    return Text(
        f"No {key} found. At least one {key} must be defined to run a simulation.",
        f"لم يُذكر أحد: يلزم ذكر واحد على الأقل في {known.persons}.",
    )


def _units_of(plural: str, given: Any, settings: Settings) -> dict[str, Any]:
    """The units of an entity, each an object."""
    if not isinstance(given, dict):
        raise RefusedError((plural,), _OBJECT)
    if len(given) > settings.most_persons:
        raise too_large(f"There are {len(given)} {plural}", f"عدد {plural} هو {len(given)}", settings.most_persons)
    for name, facts in given.items():
        if not isinstance(facts, dict):
            raise RefusedError((plural, name), _OBJECT)
        if not _ID.fullmatch(name):
            raise RefusedError((plural,), _WRONG_ID)
    return given


def _completed(known: KnownSystem, body: dict[str, Any]) -> tuple[dict[str, Any], tuple[Text, ...]]:
    """The situation with the groups that the law of Jordan lets a request leave out, and what was derived."""
    if not known.is_jordan:
        return body, ()
    for plural in known.entities:
        if plural in body and body[plural] is None:
            raise RefusedError((plural,), _OBJECT)
    for problem in form_problems(body):
        raise RefusedError(problem.path.split(".", 1), problem.message)
    if all(body.get(entity.plural) for entity in known.groups):
        return body, ()
    completed, notes = complete_situation({key: value for key, value in body.items() if key != "axes"})
    derived = {key: value for key, value in completed.items() if not body.get(key)}
    return {**body, **derived}, tuple(notes)


def _refuse_axes_without_groups(body: Mapping[str, Any], plural: str) -> None:
    if "axes" in body:
        raise RefusedError(
            (plural,),
            Text(
                f"We could not find any specified {plural}. In order to expand over axes, all group entities and roles "
                "must be fully specified. See "
                "https://openfisca.org/doc/simulate/replicate-simulation-inputs.html.",
                f"لم تُذكر {plural}: يلزم وصف كل المجموعات والأدوار عند استعمال axes.",
            ),
        )


def _read_facts(
    situation: Situation, plural: str, unit: str, place: int, facts: Mapping[str, Any], roles: frozenset[str]
) -> None:
    """What is told and asked of one unit."""
    for name, dated in facts.items():
        if name in roles:
            continue
        known = _variable(situation.known, plural, unit, name)
        if type(dated) is not dict:
            raise RefusedError((plural, unit, name), _NO_PERIOD)
        told = situation.told.get(known)
        if told is None:
            told = situation.told[known] = {}
        for text, value in dated.items():
            if value is None:
                _ask(situation, known, text, (plural, unit, name, text), place, dated)
                continue
            cells = told.get(text)
            if cells is None:
                cells = told[text] = _told(situation, known, text, (plural, unit, name, text))
            try:
                cells.values.append(known.read(value))
            except Mistake as mistake:
                raise RefusedError((plural, unit, name, text), mistake.message) from None
            cells.units.append(place)


def _variable(system: KnownSystem, plural: str, unit: str, name: str) -> KnownVariable:
    try:
        return system.variable(name, plural)
    except UnknownName as mistake:
        raise RefusedNameError((plural, unit, name), mistake.message) from None
    except Mistake as mistake:
        raise RefusedError((plural, unit, name), mistake.message) from None


def _told(situation: Situation, known: KnownVariable, text: str, where: tuple[str, ...]) -> Told:
    try:
        period, is_own = situation.known.told(known, text)
    except Mistake as mistake:
        raise RefusedError(_place_of(where, mistake), mistake.message) from None
    return Told(period, is_own, where)


def _ask(
    situation: Situation,
    known: KnownVariable,
    text: str,
    where: tuple[str, ...],
    place: int,
    cell: dict[str, Any],
) -> None:
    asked = situation.asked.get((known, text))
    if asked is None:
        try:
            period = period_asked(known.variable, text)
        except Mistake as mistake:
            raise RefusedError(_place_of(where, mistake), mistake.message) from None
        asked = situation.asked[known, text] = Asked(known, text, period, where)
    asked.units.append(place)
    asked.cells.append(cell)
    situation.order.append(asked)


def _place_of(where: Sequence[str], mistake: Mistake) -> Sequence[str]:
    """Where core tells a mistake in a period: a text that is none at the variable, a wrong one at itself."""
    return where[:-1] if isinstance(mistake, NotAPeriod) else where


def _refuse_too_much(situation: Situation) -> None:
    """Refuse what would take more memory or time than one request may have, before any of it is taken."""
    told = [(known, one) for known, by_text in situation.told.items() for one in by_text.values()]
    cells = [*told, *((one.known, one) for one in situation.asked.values())]
    numbers = sum(situation.count(known.plural) for known, _ in cells)
    if numbers > MOST_NUMBERS:
        raise too_large(f"There are {numbers} values to keep", f"عدد القيم {numbers}", MOST_NUMBERS)
    spread = sum(pieces(known.variable, one.period) for known, one in told if not one.is_exact)
    if spread > _MOST_PIECES:
        raise too_large(
            f"Values are spread over {spread:.0f} periods", f"القيم موزعة على {spread:.0f} فترة", _MOST_PIECES
        )
