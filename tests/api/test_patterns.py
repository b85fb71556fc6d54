"""A pattern ends where its text ends."""

import pytest
from openfisca_jordan_sp.api.contract import load_contract


@pytest.mark.parametrize(("name", "text"), [("Month", "2026-01"), ("Date", "2026-01-31"), ("Name", "uct_amount")])
def test_a_line_break_after_a_text_does_not_pass(name, text):
    validator = load_contract().schema(name)
    assert validator.is_valid(text)
    assert not validator.is_valid(f"{text}\n")
    assert not validator.is_valid(f"\n{text}")
