"""The form of a reform's file: its keys and their kinds, whatever the law is."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from openfisca_jordan_sp.errors import Problem, Text

KEYS = ("id", "title", "status", "source", "summary", "values", "adds", "neutralise", "python", "programmes", "text")
STATUSES = ("bill", "proposal", "scenario")
_TEXT_KEYS = ("instrument", "article", "before", "after", "paraphrase", "source")


def format_problems(data: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with the form of a reform, whatever the law is."""
    return [
        *_unknown_keys(data),
        *_heading(data),
        *_kinds(data),
        *_dated_values(data),
        *_sources(data),
        *_programmes(data),
        *_texts(data),
    ]


def _unknown_keys(data: Mapping[str, Any]) -> list[Problem]:
    problems = []
    for key in data:
        if key not in KEYS:
            near = get_close_matches(str(key), KEYS, n=1, cutoff=0.5) or list(KEYS)
            hint = Text(f"Did you mean {', '.join(near)}?", f"هل تقصد {'، '.join(near)}؟")
            message = Text("is not a key of a reform.", "ليس مفتاحا معروفا.")
            problems.append(Problem("unknown_key", str(key), message, hint))
    return problems


def _heading(data: Mapping[str, Any]) -> list[Problem]:
    problems = [] if data.get("summary") is None else _not_bilingual("summary", data["summary"])
    if not isinstance(data.get("id"), str) or not data.get("id"):
        problems.append(Problem("missing_id", "id", Text("must be a name.", "يجب أن يكون اسما.")))
    problems += _not_bilingual("title", data.get("title"))
    if data.get("status") not in STATUSES:
        options = ", ".join(f"`{status}`" for status in STATUSES)
        message = Text(f"must be one of {options}.", f"يجب أن يكون من {options}.")
        problems.append(Problem("unknown_status", "status", message))
    return problems


def _not_bilingual(key: str, value: Any) -> list[Problem]:
    if is_bilingual(value):
        return []
    message = Text("must have a text `en` and a text `ar`.", "يجب أن يحوي نصا `en` ونصا `ar`.")
    return [Problem(f"missing_{key}", key, message)]


def _kinds(data: Mapping[str, Any]) -> list[Problem]:
    problems = []
    for key, kind in (
        ("values", dict),
        ("adds", dict),
        ("neutralise", list),
        ("programmes", list),
        ("source", list),
        ("text", list),
    ):
        if data.get(key) is not None and not isinstance(data[key], kind):
            name = {dict: "a mapping", list: "a list"}[kind]
            problems.append(Problem("wrong_kind", key, Text(f"must be {name}.", "نوعه غير صحيح.")))
    return [*problems, *_names(data)]


def _names(data: Mapping[str, Any]) -> list[Problem]:
    """Paths and variables that are no text."""
    message = Text("must be a name.", "يجب أن يكون اسما.")
    named = [(key, name) for key in ("values", "adds") if isinstance(data.get(key), dict) for name in data[key]]
    named += [("neutralise", name) for name in data.get("neutralise") or () if isinstance(data["neutralise"], list)]
    return [Problem("wrong_kind", f"{key}.{name}", message) for key, name in named if not isinstance(name, str)]


def _sources(data: Mapping[str, Any]) -> list[Problem]:
    sources = data["source"] if isinstance(data.get("source"), list) else ()
    return [problem for index, source in enumerate(sources) for problem in _source_problems(f"source[{index}]", source)]


def _source_problems(path: str, source: Any) -> list[Problem]:
    """A source has a title, in one language or in both."""
    title = source.get("title") if isinstance(source, dict) else None
    if (isinstance(title, str) and title) or is_bilingual(title):
        return []
    message = Text("must be a mapping with a `title`.", "يجب أن يكون قائمة مفاتيح فيها العنوان `title`.")
    return [Problem("wrong_kind", path, message)]


def _dated_values(data: Mapping[str, Any]) -> list[Problem]:
    problems = []
    for path, dated in (data["values"] if isinstance(data.get("values"), dict) else {}).items():
        if not isinstance(dated, dict) or not dated:
            message = Text("must be a mapping of dates to values.", "يجب أن يكون تواريخ وقيما.")
            problems.append(Problem("wrong_kind", f"values.{path}", message))
    return problems


def _programmes(data: Mapping[str, Any]) -> list[Problem]:
    """Programmes without what counting them needs."""
    entries = data["programmes"] if isinstance(data.get("programmes"), list) else ()
    keys = ("id", "variable", "pillar")
    message = Text(
        "must have `id`, `variable`, `pillar` and a `label` in both languages.",
        "يجب أن يحوي `id` و`variable` و`pillar` و`label` باللغتين.",
    )
    return [
        Problem("wrong_kind", f"programmes[{index}]", message)
        for index, entry in enumerate(entries)
        if not isinstance(entry, dict)
        or not all(isinstance(entry.get(key), str) for key in keys)
        or not is_bilingual(entry.get("label"))
    ]


def _texts(data: Mapping[str, Any]) -> list[Problem]:
    entries = data["text"] if isinstance(data.get("text"), list) else ()
    return [problem for index, entry in enumerate(entries) for problem in _text_problems(f"text[{index}]", entry)]


def _text_problems(path: str, entry: Any) -> list[Problem]:
    """What is wrong with the form of one article's text."""
    if not isinstance(entry, dict) or not isinstance(entry.get("instrument"), str):
        message = Text("must name its `instrument`.", "يجب أن يسمي الأداة القانونية `instrument`.")
        return [Problem("wrong_kind", path, message)]
    sides = [entry.get(key) for key in ("before", "after")]
    unknown = [key for key in entry if key not in _TEXT_KEYS]
    if unknown or not any(sides) or not all(side is None or is_bilingual(side) for side in sides):
        message = Text(
            "must have `before`, `after` or both, each with a text `en` and a text `ar`.",
            "يجب أن يحوي `before` أو `after` أو كليهما وفي كل منهما نص `en` ونص `ar`.",
        )
        return [Problem("wrong_kind", path, message)]
    return [] if entry.get("source") is None else _source_problems(f"{path}.source", entry["source"])


def is_bilingual(value: Any) -> bool:
    """Whether a value is a text `en` and a text `ar`."""
    return isinstance(value, dict) and all(isinstance(value.get(key), str) and value[key] for key in ("en", "ar"))
