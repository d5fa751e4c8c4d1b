"""Writing a file so that its place never holds half of it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from facilitator_app.domain.errors import AppError
from facilitator_app.i18n import _


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step; raise AppError if the place cannot be written to."""
    part = None
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=".", suffix=".part", delete=False
        ) as file:
            part = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        raise AppError(
            _(
                "{name} could not be written to {folder}. Choose another folder or free some space."
            ).format(name=path.name, folder=path.parent)
        ) from None
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
