"""`/v1`: one module for each group of routes, as the files of `contract/paths/` have them, and what they share."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules


def load() -> None:
    """Import every module, so that its functions are registered."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
