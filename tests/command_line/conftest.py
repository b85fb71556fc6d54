"""What the tests of several commands share."""

import pytest

from openfisca_jordan_sp.populations.store import write_population
from tests.fixtures import small_population


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of a small population."""
    path = tmp_path_factory.mktemp("population") / "small"
    write_population(small_population(), path)
    return str(path)
