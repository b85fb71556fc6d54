"""The law over HTTP: what stands in its files, with sources, in both languages, by date."""

import re

import pytest

from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.catalogue import instruments
from openfisca_jordan_sp.law.register import register
from openfisca_jordan_sp.law.show import kind_of
from openfisca_jordan_sp.system import law_in_force
from tests.api.service import service_in

PATH = "national_aid_fund.uct.benefit_maximum"
TODAY = {"date": "2026-01-01"}


@pytest.fixture(scope="module")
def law(tmp_path_factory):
    """One service for all these tests: none of them writes."""
    with service_in(tmp_path_factory.mktemp("law")) as client:
        yield client.call


def test_the_overview_counts_what_the_law_has(law):
    told = law("readLaw", query=TODAY).get_json()
    assert [one["folder"] for one in told["instruments"]] == list(instruments())
    assert told["parameters"] == sum(told["values"].values()) == len(list(tree.leaves(law_in_force().parameters)))
    assert told["coverage"]["provisions"] == sum(len(one.provisions) for one in register())
    assert sum(one["parameters"] for one in told["instruments"]) == told["parameters"]
    assert told["values"]["verified"] > told["values"]["assumed"] > 0
    assert {one["name"] for one in told["pillars"]} == {"karama", "tamkeen", "forsa", "somoud"}


def test_the_date_asked_is_the_date_of_the_law(law):
    reply = law("readLaw", query={"date": "1990-05-06"})
    assert reply.headers["Law-Date"] == reply.get_json()["date"] == "1990-05-06"
    assert reply.get_json()["values"]["none"] > 100


@pytest.mark.parametrize("operation", ["readLaw", "listParameters", "listNotVerified"])
@pytest.mark.parametrize("day", ["2026-02-31", "2026-1-1", "yesterday", "٢٠٢٦-٠١-٠١"])
def test_what_is_no_day_is_refused(law, operation, day):
    assert law(operation, query={"date": day}).status_code == 422


def test_a_copy_that_still_holds_is_not_sent_again(law):
    first = law("readParameter", path=PATH, query=TODAY)
    assert "max-age" in first.headers["Cache-Control"]
    for known in (first.headers["ETag"], f'W/{first.headers["ETag"]}, "other"', "*"):
        again = law("readParameter", path=PATH, query=TODAY, headers={"If-None-Match": known})
        assert (again.status_code, again.get_data()) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
    other = law("readParameter", path=PATH, query={"date": "2020-01-01"}, headers={"If-None-Match": 'nonsense, "'})
    assert other.status_code == 200
    assert other.headers["ETag"] != first.headers["ETag"]


def test_a_parameter_is_told_with_the_source_of_each_value(law):
    told = law("readParameter", path=PATH, query=TODAY).get_json()
    assert told["label"] == {"en": "Highest monthly transfer", "ar": "الحد الأعلى للدعم الشهري"}
    assert told["unit"] == "JOD/month"
    assert told["in_force"] == told["values"][-1]
    assert (told["in_force"]["value"], told["in_force"]["confidence"]) == (136, "verified")
    assert told["in_force"]["sources"][0]["title"]["en"].startswith("Human Rights Watch")
    assert "uct_entitlement_amount" in [one["name"] for one in told["read_by"]]


def test_every_value_of_the_law_is_told_as_its_file_has_it(law):
    cursor, read = None, 0
    for _ in range(20):
        page = law("listParameters", query={**TODAY, "limit": 100, **({"cursor": cursor} if cursor else {})}).get_json()
        for one in page["parameters"]:
            record = tree.record_at(tree.find(law_in_force().parameters, one["path"]), "2026-01-01")
            known = (None, None, None) if record is None else (record.value, record.date, record.confidence)
            assert (one["value"], one["since"], one["confidence"]) == known
        read, cursor = read + len(page["parameters"]), page["next"]
        if cursor is None:
            break
    assert read == page["total"] == len(list(tree.leaves(law_in_force().parameters)))


def test_a_history_shows_what_better_evidence_replaced(law):
    paths = [str(one.name) for one in tree.leaves(law_in_force().parameters) if one.metadata.get("superseded")]
    told = law("readParameter", path=paths[0]).get_json()
    assert told["superseded"][0]["replaced_by"]["ar"]


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ({"instrument": "health_insurance"}, lambda one: one["instrument"] == "health_insurance"),
        ({"pillar": "somoud"}, lambda one: "somoud" in instruments()[one["instrument"]].pillars),
        ({"under": "national_aid_fund.uct"}, lambda one: one["path"].startswith("national_aid_fund.uct.")),
        ({"confidence": "missing"}, lambda one: one["value"] is None and one["confidence"] == "missing"),
        ({"verified": "false"}, lambda one: one["confidence"] != "verified"),
        ({"verified": "true", "instrument": "labour_law"}, lambda one: one["confidence"] == "verified"),
    ],
)
def test_parameters_are_filtered(law, query, holds):
    told = law("listParameters", query={**TODAY, "limit": 1000, **query}).get_json()
    assert 0 < told["total"] == len(told["parameters"]) < 732
    assert all(holds(one) for one in told["parameters"])


@pytest.mark.parametrize(
    ("operation", "query"),
    [
        ("listParameters", {"limit": "0"}),
        ("listParameters", {"limit": "1e3"}),
        ("listParameters", {"cursor": "../x"}),
        ("listParameters", {"verified": "maybe"}),
        ("listParameters", {"confidence": "sure"}),
        ("listParameters", {"sql": "' OR 1=1"}),
        ("listVariables", {"kind": "wish"}),
        ("listVariables", {"entity": "tribe"}),
        ("listReforms", {"status": "law"}),
        ("listReforms", {"q": "\u0640"}),
    ],
)
def test_a_query_with_a_mistake_is_refused(law, operation, query):
    assert law(operation, query=query).status_code == 422


def test_nobody_is_past_the_last_page(law):
    told = law("listParameters", query={"cursor": "zzz"}).get_json()
    assert (told["parameters"], told["next"]) == ([], None)


def test_a_page_that_ends_with_the_list_has_no_next_one(law):
    whole = law("listVariables", query={"instrument": "penal_code"}).get_json()
    page = law("listVariables", query={"instrument": "penal_code", "limit": whole["total"]}).get_json()
    assert whole["next"] is page["next"] is None
    shorter = law("listVariables", query={"instrument": "penal_code", "limit": whole["total"] - 1}).get_json()
    assert shorter["next"] == whole["variables"][-2]["name"]


def test_a_variable_is_told_with_its_formula_and_both_its_neighbours(law):
    told = law("readVariable", name="uct_entitlement_amount", query=TODAY).get_json()
    assert (told["kind"], told["entity"], told["period"]) == ("amount", "family", "month")
    assert told["instrument"] == "national_aid_fund"
    assert [one["in_force"] for one in told["formulas"]].count(True) == 1
    assert "def formula" in told["formulas"][0]["source"]
    assert {"path": PATH, "value": 136}.items() <= next(
        one for one in told["parameters"] if one["path"] == PATH
    ).items()
    for name in [one["name"] for one in told["read_by"]]:
        reader = law("readVariable", name=name).get_json()
        assert "uct_entitlement_amount" in [one["name"] for one in reader["variables"]]
    before = law("readVariable", name="uct_entitlement_amount", query={"date": "2000-01-01"}).get_json()
    assert [one["in_force"] for one in before["formulas"]].count(True) == 0


def test_the_items_of_a_list_have_both_names(law):
    items = law("readVariable", name="nationality").get_json()["items"]
    assert {"name": "egyptian", "label": {"en": "Egyptian", "ar": "مصري"}} in items
    assert law("readVariable", name="wage").get_json()["items"] == []


def test_every_variable_and_every_article_can_be_read(law):
    names = list(law_in_force().variables)[::12]
    assert all(law("readVariable", name=name).status_code == 200 for name in names)
    articles = [(one.instrument.folder, article) for one in register() for article in one.articles]
    assert any("/" in article for _, article in articles)
    for folder, article in articles[::4] + [pair for pair in articles if "/" in pair[1]]:
        told = law("readArticle", folder=folder, article=article.replace("/", "%2F"))
        assert told.status_code == 200
        assert told.get_json()["provisions"]


def test_an_article_is_told_in_the_words_of_each_language(law):
    told = law("readArticle", folder="child_rights_law", article="2").get_json()["provisions"][0]
    assert told["article_name"] == {"en": f"article {told['article']}", "ar": told["article_name"]["ar"]}
    assert told["article_name"]["ar"].startswith("المادة")
    assert set(told["title"]) == set(told["status_name"]) == {"en", "ar"}


def test_an_instrument_tells_its_acts_and_what_stands_below_it(law):
    told = law("readInstrument", folder="national_aid_fund").get_json()
    assert told["act"]["number"]
    assert told["act"]["sources"]
    assert told["coverage"]["provisions"] == len(told["provisions"])
    assert "national_aid_fund.uct" in [one["name"] for one in told["folders"]]
    assert told["article"] is None


@pytest.mark.parametrize(
    ("operation", "parts", "near"),
    [
        ("readParameter", {"path": "national_aid_fund.uct.benefit_maximun"}, PATH),
        ("readParameter", {"path": "National_Aid_Fund.UCT.benefit_maximum"}, PATH),
        ("readParameter", {"path": "national_aid_fund.uct"}, "national_aid_fund.uct."),
        ("readParameter", {"path": "uct_amount' OR '1'='1"}, "GET /v1/law/parameters"),
        ("readVariable", {"name": "uct_amont"}, "uct_amount"),
        ("readVariable", {"name": "الدعم"}, "GET /v1/law/variables"),
        ("readVariable", {"name": "{{7*7}}"}, "GET /v1/law/variables"),
        ("readInstrument", {"folder": "child_right_law"}, "child_rights_law"),
        ("readInstrument", {"folder": "xyz"}, "GET /v1/law"),
        ("readArticle", {"folder": "child_right_law", "article": "2"}, "child_rights_law"),
        ("readArticle", {"folder": "child_rights_law", "article": "9999"}, "Nearest"),
        ("readArticle", {"folder": "statistics", "article": "1"}, "GET /v1/law/instruments/statistics"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest_ones(law, operation, parts, near):
    reply = law(operation, **parts)
    assert reply.status_code == 404
    assert near in reply.get_json()["hint"]
    arabic = law(operation, **parts, headers={"Accept-Language": "ar"})
    assert arabic.get_json()["detail"] != reply.get_json()["detail"]


@pytest.mark.parametrize(
    ("operation", "query", "near"),
    [
        ("listParameters", {"instrument": "labor_law"}, "labour_law"),
        ("listVariables", {"instrument": "labor_law"}, "labour_law"),
        ("listReforms", {"instrument": "labor_law"}, "labour_law"),
        ("listParameters", {"under": "national_aid_fund.uctt"}, "national_aid_fund.uct"),
    ],
)
def test_a_mistyped_filter_is_no_empty_list(law, operation, query, near):
    reply = law(operation, query=query)
    assert reply.status_code == 404
    assert near in reply.get_json()["hint"]


@pytest.mark.parametrize("name", ["..%2F..%2Fsetup.cfg", "a%00b", "x" * 200, "\u202eabc", "a%0Ab"])
def test_what_can_be_no_name_stands_nowhere(law, name):
    assert law("readVariable", name=name).status_code == 404


def test_only_values_in_use_that_are_not_verified_are_listed(law):
    told = law("listNotVerified", query=TODAY).get_json()
    assert sum(told["counts"].values()) == len(told["values"]) < told["used"]
    assert all(one["confidence"] != "verified" and one["value"] is not None for one in told["values"])
    readers = law("readParameter", path=told["values"][0]["path"]).get_json()["read_by"]
    assert readers
    assert len(law("listNotVerified", query={"date": "1995-01-01"}).get_json()["values"]) < len(told["values"])


@pytest.mark.parametrize(
    ("operation", "parts"),
    [
        ("readLaw", {}),
        ("listNotVerified", {}),
        ("listReforms", {}),
        ("readInstrument", {"folder": "defence_orders"}),
        ("readInstrument", {"folder": "social_security_law"}),
        ("readVariable", {"name": "uct_entitlement_amount"}),
        ("readReform", {"id": "ssc_bill_2026_feb24"}),
    ],
)
def test_every_text_is_there_in_arabic(law, operation, parts):
    texts = [*texts_of(law(operation, **parts).get_json())]
    assert len(texts) > 5
    assert [text for text in texts if text["en"] and not re.search("[\u0600-\u06ff]", text["ar"])] == []


def texts_of(value):
    """Every text in two languages within a reply."""
    if isinstance(value, dict) and value.keys() == {"en", "ar"} and isinstance(value["en"], str):
        yield value
    else:
        for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from texts_of(child)


def test_programmes_and_coverage_are_those_of_the_catalogue(law):
    programmes = law("listProgrammes").get_json()["programmes"]
    assert all(kind_of(law_in_force().variables[one["variable"]]) == "amount" for one in programmes)
    told = law("readCoverage").get_json()
    for key in told["total"]:
        assert told["total"][key] == sum(one["coverage"][key] for one in told["instruments"])


def test_the_law_is_public_where_everything_else_needs_a_key(make_service, tmp_path):
    service = make_service(f"sqlite:///{tmp_path / 'service.sqlite3'}", auth="keys")
    assert service.call("readLaw").status_code == 200
    assert service.call("listReforms").status_code == 200
    assert service.call("listPopulations").status_code == 200
    assert service.call("checkReform", json={"reform": "uct_maximum_160"}).status_code == 401
    assert service.call("diffPolicies", json={"before": [], "after": []}).status_code == 401
