"""Collects the law's own tests (OpenFisca YAML) beside the Python ones.

Two things are added to OpenFisca's runner: families that a test leaves out are
derived from its households, as for every caller; and `reforms` names reforms of
the catalogue.

Where workers share the tests, modules that take long begin first (`long_modules.py`).
"""

import gc
import os
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import settings
from openfisca_core.parameters.config import Loader
from openfisca_core.tools.test_runner import OpenFiscaPlugin, YamlItem

from openfisca_jordan_sp import JordanSocialProtectionSystem, Policy, complete_situation
from openfisca_jordan_sp.law.catalogue import instruments
from tests.long_modules import in_order

# The same examples in every run, and no example judged by the clock of a busy machine.
settings.register_profile("reproducible", derandomize=True, deadline=None)
settings.load_profile("reproducible")

LAW_FOLDERS = {*instruments(), "registry", "outcomes", "reforms"}


def pytest_collect_file(parent, file_path):
    if any(isinstance(plugin, OpenFiscaPlugin) for plugin in parent.config.pluginmanager.get_plugins()):
        return None  # OpenFisca's own runner collects them itself
    if file_path.suffix == ".yaml" and LAW_FOLDERS.intersection(Path(file_path).parts):
        return LawFile.from_parent(parent, path=file_path)
    return None


def pytest_collection_modifyitems(items):
    if "PYTEST_XDIST_WORKER" in os.environ:
        items[:] = in_order(items)


def pytest_collection_finish():
    # Half a million objects that live as long as the run: to look through them took a third of a second each time.
    gc.collect()
    gc.freeze()


class LawFile(pytest.File):
    def collect(self):
        for test in yaml.load(self.path.read_text(encoding="utf-8"), Loader=Loader):
            yield LawTest.from_parent(self, name=test["name"], law_test=test)


class LawTest(YamlItem):
    def __init__(self, *, law_test, **kwargs):
        super().__init__(baseline_tax_benefit_system=None, test=law_test, options={}, **kwargs)

    def runtest(self):
        self.baseline_tax_benefit_system = system_with(*self.test.reforms)
        self.test.reforms = []
        self.test.input, _ = complete_situation(self.test.input)
        super().runtest()


@cache
def system_with(*reforms):
    # Kept for the whole run: OpenFisca's runner remembers systems by their address.
    return Policy.of(*reforms).system if reforms else JordanSocialProtectionSystem()
