"""Ten times the people: ten times the results, in the same memory."""

import json
import subprocess
import sys

RUN = """
import json, resource, sys
from openfisca_core.periods import period
from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.engine.executors import Serial
from openfisca_jordan_sp.engine.part import Question
from openfisca_jordan_sp.engine.partitions import summarise
from openfisca_jordan_sp.engine.parts_source import FolderParts
from tests.benchmarks.repeated import Repeated

times = int(sys.argv[1])
source = Repeated(FolderParts("demo", 10_000), times)
question = Question(period("2026-01"), with_year=False)
policies = [Policy(), Policy.of("uct_maximum_160")]
found = summarise(policies, source, question, 100.0, Serial())
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
# Levies have no quota, so that they grow as the people do.
levies = [one.costs[one.items.index("all_levies")].tolist() for one in found]
print(json.dumps({"peak": peak, "levies": levies, "persons": [one.counts[2] for one in found]}))
"""


def run(times):
    command = [sys.executable, "-c", RUN, str(times)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def test_ten_times_the_people_in_the_same_memory(benchmark):
    once = run(1)
    ten = benchmark.pedantic(run, (10,), rounds=1)
    benchmark.extra_info["peak_megabytes"] = {"once": round(once["peak"]), "ten times": round(ten["peak"])}
    assert ten["persons"] == [10 * persons for persons in once["persons"]]
    for more, less in zip(ten["levies"], once["levies"], strict=True):
        assert more == [[10 * amount for amount in group] for group in less]
    assert ten["peak"] < 1.2 * once["peak"]
