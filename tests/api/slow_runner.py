"""`jordan-sp jobs`, but that each job takes a second more, so that it can be killed in the middle.

The workers of a scheduler are slow as well: the time is a step of the job itself.
"""

import sys

from openfisca_jordan_sp.api.jobs import workers

from openfisca_jordan_sp.cli import main


def slow(task):
    """In a worker: wait, then compute."""
    import time

    time.sleep(1.5)
    return workers.computed(task)


def cold():
    """In a worker: nothing is read before it is needed; these jobs do not ask of the embedded population."""


if __name__ == "__main__":
    from tests.api import slow_runner

    workers.warm = slow_runner.cold
    workers.computed = slow_runner.slow
    main(["jobs", *sys.argv[1:]])
