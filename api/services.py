"""What the service works with, made once for a process and handed to every request."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from .guards.known_keys import KnownKeys
from .guards.rates import Rates
from .serving.turns import Turns
from .settings import Settings, population_folders
from .store import Store


@dataclass(frozen=True)
class Services:
    """Settings, the store, and the populations by their names.

    Attributes:
        settings: of this process.
        store: where keys, policies, jobs and the audit stand.
        populations: folders by name; `demo` is embedded and stands in no folder.
        started: when they were made, by `time.monotonic()`.
        turns: whose turn it is to compute.
    """

    settings: Settings
    store: Store
    populations: Mapping[str, Path] = field(default_factory=dict)
    started: float = field(default_factory=time.monotonic)
    turns: Turns = field(default_factory=Turns)

    @classmethod
    def of(cls, settings: Settings) -> Services:
        """The services that settings ask for; nothing is opened before it is needed.

        Raises:
            SettingsError: populations that are not `name=folder`, a rate or its storage that cannot be used.
        """
        made = cls(settings, Store(settings.database_url), population_folders(settings))
        _ = made.rates  # made at the start, so that a mistake in them is told there
        return made

    @cached_property
    def known_keys(self) -> KnownKeys:
        """The valid keys, as this process knows them."""
        return KnownKeys(self.store)

    @cached_property
    def rates(self) -> Rates:
        """How often each caller asked."""
        return Rates(self.settings.rate, self.settings.rate_storage)
