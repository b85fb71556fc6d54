"""What the dossiers give and the law here does not hold is listed with its reason; nothing of them is lost."""

from pathlib import Path

import pytest
import yaml

from openfisca_jordan_sp.law.catalogue import not_loaded
from openfisca_jordan_sp.law.parameters import find, leaves
from openfisca_jordan_sp.system import law_in_force

REASONS = {"draft", "conflict", "recalled", "elsewhere", "later"}
DOSSIERS = yaml.safe_load((Path(__file__).parent / "data" / "dossier_paths.yaml").read_text(encoding="utf-8"))


def lost(paths, loaded, listed):
    """Paths that are neither loaded nor listed, alone or with the folder above them."""
    return [
        path
        for path in paths
        if path not in loaded and not any(path == entry or path.startswith(f"{entry}.") for entry in listed)
    ]


def source_paths():
    """The dossier's path of each parameter of the law."""
    return {parameter.metadata.get("source_path") for parameter in leaves(law_in_force().parameters)}


def test_every_entry_says_why():
    entries = not_loaded()
    assert len({entry["path"] for entry in entries}) == len(entries)
    assert all(entry["reason"] in REASONS and entry["note"] for entry in entries)


@pytest.mark.parametrize("dossier", DOSSIERS)
def test_every_value_of_the_dossiers_is_loaded_or_listed(dossier):
    assert lost(DOSSIERS[dossier], source_paths(), [entry["path"] for entry in not_loaded()]) == []


def test_a_value_that_is_neither_is_found():
    assert lost(["ssc.a", "ssc.b.c", "ssc.d"], {"ssc.d"}, ["ssc.b"]) == ["ssc.a"]


@pytest.mark.parametrize(
    "entry", [e for e in not_loaded() if e["reason"] == "elsewhere" and " " not in e["note"]], ids=lambda e: e["path"]
)
def test_what_stands_elsewhere_is_there(entry):
    assert find(law_in_force().parameters, entry["note"]) is not None
