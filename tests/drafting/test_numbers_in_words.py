"""Whether the wording of an article tells a value."""

import pytest

from openfisca_jordan_sp.drafting.checks.numbers_in_words import is_told


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (400, "a ceiling of 400 dinars"),
        (12000, "12,000 dinars a year"),
        (400, "سقف الدخل ٤٠٠ دينار"),
        (400, "أربعمائة دينار"),
        (400, "أربعمئة دينار"),
        (800, "ثمانمائة دينار"),
        (90, "تسعون يوما"),
        (90, "for ninety continuous days"),
        (90, "التسعين"),
        (45, "forty-five years"),
        (45, "خمسة وأربعون"),
        (22, "اثنين وعشرين"),
        (12, "اثنتي عشرة سنة"),
        (15, "خمسة عشر"),
        (12000, "اثني عشر ألف دينار"),
        (1500, "ألف وخمسمائة"),
        (3000, "ثلاثة آلاف"),
        (240, "مئتين وأربعين اشتراكا"),
        (160, "one hundred and sixty"),
        (8, "ثماني سنوات"),
        (0.7, "70 per cent"),
        (0.7, "٧٠٪"),
        (0.075, "7.5%"),
        (0.5, "نصف الأجر"),
        (0.5, "half of the wage"),
        (0.4, "أربعون بالمئة"),
    ],
)
def test_a_number_is_told_in_digits_or_in_words(value, text):
    assert is_told(value, text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (400, "a ceiling of 300 dinars"),
        (400, "أربعون دينارا"),
        (40, "أربعة دنانير"),
        (40, "forty-five"),
        (4, "أربعون"),
        (4, "أربعمائة"),
        (4, "forty"),
        (5, "خمسة عشر"),
        (3, "ثلاثين"),
        (8, "ثمانين"),
        (2, "عشرين"),
        (140, "مئة وخمسون"),
        (0.7, "75 per cent"),
        (10, ""),
    ],
)
def test_another_number_is_not_taken_for_it(value, text):
    assert not is_told(value, text)
