"""What stands beneath the name of a record, as its page opens."""

from __future__ import annotations

import datetime as dt

from facilitator_app.gui.form import glance_panel
from facilitator_app.records.training import TrainingEvent
from facilitator_app.services.files import File
from facilitator_app.spec.record import Row


def test_the_length_of_a_course_is_told_in_hours(file: File) -> None:
    values = {"title": "Course", "date": dt.date(2026, 11, 20), "hours": 25, "cost": 15_000}
    record = Row("training_event", 1, 1, values, "Course")
    told = glance_panel.subtitle(TrainingEvent.spec(), record, file.format_context())
    assert told == "20 Nov 2026 · 2.5 hours · £150.00"
