"""The mistakes of a sweep, a search or draws, each as one clear error."""

from __future__ import annotations

from openfisca_jordan_sp.errors import NO_HINT, ManyPoliciesError, Text


def refusal(path: str, en: str, ar: str, hint: Text = NO_HINT) -> ManyPoliciesError:
    """The error of one thing asked for: where, what is wrong, what to do."""
    return ManyPoliciesError(Text(en, ar), path=path, hint=hint)
