"""A small rotating log of what the program did; never of what it holds."""

from __future__ import annotations

import logging
import logging.handlers
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start(folder: Path) -> None:
    """Write warnings and the program's own milestones to `folder`/facilitator.log."""
    handler = logging.handlers.RotatingFileHandler(
        folder / "facilitator.log", maxBytes=500_000, backupCount=3, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger("facilitator_app")
    root.addHandler(handler)
    root.setLevel(logging.INFO)
