"""The schema says what the law's own inputs say."""

import numpy
import pytest
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.entities import ENTITIES
from openfisca_jordan_sp.populations.schema import (
    DESIGN_COLUMNS,
    MEMBERSHIP_COLUMNS,
    TABLES,
    Kind,
    code,
    column_named,
    may_lack,
)
from openfisca_jordan_sp.system import law_directory, law_in_force

ENTITY_OF = {"households": "household", "families": "family", "persons": "person"}
COLUMNS = [
    (table, column) for table, columns in TABLES.items() for column in columns if column.name not in MEMBERSHIP_COLUMNS
]

OPTIONAL = [(table, column) for table in TABLES for column in may_lack(table) if column.name not in DESIGN_COLUMNS]


@pytest.fixture(scope="module")
def system():
    inputs = TaxBenefitSystem(ENTITIES)
    inputs.add_variables_from_directory(str(law_directory("variables") / "registry"))
    return inputs


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[column.name for _, column in COLUMNS])
def test_column_is_an_input_of_the_law(system, table, column):
    variable = system.get_variable(column.name)
    assert variable is not None
    assert variable.entity.key == ENTITY_OF[table]
    if column.kind is not Kind.ENUM:
        assert numpy.dtype(variable.dtype) == column.dtype


@pytest.mark.parametrize(
    "column", [column for _, column in COLUMNS if column.kind is Kind.ENUM], ids=lambda column: column.name
)
def test_enum_codes_are_the_laws(system, column):
    members = [member.name for member in system.get_variable(column.name).possible_values]
    assert list(column.members) == members


@pytest.mark.parametrize(("table", "column"), OPTIONAL, ids=[column.name for _, column in OPTIONAL])
def test_a_column_that_may_be_missing_is_an_input_of_the_law(system, table, column):
    variable = system.get_variable(column.name)
    assert variable.entity.key == ENTITY_OF[table]
    if column.kind is Kind.ENUM:
        assert list(column.members) == [member.name for member in variable.possible_values]
    else:
        assert numpy.dtype(variable.dtype) == column.dtype


@pytest.mark.parametrize("name", DESIGN_COLUMNS)
def test_the_law_does_not_know_how_a_sample_was_drawn(name):
    assert name not in law_in_force().variables


@pytest.mark.parametrize("entity", [entity for entity in ENTITIES if not entity.is_person], ids=lambda e: e.key)
def test_role_codes_are_the_entities(entity):
    assert list(column_named(f"{entity.key}_role").members) == [role.key for role in entity.flattened_roles]


def test_code():
    assert code("sex", "female") == 1
    with pytest.raises(ValueError, match="tuple"):
        code("sex", "unknown")
