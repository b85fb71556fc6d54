"""What a terminal shows of the values that a reform changes."""

import io

import pytest
from rich.console import Console

from openfisca_jordan_sp import compare, console
from tests.fixtures import small_population


@pytest.mark.parametrize(
    ("value", "text"),
    [(136.0, "136"), (0.075, "0.075"), (True, "yes"), (False, "no"), ("2010-05-01", "2010-05-01"), (None, "unset")],
)
def test_a_value_of_the_law_is_shown_as_it_stands(value, text):
    assert console.law_value(value) == text


def test_a_reform_that_adds_a_date_can_be_shown():
    screen = Console(file=io.StringIO(), width=console.WIDTH)
    console.show(compare("ssc_2022_draft", population=small_population()), screen)
    assert "2023-01-01" in screen.file.getvalue()
