"""The chart under the entitlements: a bar for each policy, by programme, with its sentence, numbers and files."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest

from tests.arabic import english_words, without_marks
from tests.pages.families import CHILD, WORKER, family, page_of, plain


def test_one_programme_under_one_policy_is_no_comparison_and_has_no_chart(service):
    assert 'id="chart-entitlements"' not in page_of(service, family(case=CHILD))
    assert service.flask.get(family(view="/entitlements.svg", case=CHILD)).status_code == 404


@pytest.mark.parametrize("language", ["ar", "en"])
def test_two_policies_are_drawn_beside_one_another_with_sentence_table_and_note(service, language):
    page = page_of(service, family(language, case=WORKER, policy="uct_maximum_160"))
    figure = re.search(r'<figure id="chart-entitlements">.*?</figure>', page, re.S)[0]
    told = plain(figure)
    assert "60.000" in told
    assert {"en": "Every policy gives the family the same", "ar": "تعطي كل السياسات الأسرة المقدار نفسه"}[
        language
    ] in told
    assert {"en": "JOD due in the month", "ar": "المستحق في الشهر"}[language] in told
    assert "data-chart=" in figure
    if language == "ar":
        assert english_words(told, {"CSV", "PNG"}) == []


def test_the_files_of_the_chart_bear_the_figures_of_the_service(service):
    page = page_of(service, family(case=WORKER, policy="uct_maximum_160"))
    files = {
        form: html.unescape(re.search(rf'href="(/en/family/entitlements\.{form}[^"]*)"', page)[1])
        for form in ("csv", "png")
    }
    rows = list(csv.DictReader(io.StringIO(service.flask.get(files["csv"]).get_data().decode("utf-8-sig"))))
    body = {"families": {"f": service.call("readCase", case_id=WORKER).get_json()["situation"]}, "period": "2026-01"}
    items = service.call("compare", json={**body, "policies": ["uct_maximum_160"]}).get_json()["families"]["f"]["items"]
    uct = next(one for one in items if one["id"] == "uct")
    found = {(row["policy"], row["programme"]): float(row["month"]) for row in rows}
    assert found["law_in_force", "uct"] == uct["baseline"]["month"]
    assert found["uct_maximum_160", "uct"] == uct["policies"]["uct_maximum_160"]["reform"]["month"]
    assert service.flask.get(files["png"]).get_data()[:4] == b"\x89PNG"
    svg = html.unescape(re.search(r'<noscript><img class="chart" src="([^"]+)"', page)[1])
    assert service.flask.get(svg).mimetype == "image/svg+xml"


def test_policies_of_the_same_title_are_told_apart(service):
    title = {"en": "Twin", "ar": "توأم"}
    made = []
    for name, value in (("twin_one", 45), ("twin_two", 50)):
        bill = {"id": name, "title": title, "values": {"national_aid_fund.uct.benefit_minimum": {"2026-01-01": value}}}
        made.append(service.call("createPolicy", json={"reforms": [bill]}).get_json()["id"])
    page = without_marks(plain(page_of(service, family(case=WORKER, policy=made))))
    assert all(f"Twin ({one})" in page for one in made)
