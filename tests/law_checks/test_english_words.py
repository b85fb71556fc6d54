"""The helper that finds leaked English finds it, and nothing else."""

import pytest

from openfisca_jordan_sp.writing import Writing
from tests.arabic import english_words, visible_text, without_marks


@pytest.mark.parametrize(
    "text",
    [
        "",
        "مقدار الدعم 136 دينارا",
        "المتغير uct_amount والمعلمة national_aid_fund.uct.benefit_maximum",
        "المصدر jordannews.jo 11473 (S30، G12) والوثيقة CRC/C/JOR/RQ/6",
        "العنوان https://example.org/some-page/with-words?and=more",
        "الملف variables/national_aid_fund/category.py",
        "الأمر `make coverage` والخيار --markdown",
        "الإصدار 1.0.0rc1 من openfisca-jordan-sp",
        "التعديل drought والأداة statistics",
        "\u2068where(family, amount, zero)\u2069",
        "استدامة++ و50 kWh_per_month",
    ],
)
def test_arabic_with_names_addresses_and_code_has_none(text):
    assert english_words(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("الأجر leaked هنا", ["leaked"]),
        ("المصدر: Jordan Times 2022", ["Jordan", "Times"]),
        ("(ILO)", ["ILO"]),
        ("سبب/reason", ["reason"]),
        ("The family's income.", ["The", "family's", "income"]),
        ("day-labourer", ["day-labourer"]),
        ("\u2066A sentence\u2069", ["sentence"]),
        (Writing("ar").line("الدخل over the limit"), ["over", "the", "limit"]),
    ],
)
def test_a_leaked_word_is_found_isolated_or_not(text, words):
    assert english_words(text) == words


def test_what_the_test_itself_named_may_be_allowed():
    assert english_words("الأم Mother والطفل Child", {"Mother"}) == ["Child"]


def test_of_a_page_only_what_a_reader_sees_counts():
    page = '<html><style>a {color: red}</style><p title="leaked">نص <b>bold</b> <code>some code</code></p></html>'
    assert english_words(visible_text(page)) == ["leaked", "bold"]


def test_marks_can_be_taken_off():
    assert without_marks(Writing("ar").line("القيمة 5")) == "القيمة 5"
