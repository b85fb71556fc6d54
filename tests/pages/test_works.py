"""Long work of pages: begun, cancelled, and not begun anew by a part that looks again."""

from __future__ import annotations

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
