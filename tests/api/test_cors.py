"""Pages of other origins, the headers of every reply, and odd values of those of a request."""

import pytest
from openfisca_jordan_sp.api import Settings, create_app

from openfisca_jordan_sp.errors import SettingsError

PAGE = "https://page.example.gov.jo"


@pytest.fixture(params=[(PAGE,), (PAGE, "http://localhost:8080")], ids=["one", "two"])
def opened(tmp_path, make_service, request):
    """A service that one page, or two, may call."""
    return make_service(f"sqlite:///{tmp_path / 'a.sqlite3'}", auth="keys", origins=request.param)


def preflight(service, origin, path="/v1/policies", method="POST"):
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization, content-type, idempotency-key",
    }
    return service.flask.options(path, headers=asked)


def test_a_preflight_of_an_allowed_page_needs_no_key(opened):
    reply = preflight(opened, PAGE)
    assert reply.status_code == 200
    assert reply.headers["Access-Control-Allow-Origin"] == PAGE
    assert "POST" in reply.headers["Access-Control-Allow-Methods"]
    assert {"authorization", "content-type", "idempotency-key"} <= {
        name.strip().lower() for name in reply.headers["Access-Control-Allow-Headers"].split(",")
    }
    assert "Access-Control-Allow-Credentials" not in reply.headers


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "*",
        PAGE + ".evil.example",
        "http://page.example.gov.jo",
        "https://pageXexample.gov.jo",
        PAGE + ":444",
    ],
)
def test_a_page_that_is_not_listed_is_told_nothing(opened, origin):
    for reply in (preflight(opened, origin), opened.flask.get("/v1/openapi.json", headers={"Origin": origin})):
        assert not [name for name in reply.headers.keys() if name.startswith("Access-Control")]  # noqa: SIM118


def test_a_page_can_read_our_headers_of_replies_and_of_refusals(opened):
    for reply in (
        opened.call("readContract", headers={"Origin": PAGE}),
        opened.call("createPolicy", json={}, headers={"Origin": PAGE}),
        opened.flask.get("/nowhere", headers={"Origin": PAGE}),
    ):
        assert reply.headers["Access-Control-Allow-Origin"] == PAGE
        exposed = reply.headers["Access-Control-Expose-Headers"]
        assert all(name in exposed for name in ("Request-Id", "Location", "Retry-After", "RateLimit"))
        assert {"Origin", "Accept-Language"} <= set(reply.vary)


def test_whoever_is_no_page_is_told_of_none(opened):
    assert "Access-Control-Allow-Origin" not in opened.call("readContract").headers


def test_without_origins_no_page_is_allowed(service):
    assert "Access-Control-Allow-Origin" not in service.call("readContract", headers={"Origin": PAGE}).headers


@pytest.mark.parametrize(
    "origin", ["*", "https://*.gov.jo", "https://a.example/", "a.example", "null", ".*", "HTTPS://A"]
)
def test_an_origin_that_is_none_stops_the_start(origin):
    with pytest.raises(SettingsError, match="JORDAN_SP_ORIGINS"):
        create_app(settings=Settings(auth="none", origins=(PAGE, origin)))


def test_every_reply_bears_the_headers_of_safety(service):
    for reply in (service.call("readContract"), service.flask.get("/nowhere"), service.flask.post("/v1/openapi.json")):
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["X-Frame-Options"] == "DENY"
        assert reply.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert reply.headers["Referrer-Policy"] == "no-referrer"
        assert "Cache-Control" in reply.headers
    assert service.flask.get("/nowhere").headers["Cache-Control"] == "no-store"


def test_the_head_of_a_reply_is_that_of_its_get_without_a_body(service):
    reply = service.flask.head("/v1/openapi.json")
    assert (reply.status_code, reply.get_data()) == (200, b"")
    assert reply.headers["Content-Length"] == str(len(service.flask.get("/v1/openapi.json").get_data()))


def test_options_tell_the_methods(service):
    reply = service.flask.options("/v1/policies")
    assert reply.status_code == 200
    assert set(reply.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("ar", "ar"),
        ("ar-JO,ar;q=0.9,en;q=0.1", "ar"),
        ("fr,ar;q=0.5", "ar"),
        ("en;q=0,ar", "ar"),
        ("", "en"),
        ("*", "en"),
        ("fr", "en"),
        ("ar;q=x", "en"),
        ("ar;q=nan", "en"),
        (";;;,,,", "en"),
        ("x" * 5000, "en"),
        ("\u0639\u0631\u0628\u064a".encode().decode("latin-1"), "en"),
    ],
)
def test_odd_values_of_accept_language_fall_back_to_the_services_own(service, asked, language):
    reply = service.flask.get("/nowhere", headers={"Accept-Language": asked})
    assert (reply.status_code, reply.headers["Content-Language"]) == (404, language)


def test_the_services_own_language_may_be_arabic(tmp_path, make_service):
    service = make_service(f"sqlite:///{tmp_path / 'a.sqlite3'}", language="ar")
    for asked in ("", "*", "fr"):
        reply = service.flask.get("/nowhere", headers={"Accept-Language": asked})
        assert reply.headers["Content-Language"] == "ar"
    assert service.flask.get("/nowhere", headers={"Accept-Language": "en"}).headers["Content-Language"] == "en"


def test_a_request_id_is_ours_alone_and_never_twice(service):
    given = {"Request-Id": "a" * 32, "X-Request-Id": "b" * 32}
    ids = [service.call("readContract", headers=given).headers["Request-Id"] for _ in range(3)]
    assert len(set(ids) - set(given.values())) == 3
