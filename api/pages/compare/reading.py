"""The address read, and the form, which says the same in fields of its own."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator

from werkzeug.datastructures import MultiDict

from openfisca_jordan_sp.asked import LINES
from openfisca_jordan_sp.asked_policies import TOGETHER
from openfisca_jordan_sp.errors import Problem, Text

from ...contract import load_contract
from ..digits import western
from .state import BREAKDOWNS, Asked, Change

#: As the contract has them: policies of one request, and days of one bill.
MOST_POLICIES, MOST_CHANGES = 8, 50
_MOST_TITLE, _MOST_WORDS, _MOST_LINE = 200, 100, 100_000
_WORDS = re.compile(r"[\x00-\x1f\x7f]")

Query = MultiDict[str, str]


def is_form(query: Query) -> bool:
    """Whether the page's own form was sent: its fields are put together into an address then."""
    return "form" in query


def read(query: Query) -> Asked:
    """What an address or the form asks; what cannot be is kept as it is, for `mistakes_of` to tell."""
    return Asked(
        policies=_policies(query),
        changes=_changes(query),
        title=_clean(query.get("title", ""), _MOST_TITLE + 1),
        population=_clean(query.get("population", "")) or Asked.population,
        period=_western(query.get("period", "")) or Asked.period,
        line=_western(query.get("amount", "") or query.get("line", "")) or Asked.line,
        breakdown=_clean(query.get("breakdown", "")),
        shown=_place(query.get("shown", "")),
        hurt=query.get("hurt") == "1",
        whole=query.get("view") == "whole",
        words=_clean(query.get("q", "")),
        filter=_clean(query.get("filter", "")),
    )


def _policies(query: Query) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(one for given in query.getlist("policy") if (one := _clean(given))))
    return (TOGETHER.join(asked),) if query.get("together") and len(asked) > 1 else asked


def _changes(query: Query) -> tuple[Change, ...]:
    written = [*_of_address(query), *_of_form(query)]
    added = _clean(query.get("add", ""))
    if added and added not in [one.path for one in written]:
        written.append(Change(added))
    first = f"{_western(query.get('period', '')) or Asked.period}-01"
    return tuple(one if one.since else Change(one.path, first, one.value) for one in written)


def _of_address(query: Query) -> Iterator[Change]:
    """`path@day=value`; the day and the value may be left out."""
    for given in query.getlist("set"):
        rest, _, value = given.partition("=")
        path, _, since = rest.partition("@")
        yield Change(_clean(path), _western(since), _western(value))


def _of_form(query: Query) -> Iterator[Change]:
    """The rows of the form but for the one to be removed."""
    rows = zip(*(query.getlist(name) for name in ("change", "since", "value")), strict=False)
    for place, (path, since, value) in enumerate(rows):
        if query.get("remove") != str(place):
            yield Change(_clean(path), _western(since), _western(value))


def _clean(text: str, most: int = _MOST_WORDS) -> str:
    """A text without what cannot be seen in it, and no longer than it may be."""
    return _WORDS.sub(" ", text).strip()[:most]


def _western(text: str) -> str:
    """A number or a day in the digits that the law is written in here, whatever keyboard it came from."""
    return western(_clean(text))


def _place(text: str) -> int:
    return int(text) if re.fullmatch(r"[1-8]", text) else 1


def value_of(text: str) -> bool | float | str:
    """A value as a bill has it: a truth, a number, or the text itself, which the law refuses where it is none."""
    if text in {"true", "false"}:
        return text == "true"
    if re.fullmatch(r"[-+]?\d{1,15}", text):
        return int(text)
    return float(text) if re.fullmatch(r"[-+]?\d{0,15}\.\d{1,12}", text) else text


def mistakes_of(asked: Asked) -> list[Problem]:
    """What cannot be asked so, each with the field that it is of; the law and the people are not looked at yet."""
    return [*_of_choice(asked), *_of_bill(asked)]


def _of_choice(asked: Asked) -> Iterator[Problem]:
    if asked.count > MOST_POLICIES:
        message = Text(f"At most {MOST_POLICIES} policies at a time.", f"لا تزيد السياسات على {MOST_POLICIES} معا.")
        yield Problem("too_many", "policy", message, Text("Leave some out.", "احذف بعضها."))
    if not load_contract().schema("Month").is_valid(asked.period):
        message = Text("This is not a month.", "هذا ليس شهرا.")
        yield Problem("no_month", "period", message, Text("Write it as 2026-01.", "اكتبه على نحو 2026-01."))
    if asked.line not in LINES and not 0 < _number(asked.line) <= _MOST_LINE:
        message = Text("This is not a poverty line.", "هذا ليس خط فقر.")
        hint = Text(
            f"Choose one, or write dinars a person and month, up to {_MOST_LINE:,}.",
            f"اختر خطا، أو اكتب دنانير للفرد شهريا حتى {_MOST_LINE:,}.",
        )
        yield Problem("no_line", "line", message, hint)
    if asked.breakdown and asked.breakdown not in BREAKDOWNS:
        message = Text("There is no such breakdown.", "لا يوجد تفصيل كهذا.")
        yield Problem("no_breakdown", "breakdown", message, Text("Choose one of the list.", "اختر من القائمة."))


def _of_bill(asked: Asked) -> Iterator[Problem]:
    if len(asked.title) > _MOST_TITLE:
        message = Text(f"The name has more than {_MOST_TITLE} letters.", f"يزيد الاسم على {_MOST_TITLE} حرف.")
        yield Problem("too_long", "title", message, Text("Shorten it.", "اختصره."))
    if len(asked.changes) > MOST_CHANGES:
        message = Text(f"At most {MOST_CHANGES} values at a time.", f"لا تزيد القيم على {MOST_CHANGES} معا.")
        yield Problem("too_many", "set", message, Text("Remove some.", "احذف بعضها."))
    seen: set[tuple[str, str]] = set()
    for place, change in enumerate(asked.changes):
        if not _is_day(change.since):
            message = Text("This is not a day of the calendar.", "هذا ليس يوما في التقويم.")
            hint = Text("Write it as 2026-01-31.", "اكتبه على نحو 2026-01-31.")
            yield Problem("no_day", f"since-{place}", message, hint)
        if (change.path, change.since) in seen:
            message = Text("This value is changed twice from the same day.", "تتغير هذه القيمة مرتين من اليوم نفسه.")
            yield Problem("twice", f"value-{place}", message, Text("Remove one row.", "احذف أحد الصفين."))
        seen.add((change.path, change.since))


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def line_of(text: str) -> str | float:
    """A poverty line as `/v1` has it."""
    return text if text in LINES else _number(text)


def _number(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        return math.nan
    return int(found) if found.is_integer() else found
