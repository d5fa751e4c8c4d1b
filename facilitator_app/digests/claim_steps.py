"""What is known before claims are moved on: what is asked, and which steps are open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from facilitator_app.domain.errors import Doubt


@dataclass(frozen=True, slots=True)
class Going:
    """How many claims can take a step, and what they come to in pence.

    left: the name of each that cannot, and why, by its id.
    """

    count: int = 0
    pence: int = 0
    left: Mapping[int, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepAsk:
    """Who may take a step now, and what is asked whoever takes it.

    hands: who took it before; facilitator: who may take it besides, and has not so far, "" for
    nobody; going: which claims can take it, as far as is known.
    """

    hands: tuple[str, ...] = ()
    facilitator: str = ""
    doubts: tuple[Doubt, ...] = ()
    going: Going = Going()


@dataclass(frozen=True, slots=True)
class Chosen:
    """Claims that are chosen in the list, and their sum in pence.

    steps: which of them can take the step that comes next for them, and why others cannot yet.
    """

    steps: Mapping[str, Going]
    pence: int
