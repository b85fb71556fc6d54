"""What the service is told by its environment: one place, read once, every mistake named at once.

`docs/running.md` lists the same variables; a test holds that the list is complete.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from openfisca_jordan_sp.errors import Problem, SettingsError, Text

#: How the variables of the environment begin; `DATABASE_URL` alone bears the name that hosts give it.
PREFIX = "JORDAN_SP_"
#: Variables with it that other parts of the package read.
_OF_OTHERS = (f"{PREFIX}WORKING_COPY",)

Auth = Literal["keys", "none"]
Language = Literal["en", "ar"]
Runner = Literal["wanted", "none"]


@dataclass(frozen=True)
class Settings:
    """How the service runs. Sizes are in bytes, times in seconds.

    Attributes:
        database_url: where keys, policies, jobs and the audit stand, as SQLAlchemy writes it.
        auth: `keys`, or `none` (everybody may ask everything: for one's own machine).
        language: of messages where a request names none.
        most_bytes: of a body, but for batches.
        most_batch_bytes: of the body of a batch.
        most_batch_families: in one batch.
        most_families: in one request that is no batch.
        most_persons: in one request of OpenFisca's routes, copies along axes included; so of families and households.
        most_policies: in one request.
        most_points: along an axis.
        body_seconds: within which a body must have arrived.
        work_seconds: that one request may compute; more is a job.
        rate: what one key may ask, as Flask-Limiter writes it.
        rate_storage: where counts stand; in memory each worker counts for itself.
        origins: of pages that may call from a browser; empty for none.
        proxies: addresses or networks of proxies whose `X-Forwarded-For` is believed, separated by commas.
        runner: `wanted` where a process that computes jobs must live for the service to be ready, or `none`.
        populations: named populations beside the embedded demo: `name=folder`, separated by commas.
        scheduler: address of a Dask scheduler; empty for workers of this machine.
        job_workers: processes that compute jobs where no scheduler is given.
        job_lease_seconds: after which a job that nobody has reported on is taken up again.
        most_waiting_jobs: that wait to be computed; one key may have half of them.
        keep_days: for which results of jobs, and idempotency keys, are kept.
        stored_policies: that one key may store.
        secret: that signs the cookies of the pages; where it is empty one is made at each start, and whoever had signed
            in does so again.
    """

    database_url: str = "sqlite:///jordan-sp.sqlite3"
    auth: Auth = "keys"
    language: Language = "en"
    most_bytes: int = 5_000_000
    most_batch_bytes: int = 500_000_000
    most_batch_families: int = 250_000
    most_families: int = 1_000
    most_persons: int = 100_000
    most_policies: int = 8
    most_points: int = 2_001
    body_seconds: float = 10.0
    work_seconds: float = 10.0
    rate: str = "600/minute"
    rate_storage: str = "memory://"
    origins: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    runner: Runner = "wanted"
    populations: tuple[str, ...] = ()
    scheduler: str = ""
    job_workers: int = 1
    job_lease_seconds: float = 30.0
    most_waiting_jobs: int = 200
    keep_days: int = 30
    stored_policies: int = 10_000
    secret: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings that the environment gives, defaults for the others.

        Raises:
            SettingsError: an unknown variable with our prefix or values that are none; all are listed.
        """
        given = os.environ if environment is None else environment
        known = {variable_of(one.name): one for one in fields(cls)}
        problems, values = [*_unknown(given, known)], {}
        for variable, one in known.items():
            if variable in given:
                try:
                    values[one.name] = _read(one.name, one.default, given[variable].strip())
                except ValueError as error:
                    problems.append(_problem(variable, str(error), f"القيمة غير مقبولة: {given[variable]!r}."))
        if problems:
            raise SettingsError(problems)
        return cls(**values)


def variable_of(name: str) -> str:
    """The variable of the environment that gives a setting."""
    return "DATABASE_URL" if name == "database_url" else PREFIX + name.upper()


def _unknown(given: Mapping[str, str], known: Mapping[str, Any]) -> list[Problem]:
    names = ", ".join(known)
    return [
        _problem(name, f"is not a setting. Known: {names}.", f"ليس إعدادا معروفا. المعروف: {names}.")
        for name in sorted(given)
        if name.startswith(PREFIX) and name not in known and name not in _OF_OTHERS
    ]


def _problem(path: str, en: str, ar: str) -> Problem:
    return Problem("settings_error", path, Text(en, ar))


_CHOICES = {"auth": ("keys", "none"), "language": ("en", "ar"), "runner": ("wanted", "none")}


def _read(name: str, default: Any, text: str) -> Any:
    if name in _CHOICES and text not in _CHOICES[name]:
        raise ValueError(f"must be one of {', '.join(_CHOICES[name])}, not {text!r}.")
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if isinstance(default, int | float):
        return _number(type(default), text)
    return text


def _number(kind: type[int] | type[float], text: str) -> float:
    try:
        number = kind(text)
    except ValueError:
        raise ValueError(f"must be a number, not {text!r}.") from None
    if not 0 < number < float("inf"):
        raise ValueError(f"must be more than nothing, not {text!r}.")
    return number


def population_folders(settings: Settings) -> dict[str, Path]:
    """The folders of the named populations.

    Raises:
        SettingsError: an entry that is not `name=folder`.
    """
    pairs = [entry.partition("=") for entry in settings.populations]
    wrong = [name for name, _, folder in pairs if not name or not folder]
    if wrong:
        variable = variable_of("populations")
        raise SettingsError(
            [
                _problem(variable, f"{name!r} is not name=folder.", f"{name!r} ليس على صورة name=folder.")
                for name in wrong
            ]
        )
    return {name: Path(folder) for name, _, folder in pairs}
