"""The audit of dependencies: known vulnerabilities fail, and what could not be looked up does not pass as audited."""

import json
from subprocess import CompletedProcess, TimeoutExpired

import pytest

from tests.audit_dependencies import main

SAFE = {"name": "flask", "version": "3.1.3", "vulns": []}
WEAK = {"name": "gunicorn", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["27.0.1"]}]}
UNKNOWN = {"name": "made-up", "skip_reason": "not found"}


def answering(*packages, check=""):
    """What runs commands as if these were what they find; no packages where no service answers."""

    def run(command, **_):
        if "pip_audit" not in command:
            return CompletedProcess(command, 1 if check else 0, check, "")
        if not packages:
            return CompletedProcess(command, 1, "", "connection refused")
        return CompletedProcess(command, 0, json.dumps({"dependencies": packages, "fixes": []}), "")

    return run


@pytest.mark.parametrize(
    ("run", "code", "words"),
    [
        (answering(SAFE), 0, ["Audited 1 packages", "0 vulnerabilities"]),
        (answering(SAFE, WEAK), 1, ["gunicorn 1.0: PYSEC-1, mended in 27.0.1"]),
        (answering(SAFE, UNKNOWN), 0, ["Audited 1 packages", "does not know them: made-up"]),
        (answering(), 0, ["WARNING: not audited"]),
        (answering(UNKNOWN), 0, ["WARNING: not audited: no advisory service"]),
        (answering(SAFE, check="a 1 requires b, which is not installed.\n"), 1, ["a 1 requires b"]),
        (answering(SAFE, check="openfisca-country-template 8.2.0 has requirement x.\n"), 0, ["Audited"]),
    ],
)
def test_an_audit_says_what_it_found_and_what_it_could_not_look_up(run, code, words, capsys):
    assert main([], run) == code
    said = capsys.readouterr().out
    assert [word for word in words if word not in said] == []


def test_a_service_that_does_not_answer_in_time_is_no_audit(capsys):
    def run(command, **_):
        if "pip_audit" in command:
            raise TimeoutExpired(command, 1)
        return CompletedProcess(command, 0, "", "")

    assert main([], run) == 0
    assert "not audited" in capsys.readouterr().out
