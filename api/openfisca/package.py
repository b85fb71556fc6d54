"""Which package the law that is served comes from, and where its texts can be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openfisca_core.taxbenefitsystems import TaxBenefitSystem


@dataclass(frozen=True)
class Package:
    """The package of a tax-benefit system.

    Attributes:
        name: as it is installed.
        version: of it.
        repository_url: where its files can be read; empty where it does not say.
        location: the folder on this machine that its paths begin with; never told to anybody.
    """

    name: str
    version: str
    repository_url: str
    location: str

    @classmethod
    def of(cls, system: TaxBenefitSystem) -> Package:
        """The package that a system, or the one that it reforms, stands in."""
        told: dict[str, Any] = system.get_package_metadata()
        return cls(told["name"], told["version"], (told["repository_url"] or "").rstrip("/"), told["location"])

    def address(self, path: str, first: int = 0, last: int = 0) -> str | None:
        """Where a file of the package can be read, at some lines where they are given.

        Args:
            path: on this machine, or beginning at the package's location.
            first: line, counted from 1; 0 for the whole file.
            last: line.

        Returns:
            An address of the repository; the path within the package where it names no repository; None for what
            lies outside it (an extension, a notebook): the folders of this machine are nobody's business.
        """
        within = path.removeprefix(self.location) if path.startswith(f"{self.location}/") else path
        if not within.startswith("/") or not Path(self.location + within).exists():
            return None
        lines = f"#L{first}-L{last}" if first else ""
        root = f"{self.repository_url}/blob/{self.version}" if self.repository_url else ""
        return f"{root}{within}{lines}"
