"""Ratios of times taken in one run: callables in turn, round after round, and the median of each round's ratio.

A row that a benchmark finds is kept as a file; `python -m tests.benchmarks.ratios FOLDER PAGE` writes
the page of all rows (`docs/benchmarks.md`) with the machine they were taken on.
"""

import gc
import json
import os
import platform
import sys
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import numpy

#: Where rows are kept.
ROWS = Path(os.environ.get("BENCHMARK_ROWS", "build/benchmarks"))
LEAST_ROUNDS = 5


@dataclass(frozen=True)
class Times:
    """Seconds of each callable in each round, by its name; rounds stand in the same order for all."""

    seconds: dict[str, tuple[float, ...]]

    @property
    def rounds(self):
        """How often each callable ran."""
        return min(len(values) for values in self.seconds.values())

    def median(self, name):
        """The median of a callable, in seconds."""
        return median(self.seconds[name])

    def ratio(self, name, to):
        """The median over rounds of the time of `name` as a multiple of that of `to` in the same round."""
        pairs = zip(self.seconds[name], self.seconds[to], strict=True)
        return median(own / other for own, other in pairs)


def interleaved(callables, rounds=LEAST_ROUNDS, warm_up=True):
    """Time callables in turn, in an order that moves on by one each round.

    Args:
        callables: functions without arguments, by name; what they return is dropped outside the time.
        rounds: how often each runs.
        warm_up: whether each runs once before, for what is compiled or cached.
    """
    names, seconds = list(callables), {name: [] for name in callables}
    for name in names if warm_up else ():
        callables[name]()
    with _settled():
        for turn in range(rounds):
            shift = turn % len(names)
            for name in names[shift:] + names[:shift]:
                seconds[name].append(_seconds(callables[name]))
    return Times({name: tuple(values) for name, values in seconds.items()})


@contextmanager
def _settled():
    """What lies in memory already is not looked through each time that garbage is collected."""
    was_frozen = gc.get_freeze_count() > 0
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        if not was_frozen:
            gc.unfreeze()


def _seconds(function):
    gc.collect()
    start = time.perf_counter()
    result = function()
    took = time.perf_counter() - start
    del result
    return took


@dataclass(frozen=True)
class Row:
    """One line of the table: what was compared, the limit, and what was found.

    Attributes:
        id: the name of the row's file; rows stand in its order.
        what: the comparison, in words.
        at_most: the limit, as a multiple (or in `unit`); None where a row only tells what was found.
        found: the multiple found (likewise).
        on: the population, in words.
        rounds: how often each side ran.
        seconds: the median of each side.
        machine: where it ran.
        unit: what the limit counts: multiples, or seconds (`s`).
    """

    id: str
    what: str
    at_most: float | None
    found: float
    on: str
    rounds: int
    seconds: dict[str, float]
    machine: dict[str, str] = field(default_factory=dict)
    unit: str = "×"

    @property
    def holds(self):
        """Whether the limit is kept; None where there is none."""
        return None if self.at_most is None else self.found <= self.at_most


def row_of(times, id, what, name, to, at_most, on):  # noqa: A002 - the row's own word
    """The row of one ratio of a run."""
    seconds = {each: times.median(each) for each in (name, to)}
    return Row(id, what, at_most, times.ratio(name, to), on, times.rounds, seconds, machine())


def record(benchmark, row, folder=ROWS):
    """Keep a row: in the benchmark's own report, and as a file for the page."""
    benchmark.extra_info[row.id] = asdict(row) | {"holds": row.holds}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{row.id}.json").write_text(json.dumps(asdict(row), indent=1) + "\n", encoding="utf-8")


def kept_rows(folder=ROWS):
    """The rows kept in a folder, in their order."""
    return [Row(**json.loads(path.read_text(encoding="utf-8"))) for path in sorted(Path(folder).glob("*.json"))]


def table(rows):
    """The rows as a table in Markdown."""
    lines = ["| what | at most | found | holds | median seconds | rounds | on |", "|---|---|---|---|---|---|---|"]
    for row in rows:
        seconds = ", ".join(f"{name} {value:.3g}" for name, value in row.seconds.items())
        cells = (
            row.what,
            "no limit" if row.at_most is None else f"{row.at_most:.3g} {row.unit}",
            f"{row.found:.3g} {row.unit}",
            {True: "yes", False: "**no**", None: "information"}[row.holds],
        )
        lines.append(f"| {' | '.join(cells)} | {seconds} | {row.rounds} | {row.on} |")
    return "\n".join(lines) + "\n"


def page(rows):
    """All rows as a page in Markdown, each machine with its own table."""
    parts = ["# Benchmarks\n", "Ratios are taken in one run, both sides in turn; the median over rounds stands here.\n"]
    machines = []
    for row in rows:
        if row.machine not in machines:
            machines.append(row.machine)
    for each in machines:
        parts.append(", ".join(f"{name}: {value}" for name, value in each.items()) + ".\n")
        parts.append(table([row for row in rows if row.machine == each]))
    return "\n".join(parts)


def machine():
    """The machine in words: processor, cores, memory, versions, and the day."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory / 2**30:.0f} GiB",
        "Python": platform.python_version(),
        "numpy": numpy.__version__,
        "day": datetime.now(UTC).date().isoformat(),
    }


def _processor():
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


if __name__ == "__main__":
    rows_folder, target = sys.argv[1:]
    Path(target).write_text(page(kept_rows(rows_folder)), encoding="utf-8")
