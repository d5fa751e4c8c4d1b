"""What the recovery sheet of a file holds."""

from __future__ import annotations

from dataclasses import dataclass, field

from facilitator_app.digests.papers import Imprint


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """The groups of letters that open the file called `file`; never shown in a repr."""

    imprint: Imprint
    file: str
    groups: tuple[str, ...] = field(repr=False)
