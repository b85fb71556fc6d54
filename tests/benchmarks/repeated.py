"""Larger populations than there are: the partitions of one several times over."""

from dataclasses import dataclass, replace

from openfisca_jordan_sp.engine.parts_source import FolderParts


@dataclass(frozen=True)
class Repeated:
    """The households of a folder, so many times; nothing more is held or written."""

    source: FolderParts
    times: int

    @property
    def manifest(self):
        """That of the folder."""
        return self.source.manifest

    def parts(self):
        """All partitions, numbered through."""
        parts = self.source.parts()
        return [replace(part, index=round_ * len(parts) + part.index) for round_ in range(self.times) for part in parts]
