"""What is known before claims are moved on: what is asked, and which steps are open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from facilitator_app.domain.errors import Doubt


@dataclass(frozen=True, slots=True)
class StepAsk:
    """Who may take a step now, and what is asked whoever takes it.

    hands: who took it before; facilitator: who may take it besides, and has not so far, "" for
    nobody.
    """

    hands: tuple[str, ...] = ()
    facilitator: str = ""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """Claims that are chosen in the list, and their sum in pence.

    steps: how many can take which step; sums: what those come to, in pence.
    """

    steps: Mapping[str, int]
    sums: Mapping[str, int]
    pence: int
