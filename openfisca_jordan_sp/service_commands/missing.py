"""The error of commands of the service where what serves is not installed."""

from __future__ import annotations

from openfisca_jordan_sp.errors import OutputError, Text


def not_installed() -> OutputError:
    """The service is an extra: the error that names it."""
    # It brings numpy with it, which no help of a command needs.
    from openfisca_jordan_sp.results.files import missing_extra  # noqa: PLC0415

    return missing_extra(Text("The service is not installed.", "الخدمة غير مثبتة."), "web")


def told(error: ModuleNotFoundError) -> Exception:
    """What to raise for a module that is not there: a fault where it is one of this package."""
    return error if (error.name or "").startswith("openfisca_jordan_sp") else not_installed()
