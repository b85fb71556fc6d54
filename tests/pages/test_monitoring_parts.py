"""The parts of the page of monitoring: what each shows is what the API tells, and each figure has its files."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from tests.arabic import english_words, visible_text
from tests.measures.pages import visible
from tests.pages.monitored import PART, SMALL, addresses, part, result, rows_of


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

    def test_stands_on_a_page_of_its_own_where_no_script_asks(self, monitored):
        part(monitored, "services")
        text = monitored.flask.get(f"/ar/monitoring/services?{SMALL}").get_data(as_text=True)
        assert "<h1>الأسر المنتفعة والحق في الخدمات</h1>" in text
        assert "<noscript><img" in text

    def test_has_for_each_figure_the_table_of_the_api(self, monitored):
        text = part(monitored, "pillars")
        tables = result(monitored, "statistics")["tables"]
        files = {urlsplit(one).path.rpartition("/")[2]: one for one in addresses(text, "csv")}
        assert set(files) == {
            f"pillars-{name}.csv"
            for name in ("coverage", "adequacy", "exclusion-error", "leakage", "cost-year", "all", "numbers", "pairs")
        }
        shown = {row["programme"]: row for row in rows_of(monitored.flask.get(files["pillars-coverage.csv"]))}
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
        numbers = rows_of(monitored.flask.get(files["pillars-numbers.csv"]))
        assert [row["value"] for row in numbers] == [repr(row["value"]) for row in tables["programmes_per_family"]]

    def test_has_for_each_chart_a_picture_and_its_drawing(self, monitored):
        text = part(monitored, "pillars")
        png = next(one for one in addresses(text, "png") if "adequacy" in one)
        assert monitored.flask.get(png).get_data().startswith(b"\x89PNG")
        svg = monitored.flask.get(png.replace(".png", ".svg"))
        assert b"<svg" in svg.get_data()
        assert svg.headers["Content-Security-Policy"] == "default-src 'none'"
        assert monitored.flask.get(png.replace("adequacy", "all")).status_code == 404

    def test_speaks_arabic_to_the_last_word(self, monitored):
        for name in ("pillars", "services"):
            text = part(monitored, name, language="ar")
            charts = " ".join(re.findall(r"data-chart='([^']*)'", text))
            assert "كرامة" in charts.encode().decode("unicode_escape")
            shown = visible_text(text)
            allowed = {"PNG", "ASPIRE", "Cornia", "Stewart", "Coady", "Grosh", "Hoddinott", "FGT", "Efron"}
            assert english_words(shown, allowed) == [], name

    def test_says_once_of_a_pillar_that_pays_nobody_that_it_does_and_leads_to_its_services(self, monitored):
        text = part(monitored, "pillars")
        table = text[text.index('id="chart-pillars-all"') :].partition("</table>")[0]
        assert table.count("No programme of this pillar pays anybody.") == 1
        assert "nobody is paid" not in table
        assert '<a href="#services-part">Who has a right to its services</a>' in table
        assert len(re.findall(r'<th scope="rowgroup"', table)) == 5
        alone = monitored.flask.get(f"/en/monitoring/pillars?{SMALL}").get_data(as_text=True)
        assert f'<a href="/en/monitoring/services?{SMALL}">Who has a right to its services</a>' in alone

    def test_shows_the_law_in_force_the_policy_and_the_change_beside_one_another(self, monitored):
        query = f"{SMALL}&policy=uct_maximum_160"
        text = part(monitored, "services", query)
        table = text[text.index('id="chart-services-reach"') :].partition("</table>")[0]
        headings = re.findall(r'<th scope="col"[^>]*>([^<]+)', table)
        assert headings[1] == "Law in force"
        assert headings[3] == "Difference"
        known = result(monitored, "compare", ["uct_maximum_160"])["policies"][0]["tables"]["pillars"]
        assert len(re.findall(r'<th scope="row">', table)) == len(known) == 4

    def test_has_nothing_at_the_address_of_a_figure_that_there_is_not(self, monitored):
        part(monitored, "services")
        for name in ("services-nothing.csv", "services-nothing.png"):
            assert monitored.flask.get(f"/en/monitoring/services/{name}?{SMALL}").status_code == 404
        assert monitored.flask.get(f"/en/monitoring/nothing?{SMALL}").status_code == 404


class TestTheCostPath:
    def test_has_the_figures_of_the_api_in_every_year(self, monitored):
        query = f"{SMALL}&policy=uct_maximum_160"
        text = part(monitored, "years", query)
        tables = result(monitored, "cost_path", ["uct_maximum_160"], years="2026:2033")["tables"]
        files = addresses(text, "csv")
        assert len(files) == 5
        cost = rows_of(monitored.flask.get(next(one for one in files if "years-cost" in one)))
        assert [row["year"] for row in cost] == [str(year) for year in range(2026, 2034)]
        assert [row["cost_year_reform"] for row in cost] == [repr(row["cost_year_reform"]) for row in tables["years"]]
        by_pillar = rows_of(monitored.flask.get(next(one for one in files if "years-pillars" in one)))
        assert len(by_pillar) == len(tables["years_pillars"]) == 8 * 4


class TestScenariosOfShocks:
    def test_are_those_of_the_catalogue_that_touch_the_shock_response(self, monitored):
        text = part(monitored, "shocks")
        rows = rows_of(monitored.flask.get(addresses(text, "csv")[0]))
        listed = monitored.call("listReforms", query={"status": "scenario", "instrument": "shock_response"}).get_json()
        assert [row["scenario"] for row in rows] == [one["id"] for one in listed["reforms"]]
        (known,) = result(monitored, "compare", [["drought"]])["policies"]
        shown = next(row for row in rows if row["scenario"] == "drought")
        assert shown["compared_with"] == "law_in_force"
        for figure in ("cost_year", "families", "headcount"):
            assert float(shown[f"{figure}_difference"]) == known["headline"][f"{figure}_difference"]

    def test_stand_beside_the_chosen_policy_as_it_stands_with_them(self, monitored):
        text = part(monitored, "shocks", f"{SMALL}&policy=uct_maximum_160")
        rows = rows_of(monitored.flask.get(addresses(text, "csv")[0]))
        alone, both = (
            result(monitored, "compare", [policy])["policies"][0]["headline"]
            for policy in (["uct_maximum_160"], ["uct_maximum_160", "drought"])
        )
        shown = next(row for row in rows if row["scenario"] == "drought")
        assert shown["compared_with"] == "uct_maximum_160"
        assert float(shown["cost_year_baseline"]) == alone["cost_year_reform"]
        assert float(shown["cost_year_difference"]) == both["cost_year_reform"] - alone["cost_year_reform"] > 0

    def test_that_cannot_stand_with_the_chosen_policy_are_named_with_the_reason(self, monitored):
        text = visible(part(monitored, "shocks", f"{SMALL}&policy=oil_price_2022"))
        told = text[text.index("cannot stand together") :]
        for name in ("oil_price_2022", "drought", "covid_2020"):
            assert f"{name} :" in told or f"{name}:" in told
        assert "refugee_funding_cut" not in told
