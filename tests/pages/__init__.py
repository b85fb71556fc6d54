"""Tests of the pages."""

from pathlib import Path

#: The code of the pages.
PAGES = Path(__file__).parents[2] / "api" / "pages"
