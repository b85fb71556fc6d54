"""Our service beside `openfisca serve` on the same law, in one run and in turns: `make bench-api`.

Written into the page that is named: requests a second and latencies of one family, the time of batches beside the
engine's own and as they grow, and the memory of the workers under full load.

    WORKERS    of each service (2)             ROUNDS, SECONDS    of the load of one family (5 rounds of 6 seconds)
    CALLERS    at once (8)                     MINUTES            of full load for the memory (0.5; 10 for the promise)
    BATCHES    households of the demo (830 and 8300: one and ten thousand families)
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from statistics import median

import numpy
import pyarrow

from openfisca_jordan_sp import Policy, read_population
from openfisca_jordan_sp.batch import BatchQuestion
from openfisca_jordan_sp.cases import load_case
from openfisca_jordan_sp.situations import prepare_situation
from openfisca_jordan_sp.system import law_in_force
from tests.api.served import free_port, served
from tests.benchmarks.ratios import interleaved, machine
from tests.benchmarks.test_batch import MONTH, described, engine, table_of, written

WORKERS = int(os.environ.get("WORKERS", "2"))
THREADS = os.environ.get("THREADS", "8")
CALLERS = int(os.environ.get("CALLERS", "8"))
ROUNDS = int(os.environ.get("ROUNDS", "5"))
SECONDS = float(os.environ.get("SECONDS", "6"))
MINUTES = float(os.environ.get("MINUTES", "0.5"))
BATCHES = [int(one) for one in os.environ.get("BATCHES", "830,8300").split(",")]

CORE = "import sys; from openfisca_core.scripts.openfisca_command import main; sys.argv[0] = 'openfisca'; main()"
SETTINGS = {"AUTH": "none", "RUNNER": "none", "RATE": "1000000000/second"}


ONE, MUCH = ("uct_entitled", "uct_amount"), ("poor_family_card_entitled", "family_cash_benefits")
#: What is asked of the family, and for how many months: one programme, with the conditions it rests on; much of the
#: law at once; and that month after month, where the formulas are nearly all the work.
ASKED = {
    "one programme": (ONE, 1),
    "much of the law": (ONE + MUCH, 1),
    "much of the law for three months": (ONE + MUCH, 3),
}


def one_family(outputs, months):
    """A family of six of the cases with all its facts by month for a year, as OpenFisca describes it; some 7 kB."""
    law, month = law_in_force(), "2026-01"
    situation = deepcopy(prepare_situation(law, load_case("day_wages_family_of_six").situation, month)[0])
    for unit in (unit for plural in ("persons", "families", "households") for unit in situation[plural].values()):
        for name, value in unit.items():
            if name in law.variables and not isinstance(value, dict):
                unit[name] = {month: value}
    for family in situation["families"].values():
        family.update({name: {f"2026-{one:02}": None for one in range(1, months + 1)} for name in outputs})
    return situation


@contextmanager
def core_served(folder):
    """`openfisca serve` with our law; the port."""
    port = free_port()
    command = [sys.executable, "-c", CORE, "serve", "--country-package", "openfisca_jordan_sp"]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS)]
    with (folder / "core.txt").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    try:
        _until_answered(port)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _until_answered(port):
    for _ in range(600):
        try:
            if load(port, "/calculate", b'{"persons": {"a": {}}}', 1, 0.1)["milliseconds"]:
                return
        except ValueError:
            pass
        time.sleep(0.2)
    raise RuntimeError("openfisca serve does not answer")


def load(port, path, body, callers, seconds):
    """What callers in a process of their own found."""
    command = [sys.executable, "-m", "tests.benchmarks.api_client", str(port), path, str(callers), str(seconds)]
    return json.loads(subprocess.run(command, input=body, capture_output=True, check=True).stdout)


def side_by_side(ports, body):
    """Rounds of load on each service in turn: requests a second, latencies, errors."""
    found = {name: {"rate": [], "milliseconds": [], "errors": 0} for name in ports}
    for port in ports.values():
        load(port, "/calculate", body, CALLERS, 2)
    for turn in range(ROUNDS):
        for name in sorted(ports, reverse=turn % 2 == 1):
            one = load(ports[name], "/calculate", body, CALLERS, SECONDS)
            found[name]["rate"].append(len(one["milliseconds"]) / SECONDS)
            found[name]["milliseconds"] += one["milliseconds"]
            found[name]["errors"] += one["errors"]
    return found


def told(name, body, found):
    head = f"**{name.capitalize()}** ({', '.join(f'`{one}`' for one in ASKED[name][0])}; {len(body):,} bytes):"
    lines = [head, "", "| | requests a second | p50 ms | p95 ms | p99 ms | errors |", "|---|---|---|---|---|---|"]
    for side, one in found.items():
        if not one["milliseconds"]:
            raise RuntimeError(f"{side} refuses the family")
        p50, p95, p99 = numpy.percentile(one["milliseconds"], [50, 95, 99])
        lines.append(f"| {side} | {median(one['rate']):.1f} | {p50:.1f} | {p95:.1f} | {p99:.1f} | {one['errors']} |")
    ours, core = found["ours"]["rate"], found["core"]["rate"]
    ratio = median(a / b for a, b in zip(ours, core, strict=True))
    lower = numpy.percentile(found["core"]["milliseconds"], 99) / numpy.percentile(found["ours"]["milliseconds"], 99)
    said = f"**{ratio:.2f} times its requests a second** (at least 3), p99 {lower:.1f} times lower (at least 1)."
    return [*lines, "", said, ""]


def batches(service):
    """The time of a batch over HTTP beside the engine's own on the same families: in each form, and as it grows."""
    lines = ["| families | form | body MB | batch s | engine s | ratio (at most 3) | ms a family |"]
    lines += ["|---|---|---|---|---|---|---|"]
    whole, question = read_population("demo"), BatchQuestion.of(MONTH, (), Policy.of())
    for size in BATCHES:
        population = whole.take(numpy.arange(size))
        cases, count = described(population, question), population.family_count
        for form, (media_type, query, body) in FORMS.items():
            data = body(population)
            head = f"POST /v1/calculate/batch{query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            message = f"{head}Content-Type: {media_type}\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data
            sides = {
                "batch": lambda sent=message: _whole(service, sent),
                "engine": lambda of=cases: engine(of, question),
            }
            times = interleaved(sides, rounds=5)
            took, ratio = times.median("batch"), times.ratio("batch", "engine")
            about = f"{took:.3f} | {times.median('engine'):.3f} | {ratio:.2f} | {took / count * 1000:.3f}"
            lines.append(f"| {count:,} | {form} | {len(data) / 1e6:.1f} | {about} |")
    return lines


def _arrow(population):
    table, sink = table_of(population), pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue().to_pybytes()


def _columns(population):
    return json.dumps({"period": MONTH, "columns": table_of(population).to_pydict()}, default=str).encode()


#: The forms of a table of families: media type, query, how the body is made.
FORMS = {
    "Parquet": ("application/vnd.apache.parquet", f"?period={MONTH}", written),
    "Arrow": ("application/vnd.apache.arrow.stream", f"?period={MONTH}", _arrow),
    "JSON columns": ("application/json", "", _columns),
}

#: What the tables cannot say of themselves.
REMARKS = """## What decides the ratios
One family: reading a request is where the two services differ most. The more rules are asked for, and for the more
months, the more of the time goes to the way from one rule to the next, which ours has made short, and to the formulas.

Batches: the limit of three times the engine's own time is meant for tables in binary form, Parquet and Arrow; the table
above says at which sizes it holds. JSON has to be read as text first: Python's own reader alone takes longer than the
engine for the same families. A night's file is best sent as a table.
"""


def _whole(service, message):

    with socket.create_connection(("127.0.0.1", service.port), timeout=300) as connection:
        connection.sendall(message)
        parts = list(iter(lambda: connection.recv(1_048_576), b""))
    if not parts[0].startswith(b"HTTP/1.1 200") or b'"complete":true' not in b"".join(parts[-3:]).replace(b" ", b""):
        raise RuntimeError(parts[0][:500])
    return len(parts)


def memory(service, body):
    """The resident memory of all workers under full load, from the end of a warm-up on."""
    load(service.port, "/calculate", body, CALLERS, min(20, MINUTES * 20))
    result = {}
    callers = threading.Thread(
        target=lambda: result.update(load(service.port, "/calculate", body, CALLERS, MINUTES * 60))
    )
    callers.start()
    samples = []
    while callers.is_alive():
        samples.append(sum(_resident(pid) for pid in service.workers()))
        callers.join(2)
    first, last = median(samples[:5]), median(samples[-5:])
    widest = max(abs(one / first - 1) for one in samples)
    count, errors = len(result["milliseconds"]), result["errors"]
    grown = f"{first:.0f} MB at first, {last:.0f} MB at last ({last / first - 1:+.1%}; at most ±5%)"
    return [f"{MINUTES:g} minutes at full load, {count:,} requests, {errors} errors: {grown}; widest {widest:.1%}."]


def _resident(pid):
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))


def main(page):
    bodies = {name: json.dumps(one_family(*asked)).encode() for name, asked in ASKED.items()}
    options = ("--workers", str(WORKERS), "--threads", THREADS, "--no-jobs")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with served(folder, *options, **SETTINGS) as service:
            with core_served(folder) as core:
                ports = {"ours": service.port, "core": core}
                family = [line for name, body in bodies.items() for line in told(name, body, side_by_side(ports, body))]
            grown, held = batches(service), memory(service, bodies["one programme"])
    here = ", ".join(f"{name}: {value}" for name, value in machine().items())
    about = f"{WORKERS} workers of each service, {CALLERS} callers in a process of their own on the same machine."
    asked = f"`POST /calculate`, a family of six, {ROUNDS} rounds of {SECONDS:g} seconds in turn."
    lines = ["# The service under load", "", "Written by `make bench-api`; the families are synthetic.", ""]
    lines += [f"{here}.", "", about, "", "## One family, beside `openfisca serve` on the same law", "", asked, ""]
    lines += family
    lines += ["## Batches, answered in lines", "", *grown, "", "## Memory", "", *held, "", REMARKS]
    text = "\n".join(lines)
    Path(page).write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main(sys.argv[1])
