"""The way from a table or from described cases to answers, some families at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from openfisca_jordan_sp.batch.answers import Answer, answer
from openfisca_jordan_sp.batch.blocks import blocks_of
from openfisca_jordan_sp.batch.columns import fact_columns
from openfisca_jordan_sp.batch.lines import gather
from openfisca_jordan_sp.batch.persons import Part
from openfisca_jordan_sp.batch.question import BatchQuestion
from openfisca_jordan_sp.batch.tables import PersonTable, from_arrow, from_columns
from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.situation_checks import problem

#: Families at a time: calling every rule costs little beside these, and some tens of megabytes hold them.
CHUNK = 10_000
#: Described cases at a time: as objects of Python each takes some tens of kilobytes until it is in columns.
CASES = 2_000

#: A case by its id: a situation, or what is wrong with its line.
Case = tuple[str, Any]


def calculate_batch(
    source: Mapping[str, Sequence[Any]] | PersonTable | Iterable[Case] | Any,
    period: str,
    outputs: Sequence[str] = (),
    policy: Policy | None = None,
    *,
    chunk: int | None = None,
) -> Iterator[Answer]:
    """Compute many families, each as if it stood alone; a mistake in one never stops the others.

    Args:
        source: a table of persons (lists by the name of the column, a `pyarrow.Table`, a `PersonTable`), or
            described cases: pairs of an id and a situation.
        period: a month such as `2026-01`.
        outputs: names of variables; `DEFAULT_OUTPUTS` where there are none.
        policy: the law in force where it is None.
        chunk: families at a time; `CHUNK` of a table, `CASES` of described ones, where it is None. The results do not
            depend on it.

    Returns:
        Answers in the order of the input.

    Raises:
        PeriodError: no month.
        SituationError: unknown outputs or columns, or a table without `family_id` or `role`.
    """
    question = BatchQuestion.of(period, outputs, policy)
    if isinstance(source, Mapping):
        source = from_columns(source)
    elif hasattr(source, "column_names"):
        source = from_arrow(source)
    if isinstance(source, PersonTable):
        return calculate_table(source, question, chunk=chunk or CHUNK)
    return calculate_cases(source, question, chunk=chunk or CASES)


def calculate_table(
    table: PersonTable, question: BatchQuestion, *, allow: Callable[[int], None] | None = None, chunk: int = CHUNK
) -> Iterator[Answer]:
    """Compute the families of a table.

    Args:
        table: of persons.
        question: what is computed.
        allow: called with the number of families before any is computed; refuses too many by raising.
        chunk: families at a time.

    Raises:
        SituationError: see `calculate_batch`; raised at once.
    """
    columns = fact_columns(question.system, table.names)
    found = blocks_of(*table.ids())
    if allow is not None:
        allow(found.family_count)

    def answers() -> Iterator[Answer]:
        parts = list(found.parts(chunk))
        ends = [int(found.family_starts[found.household_starts[stop]]) for _, stop in parts]
        for part, rows in zip(parts, table.cut(ends), strict=True):
            one = Part.of(question.system, columns, found, part, rows)
            starts = found.household_starts[part[0] : part[1] + 1]
            yield answer(question, one.names, *one.gather(question.month), family_starts=starts - starts[0])

    return answers()


def calculate_cases(cases: Iterable[Case], question: BatchQuestion, *, chunk: int = CASES) -> Iterator[Answer]:
    """Compute described cases; one whose id stood before, or that is a `Problem` itself, is refused."""
    seen: set[str] = set()
    waiting = iter(cases)
    while some := list(islice(waiting, chunk)):
        refused: dict[int, tuple[Problem, ...]] = {}
        situations: dict[int, Any] = {}
        for number, (name, situation) in enumerate(some):
            if isinstance(situation, Problem):
                refused[number] = (situation,)
            elif name in seen:
                refused[number] = (_twice(name),)
            else:
                situations[number] = situation
            seen.add(name)
        gatherings, wrong = gather(question.system, situations, question.month)
        yield answer(question, [name for name, _ in some], gatherings, refused | wrong)


def _twice(name: str) -> Problem:
    return problem("id", Text(f"{name[:64]} stood before.", f"المعرف {name[:64]} مكرر."))
