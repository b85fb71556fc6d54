"""The page that compares policies, in the process: what it shows is what `/v1` says."""

from __future__ import annotations

import csv
import html
import io
import re
from urllib.parse import urlencode

import pytest

from tests.api.jobs_here import Here, runner_of
from tests.arabic import english_words, visible_text

MAXIMUM = "national_aid_fund.uct.benefit_maximum"
EDIT = f"{MAXIMUM}@2026-01-01=160"
SMALL = {"population": "small", "set": EDIT}
BODY = {
    "population": "small",
    "period": "2026-01",
    "line": "national",
    "policies": [{"title": {"en": "My changes", "ar": "تعديلاتي"}, "values": {MAXIMUM: {"2026-01-01": 160}}}],
}
PART = {"HX-Request": "true"}


@pytest.fixture
def service(tmp_path, make_service, small_folder):
    return make_service(f"sqlite:///{tmp_path / 'service.sqlite3'}", populations=(f"small={small_folder}",))


@pytest.fixture
def computing(service):
    with runner_of(service):
        yield service


def page(service, query=(), language="ar", part="", **headers):
    address = f"/{language}/compare{part}?{urlencode(query, doseq=True)}"
    return service.flask.get(address, headers=headers)


def text_of(reply):
    return html.unescape(reply.get_data(as_text=True))


def rows_of(reply):
    assert reply.status_code == 200, reply.get_data(as_text=True)[:400]
    return list(csv.DictReader(io.StringIO(reply.get_data().decode("utf-8-sig"))))


def told(row):
    """A row of the API as a table of text has it."""
    return {key: "" if value is None else str(value) for key, value in row.items()}


def result_of(service, body=None):
    for _ in range(6):  # of a busy machine
        reply = service.call("compare", json=body or BODY, headers={"Prefer": "wait=20"})
        if reply.status_code == 200:
            break
    assert reply.status_code == 200
    return reply.get_json()


def test_the_page_is_the_first_that_a_visitor_meets(service):
    assert service.flask.get("/ar/").headers["Location"] == "/ar/compare"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_form_offers_the_catalogue_the_populations_and_the_lines(service, language):
    shown = text_of(page(service, language=language))
    reforms = service.call("listReforms").get_json()["reforms"]
    assert all(f'value="{one["id"]}"' in shown for one in reforms)
    assert reforms[0]["title"][language] in re.sub("[\u2066-\u2069]", "", shown)
    assert all(f'value="{name}"' in shown for name in ("demo", "small", "national", "unindexed", "naf"))
    assert "later" not in shown


def test_a_change_shows_what_is_in_force_beside_it(service):
    shown = text_of(page(service, {"set": MAXIMUM}, "en"))
    for part in ("Highest monthly transfer", '<b dir="ltr">136</b>', "dinars a month", "verified", "2022-01-01"):
        assert part in shown
    assert "Human Rights Watch" in shown
    assert "Give it a value" in shown


def test_what_the_form_sends_becomes_an_address_that_says_the_same(service):
    sent = {"form": 1, "change": MAXIMUM, "since": "2026-01-01", "value": "160", "population": "small"}
    reply = page(service, sent)
    assert (reply.status_code, reply.headers["Location"]) == (303, f"/ar/compare?set={EDIT}&population=small#results")
    assert page(service, sent, **PART).headers["HX-Push-Url"] == f"/ar/compare?set={EDIT}&population=small"


@pytest.mark.parametrize(("words", "language"), [("الحد الأعلى", "ar"), ("highest monthly", "en"), ("monthly", "ar")])
def test_provisions_are_found_in_both_languages(service, words, language):
    for part in ("", "/search"):
        shown = text_of(page(service, {"q": words}, language, part))
        assert 'name="add" value="' in shown
        assert 'form="asked"' in shown
    assert f'value="{MAXIMUM}"' in text_of(page(service, {"q": "benefit_maximum"}, language, "/search"))


def test_words_that_find_nothing_say_so(service):
    assert "Provisions found: 0" in text_of(page(service, {"q": "zzzzz"}, "en", "/search"))


def test_the_catalogue_is_filtered_and_keeps_what_is_chosen(service):
    shown = text_of(page(service, {"filter": "أرامل ولا شيء", "policy": "uct_maximum_160"}, part="/reforms"))
    assert re.findall(r'value="([^"]+)"', shown) == ["uct_maximum_160"]
    shown = text_of(page(service, {"filter": "grant"}, "en", "/reforms"))
    assert 'value="universal_child_grant"' in shown
    assert 'value="uct_maximum_160"' not in shown


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_results_are_those_of_the_api(computing, language):
    result = result_of(computing)
    shown = text_of(page(computing, SMALL, language))
    marks = re.compile("[\u2066-\u2069\u200e\u200f]")
    plain = marks.sub("", shown)
    change = result["policies"][0]["headline"]["cost_month_difference"]
    assert change > 0
    assert f"{change:,.0f}" in plain
    assert "<del>136</del>" in plain
    assert "<ins>160</ins>" in plain
    for warning in result["policies"][0]["warnings"]:
        assert warning["message"][language] in plain
    count = len(result["policies"][0]["tables"]["non_verified"])
    assert f": {count}</a>" in plain


def test_every_word_of_the_arabic_page_is_arabic(computing):
    result_of(computing)
    query = SMALL | {"policy": "poor_family_insurance_400", "view": "whole", "hurt": 1, "q": "النقدي"}
    for _ in range(20):
        shown = page(computing, query).get_data(as_text=True)
        if 'http-equiv="refresh"' not in shown:
            break
    assert "chart-statistics-leakage" in shown
    bare = re.sub(r"<(pre|code)[^>]*>.*?</\1>", "", shown, flags=re.DOTALL)
    assert english_words(visible_text(bare), {"English", "Efron", "PNG", "small"}) == []


@pytest.mark.parametrize("name", ["programmes", "pillars", "winners", "poverty", "governorates", "non_verified"])
def test_a_table_holds_exactly_the_rows_of_the_api(computing, name):
    source = {"winners": "winners_losers"}.get(name, name)
    rows = result_of(computing)["policies"][0]["tables"][source]
    found = rows_of(page(computing, SMALL, part=f"/{name}.csv"))
    assert [{key: value.lstrip("'") for key, value in row.items()} for row in found] == [told(row) for row in rows]


def test_a_table_of_several_policies_names_them(computing):
    query = SMALL | {"policy": "poor_family_insurance_400"}
    found = rows_of(page(computing, query, part="/policies-cost.csv"))
    assert {row["policy"][:4] for row in found} == {"poor", "bill"}


def test_provisions_are_a_table_too(computing):
    (row,) = rows_of(page(computing, SMALL, part="/provisions.csv"))
    assert (row["path"], row["before"], row["after"]) == (MAXIMUM, "136", "160")
    assert "هيومن رايتس ووتش" in row["before_sources_ar"]


def test_the_intervals_are_those_of_the_api(computing):
    body = BODY | {"kind": "statistics"}
    result = computing.call("createJob", json=body, headers={"Prefer": "wait=30"}).get_json()
    found = rows_of(page(computing, SMALL, part="/statistics-headline.csv"))
    assert found == [told(row) for row in result["tables"]["headline"]]
    part = text_of(page(computing, SMALL, part="/statistics", **PART))
    assert 'id="interval-cost_year" hx-swap-oob="true"' in part
    assert "فترة الثقة 95%" in part
    leakage = rows_of(page(computing, SMALL, part="/statistics-leakage.csv"))
    assert {(row["measure"], row["group_kind"]) for row in leakage} == {("leakage", "all")}


def test_a_chart_is_a_picture(computing):
    picture = page(computing, SMALL, part="/governorate_map.png")
    assert picture.get_data().startswith(b"\x89PNG\r\n")
    assert 5_000 < len(picture.get_data()) < 500_000
    drawn = page(computing, SMALL, part="/winners.svg").get_data(as_text=True)
    assert drawn.startswith("<svg")
    assert "<script" not in drawn


@pytest.mark.parametrize("name", ["nothing.csv", "nothing.png", "statistics-nothing.csv", "policies-cost.png"])
def test_a_file_that_is_none_is_not_there(computing, name):
    assert page(computing, SMALL, part=f"/{name}").status_code == 404


def test_who_is_hurt_is_computed_where_it_is_asked_for(computing):
    query = {"population": "small", "policy": "refugee_funding_cut"}
    body = BODY | {"kind": "who_is_hurt", "policies": ["refugee_funding_cut"]}
    body.pop("line")
    result = computing.call("createJob", json=body, headers={"Prefer": "wait=30"}).get_json()
    shown = re.sub("[\u2066-\u2069]", "", text_of(page(computing, query, "en", "/hurt", **PART)))
    assert result["tables"]["types"][0]["description_en"] in shown
    found = rows_of(page(computing, query, part="/hurt-types.csv"))
    assert found == [told(row) for row in result["tables"]["types"]]


def test_where_nobody_is_hurt_the_page_says_so(computing):
    shown = ""
    for _ in range(20):
        shown = text_of(page(computing, SMALL, "en", "/hurt", **PART))
        if "progress" not in shown:
            break
    assert "Nobody loses" in re.sub("[\u2066-\u2069]", "", shown) or "loses" in shown
    assert "chart-hurt" not in shown


def test_a_wording_that_is_known_stands_before_and_after(computing):
    query = {"population": "small", "policy": "poor_family_insurance_400"}
    result_of(computing, BODY | {"policies": ["poor_family_insurance_400"]})
    shown = text_of(page(computing, query, "en"))
    assert "<del>300</del>" in shown
    assert "<ins>400</ins> dinars a month." in shown


def test_a_breakdown_shows_its_charts_alone(computing):
    result_of(computing)
    shown = text_of(page(computing, SMALL | {"breakdown": "decile"}, part="/charts", **PART))
    assert re.findall(r'<figure id="chart-([^"]+)"', shown) == ["winners", "mean_change", "reach"]


def test_the_charts_of_everything_come_one_breakdown_after_the_other(computing):
    result_of(computing)
    shown, found = text_of(page(computing, SMALL, part="/charts", **PART)), []
    while True:
        found += re.findall(r'<figure id="chart-([^"]+)"', shown)
        following = re.search(r'hx-get="([^"]+)"', shown)
        if following is None:
            break
        shown = text_of(computing.flask.get(following[1], headers=PART))
    assert found[:2] == ["programmes", "pillars"]
    assert found[-3:] == ["governorate_map", "governorate_cost", "governorate_families"]
    assert len(found) == 9


def test_a_chart_that_is_put_into_a_page_loads_no_picture(computing):
    result_of(computing)
    assert "<noscript>" not in text_of(page(computing, SMALL, part="/charts", **PART))
    assert "noscript" not in text_of(page(computing, SMALL, **PART)).partition("<form")[2]


def test_a_browser_without_scripts_gets_the_whole_page(computing):
    led = text_of(page(computing, SMALL))
    address = re.search(r'<noscript><meta http-equiv="refresh" content="0; url=([^"]+)">', led)[1]
    for _ in range(20):
        whole = text_of(computing.flask.get(address))
        if 'http-equiv="refresh"' not in whole:
            break
    assert {"chart-programmes", "chart-statistics-targeting"} <= set(re.findall(r'<figure id="([^"]+)"', whole))
    assert 'class="later"' not in whole
    assert "/ar/compare/programmes.svg?" in whole


def test_while_it_is_computed_the_part_shows_how_far_it_is_and_can_be_cancelled(service):
    here = Here(how=lambda task, tell, is_stopped: _until(is_stopped))
    with runner_of(service, here):
        part = text_of(page(service, SMALL, part="/result", **PART))
        assert "<progress" in part
        address = re.search(r'hx-post="([^"]+/cancel)"', part)[1]
        token = re.search(r'name="csrf-token" content="([^"]+)"', text_of(page(service)))[1]
        reply = service.flask.post(address, data={"name": "result"}, headers={"X-CSRFToken": token})
        assert "أُلغي الحساب" in text_of(reply)
        assert 'id="result"' in text_of(reply)
    with runner_of(service):
        for _ in range(20):
            part = text_of(page(service, SMALL, part="/result", **PART))
            if "<progress" not in part:
                break
    assert "headline" in part


def _until(is_stopped):
    while not is_stopped():
        pass
    return b""


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        (
            {"set": f"{MAXIMUM}@2026-01-01=1600000"},
            "value-0",
            {"ar": "خارج المدى", "en": "outside"},
        ),
        ({"set": f"{MAXIMUM}@2026-01-01=abc"}, "value-0", {"ar": "المطلوب رقم", "en": "must be a number"}),
        ({"set": f"{MAXIMUM}@1950-01-01=5"}, "value-0", {"ar": "قبل", "en": "before the instrument existed"}),
        ({"set": f"{MAXIMUM}@2026-13-01=5"}, "since-0", {"ar": "تقويم", "en": "not a day"}),
        ({"set": "national_aid_fund.no.such@2026-01-01=5"}, "value-0", {"ar": "لا توجد", "en": "no parameter"}),
        ({"policy": "no_such_policy"}, "policy", {"ar": "لا يوجد", "en": "no reform no_such_policy"}),
        ({"policy": ["uct_maximum_160+"]}, "policy", {"ar": "", "en": ""}),
        ({"policy": "uct_maximum_160", "population": "nobody"}, "population", {"ar": "nobody", "en": "nobody"}),
        ({"policy": "uct_maximum_160", "period": "2026"}, "period", {"ar": "شهر", "en": "month"}),
        ({"policy": "uct_maximum_160", "line": "poor"}, "line", {"ar": "خط", "en": "line"}),
    ],
)
def test_a_mistake_is_told_at_its_field(service, language, query, field, said):
    reply = page(service, query, language)
    shown = re.sub("[\u2066-\u2069]", "", text_of(reply))
    assert reply.status_code == 422
    found = re.search(rf'id="wrong-{field}" class="wrong">(.*?)</div>', shown, re.DOTALL)
    assert found is not None, re.findall(r'id="(wrong-[^"]+)"', shown)
    assert said[language] in found[1]
    assert service.call("listJobs").get_json()["jobs"] == []


def test_a_month_that_the_law_cannot_be_computed_for_is_told(service):
    reply = page(service, {"policy": "uct_maximum_160", "period": "2001-01"}, "en")
    assert reply.status_code == 422
    assert "no source gives one" in text_of(reply)


@pytest.mark.parametrize("part", ["/result", "/statistics", "/hurt", "/programmes.csv"])
def test_a_part_of_nothing_or_of_a_mistake_is_refused(service, part):
    assert page(service, {}, part=part).status_code == 404
    assert page(service, SMALL | {"period": "2026"}, part=part).status_code == 422
    assert page(service, {"set": f"{MAXIMUM}@2026-01-01=abc"}, part=part).status_code in {200, 422}


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> \u202e\u2067 {{ 7*7 }}"


def test_a_hostile_name_of_a_draft_is_shown_as_it_was_written_and_does_nothing(computing):
    query = SMALL | {"title": HOSTILE}
    for part in ("", "/result", "/statistics"):
        for _ in range(20):
            raw = page(computing, query, part=part, **PART).get_data(as_text=True)
            if "later" not in raw or not part:
                break
        assert "<script>alert" not in raw
        assert "<img src=x" not in raw
        assert ">49<" not in raw
    title = html.unescape(
        re.search(r'id="title" name="title" value="([^"]*)"', page(computing, query).get_data(as_text=True))[1]
    )
    assert title == HOSTILE


@pytest.mark.parametrize("name", ["policy", "set", "population", "q", "filter", "breakdown"])
def test_hostile_parameters_are_escaped(service, name):
    raw = page(service, {name: HOSTILE}).get_data(as_text=True)
    assert "<script>alert" not in raw
    assert "<img src=x" not in raw


def test_two_visitors_with_one_cookie_never_see_one_anothers_policies(computing):
    other = SMALL | {"set": f"{MAXIMUM}@2026-01-01=150"}
    result_of(computing)
    first, second, again = (text_of(page(computing, query)) for query in (SMALL, other, SMALL))
    assert "<ins>150</ins>" not in first + again
    assert "<ins>160</ins>" in first
    assert "<ins>160</ins>" not in second


def test_whoever_has_no_key_is_asked_for_one(tmp_path, make_service):
    guarded = make_service(f"sqlite:///{tmp_path / 'guarded.sqlite3'}", auth="keys", secret="s" * 32)
    reply = page(guarded, SMALL)
    assert (reply.status_code, "sign-in" in reply.headers["Location"]) == (303, True)
    part = page(guarded, SMALL, part="/result", **PART)
    assert (part.status_code, "sign-in" in part.headers["HX-Redirect"]) == (204, True)
