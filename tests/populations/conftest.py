"""Populations made once for all tests of this folder."""

import json

import pyarrow.parquet
import pytest

from openfisca_jordan_sp.populations.manifest import sha256
from openfisca_jordan_sp.populations.store import write_population
from openfisca_jordan_sp.populations.synthesise import synthesise


@pytest.fixture(scope="session")
def population():
    return synthesise(4_000, seed=7)


@pytest.fixture(scope="session")
def small():
    return synthesise(1_000, seed=3)


@pytest.fixture
def folder(small, tmp_path):
    path = tmp_path / "kingdom"
    write_population(small, path)
    return path


@pytest.fixture
def change(folder):
    """Replace a column of one file by a function of it and make the manifest agree with the new file."""

    def apply(path, column, function):
        table = pyarrow.parquet.read_table(folder / path, partitioning=None)
        if function is None:
            table = table.drop_columns([column])
        else:
            place = table.column_names.index(column)
            table = table.set_column(place, column, function(table.column(column)))
        pyarrow.parquet.write_table(table, folder / path)
        manifest = json.loads((folder / "manifest.json").read_text())
        for entry in manifest["files"]:
            if entry["path"] == path:
                entry["sha256"] = sha256((folder / path).read_bytes())
        (folder / "manifest.json").write_text(json.dumps(manifest))

    return apply
