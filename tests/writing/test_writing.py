"""What is written in Arabic is read in the right order, on a terminal, in a log and on a page."""

import re

import pytest
from bidi import get_display

from openfisca_jordan_sp.writing import LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT_MARK, Writing

ARABIC, ENGLISH = Writing("ar"), Writing("en")
_MARKS = f"[{LEFT_TO_RIGHT_ISOLATE}{POP_ISOLATE}{RIGHT_TO_LEFT_MARK}\u2068]"


def seen(line: str) -> str:
    """A line as its reader sees it, from left to right."""
    return re.sub(_MARKS, "", get_display(line))


class TestALineInArabic:
    @pytest.mark.parametrize(
        "run",
        [
            "2026-01-01",
            "-5",
            "+4.2%",
            "1,312.500",
            "national_aid_fund.uct.benefit_maximum",
            "204:600",
            "4/2024",
            "--depth",
        ],
    )
    def test_keeps_dates_numbers_and_names_from_left_to_right(self, run):
        assert run in seen(ARABIC.line(f"القيمة {run} دينار"))

    def test_would_turn_a_date_around_without_its_marks(self):
        assert "2026-01-31" not in seen(RIGHT_TO_LEFT_MARK + "القيمة 2026-01-31 دينار")

    def test_begins_on_the_right_though_its_first_word_is_latin(self):
        line = seen(ARABIC.line("uct_amount: لا يستحق"))
        assert line.endswith("uct_amount")
        assert not seen("uct_amount: لا يستحق").endswith("uct_amount")

    def test_keeps_the_order_of_a_sentence_with_several_numbers(self):
        line = seen(ARABIC.line("الدخل 312.500 والحد 300.000 والزيادة 12.500"))
        assert line.index("12.500 ") < line.index("300.000") < line.index("312.500")

    def test_leaves_the_full_stop_to_the_sentence(self):
        assert ARABIC.line("القيمة 5.") == f"{RIGHT_TO_LEFT_MARK}القيمة {LEFT_TO_RIGHT_ISOLATE}5{POP_ISOLATE}."

    def test_leaves_a_bracket_that_the_sentence_opened_to_the_sentence(self):
        isolated = f"({LEFT_TO_RIGHT_ISOLATE}uct_amount{POP_ISOLATE})"
        assert ARABIC.line("انظر (uct_amount)").endswith(isolated)

    @pytest.mark.parametrize("article", ["المادة 14(أ)", "المادة 50(أ)(1)", "المادة 14/ب"])
    def test_leaves_the_paragraph_of_an_article_on_its_left_side(self, article):
        line = seen(ARABIC.line(article))
        assert line.index(re.findall(r"[أب]", article)[0]) < line.index(re.findall(r"[0-9]+", article)[0])
        assert f"{LEFT_TO_RIGHT_ISOLATE}{re.findall('[0-9]+', article)[0]}{POP_ISOLATE}" in ARABIC.line(article)

    def test_keeps_the_stroke_at_the_end_of_an_address(self):
        assert f"https://tua.jo/how/{POP_ISOLATE}" in ARABIC.line("العنوان https://tua.jo/how/")

    def test_of_code_is_kept_as_it_stands_with_its_digits(self):
        code = '    return where(family("age", period) > 5, 1, 0)'
        assert Writing("ar", "arabic").code(code) == f"{RIGHT_TO_LEFT_MARK}\u2068{code}{POP_ISOLATE}"
        assert code in seen(ARABIC.code(code))
        assert ENGLISH.code(code) == code
        assert ARABIC.code("") == ""

    def test_keeps_words_of_one_latin_sentence_together(self):
        assert "Jordan Times" in seen(ARABIC.line("المصدر Jordan Times 12516 منشور"))

    def test_leaves_what_is_in_its_order_already(self):
        once = ARABIC.part("القيمة 5 دنانير")
        assert ARABIC.part(once) == once

    def test_of_nothing_stays_nothing(self):
        assert ARABIC.line("") == ""
        assert ARABIC.line("  ") == "  "


class TestDigits:
    def test_are_western_unless_asked(self):
        assert "312.5" in ARABIC.line("الدخل 312.5")

    def test_are_arabic_when_asked_in_numbers_dates_and_shares(self):
        line = Writing("ar", "arabic").line("الدخل 1,312.5 من 2026-01-31 بنسبة -4%")
        assert all(run in line for run in ("١٬٣١٢٫٥", "٢٠٢٦-٠١-٣١", "-٤%"))

    def test_stay_western_in_names(self):
        assert "takaful_1" in Writing("ar", "arabic").line("البرنامج takaful_1 من 2020")

    def test_stay_western_in_english(self):
        assert Writing("en", "arabic").line("income 312.5") == "income 312.5"


class TestAPage:
    def test_isolates_runs_in_elements(self):
        assert ARABIC.html("القيمة -5 دنانير") == 'القيمة <bdi dir="ltr">-5</bdi> دنانير'

    @pytest.mark.parametrize("writing", [ARABIC, ENGLISH])
    def test_escapes_what_a_user_wrote(self, writing):
        hostile = writing.html('<script>alert("x")</script> مشروع')
        assert "<script" not in hostile
        assert "&lt;" in hostile


class TestAnEnglishLine:
    def test_is_left_as_it_is(self):
        assert ENGLISH.line("income 312.500, limit 300.000") == "income 312.500, limit 300.000"


@pytest.mark.parametrize("path", ["/tmp/out/diff.json", "./out/diff.json", "../out"])
def test_a_path_keeps_the_signs_that_it_begins_with(path):
    assert path in seen(ARABIC.line(f"كُتب: {path}"))


def test_a_stroke_between_a_word_and_a_number_belongs_to_the_sentence():
    assert ARABIC.line("المادة/5") == f"{RIGHT_TO_LEFT_MARK}المادة/{LEFT_TO_RIGHT_ISOLATE}5{POP_ISOLATE}"
