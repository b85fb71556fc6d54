"""The words of the pages: English in the code, Arabic in `translations/ar`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, g
from flask_babel import Babel, Domain


def translate(app: Flask) -> None:
    """Have the texts of templates and code in the language of each request."""
    babel = Babel(app, default_locale="en", locale_selector=lambda: g.get("language", "en"))
    babel.domain_instance = _Catalogues()


class _Catalogues(Domain):
    """The translations as translators write them: nothing compiled stands beside them that could be older."""

    def get_translations(self) -> Any:
        """Those of the language of the request."""
        return _translations(str(g.get("language", "en")))


@cache
def _translations(language: str) -> NullTranslations:
    """What all files of a language say: one for each page, and one for what they share."""
    if language == "en":
        return NullTranslations()
    said = Translations()
    folder = files(__package__).joinpath("translations", language, "LC_MESSAGES")
    for source in sorted((one for one in folder.iterdir() if one.name.endswith(".po")), key=lambda one: one.name):
        compiled = BytesIO()
        write_mo(compiled, read_po(BytesIO(source.read_bytes()), locale=language))
        compiled.seek(0)
        part = Translations(fp=compiled)
        said.merge(part)
        said.plural = part.plural
    return said
