"""What the invented network's meetings, actions and training are tagged with."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator_app.records.actions import Action
from facilitator_app.records.meetings import Meeting
from facilitator_app.records.tags import Tag
from facilitator_app.records.training import TrainingEvent
from facilitator_app.sample.build_base import Makings
from facilitator_app.store.base import Record

# For each record type the frameworks it is tagged from, and how often of ten times.
_USED: Mapping[type[Record], Mapping[str, int]] = {
    Meeting: {"ladder": 9, "pde": 7, "pathway": 4},
    Action: {"pde": 4, "care_dimensions": 2},
    TrainingEvent: {"training_levels": 8},
}


def build(makings: Makings, items: Mapping[str, list[int]]) -> None:
    """Tag the rows made so far; `items` has the ids of the items of each framework, by its code."""
    dice = makings.dice("tags")
    for cls, frameworks in _USED.items():
        for row in makings.rows.get(cls, []):
            for framework, often in frameworks.items():
                if dice.randrange(10) < often:
                    makings.add(
                        Tag, target=cls.__tablename__, target_id=row["id"],
                        item_id=dice.choice(items[framework]),
                    )  # fmt: skip
