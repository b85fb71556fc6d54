"""The whole Kingdom with its Parquet files: how long, and how much memory (2 workers)."""

import os
import resource
import subprocess
import sys

import pytest

KINGDOM = 2_475_767
WORKERS = 2

MAKE = """
import resource, sys
from openfisca_jordan_sp.populations.synthesise import synthesise_to
if __name__ == "__main__":
    synthesise_to(sys.argv[1], int(sys.argv[2]), 1, workers=int(sys.argv[3]))
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, largest_worker = (resource.getrusage(kind).ru_maxrss / 1e3 for kind in kinds)
    print(own + int(sys.argv[3]) * largest_worker)
"""


@pytest.mark.skipif("KINGDOM" not in os.environ, reason="`make bench`: test_whole_kingdom.py makes a sample in CI")
def test_making_the_whole_kingdom(benchmark, tmp_path):
    script = tmp_path / "make.py"
    script.write_text(MAKE)

    def make():
        command = [sys.executable, str(script), str(tmp_path / "kingdom"), str(KINGDOM), str(WORKERS)]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    peak = benchmark.pedantic(make, rounds=1)
    benchmark.extra_info["peak_megabytes_of_all_processes_at_most"] = round(peak)
    assert len(list((tmp_path / "kingdom").rglob("*.parquet"))) > 150
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 0
