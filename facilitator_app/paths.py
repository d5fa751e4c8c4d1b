"""Where the user's own files belong on this system."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_NAME = "Facilitator"


def documents() -> Path:
    """Return the folder that new networks and saved documents are offered in."""
    return Path(platformdirs.user_documents_dir())


def logs() -> Path:
    """Return the folder of the log, made if it is missing."""
    return Path(platformdirs.user_log_dir(_NAME, appauthor=False, ensure_exists=True))


def cache() -> Path:
    """Return a folder for what can be made again (drawn icons), made if it is missing."""
    return Path(platformdirs.user_cache_dir(_NAME, appauthor=False, ensure_exists=True))
