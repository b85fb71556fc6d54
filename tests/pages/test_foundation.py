"""What all pages share: languages, safe forms, headers, assets, mistakes, signing in."""

from __future__ import annotations

import gzip
import re
from io import BytesIO

import pytest
from openfisca_jordan_sp.api.pages.assets import address_of
from openfisca_jordan_sp.api.pages.language import _translations
from openfisca_jordan_sp.api.pages.security import CONTENT_SECURITY_POLICY

from tests.api.guarded import key_for

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
def guarded(tmp_path, make_service):
    return make_service(f"sqlite:///{tmp_path / 'service.sqlite3'}", auth="keys", secret="s" * 32)


def token_of(reply) -> str:
    return re.search(r'name="csrf_token" value="([^"]+)"', reply.get_data(as_text=True))[1]


def test_a_browser_at_the_root_is_led_to_the_arabic_pages_and_a_program_is_welcomed_as_ever(service):
    led = service.flask.get("/", headers=BROWSER)
    assert (led.status_code, led.headers["Location"]) == (302, "/ar/")
    assert service.flask.get("/").status_code == 300
    assert service.flask.get("/", headers={"Accept": "*/*"}).status_code == 300
    assert service.flask.get("/", headers={"Accept": "application/json"}).is_json


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_a_page_speaks_the_language_of_its_address_whatever_the_browser_prefers(service, language, direction):
    reply = service.flask.get(f"/{language}/sign-in", headers={"Accept-Language": "fr, en;q=0.5"})
    assert f'<html lang="{language}" dir="{direction}">' in reply.get_data(as_text=True)
    assert reply.headers["Content-Language"] == language


def test_no_page_lets_a_browser_run_or_fetch_what_this_host_does_not_serve(service):
    for address in ("/ar/sign-in", "/en/nowhere"):
        headers = service.flask.get(address).headers
        assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
        assert headers["X-Frame-Options"] == "DENY"
        assert "no-store" in headers["Cache-Control"]
    assert "unsafe" not in CONTENT_SECURITY_POLICY


def test_an_address_without_a_page_is_told_as_a_page_and_a_part_as_a_part(service):
    page = service.flask.get("/ar/nowhere")
    assert page.status_code == 404
    assert "لا شيء في هذا العنوان" in page.get_data(as_text=True)
    part = service.flask.get("/ar/nowhere", headers={"HX-Request": "true"}).get_data(as_text=True)
    assert "<html" not in part
    assert 'role="alert"' in part


def test_a_form_without_the_token_of_its_page_is_refused(guarded):
    reply = guarded.flask.post("/ar/sign-in", data={"key": key_for(guarded, "*")["Authorization"].split()[1]})
    assert reply.status_code == 400
    assert "Set-Cookie" not in reply.headers or "key" not in reply.headers["Set-Cookie"]


def test_a_token_of_another_visitor_is_refused(guarded):
    token = token_of(guarded.app.test_client().get("/en/sign-in"))
    guarded.flask.get("/en/sign-in")
    assert guarded.flask.post("/en/sign-in", data={"key": "x", "csrf_token": token}).status_code == 400


def test_whoever_gives_a_key_is_led_back_and_the_cookie_bears_no_secret(guarded):
    bearer = key_for(guarded, "*")["Authorization"].split()[1]
    token = token_of(guarded.flask.get("/en/sign-in"))
    reply = guarded.flask.post("/en/sign-in", data={"key": bearer, "csrf_token": token, "back": "/en/sign-in?x=1"})
    assert (reply.status_code, reply.headers["Location"]) == (303, "/en/sign-in?x=1")
    cookie = reply.headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
    assert bearer not in cookie
    assert "Sign out" in guarded.flask.get("/en/sign-in").get_data(as_text=True)


@pytest.mark.parametrize("back", ["//elsewhere.example/", "https://elsewhere.example", "/\\elsewhere", "/v1/jobs", "x"])
def test_nobody_is_led_elsewhere_by_signing_in(guarded, back):
    token = token_of(guarded.flask.get("/en/sign-in"))
    sent = {"key": key_for(guarded, "*")["Authorization"].split()[1], "csrf_token": token, "back": back}
    assert guarded.flask.post("/en/sign-in", data=sent).headers["Location"] == "/en/"


def test_a_wrong_key_is_told_without_saying_what_is_wrong_with_it(guarded):
    token = token_of(guarded.flask.get("/ar/sign-in"))
    reply = guarded.flask.post("/ar/sign-in", data={"key": "jsp_wrong", "csrf_token": token})
    assert reply.status_code == 401
    assert "المفتاح غير معروف أو منته أو مسحوب" in reply.get_data(as_text=True)


def test_over_tls_the_cookie_never_goes_without_it(guarded):
    reply = guarded.flask.get("/en/sign-in", base_url="https://localhost")
    assert "Secure" in reply.headers["Set-Cookie"]


def test_pages_and_assets_are_compressed_for_whoever_reads_that(service):
    page = service.flask.get("/en/sign-in", headers={"Accept-Encoding": "gzip"})
    assert b"<!DOCTYPE html>" in gzip.decompress(page.get_data())
    asset = service.flask.get(address_of("vega.js"), headers={"Accept-Encoding": "gzip"})
    assert len(asset.get_data()) < 200_000
    plain = service.flask.get(address_of("vega.js"))
    assert gzip.decompress(asset.get_data()) == plain.get_data()
    assert "immutable" in plain.headers["Cache-Control"]


@pytest.mark.parametrize("address", ["/assets/0000000000000000/vega.js", "/assets/x/../../setup.cfg", "/assets/x/y"])
def test_an_asset_of_another_digest_or_name_is_not_there(service, address):
    assert service.flask.get(address).status_code == 404


def test_every_text_of_the_pages_has_its_arabic():
    from babel.messages.extract import extract_from_dir

    from tests.pages import PAGES

    methods = [("**.py", "python"), ("**.html", "jinja2")]
    options = {"**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}
    found = extract_from_dir(str(PAGES), methods, options)
    texts = {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found}
    assert "Sign in" in texts
    told = _translations("ar")
    assert sorted(text for text in texts if told.ugettext(text) == text) == []


def test_no_text_is_translated_twice_and_none_that_no_page_says():
    from babel.messages.extract import extract_from_dir
    from babel.messages.pofile import read_po

    from tests.pages import PAGES

    said = {
        text if isinstance(text, str) else text[0]
        for _, _, text, _, _ in extract_from_dir(str(PAGES), [("**.py", "python"), ("**.html", "jinja2")])
    }
    translated = [
        message.id if isinstance(message.id, str) else message.id[0]
        for source in sorted((PAGES / "translations" / "ar" / "LC_MESSAGES").glob("*.po"))
        for message in read_po(BytesIO(source.read_bytes()))
        if message.id
    ]
    assert sorted({text for text in translated if translated.count(text) > 1}) == []
    assert sorted(set(translated) - said) == []


def test_a_date_within_a_sentence_of_arabic_is_not_turned_around(service):
    from flask import g, render_template_string

    said = '{{ _("It was done already.") }}|{{ gettext("%(day)s <b>", day="2026-01-01") }}|{{ _("%(x)s", x="<i>") }}'
    with service.app.test_request_context("/ar/sign-in"):
        g.language = g.page_language = "ar"
        done, day, escaped = render_template_string(said).split("|")
    assert done == "كان قد انتهى."
    assert day == "\u20662026-01-01\u2069 <b>"
    assert "&lt;" in escaped
