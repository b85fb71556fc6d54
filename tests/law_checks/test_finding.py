"""A drafter finds the provision that a bill's words mean, in either language."""

import pytest

from openfisca_jordan_sp.errors import UnknownNameError
from openfisca_jordan_sp.law.finding import find_words
from openfisca_jordan_sp.system import law_in_force

CEILING = "health_insurance.poor_family.income_ceiling"


def found(words, day="2026-01-01"):
    return find_words(law_in_force(), words, day)


class TestWords:
    @pytest.mark.parametrize(
        "words",
        [
            "income ceiling insurance",
            "INSURANCE ceiling poor",
            "سقف دخل التأمين",
            "سقف الدخل تأمين",
            "poor_family income_ceil",
        ],
    )
    def test_find_a_value_by_its_own_name_and_those_above_it(self, words):
        assert CEILING in [one.path for one in found(words).parameters]

    def test_find_with_the_value_of_the_day(self):
        path = "national_aid_fund.uct.benefit_maximum"
        (before,) = [one for one in found("highest monthly transfer", "2021-01-01").parameters if one.path == path]
        (since,) = [one for one in found("highest monthly transfer").parameters if one.path == path]
        assert (before.value, since.value) == (None, 136)

    def test_find_articles(self):
        everything = found("child rights")
        assert any(folder == "child_rights_law" for folder, _ in everything.provisions)

    def test_find_rules_by_their_name_or_label(self):
        assert "uct_amount" in [one.name for one in found("uct amount").variables]

    def test_put_first_what_bears_them_in_its_own_name(self):
        labels = [one.label.en.casefold() for one in found("ceiling").parameters]
        own = ["ceiling" in label for label in labels]
        assert own == sorted(own, reverse=True)
        assert not all(own)

    def test_must_all_be_there(self):
        everything = {one.path for one in found("ceiling").parameters}
        assert {one.path for one in found("ceiling insurance").parameters} < everything


class TestNothing:
    @pytest.mark.parametrize("words", ["", "  ", "zzzz", "سقف zzzz"])
    def test_is_told_as_one_clear_error(self, words):
        with pytest.raises(UnknownNameError, match="bears the words"):
            found(words)

    def test_names_what_looks_like_it(self):
        with pytest.raises(UnknownNameError) as caught:
            found("benefit_maximun")
        assert "national_aid_fund.uct.benefit_maximum" in caught.value.nearest
