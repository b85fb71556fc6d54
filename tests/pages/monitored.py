"""Services of which the page of monitoring is looked at, and its parts and files as the tests read them."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest

from tests.api.jobs_here import Here, runner_of
from tests.api.service import service_in

PART = {"HX-Request": "true"}
SMALL = "population=small"


@pytest.fixture(scope="module")
def monitored(tmp_path_factory, small_folder):
    """A service that computes jobs on a small population; of a module, so that each is computed once."""
    folder = tmp_path_factory.mktemp("monitoring")
    with (
        service_in(folder, populations=(f"small={small_folder}",)) as client,
        runner_of(client, Here(slots=1)),
    ):
        yield client


@pytest.fixture(scope="module")
def idle(tmp_path_factory, small_folder):
    """A service by which nothing is computed."""
    with service_in(tmp_path_factory.mktemp("idle"), populations=(f"small={small_folder}",)) as client:
        yield client


def part(service, name, query=SMALL, language="en"):
    """A part once it is computed."""
    for _ in range(90):
        reply = service.flask.get(f"/{language}/monitoring/{name}?{query}", headers=PART)
        text = reply.get_data(as_text=True)
        assert reply.status_code == 200, text
        if "<progress" not in text:
            return text
    raise AssertionError(text)


def result(service, kind, policies=(), **more):
    """What `/v1` answers to the same question."""
    asked = {"kind": kind, "population": "small", "policies": list(policies), "period": "2026-01", **more}
    reply = service.call("createJob", json=asked, headers={"Prefer": "wait=60"})
    assert reply.status_code == 200, reply.get_data()
    return reply.get_json()


def rows_of(reply) -> list[dict[str, str]]:
    assert reply.status_code == 200, reply.get_data(as_text=True)
    return list(csv.DictReader(io.StringIO(reply.get_data().decode("utf-8-sig"))))


def addresses(text, form):
    return [unescape(found) for found in re.findall(rf'href="([^"]+\.{form}[^"]*)"', text)]
