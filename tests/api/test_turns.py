"""Whose turn it is to compute: one at a time, first come first served, nobody waits for ever."""

import time
from threading import Barrier, Event, Thread

import pytest
from openfisca_jordan_sp.api.serving.turns import Turns


def test_those_who_come_while_one_computes_follow_one_by_one_in_their_order():
    turns, order, running = Turns(30), [], []
    first_is_in, first_may_end = Event(), Event()

    def compute(name):
        with turns.taken():
            running.append(name)
            assert running == [name]
            first_is_in.set()
            assert first_may_end.wait(30)
            order.append(name)
            running.remove(name)

    threads = []
    for name in range(5):
        threads.append(Thread(target=compute, args=(name,)))
        threads[-1].start()
        assert first_is_in.wait(30)
        while len(turns._queue) <= name:
            time.sleep(0.001)
    first_may_end.set()
    for thread in threads:
        thread.join(30)
    assert order == [0, 1, 2, 3, 4]
    assert not turns._queue


def test_behind_a_long_one_others_go_on_after_a_while():
    turns, both = Turns(0.01), Barrier(2, timeout=30)

    def compute():
        with turns.taken():
            both.wait()

    other = Thread(target=compute)
    other.start()
    compute()
    other.join(30)
    assert not turns._queue


def test_one_that_fails_gives_its_turn_on():
    turns = Turns(30)
    with pytest.raises(ZeroDivisionError), turns.taken():
        raise ZeroDivisionError
    with turns.taken():
        assert len(turns._queue) == 1
    assert not turns._queue
