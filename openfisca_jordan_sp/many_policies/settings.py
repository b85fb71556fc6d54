"""What a sweep varies: `PATH=100:200:10`, `PATH=100,120,160` or `PATH=uniform(100,200)`, made into points."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from openfisca_core.parameters import ParameterNode

from openfisca_jordan_sp.errors import ManyPoliciesError, Text
from openfisca_jordan_sp.many_policies.distributions import (
    Distribution,
    checked_draws,
    checked_seed,
    is_distribution,
    parse_distribution,
    shares,
)
from openfisca_jordan_sp.many_policies.parameters import Lever, find_lever
from openfisca_jordan_sp.many_policies.problems import refusal

#: The most points of one sweep: each is a law of its own.
MOST_POINTS = 1000
DEFAULT_DRAWS = 100

Point = Mapping[str, Any]
#: What the value of a setting may be in Python: as on the command line, or the values themselves.
Written = str | Sequence[Any]


@dataclass(frozen=True)
class Setting:
    """One parameter and what it is set to: values of a grid, or a distribution."""

    lever: Lever
    grid: tuple[Any, ...] = ()
    distribution: Distribution | None = None


def split_settings(words: Sequence[str]) -> tuple[dict[str, Written], list[str]]:
    """The `PATH=VALUES` among some words, by path, and the other words: reforms.

    Raises:
        ManyPoliciesError: none has values, one is malformed, or a path is there twice.
    """
    values: dict[str, Written] = {}
    for word in words:
        if "=" in word:
            name, written = split_setting(word)
            if name in values:
                raise refusal(name, "is given twice.", "مكررة.")
            values[name] = written
    reforms = [word for word in words if "=" not in word]
    if not values:
        named = ", ".join(reforms)
        raise refusal(named or "PATH=VALUES", "Nothing is varied.", "لم تُحدد أي معلمة.", _HOW)
    return values, reforms


def split_setting(text: str) -> tuple[str, str]:
    """`PATH=VALUES` in its two parts.

    Raises:
        ManyPoliciesError: it has another form.
    """
    name, sign, written = text.partition("=")
    if not (sign and name.strip() and written.strip()):
        raise refusal(text or "PATH", "is not PATH=VALUES.", "ليس بالشكل PATH=VALUES.", _HOW)
    return name.strip(), written.strip()


_EXAMPLES = "uct.benefit_maximum=100:200:10, =100,120,160, '=uniform(100,200)'"
_HOW = Text(f"For example {_EXAMPLES}.", f"مثلا {_EXAMPLES}.")


def parse_settings(root: ParameterNode, written: Mapping[str, Written]) -> tuple[Setting, ...]:
    """What is varied, in the order given.

    Args:
        root: the parameters of the policy that is varied.
        written: values by path, or by the end of one.

    Raises:
        ManyPoliciesError: nothing is varied, an unknown path, one twice, values that are none, or grid and
            distribution together.
    """
    if not written:
        raise refusal("PATH=VALUES", "Nothing is varied.", "لم تُحدد أي معلمة.", _HOW)
    settings = tuple(_setting(find_lever(root, name), values) for name, values in written.items())
    paths = [setting.lever.path for setting in settings]
    for path in paths:
        if paths.count(path) > 1:
            raise refusal(path, "is given twice.", "مكررة.")
    if len({setting.distribution is None for setting in settings}) > 1:
        raise refusal(
            "PATH=VALUES",
            "A grid and a distribution cannot be varied together.",
            "لا يمكن الجمع بين قيم محددة وتوزيع احتمالي.",
            Text("Give all as values or all as distributions.", "اجعلها كلها قيما أو كلها توزيعات."),
        )
    return settings


def _setting(lever: Lever, written: Written) -> Setting:
    if isinstance(written, str) and is_distribution(written):
        if lever.kind != "number":
            raise refusal(lever.path, "is not a number: list its values.", "ليست رقما: اذكر قيمها.")
        return Setting(lever, distribution=parse_distribution(written, lever.path))
    texts = written.split(",") if isinstance(written, str) else [str(value) for value in written]
    values = [value for text in texts for value in _values(lever, text)]
    if len(set(values)) < len(values):
        raise refusal(lever.path, "has a value twice.", "فيها قيمة مكررة.")
    return Setting(lever, grid=tuple(values))


def _values(lever: Lever, text: str) -> list[Any]:
    """One value, or those of a range `low:high:step`, both ends included."""
    parts = text.split(":")
    if len(parts) == 1 or lever.kind == "text":
        return [lever.value(text)]
    try:
        low, high, step = (Decimal(part.strip()) for part in parts)
        is_range = all(number.is_finite() for number in (low, high, step)) and low <= high and step > 0
    except (InvalidOperation, ValueError):
        is_range = False
    if not is_range or lever.kind != "number":
        raise refusal(
            lever.path,
            f"{text.strip()!r} is not a range LOW:HIGH:STEP.",
            f"{text.strip()!r} ليس مدى بالشكل LOW:HIGH:STEP.",
            Text("For example 100:200:10, from low to high.", "مثلا 100:200:10 من الأدنى إلى الأعلى."),
        )
    count = int((high - low) / step) + 1
    if count > MOST_POINTS:
        raise _too_many(count)
    return [lever.number(float(low + step * number)) for number in range(count)]


def points_of(settings: Sequence[Setting], draws: int | None, seed: int) -> list[Point]:
    """The points: the full grid, the last parameter running fastest; or so many draws.

    Raises:
        ManyPoliciesError: more than `MOST_POINTS`; draws of a grid.
    """
    if settings[0].distribution is None:
        if draws is not None:
            raise refusal("draws", "Draws are for distributions.", "عدد السحوبات للتوزيعات الاحتمالية فقط.")
        count = 1
        for setting in settings:
            count *= len(setting.grid)
        if count > MOST_POINTS:
            raise _too_many(count)
        paths = [setting.lever.path for setting in settings]
        grid = itertools.product(*(setting.grid for setting in settings))
        return [dict(zip(paths, values, strict=True)) for values in grid]
    count = checked_draws(DEFAULT_DRAWS if draws is None else draws, MOST_POINTS)
    checked_seed(seed)
    columns = {setting.lever.path: _drawn(setting, seed, count) for setting in settings}
    return [{path: column[number] for path, column in columns.items()} for number in range(count)]


def _drawn(setting: Setting, seed: int, count: int) -> list[float | int]:
    assert setting.distribution is not None
    lever = setting.lever
    values = [setting.distribution.quantile(share) for share in shares(seed, lever.path, count)]
    return [round(value) if lever.is_whole else value for value in values]


def _too_many(count: int) -> ManyPoliciesError:
    return refusal(
        "PATH=VALUES",
        f"That makes {count:,} points; {MOST_POINTS:,} is the most.",
        f"عدد النقاط {count:,} والحد الأعلى {MOST_POINTS:,}.",
        Text("Take a larger step or fewer parameters.", "اختر خطوة أكبر أو معلمات أقل."),
    )
