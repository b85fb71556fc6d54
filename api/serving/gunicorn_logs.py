"""gunicorn's own events as lines of JSON among ours; its access log is off."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger


class GunicornLogs(Logger):
    """gunicorn's logger, which hands everything to the logs of this process."""

    def setup(self, cfg: Any) -> None:
        """Hand events on instead of writing them."""
        super().setup(cfg)
        self.error_log.handlers[:] = []
        self.error_log.propagate = True
