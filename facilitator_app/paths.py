"""Where the user's own files belong on this system."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_NAME = "Facilitator"


def documents() -> Path:
    """Return the folder that new networks and saved documents are offered in.

    That is the home folder where there is none for documents: none is made unasked.
    """
    found = Path(platformdirs.user_documents_dir())
    return found if _is_there(found) else Path.home()


def apart_from(file: Path, last: str = "") -> Path:
    """Return where to offer what should not lie beside `file`: in `last`, or a usual folder."""
    usual = (documents(), Path.home())
    offered = (Path(last), *usual) if last else usual
    return next((one for one in offered if _is_there(one) and one != file.parent), usual[0])


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:  # on a share that is out of reach
        return False


def logs() -> Path:
    """Return the folder of the log, made if it is missing; OSError if that cannot be."""
    folder = log_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def log_folder() -> Path:
    """Return where the log belongs."""
    return Path(platformdirs.user_log_dir(_NAME, appauthor=False))


def cache() -> Path:
    """Return a folder for what can be made again (drawn icons), made if it is missing.

    Raises OSError if that cannot be.
    """
    return Path(platformdirs.user_cache_dir(_NAME, appauthor=False, ensure_exists=True))
