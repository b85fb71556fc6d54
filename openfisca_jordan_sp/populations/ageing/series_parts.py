"""The parts of a file of series, read with every mistake noted and none raised."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from openfisca_core.parameters import Parameter

from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.law.parameters import find, records
from openfisca_jordan_sp.populations.ageing.series import (
    CONFIDENCES,
    PRICES,
    AgeingSeries,
    Projection,
    Rule,
    Series,
    Value,
    weakest,
)
from openfisca_jordan_sp.populations.problems import problem
from openfisca_jordan_sp.populations.schema import GOVERNORATES, OPTIONAL, TABLES, Kind
from openfisca_jordan_sp.system import law_in_force

_PLACE_HOLDER = Projection(Rule.CONSTANT)
#: A projection may shrink or grow a series by this much a year at most: beyond, it is a slip of the pen.
_WILDEST_GROWTH = 1.0


def money_columns() -> tuple[str, ...]:
    """The columns of a population that are in dinars."""
    return tuple(
        column.name
        for tables in (TABLES, OPTIONAL)
        for columns in tables.values()
        for column in columns
        if column.kind == Kind.AMOUNT and column.unit.startswith("JOD")
    )


class Reader:
    """Reads the parts; `problems` then has every mistake, each with its path in the file."""

    def __init__(self, file: str) -> None:
        self.problems: list[Problem] = []
        self._file = file

    def series(self, content: Mapping[str, Any]) -> AgeingSeries | None:
        """Everything, or None where something was wrong."""
        money = {str(name): self._money(str(name), entry) for name, entry in content["money"].items()}
        if PRICES not in money:
            self._wrong(f"money.{PRICES}", "The series is missing: every file has one of prices.", "السلسلة مفقودة.")
        columns = self._columns(content["columns"], money)
        population = self._population(content["population"])
        if self.problems:
            return None
        return AgeingSeries({n: s for n, s in money.items() if s}, columns, population)

    def _columns(self, entry: Mapping[Any, Any], money: Mapping[str, Any]) -> dict[str, str]:
        for column in money_columns():
            if str(entry.get(column)) not in money:
                names = ", ".join(money)
                en = f"The column follows no series; there are {names}."
                self._wrong(f"columns.{column}", en, f"لا يتبع العمود أي سلسلة؛ السلاسل: {names}.")
        for column in entry:
            if column not in money_columns():
                en = "This is not a column in dinars of a population."
                self._wrong(f"columns.{column}", en, "ليس عمودا بالدينار في المجتمع.")
        return {str(column): str(name) for column, name in entry.items()}

    def _money(self, name: str, entry: Any) -> Series | None:
        path = f"money.{name}"
        if not isinstance(entry, Mapping):
            self._wrong(path, "This is not a series.", "ليست سلسلة.")
            return None
        known = self._law_values(path, entry["parameter"]) if "parameter" in entry else {}
        for year, value in self._mapping(f"{path}.values", entry.get("values", {})).items():
            if self._is_year(f"{path}.values.{year}", year):
                known[year] = self._value(f"{path}.values.{year}", value)
        return self._made(path, name, entry, known)

    def _made(self, path: str, name: str, entry: Mapping[str, Any], known: Mapping[int, Value | None]) -> Series | None:
        """A series of values that were read, with its projection."""
        projection = self._projection(path, entry.get("projection"))
        values = {year: value for year, value in sorted(known.items()) if value is not None}
        if not values:
            self._wrong(path, "The series has no value.", "لا قيمة في السلسلة.")
            return None
        names = _text(entry.get("label", name))
        parameter = str(entry.get("parameter", ""))
        made = Series(name, names, str(entry.get("unit", "")), values, projection or _PLACE_HOLDER, parameter)
        back = made.projection.years if made.projection.rule == Rule.MEAN_GROWTH else 1
        if made.projection.rule != Rule.GIVEN and made.last_year - back < made.first_year:
            en = (
                f"The rule looks {back} year(s) back from {made.last_year}, but the series begins in {made.first_year}."
            )
            self._wrong(f"{path}.projection", en, "تنظر القاعدة إلى ما قبل بداية السلسلة.")
        return made

    def _law_values(self, path: str, parameter_path: Any) -> dict[int, Value | None]:
        parameter = find(law_in_force().parameters, str(parameter_path))
        if not isinstance(parameter, Parameter):
            en = f"The law has no parameter {parameter_path!r}."
            self._wrong(f"{path}.parameter", en, f"لا معلمة في القانون باسم {parameter_path!r}.")
            return {}
        return {
            int(record.date[:4]): Value(float(record.value), record.confidence, str(parameter_path))
            for record in records(parameter)
            if _is_number(record.value) and record.value > 0
        }

    def _projection(self, path: str, entry: Any) -> Projection | None:
        path = f"{path}.projection"
        if not isinstance(entry, Mapping) or entry.get("rule") not in list(Rule):
            rules = ", ".join(Rule)
            en = f"The projection needs a rule: {rules}."
            self._wrong(path, en, f"يحتاج الإسقاط إلى قاعدة: {rules}.")
            return None
        unknown = set(entry) - {"rule", "years", "fade", "growth", "why"}
        if unknown:
            self._wrong(f"{path}.{sorted(unknown)[0]}", "No projection has this field.", "حقل غير معروف.")
        rule = Rule(entry["rule"])
        years, fade, growth = entry.get("years", 1), entry.get("fade", 1.0), entry.get("growth", 0.0)
        if isinstance(years, bool) or not isinstance(years, int) or years < 1:
            self._wrong(f"{path}.years", f"{years!r} is not a number of years.", f"{years!r} ليس عدد سنوات.")
        elif not _is_number(fade) or not 0 <= fade <= 1:
            self._wrong(f"{path}.fade", f"{fade!r} is not a share from 0 to 1.", f"{fade!r} ليس نسبة من 0 إلى 1.")
        elif not _is_number(growth) or not -_WILDEST_GROWTH < growth < _WILDEST_GROWTH:
            en = f"{growth!r} is not a yearly growth as a share, such as 0.03."
            self._wrong(f"{path}.growth", en, f"{growth!r} ليس نموا سنويا بصيغة نسبة مثل 0.03.")
        else:
            return Projection(rule, years, float(fade), float(growth), _text(entry.get("why", "")))
        return None

    def _population(self, entry: Mapping[str, Any]) -> dict[str, Series]:
        """Governorate by governorate, the Kingdom's totals spread over the shares of their year."""
        known: dict[str, dict[int, Value]] = {name: {} for name in GOVERNORATES}
        for year, point in self._mapping("population.governorates", entry.get("governorates")).items():
            if self._is_year(f"population.governorates.{year}", year):
                for name, value in self._point(f"population.governorates.{year}", point).items():
                    known[name][year] = value
        totals = {
            year: self._value(f"population.totals.{year}", value)
            for year, value in self._mapping("population.totals", entry.get("totals", {})).items()
            if self._is_year(f"population.totals.{year}", year)
        }
        if self.problems:
            return {}
        made = {name: self._made("population", name, entry, known[name]) for name in GOVERNORATES}
        by_name = {name: series for name, series in made.items() if series is not None}
        if self.problems:
            self.problems = list(dict.fromkeys(self.problems))  # they share one projection
            return {}
        return _with_totals(by_name, {year: value for year, value in totals.items() if value is not None})

    def _point(self, path: str, point: Any) -> dict[str, Value]:
        """All governorates in one year."""
        if not isinstance(point, Mapping):
            self._wrong(path, "This is not a year of governorates.", "ليست قيم محافظات لسنة.")
            return {}
        values = self._mapping(f"{path}.values", point.get("values"))
        missing = set() if point.get("is_partial") else {*GOVERNORATES} - {*values}
        for name in sorted({*map(str, values)} - {*GOVERNORATES} | missing):
            self._wrong(
                f"{path}.values.{name}", "The governorate is missing, or is none.", "محافظة مفقودة أو غير معروفة."
            )
        made = {}
        for name in GOVERNORATES:
            if name in values:
                own = values[name] if isinstance(values[name], Mapping) else {**point, "value": values[name]}
                made[name] = self._value(f"{path}.values.{name}", own)
        return {name: value for name, value in made.items() if value is not None}

    def _value(self, path: str, entry: Any) -> Value | None:
        fields = entry if isinstance(entry, Mapping) else {}
        number, confidence = fields.get("value"), fields.get("confidence")
        if number is None or not _is_number(number) or not 0 < number < math.inf:
            self._wrong(path, f"{number!r} is not a positive number.", f"{number!r} ليس عددا موجبا.")
        elif confidence not in CONFIDENCES:
            names = ", ".join(CONFIDENCES)
            en = f"The value needs a confidence: {names}."
            self._wrong(path, en, f"تحتاج القيمة إلى درجة ثقة: {names}.")
        else:
            return Value(float(number), str(confidence), str(fields.get("source", "")))
        return None

    def _mapping(self, path: str, entry: Any) -> Mapping[Any, Any]:
        if isinstance(entry, Mapping):
            return entry
        self._wrong(path, "The part is missing or is not a mapping.", "الجزء مفقود أو ليس قائمة مفاتيح.")
        return {}

    def _is_year(self, path: str, year: Any) -> bool:
        if isinstance(year, int) and not isinstance(year, bool):
            return True
        self._wrong(path, f"{year!r} is not a year.", f"{year!r} ليس سنة.")
        return False

    def _wrong(self, path: str, en: str, ar: str) -> None:
        self.problems.append(problem(f"{self._file}: {path}", en, ar))


def _with_totals(population: Mapping[str, Series], totals: Mapping[int, Value]) -> dict[str, Series]:
    """Series that in the years of the totals add up to them; their shares are those interpolated."""
    known = {name: dict(series.known) for name, series in population.items()}
    for year, total in totals.items():
        before = {name: series.at(year) for name, series in population.items()}
        scale = total.number / sum(value.number for value in before.values())
        for name, value in before.items():
            confidence = weakest("derived", value.confidence, total.confidence)
            known[name][year] = Value(value.number * scale, confidence, total.source)
    return {name: replace(series, known=dict(sorted(known[name].items()))) for name, series in population.items()}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(written: Any) -> Text:
    """A text in two languages, or one that stands for both."""
    if isinstance(written, Mapping) and {"en", "ar"} <= written.keys():
        return Text(str(written["en"]), str(written["ar"]))
    return Text(str(written), str(written))
