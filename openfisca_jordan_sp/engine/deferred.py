"""Arrays that are computed when somebody needs them, and not where the answer is known without.

While a rule runs, the variables that it asks for are deferred, and so is what it makes of them. `a & b` needs
no `b` where nobody has `a`; `where(is_entitled, amount, 0)` needs no amount where nobody is entitled. In a
part of a population most programmes concern nobody: their means tests and amounts are then never computed.
Rules and numpy see arrays: whatever is not deferred here is computed at once.

Of an expression that few need, the rows of these few are computed and no others.
"""

from __future__ import annotations

import enum
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy
from numpy.lib.mixins import NDArrayOperatorsMixin
from openfisca_core.indexed_enums import EnumArray

from openfisca_jordan_sp.fast.arrays import (
    Array,
    Rows,
    condensed,
    everywhere,
    few,
    filled,
    is_uniform,
    rows_of,
    uniform,
)


class Deferred(NDArrayOperatorsMixin):
    """An array that is not computed yet; it is once anybody looks at it."""

    def __init__(self, make: Callable[[], Array], at: Callable[[Rows], Any] | None = None) -> None:
        """What makes the array, and what makes some rows of it where that needs not all of it."""
        self._make: Callable[[], Array] | None = make
        self._at = at
        self._array: Array | None = None

    @classmethod
    def known(cls, array: Array) -> Deferred:
        """An array that is there already: what is made of it can still wait."""
        deferred = cls(lambda: array)
        deferred._array = array
        return deferred

    def computed(self) -> Array:
        """The array."""
        if self._array is None:
            assert self._make is not None
            self._array = self._make()
            self._make = self._at = None
        return self._array

    def at(self, rows: Rows) -> Any:
        """Some rows of the array, or one value for all of them: of an expression no other row is computed."""
        return rows_of(self.computed(), rows) if self._at is None else self._at(rows)

    @property
    def is_open(self) -> bool:
        """Whether it is an expression that could still be computed for some rows alone."""
        return self._at is not None

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        return numpy.array(self.computed(), dtype=dtype, copy=copy)

    def __array_ufunc__(self, ufunc: numpy.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        if method != "__call__" or options or ufunc.nout != 1:
            return getattr(ufunc, method)(*map(now, inputs), **options)
        return Deferred(lambda: _call(ufunc, inputs), lambda rows: _apply(ufunc, [at(each, rows) for each in inputs]))

    def __array_function__(self, function: Any, types: Any, args: Any, options: Any) -> Any:
        chooser = _CHOOSERS.get(function)
        if chooser is not None:
            return Deferred(lambda: chooser(*args, **options), lambda rows: function(*_all_at(args, rows), **options))
        if function in _BY_ELEMENT:
            named = partial(function, **_now_by_name(options))
            return Deferred(lambda: _call(named, args), lambda rows: named(*_all_at(args, rows)))
        return function(*_all_now(args), **_now_by_name(options))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.computed(), name)

    def __getitem__(self, key: Any) -> Any:
        return self.computed()[now(key)]

    def __len__(self) -> int:
        return len(self.computed())

    def __bool__(self) -> bool:
        return bool(self.computed())


class DeferredEnum(Deferred):
    """A deferred array of an enum's codes, whose items are known before it is."""

    def __init__(self, make: Callable[[], Array], possible_values: Any) -> None:
        super().__init__(make)
        self.possible_values = possible_values


def now(value: Any) -> Any:
    """A deferred array as an array; anything else as it is."""
    return value.computed() if isinstance(value, Deferred) else value


def at(value: Any, rows: Rows) -> Any:
    """Some rows of an array, deferred or not; one value for everybody as it is."""
    if isinstance(value, Deferred):
        return value.at(rows)
    return rows_of(value, rows) if isinstance(value, numpy.ndarray) and value.ndim else value


def _all_at(values: Iterable[Any], rows: Rows) -> list[Any]:
    return [_all_at(each, rows) if isinstance(each, list | tuple) else at(each, rows) for each in values]


def _all_now(values: Iterable[Any]) -> list[Any]:
    return [type(each)(_all_now(each)) if isinstance(each, list | tuple) else now(each) for each in values]


def _now_by_name(options: Mapping[str, Any]) -> dict[str, Any]:
    return {name: now(value) for name, value in options.items()}


def _call(ufunc: Callable[..., Any], inputs: Sequence[Any]) -> Array:
    """The result of a function of arrays, element by element."""
    decisive = _DECISIVE.get(ufunc)
    if decisive is not None:
        decided = _decided(inputs, decisive=decisive)
        if decided is not None:
            return decided
    arrays = [now(each) for each in inputs]
    sizes = {len(each) for each in arrays if isinstance(each, numpy.ndarray) and each.ndim}
    if len(sizes) == 1 and all(is_uniform(each) or not numpy.ndim(each) for each in arrays):
        first = [each[:1] if is_uniform(each) else each for each in arrays]
        return uniform(_apply(ufunc, first)[0], sizes.pop())
    return _apply(ufunc, arrays)


def _apply(ufunc: Callable[..., Any], arrays: Sequence[Any]) -> Array:
    compare = _COMPARISONS.get(ufunc)
    if compare is not None and any(isinstance(each, EnumArray) for each in arrays):
        ufunc = compare
    result: Array = ufunc(*arrays)
    return result


#: An array of an enum's codes is compared with its items by its own methods.
_COMPARISONS: dict[Any, Callable[..., Any]] = {numpy.equal: operator.eq, numpy.not_equal: operator.ne}
#: How many conditions one sign joins.
_PAIR = 2
#: What decides a conjunction and a disjunction alone.
_DECISIVE: dict[Any, bool] = {
    numpy.bitwise_and: False,
    numpy.bitwise_or: True,
    numpy.logical_and: False,
    numpy.logical_or: True,
}


def _decided(inputs: Sequence[Any], *, decisive: bool) -> Array | None:
    """The result, if one of the conditions decides it alone, or for all but few; the known are looked at first."""
    conditions = sorted(inputs, key=_is_to_be_computed)
    for each in conditions:
        array = now(each)
        if isinstance(array, bool | numpy.bool_) and len(inputs) == _PAIR:
            return _with_flag(bool(array), now(conditions[1 if each is conditions[0] else 0]), decisive=decisive)
        if isinstance(array, numpy.ndarray) and array.dtype == bool:
            array = condensed(array)
            if is_uniform(array) and bool(array[0]) is decisive:
                return array
            if not decisive and each is conditions[0] and len(conditions) == _PAIR:
                met = _met_by_few(array, conditions[1])
                if met is not None:
                    return met
    return None


def _met_by_few(condition: Array, other: Any) -> Array | None:
    """Where few meet a condition, the other, an expression, is computed for these alone."""
    if is_uniform(condition) or condition.ndim != 1 or not _is_to_be_computed(other) or not other.is_open:
        return None
    rows = few(condition)
    values = None if rows is None else other.at(rows)
    if rows is None or not isinstance(values, numpy.ndarray) or values.dtype.kind != "b":
        return None
    return filled(len(condition), rows, values, numpy.False_)


def _with_flag(flag: bool, other: Any, *, decisive: bool) -> Array | None:
    """A condition joined with one that is the same for everybody."""
    if not isinstance(other, numpy.ndarray) or other.ndim != 1 or other.dtype != bool:
        return None
    return uniform(numpy.bool_(flag), len(other)) if flag is decisive else other


def _is_to_be_computed(value: Any) -> bool:
    return isinstance(value, Deferred) and value._array is None


def _where(condition: Any, *choices: Any) -> Any:
    """`numpy.where` that computes only what somebody gets."""
    array = now(condition)
    if not choices or not isinstance(array, numpy.ndarray):
        return numpy.where(array, *map(now, choices))
    array = condensed(array)
    if is_uniform(array):
        return _for_everybody(choices[0] if array[0] else choices[1], len(array))
    if _is_one_number(choices):
        return uniform(choices[0], len(array))
    if _is_open_number(choices[0]) and numpy.ndim(choices[1]) == 0:
        rows = few(array)
        if rows is not None:
            return filled(len(array), rows, choices[0].at(rows), choices[1])
    return numpy.where(array, *map(now, choices))


def _is_one_number(choices: Sequence[Any]) -> bool:
    """Whether all choices are the same number: then nothing depends on what is chosen."""
    return all(isinstance(each, int | float | numpy.number) and each == choices[0] for each in choices)


def _is_open_number(value: Any) -> bool:
    return isinstance(value, Deferred) and value.is_open and not isinstance(value, DeferredEnum)


def _select(condlist: Sequence[Any], choicelist: Sequence[Any], default: Any = 0) -> Any:
    """`numpy.select` that computes only what somebody gets."""
    conditions: list[Any] = []
    choices: list[Any] = []
    for condition, choice in zip(condlist, choicelist, strict=True):
        array = condensed(now(condition))
        if not is_uniform(array):
            conditions.append(array)
            choices.append(choice)
        elif array[0]:
            default = choice
            break
    if not conditions:
        return _for_everybody(default, len(now(condlist[0])))
    if _is_one_number((default, *choices)):
        return uniform(default, len(conditions[0]))
    if any(isinstance(each, enum.Enum) for each in (*choices, default)):
        return numpy.select(conditions, [now(choice) for choice in choices], now(default))
    return _chosen(conditions, choices, now(default))


def _chosen(conditions: Sequence[Array], choices: Sequence[Any], default: Any) -> Array:
    """`numpy.select`; a choice of few is computed and written for these alone."""
    taken = [few(condition) for condition in conditions]
    values = [now(each) if rows is None else at(each, rows) for each, rows in zip(choices, taken, strict=True)]
    kind = numpy.result_type(*values, default)
    count = len(conditions[0])
    result = numpy.array(default, kind) if numpy.ndim(default) else everywhere(count, default, kind)
    for condition, rows, value in reversed(list(zip(conditions, taken, values, strict=True))):
        if rows is None:
            numpy.copyto(result, value, where=condition)
        else:
            result[rows] = value
    return result


def _for_everybody(value: Any, count: int) -> Array:
    array = now(value)
    return array if numpy.ndim(array) else uniform(array, count)


#: Functions that look at each row alone, and may wait.
_BY_ELEMENT = {numpy.clip, numpy.isin, numpy.nan_to_num, numpy.round}
_CHOOSERS: dict[Any, Callable[..., Any]] = {numpy.where: _where, numpy.select: _select}
