"""Arrays that are computed when somebody needs them, and not where the answer is known without.

While a rule runs, the variables that it asks for are deferred, and so is what it makes of them. `a & b` needs
no `b` where nobody has `a`; `where(is_entitled, amount, 0)` needs no amount where nobody is entitled. In a
part of a population most programmes concern nobody: their means tests and amounts are then never computed.
Rules and numpy see arrays: whatever is not deferred here is computed at once.

An array that holds one value for everybody is kept as that one value (`uniform`), in numpy's own form: an
array whose rows all lie at the same place in memory.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy
from numpy.lib.mixins import NDArrayOperatorsMixin
from numpy.typing import NDArray
from openfisca_core.indexed_enums import EnumArray

Array = NDArray[Any]


def uniform(value: Any, count: int) -> Array:
    """One value for everybody, in the memory of one."""
    return numpy.broadcast_to(numpy.asarray(value), count)


def is_uniform(array: Any) -> bool:
    """Whether an array is known to hold one value for everybody, without looking at each."""
    return isinstance(array, numpy.ndarray) and array.ndim == 1 and array.strides == (0,) and len(array) > 0


def condensed(array: Array) -> Array:
    """The array as a uniform one if it holds false or zero for everybody, or true for everybody."""
    if is_uniform(array) or not len(array) or array.dtype.kind not in "bif" or isinstance(array, EnumArray):
        return array
    first = array[0]
    if first != array[-1] or (array.dtype.kind != "b" and first != 0):
        return array
    same = array.all() if first else not array.any()
    return uniform(first, len(array)) if same else array


class Deferred(NDArrayOperatorsMixin):
    """An array that is not computed yet; it is once anybody looks at it."""

    def __init__(self, make: Callable[[], Array]) -> None:
        self._make: Callable[[], Array] | None = make
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
            self._make = None
        return self._array

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        return numpy.array(self.computed(), dtype=dtype, copy=copy)

    def __array_ufunc__(self, ufunc: numpy.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        if method != "__call__" or options or ufunc.nout != 1:
            return getattr(ufunc, method)(*map(now, inputs), **options)
        return Deferred(lambda: _call(ufunc, inputs))

    def __array_function__(self, function: Any, types: Any, args: Any, options: Any) -> Any:
        chooser = _CHOOSERS.get(function)
        if chooser is not None:
            return Deferred(lambda: chooser(*args, **options))
        if function in _BY_ELEMENT:
            return Deferred(lambda: _call(partial(function, **_now_by_name(options)), args))
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
    compare = _COMPARISONS.get(ufunc)
    if compare is not None and any(isinstance(each, EnumArray) for each in arrays):
        ufunc = compare
    sizes = {len(each) for each in arrays if isinstance(each, numpy.ndarray) and each.ndim}
    if len(sizes) == 1 and all(is_uniform(each) or not numpy.ndim(each) for each in arrays):
        first = (each[:1] if is_uniform(each) else each for each in arrays)
        return uniform(ufunc(*first)[0], sizes.pop())
    result: Array = ufunc(*arrays)
    return result


#: An array of an enum's codes is compared with its items by its own methods.
_COMPARISONS: dict[Any, Callable[..., Any]] = {numpy.equal: operator.eq, numpy.not_equal: operator.ne}
#: What decides a conjunction and a disjunction alone.
_DECISIVE: dict[Any, bool] = {
    numpy.bitwise_and: False,
    numpy.bitwise_or: True,
    numpy.logical_and: False,
    numpy.logical_or: True,
}


def _decided(inputs: Sequence[Any], *, decisive: bool) -> Array | None:
    """The result, if one of the conditions decides it alone; what is known already is looked at first."""
    for each in sorted(inputs, key=_is_to_be_computed):
        array = now(each)
        if isinstance(array, numpy.ndarray) and array.dtype == bool:
            array = condensed(array)
            if is_uniform(array) and bool(array[0]) is decisive:
                return array
    return None


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
    return numpy.where(array, *map(now, choices))


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
    return numpy.select(conditions, [now(choice) for choice in choices], now(default))


def _for_everybody(value: Any, count: int) -> Array:
    array = now(value)
    return array if numpy.ndim(array) else uniform(array, count)


#: Functions that look at each row alone, and may wait.
_BY_ELEMENT = {numpy.clip, numpy.isin, numpy.nan_to_num, numpy.round}
_CHOOSERS: dict[Any, Callable[..., Any]] = {numpy.where: _where, numpy.select: _select}
