"""What the one search box finds, and what a reference can be chosen from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """One find: record and id, its title, a second line, an icon, and its group's heading.

    tag: where it is not 0, what is found is an item of a framework: the list of `record` is meant,
    with the rows that carry it.
    """

    record: str
    id: int
    title: str
    second: str = ""
    icon: str = ""
    group: str = ""
    tag: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """Which records of a type can be chosen: none of `but`, and `only` those (None for any).

    Those `only` belong to one record, and go without its words.
    on: the type of the record that they are to stand on, "" where that makes no difference.
    within: a field and the id that it has in all of them, which go without the words of that one.
    """

    but: frozenset[int] = frozenset()
    only: frozenset[int] | None = None
    on: str = ""
    within: tuple[str, int] | None = None

    @property
    def is_of_one(self) -> bool:
        """Whether all of them belong to one record."""
        return self.only is not None or self.within is not None


ANY = Offer()
