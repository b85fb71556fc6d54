"""Values of the law that may not turn round: thresholds of brackets, minimum and maximum, ranks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from openfisca_core.parameters import Parameter, ParameterNode

from openfisca_jordan_sp.law import parameters as tree

Order = tuple[str, ...]

#: The word of a lower end and of the upper end beside it, in the names of parameters.
_ENDS = {"minimum": "maximum", "min": "max", "floor": "ceiling", "lowest": "highest"}
_BRACKET = re.compile(r"(.+)\.bracket_(\d+)\.threshold")


def orders_of(root: ParameterNode, listed: Iterable[Order] = ()) -> list[Order]:
    """The orders that the names of parameters tell, and those listed, each from the lowest to the highest."""
    paths = [str(leaf.name) for leaf in tree.leaves(root)]
    known = set(paths)
    brackets: dict[str, list[tuple[int, str]]] = {}
    pairs = []
    for path in paths:
        form = _BRACKET.fullmatch(path)
        if form:
            brackets.setdefault(form[1], []).append((int(form[2]), path))
        upper = _upper_end(path)
        if upper in known:
            pairs.append((path, upper))
    scales = [tuple(path for _, path in sorted(steps)) for steps in brackets.values()]
    return [*pairs, *(scale for scale in scales if len(scale) > 1), *listed]


def _upper_end(path: str) -> str:
    """The name of the upper end beside a lower one: `…first_max` for `…first_min`."""
    folder, _, name = path.rpartition(".")
    return f"{folder}.{'_'.join(_ENDS.get(word, word) for word in name.split('_'))}" if _is_lower(name) else ""


def _is_lower(name: str) -> bool:
    return any(word in _ENDS for word in name.split("_"))


def broken(root: ParameterNode, orders: Iterable[Order], days: Sequence[str]) -> list[Order]:
    """The orders in which a value exceeds the next one on some day."""
    return [order for order in orders if any(_is_broken(root, order, day) for day in days)]


def _is_broken(root: ParameterNode, order: Order, day: str) -> bool:
    values = []
    for path in order:
        parameter = tree.find(root, path)
        record = tree.record_at(parameter, day) if isinstance(parameter, Parameter) else None
        if record is not None and isinstance(record.value, int | float):
            values.append(record.value)
    return any(lower > upper for lower, upper in pairwise(values))
