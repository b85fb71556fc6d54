"""The letter of a decision: the outcome, what decided it, on which facts; the whole computing as an annex."""

from __future__ import annotations

import re

import pytest

from tests.arabic import english_words, without_marks
from tests.pages.families import CHILD, MOTHER, WORKER, amount, family, page_of, plain


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_letter_is_in_arabic_and_tells_the_amount_the_reasons_and_the_article(service, language):
    page = page_of(service, family(language, "/letter", case=MOTHER, programme=["recurring_aid", "uct"]))
    letter = re.search(r'<article class="letter" lang="ar" dir="rtl">.*</article>', page, re.S)[0]
    told = plain(letter)
    assert "الموافقة: 50.000 دينار شهريا." in told
    assert "عدم الموافقة." in told
    assert "الحالة الاجتماعية (الأم): مطلق" in told
    assert "قانون حقوق الطفل رقم 17 لسنة 2022، المادة 2" in told
    assert "قانون صندوق المعونة الوطنية" in told
    assert "ليس هذا قرارا من صندوق المعونة الوطنية" in told
    assert english_words(told) == []


def test_the_letter_says_by_which_law_it_was_computed_and_where_the_audit_has_it(service):
    page = page_of(service, family("ar", "/letter", case=MOTHER, programme="recurring_aid"))
    headers = service.call("listCases").headers
    assert headers["Parameters-Digest"] in page
    assert f"openfisca-jordan-sp {headers['Package-Version']}" in without_marks(page)
    assert "2026-01-01" in page
    number = re.search(r"<code>([0-9a-f]{32})</code>", page)[1]
    with service.app.extensions["jordan_sp"].store.engine.connect() as connection:
        from sqlalchemy import text

        found = connection.execute(text("SELECT COUNT(*) FROM audit WHERE request_id = :id"), {"id": number})
        assert found.scalar() == 1


def test_the_letter_of_a_policy_tells_what_the_policy_gives(service):
    address = family("ar", "/letter", case=WORKER, programme="uct", policy="uct_minimum_50", under="uct_minimum_50")
    body = {"families": {"f": service.call("readCase", case_id=WORKER).get_json()["situation"]}, "period": "2026-01"}
    items = service.call("compare", json={**body, "policies": ["uct_minimum_50"]}).get_json()["families"]["f"]["items"]
    uct = next(one for one in items if one["id"] == "uct")["policies"]["uct_minimum_50"]["reform"]["month"]
    assert f"{uct:,.3f} دينار شهريا" in plain(page_of(service, address))


def test_a_grievance_is_told_only_where_the_law_gives_one(service):
    reduced = page_of(service, family("ar", "/letter", case=MOTHER, f__naf_cash_last_month="120", programme="uct"))
    assert "يحق للأسرة التظلم" in plain(reduced)
    assert "لا تذكر المصادر مهلة لذلك" in plain(reduced)
    same = page_of(service, family("ar", "/letter", case=MOTHER, programme="uct"))
    assert "التظلم" not in plain(same)


def test_what_is_granted_to_persons_is_decided_for_whoever_gets_it(service):
    case = "mother_on_maternity_leave"
    page = plain(page_of(service, family("ar", "/letter", case=case, programme="maternity_allowance")))
    expected = amount(service, case, "maternity_allowance")
    assert f"الموافقة: {expected:,.3f} دينار شهريا." in page
    assert "بدل إجازة الأمومة (الأم)" in page


def decided(service, **query) -> str:
    """What stands before the annex."""
    told = plain(page_of(service, family("ar", "/letter", **query)).partition('<section class="annex">')[0])
    return re.sub(r"\(\s+", "(", re.sub(r"\s+([):؛.،])", r"\1", told))


def test_the_outcome_stands_before_its_reasons_these_before_the_facts_and_the_computing_last(service):
    told = plain(page_of(service, family("ar", "/letter", case=MOTHER, programme="recurring_aid")))
    order = ["ليس هذا قرارا", "اسم مقدم الطلب", "الموافقة: 50.000", "الشروط المتحققة", "كيف حُسب المبلغ"]
    order += ["المعلومات التي استند إليها القرار", "التوقيع", "ملحق: تفصيل الحساب", "قيم القانون", "رقم عملية الحساب"]
    places = [told.index(one) for one in order]
    assert places == sorted(places)


def test_a_granted_programme_tells_the_conditions_that_are_met_with_articles_figures_and_sources(service):
    told = decided(service, case=MOTHER, programme="recurring_aid")
    assert "للأسرة فئة من فئات المعونة ولم تزل عنها بالزواج" in told
    assert "متحقق: دخل الأسرة المحتسب لدى الصندوق (180.000 دينار شهريا) أقل من" in told
    assert "قانون صندوق المعونة الوطنية رقم 36 لسنة 1986 وتعليماته، لا تذكر المصادر رقم المادة: فحص الدخل" in told
    assert re.search(r"الحد الأدنى للمعونة الشهرية: 50\.000 دينار شهريا \(متحقق منها\)\. المصدر: صندوق المعونة", told)
    assert "الشروط غير المتحققة" not in told
    assert "national_aid_fund" not in told


def test_an_article_that_a_source_states_is_told_with_its_reason(service):
    told = decided(service, case="mother_on_maternity_leave", programme="maternity_allowance")
    assert "قانون الضمان الاجتماعي رقم 1 لسنة 2014، المادة 45: بدل إجازة الأمومة" in told


def test_a_refused_programme_tells_only_what_is_in_its_way(service):
    told = decided(service, case=MOTHER, programme="uct")
    assert "عدم الموافقة. الشروط غير المتحققة" in told
    assert "سجلت الأسرة في تكافل أو الدعم النقدي الموحد: لا (معلومة مذكورة)" in told
    assert "الشروط المتحققة" not in told
    assert "رب الأسرة أردني" not in told
    assert "كيف حُسب المبلغ" not in told


def test_what_was_stated_and_what_was_assumed_are_told_apart_by_whose_they_are(service):
    told = decided(service, case=WORKER, programme="uct").partition("المعلومات التي استند إليها القرار")[2]
    stated, _, assumed = told.partition("معلومات لم تُذكر فافتُرضت")
    assert "سجلت الأسرة في تكافل أو الدعم النقدي الموحد (نعم)" in stated
    assert "قيمة النشاط التجاري (0.000 دينار أردني)" in assumed
    assert "قيمة النشاط التجاري" not in stated


def test_several_programmes_are_summed_up_before_the_first_of_them(service):
    told = decided(service, case=MOTHER, programme=["recurring_aid", "uct"])
    summary = "المعونة المتكررة والمؤقتة: الموافقة: 50.000 دينار شهريا. الدعم النقدي الموحد: عدم الموافقة."
    assert told.index(summary) < told.index("الشروط المتحققة")
    assert "الموافقة: 50.000 دينار شهريا. الدعم" not in decided(service, case=MOTHER, programme="recurring_aid")


def test_a_programme_refused_to_everybody_is_reasoned_for_whoever_lacks_least(service):
    """The child with a disability is refused by the income alone; its father has no disability either."""
    address = {"case": CHILD, "programme": "disability_care", "p__father__wage": "400"}
    told = decided(service, **address)
    assert "عدم الموافقة." in told
    assert "دخل الفرد الأردني المحتسب دون الحد" in told
    assert "شدة الإعاقة: غير «بلا إعاقة»" not in told


def test_no_article_and_no_right_is_told_that_the_law_has_not(service):
    told = decided(service, case=WORKER, programme="uct")
    assert "المادة" in told
    assert "لا تذكر المصادر رقم المادة" in told
    assert "اعتراض" not in told
    assert "تظلم" not in told
