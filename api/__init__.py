"""The web service. `create_app()` gives the Flask application."""

from .app import create_app

__all__ = ["create_app"]
