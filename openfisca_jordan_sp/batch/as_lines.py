"""Answers as lines of JSON: one for each line of the answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from json.encoder import encode_basestring
from typing import Any

import numpy

from openfisca_jordan_sp.batch.answers import Answer
from openfisca_jordan_sp.batch.described import Array
from openfisca_jordan_sp.batch.question import BatchQuestion

_data = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
#: One text, by what the encoder itself calls: this is where a large answer spends its time.
_text = encode_basestring


def answer_lines(answer: Answer, question: BatchQuestion, language: str) -> bytes:
    """The lines of an answer, each with its end.

    Args:
        answer: some lines.
        question: what was asked.
        language: of problems and notes, `en` or `ar`.
    """
    entities = list(_in_order(question))
    form = '{"id":%s,"status":"computed","results":{' + ",".join(f'"{one.plural}":{{%s}}' for one in entities) + "}}\n"
    names = [_text(name) if name else "null" for name in answer.ids]
    lines = [form % row for row in zip(names, *(_units(answer, question, one.key) for one in entities), strict=True)]
    for number, notes in answer.notes.items():
        told = _data([getattr(note, language) for note in notes])
        lines[number] = f'{lines[number][:-2]},"notes":{told}}}\n'
    for number, problems in answer.problems.items():
        told = _data([one.in_language(language) for one in problems])
        lines[number] = f'{{"id":{names[number]},"status":"refused","problems":{told}}}\n'
    return "".join(lines).encode()


def _in_order(question: BatchQuestion) -> Iterator[Any]:
    """The entities that outputs are of."""
    asked = {question.entity(name) for name in question.outputs}
    yield from (entity for entity in question.system.entities if entity.key in asked)


def _units(answer: Answer, question: BatchQuestion, key: str) -> list[str]:
    """The units of an entity in each line, as text."""
    names = [name for name in question.outputs if question.entity(name) == key]
    form = "%s:{" + ",".join(f'"{name}":%s' for name in names) + "}"
    units = answer.units[key]
    rows = zip(map(_text, units.ids), *(_texts(answer.values[name]) for name in names), strict=True)
    texts = [form % row for row in rows]
    bounds = numpy.searchsorted(units.line, numpy.arange(len(answer.ids) + 1))
    if (numpy.diff(bounds) == 1).all():
        return texts
    return [",".join(texts[start:stop]) for start, stop in pairwise(bounds.tolist())]


def _texts(values: Array) -> Sequence[str]:
    """Values as JSON: null for what is not known."""
    kind = values.dtype.kind
    if kind == "b":
        return ["true" if one else "false" for one in values.tolist()]
    if kind == "f":
        texts = list(map(repr, values.tolist()))
        for place in numpy.flatnonzero(~numpy.isfinite(values)).tolist():
            texts[place] = "null"
        return texts
    if kind in "iu":
        return list(map(str, values.tolist()))
    return [_text(str(one)) for one in values.tolist()]
