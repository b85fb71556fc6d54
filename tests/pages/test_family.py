"""A family on its page: the state in the address, what is asked, what it is entitled to, why, and the letter."""

from __future__ import annotations

import csv
import html
import io
import logging
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from openfisca_jordan_sp.cases import cases
from tests.arabic import english_words, visible_text, without_marks

CHILD = "child_with_severe_disability"
MOTHER = "divorced_mother"
LARGE = "large_poor_family"
WORKER = "day_wages_family_of_six"


def page_of(service, path: str, status: int = 200, **headers) -> str:
    reply = service.flask.get(path, headers=headers)
    assert reply.status_code == status, (reply.status_code, reply.headers.get("Location"))
    return reply.get_data(as_text=True)


def family(language: str = "en", view: str = "", **query) -> str:
    """An address; `p__father__wage` stands for `p.father.wage`."""
    pairs = [(name.replace("__", "."), one) for name, value in query.items() for one in _each(value)]
    return f"/{language}/family{view}?{urlencode(pairs)}"


def _each(value) -> list:
    return list(value) if isinstance(value, list | tuple) else [value]


def plain(page: str) -> str:
    """What a reader sees, in one line and without marks."""
    return " ".join(without_marks(html.unescape(visible_text(page))).split())


def fields(page: str) -> dict[str, str]:
    """The facts that a form asks, by name, with what stands in them."""
    found = dict(re.findall(r'<input id="field-[^"]*" name="([^"]+)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select id="field-[^"]*" name="([^"]+)".*?>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def amount(service, case: str, programme: str, **changes) -> float:
    """What `/v1` says that a case gets by the month."""
    situation = service.call("readCase", case_id=case).get_json()["situation"]
    for path, value in changes.items():
        group, unit, fact = path.split("__")
        situation[group][unit][fact] = value
    body = {"families": {"family": situation}, "period": "2026-01"}
    items = service.call("compare", json=body).get_json()["families"]["family"]["items"]
    return next((one["baseline"]["month"] for one in items if one["id"] == programme), 0.0)


# ── beginning ──


def test_without_a_family_the_case_families_are_there_to_begin_with(service):
    for language in ("ar", "en"):
        page = page_of(service, f"/{language}/family")
        for case in cases().values():
            assert f'href="/{language}/family?case={case.id}"' in page
            assert getattr(case.title, language) in plain(page)
        assert f'href="/{language}/family?case=new"' in page


def test_no_name_and_no_number_of_a_person_is_asked_for_and_the_page_says_so(service):
    page = page_of(service, family(case=MOTHER))
    assert "No name and no number of a person is asked for" in page
    assert not {name for name in fields(page) if "name" in name.split(".")[-1] or "national_id" in name}


def test_an_unknown_case_is_told_as_a_page(service):
    assert "There is no case family" in plain(page_of(service, family(case="nobody"), 404))


# ── the state in the address ──


def test_a_form_that_sends_every_field_is_led_to_the_address_that_says_only_what_differs(service):
    sent = family(case=CHILD, p__father__wage="250", p__mother__wage="", p__son_9__age="10", period="2026-01", vary="")
    reply = service.flask.get(sent)
    assert reply.status_code == 302
    assert dict(parse_qsl(urlsplit(reply.headers["Location"]).query)) == {"case": CHILD, "p.son_9.age": "10"}


def test_a_part_that_a_script_asks_for_says_the_same_address_for_the_history(service):
    sent = family(case=CHILD, p__father__wage="250", p__son_9__age="10")
    reply = service.flask.get(sent, headers={"HX-Request": "true"})
    assert reply.headers["HX-Push-Url"] == family(case=CHILD, p__son_9__age="10")
    assert reply.get_data(as_text=True).startswith('\n<div id="family">') or "<html" not in reply.get_data(as_text=True)


def test_a_link_opens_the_same_family_in_the_other_language(service):
    page = page_of(
        service, family("ar", case=CHILD, p__father__wage="310", programme="disability_care", policy="uct_maximum_160")
    )
    other = html.unescape(re.search(r'<a class="language" href="([^"]+)"', page)[1])
    assert other.startswith("/en/family?")
    again = page_of(service, other)
    assert fields(again) == fields(page)
    assert fields(again)["p.father.wage"] == "310"
    assert 'value="uct_maximum_160" checked' in again


def test_a_fact_of_the_case_can_be_taken_back(service):
    page = page_of(service, family(case=CHILD, p__father__wage="", programme="disability_care"))
    assert fields(page)["p.father.wage"] == ""


def test_members_are_added_and_left_out_by_buttons_that_lead_to_an_address(service):
    added = service.flask.get(family(case=MOTHER, add="child")).headers["Location"]
    assert dict(parse_qsl(urlsplit(added).query)) == {"case": MOTHER, "with": "child-1"}
    assert "Child 1" in plain(page_of(service, added))
    answered = family(case=MOTHER, **{"with": "child-1"}, p__son_10__age="11", remove="son_10")
    left = service.flask.get(answered).headers["Location"]
    assert dict(parse_qsl(urlsplit(left).query)) == {"case": MOTHER, "with": "child-1", "without": "son_10"}
    again = plain(page_of(service, left))
    assert "Son, 10" not in again
    assert "Daughter, 6" in again


def test_a_family_of_ones_own_begins_with_its_head(service):
    page = page_of(service, family(case="new", **{"with": ["spouse-1", "child-1"]}, programme="recurring_aid"))
    assert {"p.head.age", "p.spouse-1.age", "p.child-1.age"} <= fields(page).keys()


def test_digits_may_be_written_in_arabic(service):
    given = page_of(service, family("ar", case=CHILD, p__father__wage="٣١٠٫٥", programme="disability_care"))
    latin = page_of(service, family("ar", case=CHILD, p__father__wage="310.5", programme="disability_care"))
    of = re.compile(r'class="finding"[^>]*>([^<]+)<')
    assert of.search(given)[1] == of.search(latin)[1]


# ── results ──


@pytest.mark.parametrize(
    ("case", "programme"), [(CHILD, "disability_care"), (MOTHER, "recurring_aid"), (LARGE, "uct"), (WORKER, "uct")]
)
def test_the_amounts_are_those_of_the_service(service, case, programme):
    expected = amount(service, case, programme)
    assert expected > 0
    page = plain(page_of(service, family(case=case, programme=programme)))
    assert f"the chosen programmes give {expected:,.3f} JOD" in page


def test_another_income_changes_what_the_family_is_entitled_to(service):
    raised = amount(service, CHILD, "disability_care", persons__father__wage=290)
    assert raised != amount(service, CHILD, "disability_care")
    page = plain(page_of(service, family(case=CHILD, p__father__wage="290", programme="disability_care")))
    assert f"the chosen programmes give {raised:,.3f} JOD" in page


def test_a_policy_stands_beside_the_law_with_what_it_changes(service):
    page = plain(page_of(service, family(case=WORKER, programme="uct", policy="uct_minimum_50")))
    assert "The law in force" in page
    body = {
        "families": {"family": service.call("readCase", case_id=WORKER).get_json()["situation"]},
        "period": "2026-01",
        "policies": ["uct_minimum_50"],
    }
    items = service.call("compare", json=body).get_json()["families"]["family"]["items"]
    uct = next(one for one in items if one["id"] == "uct")
    assert f"{uct['policies']['uct_minimum_50']['reform']['month']:,.3f}" in page


def test_without_programmes_those_count_that_give_the_family_something(service):
    page = page_of(service, family(case=CHILD))
    assert 'value="disability_care" checked' in page
    assert 'value="maternity_allowance" checked' not in page


def test_values_that_are_not_verified_and_warnings_stand_with_the_results(service):
    page = plain(page_of(service, family(case=MOTHER)))
    assert "were not read in a source as they stand" in page
    assert "national_aid_fund" in page_of(service, family(case=MOTHER))


# ── what is asked ──


def test_questions_drop_out_once_they_cannot_change_the_result_and_the_page_says_why(service):
    asked = fields(page_of(service, family(case=WORKER, programme="uct")))
    assert {"p.father.nationality", "f.number_of_cars", "f.naf_targeting_score"} <= asked.keys()
    page = page_of(service, family(case=WORKER, programme="uct", p__father__nationality="syrian"))
    assert "f.number_of_cars" not in fields(page)
    assert fields(page)["p.father.nationality"] == "syrian"
    told = plain(page)
    assert "This does not hold: The family, The head of the family is a Jordanian citizen" in told
    assert "Private cars owned by the family (The family)" in told
    whole = page_of(service, family(case=WORKER, all="1", p__father__nationality="syrian", programme="uct"))
    assert "f.number_of_cars" in fields(whole)


def test_answers_to_questions_that_dropped_out_stay_in_the_address_and_in_the_form(service):
    page = page_of(
        service, family(case=WORKER, f__business_capital="10", p__father__nationality="syrian", programme="uct")
    )
    assert '<input type="hidden" name="f.business_capital" value="10">' in page


def test_a_list_offers_its_items_in_the_language_of_the_page(service):
    for language, item in (("en", "Divorced"), ("ar", "مطلق")):
        page = page_of(service, family(language, case=MOTHER, programme="recurring_aid"))
        assert re.search(rf'<option value="divorced" selected>[^<]*{item}', page)


# ── mistakes ──


@pytest.mark.parametrize(("language", "said"), [("en", "must be a number."), ("ar", "يجب أن يكون رقما.")])
def test_a_wrong_value_is_told_at_its_field_and_nothing_is_computed(service, language, said):
    page = page_of(service, family(language, case=CHILD, p__father__wage="abc", programme="disability_care"), 422)
    field = re.search(r'<input id="field-p-father-wage"[^>]*>', page)[0]
    assert 'aria-invalid="true"' in field
    described = re.search(r'aria-describedby="([^"]+)"', field)[1].split()
    assert "field-p-father-wage-wrong" in described
    assert said in without_marks(re.search(r'<p class="wrong" id="field-p-father-wage-wrong">(.*?)</p>', page, re.S)[1])
    assert "entitlements" not in page


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("p.father.wage", "-5"),
        ("p.father.wage", "1e400"),
        ("p.father.wage", "99999999999999"),
        ("p.father.age", "2.5"),
        ("p.father.sex", "none"),
        ("f.naf_targeting_score", "nan"),
        ("f.claims_recurring_aid", "perhaps"),
        ("p.son_9.birth_date", "31/12/2010"),
        ("h.governorate", "paris"),
    ],
)
def test_every_kind_of_wrong_value_is_a_mistake_at_its_field(service, fact, value):
    page = page_of(service, family(case=CHILD, **{fact: value}), 422)
    ident = "field-" + fact.replace(".", "-").replace("_", "_")
    assert f'id="{ident}-wrong"' in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"period": "x"}, "month"),
        ({"period": "1999-01"}, "Month: has not the form that it must have"),
        ({"programme": "nothing"}, "There is no programme nothing"),
        ({"policy": "nothing"}, "There is no reform nothing"),
        ({"p.nobody.age": "3"}, "is no fact of this family"),
        ({"p.father.nonsense": "3"}, "is no fact of this family"),
        ({"with": "grandmother"}, "can be no member"),
        ({"without": "father"}, "A family has a head"),
        ({"with": [f"spouse-{one}" for one in range(1, 6)]}, "At most four spouses"),
        ({"with": [f"child-{one}" for one in range(1, 40)]}, "At most 20 members"),
    ],
)
def test_what_else_is_wrong_is_said_and_nothing_is_computed(service, query, said):
    told = plain(page_of(service, family(case=CHILD, **query), 422))
    assert said in told
    assert "Nothing was computed" in told


def test_hostile_texts_are_shown_as_they_stand(service):
    attack = '"><script>alert(1)</script>\u202e'
    title = {"en": attack, "ar": attack}
    bill = {"id": "hostile", "title": title, "values": {"national_aid_fund.uct.benefit_minimum": {"2026-01-01": 50}}}
    stored = service.call("createPolicy", json={"reforms": [bill]}).get_json()["id"]
    for address in (
        family(case=WORKER, policy=stored),
        family("ar", "/letter", case=WORKER, policy=stored, under=stored),
        family("ar", "/varied", case=WORKER, policy=stored),
    ):
        page = page_of(service, address)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page
    page = page_of(service, family(case=CHILD, p__father__wage=attack), 422)
    assert "<script>alert" not in page


# ── why ──


def test_an_amount_leads_to_its_reasons_as_a_part_and_as_a_page(service):
    page = page_of(service, family(case=MOTHER, programme="recurring_aid"))
    link = html.unescape(re.search(r'href="(/en/family/explanation[^"]+)"', page)[1])
    whole = page_of(service, link)
    part = page_of(service, link, **{"HX-Request": "true"})
    assert "<html" not in part
    for told in (plain(whole), plain(part)):
        assert "Recurring or temporary aid (The family, 2026-01): 50.000 dinars a month" in told
        assert "Marital status (Mother): Divorced" in told
        assert "art. 2" in told or "article 2" in told
        assert "Lowest monthly aid" in told or "national_aid_fund.recurring.floor" in told
    assert "<details open" in part


def test_what_is_granted_to_persons_is_explained_for_one_of_them(service):
    case = "mother_on_maternity_leave"
    address = family(view="/explanation", case=case, result="maternity_allowance_amount", under="")
    asked = page_of(service, address)
    assert "Of whom?" in asked
    assert "Mother" in plain(page_of(service, address + "&of=mother"))
    assert "maternity" in plain(page_of(service, address + "&of=mother")).lower()


def test_an_unknown_result_is_a_mistake_of_the_visitor(service):
    page_of(service, family(view="/explanation", case=MOTHER, result="nothing", under=""), 422)
    page_of(service, family(view="/explanation", case=MOTHER, result="uct_amount", under="nothing"), 422)


# ── along an income ──


def test_along_an_income_every_cliff_of_the_service_is_marked_with_its_rule(service):
    situation = service.call("readCase", case_id="insurance_ceiling_family").get_json()["situation"]
    over = {"variable": "wage", "of": "father", "from": 0, "to": 600, "step": 1}
    found = service.call("vary", json={"situation": situation, "over": over, "period": "2026-01"}).get_json()
    cliffs = found["results"][0]["cliffs"]
    assert cliffs
    page = plain(page_of(service, family(view="/varied", case="insurance_ceiling_family")))
    for one in cliffs:
        assert f"{one['cliff']['first_after']:,.3f}" in page
        assert all(rule["variable"] in page for rule in one["cliff"]["rules"])


def test_the_numbers_of_the_charts_are_those_of_the_service(service):
    query = {"case": "insurance_ceiling_family", "vary": "p.father.wage", "from": "0", "to": "600"}
    page = page_of(service, family(view="/varied", **query))
    files = [html.unescape(one) for one in re.findall(r'href="([^"]+/varied/income\.csv[^"]*)"', page)]
    rows = list(csv.DictReader(io.StringIO(service.flask.get(files[0]).get_data().decode("utf-8-sig"))))
    situation = service.call("readCase", case_id=query["case"]).get_json()["situation"]
    over = {"variable": "wage", "of": "father", "from": 0, "to": 600, "step": 1}
    curve = service.call("vary", json={"situation": situation, "over": over, "period": "2026-01"}).get_json()
    main = curve["results"][0]["curves"][0]
    told = {float(row["wage"]): float(row["amount"]) for row in rows if row["figure"] == "household_disposable_income"}
    assert told == dict(zip(main["values"], main["series"][0]["amounts"], strict=True))
    cliffs = page_of(service, family(view="/varied/cliffs.csv", **query))
    assert len(cliffs.strip().splitlines()) == 1 + len(curve["results"][0]["cliffs"])


def test_a_chart_is_a_picture_where_no_script_runs(service):
    page = page_of(service, family(view="/varied", case=CHILD))
    picture = html.unescape(re.search(r'<noscript><img class="chart" src="([^"]+)"', page)[1])
    reply = service.flask.get(picture)
    assert (reply.status_code, reply.mimetype) == (200, "image/svg+xml")
    assert service.flask.get(picture.replace(".svg", ".png")).get_data()[:4] == b"\x89PNG"
    assert service.flask.get(picture.replace("income.svg", "nothing.svg")).status_code == 404


def test_a_range_without_meaning_is_told_at_its_fields(service):
    page = page_of(service, family(view="/varied", case=CHILD, vary="p.father.wage", **{"from": "9", "to": "x"}), 422)
    assert re.search(r'<input id="vary-to"[^>]*aria-invalid="true"', page)


# ── the letter ──


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


# ── both languages, and what nobody else may see ──


@pytest.mark.parametrize(
    "address",
    [
        "/ar/family",
        family("ar", case=MOTHER, policy="uct_maximum_160"),
        family("ar", case="new", **{"with": ["spouse-1", "child-1", "dependant-1"]}, programme="recurring_aid"),
        family("ar", case=WORKER, all="1", programme=["uct", "ssc_pension"]),
        family("ar", "/explanation", case=MOTHER, result="naf_recurring_aid_amount", under=""),
        family("ar", "/varied", case="insurance_ceiling_family"),
        family("ar", "/letter", case=MOTHER),
    ],
)
def test_every_word_of_the_arabic_pages_is_arabic(service, address):
    assert english_words(visible_text(html.unescape(page_of(service, address))), {"English", "PNG"}) == []


def test_a_mistake_is_told_in_arabic_alone(service):
    address = family("ar", case=CHILD, p__father__wage="abc", p__father__sex="x", programme="nothing", period="9")
    page = visible_text(html.unescape(page_of(service, address, 422)))
    assert english_words(page, {"English", "abc", "nothing", "YYYY-MM"}) == []


def test_facts_of_a_family_are_kept_nowhere(service, caplog):
    caplog.set_level(logging.DEBUG)
    reply = service.flask.get(family(case=CHILD, p__father__wage="271.318", programme="disability_care"))
    assert reply.status_code == 200
    assert "no-store" in reply.headers["Cache-Control"]
    assert reply.headers["Referrer-Policy"] == "no-referrer"
    assert "271.318" not in caplog.text
    assert all("271.318" not in str(vars(record)) for record in caplog.records)


def test_a_service_that_asks_for_keys_asks_for_one_before_it_computes_a_family(tmp_path, make_service):
    guarded = make_service(f"sqlite:///{tmp_path / 'keys.sqlite3'}", auth="keys", secret="s" * 32)
    reply = guarded.flask.get(family(case=MOTHER))
    assert reply.status_code == 303
    assert "/en/sign-in?back=" in reply.headers["Location"]
