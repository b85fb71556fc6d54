"""Long work of pages: begun, cancelled, and not begun anew by a part that looks again."""

from __future__ import annotations

import re
from html import unescape

import pytest

WAITS = "/en/monitoring/years?policy=uct_maximum_160&population=small&period=2026-02"
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


def form_of(shown) -> tuple[str, dict[str, str]]:
    """Where the form that cancels is sent, and what with."""
    form = re.search(r'<form method="post" action="([^"]+/cancel)".*?</form>', shown, re.DOTALL)
    return unescape(form[1]), {
        name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0])
    }


def test_comparing_and_monitoring_the_same_policy_have_it_computed_once(waiting):
    for address in ("compare/result", "compare/statistics", "monitoring/services", "monitoring/pillars"):
        waiting.flask.get(f"/en/{address}?policy=uct_maximum_160&population=small", headers={"HX-Request": "true"})
    assert sorted(job["kind"] for job in jobs_of(waiting)) == ["compare", "statistics"]


class TestWithoutScripts:
    def test_a_form_cancels_and_answers_with_a_page_that_leads_back(self, waiting):
        address, sent = form_of(waiting.flask.get(WAITS).get_data(as_text=True))
        reply = waiting.flask.post(address, data=sent)
        shown = reply.get_data(as_text=True)
        assert reply.status_code == 200
        assert "<h1>Computing was cancelled</h1>" in shown
        assert [job["state"] for job in jobs_of(waiting)] == ["cancelled"]
        links = [
            unescape(one) for one in re.findall(r'<a href="([^"]+)"[^>]*>(?:Compute again|Back to the page)', shown)
        ]
        assert links == [WAITS, "/en/monitoring?population=small&policy=uct_maximum_160&period=2026-02"]
        assert "progress" in waiting.flask.get(links[0]).get_data(as_text=True)
        assert sorted(job["state"] for job in jobs_of(waiting)) == ["cancelled", "queued"]

    def test_a_form_without_its_token_cancels_nothing(self, waiting):
        address, sent = form_of(waiting.flask.get(WAITS).get_data(as_text=True))
        for token in ({}, {"csrf_token": "forged"}):
            assert waiting.flask.post(address, data={**sent, "csrf_token": "", **token}).status_code == 400
        assert [job["state"] for job in jobs_of(waiting)] == ["queued"]

    @pytest.mark.parametrize(
        "elsewhere", ["https://evil.example/en/", "//evil.example", "/en\\evil", "/v1/jobs", "javascript:alert(1)"]
    )
    def test_the_page_leads_to_no_other_host(self, waiting, elsewhere):
        address, sent = form_of(waiting.flask.get(WAITS).get_data(as_text=True))
        shown = waiting.flask.post(address, data={**sent, "again": elsewhere, "page": elsewhere}).get_data(as_text=True)
        assert "evil" not in shown
        assert "Back to the page" not in shown
        assert '<a href="/en/" data-focus>Compute again</a>' in shown

    def test_what_is_sent_along_is_escaped(self, waiting):
        address, sent = form_of(waiting.flask.get(WAITS).get_data(as_text=True))
        hostile = {"again": '/en/"><script>alert(1)</script>', "name": '"><script>'}
        assert "<script>alert" not in waiting.flask.post(address, data={**sent, **hostile}).get_data(as_text=True)

    def test_it_speaks_arabic(self, waiting):
        address, sent = form_of(waiting.flask.get(WAITS.replace("/en/", "/ar/")).get_data(as_text=True))
        shown = waiting.flask.post(address, data=sent).get_data(as_text=True)
        assert "<h1>إلغاء الحساب</h1>" in shown
        assert "العودة إلى الصفحة" in shown

    def test_a_job_of_nobody_is_told_as_a_page(self, waiting):
        _, sent = form_of(waiting.flask.get(WAITS).get_data(as_text=True))
        assert waiting.flask.post(f"/en/works/{'0' * 32}/cancel", data=sent).status_code == 404

    def test_a_whole_comparison_that_waits_is_cancelled_too(self, waiting, monkeypatch):
        monkeypatch.setattr("openfisca_jordan_sp.api.pages.compare.views.WHOLE_SECONDS", 0)
        whole = PART.replace("/statistics?", "?") + "&view=whole"
        address, sent = form_of(waiting.flask.get(whole).get_data(as_text=True))
        shown = waiting.flask.post(address, data=sent).get_data(as_text=True)
        assert unescape(re.search(r'<a href="([^"]+)"[^>]*>Compute again', shown)[1]) == whole
        assert [job["state"] for job in jobs_of(waiting)] == ["cancelled"]
