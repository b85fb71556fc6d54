"""What must be the same on every machine that computes, or results could differ between them."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import version

from openfisca_jordan_sp.system import law_directory

_PACKAGES = ("openfisca-jordan-sp", "openfisca-core", "numpy")
#: Digits of the digest that a list of versions has.
_SHOWN = 12


@cache
def versions_here() -> dict[str, str]:
    """Versions of Python and of the packages that compute, and a digest of the files of the law."""
    own = {"python": ".".join(platform.python_version_tuple()[:2])}
    return own | {name: version(name) for name in _PACKAGES} | {"law": digest_of_law()[:_SHOWN]}


@cache
def digest_of_law() -> str:
    """SHA-256 of the files of the law, its values and its rules, in hexadecimal digits."""
    digest = hashlib.sha256()
    for folder in ("parameters", "variables"):
        root = law_directory(folder)
        for path in sorted(root.rglob("*")):
            if path.suffix in {".yaml", ".py"}:
                digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
