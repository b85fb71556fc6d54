"""Answers as lines of JSON: one for each line of the answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy

from openfisca_jordan_sp.batch.answers import Answer
from openfisca_jordan_sp.batch.described import Array
from openfisca_jordan_sp.batch.question import BatchQuestion

#: Made once: this is where a large answer spends its time.
_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def answer_lines(answer: Answer, question: BatchQuestion, language: str) -> bytes:
    """The lines of an answer, each with its end.

    Args:
        answer: some lines.
        question: what was asked.
        language: of problems and notes, `en` or `ar`.
    """
    groups = [(entity, *_units(answer, question, entity.key)) for entity in _in_order(question)]
    lines = []
    for number, name in enumerate(answer.ids):
        start = f'{{"id":{_text(name) if name else "null"},"status":'
        if number in answer.problems:
            told = _text([one.in_language(language) for one in answer.problems[number]])
            lines.append(f'{start}"refused","problems":{told}}}\n')
            continue
        results = ",".join(
            f'"{entity.plural}":{{{",".join(texts[bounds[number] : bounds[number + 1]])}}}'
            for entity, texts, bounds in groups
        )
        notes = answer.notes.get(number, ())
        told = f',"notes":{_text([getattr(note, language) for note in notes])}' if notes else ""
        lines.append(f'{start}"computed","results":{{{results}}}{told}}}\n')
    return "".join(lines).encode()


def _in_order(question: BatchQuestion) -> Iterator[Any]:
    """The entities that outputs are of."""
    asked = {question.entity(name) for name in question.outputs}
    yield from (entity for entity in question.system.entities if entity.key in asked)


def _units(answer: Answer, question: BatchQuestion, key: str) -> tuple[list[str], list[int]]:
    """The units of an entity as texts, and where those of each line begin."""
    names = [name for name in question.outputs if question.entity(name) == key]
    form = "%s:{" + ",".join(f'"{name}":%s' for name in names) + "}"
    units = answer.units[key]
    rows = zip(map(_text, units.ids), *(_texts(answer.values[name]) for name in names), strict=True)
    bounds: list[int] = numpy.searchsorted(units.line, numpy.arange(len(answer.ids) + 1)).tolist()
    return [form % row for row in rows], bounds


def _texts(values: Array) -> Sequence[str]:
    """Values as JSON: null for what is not known."""
    kind = values.dtype.kind
    if kind == "b":
        return ["true" if one else "false" for one in values.tolist()]
    if kind == "f":
        return [
            repr(one) if is_finite else "null"
            for one, is_finite in zip(values.tolist(), numpy.isfinite(values), strict=True)
        ]
    if kind in "iu":
        return list(map(str, values.tolist()))
    return [_text(str(one)) for one in values.tolist()]
