"""Distributions that values are drawn from, by their quantiles.

A draw is a number between 0 and 1 turned into a value by the inverse of the cumulative distribution. The number
depends on the seed, the name of what is drawn and the position of the draw alone: not on what else is drawn, on
its order, or on how many work at it.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.many_policies.problems import refusal

_FORM = re.compile(r"\s*([a-z]+)\s*\((.*)\)\s*")
#: Names of the arguments of each distribution; `choice` takes any number of values.
ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    "uniform": ("low", "high"),
    "normal": ("mean", "sd"),
    "triangular": ("low", "mode", "high"),
    "lognormal": ("median", "sigma"),
    "choice": (),
}


@dataclass(frozen=True)
class Distribution:
    """A distribution by name and arguments.

    `uniform(low,high)`; `triangular(low,mode,high)`; `normal(mean,sd)`; `lognormal(median,sigma)`, sigma the standard
    deviation of the logarithm; `choice(a,b,…)`, each as likely as the others.
    """

    kind: str
    arguments: tuple[float, ...]

    def __str__(self) -> str:
        return f"{self.kind}({','.join(f'{argument:.12g}' for argument in self.arguments)})"

    def quantile(self, share: float) -> float:
        """The value that a share (0 to 1, both excluded) of the draws lie below."""
        return _QUANTILES[self.kind](share, self.arguments)

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest value; infinite where there is none."""
        if self.kind == "normal":
            return -math.inf, math.inf
        if self.kind == "lognormal":
            return 0.0, math.inf
        return min(self.arguments), max(self.arguments)


def _triangular(share: float, arguments: Sequence[float]) -> float:
    low, mode, high = arguments
    if high == low:
        return low
    if share * (high - low) < mode - low:
        return low + math.sqrt(share * (high - low) * (mode - low))
    return high - math.sqrt((1 - share) * (high - low) * (high - mode))


_QUANTILES: Mapping[str, Callable[[float, Sequence[float]], float]] = {
    "uniform": lambda share, of: of[0] + share * (of[1] - of[0]),
    "normal": lambda share, of: of[0] + of[1] * NormalDist().inv_cdf(share),
    "triangular": _triangular,
    "lognormal": lambda share, of: of[0] * math.exp(of[1] * NormalDist().inv_cdf(share)),
    "choice": lambda share, of: of[min(int(share * len(of)), len(of) - 1)],
}


def is_distribution(text: str) -> bool:
    """Whether a text is written like a distribution: a name with arguments in brackets."""
    return _FORM.fullmatch(text) is not None


def parse_distribution(text: str, path: str, *, value: float | None = None) -> Distribution:
    """A distribution as written, such as `triangular(100,120,160)`.

    Args:
        text: what was written.
        path: what it is for, for the error.
        value: what the word `value` stands for, where it may be written.

    Raises:
        ManyPoliciesError: an unknown name, arguments that are not numbers, too many, or not in order.
    """
    form = _FORM.fullmatch(text)
    name = form[1] if form else text.strip()
    if form is None or name not in ARGUMENTS:
        known = ", ".join(f"{kind}({','.join(names) or 'a,b,…'})" for kind, names in ARGUMENTS.items())
        raise refusal(
            path,
            f"{text!r} is not a distribution.",
            f"{text!r} ليس توزيعا احتماليا.",
            Text(f"Known: {known}.", f"المعروف: {known}."),
        )
    arguments = tuple(_argument(part.strip(), path, value) for part in form[2].split(","))
    _check(name, arguments, text, path)
    return Distribution(name, arguments)


def _argument(text: str, path: str, value: float | None) -> float:
    if text == "value" and value is not None:
        return value
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise refusal(path, f"{text!r} is not a number.", f"{text!r} ليس رقما.")
    return number


def _check(name: str, arguments: tuple[float, ...], text: str, path: str) -> None:
    names = ARGUMENTS[name]
    if names and len(arguments) != len(names):
        form = f"{name}({','.join(names)})"
        raise refusal(path, f"{text!r} must be written {form}.", f"يجب أن يكتب {text!r} بالشكل {form}.")
    is_ordered = name == "choice" or list(arguments) == sorted(arguments)
    if name in ("normal", "lognormal"):
        is_ordered = arguments[1] >= 0 and (name == "normal" or arguments[0] > 0)
    if not is_ordered:
        rule = {"normal": "sd ≥ 0", "lognormal": "median > 0, sigma ≥ 0"}.get(name, " ≤ ".join(names))
        raise refusal(path, f"{text!r} does not have {rule}.", f"{text!r} لا يحقق {rule}.")


def shares(seed: int, name: str, draws: int, attempt: int = 0) -> NDArray[numpy.float64]:
    """Numbers between 0 and 1, one for each draw: the same first ones however many there are.

    Args:
        seed: of the run, 0 or more.
        name: of what is drawn; each name has numbers of its own.
        draws: how many.
        attempt: another one gives other numbers.
    """
    root = numpy.random.SeedSequence([seed, zlib.crc32(name.encode()), attempt])
    numbers = numpy.array([numpy.random.default_rng(child).random() for child in root.spawn(draws)])
    # The ends themselves have no quantile where a distribution has no bounds.
    inside: NDArray[numpy.float64] = numpy.clip(numbers, 1e-12, 1 - 1e-12)
    return inside


def checked_seed(seed: int) -> int:
    """A seed of draws.

    Raises:
        ManyPoliciesError: it is below 0.
    """
    if seed < 0:
        raise refusal("seed", f"{seed} is below 0.", f"{seed} أقل من 0.")
    return seed


def checked_draws(draws: int, most: int) -> int:
    """A number of draws.

    Raises:
        ManyPoliciesError: none, or more than `most`.
    """
    if not 1 <= draws <= most:
        raise refusal("draws", f"{draws} is not from 1 to {most}.", f"{draws} ليس بين 1 و{most}.")
    return draws
