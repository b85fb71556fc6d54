"""How ratios are taken and kept."""

import subprocess
import sys
import time

import pytest

from tests.benchmarks.ratios import Row, Times, interleaved, kept_rows, machine, page, record, row_of, table


class Recorder:
    """What a benchmark's fixture keeps."""

    def __init__(self):
        self.extra_info = {}


TIMES = Times({"engine": (1.0, 4.0, 2.0), "numpy": (2.0, 4.0, 8.0)})


def test_callables_run_in_turn_and_each_round_begins_with_another():
    ran = []
    times = interleaved({name: lambda name=name: ran.append(name) for name in "abc"}, rounds=3)
    assert "".join(ran) == "abc" + "abc" + "bca" + "cab"
    assert times.rounds == 3


def test_each_callable_has_the_time_that_it_took(monkeypatch):
    clock = [0.0]

    def passing(seconds):
        clock[0] += seconds

    monkeypatch.setattr(time, "perf_counter", lambda: clock[0])
    times = interleaved({"long": lambda: passing(0.5), "short": lambda: passing(0.125)}, rounds=2, warm_up=False)
    assert (times.median("long"), times.median("short")) == (0.5, 0.125)
    assert times.ratio("long", "short") == 4


def test_the_ratio_is_the_median_of_the_ratios_of_each_round():
    assert TIMES.ratio("engine", "numpy") == pytest.approx(0.5)
    assert TIMES.median("engine") == 2.0


def test_a_row_is_kept_and_found_again(tmp_path):
    benchmark = Recorder()
    row = row_of(TIMES, "1_numpy", "all programmes", "engine", "numpy", 0.8, "a trial")
    record(benchmark, row, tmp_path / "rows")
    assert kept_rows(tmp_path / "rows") == [row]
    assert benchmark.extra_info["1_numpy"]["holds"]
    assert row.seconds == {"engine": 2.0, "numpy": 4.0}


def test_the_page_tells_the_machine_and_whether_each_limit_is_kept(tmp_path):
    kept = row_of(TIMES, "1", "within", "engine", "numpy", 0.8, "a trial")
    missed = row_of(TIMES, "2", "beyond", "engine", "numpy", 0.4, "a trial")
    text = page([kept, missed])
    assert f"processor: {machine()['processor']}" in text
    assert "| within | 0.8 × | 0.5 × | yes | engine 2, numpy 4 | 3 | a trial |" in text
    assert "| beyond | 0.4 × | 0.5 × | **no** |" in text
    assert text.count("processor:") == 1


def test_a_row_without_a_limit_only_informs():
    row = row_of(TIMES, "3", "beside", "engine", "numpy", None, "a trial")
    assert row.holds is None
    assert "| beside | no limit | 0.5 × | information | engine 2, numpy 4 |" in table([row])


def test_a_row_of_seconds_shows_seconds():
    row = Row("9", "import", 1, 0.7, "a fresh process", 5, {"import": 0.7}, unit="s")
    assert "| import | 1 s | 0.7 s | yes |" in table([row])


def test_the_page_is_written_from_a_folder_of_rows(tmp_path):
    record(Recorder(), row_of(TIMES, "1", "within", "engine", "numpy", 0.8, "a trial"), tmp_path)
    target = tmp_path / "benchmarks.md"
    subprocess.run([sys.executable, "-m", "tests.benchmarks.ratios", str(tmp_path), str(target)], check=True)
    assert "| within | 0.8 × |" in target.read_text(encoding="utf-8")


def test_a_folder_without_rows_gives_a_page_without_tables(tmp_path):
    assert kept_rows(tmp_path) == []
    assert "|" not in page([])
