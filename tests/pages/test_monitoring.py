"""The page of monitoring: its state, and what it says of mistakes."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from openfisca_jordan_sp.law.strategy import aims
from tests.arabic import english_words, visible_text
from tests.measures.pages import visible
from tests.pages.monitored import PART


class TestThePage:
    def test_says_that_the_demo_is_synthetic_and_what_the_strategy_names(self, idle):
        text = idle.flask.get("/en/monitoring").get_data(as_text=True)
        assert "These people are synthetic" in text
        for aim in aims():
            assert aim.aim.en in unescape(text)
        assert text.count("unset: none was found") == len(aims()) - 1
        assert "15%" in text
        assert "statistics.strategy.naf_share_of_employment_programmes" in text
        assert text.count("<strong>not computed</strong>") == sum(not aim.measures for aim in aims())

    def test_speaks_arabic_to_the_last_word(self, idle):
        text = idle.flask.get("/ar/monitoring?show=years&show=shocks").get_data(as_text=True)
        shown = visible_text(text)
        assert "هؤلاء السكان اصطناعيون" in text
        assert english_words(shown, {"English", "CSV", "small"}) == []

    def test_is_of_the_language_and_the_state_of_its_address(self, idle):
        query = "population=small&policy=uct_maximum_160&period=2026-05&line=naf&show=years"
        text = idle.flask.get(f"/ar/monitoring?{query}").get_data(as_text=True)
        for chosen in ("small", "uct_maximum_160", "naf"):
            assert f'<option value="{chosen}" selected>' in text
        assert 'value="2026-05"' in text
        other = unescape(re.search(r'class="language" href="([^"]+)"', text)[1])
        assert other.startswith("/en/monitoring?")
        assert parse_qsl(urlsplit(other).query) == parse_qsl(query)
        (years,) = {unescape(found) for found in re.findall(r'hx-get="([^"]*/years[^"]*)"', text)}
        assert dict(parse_qsl(urlsplit(years).query)) == dict(parse_qsl(query))

    def test_computes_what_takes_long_only_where_somebody_asks(self, idle):
        text = idle.flask.get("/en/monitoring?policy=uct_maximum_160").get_data(as_text=True)
        assert re.findall(r'hx-get="/en/monitoring/(\w+)', text) == ["pillars", "services"]
        (more,) = [unescape(one) for one in re.findall(r'class="button second" href="([^"]*show=years[^"]*)"', text)]
        assert more == "/en/monitoring?policy=uct_maximum_160&show=years#years-part"
        shown = idle.flask.get(more).get_data(as_text=True)
        assert re.findall(r'hx-get="/en/monitoring/(\w+)', shown) == ["pillars", "services", "years"]
        assert "show=years&amp;show=shocks" in shown

    def test_leads_an_amount_to_the_address_with_that_line(self, idle):
        reply = idle.flask.get("/ar/monitoring?policy=uct_maximum_160&line=national&amount=70.5")
        assert (reply.status_code, reply.headers["Location"]) == (
            302,
            "/ar/monitoring?policy=uct_maximum_160&line=70.5",
        )
        text = idle.flask.get(reply.headers["Location"]).get_data(as_text=True)
        assert '<option value="70.5" selected>' in text

    def test_works_for_a_month_before_the_strategy(self, idle):
        text = idle.flask.get("/en/monitoring?period=2023-05").get_data(as_text=True)
        assert "15%" not in text


class TestAMistake:
    @pytest.mark.parametrize(
        ("query", "field", "said"),
        [
            ("population=nobody", "population", "لا يوجد مجتمع سكاني باسم"),
            ("policy=no_such_reform", "policy", "لا يوجد مشروع باسم"),
            ("policy=oil_price_2022%2Bdrought", "policy", ""),
            ("period=2026-13", "period", "ليس شهرا"),
            ("period=1999-01", "period", "خارج السنوات"),
            ("line=poor", "line", "ليس خط فقر"),
            ("amount=-3", "amount", "ليس خط فقر"),
            ("amount=1e9", "amount", "أكبر من أي خط فقر ممكن"),
        ],
    )
    def test_is_told_at_its_field_and_nothing_is_computed(self, idle, query, field, said):
        reply = idle.flask.get(f"/ar/monitoring?{query}")
        text = reply.get_data(as_text=True)
        assert reply.status_code == 422
        (element,) = re.findall(rf'<(?:input|select) id="{field}"[^>]*>', text)
        assert 'aria-invalid="true"' in element
        assert f"{field}-wrong" in element
        assert said in visible(re.search(rf'id="{field}-wrong"[^>]*>(.*?)</span>', text)[1])
        assert text.count('aria-invalid="true"') == 1
        assert "hx-get" not in text

    @pytest.mark.parametrize("form", ["", ".csv"])
    def test_in_the_address_of_a_part_or_a_file_is_told_too(self, idle, form):
        address = "/en/monitoring/pillars/pillars-coverage.csv" if form else "/en/monitoring/pillars"
        reply = idle.flask.get(f"{address}?population=nobody", headers=PART)
        assert reply.status_code == 422
        assert "There is no population nobody" in unescape(reply.get_data(as_text=True))

    @pytest.mark.parametrize("hostile", ['"><script>alert(1)</script>', "' onfocus=x", "\u202eevil", "{{7*7}}"])
    def test_with_a_hostile_name_is_shown_as_it_stands(self, idle, hostile):
        for field in ("population", "policy", "period", "line"):
            reply = idle.flask.get("/en/monitoring", query_string={field: hostile})
            text = reply.get_data(as_text=True)
            assert reply.status_code == 422
            assert "<script>alert" not in text
            assert "49" not in re.sub(r"[0-9]{3,}", "", re.search(rf'id="{field}-wrong"[^>]*>(.*?)</span>', text)[1])
            assert "' onfocus=x" not in text
