"""The service with its pages, a browser before it, and a service within the process."""

from __future__ import annotations

import pytest

from tests.api.conftest import make_service, small_folder
from tests.api.jobs_here import runner_of
from tests.api.served import served
from tests.api.service import service_in
from tests.pages.browser import ServedPages, Visitors, chromium
from tests.pages.monitored import idle, monitored

__all__ = ["idle", "make_service", "monitored", "small_folder"]


@pytest.fixture(scope="session")
def served_pages(tmp_path_factory, small_folder):
    """A real service with the demo and a small population, which computes jobs, for all tests of a process."""
    folder = tmp_path_factory.mktemp("served-pages")
    with served(folder, "--open", "--workers", "1", POPULATIONS=f"small={small_folder}") as running:
        yield ServedPages(running)


@pytest.fixture(scope="module")
def browser():
    """Chromium. Of a module: while it runs, its loop holds the thread of the tests."""
    with chromium() as running:
        yield running


@pytest.fixture
def browser_page(browser, served_pages):
    """What opens pages: `browser_page("ar", 360)`; afterwards nothing may have gone elsewhere or been complained of."""
    visitors = Visitors(browser, served_pages)
    yield visitors
    visitors.close()


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """A service within the process that is open to everybody; of a module, whose tests look at its pages alone."""
    with service_in(tmp_path_factory.mktemp("service")) as client:
        yield client


@pytest.fixture
def small_service(tmp_path, make_service, small_folder):
    """A service within the process with a small population beside the demo; it computes no jobs."""
    return make_service(f"sqlite:///{tmp_path / 'service.sqlite3'}", populations=(f"small={small_folder}",))


@pytest.fixture
def computing(small_service):
    """The same, computing jobs."""
    with runner_of(small_service):
        yield small_service
