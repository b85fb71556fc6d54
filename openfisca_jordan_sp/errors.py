"""The exceptions of the package.

JordanSPError
├── LawError                what the law's own files say
│   ├── UnsetParameterError     a value that no source gives
│   ├── UnknownNameError        neither an instrument, an article, a parameter nor a variable
│   └── LawFileError            a parameter or catalogue file that is malformed
├── PolicyError             what a user asks the law to become
│   ├── UnknownReformError
│   └── InvalidReformError      carries every problem found, not only the first
├── PopulationError         a population folder that cannot be used
│   └── SurveyError             carries every problem found in a survey (in `populations.survey`)
├── PeriodError             a period that cannot be computed
├── SituationError          the description of one family
├── MeasureError            a statistic asked for in a way that has no meaning
├── ResultError             a table or chart that a result does not have
├── ManyPoliciesError       a sweep, a search or a set of draws asked for in a way that has no meaning
│   └── NoSolutionError         a target that no value of a parameter meets
├── OutputError             a place where results cannot be written
├── ClusterError            workers that cannot be started, reached or trusted
├── SettingsError           settings of the service that cannot be used; carries every problem found
├── ServiceError            what the service refuses, with a status of HTTP (in `api.errors`)
└── Cancelled               somebody asked to stop

Every error says what is wrong (`message`, in English and Arabic), where (`path`),
and what to do (`hint`); `code` is stable and is what programs should test.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Text:
    """One message in the two languages of the package."""

    en: str
    ar: str

    def __str__(self) -> str:
        return self.en


NO_HINT = Text("", "")


class JordanSPError(Exception):
    """Root of the tree. Catch it to catch every mistake that the package reports.

    Args:
        message: What is wrong, in both languages.
        path: Where: a parameter path, a file, a field of the request.
        hint: What to do about it, in both languages.
    """

    code = "jordan_sp_error"

    def __init__(self, message: Text, *, path: str = "", hint: Text = NO_HINT) -> None:
        super().__init__(message.en)
        self.message = message
        self.path = path
        self.hint = hint

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled whole, so that an error of another process is read here."""
        return _restored, (type(self), self.args, self.__dict__)

    def lines(self, language: str = "en") -> list[str]:
        """The error as clear lines for a terminal, one for each problem."""
        message = getattr(self.message, language)
        hint = getattr(self.hint, language)
        if "\n" in message:
            return [*message.splitlines(), *([hint] if hint else [])]
        where = f"{self.path}: " if self.path and self.path not in message else ""
        return [f"{where}{message}" + (f" {hint}" if hint else "")]

    def __str__(self) -> str:
        return "\n".join(self.lines())


def _restored(kind: type[JordanSPError], args: tuple[Any, ...], state: dict[str, Any]) -> JordanSPError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class LawError(JordanSPError):
    """Something in the law's own files."""

    code = "law_error"


class UnsetParameterError(LawError):
    """A rule needs a parameter that no source gives at that date.

    Attributes:
        parameter: its path.
        date: for which it is read.
        where: which of the rule's units need it, as truth values; None where the rule needs it for all.
    """

    code = "unset_parameter"

    def __init__(self, parameter: str, date: str, where: Any = None) -> None:
        super().__init__(
            Text(
                f"The parameter {parameter} has no value on {date}: no source gives one.",
                f"لا قيمة للمعلمة {parameter} بتاريخ {date}: لم يُعثر على مصدر لها.",
            ),
            path=parameter,
            hint=Text(
                "Choose another period, give the result as an input, or set the value in a reform.",
                "اختر فترة أخرى، أو أدخل النتيجة مباشرة، أو حدد القيمة في مشروع تعديل.",
            ),
        )
        self.parameter = parameter
        self.date = date
        self.where = where


class LawFileError(LawError):
    """A file of the law that is not in the agreed format."""

    code = "law_file"


class UnknownNameError(LawError):
    """A name that the law does not have.

    Args:
        name: What was asked for.
        nearest: The names that look most like it, the nearest first.
        message: What is wrong, where it is more than an unknown name.
    """

    code = "unknown_name"

    def __init__(self, name: str, nearest: Sequence[str] = (), *, message: Text | None = None) -> None:
        nothing = Text(
            f"{name!r} is neither an instrument, an article, a parameter nor a variable of the law.",
            f"{name!r} ليس أداة قانونية ولا مادة ولا معلمة ولا متغيرا في القانون.",
        )
        names = ", ".join(nearest)
        hint = Text(f"Nearest: {names}.", f"الأقرب: {names}.") if names else _SEE_INSTRUMENTS
        super().__init__(message or nothing, path=name, hint=hint)
        self.nearest = tuple(nearest)


_SEE_INSTRUMENTS = Text(
    "`jordan-sp law coverage` lists the instruments.", "يعرض الأمر `jordan-sp law coverage` الأدوات القانونية."
)


class PolicyError(JordanSPError):
    """Something in a policy: the law in force plus reforms."""

    code = "policy_error"


class UnknownReformError(PolicyError):
    """A reform that is neither a file nor a name in the catalogue."""

    code = "unknown_reform"


@dataclass(frozen=True)
class Problem:
    """One mistake in a reform, a situation or a request."""

    code: str
    path: str
    message: Text
    hint: Text = NO_HINT

    def in_language(self, language: str) -> dict[str, str]:
        """The mistake as JSON, in one language."""
        message, hint = getattr(self.message, language), getattr(self.hint, language)
        return {"code": self.code, "path": self.path, "message": message, "hint": hint}

    def in_both(self) -> dict[str, Any]:
        """The mistake as JSON, its texts in both languages."""
        return {
            "code": self.code,
            "path": self.path,
            "message": dict(vars(self.message)),
            "hint": dict(vars(self.hint)),
        }


class InvalidReformError(PolicyError):
    """A reform with one mistake or more; all are listed."""

    code = "invalid_reform"

    def __init__(self, reform: str, problems: Sequence[Problem]) -> None:
        super().__init__(
            Text(
                f"The reform {reform} has {len(problems)} mistake(s).",
                f"في مشروع التعديل {reform} عدد من الأخطاء: {len(problems)}.",
            ),
            path=reform,
        )
        self.problems = tuple(problems)

    def lines(self, language: str = "en") -> list[str]:
        """One line for each problem, with its path and its hint."""
        return [
            " ".join(
                part
                for part in (f"{self.path}: {p.path}:", getattr(p.message, language), getattr(p.hint, language))
                if part
            )
            for p in self.problems
        ]


class PopulationError(JordanSPError):
    """A population that cannot be read, or that contradicts itself."""

    code = "population_error"


class PeriodError(JordanSPError):
    """A period that is malformed, or for which the law cannot be computed."""

    code = "period_error"


class SituationError(JordanSPError):
    """The description of one family that cannot be computed."""

    code = "situation_error"


class MeasureError(JordanSPError):
    """A statistic asked for in a way that has no meaning."""

    code = "measure_error"


class ResultError(JordanSPError):
    """A table or a chart that a result does not have."""

    code = "result_error"


class ManyPoliciesError(JordanSPError):
    """A sweep over values, a search for one, or draws of the law, asked for in a way that has no meaning."""

    code = "many_policies"


class NoSolutionError(ManyPoliciesError):
    """A target that no value of a parameter meets between the ends given."""

    code = "no_solution"


class OutputError(JordanSPError):
    """Results that cannot be written where asked."""

    code = "output_error"


class ClusterError(JordanSPError):
    """Workers that cannot be started, that do not answer, or that are not the same as this computer."""

    code = "cluster_error"


class SettingsError(JordanSPError):
    """Settings of the service that cannot be used; all mistakes are listed."""

    code = "settings_error"

    def __init__(self, problems: Sequence[Problem]) -> None:
        message = Text(
            "\n".join(f"{problem.path}: {problem.message.en}" for problem in problems),
            "\n".join(f"{problem.path}: {problem.message.ar}" for problem in problems),
        )
        super().__init__(message)
        self.problems = tuple(problems)


class Cancelled(JordanSPError):  # noqa: N818 - nothing went wrong
    """Somebody asked to stop; nothing is left behind."""

    code = "cancelled"

    def __init__(self) -> None:
        super().__init__(
            Text("Stopped as asked; nothing was written.", "أُوقف الحساب كما طُلب ولم يُكتب شيء."),
        )
