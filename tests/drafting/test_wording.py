"""The wording of articles before and after: what is deleted and inserted rebuilds both texts exactly."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from openfisca_jordan_sp.drafting.wording import (
    DELETED,
    INSERTED,
    SAME,
    Piece,
    WordingDifference,
    word_difference,
    wording_differences,
    words_of,
)
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import ArticleText, Reform

_LINE = "المادة الحدّ الأعلى، 75% و65% 12,5 دينارًا (أ) the limit 1,312.500 uct_amount . ؛ [- +}"
_WORDS = some.sampled_from([*_LINE.split(), " ", "\n"])
_SENTENCES = some.lists(_WORDS, max_size=25).map(" ".join)
TEXTS = some.one_of(_SENTENCES, some.text(max_size=40))


def rebuilt(pieces, kind):
    return "".join(piece.text for piece in pieces if piece.kind in {SAME, kind})


@given(TEXTS, TEXTS)
def test_the_pieces_rebuild_both_texts_exactly(before, after):
    pieces = word_difference(before, after)
    assert rebuilt(pieces, DELETED) == before
    assert rebuilt(pieces, INSERTED) == after


@given(TEXTS)
def test_a_text_cut_into_words_is_the_text_again(text):
    assert "".join(words_of(text)) == text


@given(TEXTS)
def test_a_text_beside_itself_has_nothing_deleted_and_nothing_inserted(text):
    assert {piece.kind for piece in word_difference(text, text)} <= {SAME}


@given(TEXTS, TEXTS)
def test_two_pieces_of_one_kind_never_follow_one_another(before, after):
    kinds = [piece.kind for piece in word_difference(before, after)]
    assert all(one != other for one, other in pairwise(kinds))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("و65% من", ["و", "65%", " ", "من"]),
        ("دِينَارًا،", ["دِينَارًا", "،"]),
        ("1,312.500 JOD", ["1,312.500", " ", "JOD"]),
        ("uct_maximum_160.", ["uct_maximum_160", "."]),
    ],
)
def test_words_keep_their_marks_and_numbers_their_shares(text, words):
    assert words_of(text) == words


def test_words_that_all_change_are_one_deletion_and_one_insertion():
    pieces = word_difference("اشتراكا في الضمان الاجتماعي", "اشتراكا في تأمين التعطل")
    assert pieces == (Piece(SAME, "اشتراكا في "), Piece(DELETED, "الضمان الاجتماعي"), Piece(INSERTED, "تأمين التعطل"))


def test_words_put_in_leave_the_others_as_they_are():
    pieces = word_difference("The widower is a beneficiary.", "The widower is always a beneficiary.")
    assert [piece for piece in pieces if piece.kind != SAME] == [Piece(INSERTED, "always ")]


BEFORE, SIXTY, FIFTY = Text("Within 30 days.", "خلال 30 يوما."), Text("Within 60 days.", "60"), Text("50 days.", "50")


def policy(*texts, name="trial"):
    values = {"national_aid_fund.uct.benefit_maximum": {"2026-01-01": 160}}
    return Policy((Reform(name, Text("Trial", "تجربة"), "scenario", values=values, text=texts),))


def article(after, number="5", before=BEFORE, **more):
    return ArticleText("national_aid_fund", number, before, after, **more)


def test_the_law_has_the_wording_that_a_bill_found():
    assert wording_differences(Policy(), policy(article(SIXTY, paraphrase=False))) == (
        WordingDifference("national_aid_fund", "5", BEFORE, SIXTY, paraphrase=False),
    )


def test_from_a_bill_back_to_the_law_the_wording_returns():
    found = wording_differences(policy(article(SIXTY)), Policy())
    assert [(one.before, one.after) for one in found] == [(SIXTY, BEFORE)]


def test_of_two_bills_on_one_article_each_wording_is_its_own():
    found = wording_differences(policy(article(SIXTY)), policy(article(FIFTY)))
    assert [(one.before, one.after) for one in found] == [(SIXTY, FIFTY)]


def test_two_bills_that_say_the_same_do_not_differ():
    assert wording_differences(policy(article(SIXTY)), policy(article(SIXTY))) == ()


def test_articles_without_a_number_are_told_apart_by_their_wording():
    other = Text("Another article.", "مادة أخرى.")
    old, new = policy(article(SIXTY, None)), policy(article(FIFTY, None, other))
    assert [(one.before, one.after) for one in wording_differences(old, new)] == [(SIXTY, BEFORE), (other, FIFTY)]


def test_a_new_article_is_all_inserted_and_a_repealed_one_all_deleted():
    new, repealed = wording_differences(Policy(), policy(article(SIXTY, "6", None), article(None, "7")))
    assert new.pieces("en") == (Piece(INSERTED, SIXTY.en),)
    assert repealed.pieces("ar") == (Piece(DELETED, BEFORE.ar),)
