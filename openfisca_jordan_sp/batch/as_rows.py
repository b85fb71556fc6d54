"""Answers as rows of a table: one a family, or one a person where anything of persons is asked."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import numpy
from openfisca_core.variables import Variable

from openfisca_jordan_sp.batch.answers import Answer
from openfisca_jordan_sp.batch.described import Array, IntArray
from openfisca_jordan_sp.batch.question import BatchQuestion

#: Columns beside the outputs.
ID, FAMILY, PERSON, STATUS = "id", "family_id", "person_id", "status"
PROBLEMS = ("problem_code", "problem_path", "problem")


def schema_of(question: BatchQuestion, *, with_id: bool, metadata: Mapping[str, str] | None = None) -> Any:
    """The columns of the answer as an arrow schema.

    Args:
        question: what is asked.
        with_id: whether lines have an id of their own beside that of the family.
        metadata: kept with the schema.
    """
    import pyarrow  # noqa: PLC0415

    text = pyarrow.string()
    names = [*([ID] if with_id else []), FAMILY, *([PERSON] if _is_of_persons(question) else []), STATUS]
    fields = [pyarrow.field(name, text) for name in names]
    fields += [pyarrow.field(name, _type(question.system.variables[name])) for name in question.outputs]
    fields += [pyarrow.field(name, text) for name in PROBLEMS]
    return pyarrow.schema(fields, metadata=dict(metadata or {}))


def _type(variable: Variable) -> Any:
    import pyarrow  # noqa: PLC0415

    kinds = {bool: pyarrow.bool_(), float: pyarrow.float64(), int: pyarrow.int32(), datetime.date: pyarrow.date32()}
    return kinds.get(variable.value_type, pyarrow.string())


def _is_of_persons(question: BatchQuestion) -> bool:
    return any(question.entity(name) == "person" for name in question.outputs)


def answer_rows(answer: Answer, question: BatchQuestion, schema: Any, language: str) -> Any:
    """The rows of an answer, in the order of its lines, as an arrow record batch; refused lines have one row.

    Args:
        answer: some lines.
        question: what was asked.
        schema: see `schema_of`.
        language: of problems, `en` or `ar`.
    """
    import pyarrow  # noqa: PLC0415

    place = _places(answer, question)
    unit = answer.units["person" if _is_of_persons(question) else "family"]
    refused = numpy.array(list(answer.problems), dtype=numpy.intp)
    lines = numpy.concatenate([unit.line, refused])
    order = numpy.argsort(lines, kind="stable")
    # The place of a row's units; none for refused lines, which stand at the end until they are ordered.
    computed = {key: _padded(of, len(refused))[order] for key, of in place.items()}
    lines = lines[order]
    columns: dict[str, Any] = {ID: [answer.ids[line] or None for line in lines.tolist()]}
    columns[FAMILY] = _names(answer, "family", computed, lines, with_id=ID in schema.names)
    columns[PERSON] = (
        [None if one < 0 else answer.units["person"].ids[one] for one in computed.get("person", lines).tolist()]
        if "person" in computed
        else []
    )
    columns[STATUS] = ["refused" if one < 0 else "computed" for one in computed["family"].tolist()]
    for name in question.outputs:
        columns[name] = _column(answer.values[name], computed[question.entity(name)], schema.field(name).type)
    told = [
        _told(answer, line, language) if one < 0 else (None, None, None)
        for line, one in zip(lines.tolist(), computed["family"].tolist(), strict=True)
    ]
    columns |= {name: [one[number] for one in told] for number, name in enumerate(PROBLEMS)}
    arrays = [
        pyarrow.array(columns[field.name], field.type) if isinstance(columns[field.name], list) else columns[field.name]
        for field in schema
    ]
    return pyarrow.RecordBatch.from_arrays(arrays, schema=schema)


def _places(answer: Answer, question: BatchQuestion) -> dict[str, IntArray]:
    """The units of each row, by the key of their entity."""
    persons = numpy.arange(answer.persons)
    if _is_of_persons(question):
        return {"person": persons, **answer.group_of}
    # The household of a family is that of its first person.
    first = numpy.zeros(answer.families, dtype=numpy.intp)
    first[answer.group_of["family"][::-1]] = persons[::-1]
    return {"family": numpy.arange(answer.families), "household": answer.group_of["household"][first]}


def _padded(places: IntArray, count: int) -> IntArray:
    return numpy.concatenate([places, numpy.full(count, -1)]).astype(numpy.intp)


def _names(answer: Answer, key: str, computed: Mapping[str, IntArray], lines: IntArray, *, with_id: bool) -> list[Any]:
    """The ids of families; of refused lines that of the line, where it is a family's."""
    ids = answer.units[key].ids
    refused = [None] * len(answer.ids) if with_id else [name or None for name in answer.ids]
    return [
        refused[line] if one < 0 else ids[one] for line, one in zip(lines.tolist(), computed[key].tolist(), strict=True)
    ]


def _column(values: Array, places: IntArray, kind: Any) -> Any:
    """Values by row; null for refused lines and for what is not known."""
    import pyarrow  # noqa: PLC0415

    unknown = places < 0
    if not len(values):
        return pyarrow.nulls(len(places), kind)
    taken = values[places]
    if values.dtype.kind == "f":
        unknown = unknown | ~numpy.isfinite(taken)
    return pyarrow.array(taken, kind, mask=unknown)


def _told(answer: Answer, line: int, language: str) -> Sequence[str]:
    """The first problem's code and place, and all of them in words."""
    problems = answer.problems[line]
    words = [
        " ".join(filter(None, (one.path + ":", getattr(one.message, language), getattr(one.hint, language))))
        for one in problems
    ]
    return problems[0].code, problems[0].path, "\n".join(words)
