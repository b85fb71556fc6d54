"""What is asked, computed and written where the request has its nulls; and the trace of how it was computed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy
from openfisca_core.errors import ParameterNotFoundError
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.simulations import Simulation

from openfisca_jordan_sp.errors import JordanSPError, Text
from openfisca_jordan_sp.system import clear_law_errors

from ..errors import ServiceError, TooLargeError
from ..settings import Settings
from .building import build
from .refusals import RefusedError, too_large
from .situation import Asked, Situation
from .values import plain_values

#: Numbers that the trace of one request may hold.
_MOST_TRACED = 2_000_000
_TOO_LONG = Text(
    "This takes longer to compute than one request may; ask for less at once.",
    "يستغرق حساب هذا أطول مما يُسمح لطلب واحد؛ اطلب أقل في المرة الواحدة.",
)


def fill(situation: Situation, settings: Settings) -> None:
    """Compute what is asked and write it into the objects of the request.

    One value is written for each null; along axes a list, with one value for each copy. What is not a finite number
    (a ratio of nothing, an age that nobody told) stays null.

    Raises:
        RefusedError: a value of the law that is not set, or periods that lead back without end.
        TooLargeError: more work than one request may ask for.
    """
    simulation = build(situation)
    try:
        for asked, result in _results(simulation, situation, settings):
            _write(asked, result, situation)
    finally:
        simulation.let_go()


def _write(asked: Asked, result: Any, situation: Situation) -> None:
    """What was computed, into the objects of the request."""
    if situation.axes.are_given:
        size = len(situation.units[asked.known.plural].ids)
        for unit, cell in zip(asked.units, asked.cells, strict=True):
            cell[asked.text] = asked.known.write(result[unit::size])
        return
    for cell, value in zip(asked.cells, asked.known.write(result[asked.units]), strict=True):
        cell[asked.text] = value


def trace(situation: Situation, settings: Settings) -> dict[str, Any]:
    """How what is asked was computed: each variable and period with its value, what it took, and its parameters.

    Raises:
        RefusedError: see `fill`.
        TooLargeError: more work, or a longer trace, than one request may ask for.
    """
    simulation = build(situation)
    simulation.trace = True
    for _ in _results(simulation, situation, settings):
        pass
    flat = simulation.tracer.flat_trace.get_trace()
    numbers = sum(numpy.size(node["value"]) for node in flat.values())
    if numbers > _MOST_TRACED:
        raise too_large(f"The trace has {numbers} values", f"عدد القيم {numbers}", _MOST_TRACED)
    return {
        "trace": {
            key: {**node, "value": _plain(node["value"]), "parameters": _parameters(node)} for key, node in flat.items()
        },
        "entitiesDescription": {plural: list(ids) for plural, ids in simulation.describe_entities().items()},
        "requestedCalculations": [f"{asked.known.name}<{asked.text}>" for asked in situation.order],
    }


def _parameters(node: dict[str, Any]) -> dict[str, Any]:
    return {key: _plain(value) for key, value in node["parameters"].items()}


def _plain(value: Any) -> Any:
    """A value of a trace as JSON has it."""
    if isinstance(value, EnumArray):
        return value.decode_to_str().tolist()
    if isinstance(value, numpy.ndarray):
        return plain_values(value)
    if isinstance(value, numpy.generic):
        return plain_values(value.reshape(1))[0]
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, float):
        return plain_values(numpy.array([value]))[0]
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _results(simulation: Simulation, situation: Situation, settings: Settings) -> Iterator[tuple[Asked, Any]]:
    """Each thing that is asked for, computed, in the order of the request."""
    until = time.monotonic() + settings.work_seconds
    for asked in situation.asked.values():
        if time.monotonic() > until:
            raise TooLargeError(_TOO_LONG, path="body")
        # A ratio of nothing is no news: it is answered as null.
        with numpy.errstate(all="ignore"), _told_at(asked, situation):
            result = simulation.calculate(asked.known.name, asked.period)
        yield asked, result


@contextmanager
def _told_at(asked: Asked, situation: Situation) -> Iterator[None]:
    """Tell what the law cannot compute at the place where it was asked for."""
    try:
        if situation.known.is_jordan:
            with clear_law_errors():
                yield
        else:
            yield
    except ParameterNotFoundError as error:
        raise RefusedError(asked.where, Text(str(error), f"قيمة لازمة غير متاحة في هذه الفترة: {error}")) from None
    except RecursionError:
        raise RefusedError(
            asked.where,
            Text(
                "This leads back over too many periods: tell earlier values.",
                "يعود هذا الحساب إلى فترات كثيرة جدا: اذكر قيما سابقة.",
            ),
        ) from None
    except ServiceError:
        raise
    except JordanSPError as error:
        raise RefusedError(asked.where, Text(*(" ".join(error.lines(language)) for language in ("en", "ar")))) from None
