"""What the service works with, made once for a process and handed to every request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .settings import Settings, population_folders
from .store import Store


@dataclass(frozen=True)
class Services:
    """Settings, the store, and the populations by their names.

    Attributes:
        settings: of this process.
        store: where keys, policies, jobs and the audit stand.
        populations: folders by name; `demo` is embedded and stands in no folder.
    """

    settings: Settings
    store: Store
    populations: Mapping[str, Path] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Settings) -> Services:
        """The services that settings ask for; nothing is opened before it is needed.

        Raises:
            SettingsError: populations that are not `name=folder`.
        """
        return cls(settings, Store(settings.database_url), population_folders(settings))
