"""What the charts of the law show, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas

from openfisca_jordan_sp.law import catalogue
from openfisca_jordan_sp.law.words import Words
from openfisca_jordan_sp.report import numbers
from openfisca_jordan_sp.report.texts import Texts

_SHARE = "share"


def written(value: Any, unit: str | None, unit_name: str, texts: Texts) -> str:
    """A value of the law with its unit as readers see it; a share also in per cent."""
    words = Words(texts.language)
    if numbers.is_unset(value):
        return texts("unset")
    if isinstance(value, str):
        named = catalogue.words().get(f"value_{value}")
        return texts.of(named) if named else texts.isolated(value)
    if isinstance(value, bool):
        return words.value(value)
    plain = texts.isolated(words.value(value))
    if unit == _SHARE:
        return f"{plain} ({texts.isolated(numbers.plain(value * 100) + '%')})"
    return f"{plain} {unit_name}".strip()


def of_history(label: str, table: pandas.DataFrame, day: str, texts: Texts) -> str:
    """The value on a day and the one before it; and what is known to come after it.

    Args:
        label: of the parameter.
        table: `since`, `value`, `confidence`, `with_unit`; the oldest first.
        day: `YYYY-MM-DD`.
        texts: of the language.
    """
    rows = table.to_dict(orient="records")
    begun = [row for row in rows if row["since"] <= day]
    coming = rows[len(begun)] if len(begun) < len(rows) else None
    told = _until_now(label, begun, rows, day, texts)
    if coming is None or not begun:
        return told
    return told + texts("law_history_next", since=texts.isolated(coming["since"]), value=coming["with_unit"])


def _until_now(label: str, begun: list[Any], rows: list[Any], day: str, texts: Texts) -> str:
    if not begun:
        since, value = texts.isolated(rows[0]["since"]), rows[0]["with_unit"]
        return texts("law_history_before", label=label, since=since, value=value)
    now, since = begun[-1], texts.isolated(begun[-1]["since"])
    before = begun[-2]["with_unit"] if len(begun) > 1 else ""
    if now["confidence"] == "missing":
        return texts("law_history_missing", label=label, day=texts.isolated(day))
    if numbers.is_unset(now["value"]):
        return texts("law_history_ended" if before else "law_history_unset", label=label, since=since, before=before)
    if before:
        return texts("law_history_changed", label=label, value=now["with_unit"], since=since, before=before)
    return texts("law_history_one", label=label, value=now["with_unit"], since=since)


def of_scale(label: str, count: int, day: str, last: str, texts: Texts) -> str:
    """How many brackets a scale has, and when one of them last changed.

    Args:
        label: of the scale and of what is drawn of it.
        count: of brackets.
        day: on which the law is told.
        last: the last day of a change up to then; empty before the first.
        texts: of the language.
    """
    key = "law_scale_changed" if last else "law_scale_before"
    since = texts.isolated(last or day)
    return texts(key, label=label, count=texts.number(count), since=since)


def of_coverage(counts: Mapping[str, int], texts: Texts) -> str:
    """How many provisions are modelled, and of how many the text was not seen.

    Args:
        counts: `provisions`, `modelled`, `text_not_seen`.
        texts: of the language.
    """
    share = counts["modelled"] / counts["provisions"] if counts["provisions"] else 0.0
    values = {key: texts.number(counts[key]) for key in ("provisions", "modelled", "text_not_seen")}
    return texts("law_finding_coverage", share=texts.percent(share, 0), **values)
