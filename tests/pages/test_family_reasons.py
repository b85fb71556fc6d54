"""Why a family gets what it gets: the reasons, along an income, and the letter."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest

from tests.pages.families import CHILD, MOTHER, family, page_of, plain


def links_of(part: str) -> set[str]:
    return {html.unescape(one) for one in re.findall(r'<a href="([^"]+)">', part)}


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


@pytest.mark.parametrize(("language", "met", "not_met"), [("en", "met:", "not met:"), ("ar", "متحقق:", "غير متحقق:")])
def test_what_decides_is_told_first_with_its_provision_one_click_from_the_law(service, language, met, not_met):
    address = {"case": MOTHER, "programme": "recurring_aid", "result": "naf_recurring_aid_amount", "under": ""}
    page = page_of(service, family(language, "/explanation", **address))
    decides = re.search(r'<ol class="grounds">.*?</ol>', page, re.S)[0]
    assert page.index('<ol class="grounds">') < page.index('<ul class="tree">')
    links = links_of(decides)
    assert f"/{language}/law/instruments/national_aid_fund" in links
    assert any(one.startswith(f"/{language}/law/values/national_aid_fund.recurring.") for one in links)
    assert {service.flask.get(one).status_code for one in links} == {200}
    assert met in plain(decides).replace(" :", ":")
    marks = re.findall(r'<span class="mark [a-z]+">(.*?)</span>:', page)
    assert {f"✓ {met}", f"✗ {not_met}"} == {plain(one) + ":" for one in marks}


def test_what_decides_leads_to_its_article_where_the_sources_state_one(service):
    address = {"result": "maternity_allowance_amount", "under": "", "of": "mother"}
    page = page_of(service, family(view="/explanation", case="mother_on_maternity_leave", **address))
    links = links_of(re.search(r'<ol class="grounds">.*?</ol>', page, re.S)[0])
    assert any(one.startswith("/en/law/articles/social_security_law/") for one in links)
    assert {service.flask.get(one).status_code for one in links} == {200}


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
