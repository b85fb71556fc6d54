"""Hold the versions of `constraints.txt` against the advisories that are known: `python -m tests.audit_dependencies`.

Known vulnerabilities end it with 1. Where no advisory service answers it says «not audited» and ends with 0: what could
not be looked up is neither passed off as audited nor does it stop the build. Arguments go to pip-audit
(`--ignore-vuln ID` for one that was looked at and does not concern us).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

CONSTRAINTS = Path(__file__).parents[1] / "constraints.txt"
#: Where advisories are looked up, one after the other until one answers.
SERVICES = ("pypi", "osv")
#: Seconds that one service may take.
SECONDS = 120
#: Installed for tests without what it asks for (Makefile).
_BY_ITSELF = "openfisca-country-template "

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def advisories(arguments: Sequence[str], run: Run = subprocess.run) -> dict[str, Any] | None:
    """What pip-audit found; None where no service answered."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(CONSTRAINTS), "--no-deps", "--disable-pip"]
    for service in SERVICES:
        options = [
            "--vulnerability-service",
            service,
            "--format",
            "json",
            "--progress-spinner",
            "off",
            "--timeout",
            "10",
        ]
        try:
            done = run([*command, *options, *arguments], capture_output=True, text=True, timeout=SECONDS, check=False)
            found = json.loads(done.stdout)
        except (subprocess.TimeoutExpired, json.JSONDecodeError):
            continue
        # A mirror without advisories knows none of the packages: that is no answer.
        if isinstance(found, dict) and any("skip_reason" not in one for one in found.get("dependencies", ())):
            return found
    return None


def told(found: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Lines about vulnerabilities, and the names of packages that could not be looked up."""
    vulnerable, skipped = [], []
    for package in found["dependencies"]:
        if "skip_reason" in package:
            skipped.append(package["name"])
        for one in package.get("vulns", ()):
            mended = ", ".join(one.get("fix_versions", ())) or "no version yet"
            vulnerable.append(f"{package['name']} {package['version']}: {one['id']}, mended in {mended}")
    return vulnerable, skipped


def conflicts(run: Run = subprocess.run) -> list[str]:
    """What `pip check` finds between the packages that are installed."""
    done = run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    return [line for line in lines if done.returncode and line and not line.lower().startswith(_BY_ITSELF)]


def say(line: str) -> None:
    """One line on the screen."""
    sys.stdout.write(f"{line}\n")


def main(arguments: Sequence[str], run: Run = subprocess.run) -> int:
    """Audit, tell, and give the exit code."""
    found = advisories(arguments, run)
    vulnerable, skipped = told(found) if found is not None else ([], [])
    at_odds = conflicts(run)
    if found is None:
        say("WARNING: not audited: no advisory service could be reached.")
    else:
        say(f"Audited {len(found['dependencies']) - len(skipped)} packages: {len(vulnerable)} vulnerabilities known.")
    if skipped:
        say(f"WARNING: not audited, for the service does not know them: {', '.join(skipped)}.")
    for line in [*vulnerable, *at_odds]:
        say(line)
    return 1 if vulnerable or at_odds else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
