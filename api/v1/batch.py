"""`POST /v1/calculate/batch`: many families in one request, answered while they are computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from openfisca_jordan_sp.batch import Answer, BatchQuestion, PersonTable, calculate_cases, calculate_table
from openfisca_jordan_sp.batch.as_lines import answer_lines
from openfisca_jordan_sp.batch.as_rows import answer_rows, schema_of
from openfisca_jordan_sp.batch.calculating import CHUNK
from openfisca_jordan_sp.engine.allocation import give_back_freed_memory
from openfisca_jordan_sp.errors import Text

from .. import law_state
from ..errors import TooLargeError
from ..json_text import write_json
from ..operations import Asked, Counts, Last, Reply, operation
from .asked_policies import policy_id, reforms_asked
from .batch_bodies import LINES, Body, read_body
from .forms import form_of

JSON, PARQUET, ARROW = "application/json", "application/vnd.apache.parquet", "application/vnd.apache.arrow.stream"
#: Forms of the answer; the first where a request asks for none.
FORMS = (LINES, JSON, PARQUET, ARROW)


@operation("calculateBatch")
def calculate_batch(asked: Asked) -> Reply:
    """Compute families a few thousand at a time; the first are computed before anything is sent."""
    form = form_of(asked, FORMS)
    body = read_body(asked)
    run = _Run(body.question, asked.language)
    answers = run.counted(_answers(asked, body))
    # What refuses the whole request is found by now, and not in the middle of the answer.
    answers = chain(list(_first(answers)), answers)
    with_id = not isinstance(body.source, PersonTable)
    sent: Any = (
        write_json(_columns(run, answers, with_id=with_id)) if form == JSON else _stream(run, form, answers, with_id)
    )
    return Reply(
        sent,
        media_type=form,
        law_date=str(body.question.month.start),
        counts=lambda: run.counts(_policies(body)),
    )


def _policies(body: Body) -> tuple[str, ...]:
    return (policy_id(reforms_asked(body.policy)),) if body.policy else ()


def _answers(asked: Asked, body: Body) -> Iterator[Answer]:
    """The answers, once the number of families is known to be allowed.

    Raises:
        TooLargeError: more families than one batch has.
    """
    most = asked.services.settings.most_batch_families
    if not isinstance(body.source, PersonTable):
        _refuse_many(body.lines, most)
        return calculate_cases(body.source, body.question)

    def allow(families: int) -> None:
        body.lines = families
        _refuse_many(families, most)

    return calculate_table(body.source, body.question, allow=allow)


def _refuse_many(families: int, most: int) -> None:
    if families > most:
        raise TooLargeError(
            Text(
                f"The batch has {families} families; at most {most}.", f"في الدفعة {families} أسرة والحد الأعلى {most}."
            ),
            path="body",
            hint=Text("Send it in parts.", "أرسله على أجزاء."),
        )


def _first(answers: Iterator[Answer]) -> Iterator[Answer]:
    one = next(answers, None)
    if one is not None:
        yield one


def _give_back() -> None:
    """Give what a large batch freed back to the system: a worker would hold it for as long as it lives."""
    import pyarrow  # noqa: PLC0415

    give_back_freed_memory()
    pyarrow.default_memory_pool().release_unused()


@dataclass
class _Run:
    """What was answered so far."""

    question: BatchQuestion
    language: str
    lines: int = 0
    refused: int = 0
    families: int = 0
    persons: int = 0
    is_complete: bool = field(default=False)

    def counted(self, answers: Iterable[Answer]) -> Iterator[Answer]:
        """The answers, counted as they pass."""
        for answer in answers:
            self.lines += len(answer.ids)
            self.refused += len(answer.problems)
            self.families += answer.families
            self.persons += answer.persons
            yield answer
        if self.lines > CHUNK:
            _give_back()

    def counts(self, policies: tuple[str, ...]) -> Counts:
        """For the audit, once the answer is sent: what was answered, and how much of it was refused."""
        return Counts(policies, self.lines, self.persons, self.refused)

    def summary(self) -> dict[str, Any]:
        """What ends an answer that is whole."""
        return {
            "complete": True,
            "lines": self.lines,
            "computed": self.lines - self.refused,
            "refused": self.refused,
            "families": self.families,
            "persons": self.persons,
            **self.head(),
        }

    def head(self) -> dict[str, Any]:
        """What is known before anything is computed."""
        return {
            "period": str(self.question.month),
            "outputs": list(self.question.outputs),
            "law_date": str(self.question.month.start),
            "package_version": law_state.package_version(),
            "parameters_digest": law_state.parameters_digest(),
        }


def _columns(run: _Run, answers: Iterable[Answer], *, with_id: bool) -> dict[str, Any]:
    """The whole answer as columns."""
    schema = schema_of(run.question, with_id=with_id)
    columns: dict[str, list[Any]] = {name: [] for name in schema.names}
    for answer in answers:
        batch = answer_rows(answer, run.question, schema, run.language)
        for name in schema.names:
            values = batch.column(name).to_pylist()
            columns[name] += (
                values
                if schema.field(name).type != "date32[day]"
                else [value and value.isoformat() for value in values]
            )
    return {"columns": columns, "summary": run.summary()}


def _stream(run: _Run, form: str, answers: Iterable[Answer], with_id: bool) -> Iterator[bytes]:
    if form == LINES:
        return _lines(run, answers)
    return _rows(run, form, answers, with_id)


def _lines(run: _Run, answers: Iterable[Answer]) -> Iterator[bytes]:
    for answer in answers:
        yield answer_lines(answer, run.question, run.language)
    yield Last(write_json({"summary": run.summary()}) + b"\n")


def _rows(run: _Run, form: str, answers: Iterable[Answer], with_id: bool) -> Iterator[bytes]:
    """Parquet or an Arrow stream, as far as it is written: neither can be read whole before its end is there."""
    import pyarrow  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    metadata = {name: ",".join(value) if isinstance(value, list) else value for name, value in run.head().items()}
    schema = schema_of(run.question, with_id=with_id, metadata=metadata)
    parts = _Parts()
    sink = pyarrow.PythonFile(parts, mode="w")
    writer = parquet.ParquetWriter(sink, schema) if form == PARQUET else pyarrow.ipc.new_stream(sink, schema)
    for answer in answers:
        writer.write_batch(answer_rows(answer, run.question, schema, run.language))
        yield parts.taken()
    writer.close()
    yield Last(parts.taken())


class _Parts:
    """What a writer has written and nobody has sent yet."""

    closed = False

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._length = 0

    def write(self, data: Any) -> int:
        """Keep some bytes."""
        part = bytes(data)
        self._parts.append(part)
        self._length += len(part)
        return len(part)

    def tell(self) -> int:
        """How many bytes were written."""
        return self._length

    def flush(self) -> None:
        """Nothing: they are taken by whoever sends them."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        data = b"".join(self._parts)
        self._parts.clear()
        return data
