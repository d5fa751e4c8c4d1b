"""Rules of frameworks: the order of their items, and how these are told apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from facilitator_app.domain.codes import folded
from facilitator_app.i18n import _


@dataclass(frozen=True, slots=True)
class Item:
    """What an item is known by, which framework it belongs to, and what it is a part of."""

    id: int | None
    framework: int
    words: str
    code: str | None
    parent: int | None


def item_problems(one: Item, others: Collection[Item]) -> dict[str, str]:
    """Return by field what is wrong with an item beside `others`.

    These are the other items of its framework, and its own parts wherever they stand.
    """
    beside = [other for other in others if other.framework == one.framework]
    found = {}
    if one.parent is not None and one.parent == one.id:
        found["parent_id"] = in_itself()
    elif one.parent is not None and all(other.id != one.parent for other in beside):
        found["parent_id"] = _("An item can only be a part of another item of its own framework.")
    if any(folded(other.words) == folded(one.words) for other in beside):
        found["words"] = _("Another item of this framework is called “{words}”.").format(
            words=one.words
        )
    if one.code and any(other.code == one.code for other in beside):
        found["code"] = _("Another item of this framework has the code “{code}”.").format(
            code=one.code
        )
    if len(beside) < len(others):
        found["framework_id"] = _("The parts of this item stand in another framework.")
    return found


def in_itself() -> str:
    """Return why an item stays where it is that would be a part of itself."""
    return _("An item cannot be a part of itself, nor of one that is a part of it.")


def places(asked: Sequence[tuple[int | None, int | None]]) -> tuple[int, ...]:
    """Return the place of each item, from 1 without gaps; each says its place before and now.

    One that moves up, or is new, comes before whoever has the place that it was given; one that
    moves down comes after, who then moves up. What was not moved keeps its order, and one without
    a place comes last.
    """

    def key(at: int) -> tuple[bool, int, int, int]:
        before, now = asked[at]
        if now is None:
            return True, 0, 0, at
        side = -1 if before is None or now < before else int(now > before)
        return False, now, side, at

    ordered = sorted(range(len(asked)), key=key)
    return tuple(
        place for _at, place in sorted(zip(ordered, range(1, len(asked) + 1), strict=True))
    )
