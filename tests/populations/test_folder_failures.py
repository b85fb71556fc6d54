"""Folders and files that cannot be read: what is said, and where."""

import json

import pytest

from openfisca_jordan_sp.populations.manifest import sha256
from tests.populations.failures import FAMILIES, HOUSEHOLDS, PERSONS, failure


def test_not_a_folder(tmp_path):
    error = failure(tmp_path / "nowhere")
    assert "no such population folder" in str(error)
    assert error.hint.en
    assert error.hint.ar


def test_a_file_instead_of_a_folder(tmp_path):
    (tmp_path / "file").write_text("")
    assert "no such population folder" in str(failure(tmp_path / "file"))


def test_empty_folder(tmp_path):
    assert "no manifest" in str(failure(tmp_path))


@pytest.mark.parametrize("content", ["", "{", "\x00", "households: 3"])
def test_manifest_not_json(folder, content):
    (folder / "manifest.json").write_text(content)
    assert "not JSON" in str(failure(folder))


def test_manifest_not_an_object(folder):
    (folder / "manifest.json").write_text("[]")
    assert "not a JSON object" in str(failure(folder))


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("schema_version", 99, "Schema version 99"),
        ("base_date", "soon", "base_date"),
        ("base_date", None, "base_date"),
        ("files", None, "files"),
        ("files", [], "files"),
        ("files", [{"path": "../../secret", "sha256": "0"}], "files"),
        ("files", [{"path": HOUSEHOLDS}], "files"),
    ],
)
def test_manifest_field(folder, field, value, message):
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, field: value}))
    error = failure(folder)
    assert message in str(error)
    assert error.path.endswith("manifest.json")


def test_manifest_without_a_table(folder):
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"] = [entry for entry in manifest["files"] if not entry["path"].startswith("families")]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    assert "No file of families" in str(failure(folder))


def test_missing_file(folder):
    (folder / PERSONS).unlink()
    error = failure(folder)
    assert error.path == PERSONS
    assert "not there" in str(error)


def test_corrupted_bytes(folder):
    data = bytearray((folder / PERSONS).read_bytes())
    data[len(data) // 2] ^= 0xFF
    (folder / PERSONS).write_bytes(data)
    error = failure(folder)
    assert error.path == PERSONS
    assert "checksum" in str(error)


def test_two_damaged_files_are_both_named(folder):
    (folder / PERSONS).unlink()
    (folder / FAMILIES).write_bytes(b"")
    text = str(failure(folder))
    assert PERSONS in text
    assert FAMILIES in text


def test_not_parquet(folder):
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / PERSONS).write_bytes(b"household,wage")
    for entry in manifest["files"]:
        if entry["path"] == PERSONS:
            entry["sha256"] = sha256(b"household,wage")
    (folder / "manifest.json").write_text(json.dumps(manifest))
    error = failure(folder)
    assert error.path == PERSONS
    assert "not a Parquet file" in str(error)
