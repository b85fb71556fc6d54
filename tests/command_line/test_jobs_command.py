"""The command `jordan-sp jobs`: good input, bad input and none."""

import os
from threading import Event
from types import SimpleNamespace

import pytest
from openfisca_jordan_sp.api.serving import logs

from openfisca_jordan_sp import jobs_command
from tests.command_line.running import is_one_clear_line, run


@pytest.fixture
def begun(monkeypatch):
    """The settings of every runner that was begun."""
    found = []
    real = jobs_command._of_the_service

    def of_the_service(name):
        return SimpleNamespace(run=lambda settings, _: found.append(settings)) if "running" in name else real(name)

    monkeypatch.setattr(jobs_command, "_of_the_service", of_the_service)
    monkeypatch.setattr(jobs_command.signal, "signal", lambda *_: None)
    monkeypatch.setattr(logs, "write_logs", lambda: None)
    return found


def test_without_any_option_the_settings_are_those_of_the_environment(begun, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "sqlite:///elsewhere.sqlite3")
    monkeypatch.setenv("JORDAN_SP_JOB_WORKERS", "3")
    monkeypatch.setenv("JORDAN_SP_WORKING_COPY", "0")  # of the populations, not of the service
    result = run("jobs")
    assert result.exit_code == 0, result.output
    assert "3 worker(s) of this machine" in result.stderr
    assert (begun[0].database_url, begun[0].job_workers) == ("sqlite:///elsewhere.sqlite3", 3)


def test_options_say_otherwise_than_the_environment(begun, monkeypatch):
    monkeypatch.setenv("JORDAN_SP_SCHEDULER", "tcp://there:8786")
    assert "tcp://there:8786" in run("jobs").stderr
    result = run("jobs", "--workers", "2", "--database", "sqlite:///here.sqlite3", "--lang", "ar")
    assert "عمال 2" in result.stderr.replace("\u2066", "").replace("\u2069", "")
    chosen = begun[1]
    assert (chosen.database_url, chosen.job_workers, chosen.scheduler) == ("sqlite:///here.sqlite3", 2, "")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--workers", "0"], "--workers"),
        (["--workers", "2", "--scheduler", "tcp://there:8786"], "give one of them"),
        (["--folder", "/"], "--folder"),
    ],
)
def test_options_that_have_no_meaning_are_refused(begun, arguments, word):
    result = run("jobs", *arguments)
    assert (result.exit_code, word in result.stderr) == (2, True)
    assert not begun


def test_a_setting_that_cannot_be_used_is_one_clear_line(begun, monkeypatch):
    monkeypatch.setenv("JORDAN_SP_JOB_WORKERS", "many")
    is_one_clear_line(run("jobs"), "JORDAN_SP_JOB_WORKERS", "many")
    assert not begun


@pytest.mark.parametrize(("lacking", "extra"), [("flask", "[web]"), ("distributed", "[cluster]")])
def test_an_extra_that_is_not_installed_is_named(begun, monkeypatch, lacking, extra):
    monkeypatch.setattr(jobs_command, "find_spec", lambda name: None if name == lacking else object())
    is_one_clear_line(run("jobs"), extra)
    assert not begun


def test_a_database_whose_address_is_none_is_one_clear_line(monkeypatch):
    monkeypatch.setattr(jobs_command.signal, "signal", lambda *_: None)
    monkeypatch.setattr(logs, "write_logs", lambda: None)
    is_one_clear_line(run("jobs", "--database", "nowhere"), "DATABASE_URL")


def test_a_process_whose_service_was_killed_stops_by_itself():
    stop = Event()
    jobs_command.stop_without(os.getppid() + 1, stop, every=0.01)
    assert stop.is_set()
    ended = Event()
    ended.wait = lambda seconds: True
    jobs_command.stop_without(os.getppid(), ended)
    assert not ended.is_set()
