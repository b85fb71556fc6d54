"""A rule whose name is mistyped."""

from numpy import were  # noqa: F401
