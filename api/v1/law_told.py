"""What the routes of the law share: the day asked, replies that may be cached, names, sources and values as JSON."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

from werkzeug.http import parse_etags

from openfisca_jordan_sp.errors import PeriodError, Text
from openfisca_jordan_sp.law.acts import Source
from openfisca_jordan_sp.law.catalogue import instruments, is_instrument, units
from openfisca_jordan_sp.law.coverage_page import article_name
from openfisca_jordan_sp.law.register import nearest_instruments
from openfisca_jordan_sp.law.views import Named
from openfisca_jordan_sp.law.words import Words

from .. import law_state
from ..errors import NotFoundError
from ..json_text import write_json
from ..operations import Asked, Reply

Item = TypeVar("Item")

#: How long a copy may be used without asking whether it still holds, in seconds.
_FRESH = 60
_NEAREST = 3
_ENGLISH, _ARABIC = Words("en"), Words("ar")


def day_asked(asked: Asked) -> str:
    """The day whose law is asked for (`YYYY-MM-DD`), today where a request names none.

    Raises:
        PeriodError: not a day of the calendar.
    """
    day = str(asked.query.get("date") or law_state.law_date())
    try:
        return datetime.date.fromisoformat(day).isoformat()
    except ValueError:
        message = Text(f"{day} is not a day of the calendar.", f"{day} ليس يوما في التقويم.")
        hint = Text("Write it as 2026-01-31.", "اكتبه على نحو 2026-01-31.")
        raise PeriodError(message, path="date", hint=hint) from None


def cacheable(asked: Asked, body: Any, day: str = "") -> Reply:
    """A public reply with its `ETag`; 304 where the caller has it already."""
    data = write_json(body)
    digest = hashlib.sha256(data).hexdigest()[:32]
    headers = {"ETag": f'"{digest}"', "Cache-Control": f"public, max-age={_FRESH}"}
    if parse_etags(asked.headers.get("If-None-Match")).contains_weak(digest):
        return Reply(b"", 304, headers, law_date=day)
    return Reply(data, headers=headers, law_date=day)


def not_found(what: Text, path: str, nearest: Sequence[str], otherwise: str) -> NotFoundError:
    """An unknown name, with the names that look most like it, else with where names are listed."""
    names = ", ".join(nearest)
    nearest_hint = Text(f"Nearest: {names}.", f"الأقرب: {names}.")
    list_hint = Text(f"GET {otherwise} lists what there is.", f"يعرض GET {otherwise} ما هو موجود.")
    return NotFoundError(what, path=path, hint=nearest_hint if names else list_hint, nearest=nearest)


def known_instrument(folder: str, path: str) -> str:
    """The folder of an instrument that is asked for.

    Raises:
        NotFoundError: there is none of that name.
    """
    name = folder.strip()
    if not is_instrument(name):
        message = Text(f"There is no instrument {name}.", f"لا توجد أداة قانونية باسم {name}.")
        raise not_found(message, path, nearest_instruments(name) or nearest_of(name, instruments()), "/v1/law")
    return name


def nearest_of(name: str, known: Iterable[str]) -> list[str]:
    """The names that look most like another, the nearest first; else some that it is a part of."""
    names = list(known)
    lowered = name.strip().lower()
    return (
        get_close_matches(lowered, names, n=_NEAREST) or [one for one in names if lowered and lowered in one][:_NEAREST]
    )


def page_of(asked: Asked, items: Sequence[Item], names: Sequence[str]) -> tuple[Sequence[Item], str | None]:
    """The items of the page asked for, and the cursor of the next one: the last name told.

    Args:
        asked: with `cursor` and `limit`.
        items: in the order of their names.
        names: of the items, in rising order.
    """
    cursor, limit = asked.query.get("cursor", ""), asked.query["limit"]
    first = sum(name <= cursor for name in names) if cursor else 0
    last = first + limit
    return items[first:last], names[last - 1] if last < len(items) else None


def both(text: Text | None) -> dict[str, str] | None:
    """A text in both languages; one that is known in one language alone has it in both."""
    return None if text is None else {"en": text.en or text.ar, "ar": text.ar or text.en}


def named(names: Iterable[Named]) -> list[dict[str, Any]]:
    """Names with their labels."""
    return [{"name": one.name, "label": both(one.label)} for one in names]


def word(key: str) -> dict[str, str]:
    """A word of the law in both languages."""
    return {"en": _ENGLISH(key), "ar": _ARABIC(key)}


def article_told(article: str | None) -> dict[str, str] | None:
    """An article as it is read in each language: `article 2`."""
    if article is None:
        return None
    return {"en": article_name(article, _ENGLISH), "ar": article_name(article, _ARABIC)}


def source_data(source: Source) -> dict[str, Any]:
    """Where something was read, its article as the source names it and as it is read in each language."""
    return {
        "title": {"en": source.titled("en"), "ar": source.titled("ar")},
        "published": source.published,
        "href": source.href,
        "article": source.article,
        "article_name": article_told(source.article),
    }


def sources_data(references: Iterable[Any]) -> list[dict[str, Any]]:
    """The references of a value, or of a reform, as sources."""
    return [source_data(Source.from_data(one)) for one in references]


def unit_data(unit: str | None) -> dict[str, Any]:
    """A unit by its code and by its name."""
    return {"unit": unit or None, "unit_name": both(units().get(unit)) if unit else None}


def folder_of_path(path: str) -> str:
    """The folder of the law in which a parameter stands."""
    return path.partition(".")[0]


def instrument_or_none(folder: str) -> str | None:
    """A folder that is an instrument's."""
    return folder if is_instrument(folder) else None


def value_data(value: Any) -> Any:
    """A value of the law as JSON has it: a day as a text."""
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
