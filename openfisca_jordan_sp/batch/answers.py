"""What a batch is answered with, some families at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy

from openfisca_jordan_sp.batch.computing import compute
from openfisca_jordan_sp.batch.described import Array, BoolArray, IntArray
from openfisca_jordan_sp.batch.lines import Gathering
from openfisca_jordan_sp.batch.question import BatchQuestion
from openfisca_jordan_sp.errors import Problem, Text


@dataclass(frozen=True, eq=False)
class Units:
    """The persons, families or households that were computed, in the order of their lines.

    Attributes:
        line: the line of the answer that each belongs to, from 0.
        ids: of each, within its line; of persons and households none where no output is of them.
    """

    line: IntArray
    ids: Sequence[str]


@dataclass(frozen=True, eq=False)
class Answer:
    """Some lines of the answer: a line is a family of a table, or what one line of a file describes.

    Attributes:
        ids: of the lines; empty where none was told.
        problems: by the number of the line, why it was refused; the others were computed.
        units: by the key of an entity, those of the lines that were computed.
        group_of: the place among the families, and among the households, of each person.
        values: by output, one value for each unit of its entity.
        notes: by the number of the line, what was derived in it.
    """

    ids: Sequence[str]
    problems: Mapping[int, Sequence[Problem]]
    units: Mapping[str, Units]
    group_of: Mapping[str, IntArray]
    values: Mapping[str, Array]
    notes: Mapping[int, Sequence[Text]]

    @property
    def persons(self) -> int:
        """How many persons were computed."""
        return len(self.units["person"].line)

    @property
    def families(self) -> int:
        """How many families were computed."""
        return len(self.units["family"].line)


@dataclass(frozen=True, eq=False)
class _Piece:
    """What one gathering gives: for each entity the lines, the ids and the places of its units, and the values.

    `group_of` counts among the units that were computed.
    """

    lines: Mapping[str, IntArray]
    group_of: Mapping[str, IntArray]
    ids: Mapping[str, Sequence[str]]
    places: Mapping[str, IntArray]
    values: Mapping[str, Array]


def answer(
    question: BatchQuestion,
    ids: Sequence[str],
    gatherings: Sequence[Gathering],
    refused: Mapping[int, Sequence[Problem]],
    family_starts: IntArray | None = None,
) -> Answer:
    """Compute some cases.

    Args:
        question: what is asked.
        ids: of the lines.
        gatherings: what can be computed.
        refused: why the other cases are not, by their number.
        family_starts: of a table the first line of each case, and at the end their number: each of its families has
            a line; None where a case has one.
    """
    problems: dict[int, Sequence[Problem]] = {}
    pieces = []
    for case, told in refused.items():
        problems |= dict.fromkeys(_lines(case, family_starts), told)
    for gathering in gatherings:
        computed = compute(gathering.described, question)
        for place, problem in computed.refused.items():
            problems |= dict.fromkeys(_lines(gathering.cases[place], family_starts), (problem,))
        keeps: BoolArray = numpy.ones(gathering.described.count, dtype=bool)
        keeps[list(computed.refused)] = False
        pieces.append(_piece(gathering, computed.values, keeps, family_starts, _named(question)))
    notes = {case: told for gathering in gatherings for case, told in gathering.notes.items() if case not in problems}
    return _joined(question, ids, dict(sorted(problems.items())), pieces, notes if family_starts is None else {})


def _lines(case: int, family_starts: IntArray | None) -> range:
    if family_starts is None:
        return range(case, case + 1)
    return range(int(family_starts[case]), int(family_starts[case + 1]))


def _named(question: BatchQuestion) -> set[str]:
    """The keys of the entities whose ids are told."""
    return {"family", *map(question.entity, question.outputs)}


def _piece(
    gathering: Gathering,
    values: Mapping[str, Array],
    keeps: BoolArray,
    family_starts: IntArray | None,
    named: set[str],
) -> _Piece:
    """The units of the cases that `keeps` marks, with the ids of those that are named."""
    described = gathering.described
    numbers = numpy.array(gathering.cases, dtype=numpy.intp)
    kept = {key: keeps[of] for key, of in described.case.items()}
    places = {key: numpy.flatnonzero(one) for key, one in kept.items()}
    lines = {key: numbers[of[places[key]]] for key, of in described.case.items()}
    group_of = {key: (numpy.cumsum(kept[key]) - 1)[of[kept["person"]]] for key, of in described.group_of.items()}
    if family_starts is not None:
        case = described.case["family"][places["family"]]
        lines["family"] = family_starts[numbers[case]] + numpy.arange(len(case)) - numpy.searchsorted(case, case)
        lines["person"] = lines["family"][group_of["family"]]
        # A household stands in the line of each of its families.
        lines["household"], places["household"], group_of["household"] = lines["family"], case, group_of["family"]
    ids = {key: _taken(gathering.ids[key], of) if key in named else () for key, of in places.items()}
    return _Piece(lines, group_of, ids, places, values)


def _taken(ids: Sequence[str], places: IntArray) -> Sequence[str]:
    if len(places) == len(ids) and (places == numpy.arange(len(ids))).all():
        return ids
    return [ids[place] for place in places.tolist()]


def _joined(
    question: BatchQuestion,
    ids: Sequence[str],
    problems: Mapping[int, Sequence[Problem]],
    pieces: Sequence[_Piece],
    notes: Mapping[int, Sequence[Text]],
) -> Answer:
    """The pieces together, in the order of the lines."""
    units, orders, ranks = {}, {}, {}
    for entity in question.system.entities:
        key = entity.key
        lines = numpy.concatenate([numpy.empty(0, dtype=numpy.intp), *(piece.lines[key] for piece in pieces)])
        order = orders[key] = numpy.argsort(lines, kind="stable")
        ranks[key] = numpy.empty_like(order)
        ranks[key][order] = numpy.arange(len(order))
        names = pieces[0].ids[key] if len(pieces) == 1 else [name for piece in pieces for name in piece.ids[key]]
        units[key] = Units(lines[order], _taken(names, order) if names else ())
    group_of = {}
    for key in (entity.key for entity in question.system.group_entities):
        sizes = [0, *(len(piece.lines[key]) for piece in pieces)]
        shifted = [piece.group_of[key] + first for piece, first in zip(pieces, accumulate(sizes), strict=False)]
        places = numpy.concatenate([numpy.empty(0, dtype=numpy.intp), *shifted])
        group_of[key] = ranks[key][places][orders["person"]]
    values = {}
    for name in question.outputs:
        key = question.entity(name)
        found = [plain(piece.values[name])[piece.places[key]] for piece in pieces]
        values[name] = numpy.concatenate(found)[orders[key]] if found else numpy.empty(0)
    return Answer(ids, problems, units, group_of, values, notes)


def plain(values: Array) -> Array:
    """Values as plain arrays: an enum's as its names."""
    items = getattr(values, "possible_values", None)
    if items is None:
        return numpy.asarray(values)
    names = numpy.array([item.name for item in items], dtype=object)
    made: Array = names[numpy.asarray(values)]
    return made
