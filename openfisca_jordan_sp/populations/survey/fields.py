"""Fields of a YAML file, taken one by one: what is wrong with each is gathered, what is left over is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from openfisca_jordan_sp.errors import NO_HINT, Problem, Text

_REQUIRED = object()


def normal(value: Any) -> str:
    """A code, id or label as text, the same for `1`, `1.0` and `"1"`; empty for what is missing.

    >>> normal(1.0), normal(" 07 "), normal("Irbid")
    ('1', '7', 'Irbid')
    """
    if value is None or value != value:  # noqa: PLR0124 - NaN and NaT alone differ from themselves
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value).strip()
    whole = text.removesuffix(".") if "." not in text[:-1] else text.rstrip("0").rstrip(".")
    digits = whole.removeprefix("-")
    if digits.isascii() and digits.isdigit():
        return whole if len(digits) == 1 else ("-" if whole.startswith("-") else "") + (digits.lstrip("0") or "0")
    return text


@dataclass
class Fields:
    """The fields of one mapping in a YAML file.

    Attributes:
        content: what the file says there.
        path: where it is, for messages.
        problems: what is wrong, shared by all fields of a file.
    """

    content: Mapping[Any, Any]
    path: str
    problems: list[Problem]
    taken: set[str] = field(default_factory=set)

    def problem(self, name: str, en: str, ar: str, hint: Text = NO_HINT) -> None:
        """Note what is wrong with a field (or, with an empty name, with all of it)."""
        path = f"{self.path}.{name}" if name else self.path
        self.problems.append(Problem("survey_mapping", path, Text(en, ar), hint))

    def take(self, name: str, kind: type | tuple[type, ...], default: Any = _REQUIRED) -> Any:
        """The value of a field, or the default where it is not there or not of the kind."""
        self.taken.add(name)
        value = self.content.get(name)
        if value is None:
            if default is _REQUIRED:
                self.problem(name, "The field is missing.", "الحقل غير موجود.")
                return _empty(kind)
            return default
        kinds = kind if isinstance(kind, tuple) else (kind,)
        if not isinstance(value, kind) or (isinstance(value, bool) and bool not in kinds):
            names = " or ".join(_NAMES.get(each, each.__name__) for each in kinds)
            self.problem(name, f"The field must be {names}.", "نوع قيمة الحقل غير صحيح.")
            return _empty(kind) if default is _REQUIRED else default
        return value

    def choice(self, name: str, known: Iterable[str], default: Any = _REQUIRED) -> str:
        """The value of a field that must be one of a few."""
        value = str(self.take(name, str, default))
        if value and value not in known:
            options = ", ".join(known)
            self.problem(
                name,
                f"{value!r} is not known.",
                f"القيمة {value!r} غير معروفة.",
                Text(f"Known: {options}.", f"المعروف: {options}."),
            )
            return "" if default is _REQUIRED else str(default)
        return value

    def number(self, name: str, default: float) -> float:
        """A number."""
        return float(self.take(name, (int, float), default))

    def names(self, name: str) -> tuple[str, ...]:
        """One name or a list of them."""
        value = self.take(name, (str, list), [])
        return (value,) if isinstance(value, str) else tuple(str(each) for each in value)

    def inner(self, name: str, *, is_required: bool = False) -> Fields:
        """The fields of a mapping inside this one; empty where it is not there."""
        content = self.take(name, dict) if is_required else self.take(name, dict, {})
        return Fields(content, f"{self.path}.{name}" if self.path else name, self.problems)

    def text(self, name: str) -> Text:
        """A text in both languages."""
        value = self.take(name, dict)
        if not isinstance(value.get("en"), str) or not isinstance(value.get("ar"), str):
            if value:
                self.problem(name, "Give `en` and `ar`.", "اكتب en و ar.")
            return Text("", "")
        return Text(value["en"], value["ar"])

    def finish(self) -> None:
        """Note every field that nobody took."""
        for name in self.content:
            if name not in self.taken:
                near = get_close_matches(str(name), self.taken, 1)
                hint = Text(f"Did you mean {near[0]}?", f"هل تقصد {near[0]}؟") if near else NO_HINT
                self.problem(str(name), "There is no such field.", "لا يوجد حقل بهذا الاسم.", hint)


_NAMES: Mapping[type, str] = {dict: "a mapping", list: "a list", str: "a text", int: "a number", float: "a number"}


def _empty(kind: type | tuple[type, ...]) -> Any:
    first = kind[0] if isinstance(kind, tuple) else kind
    return first()
