"""The catalogue of reforms as a list: what each is, from when, and what it touches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.drafting.rules import folder_of
from openfisca_jordan_sp.errors import Text, UnknownNameError
from openfisca_jordan_sp.law.catalogue import instrument, is_instrument
from openfisca_jordan_sp.law.register import nearest_instruments
from openfisca_jordan_sp.law.search import holds
from openfisca_jordan_sp.reform import Reform, catalogue, load_reform
from openfisca_jordan_sp.reform_checks import changes_of
from openfisca_jordan_sp.system import law_in_force

#: A formula of a variable by the day from which it holds; month and day may be left out.
_DATED = re.compile(r"formula_(\d{4})(?:_(\d{2}))?(?:_(\d{2}))?")


@dataclass(frozen=True)
class Entry:
    """One reform of the list.

    Attributes:
        reform: the reform as written.
        since: the first day (`YYYY-MM-DD`) on which it changes anything; None where its rules bear no date.
        values: how many parameters it changes or adds.
        rules: how many variables it defines or switches off.
        instruments: the folders of the instruments that it touches.
    """

    reform: Reform
    since: str | None
    values: int
    rules: int
    instruments: tuple[str, ...]

    @classmethod
    def of(cls, reform: Reform, law: TaxBenefitSystem) -> Entry:
        """The entry of a reform.

        Raises:
            InvalidReformError: its own function of values fails.
        """
        values: dict[str, Iterable[str]] = dict(changes_of(reform, law.parameters))
        values |= {path: data["values"] for path, data in reform.adds.items()}
        days = [str(day) for dated in values.values() for day in dated]
        rules = [variable.__name__ for variable in reform.code.variables] + list(reform.neutralise)
        return cls(
            reform=reform,
            since=min([*days, *(day for variable in reform.code.variables for day in _days(variable))], default=None),
            values=len(values),
            rules=len(set(rules)),
            instruments=_instruments(reform, values, rules, law),
        )

    @property
    def is_text_known(self) -> bool:
        """Whether the wording of an article is on file."""
        return bool(self.reform.text)

    def is_found_by(self, words: str) -> bool:
        """Whether every one of some words stands in its id, title, summary or instruments, in either language."""
        texts = [self.reform.title, self.reform.summary, *(instrument(folder).title for folder in self.instruments)]
        told = [text for pair in texts if pair is not None for text in (pair.en, pair.ar)]
        return holds(words, self.reform.id, *self.instruments, *told)


def entries(*, status: str | None = None, folder: str | None = None, words: str = "") -> list[Entry]:
    """The reforms of the catalogue in the order of their ids.

    Args:
        status: only those of this status: `bill`, `proposal` or `scenario`.
        folder: only those that touch this instrument.
        words: only those in which all these words stand, whatever their capitals, hamzas and vowel marks.

    Raises:
        UnknownNameError: there is no such instrument; the nearest are named.
        InvalidReformError: a file of the catalogue has mistakes.
    """
    if folder is not None and not is_instrument(folder):
        message = Text(f"There is no instrument {folder!r}.", f"لا توجد أداة قانونية باسم {folder!r}.")
        raise UnknownNameError(folder, nearest_instruments(folder), message=message)
    law = law_in_force()
    found = (Entry.of(load_reform(path), law) for path in catalogue().values())
    return [
        entry
        for entry in found
        if status in {None, entry.reform.status} and (folder is None or folder in entry.instruments)
        if entry.is_found_by(words)
    ]


def _instruments(reform: Reform, paths: Iterable[str], rules: Iterable[str], law: TaxBenefitSystem) -> tuple[str, ...]:
    folders = [path.partition(".")[0] for path in paths]
    folders += [folder_of(law.variables[name]) for name in rules if name in law.variables]
    folders += [text.instrument for text in reform.text]
    return tuple(folder for folder in dict.fromkeys(folders) if is_instrument(folder))


def _days(variable: Any) -> Iterator[str]:
    """The days from which the dated formulas of a variable's class hold."""
    for name in vars(variable):
        found = _DATED.fullmatch(name)
        if found:
            year, month, day = found.groups()
            yield f"{year}-{month or '01'}-{day or '01'}"
