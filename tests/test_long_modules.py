"""The order in which workers take the modules of tests."""

from pathlib import Path
from types import SimpleNamespace

from tests.long_modules import LONG_MODULES, in_order

ROOT = Path(__file__).parents[1]


def named(*test_ids):
    return [SimpleNamespace(nodeid=each) for each in test_ids]


def test_every_long_module_is_there_once():
    assert [each for each in LONG_MODULES if not (ROOT / each).is_file()] == []
    assert len(set(LONG_MODULES)) == len(LONG_MODULES)


def test_long_modules_begin_then_those_with_many_tests_and_each_keeps_its_own_together():
    long, longest = LONG_MODULES[1], LONG_MODULES[0]
    long_ones = (f"{long}::a", f"{longest}::b", f"{longest}::a")
    given = named("few::a", "many::a", *long_ones, "many::b[x::y]", "one::a", "many::A::c")
    found = [each.nodeid for each in in_order(given)]
    assert found == [
        f"{longest}::b",
        f"{longest}::a",
        f"{long}::a",
        "many::a",
        "many::b[x::y]",
        "many::A::c",
        "few::a",
        "one::a",
    ]
