"""The register of inputs: what a population tells of the law's inputs, and why it does not tell the rest."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

import openfisca_jordan_sp.populations
from openfisca_jordan_sp.populations.schema import MEMBERSHIP_COLUMNS, TABLES, columns_among, may_lack
from openfisca_jordan_sp.system import law_in_force

REASONS = {"event", "case", "unknown", "default", "derived"}
FILE = Path(openfisca_jordan_sp.populations.__file__).parent / "inputs.yaml"


@pytest.fixture(scope="module")
def groups():
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))["groups"]


@pytest.fixture(scope="module")
def listed(groups):
    return [name for group in groups for name in group["inputs"]]


@pytest.fixture(scope="module")
def inputs():
    return {name for name, variable in law_in_force().variables.items() if not variable.formulas}


@pytest.fixture(scope="module")
def columns():
    names = {column.name for table in TABLES for column in (*columns_among(table, ()), *may_lack(table))}
    return names - MEMBERSHIP_COLUMNS


def test_every_input_of_the_law_is_a_column_or_listed(inputs, columns, listed):
    assert inputs - columns - set(listed) == set()


def test_no_column_is_listed(columns, listed):
    assert columns & set(listed) == set()


def test_only_inputs_of_the_law_are_listed(inputs, listed):
    assert set(listed) - inputs == set()


def test_nothing_is_listed_twice(listed):
    assert {name for name, count in Counter(listed).items() if count > 1} == set()


def test_every_group_has_a_reason_and_a_sentence_in_both_languages(groups):
    for group in groups:
        assert group["reason"] in REASONS
        for language in ("en", "ar"):
            assert group["why"][language].endswith(".")
