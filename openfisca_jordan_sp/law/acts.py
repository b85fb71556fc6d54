"""Legal instruments: the acts that they are made of, and how an entry of the register is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from openfisca_jordan_sp.errors import LawFileError, Text
from openfisca_jordan_sp.law.titles import arabic_title


@dataclass(frozen=True)
class Source:
    """Where something was read.

    Attributes:
        title: in English, or as its author gives it.
        title_ar: in Arabic, where its author gives both; the law's own stand in `source_titles`.
    """

    title: str
    published: str | None = None
    href: str | None = None
    article: str | None = None
    title_ar: str | None = None

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Source:
        """From a reference of a value or a source of an instrument; a reform's may have its title in both languages."""
        title = data.get("title") or ""
        both = title if isinstance(title, Mapping) else {"en": title}
        optional = (data.get(key) for key in ("published", "href", "article"))
        texts = (None if value is None else str(value) for value in (*optional, both.get("ar")))
        return cls(str(both.get("en") or both.get("ar") or ""), *texts)

    def titled(self, language: str) -> str:
        """Its title in a language (`en` or `ar`); as it is given where that language has none."""
        if language != "ar":
            return self.title
        return self.title_ar or arabic_title(self.title) or self.title


@dataclass(frozen=True)
class InForce:
    """The day from which an act is in force, and how well it is known."""

    day: date | None = None
    confidence: str = "missing"
    note: Text | None = None


@dataclass(frozen=True)
class Gazette:
    """Where an act stands in the Official Gazette, as far as it is known."""

    number: str | None = None
    page: str | None = None
    day: date | None = None
    note: Text | None = None


@dataclass(frozen=True)
class Act:
    """A law, bylaw, instructions or a decision; what no source gives is None."""

    title: Text
    number: str | None = None
    kind: str = "law"
    in_force: InForce = InForce()
    gazette: Gazette | None = None
    replaces: tuple[Text, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Instrument:
    """A legal instrument: the name of its folder, and the first date from which anything of it is modelled.

    `act` says what it is; `related` are the bylaws, amendments and decisions that belong to it.
    """

    folder: str
    title: Text
    since: date
    act: Act
    pillars: tuple[str, ...] = ()
    note: Text | None = None
    related: tuple[Act, ...] = ()


def instrument_from_data(folder: str, data: Mapping[str, Any]) -> Instrument:
    """An instrument from its entry in the register.

    Raises:
        LawFileError: a field is missing or is not in the agreed form.
    """
    try:
        act = _act(data)
        return Instrument(
            folder=folder,
            title=act.title,
            since=_day(data["since"]),
            act=act,
            pillars=tuple(data["pillars"]),
            note=text_from_data(data["note"]),
            related=tuple(_act(entry) for entry in data["related"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise malformed(f"instruments/{folder}.yaml", error) from None


def malformed(file: str, error: Exception) -> LawFileError:
    """The error of a data file in which a field is missing or has the wrong form."""
    missing = isinstance(error, KeyError)
    english = f"has no field {error}" if missing else f"is not in the agreed form ({error})"
    arabic = f"ينقصه الحقل {error}" if missing else f"ليس بالصيغة المتفق عليها ({error})"
    return LawFileError(Text(f"{english}.", f"{arabic}."), path=file)


def text_from_data(data: Mapping[str, str] | None) -> Text | None:
    """A text in both languages, or None."""
    return None if data is None else Text(data["en"], data["ar"])


def _act(data: Mapping[str, Any]) -> Act:
    title = Text(data["title"]["en"], data["title"]["ar"])
    in_force, gazette = data["in_force_from"], data["gazette"]
    return Act(
        title=title,
        number=data["number"],
        kind=data["kind"],
        in_force=InForce(_day_or_none(in_force["date"]), in_force["confidence"], text_from_data(in_force["note"])),
        gazette=None if gazette is None else _gazette(gazette),
        replaces=tuple(Text(entry["en"], entry["ar"]) for entry in data["replaces"] or ()),
        sources=tuple(Source.from_data(entry) for entry in data["sources"]),
    )


def _gazette(data: Mapping[str, Any]) -> Gazette:
    return Gazette(data["number"], data["page"], _day_or_none(data["date"]), text_from_data(data["note"]))


def _day_or_none(value: Any) -> date | None:
    return None if value is None else _day(value)


def _day(value: Any) -> date:
    if not isinstance(value, date):
        raise TypeError(f"{value!r} is not a date")
    return value
