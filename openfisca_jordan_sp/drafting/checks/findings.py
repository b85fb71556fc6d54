"""What the check of a bill finds: errors and warnings, each with its place, its reason and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openfisca_jordan_sp.errors import NO_HINT, Text

if TYPE_CHECKING:
    from openfisca_jordan_sp.drafting.checks.bill import Bill

#: A bill with an error does not say what it means, or cannot be computed; a warning is to be looked at.
ERROR, WARNING = SEVERITIES = ("error", "warning")

#: What a check looks at: the file alone; the law that it makes; people under that law, which takes longer.
FILE, LAW, PEOPLE = NEEDS = ("file", "law", "people")


@dataclass(frozen=True)
class Finding:
    """One thing found in a bill.

    Attributes:
        code: stable, what programs should test.
        severity: `error` or `warning`.
        path: where: a key of the file, a parameter and date, a variable.
        message: what is wrong, in both languages.
        hint: what to do about it.
    """

    code: str
    severity: str
    path: str
    message: Text
    hint: Text = NO_HINT

    def line(self, language: str = "en") -> str:
        """The finding as one line."""
        parts = (f"{self.path}:", getattr(self.message, language), getattr(self.hint, language))
        return " ".join(part for part in parts if part)

    def as_data(self) -> dict[str, Any]:
        """The finding for JSON, in both languages."""
        texts = {"message": self.message, "hint": self.hint}
        return {
            "code": self.code,
            "severity": self.severity,
            "path": self.path,
            **{name: {"en": text.en, "ar": text.ar} for name, text in texts.items()},
        }


@dataclass(frozen=True)
class Findings:
    """All that the check of one bill found.

    Attributes:
        reform: the bill's id, or how it was asked for where it cannot be read.
        title: in both languages; the id where it cannot be read.
        findings: errors before warnings, each in the order of the checks.
        is_applicable: whether the bill can be applied to the law; where not, only what its file says is checked.
        is_complete: whether every check was made.
    """

    reform: str
    title: Text
    findings: tuple[Finding, ...] = ()
    is_applicable: bool = True
    is_complete: bool = True

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be mended."""
        return tuple(found for found in self.findings if found.severity == ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What should be looked at."""
        return tuple(found for found in self.findings if found.severity == WARNING)

    @property
    def codes(self) -> frozenset[str]:
        """The codes found."""
        return frozenset(found.code for found in self.findings)

    def as_data(self) -> dict[str, Any]:
        """The findings for JSON, in both languages."""
        return {
            "reform": self.reform,
            "title": {"en": self.title.en, "ar": self.title.ar},
            "is_applicable": self.is_applicable,
            "is_complete": self.is_complete,
            "errors": [found.as_data() for found in self.errors],
            "warnings": [found.as_data() for found in self.warnings],
        }


@dataclass(frozen=True)
class Spot:
    """A place of a bill where a check found something, and what."""

    path: str
    message: Text
    hint: Text = NO_HINT


@dataclass(frozen=True)
class Check:
    """One check.

    Attributes:
        code: of its findings.
        severity: of its findings.
        find: what it finds in a bill.
        needs: `file`, `law` or `people`.
    """

    code: str
    severity: str
    find: Callable[[Bill], Iterable[Spot]]
    needs: str = LAW

    def findings(self, bill: Bill) -> list[Finding]:
        """What the check finds in a bill, each place once."""
        spots = dict.fromkeys(self.find(bill))
        return [Finding(self.code, self.severity, spot.path, spot.message, spot.hint) for spot in spots]
