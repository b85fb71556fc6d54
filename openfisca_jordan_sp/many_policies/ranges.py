"""Where a value that is not verified may lie: the conventions of `law/uncertainty.yaml`, and a user's own."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from openfisca_core.parameters import Parameter, ParameterNode

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.parameters import ValueRecord
from openfisca_jordan_sp.law.yaml_text import read_yaml
from openfisca_jordan_sp.many_policies.distributions import Distribution, parse_distribution
from openfisca_jordan_sp.many_policies.parameters import Lever
from openfisca_jordan_sp.many_policies.problems import refusal
from openfisca_jordan_sp.reform_checks import unknown_path

#: Where a range comes from: sources that disagree or give its ends, the convention of this project, a user's file.
BASES = ("sources", "convention", "user")
FIXED = "fixed"
_KEYS = ("classes", "not_drawn", "values", "orders")
_ENTRY_KEYS = ("draw", "basis", "why", "together", "since", "until")
_FAR_PAST, _FAR_FUTURE = "0001-01-01", "9999-12-31"


@dataclass(frozen=True)
class Range:
    """Where one value may lie.

    Attributes:
        distribution: what it is drawn from; None where it is not drawn.
        basis: one of `BASES`.
        why: of this range, or of its not being drawn.
        stream: values of the same stream are drawn from the same place of their distributions.
    """

    distribution: Distribution | None
    basis: str
    why: Text
    stream: str


@dataclass(frozen=True)
class Entry:
    """The range of some values of one parameter, as a file gives it."""

    draw: str
    basis: str
    why: Text
    together: str
    since: str
    until: str


@dataclass(frozen=True)
class Ranges:
    """The ranges of a file, or of several, one over the other.

    Attributes:
        classes: half of the width by grade, as a share of the value.
        units: why values of a unit are not drawn.
        names: why parameters of a name are not drawn.
        zero: why a zero is not drawn.
        entries: the ranges given by path.
        orders: paths whose values may not turn round.
    """

    classes: Mapping[str, float]
    units: Mapping[str, Text]
    names: Mapping[str, Text]
    zero: Text
    entries: Mapping[str, Entry]
    orders: tuple[tuple[str, ...], ...]

    def of(self, lever: Lever, record: ValueRecord, bounds: Mapping[str, float]) -> Range:
        """Where a value of a parameter may lie.

        Args:
            lever: the parameter.
            record: the value, with its grade.
            bounds: `min` and `max` of what is plausible for the parameter.

        Raises:
            ManyPoliciesError: the file gives a range that is malformed or not plausible.
        """
        entry = self.entries.get(lever.path)
        if entry is not None and entry.since <= record.date <= entry.until:
            return _given(entry, lever, record, bounds)
        why = self._not_drawn(lever, record)
        half = self.classes.get(record.confidence, 0.0)
        if why is not None or half == 0:
            return Range(None, "convention", why or _NO_WIDTH, lever.path)
        text = Text(
            f"Convention, assumed: {half:.0%} either way, as for all that is {record.confidence}.", _AR.format(half)
        )
        return Range(_about(lever, float(record.value), half, bounds), "convention", text, lever.path)

    def _not_drawn(self, lever: Lever, record: ValueRecord) -> Text | None:
        if lever.unit in self.units:
            return self.units[lever.unit]
        if lever.kind != "number":
            return self.units["text" if lever.kind == "text" else "boolean"]
        return self.zero if record.value == 0 else self.names.get(lever.path.rpartition(".")[2])


_NO_WIDTH = Text("Its class has no width.", "لا مدى لهذه الفئة.")
_AR = "اصطلاح مفترض: {:.0%} من القيمة في كل اتجاه."


def _about(lever: Lever, value: float, half: float, bounds: Mapping[str, float]) -> Distribution:
    low, high = sorted((value * (1 - half), value * (1 + half)))
    if lever.is_whole:
        low, high = math.floor(low), math.ceil(high)
    low, high = max(low, bounds.get("min", -math.inf)), min(high, bounds.get("max", math.inf))
    return Distribution("triangular", (float(low), value, float(high)))


def _given(entry: Entry, lever: Lever, record: ValueRecord, bounds: Mapping[str, float]) -> Range:
    if entry.draw == FIXED:
        return Range(None, entry.basis, entry.why, lever.path)
    if lever.kind != "number":
        raise refusal(lever.path, "is not a number: it can only be fixed.", "ليست رقما: يمكن تثبيتها فقط.")
    distribution = parse_distribution(entry.draw, lever.path, value=float(record.value))
    low, high = distribution.bounds
    least, most = bounds.get("min", -math.inf), bounds.get("max", math.inf)
    if distribution.kind not in ("normal", "lognormal") and not least <= low <= high <= most:
        raise refusal(
            lever.path,
            f"{distribution} is not within the plausible range from {least:g} to {most:g}.",
            f"{distribution} خارج المدى المعقول من {least:g} إلى {most:g}.",
        )
    return Range(distribution, entry.basis, entry.why, entry.together or lever.path)


def bounds_of(root: ParameterNode, path: str) -> dict[str, float]:
    """What is plausible for a parameter: `min` and `max`, as far as its file says."""
    parameter = tree.find(root, path)
    return dict(parameter.metadata.get("range") or {}) if isinstance(parameter, Parameter) else {}


def load_ranges(root: ParameterNode, path: str | Path | None = None) -> Ranges:
    """The ranges that come with the package, and over them those of a file.

    Args:
        root: the parameters of the law.
        path: a file of the same form, with any part of it.

    Raises:
        ManyPoliciesError: the file cannot be read or is malformed, or names what the law does not have.
    """
    ours = read_yaml(files("openfisca_jordan_sp.law").joinpath("uncertainty.yaml").read_text(encoding="utf-8"))
    theirs = _read(Path(path)) if path is not None else {}
    name = str(path)
    values = {**_entries(root, ours["values"], "sources", "uncertainty.yaml")}
    values |= _entries(root, _mapping(theirs, "values", name), "user", name)
    not_drawn = ours["not_drawn"]
    orders = [*ours["orders"], *_orders(root, theirs.get("orders") or [], name)]
    return Ranges(
        classes={**ours["classes"], **_classes(_mapping(theirs, "classes", name), name)},
        units={unit: Text(**why) for unit, why in not_drawn["units"].items()},
        names={key: Text(**why) for key, why in not_drawn["names"].items()},
        zero=Text(**not_drawn["zero"]),
        entries=values,
        orders=tuple(tuple(order) for order in orders),
    )


def _read(path: Path) -> Mapping[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = " ".join(str(getattr(error, "strerror", None) or error).split())
        raise refusal(str(path), f"cannot be read: {reason}.", f"تعذرت قراءته: {reason}.") from None
    if not isinstance(content, Mapping) or not set(content) <= set(_KEYS) - {"not_drawn"}:
        keys = ", ".join(key for key in _KEYS if key != "not_drawn")
        raise refusal(str(path), f"is not a mapping with some of {keys}.", f"ليس قائمة مفاتيح من {keys}.", _FORM)
    return content


_FORM = Text(
    "Its form is that of openfisca_jordan_sp/law/uncertainty.yaml.",
    "صيغته صيغة الملف openfisca_jordan_sp/law/uncertainty.yaml.",
)


def _mapping(content: Mapping[str, Any], key: str, file: str) -> Mapping[str, Any]:
    value = content.get(key) or {}
    if not isinstance(value, Mapping):
        raise refusal(f"{file}: {key}", "is not a mapping.", "ليس قائمة مفاتيح وقيم.", _FORM)
    return value


def _classes(content: Mapping[str, Any], file: str) -> dict[str, float]:
    for name, half in content.items():
        is_share = isinstance(half, int | float) and not isinstance(half, bool) and 0 <= half < 1
        if name not in tree.CONFIDENCES or not is_share:
            raise refusal(f"{file}: classes.{name}", "is not a grade with a share.", "ليست درجة ثقة مع نسبة.", _FORM)
    return {str(name): float(half) for name, half in content.items()}


def _orders(root: ParameterNode, content: Any, file: str) -> list[list[str]]:
    if not isinstance(content, list) or not all(isinstance(order, list) for order in content):
        raise refusal(f"{file}: orders", "is not a list of lists of paths.", "ليست قوائم من المسارات.", _FORM)
    for order in content:
        for path in order:
            _check_path(root, str(path), file)
    return content


def _entries(root: ParameterNode, content: Mapping[str, Any], basis: str, file: str) -> dict[str, Entry]:
    found = {}
    for path, data in content.items():
        _check_path(root, str(path), file)
        given = {"draw": data} if isinstance(data, str) else data
        if not isinstance(given, Mapping) or "draw" not in given or not set(given) <= set(_ENTRY_KEYS):
            keys = ", ".join(_ENTRY_KEYS)
            raise refusal(
                f"{file}: {path}", f"has no `draw`, or more than {keys}.", f"المفاتيح المعروفة: {keys}.", _FORM
            )
        found[str(path)] = Entry(
            draw=str(given["draw"]),
            basis=basis,
            why=_why(given.get("why")),
            together=str(given.get("together") or ""),
            since=_day(given.get("since"), _FAR_PAST),
            until=_day(given.get("until"), _FAR_FUTURE),
        )
    return found


def _check_path(root: ParameterNode, path: str, file: str) -> None:
    if not isinstance(tree.find(root, path), Parameter):
        problem = unknown_path(root, path)
        raise refusal(f"{file}: {path}", problem.message.en, problem.message.ar, problem.hint)


def _why(value: Any) -> Text:
    if isinstance(value, Mapping) and {"en", "ar"} <= set(value):
        return Text(str(value["en"]).strip(), str(value["ar"]).strip())
    given = str(value or "").strip()
    return Text(given or "Given by the user.", given or "حدده المستخدم.")


def _day(value: Any, otherwise: str) -> str:
    return otherwise if value is None else str(value)
