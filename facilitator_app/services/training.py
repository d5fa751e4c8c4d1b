"""Training: the rule of saving an event with the places on it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from facilitator_app.i18n import _
from facilitator_app.queries.record_words import labels
from facilitator_app.records.training import TrainingEvent
from facilitator_app.services import records
from facilitator_app.services.children import Children, SaveRules, problem_key
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Draft


def save(file: File, event: Draft, children: Children) -> Saved:
    """Save an event with all its places in one step, nobody twice; see records.save."""
    return records.save(file, event, children, _RULES)


def _nobody_twice(
    session: Session, _event: TrainingEvent, children: Children, fmt: FormatContext
) -> Mapping[str, str]:
    problems: dict[str, str] = {}
    there: set[int] = set()
    for place, draft in enumerate(children["training_place"]):
        member = draft.values.get("member_id")
        if member in there:
            name = labels(session, "member", [member], fmt)[member]
            key = problem_key("training_place", place, "member_id")
            problems[key] = _("{name} has a place already.").format(name=name)
        elif member is not None:
            there.add(member)
    return problems


_RULES = SaveRules(problems=_nobody_twice)
