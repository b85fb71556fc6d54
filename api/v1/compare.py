"""`POST /v1/compare`: families of the request, under policies beside the law in force."""

from __future__ import annotations

from ..operations import Asked, Reply, operation
from .compare_families import compare_families


@operation("compare")
def compare(asked: Asked) -> Reply:
    """Families under policies."""
    return compare_families(asked)
