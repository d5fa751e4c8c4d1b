"""What a job of the bench brings back, and how its table is printed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

RUNS = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """The times of one job in seconds, a run each, beside those of its floor (none: no floor)."""

    job: str
    runs: tuple[float, ...]
    floor: tuple[float, ...] = ()
    beside: str = ""  # what the floor is

    @property
    def median(self) -> float:
        """The middle run in seconds."""
        return statistics.median(self.runs)

    @property
    def ratio(self) -> float | None:
        """How many times the floor the job takes, each at its middle run."""
        return self.median / statistics.median(self.floor) if self.floor else None


def timed(act: Callable[[], object]) -> float:
    """Return how many seconds `act()` takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def p95(times: Sequence[float]) -> float:
    """Return the time that 95 of 100 stay below."""
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]


def in_turn(
    act: Callable[[], float], floor: Callable[[], float], runs: int = RUNS
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Measure a job and its floor one after the other, so that both meet the same machine."""
    pairs = [(floor(), act()) for _run in range(runs)]
    return tuple(made for _floor, made in pairs), tuple(least for least, _made in pairs)


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a Markdown table, in milliseconds."""
    lines = ["| job | ms (min–max) | floor, ms (min–max) | ratio | floor is |"]
    lines.append("|---|--:|--:|--:|---|")
    lines += [
        f"| {one.job} | {_spread(one.runs)} | {_spread(one.floor)} | {_ratio(one)} | {one.beside} |"
        for one in figures
    ]
    return "\n".join(lines)


def _ratio(one: Figure) -> str:
    return "" if one.ratio is None else f"{one.ratio:.2f}"


def _spread(runs: Sequence[float]) -> str:
    if not runs:
        return "–"
    middle, least, most = (_ms(t) for t in (statistics.median(runs), min(runs), max(runs)))
    return f"{middle} ({least}–{most})"


def _ms(seconds: float) -> str:
    ms = seconds * 1000
    return f"{ms:,.0f}" if ms >= 100 else f"{ms:.1f}"
