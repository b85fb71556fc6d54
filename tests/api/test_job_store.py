"""The queue in the database: claims, leases, and whose word counts, on SQLite and PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from openfisca_jordan_sp.api.errors import TooManyRequestsError, UnavailableError
from openfisca_jordan_sp.api.store import Store, job_claims, tables
from openfisca_jordan_sp.api.store import jobs as queue
from sqlalchemy import update

LAW = "0" * 16
LOST = {"code": "given_up", "path": "", "message": {"en": "Lost.", "ar": "ضاعت."}, "hint": {}, "problems": []}


@pytest.fixture
def store(database_url):
    store = Store(database_url)
    store.upgrade()
    yield store
    store.close()


def ask(store, number=0, key_id="ours", law=LAW, most=1000):
    asked = queue.AskedJob("compare", {"number": number}, f"digest {number}", law, key_id, "en")
    return queue.submit(store, asked, most)


def claim(store, owner="a", lease=30.0, law=LAW):
    return job_claims.claim(store, owner, law, lease, LOST)


def state(store, job, key_id="ours"):
    return queue.read_job(store, job.id, key_id).state


def test_jobs_are_claimed_in_their_order_and_each_once(store):
    jobs = [ask(store, number) for number in range(3)]
    assert job_claims.has_work(store, LAW)
    assert [claim(store).id for _ in jobs] == [job.id for job in jobs]
    assert claim(store) is None
    assert not job_claims.has_work(store, LAW)


PATIENCE = {"compare": 0.0, "statistics": 5.0, "cost_path": 30.0}


def asked_at(store, kind, seconds, number):
    """A job of a kind, asked for so many seconds after the first."""
    asked = queue.AskedJob(kind, {"number": number}, f"digest {kind} {number}", LAW, "ours", "en")
    job = queue.submit(store, asked, 1000)
    with store.begin() as connection:
        connection.execute(update(tables.jobs).where(tables.jobs.c.id == job.id).values(created=1e9 + seconds))
    return job.id


def claimed(store, count, patience=PATIENCE):
    return [job_claims.claim(store, "a", LAW, 30.0, LOST, patience).id for _ in range(count)]


def test_a_quick_job_passes_long_ones_that_were_asked_for_shortly_before(store):
    path, figures, quick = (
        asked_at(store, kind, seconds, 0) for kind, seconds in (("cost_path", 0), ("statistics", 1), ("compare", 2))
    )
    assert claimed(store, 3) == [quick, figures, path]


def test_no_long_job_waits_for_ever_behind_quick_ones(store):
    path = asked_at(store, "cost_path", 0, 0)
    before = [asked_at(store, "compare", seconds, seconds) for seconds in (10, 20, 29)]
    after = [asked_at(store, "compare", seconds, seconds) for seconds in (31, 40)]
    assert claimed(store, 6) == [*before, path, *after]


def test_without_patience_jobs_are_begun_as_they_were_asked_for(store):
    jobs = [asked_at(store, kind, seconds, 0) for seconds, kind in enumerate(("cost_path", "statistics", "compare"))]
    assert claimed(store, 3, None) == jobs


def test_a_job_that_is_handed_back_keeps_its_turn(store):
    path, quick = asked_at(store, "cost_path", 0, 0), asked_at(store, "compare", 1, 0)
    assert claimed(store, 2) == [quick, path]
    job_claims.hand_back(store, "a", [quick, path])
    assert claimed(store, 2) == [quick, path]


def test_many_runners_at_once_never_get_the_same_job(store):
    wanted = {ask(store, number).id for number in range(24)}

    def run(owner):
        mine = []
        while (job := claim(store, owner)) is not None:
            mine.append(job.id)
        return mine

    with ThreadPoolExecutor(4) as pool:
        claimed = [job for mine in pool.map(run, "abcd") for job in mine]
    assert sorted(claimed) == sorted(wanted)


def test_a_job_whose_lease_ran_out_goes_to_another_and_the_first_is_not_believed(store):
    job = ask(store)
    claim(store, "slow", lease=-1.0)
    again = claim(store, "quick")
    assert (again.id, again.attempts) == (job.id, 2)
    assert not job_claims.finish(store, job.id, "slow", b"late")
    assert not job_claims.fail(store, job.id, "slow", LOST)
    assert job_claims.held(store, "slow") == set()
    assert job_claims.finish(store, job.id, "quick", b"right")
    assert not job_claims.finish(store, job.id, "quick", b"twice")
    assert queue.read_result(store, job.id, "ours") == b"right"


def test_a_lease_that_is_renewed_keeps_the_job(store):
    job = ask(store)
    claim(store, "a", lease=-1.0)
    job_claims.hold(store, "a", {job.id: 0.4}, 30.0)
    assert claim(store, "b") is None
    assert queue.read_job(store, job.id, "ours").progress == 0.4
    assert job_claims.finish(store, job.id, "a", b"right")


def test_a_job_whose_runners_are_lost_again_and_again_is_given_up(store):
    job = ask(store)
    for attempt in range(job_claims.MOST_ATTEMPTS):
        assert claim(store, f"runner {attempt}", lease=-1.0).attempts == attempt + 1
    assert claim(store) is None
    ended = queue.read_job(store, job.id, "ours")
    assert (ended.state, ended.error["code"]) == ("failed", "given_up")


def test_a_job_that_is_handed_back_has_lost_no_attempt(store):
    job = ask(store)
    for _ in range(5):
        assert claim(store, "a").attempts == 1
        job_claims.hand_back(store, "a", [job.id])
    job_claims.hand_back(store, "another", [job.id])
    assert state(store, job) == "queued"


@pytest.mark.parametrize("when", ["before", "while", "after"])
def test_a_job_can_be_cancelled_before_while_and_after_it_is_computed(store, when):
    job = ask(store)
    if when != "before":
        claim(store, "a")
    if when == "after":
        job_claims.finish(store, job.id, "a", b"right")
    told = [queue.cancel(store, job.id, "ours").state for _ in range(2)]
    assert told == (["done"] * 2 if when == "after" else ["cancelled"] * 2)
    assert job_claims.held(store, "a") == set()
    assert job_claims.finish(store, job.id, "a", b"late") is False
    assert queue.read_result(store, job.id, "ours") == (b"right" if when == "after" else None)


def test_the_same_work_of_one_key_is_one_job_until_it_failed_or_was_cancelled(store):
    job = ask(store)
    assert ask(store).id == job.id
    claim(store, "a")
    assert ask(store).id == job.id
    queue.cancel(store, job.id, "ours")
    second = ask(store)
    assert second.id != job.id
    job_claims.fail(store, claim(store, "a").id, "a", LOST)
    third = ask(store)
    assert third.id not in (job.id, second.id)
    job_claims.finish(store, claim(store, "a").id, "a", b"right")
    assert ask(store).id == third.id


def test_the_same_work_of_several_keys_is_done_once_and_each_has_its_own_job(store):
    first, second = ask(store), ask(store, key_id="theirs")
    assert first.id != second.id
    assert claim(store, "a").id == first.id
    assert claim(store, "b") is None
    job_claims.finish(store, first.id, "a", b"right")
    third = ask(store, key_id="others")
    assert third.state == "done"
    results = [queue.read_result(store, job.id, key) for job, key in ((second, "theirs"), (third, "others"))]
    assert results == [b"right"] * 2
    assert queue.read_job(store, second.id, "ours") is None
    assert queue.read_result(store, second.id, "ours") is None
    assert queue.cancel(store, second.id, "ours") is None


def test_who_waits_for_work_that_another_cancelled_gets_it_done(store):
    first, second = ask(store), ask(store, key_id="theirs")
    claim(store, "a")
    queue.cancel(store, first.id, "ours")
    assert claim(store, "b").id == second.id


def test_the_result_of_cancelled_work_still_answers_those_who_wait_for_it(store):
    first, second = ask(store), ask(store, key_id="theirs")
    claim(store, "a")
    queue.cancel(store, first.id, "ours")
    job_claims.finish(store, first.id, "a", b"right")
    assert state(store, first) == "cancelled"
    assert queue.read_result(store, second.id, "theirs") == b"right"


def test_a_full_queue_refuses_and_one_key_has_half_of_it_at_most(store):
    for number in range(2):
        ask(store, number, most=4)
    with pytest.raises(TooManyRequestsError):
        ask(store, 2, most=4)
    assert ask(store, 1, most=4).state == "queued"
    for number in (2, 3):
        ask(store, number, "theirs", most=4)
    with pytest.raises(UnavailableError) as error:
        ask(store, 9, "others", most=4)
    assert error.value.retry_after > 0


def test_jobs_of_another_law_wait_for_its_runners_and_are_taken_up_by_others_after_a_while(store, monkeypatch):
    job = ask(store, law="f" * 16)
    assert claim(store) is None
    assert not job_claims.has_work(store, LAW)
    monkeypatch.setattr(job_claims, "OTHER_LAW_SECONDS", -1.0)
    assert claim(store, "a").id == job.id
    job_claims.rekey(store, job.id, "a", "digest by this law", LAW)
    assert queue.read_job(store, job.id, "ours").law_digest == LAW


def test_jobs_are_listed_page_by_page_the_newest_first(store):
    jobs = [ask(store, number).id for number in range(5)]
    ask(store, 9, "theirs")
    first = queue.list_jobs(store, "ours", limit=3)
    rest = queue.list_jobs(store, "ours", limit=3, after=first[-1].id)
    assert [job.id for job in [*first, *rest]] == jobs[::-1]
    assert queue.list_jobs(store, "ours", limit=3, after="f" * 32) == []
    claim(store)
    assert [job.id for job in queue.list_jobs(store, "ours", limit=9, state="running")] == jobs[:1]
    assert queue.jobs_by_state(store) == {"queued": 5, "running": 1, "done": 0, "failed": 0, "cancelled": 0}


def test_results_are_forgotten_after_their_days_and_waiting_jobs_are_not(store):
    jobs = [ask(store, number) for number in range(3)]
    job_claims.finish(store, claim(store, "a").id, "a", b"right")
    claim(store, "a")
    assert job_claims.purge(store, keep_days=1) == 0
    assert job_claims.purge(store, keep_days=-1) == 1
    assert [queue.read_job(store, job.id, "ours") is None for job in jobs] == [True, False, False]


def test_runners_are_alive_as_long_as_they_say_so(store):
    assert queue.runners_alive(store, within=30) == 0
    for name in ("a", "b", "a"):
        job_claims.beat(store, name, {"law": LAW})
    assert queue.runners_alive(store, within=30) == 2
    assert queue.runners_alive(store, within=-1) == 0
    job_claims.leave(store, "a")
    assert queue.runners_alive(store, within=30) == 1
