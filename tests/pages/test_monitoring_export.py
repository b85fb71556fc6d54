"""All indicators of the page of monitoring as one file, held against what the API tells."""

from __future__ import annotations

from threading import Event

from openfisca_jordan_sp.measures.indicators import OF_PILLARS
from tests.api.jobs_here import Here, runner_of
from tests.pages.monitored import SMALL, part, result, rows_of


class TestTheExport:
    def test_has_every_indicator_with_what_it_rests_on(self, monitored):
        part(monitored, "pillars")
        part(monitored, "services")
        rows = rows_of(monitored.flask.get(f"/en/monitoring/indicators.csv?{SMALL}"))
        statistics = result(monitored, "statistics")
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

    def test_names_what_is_not_computed_with_its_target_and_the_reason(self, monitored):
        part(monitored, "pillars")
        part(monitored, "services")
        rows = rows_of(monitored.flask.get(f"/ar/monitoring/indicators.csv?{SMALL}"))
        quota = next(row for row in rows if row["indicator"] == "fund_families_in_employment")
        assert (quota["value"], quota["target"], quota["pillar"]) == ("", "0.15", "forsa")
        assert quota["note_ar"]
        assert "Khaberni" in quota["source"]
        assert {row["indicator"] for row in rows if not row["label_en"]} == set()

    def test_has_the_years_and_the_shocks_where_the_address_shows_them(self, monitored):
        query = f"{SMALL}&policy=uct_maximum_160"
        for name in ("pillars", "services", "years", "shocks"):
            part(monitored, name, query)
        rows = rows_of(monitored.flask.get(f"/en/monitoring/indicators.csv?{query}&show=years&show=shocks"))
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

    def test_has_beside_each_figure_of_the_law_that_of_the_policy_and_the_change_as_the_api_tells_them(self, monitored):
        policy = "uct_maximum_160"
        query = f"{SMALL}&policy={policy}&show=years"
        for name in ("pillars", "services", "years"):
            part(monitored, name, query)
        rows = rows_of(monitored.flask.get(f"/en/monitoring/indicators.csv?{query}"))
        told = {(row["policy"], row["figure"], *named(row)): row["value"] for row in rows if row["value"]}
        compared = result(monitored, "compare", [policy])["policies"][0]["tables"]
        years = result(monitored, "cost_path", [policy], years="2026:2033")["tables"]["years_pillars"]
        known = {("families_reached", row["pillar"], "", "2026-01"): (row, "families") for row in compared["pillars"]}
        known |= {("cost_year", row["pillar"], "", str(row["year"])): (row, "cost_year") for row in years}
        assert len(known) == 4 + 8 * 4
        for key, (row, figure) in known.items():
            assert told["law_in_force", "level", *key] == repr(row[f"{figure}_baseline"])
            assert told[policy, "level", *key] == repr(row[f"{figure}_reform"])
            assert told[policy, "difference", *key] == repr(row[f"{figure}_difference"])

    def test_has_every_figure_of_every_pillar_that_the_statistics_tell(self, monitored):
        query = f"{SMALL}&policy=uct_maximum_160"
        for name in ("pillars", "services"):
            part(monitored, name, query)
        rows = rows_of(monitored.flask.get(f"/en/monitoring/indicators.csv?{query}"))
        told = {(row["policy"], row["figure"], *named(row)): row for row in rows if row["value"]}
        tables = result(monitored, "statistics", ["uct_maximum_160"])["tables"]
        pillars = {"karama", "tamkeen", "forsa", "somoud", "all"}
        count = 0
        for one in (*tables["targeting"], *tables["budget"]):
            if one["programme"] not in pillars or OF_PILLARS.get(one["measure"], ("", "", ""))[1:] != (
                one["group_kind"],
                one["group"],
            ):
                continue
            group = "" if one["group_kind"] == "all" else f"{one['group_kind']} {one['group']}"
            row = told[one["policy"], one["figure"], one["measure"], one["programme"], group, "2026-01"]
            for name in ("value", "low", "high"):
                assert row[name] == ("" if one[name] is None else repr(one[name]))
            count += 1
        assert count >= len(OF_PILLARS) * 4 * 3


def named(row):
    """What a row is of: the indicator, the pillar, the group and the time."""
    return row["indicator"], row["pillar"], row["group"], row["period"]
