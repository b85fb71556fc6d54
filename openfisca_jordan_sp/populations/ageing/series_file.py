"""Reading the file of series, checking it whole, and replacing single values of it."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from openfisca_jordan_sp.errors import PopulationError, Text
from openfisca_jordan_sp.populations.ageing.series import AgeingSeries
from openfisca_jordan_sp.populations.ageing.series_parts import Reader
from openfisca_jordan_sp.populations.problems import raise_problems

PACKAGE_FILE = Path(__file__).parent / "series.yaml"

_SETTING_HINT = Text(
    "Examples: consumer_prices.projection.growth=0.03, earnings.values.2025=360, population.projection.rule=constant.",
    "مثلا consumer_prices.projection.growth=0.03 أو earnings.values.2025=360 أو population.projection.rule=constant.",
)
_USER = {"confidence": "assumed", "source": "set by the user"}


def load_series(path: str | Path | None = None, settings: Sequence[str] = ()) -> AgeingSeries:
    """The series of a file; without a path those of the package.

    Args:
        path: a file like `populations/ageing/series.yaml`.
        settings: single replacements `path=value`, such as `population.projection.rule=constant`; a value that is
            set is marked assumed.

    Raises:
        PopulationError: no such file, not YAML, a value missing or wrong (all mistakes together), an unknown path.
    """
    if path is None and not settings:
        return _package_series()
    file = PACKAGE_FILE if path is None else Path(path)
    content = _content(file)
    name = str(file) if path is not None else PACKAGE_FILE.name
    for setting in settings:
        content = with_setting(content, setting)
    return _series(content, name)


@cache
def _package_series() -> AgeingSeries:
    return _series(_content(PACKAGE_FILE), PACKAGE_FILE.name)


def _content(file: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        message = Text(f"The file of series cannot be read: {error.strerror}.", "تعذرت قراءة ملف السلاسل.")
        raise PopulationError(message, path=str(file)) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        where = str(error).replace("\n", " ")
        message = Text(f"The file of series is not YAML: {where}", "ملف السلاسل ليس بصيغة YAML.")
        raise PopulationError(message, path=str(file)) from None
    parts = ("columns", "money", "population")
    if not isinstance(content, dict) or not all(isinstance(content.get(part), dict) for part in parts):
        message = Text(
            "A file of series has the parts columns, money and population.",
            "في ملف السلاسل الأجزاء columns وmoney وpopulation.",
        )
        raise PopulationError(message, path=str(file))
    return content


def _series(content: Mapping[str, Any], name: str) -> AgeingSeries:
    reader = Reader(name)
    series = reader.series(content)
    raise_problems(reader.problems)
    assert series is not None, "no problem, so everything was read"
    return series


def with_setting(content: Mapping[str, Any], setting: str) -> dict[str, Any]:
    """The content of a file of series with one replacement `path=value`.

    Raises:
        PopulationError: not `path=value`, or a path that leads nowhere, with the nearest names.
    """
    path, equals, text = setting.partition("=")
    if not equals or not path.strip() or not text.strip():
        message = Text(f"{setting!r} is not path=value.", f"{setting!r} ليس بصيغة path=value.")
        raise PopulationError(message, path="--set", hint=_SETTING_HINT)
    changed: dict[str, Any] = copy.deepcopy(dict(content))
    value = _value(text.strip(), path.strip())
    match path.strip().split("."):
        case ["columns", column]:
            _known(path, column, changed["columns"])
            changed["columns"][column] = value
        case ["population", "values", year, governorate]:
            points = changed["population"].setdefault("governorates", {})
            point = points.setdefault(_year(path, year), {**_USER, "is_partial": True, "values": {}})
            point["values"] = {**point["values"], governorate: {**_USER, "value": value}}
        case ["population", "totals", year]:
            changed["population"].setdefault("totals", {})[_year(path, year)] = {**_USER, "value": value}
        case [series, "values", year]:
            _known(path, series, changed["money"])
            changed["money"][series].setdefault("values", {})[_year(path, year)] = {**_USER, "value": value}
        case [series, "projection", field]:
            _known(path, series, {**changed["money"], "population": None})
            owner = changed["population"] if series == "population" else changed["money"][series]
            owner["projection"] = _projection(owner.get("projection"), field, value)
        case _:
            message = Text(f"{path!r} is no path of the series.", f"{path!r} ليس مسارا في السلاسل.")
            raise PopulationError(message, path="--set", hint=_SETTING_HINT)
    return changed


def _projection(old: Any, field: str, value: Any) -> dict[str, Any]:
    """A projection with one field replaced; a growth that is given is what the series then grows by."""
    changed = {**(old or {}), field: value, "why": {"en": "Set by the user.", "ar": "حدده المستخدم."}}
    return {**changed, "rule": "given"} if field == "growth" else changed


def _known(path: str, name: str, names: Mapping[str, Any]) -> None:
    if name in names:
        return
    nearest = ", ".join(get_close_matches(name, names, cutoff=0.5) or sorted(names))
    message = Text(f"{path!r}: there is no {name!r}.", f"{path!r}: لا يوجد {name!r}.")
    raise PopulationError(message, path="--set", hint=Text(f"Nearest: {nearest}.", f"الأقرب: {nearest}."))


def _year(path: str, text: str) -> int:
    if not (text.isdecimal() and len(text) == 4):  # noqa: PLR2004 - digits of a year
        message = Text(f"{path!r}: {text!r} is not a year.", f"{path!r}: {text!r} ليس سنة.")
        raise PopulationError(message, path="--set", hint=_SETTING_HINT)
    return int(text)


def _value(text: str, path: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:
        message = Text(f"{path!r}: {text!r} is not a value.", f"{path!r}: {text!r} ليس قيمة.")
        raise PopulationError(message, path="--set", hint=_SETTING_HINT) from None
