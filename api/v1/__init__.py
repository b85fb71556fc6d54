"""`/v1`: one module for each group of routes, as the files of `contract/paths/` have them."""

from __future__ import annotations

from importlib import import_module

#: The modules whose functions answer the operations of the contract.
MODULES = ("batch", "document", "policies")


def load() -> None:
    """Import every module, so that its functions are registered."""
    for name in MODULES:
        import_module(f"{__name__}.{name}")
