"""Values of the law on their pages: history, sources, scales, rules, and what is not verified."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.arabic import without_marks
from tests.pages.test_figures import rows_of
from tests.pages.test_law import SCALE, VALUE, heading, links, page


def charts(text: str) -> list[dict]:
    return [json.loads(unescape(one)) for one in re.findall(r"data-chart='(.*?)'>", text, re.DOTALL)]


def test_a_value_shows_every_value_that_it_had_with_its_sources_and_their_addresses(service):
    told = service.flask.get(f"/v1/law/parameters/{VALUE}").get_json()
    text = unescape(page(service, f"/en/law/values/{VALUE}"))
    assert len(told["values"]) == 7
    for one in told["values"]:
        assert f'<time datetime="{one["since"]}">' in text
        for source in one["sources"]:
            assert source["title"]["en"] in text
    elsewhere = re.findall(r'<a href="(https?://[^"]+)"([^>]*)>', text)
    assert {address for address, _ in elsewhere} == {
        source["href"] for one in told["values"] for source in one["sources"] if source["href"]
    }
    assert all('target="_blank" rel="noreferrer noopener"' in rest for _, rest in elsewhere)


def test_its_chart_has_a_step_for_each_value_and_its_sentence_says_the_last_two(service):
    text = page(service, f"/en/law/values/{VALUE}?date=2026-11-27")
    (chart,) = charts(text)
    rows = [row for data in chart["data"] for row in data.get("values", []) if "written" in row]
    assert [row["value"] for row in rows if row["first"]] == [0.055, 0.0575, 0.06, 0.0625, 0.065, 0, 0.065]
    assert "0.065 (6.5%) since 2020-06-01; before that 0 (0%)" in text


def test_the_value_of_the_day_is_that_of_the_api(service):
    for day in ("2013-01-01", "2015-06-01", "2020-04-01", "2026-01-01"):
        now = service.flask.get(f"/v1/law/parameters/{VALUE}?date={day}").get_json()["in_force"]
        text = page(service, f"/en/law/values/{VALUE}?date={day}")
        assert f'<dd class="change">{now["value"]:g} (' in text
        assert text.count('aria-current="date"') == 1


def test_before_its_first_value_a_page_says_so(service):
    text = page(service, f"/en/law/values/{VALUE}?date=1999-01-01")
    assert '<dd class="change">nothing yet</dd>' in text
    assert "nothing yet; the first value, 0.055 (5.5%), holds from 2001-05-08 on" in text


def test_a_value_that_no_source_gives_has_no_chart_and_says_so(service):
    address = "/en/law/values/education_law.fees.donation.secondary"
    text = page(service, address)
    assert charts(text) == []
    assert "No source gives a value" in text
    assert [row["value"] for row in rows_of(service.flask.get(f"{address}/history.csv"))] == [""]
    assert service.flask.get(f"{address}/history.png").status_code == 404


def test_what_lies_ahead_is_told_and_drawn_apart(service):
    text = page(service, "/en/law/values/employment_programmes.tashgheel.wage_support?date=2026-11-27")
    assert "from 2028-08-01 on: 0 dinars a month" in text
    (chart,) = charts(text)
    rows = [row for data in chart["data"] for row in data.get("values", []) if "written" in row]
    assert [row["since"] for row in rows if row["ahead"]][-1] == "2028-08-01"


def test_what_better_evidence_replaced_stays_to_be_seen(service):
    told = service.flask.get("/v1/law/parameters/defence_orders.tadamun_1.wage_share").get_json()
    assert told["superseded"]
    text = page(service, "/en/law/values/defence_orders.tadamun_1.wage_share")
    assert "Values that better evidence replaced" in text
    assert told["superseded"][0]["replaced_by"]["en"] in unescape(text)
    rows = rows_of(service.flask.get("/en/law/values/defence_orders.tadamun_1.wage_share/history.csv"))
    assert [row["superseded"] for row in rows].count("True") == len(told["superseded"])


def test_the_history_as_a_table_is_that_of_the_api_and_as_a_picture_a_picture(service):
    told = service.flask.get(f"/v1/law/parameters/{VALUE}").get_json()
    address = f"/ar/law/values/{VALUE}/history"
    rows = rows_of(service.flask.get(f"{address}.csv"))
    assert [(row["since"], float(row["value"]), row["confidence"]) for row in rows] == [
        (one["since"], one["value"], one["confidence"]) for one in told["values"]
    ]
    assert rows[-1]["sources_ar"] == told["values"][-1]["sources"][0]["title"]["ar"]
    assert service.flask.get(f"{address}.png").get_data().startswith(b"\x89PNG")
    svg = service.flask.get(f"{address}.svg")
    assert svg.get_data().startswith(b"<svg")
    assert svg.headers["Content-Security-Policy"] == "default-src 'none'"


def test_a_value_leads_to_the_page_that_compares_with_it_changed(service):
    value = "national_aid_fund.uct.benefit_maximum"
    for query, month in (("", "2026-01"), ("?date=2026-11-27", "2026-11")):
        text = page(service, f"/en/law/values/{value}{query}")
        change = next(one for one in links(text) if "/compare?" in one)
        assert urlsplit(change).path == "/en/compare"
        assert parse_qs(urlsplit(change).query) == {"set": [value], **({"period": [month]} if query else {})}
        shown = page(service, change)
        assert f'name="period" value="{month}"' in shown
        assert f'name="since" value="{month}-01"' in shown
        assert "aria-invalid" not in shown


def test_a_value_that_no_rule_reads_cannot_be_compared(service):
    told = service.flask.get("/v1/law/parameters/statistics.poverty_headcount").get_json()
    text = page(service, "/en/law/values/statistics.poverty_headcount")
    assert told["read_by"] == []
    assert not [one for one in links(text) if "/compare?" in one]
    assert "No rule reads it." in text


def test_a_scale_shows_its_brackets_on_the_day_and_how_each_changed(service):
    text = without_marks(page(service, f"/en/law/values/{SCALE}?date=2026-11-27"))
    readings = service.flask.get(f"/v1/law/parameters?under={SCALE}&date=2026-11-27").get_json()["parameters"]
    assert len(readings) == 12
    table = text[text.index("<caption>Scale</caption>") :]
    assert re.findall(r"(\d+)%\)</a>", table[: table.index("</table>")]) == ["5", "10", "15", "20", "25", "30"]
    thresholds, rates = charts(text)
    assert rates != thresholds
    assert "compressed towards its top" in text
    rows = rows_of(service.flask.get(f"/en/law/values/{SCALE}/brackets/rate.csv"))
    assert {row["path"] for row in rows} == {f"{SCALE}.bracket_{number}.rate" for number in range(1, 7)}
    assert service.flask.get(f"/en/law/values/{SCALE}/brackets/rates.csv").status_code == 404


def test_programmes_with_numbers_in_their_names_are_no_scale(service):
    for path in ("national_aid_fund.takaful_1.benefit_maximum", "defence_orders.tadamun_1.wage_share"):
        assert "The scale that it is part of" not in page(service, f"/en/law/values/{path}")


def test_every_scale_of_the_law_has_names_for_its_columns(service):
    from openfisca_jordan_sp.api.pages.law.history import scale_at

    from openfisca_jordan_sp.law.structure import numbered_folders
    from openfisca_jordan_sp.report.texts import all_texts
    from openfisca_jordan_sp.system import law_in_force

    with service.app.app_context():
        found = [scale_at(str(one.name)) for one in numbered_folders(law_in_force().parameters)]
    scales = [one for one in found if one is not None]
    assert len(scales) >= 8
    assert {f"law_column_{name}" for one in scales for name in one.columns} <= set(all_texts())


def test_a_list_of_values_goes_on_and_as_a_file_has_all_of_them(service):
    told = service.flask.get("/v1/law/parameters?pillar=forsa&limit=1000&date=2026-11-27").get_json()
    text = page(service, "/en/law/values?pillar=forsa&date=2026-11-27")
    more = next(one for one in links(text) if "cursor=" in one)
    first, second = (set(re.findall(r"/en/law/values/([a-z0-9_.]+)\?date", one)) for one in (text, page(service, more)))
    paths = [one["path"] for one in told["parameters"]]
    assert (set(paths[:100]), set(paths[100:200])) == (first, second)
    rows = rows_of(service.flask.get("/en/law/values.csv?pillar=forsa&date=2026-11-27"))
    assert [row["path"] for row in rows] == paths


@pytest.mark.parametrize("address", ["/law/values", "/law/unverified"])
def test_a_choice_that_is_none_is_told_at_its_field(service, address):
    text = page(service, f"/en{address}?confidence=perhaps&instrument=child_rights_law", 422)
    assert re.search(r'<select id="confidence"[^>]*aria-invalid="true" aria-describedby="confidence-wrong"', text)
    assert not re.search(r'<select id="instrument"[^>]*aria-invalid', text)
    assert "There is no such choice. Choose one of the list." in without_marks(text)
    assert service.flask.get(f"/en{address}.csv?confidence=perhaps").status_code == 422


def test_what_is_not_verified_can_be_chosen_by_instrument_and_by_how_it_is_known(service):
    told = service.flask.get("/v1/law/not-verified?date=2026-11-27").get_json()["values"]
    chosen = [one for one in told if one["instrument"] == "national_aid_fund" and one["confidence"] == "assumed"]
    query = "instrument=national_aid_fund&confidence=assumed&date=2026-11-27"
    text = page(service, f"/en/law/unverified?{query}")
    assert 0 < len(chosen) < len(told)
    assert len(re.findall(r'<th scope="row"><a href="/en/law/values/', text)) == len(chosen)
    rows = rows_of(service.flask.get(f"/en/law/unverified.csv?{query}"))
    assert [(row["path"], row["confidence"]) for row in rows] == [(one["path"], "assumed") for one in chosen]
    assert all(row["sources_en"] for row in rows)


def test_a_rule_shows_what_it_reads_and_what_reads_it_and_its_formula_from_left_to_right(service):
    told = service.flask.get("/v1/law/variables/uct_entitlement_amount").get_json()
    text = page(service, "/ar/law/rules/uct_entitlement_amount")
    for one in told["parameters"]:
        assert f"/ar/law/values/{one['path']}" in text
    for one in [*told["variables"], *told["read_by"]]:
        assert f"/ar/law/rules/{one['name']}" in text
    formula = re.search(r'<pre class="formula" dir="ltr" lang="en"[^>]*><code>(.*?)</code>', text, re.DOTALL)[1]
    assert unescape(formula) == told["formulas"][0]["source"]


def test_a_rule_that_has_ended_says_from_when_until_when(service):
    text = without_marks(page(service, "/en/law/rules/bread_compensation_amount"))
    told = service.flask.get("/v1/law/variables/bread_compensation_amount").get_json()
    assert f"<dd>{told['end']}</dd>" in text
    assert told["formulas"][-1]["since"] in text


def test_a_fact_has_no_formula_and_says_who_reads_it(service):
    text = page(service, "/en/law/rules/lives_in_shelter")
    readers = service.flask.get("/v1/law/variables/lives_in_shelter").get_json()["read_by"]
    assert "It has no formula: somebody gives it." in text
    assert len(set(re.findall(r'href="/en/law/rules/([a-z_0-9]+)"', text))) == len(readers) > 0


def test_the_law_is_read_without_a_key_where_the_service_asks_for_one(tmp_path, make_service):
    guarded = make_service(f"sqlite:///{tmp_path / 'guarded.sqlite3'}", auth="keys", secret="s" * 32)
    assert heading(page(guarded, "/en/law/rules/uct_amount")).startswith("Unified Cash Transfer")
    assert "Sign in" in page(guarded, "/en/law?q=ceiling")
    assert guarded.flask.get("/en/compare?policy=uct_maximum_160").status_code == 303


def test_the_folder_of_an_instrument_is_its_page(service):
    reply = service.flask.get("/ar/law/values/national_aid_fund?date=2024-01-01")
    assert reply.headers["Location"] == "/ar/law/instruments/national_aid_fund?date=2024-01-01#values"


@pytest.mark.parametrize("path", ["a.b:c", "..", "income_tax_law.", "national_aid_fund.uct.", "statistics..x", "%00"])
def test_a_path_that_can_be_none_is_no_fault(service, path):
    assert service.flask.get(f"/en/law/values/{path}").status_code == 404
