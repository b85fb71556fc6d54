"""What the tests of reading share: the error of a folder, and changes to one row."""

import pyarrow
import pytest

from openfisca_jordan_sp.errors import PopulationError
from openfisca_jordan_sp.populations.store import read_population

HOUSEHOLDS = "households/governorate=amman/part-0.parquet"
FAMILIES = "families/governorate=irbid/part-0.parquet"
PERSONS = "persons/governorate=irbid/part-0.parquet"


def failure(folder):
    """The error of reading: its text is in both languages and names no Python."""
    with pytest.raises(PopulationError) as caught:
        read_population(folder)
    error = caught.value
    assert error.code == "population_error"
    assert error.path
    assert error.message.en
    assert error.message.ar
    assert "Traceback" not in str(error)
    return error


def put(row, value):
    """A change that sets one row of a column."""

    def function(column):
        values = column.to_pylist()
        values[row] = value(values) if callable(value) else value
        return pyarrow.array(values, column.type if not pyarrow.types.is_dictionary(column.type) else None)

    return function
