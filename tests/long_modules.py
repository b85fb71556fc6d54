"""Which modules of tests begin first where workers share them.

A module runs on one worker (`--dist loadscope`), which by itself takes those with many tests first. Those that take
longest have few: left for the end, one of them keeps a core at work for a minute while the other has nothing left.
"""

from collections import Counter

#: Those of half a minute or more, the longest first. A module that waits more than it computes follows one that does
#: not, so that the other worker has the core.
LONG_MODULES = (
    "tests/engine/test_engine_agrees_with_plain.py",
    "tests/pages/test_screens.py",
    "tests/pages/test_law.py",
    "tests/properties/test_every_month.py",
    "tests/api/test_schemathesis_v1.py",
    "tests/benchmarks/test_restated.py",
    "tests/measures/test_comparison.py",
    "tests/pages/test_compare_in_browser.py",
    "tests/oracle/test_agreement.py",
    "tests/pages/test_family_in_browser.py",
    "tests/reforms/test_expected_results.py",
    "tests/pages/test_monitoring_in_browser.py",
    "tests/engine/test_parts_and_policies.py",
    "tests/api/test_jobs_killed.py",
    "tests/drafting/test_bad_bills.py",
    "tests/docs/test_drafting_page.py",
    "tests/benchmarks/test_scale_benchmark.py",
    "tests/benchmarks/test_batch.py",
    "tests/populations/test_whole_kingdom.py",
    "tests/api/test_contract.py",
    "tests/pages/test_compare.py",
    "tests/pages/test_family.py",
    "tests/pages/test_monitoring.py",
    "tests/explain/test_leaves.py",
)
_RANK = {module: rank for rank, module in enumerate(LONG_MODULES)}


def module_of(test_id):
    """The module of a test's id."""
    return test_id.partition("::")[0]


def in_order(items):
    """The tests, each with those of its module: long modules first, then the others by how many tests they have."""
    modules = [module_of(item.nodeid) for item in items]
    counts = Counter(modules)
    places = {module: (_RANK.get(module, len(_RANK)), -counts[module], place) for place, module in enumerate(counts)}
    return sorted(items, key=lambda item: places[module_of(item.nodeid)])
