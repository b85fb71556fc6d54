"""`python -m openfisca_jordan_sp.populations.synthesise --households 20000 --seed 1 --out DIR`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from openfisca_jordan_sp.errors import JordanSPError
from openfisca_jordan_sp.populations.store import write_population
from openfisca_jordan_sp.populations.synthesise import synthesise
from openfisca_jordan_sp.populations.targets import load_targets

BAD_INPUT = 2


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Make a population and write it; 0 if all went well, 2 for anything a user can mend."""
    options = _parser().parse_args(arguments)
    try:
        targets = load_targets(options.targets)
        population = synthesise(options.households, options.seed, targets, _say)
        _say("files")
        write_population(population, options.out)
    except JordanSPError as error:
        sys.stderr.write(" ".join(str(error).splitlines()) + "\n")
        return BAD_INPUT
    return 0


def _say(step: str) -> None:
    sys.stderr.write(f"{step} ...\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="synthesise", description="Make a synthetic population of Jordan.")
    parser.add_argument("--households", type=int, required=True, help="number of households, at least 1,000")
    parser.add_argument("--seed", type=int, required=True, help="0 or more: the same seed gives the same files")
    parser.add_argument("--out", type=Path, required=True, help="a folder that is not there yet")
    parser.add_argument("--targets", type=Path, help="a file of targets; those of the package if left out")
    return parser


if __name__ == "__main__":
    sys.exit(main())
