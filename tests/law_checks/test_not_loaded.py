"""What the dossiers give and the law here does not hold is listed with its reason."""

import pytest

from openfisca_jordan_sp.law.catalogue import not_loaded
from openfisca_jordan_sp.law.parameters import find
from openfisca_jordan_sp.system import law_in_force

REASONS = {"draft", "conflict", "recalled", "elsewhere", "later"}


def test_every_entry_says_why():
    entries = not_loaded()
    assert len({entry["path"] for entry in entries}) == len(entries)
    assert all(entry["reason"] in REASONS and entry["note"] for entry in entries)


@pytest.mark.parametrize(
    "entry", [e for e in not_loaded() if e["reason"] == "elsewhere" and " " not in e["note"]], ids=lambda e: e["path"]
)
def test_what_stands_elsewhere_is_there(entry):
    assert find(law_in_force().parameters, entry["note"]) is not None
