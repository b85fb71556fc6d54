"""Freed memory is kept, or given back, where the system's allocator can be told so."""

import ctypes

from openfisca_jordan_sp.engine import allocation


def test_it_is_set_once_or_left_alone_on_other_systems(monkeypatch):
    allocation.keep_freed_memory.cache_clear()
    monkeypatch.setattr(allocation.sys, "platform", "darwin")
    assert allocation.keep_freed_memory() is False
    allocation.keep_freed_memory.cache_clear()


def test_an_allocator_without_the_setting_is_left_alone(monkeypatch):
    allocation.keep_freed_memory.cache_clear()
    monkeypatch.setattr(allocation.sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    assert allocation.keep_freed_memory() is False
    allocation.keep_freed_memory.cache_clear()


def test_what_was_freed_is_given_back_by_the_allocator(monkeypatch):
    asked = []

    class Library:
        @staticmethod
        def malloc_trim(kept):
            asked.append(kept.value)
            return 1

    monkeypatch.setattr(allocation.sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: Library)
    assert allocation.give_back_freed_memory() is True
    assert asked == [0]


def test_nothing_is_given_back_on_other_systems(monkeypatch):
    monkeypatch.setattr(allocation.sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    assert allocation.give_back_freed_memory() is False
    monkeypatch.setattr(allocation.sys, "platform", "darwin")
    assert allocation.give_back_freed_memory() is False
