"""The page of monitoring: its state, its parts, its files, and what it says of mistakes; within this process."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from threading import Event
from urllib.parse import parse_qsl, urlsplit

import pytest

from openfisca_jordan_sp.law.strategy import aims
from tests.api.jobs_here import Here, runner_of
from tests.api.service import new_service
from tests.arabic import english_words, visible_text
from tests.measures.pages import visible

PART = {"HX-Request": "true"}
SMALL = "population=small"


@pytest.fixture(scope="module")
def computing(tmp_path_factory, small_folder):
    """A service that computes jobs on a small population; of a module, so that each is computed once."""
    url = f"sqlite:///{tmp_path_factory.mktemp('monitoring') / 'service.sqlite3'}"
    client = new_service(url, populations=(f"small={small_folder}",))
    with runner_of(client, Here(slots=1)):
        yield client
    client.app.extensions["jordan_sp"].store.close()


@pytest.fixture(scope="module")
def idle(tmp_path_factory, small_folder):
    """A service by which nothing is computed."""
    url = f"sqlite:///{tmp_path_factory.mktemp('idle') / 'service.sqlite3'}"
    client = new_service(url, populations=(f"small={small_folder}",))
    yield client
    client.app.extensions["jordan_sp"].store.close()


def part(service, name, query=SMALL, language="en"):
    """A part once it is computed."""
    for _ in range(90):
        reply = service.flask.get(f"/{language}/monitoring/{name}?{query}", headers=PART)
        text = reply.get_data(as_text=True)
        assert reply.status_code == 200, text
        if "<progress" not in text:
            return text
    raise AssertionError(text)


def result(service, kind, policies=(), **more):
    """What `/v1` answers to the same question."""
    asked = {"kind": kind, "population": "small", "policies": list(policies), "period": "2026-01", **more}
    reply = service.call("createJob", json=asked, headers={"Prefer": "wait=60"})
    assert reply.status_code == 200, reply.get_data()
    return reply.get_json()


def rows_of(reply) -> list[dict[str, str]]:
    assert reply.status_code == 200, reply.get_data(as_text=True)
    return list(csv.DictReader(io.StringIO(reply.get_data().decode("utf-8-sig"))))


def addresses(text, form):
    return [unescape(found) for found in re.findall(rf'href="([^"]+\.{form}[^"]*)"', text)]


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

    def test_in_the_name_of_a_figure_is_an_address_at_which_nothing_stands(self, computing):
        part(computing, "services")
        for name in ("services-nothing.csv", "services-nothing.png"):
            assert computing.flask.get(f"/en/monitoring/services/{name}?{SMALL}").status_code == 404
        assert computing.flask.get(f"/en/monitoring/nothing?{SMALL}").status_code == 404


class TestAPart:
    def test_that_is_not_done_shows_how_far_it_is_and_can_be_cancelled(self, idle):
        text = idle.flask.get(f"/en/monitoring/years?{SMALL}", headers=PART).get_data(as_text=True)
        assert '<progress max="1" value="0.0">' in text
        job = re.search(r'hx-post="/en/works/([0-9a-f]{32})/cancel"', text)[1]
        token = re.search(
            r'name="csrf-token" content="([^"]+)"', idle.flask.get("/en/monitoring").get_data(as_text=True)
        )
        sent = {"name": "years", "csrf_token": token[1]}
        told = idle.flask.post(f"/en/works/{job}/cancel", data=sent, headers=PART).get_data(as_text=True)
        assert 'id="years"' in told
        assert "Cancelled." in told
        assert idle.call("readJob", job_id=job).get_json()["state"] == "cancelled"

    def test_stands_on_a_page_of_its_own_where_no_script_asks(self, computing):
        part(computing, "services")
        text = computing.flask.get(f"/ar/monitoring/services?{SMALL}").get_data(as_text=True)
        assert "<h1>الأسر المنتفعة والحق في الخدمات</h1>" in text
        assert "<noscript><img" in text

    def test_has_for_each_figure_the_table_of_the_api(self, computing):
        text = part(computing, "pillars")
        tables = result(computing, "statistics")["tables"]
        files = {urlsplit(one).path.rpartition("/")[2]: one for one in addresses(text, "csv")}
        assert set(files) == {
            f"pillars-{name}.csv"
            for name in ("coverage", "adequacy", "exclusion-error", "leakage", "cost-year", "all", "numbers", "pairs")
        }
        shown = {row["programme"]: row for row in rows_of(computing.flask.get(files["pillars-coverage.csv"]))}
        known = {
            row["programme"]: row
            for row in tables["targeting"]
            if row["measure"] == "coverage" and row["group_kind"] == "all"
        }
        assert set(shown) == {"karama", "forsa", "somoud", "all"}
        for pillar, row in shown.items():
            for column in ("value", "low", "high"):
                told = known[pillar][column]
                assert row[column] == ("" if told is None else repr(told))
        numbers = rows_of(computing.flask.get(files["pillars-numbers.csv"]))
        assert [row["value"] for row in numbers] == [repr(row["value"]) for row in tables["programmes_per_family"]]

    def test_has_for_each_chart_a_picture_and_its_drawing(self, computing):
        text = part(computing, "pillars")
        png = next(one for one in addresses(text, "png") if "adequacy" in one)
        assert computing.flask.get(png).get_data().startswith(b"\x89PNG")
        svg = computing.flask.get(png.replace(".png", ".svg"))
        assert b"<svg" in svg.get_data()
        assert svg.headers["Content-Security-Policy"] == "default-src 'none'"
        assert computing.flask.get(png.replace("adequacy", "all")).status_code == 404

    def test_speaks_arabic_to_the_last_word(self, computing):
        for name in ("pillars", "services"):
            text = part(computing, name, language="ar")
            charts = " ".join(re.findall(r"data-chart='([^']*)'", text))
            assert "كرامة" in charts.encode().decode("unicode_escape")
            shown = visible_text(text)
            allowed = {"PNG", "ASPIRE", "Cornia", "Stewart", "Coady", "Grosh", "Hoddinott", "FGT", "Efron"}
            assert english_words(shown, allowed) == [], name

    def test_says_of_a_pillar_that_pays_nobody_that_it_does(self, computing):
        text = visible(part(computing, "pillars"))
        assert "nobody is paid" in text


class TestTheCostPath:
    def test_has_the_figures_of_the_api_in_every_year(self, computing):
        query = f"{SMALL}&policy=uct_maximum_160"
        text = part(computing, "years", query)
        tables = result(computing, "cost_path", ["uct_maximum_160"], years="2026:2033")["tables"]
        files = addresses(text, "csv")
        assert len(files) == 5
        cost = rows_of(computing.flask.get(next(one for one in files if "years-cost" in one)))
        assert [row["year"] for row in cost] == [str(year) for year in range(2026, 2034)]
        assert [row["cost_year_reform"] for row in cost] == [repr(row["cost_year_reform"]) for row in tables["years"]]
        by_pillar = rows_of(computing.flask.get(next(one for one in files if "years-pillars" in one)))
        assert len(by_pillar) == len(tables["years_pillars"]) == 8 * 4


class TestScenariosOfShocks:
    def test_are_those_of_the_catalogue_that_touch_the_shock_response(self, computing):
        text = part(computing, "shocks")
        rows = rows_of(computing.flask.get(addresses(text, "csv")[0]))
        listed = computing.call("listReforms", query={"status": "scenario", "instrument": "shock_response"}).get_json()
        assert [row["scenario"] for row in rows] == [one["id"] for one in listed["reforms"]]
        (known,) = result(computing, "compare", [["drought"]])["policies"]
        shown = next(row for row in rows if row["scenario"] == "drought")
        assert shown["compared_with"] == "law_in_force"
        for figure in ("cost_year", "families", "headcount"):
            assert float(shown[f"{figure}_difference"]) == known["headline"][f"{figure}_difference"]

    def test_stand_beside_the_chosen_policy_as_it_stands_with_them(self, computing):
        text = part(computing, "shocks", f"{SMALL}&policy=uct_maximum_160")
        rows = rows_of(computing.flask.get(addresses(text, "csv")[0]))
        alone, both = (
            result(computing, "compare", [policy])["policies"][0]["headline"]
            for policy in (["uct_maximum_160"], ["uct_maximum_160", "drought"])
        )
        shown = next(row for row in rows if row["scenario"] == "drought")
        assert shown["compared_with"] == "uct_maximum_160"
        assert float(shown["cost_year_baseline"]) == alone["cost_year_reform"]
        assert float(shown["cost_year_difference"]) == both["cost_year_reform"] - alone["cost_year_reform"] > 0

    def test_that_cannot_stand_with_the_chosen_policy_are_named_with_the_reason(self, computing):
        text = visible(part(computing, "shocks", f"{SMALL}&policy=oil_price_2022"))
        told = text[text.index("cannot stand together") :]
        for name in ("oil_price_2022", "drought", "covid_2020"):
            assert f"{name} :" in told or f"{name}:" in told
        assert "refugee_funding_cut" not in told


class TestTheExport:
    def test_has_every_indicator_with_what_it_rests_on(self, computing):
        part(computing, "pillars")
        part(computing, "services")
        rows = rows_of(computing.flask.get(f"/en/monitoring/indicators.csv?{SMALL}"))
        statistics = result(computing, "statistics")
        assert {row["population"] for row in rows} == {"small"}
        assert {row["law_digest"] for row in rows} == {statistics["law_digest"]}
        assert {row["pillar"] for row in rows} == {"karama", "tamkeen", "forsa", "somoud", "all"}
        adequacy = next(row for row in rows if (row["pillar"], row["indicator"]) == ("karama", "adequacy"))
        known = next(
            row
            for row in statistics["tables"]["targeting"]
            if (row["programme"], row["measure"], row["group_kind"]) == ("karama", "adequacy", "all")
        )
        assert [adequacy[name] for name in ("value", "low", "high")] == [
            repr(known[name]) for name in ("value", "low", "high")
        ]
        assert (adequacy["unit"], adequacy["period"], adequacy["policy"]) == ("share", "2026-01", "law_in_force")
        assert "ASPIRE" in adequacy["source"]
        unpaid = next(row for row in rows if (row["pillar"], row["indicator"]) == ("tamkeen", "coverage"))
        assert (unpaid["value"], unpaid["note_en"]) == ("", "No programme of this pillar pays anybody.")
        assert not [row for row in rows if row["indicator"].startswith("shock_")]

    def test_names_what_is_not_computed_with_its_target_and_the_reason(self, computing):
        part(computing, "pillars")
        part(computing, "services")
        rows = rows_of(computing.flask.get(f"/ar/monitoring/indicators.csv?{SMALL}"))
        quota = next(row for row in rows if row["indicator"] == "fund_families_in_employment")
        assert (quota["value"], quota["target"], quota["pillar"]) == ("", "0.15", "forsa")
        assert quota["note_ar"]
        assert "Khaberni" in quota["source"]
        assert {row["indicator"] for row in rows if not row["label_en"]} == set()

    def test_has_the_years_and_the_shocks_where_the_address_shows_them(self, computing):
        query = f"{SMALL}&policy=uct_maximum_160"
        for name in ("pillars", "services", "years", "shocks"):
            part(computing, name, query)
        rows = rows_of(computing.flask.get(f"/en/monitoring/indicators.csv?{query}&show=years&show=shocks"))
        of_years = [row for row in rows if row["period"] == "2033"]
        assert {row["pillar"] for row in of_years} == {"karama", "tamkeen", "forsa", "somoud", "all"}
        shocks = [row for row in rows if row["indicator"] == "shock_cost_year"]
        assert {row["figure"] for row in shocks} == {"difference"}
        assert "drought" in {row["group"] for row in shocks}

    def test_says_to_come_again_where_its_figures_are_still_computed(self, tmp_path, make_service, small_folder):
        service = make_service(
            f"sqlite:///{tmp_path / 'x.sqlite3'}", populations=(f"small={small_folder}",), work_seconds=1
        )
        with runner_of(service, Here(gate=(gate := Event()))):
            reply = service.flask.get(f"/en/monitoring/indicators.csv?{SMALL}")
            gate.set()
        assert reply.status_code == 503
        assert "Retry-After" in reply.headers
