"""Populations by the names that settings give them, and which people stand behind a name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from openfisca_jordan_sp.errors import PopulationError, Problem, Text
from openfisca_jordan_sp.populations.listing import DEMO, population_folder
from openfisca_jordan_sp.populations.manifest import manifest_digest
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.store import read_population

from ..errors import InvalidRequestError, UnavailableError

#: Populations that a process keeps.
_KEPT = 4
#: Seconds after which a folder that cannot be read may be there again.
_AGAIN_SECONDS = 60


def folder_of(name: str, named: Mapping[str, Path], path: str = "body.population") -> str:
    """The folder of a named population; that of the embedded one is `demo`.

    Args:
        name: as a request has it.
        named: folders by name, of the settings.
        path: of the name in the request.

    Raises:
        InvalidRequestError: no population has the name.
    """
    if name in named:
        return str(named[name])
    if name == DEMO:
        return DEMO
    names = ", ".join(dict.fromkeys([DEMO, *named]))
    message = Text(f"There is no population {name}.", f"لا يوجد مجتمع سكاني باسم {name}.")
    raise InvalidRequestError(
        [Problem("unknown_population", path, message, Text(f"Known: {names}.", f"المعروف: {names}."))]
    )


def digest_of(folder: str, name: str) -> str:
    """The digest of a population: of its manifest, which has the checksums of its files.

    Raises:
        UnavailableError: the folder cannot be read; where it stands is not told.
    """
    try:
        return manifest_digest(population_folder(folder))
    except OSError:
        raise unreadable(name) from None


def unreadable(name: str) -> UnavailableError:
    """A population whose folder cannot be read; where it stands is not told."""
    message = Text(f"The population {name} cannot be read now.", f"تعذرت قراءة المجتمع {name} الآن.")
    return UnavailableError(message, retry_after=_AGAIN_SECONDS)


def read_people(folder: str, digest: str, name: str) -> Population:
    """The population of a folder, read once for each process and digest.

    Raises:
        PopulationError: it cannot be read, or is not the one of the digest any more; where it stands is not told.
    """
    if digest_of(folder, name) != digest:
        message = Text(f"The population {name} was changed.", f"تغيّر المجتمع {name}.")
        raise PopulationError(message, path=name, hint=_AGAIN)
    try:
        return _read(folder, digest)
    except PopulationError:
        message = Text(f"The population {name} cannot be read.", f"تعذرت قراءة المجتمع {name}.")
        raise PopulationError(message, path=name, hint=_WHOEVER) from None


_AGAIN = Text("Ask again.", "أعد الطلب.")
_WHOEVER = Text("Whoever runs the service has to mend it.", "على من يدير الخدمة إصلاحه.")


@lru_cache(maxsize=_KEPT)
def _read(folder: str, digest: str) -> Population:
    del digest  # part of the key alone
    return read_population(folder)
