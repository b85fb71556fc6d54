"""The items of enumerations by name: each is written "English · Arabic"."""

from __future__ import annotations

from openfisca_core.indexed_enums import Enum

from openfisca_jordan_sp.errors import Text

#: What stands between the two names of an item.
SEPARATOR = " · "


def item_label(item: Enum) -> Text:
    """The name of an item in both languages; one that was given a single name (by a user's reform) has it in both."""
    english, _, arabic = str(item.value).partition(SEPARATOR)
    return Text(english, arabic or english)
