"""Long work of pages: begun, cancelled, and not begun anew by a part that looks again."""

from __future__ import annotations

import html
import re

import pytest

PART = "/en/compare/statistics?policy=uct_maximum_160&population=small&period=2026-01"


@pytest.fixture
def waiting(tmp_path, make_service, small_folder):
    """A service whose jobs stay queued."""
    url = f"sqlite:///{tmp_path / 'service.sqlite3'}"
    return make_service(url, populations=(f"small={small_folder}",), runner="none", work_seconds=0.1)


def jobs_of(service):
    return service.flask.get("/v1/jobs").get_json()["jobs"]


def look(service, job_id=""):
    headers = {"HX-Request": "true"} | ({"Job-Id": job_id} if job_id else {})
    return service.flask.get(PART, headers=headers)


def test_a_part_that_waits_says_for_which_job(waiting):
    shown = look(waiting).get_data(as_text=True)
    (job,) = jobs_of(waiting)
    assert f'{{"Job-Id": "{job["id"]}"}}' in shown
    assert "progress" in shown


def test_a_part_that_looks_again_after_cancelling_does_not_begin_anew(waiting):
    look(waiting)
    (job,) = jobs_of(waiting)
    waiting.flask.post(f"/v1/jobs/{job['id']}/cancel")
    assert "Cancelled." in look(waiting, job["id"]).get_data(as_text=True)
    assert [one["state"] for one in jobs_of(waiting)] == ["cancelled"]


def test_whoever_asks_again_gets_a_new_one(waiting):
    look(waiting)
    (job,) = jobs_of(waiting)
    waiting.flask.post(f"/v1/jobs/{job['id']}/cancel")
    assert "progress" in look(waiting).get_data(as_text=True)
    assert sorted(one["state"] for one in jobs_of(waiting)) == ["cancelled", "queued"]


def test_a_job_that_nobody_knows_any_more_is_begun_anew(waiting):
    assert "progress" in look(waiting, "j" + "0" * 31).get_data(as_text=True)
    assert len(jobs_of(waiting)) == 1


WHOLE = "/en/compare?policy=uct_maximum_160&population=small&view=whole"


def form_of(shown):
    """Where the form of a page that waits is sent, and what it sends."""
    form = re.search(r'<form method="post" action="([^"]+/cancel)".*?</form>', shown, re.DOTALL)
    return form[1], dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form[0]))


def test_a_page_without_scripts_is_cancelled_by_a_form_and_leads_back(waiting, monkeypatch):
    monkeypatch.setattr("openfisca_jordan_sp.api.pages.compare.views.WHOLE_SECONDS", 0)
    shown = html.unescape(waiting.flask.get(WHOLE).get_data(as_text=True))
    address, sent = form_of(shown)
    told = waiting.flask.post(address, data=sent).get_data(as_text=True)
    assert "<h1>Cancelled.</h1>" in told
    assert html.unescape(re.search(r'<a href="([^"]+)">Compute again', told)[1]) == WHOLE
    assert [one["state"] for one in jobs_of(waiting)] == ["cancelled"]


@pytest.mark.parametrize(
    "back", ["https://elsewhere.org/", "//elsewhere.org", "/en/..\\elsewhere", "javascript:alert(1)"]
)
def test_cancelling_leads_back_to_this_host_alone(waiting, monkeypatch, back):
    monkeypatch.setattr("openfisca_jordan_sp.api.pages.compare.views.WHOLE_SECONDS", 0)
    address, sent = form_of(html.unescape(waiting.flask.get(WHOLE).get_data(as_text=True)))
    told = waiting.flask.post(address, data=sent | {"back": back}).get_data(as_text=True)
    assert 'href="/en/">Compute again' in told
    assert "elsewhere" not in told


def test_cancelling_needs_the_token_of_the_page(waiting, monkeypatch):
    monkeypatch.setattr("openfisca_jordan_sp.api.pages.compare.views.WHOLE_SECONDS", 0)
    address, sent = form_of(html.unescape(waiting.flask.get(WHOLE).get_data(as_text=True)))
    assert waiting.flask.post(address, data=sent | {"csrf_token": ""}).status_code == 400
    assert [one["state"] for one in jobs_of(waiting)] == ["queued"]
